"""Which readings would make a failing identity hold? Proposed and ranked, none applied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import pandas as pd

from analysis.audit.checks import Figure, evaluate, figures_of, total
from analysis.audit.misprints import explaining_misprints
from analysis.audit.rounding import ForcedSum, count_range, forced_to_hundred
from analysis.audit.subsets import MOST_COMPONENTS, explaining_subsets
from analysis.sources.declarations import Check, left_of
from analysis.sources.documents import Document

COLUMNS = ["check", "way", "rank", "figures", "reading", "tried", "fitting"]


def proposed_readings(document: Document, cleaned: pd.DataFrame) -> pd.DataFrame:
    """For each identity that does not hold: which readings would close it?

    One row a reading: check, way, rank within the way, figures (ids joined by ;), reading (what it
    takes, in words), tried and fitting: how many readings of this way there are, and how many of
    them close the identity. One that fits among hundreds is evidence; many that fit are none. A
    failing check that nothing closes has a row for each way, without rank and figures, so that what
    was tried is on record. Ways: ``subset`` and ``misprint`` for sums and repetitions that fail,
    ``count_range`` for shares that fail, ``forced_sum`` for shares that are rounded wrongly.
    """
    figures = figures_of(cleaned)
    verdicts = {check["id"]: evaluate(check, figures).verdict for check in document.checks}
    rows: list[dict[str, object]] = []
    for check in document.checks:
        found: list[dict[str, object]] = []
        if verdicts[check["id"]] == "fails" and check["kind"] in ("sum", "same"):
            found = [*_subsets(check, figures), *_misprints(check, figures)]
        if verdicts[check["id"]] == "fails" and check["kind"] == "share":
            found = [*_count_range(check, figures)]
        if verdicts[check["id"]] == "rounding" and check["kind"] == "share":
            found = [*_forced_sums(check, document.checks, figures)]
        rows += [{"check": check["id"], **row} for row in found]
    return pd.DataFrame(rows, columns=COLUMNS)


def _subsets(check: Check, figures: Mapping[str, Figure]) -> Iterator[dict[str, object]]:
    components = _values(check["right"], figures)
    if not 2 < len(components) <= MOST_COMPONENTS:
        return
    stated = sum(_values(left_of(check), figures).values(), Decimal(0))
    answer = explaining_subsets(stated, components)
    counts = {"way": "subset", "tried": answer.tried, "fitting": answer.fitting}
    for rank, left_out in enumerate(answer.left_out, 1):
        reading = f"the total leaves out {', '.join(left_out)}"
        yield {**counts, "rank": rank, "figures": ";".join(left_out), "reading": reading}
    if not answer.left_out:
        yield {**counts, "rank": None, "figures": "", "reading": "no combination gives the total"}


def _misprints(check: Check, figures: Mapping[str, Figure]) -> Iterator[dict[str, object]]:
    stated, components = _values(left_of(check), figures), _values(check["right"], figures)
    answer = explaining_misprints(stated, components)
    counts = {"way": "misprint", "tried": answer.tried, "fitting": len(answer.fitting)}
    for rank, slip in enumerate(answer.fitting, 1):
        reading = f"{slip.figure} is {slip.meant:,f} where {slip.printed:,f} stands: {slip.kind}"
        yield {**counts, "rank": rank, "figures": slip.figure, "reading": reading}
    if not answer.fitting:
        yield {**counts, "rank": None, "figures": "", "reading": "no single slip closes it"}


def _count_range(check: Check, figures: Mapping[str, Figure]) -> Iterator[dict[str, object]]:
    (name,) = left_of(check)
    share = figures[name]
    part, whole = (total([figures[one] for one in check[side]]) for side in ("part", "whole"))
    if share.value is None or part is None or whole is None:
        return
    low, high = count_range(share.value, share.decimals, whole)
    counts = f"{low:,}" if low == high else f"{low:,} to {high:,}"
    reading = f"the share allows a count of {counts} of {whole:,f}; the figures give {part:,f}"
    tried, fitting = int(whole) + 1, max(0, high - low + 1)
    found = {"way": "count_range", "rank": 1, "figures": name, "reading": reading}
    yield {**found, "tried": tried, "fitting": fitting}


def _forced_sums(
    check: Check, checks: Sequence[Check], figures: Mapping[str, Figure]
) -> Iterator[dict[str, object]]:
    (name,) = left_of(check)
    shares = {left_of(other)[0]: other for other in checks if other["kind"] == "share"}
    closing = [
        other["right"]
        for other in checks
        if other["kind"] == "hundred" and name in other["right"] and {*other["right"]} <= {*shares}
    ]
    forced = [
        (names, answer)
        for names in closing
        if (answer := _forced(names, shares, figures)) is not None
    ]
    counts = {"way": "forced_sum", "tried": len(closing), "fitting": len(forced)}
    for rank, (names, answer) in enumerate(forced, 1):
        reading = (
            f"{name} is nudged by {answer.nudges[name]:+f} points: the {len(names)} shares add up "
            f"to 100 as printed, to {answer.correct_sum:f} if rounded correctly"
        )
        yield {**counts, "rank": rank, "figures": name, "reading": reading}
    if not forced:
        yield {**counts, "rank": None, "figures": "", "reading": "no sum to 100 explains the digit"}


def _forced(
    names: list[str], shares: Mapping[str, Check], figures: Mapping[str, Figure]
) -> ForcedSum | None:
    computed = {name: evaluate(shares[name], figures).right for name in names}
    printed = _values(names, figures)
    known = {name: value for name, value in computed.items() if value is not None}
    if len(known) < len(names) or len(printed) < len(names):
        return None
    return forced_to_hundred(printed, known, max(figures[name].decimals for name in names))


def _values(names: list[str], figures: Mapping[str, Figure]) -> dict[str, Decimal]:
    reported = {name: figures[name].value for name in names}
    return {name: value for name, value in reported.items() if value is not None}
