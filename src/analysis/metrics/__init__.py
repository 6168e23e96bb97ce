"""What do the figures mean? Pure functions from tidy tables to facts."""
