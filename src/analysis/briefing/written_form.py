"""Which form has a fact on a page where a sentence asks for none?"""

from decimal import Decimal

ONE_MILLION = 1_000_000
DECIMALS = {"percent": 2, "percentage_points": 2, "years": 1, "ratio": 2}


def decimals_of(unit: str, status: str, value: Decimal | None, high: Decimal | None) -> int | None:
    """To how many decimals is a fact written? None for up to two, as what a document reports."""
    if status == "reported":
        return None
    if unit == "vnd":
        most = max(end for end in (value, high) if end is not None)
        return 2 if most >= ONE_MILLION else 0
    return DECIMALS.get(unit)


def bound_sign(value: Decimal | None, low: Decimal | None, high: Decimal | None) -> str:
    """Which sign stands before a value that is a bound? Nothing before any other."""
    signs = {(None, value): "≤ ", (value, None): "≥ ", (None, None): ""}
    return signs.get((low, high), "")
