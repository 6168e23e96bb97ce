"""What do units send in? Their Excel returns, read as they arrive and answered with a report."""
