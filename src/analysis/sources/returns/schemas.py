"""What do the tables look like that are made from returns?"""

from __future__ import annotations

from analysis.sources import columns as of

KINDS = ("title", "heading", "blank", "group", "body", "total", "note", "signature", "unknown")
STATES = ("number", "none", "not_applicable", "not_reported")

FIGURES = of.table(
    {
        "unit": of.anything(),
        "file": of.something(),
        "sheet": of.something(),
        "cell": of.text(r"[A-Z]+[1-9][0-9]*", "an address such as C7"),
        "row": of.one_of(("body", "group", "total")),
        "name": of.anything(),
        "group": of.text(rf"({of.CODE})?", "a code or nothing"),
        "period": of.period(),
        "category": of.code(),
        "state": of.one_of(STATES),
        "value": of.exact_decimal(),
        "counts": of.one_of(("yes", "no")),
    },
    {
        "a value exactly where the state is number": lambda frame: (
            frame["value"].ne("") == frame["state"].eq("number")
        )
    },
    unique=["file", "sheet", "cell"],
)
ROWS = of.table(
    {
        "unit": of.anything(),
        "file": of.something(),
        "sheet": of.something(),
        "row": of.whole_number(),
        "kind": of.one_of(KINDS),
        "state": of.one_of(("read", "refused", "around")),
    },
    unique=["file", "sheet", "row"],
)
TOTALS = of.table(
    {
        "group": of.code(),
        "period": of.period(),
        "category": of.code(),
        "value": of.exact_decimal(),
        "bodies": of.whole_number(),
        "bodies_not_reported": of.whole_number(),
        "units": of.whole_number(),
        "units_listed": of.whole_number(),
    },
    unique=["group", "period", "category"],
)
PROBLEMS = of.table(
    {
        "unit": of.something(),
        "file": of.anything(),
        "sheet": of.anything(),
        "cell": of.anything(),
        "blocking": of.one_of(("yes", "no")),
        "found": of.anything(),
        "expected": of.something(),
        "mend": of.something(),
    }
)
CELLS = of.table(
    {
        "figure": of.identifier(),
        "unit": of.anything(),
        "file": of.something(),
        "sheet": of.something(),
        "cell": of.text(r"[A-Z]+[1-9][0-9]*", "an address such as C7"),
        "state": of.one_of(STATES),
        "value": of.exact_decimal(),
    },
    unique=["figure", "file", "sheet", "cell"],
)
