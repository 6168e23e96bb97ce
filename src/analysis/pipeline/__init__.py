"""How does it run? Programmes become steps, steps become tasks, and tasks become reports."""
