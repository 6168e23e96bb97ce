"""Are things added up or compared that are not of one kind: units, bounds, years, points?"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from analysis.audit.audited import Audited, Proposal, listed
from analysis.sources.declarations import Check, figures_named, left_of

IDENTITIES = ("sum", "same", "difference")
UNITS = ("attendances", "persons")


def lower_bound_readings(check: Check, known: Audited) -> Iterator[Proposal]:
    """Does an identity close only because a lower bound ("hơn 200") is taken as exact?

    One reading is tried, and proposed where it fits. Raises KeyError for a figure that is not
    there.
    """
    bounds = [name for name in figures_named(check) if known.figures[name].bound == "lower"]
    if check["kind"] in IDENTITIES and known.verdicts[check["id"]] == "holds" and bounds:
        yield Proposal(
            "lower_bound_as_exact",
            1,
            1,
            f"The identity closes only with {listed(bounds, known.figures)} taken as exact.",
            "The total is itself only a lower bound, or the bound was an exact figure.",
            tuple(bounds),
        )


def attendance_readings(check: Check, known: Audited) -> Iterator[Proposal]:
    """Are attendances and persons held against each other as if they were one thing?

    One reading is tried, that the document uses the two words for the same count; it fits where the
    identity holds. Raises KeyError for a figure that is not there.
    """
    names = figures_named(check)
    units = {unit: [n for n in names if known.figures[n].unit == unit] for unit in UNITS}
    if check["kind"] not in IDENTITIES or not all(units.values()):
        return
    fitting = int(known.verdicts[check["id"]] == "holds")
    attendances, persons = (listed(units[unit], known.figures) for unit in UNITS)
    yield Proposal(
        "attendances_with_persons",
        1,
        fitting,
        f"Attendances, {attendances}, stand against persons, {persons}.",
        "Either one count goes by two names, or people and attendances are added up.",
        tuple(units["persons"]) if fitting else (),
    )


def year_readings(check: Check, known: Audited) -> Iterator[Proposal]:
    """Is a number of years stated that the periods of the figures compared do not have?

    Of two points in time the years between them, of one range the years that it covers. Nothing is
    proposed where the stated number is either the years between or the years covered. Raises
    KeyError for a figure that is not there.
    """
    durations = [name for name in left_of(check) if _is_duration(name, known)]
    years = sorted(
        int(year)
        for name in check.get("right", [])
        for year in known.places[name].period.split("-")
    )
    if len(durations) != 1 or not years or years[0] == years[-1]:
        return
    (name,) = durations
    between = years[-1] - years[0]
    ranges = all("-" in known.places[other].period for other in check["right"])
    if known.figures[name].value in (None, Decimal(between), Decimal(between + 1)):
        return
    meant = Decimal(between + 1 if ranges else between)
    how = "the period covers" if ranges else "the figures compared lie apart by"
    yield Proposal(
        "years_counted",
        1,
        1,
        f"{name} is {known.figures[name].printed} years; {how} {meant} years, from {years[0]} to "
        f"{years[-1]}.",
        "A result a year is smaller or larger in proportion.",
        (name,),
        {name: meant},
    )


def point_readings(check: Check, known: Audited) -> Iterator[Proposal]:
    """Is the difference of two rates printed with a per cent sign, and what does the sign mean?

    Two meanings are tried: percentage points (closing − opening) and per cent of the opening rate
    (100 × (closing − opening) / opening, rounded half up to the decimals printed). Raises KeyError
    for a figure that is not there, ValueError where the check does not name two rates.
    """
    if check["kind"] != "difference":
        return
    (name,) = left_of(check)
    change = known.figures[name]
    rates = [known.figures[other] for other in check["right"]]
    closing, opening = (rate.value for rate in rates)
    if "%" not in change.printed or any(rate.unit != "percent" for rate in rates):
        return
    if change.value is None or closing is None or not opening:
        return
    unit = Decimal(1).scaleb(-change.decimals)
    points = closing - opening
    relative = (100 * points / opening).quantize(unit, ROUND_HALF_UP)
    meanings = {"percentage points": points, "per cent of the opening rate": relative}
    fitting = [meaning for meaning, value in meanings.items() if value == change.value]
    said = " and ".join(f"{value:f} {meaning}" for meaning, value in meanings.items())
    yield Proposal(
        "points_as_percent",
        len(meanings),
        len(fitting),
        f"{name}, printed {change.printed}, may mean either: the rates give {said}.",
        f"The sign stands for {fitting[0]}." if fitting else "The sign stands for neither.",
        (name,) if fitting else (),
    )


def _is_duration(name: str, known: Audited) -> bool:
    return known.places[name].measure == "duration" and known.figures[name].unit == "years"
