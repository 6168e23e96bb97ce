"""How is a number of a unit written? English patterns, translated by the catalogue."""

from decimal import Decimal

from analysis.briefing.catalogue import mark as _

COUNTS: dict[str, tuple[str, str]] = {
    "persons": (_("{number} person"), _("{number} persons")),
    "attendances": (_("{number} attendance"), _("{number} attendances")),
    "classes": (_("{number} class"), _("{number} classes")),
    "readings": (_("{number} reading"), _("{number} readings")),
    "seats": (_("{number} seat"), _("{number} seats")),
    "courses": (_("{number} course"), _("{number} courses")),
    "topics": (_("{number} topic"), _("{number} topics")),
    "organisations": (_("{number} organisation"), _("{number} organisations")),
    "units": (_("{number} unit"), _("{number} units")),
    "events": (_("{number} event"), _("{number} events")),
    "items": (_("{number} item"), _("{number} items")),
    "days": (_("{number} day"), _("{number} days")),
    "days_per_class": (_("{number} day per class"), _("{number} days per class")),
    "years": (_("{number} year"), _("{number} years")),
    "months": (_("{number} month"), _("{number} months")),
    "years_of_age": (_("{number} year of age"), _("{number} years of age")),
}
"""Unit: pattern for one, pattern for any other number."""

PERCENT = _("{number}%")
PERCENTAGE_POINTS = (_("{number} percentage point"), _("{number} percentage points"))

MONEY: tuple[tuple[Decimal, int, str], ...] = (
    (Decimal("1e9"), 3, _("{number} billion dong")),
    (Decimal("1e6"), 2, _("{number} million dong")),
    (Decimal(1), 0, _("{number} dong")),
)
"""Size of the unit of money, decimals at most, pattern; largest first."""

PER: dict[str, str] = {
    "attendance": _("{money} per attendance"),
    "participant": _("{money} per participant"),
    "participation": _("{money} per participation"),
    "person": _("{money} per person"),
    "qualified_person": _("{money} per additional qualified person"),
    "placed_person": _("{money} per person placed"),
    "seat": _("{money} per seat"),
    "staff_member": _("{money} per staff member"),
    "class": _("{money} per class"),
    "year": _("{money} per year"),
}
"""What stands after `vnd_per_`: pattern around the amount."""

LONG_DATE = _("d MMMM y")
"""Babel date pattern of a full date."""

RANGE_IN_WORDS = _("{low} to {high}")
"""A range with a negative end, where a dash would read as a minus."""
