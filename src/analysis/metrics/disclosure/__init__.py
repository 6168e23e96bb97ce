"""Which counts of persons may be read, and which are kept back so that nobody is found in them?"""
