"""Which data are made up, with a truth that is known, and how are they marked as such?"""
