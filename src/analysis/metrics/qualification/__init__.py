"""What happened to the qualification of staff, and how far is it known?"""
