"""How are data made up with which the program can be tried before any real ones are there?"""
