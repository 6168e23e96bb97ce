"""How do notebooks run in processes that have everything imported already?"""
