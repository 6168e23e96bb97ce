"""In which ways can people who are counted in total, but in no body, belong to the bodies?"""

from __future__ import annotations

import pandas as pd


def split_bounds(unplaced_persons: float, room_persons: pd.Series) -> pd.DataFrame:
    """How many of the unplaced can belong to each body, at least and at most?

    ``room_persons`` holds, by body, how many more it can take. Columns least_persons and
    most_persons, with U unplaced and the rooms r: most = min(U, r) and least = max(0, U − the room
    of all others), the method of bounds (Duncan and Davis 1953, American Sociological Review
    18:665–666; with one body it is the worst case of Manski 1995, Identification Problems in the
    Social Sciences, chapter 2). Raises ValueError where the unplaced are fewer than none or more
    than the room of all bodies.
    """
    _check(unplaced_persons, room_persons)
    room_of_others = room_persons.sum() - room_persons
    return pd.DataFrame(
        {
            "least_persons": (unplaced_persons - room_of_others).clip(lower=0),
            "most_persons": room_persons.clip(upper=unplaced_persons),
        }
    )


def extremes(
    weights: pd.Series, unplaced_persons: float, room_persons: pd.Series
) -> tuple[float, float]:
    """What is the least and the most of Σ weight · people over every split of the unplaced?

    The sum is linear in the split, so it is least where the bodies of the smallest weight are
    filled first, and most where those of the largest are. Raises ValueError as ``split_bounds``.
    """
    _check(unplaced_persons, room_persons)
    rising = weights.sort_values().index
    least, most = (
        float((weights[order] * _filled(unplaced_persons, room_persons[order])).sum())
        for order in (rising, rising[::-1])
    )
    return least, most


def _filled(unplaced_persons: float, room_persons: pd.Series) -> pd.Series:
    before = room_persons.cumsum() - room_persons
    return (unplaced_persons - before).clip(lower=0).clip(upper=room_persons)


def _check(unplaced_persons: float, room_persons: pd.Series) -> None:
    if not 0 <= unplaced_persons <= room_persons.sum():
        raise ValueError(
            f"{unplaced_persons:g} people cannot be split among bodies that have room for "
            f"{room_persons.sum():g}: the stated total is above the headcount of the bodies, or "
            "below their qualified."
        )
