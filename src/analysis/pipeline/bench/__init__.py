"""How long do briefings take here, by which route, and with how much memory?"""
