"""What do more years, groups or places allow, and how many do they take?"""
