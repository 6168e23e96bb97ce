"""What do two counts say about leaving, and what does leaving do to the road ahead?"""
