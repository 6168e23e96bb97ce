"""What is printed? Documents, Vietnamese numbers and text, corrections, tidy tables."""
