"""What does a register of persons hold, and which of its rows can be counted?"""
