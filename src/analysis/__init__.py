"""From the figures that official documents print to briefings whose numbers have receipts."""
