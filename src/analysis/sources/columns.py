"""What may stand in a column, and how is it said when something else does?"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd
import pandera.pandas as pa

from analysis.sources.text import UNFIT

ID = r"[a-z0-9]+(-[a-z0-9]+)*"
CODE = r"[a-z0-9]+([_-][a-z0-9]+)*"
FACT_ID = r"[a-z0-9]+([-_.:/][a-z0-9]+)*"
SOURCE = rf"({ID}#{ID}|(assumption|reference):[\w./-]+)"
PERIOD = r"[0-9]{4}(-[0-9]{4})?"

Rules = dict[str, Callable[[pd.DataFrame], pd.Series]]


def table(
    columns: dict[str, pa.Column], rules: Rules | None = None, unique: list[str] | None = None
) -> pa.DataFrameSchema:
    """A table with exactly these columns in this order; each rule holds for every row.

    Its metadata and those of its columns hold what is asked of them under ``fits``: functions that
    say of each row whether it holds.
    """
    asked = rules or {}
    return pa.DataFrameSchema(
        columns,
        checks=[pa.Check(rule, error=expected) for expected, rule in asked.items()],
        strict=True,
        ordered=True,
        unique=unique,
        metadata={"fits": tuple(asked.values())},
    )


def text(pattern: str, expected: str, unique: bool = False, number: str | None = None) -> pa.Column:
    """A column whose every cell is wholly of the pattern; `expected` says so in messages.

    `number` names the type that the column has in a frame when that is not text.
    """
    return _column(lambda cells: cells.str.fullmatch(pattern), expected, unique, number)


def one_of(values: Sequence[str]) -> pa.Column:
    """A column with a closed list of values."""
    return _column(lambda cells: cells.isin(values), f"one of {', '.join(values)}")


def whole_number() -> pa.Column:
    """A column of whole numbers from zero up or nothing; Int64 in a frame."""
    return text(r"(0|[1-9][0-9]*)?", "a whole number without groups, or nothing", number="Int64")


def decimal_number() -> pa.Column:
    """A column of decimals or nothing; Float64 in a frame."""
    return text(r"(-?[0-9]+(\.[0-9]+)?)?", "a decimal with a point, or nothing", number="Float64")


def exact_decimal() -> pa.Column:
    """A column of exact decimals or nothing, kept as text: no exponent, no trailing zeros."""
    pattern = r"(-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?)?"
    return text(pattern, "a decimal with a point and no trailing zeros, or nothing")


def identifier(unique: bool = False) -> pa.Column:
    """A column of ids in kebab case."""
    return text(ID, "small letters and digits with single hyphens between", unique)


def identifiers() -> pa.Column:
    """A column of ids in kebab case joined by ;, or nothing."""
    return text(rf"({ID}(;{ID})*)?", "ids joined by ;, or nothing")


def assignments() -> pa.Column:
    """A column of ids with an exact decimal each, joined by ;, or nothing."""
    one = rf"{ID}=-?[0-9]+(\.[0-9]+)?"
    return text(rf"({one}(;{one})*)?", "id=value joined by ;, or nothing")


def code() -> pa.Column:
    """A column of codes in snake case."""
    return text(CODE, "small letters and digits with single underscores between")


def fact_identifier(unique: bool = True) -> pa.Column:
    """A column of ids of facts."""
    return text(FACT_ID, "small letters and digits with single - _ . : or / between", unique)


def period(may_be_empty: bool = False) -> pa.Column:
    """A column of years and ranges of years."""
    pattern = rf"({PERIOD})?" if may_be_empty else PERIOD
    return text(pattern, "a year or a range of years, YYYY or YYYY-YYYY")


def anything() -> pa.Column:
    """A column of any text, empty too."""
    return text(r"(?s).*", "text")


def printed_text() -> pa.Column:
    """A column of texts that people copy from documents, none of which a program would run.

    The ledgers repeat them, and a spreadsheet that opens a ledger runs what begins like a formula.
    """
    signs = r"[^=@+\-\t\r].*|[+-][\d\s.,%‰]*|"
    fit = rf"(?s)(?!.*{UNFIT.pattern})({signs})"
    return text(fit, "a text without signs of control that does not begin like a formula")


def something() -> pa.Column:
    """A column of texts that are not empty."""
    return text(r"(?s).*\S.*", "a text that is not empty")


def sources() -> pa.Column:
    """A column of receipts: where the row's figures come from."""
    return text(rf"{SOURCE}(;{SOURCE})*", "sources such as <document>#<id>, joined by ;")


def _column(
    fits: Callable[[pd.Series], pd.Series],
    expected: str,
    unique: bool = False,
    number: str | None = None,
) -> pa.Column:
    asked = {"fits": (fits,), "number": number}
    return pa.Column(str, pa.Check(fits, error=expected), unique=unique, metadata=asked)
