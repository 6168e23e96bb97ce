"""What does each table of the project look like?"""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from analysis.sources import columns as of
from analysis.sources.tables import read_table, save_table, validate

__all__ = ["read_table", "save_table", "validate"]

TRAINING_MEASURES = ["attendances", "persons_trained", "persons_recruited", "classes"]
TARGET_MEASURES = ["target_rate", "deadline"]
MEASURES = [
    *[*TRAINING_MEASURES, *TARGET_MEASURES, "headcount", "share", "rate", "funding", "seats"],
    *["duration", "count", "eligibility"],
]
UNITS = [
    *["persons", "attendances", "percent", "percentage_points", "vnd", "vnd_words", "classes"],
    *["year", "years", "years_of_age", "days", "days_per_class", "courses", "topics"],
    *["organisations", "units", "events", "items", "seats"],
]
BOUNDS = ["exact", "lower", "approximate", "not_reported"]
VERDICTS = ["holds", "rounding", "fails", "not_checkable"]
CHECK_KINDS = ["sum", "share", "same", "difference", "words", "hundred", "not_checkable"]
WAYS = [
    *["subset", "misprint", "table_cell", "words_scale", "count_range", "forced_digit"],
    *["lower_bound_as_exact", "attendances_with_persons", "years_counted", "points_as_percent"],
]
STATUSES = ["reported", "computed", "assumed", "unverified"]
CAUSES = [
    *["printed", "correction", "assumption", "reference", "sources", "formula", "settings"],
    *["declared", "code", "dependencies"],
]

FIGURES = of.table(
    {
        "id": of.identifier(unique=True),
        "locator": of.something(),
        "period": of.period(),
        "group": of.code(),
        "category": of.code(),
        "measure": of.one_of(MEASURES),
        "unit": of.one_of(UNITS),
        "printed": of.printed_text(),
        "note": of.printed_text(),
    }
)


def _value_fits_bound(*values: str) -> of.Rules:
    named = " and ".join(values)
    return {
        f"an empty {named} exactly where the bound is not_reported": lambda frame: (
            frame[list(values)].eq("").all(axis=1) == frame["bound"].eq("not_reported")
        )
    }


CLEANED = of.table(
    {
        "id": of.identifier(unique=True),
        "document": of.identifier(),
        "locator": of.something(),
        "period": of.period(),
        "group": of.code(),
        "category": of.code(),
        "measure": of.one_of(MEASURES),
        "unit": of.one_of(UNITS),
        "printed": of.anything(),
        "read_as": of.anything(),
        "value": of.exact_decimal(),
        "bound": of.one_of(BOUNDS),
        "correction": of.anything(),
        "note": of.anything(),
    },
    _value_fits_bound("value"),
)


def _tidy(values: dict[str, pa.Column], **kinds: pa.Column) -> pa.DataFrameSchema:
    columns = {
        "programme": of.identifier(),
        "document": of.identifier(),
        "group": of.code(),
        "period": of.period(),
        "category": of.code(),
        **kinds,
        **values,
        "bound": of.one_of(BOUNDS),
        "sources": of.sources(),
    }
    return of.table(columns, _value_fits_bound(*values), unique=["programme", "sources"])


HEADCOUNT = _tidy({"headcount_persons": of.whole_number()})
TRAINING = _tidy(
    {"count": of.whole_number()},
    kind=of.one_of(["formal_training", "briefing_session", "recruitment", "other_training"]),
    unit_of_count=of.one_of(["persons", "attendances", "classes"]),
)
FUNDING = _tidy({"amount_vnd": of.whole_number()})
TARGETS = _tidy(
    {"target_pct": of.decimal_number(), "deadline_year": of.whole_number()},
    measure=of.one_of(TARGET_MEASURES),
)
SEATS = _tidy({"seats": of.whole_number()})
TIDY = {
    "headcount": HEADCOUNT,
    "training": TRAINING,
    "funding": FUNDING,
    "targets": TARGETS,
    "seats": SEATS,
}

AUDIT = of.table(
    {
        "document": of.identifier(),
        "id": of.identifier(),
        "check": of.one_of(CHECK_KINDS),
        "left": of.exact_decimal(),
        "right": of.exact_decimal(),
        "difference": of.exact_decimal(),
        "verdict": of.one_of(VERDICTS),
        "explanation": of.something(),
        "sources": of.sources(),
    },
    unique=["document", "id"],
)
READINGS = of.table(
    {
        "document": of.identifier(),
        "check": of.identifier(),
        "rank": of.whole_number(),
        "way": of.one_of(WAYS),
        "figures": of.identifiers(),
        "reads": of.assignments(),
        "tried": of.whole_number(),
        "fitting": of.whole_number(),
        "singled_out": of.whole_number(),
        "also_closes": of.identifiers(),
        "reading": of.something(),
        "implies": of.something(),
    }
)
FACTS = of.table(
    {
        "id": of.fact_identifier(),
        "programme": of.identifier(),
        "metric": of.code(),
        "group": of.code(),
        "period": of.period(may_be_empty=True),
        "variant": of.code(),
        "value": of.exact_decimal(),
        "low": of.exact_decimal(),
        "high": of.exact_decimal(),
        "unit": of.code(),
        "status": of.one_of(STATUSES),
        "formula": of.something(),
        "sources": of.sources(),
    }
)

CHANGES = of.table(
    {
        "id": of.fact_identifier(unique=False),
        "change": of.one_of(["new", "revised", "withdrawn"]),
        **{
            f"{side}_{part}": column
            for side in ("before", "after")
            for part, column in (
                ("value", of.exact_decimal()),
                ("low", of.exact_decimal()),
                ("high", of.exact_decimal()),
                ("unit", of.anything()),
                ("status", of.one_of(["", *STATUSES])),
            )
        },
        "turned": of.one_of(["", "direction", "conclusion"]),
        "cause": of.one_of(["", *CAUSES]),
        "source": of.anything(),
        "source_before": of.anything(),
        "source_after": of.anything(),
    },
    unique=["id", "cause", "source"],
)

EDITION = of.table(
    {"name": of.something(), "frozen_on": of.text(r"\d{4}-\d{2}-\d{2}", "a day, YYYY-MM-DD")}
)

SERIES = of.table(
    {
        "group": of.code(),
        "period": of.text(r"[0-9]{4}", "a year, YYYY", number="Int64"),
        "qualified_persons": of.whole_number(),
        "headcount_persons": of.whole_number(),
    },
    {
        "no more qualified_persons than headcount_persons, and neither empty": lambda frame: (
            pd.to_numeric(frame["qualified_persons"], errors="coerce")
            <= pd.to_numeric(frame["headcount_persons"], errors="coerce")
        )
    },
    unique=["group", "period"],
)

LABELS = of.table(
    {
        "code": of.text(of.CODE, "a code that occurs once", unique=True),
        "vi": of.something(),
        "en": of.something(),
    }
)
BASE_SALARY = of.table(
    {
        "valid_from": of.text(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "a date, YYYY-MM-DD", unique=True),
        "vnd_per_month": of.whole_number(),
        "legal_act": of.something(),
        "status": of.something(),
    }
)
CONSUMER_PRICES = of.table(
    {
        "year": of.text(r"[0-9]{4}", "a year, YYYY", number="Int64"),
        "change_pct": of.decimal_number(),
        "publisher": of.something(),
        "series": of.something(),
        "status": of.something(),
    },
    unique=["year", "publisher"],
)
REFERENCE = {"base_salary": BASE_SALARY, "consumer_prices": CONSUMER_PRICES}
