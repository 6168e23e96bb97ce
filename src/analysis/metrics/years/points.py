"""How many points does a method need?"""

from __future__ import annotations

FEWEST_OF_TREND = 3
FEWEST_EACH_SIDE = 3
FEWEST_UNITS_EACH_SIDE = 2
NO_INFERENCE = (
    "Two cities, one on each side, are no basis for inference: the effect of a policy cannot be "
    "told from whatever else differs between the two."
)


class TooFewPoints(ValueError):
    """How many points does the method need, and how many are there?"""


def require_points(method: str, needed: int, there: int, what: str = "points in time") -> None:
    """Are there enough points? Raises TooFewPoints with the number needed and the number there."""
    if there < needed:
        raise TooFewPoints(f"{method} needs at least {needed} {what}; there are {there}.")
