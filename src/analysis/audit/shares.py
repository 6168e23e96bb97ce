"""What explains a printed percentage that the counts do not give?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from analysis.audit.audited import Audited, Proposal, values
from analysis.audit.checks import evaluate, total
from analysis.audit.rounding import ForcedSum, count_range, forced_to_hundred
from analysis.sources.declarations import Check, figures_named, left_of


def count_range_readings(check: Check, known: Audited) -> Iterator[Proposal]:
    """For a share that fails: does the document print a count from which it may be computed?

    tried: the counts printed for the same body and period, in the unit of the whole, that the check
    does not use; fitting: those of them that lie in the range of counts that print as this share
    (``count_range``). singled_out counts the fitting ones where that range is one count alone: no
    other would print so. Raises KeyError for a figure that is not there, ValueError for a whole
    that is not positive.
    """
    if check["kind"] != "share":
        return
    (name,) = left_of(check)
    share = known.figures[name]
    part, whole = (
        total([known.figures[one] for one in side]) for side in (check["part"], check["whole"])
    )
    if share.value is None or part is None or whole is None:
        return
    low, high = count_range(share.value, share.decimals, whole)
    width, place = max(0, high - low + 1), known.places[name]
    tried = [
        other
        for other, figure in known.figures.items()
        if figure.unit == known.figures[check["whole"][0]].unit and figure.value is not None
        if known.places[other][:2] == place[:2] and other not in figures_named(check)
    ]
    fitting = [one for one in tried if low <= (known.figures[one].value or 0) <= high]
    if not width:
        reading = f"No whole count of {whole:,f} prints as {share.printed}."
        yield Proposal("count_range", len(tried), 0, reading, "The share or its whole is wrong.")
        return
    counts = f"{low:,}" if width == 1 else f"{low:,} to {high:,}"
    reading = (
        f"{share.printed} of {whole:,f} allows {width:,} of {whole + 1:,f} whole counts, {counts}; "
        f"the figures give {part:,f}."
    )
    implies = (
        f"The share was computed from {', '.join(fitting)}, not from the counts of this check."
        if fitting
        else "No other count printed for the same body and period lies there."
    )
    named = (name, *fitting) if fitting else ()
    singled_out = (len(fitting) if width == 1 else 0) if fitting else None
    yield Proposal(
        *("count_range", len(tried), len(fitting), reading, implies, named), singled_out=singled_out
    )


def forced_digit_readings(check: Check, known: Audited) -> Iterator[Proposal]:
    """For a share that is rounded wrongly: was its last digit forced so that a column reaches 100?

    tried: the columns of shares that it stands in; fitting: those that reach 100 as printed but not
    with every share rounded correctly (``forced_to_hundred``). Raises KeyError for a figure that is
    not there.
    """
    if check["kind"] != "share":
        return
    (name,) = left_of(check)
    shares = {left_of(other)[0]: other for other in known.checks if other["kind"] == "share"}
    columns = [
        other["right"]
        for other in known.checks
        if other["kind"] == "hundred" and name in other["right"] and {*other["right"]} <= {*shares}
    ]
    forced = [
        (names, answer)
        for names in columns
        if (answer := _forced(names, shares, known)) is not None and name in answer.nudges
    ]
    for names, answer in forced:
        reading = (
            f"The last digit of {name} is forced by {answer.nudges[name]:+f}: the {len(names)} "
            f"shares add up to 100 as printed, to {answer.correct_sum:f} rounded correctly."
        )
        meant = values([name], known.figures)[name] - answer.nudges[name]
        implies = f"The counts stand; the share is {meant:f} %, and the shares need not reach 100."
        counts = (len(columns), len(forced))
        yield Proposal("forced_digit", *counts, reading, implies, (name,), {name: meant})
    if not forced:
        reading = "No column that reaches 100 explains the last digit."
        yield Proposal("forced_digit", len(columns), 0, reading, "The last digit is a slip.")


def _forced(names: list[str], shares: Mapping[str, Check], known: Audited) -> ForcedSum | None:
    computed = {name: evaluate(shares[name], known.figures).right for name in names}
    printed = values(names, known.figures)
    exact = {name: value for name, value in computed.items() if value is not None}
    if len(exact) < len(names) or len(printed) < len(names):
        return None
    decimals = {name: known.figures[name].decimals for name in names}
    return forced_to_hundred(printed, exact, decimals)
