"""What did it cost, per what, and in which terms?"""
