"""What does a proposed reading have to reckon with: figures, checks and what came of them?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import NamedTuple

import pandas as pd

from analysis.audit.checks import Figure, Verdict, evaluate, figures_of
from analysis.sources.declarations import Check, figures_named
from analysis.sources.documents import Document
from analysis.sources.numbers import RATES

CHECKABLE = ("holds", "rounding", "fails")


class Place(NamedTuple):
    """What a figure counts, for whom and when, as figures.csv says."""

    period: str
    group: str
    category: str
    measure: str


@dataclass(frozen=True)
class Audited:
    """The figures of a document, where they belong, its checks, and the verdict of each."""

    figures: Mapping[str, Figure]
    places: Mapping[str, Place]
    checks: Sequence[Check]
    verdicts: Mapping[str, Verdict]


@dataclass(frozen=True)
class Proposal:
    """One reading of a check that would explain what it found.

    figures: the ids that the reading concerns, the decisive one first; none where no reading of
    this way fits. reads: the value that it puts in place of each printed one. tried and fitting:
    how many readings of this way there are and how many of them fit. singled_out: how many of the
    fitting ones further evidence leaves; None where there is no further evidence. also_closes: the
    other failing checks that would agree too.
    """

    way: str
    tried: int
    fitting: int
    reading: str
    implies: str
    figures: tuple[str, ...] = ()
    reads: Mapping[str, Decimal] = field(default_factory=dict)
    singled_out: int | None = None
    also_closes: tuple[str, ...] = ()


def audited(document: Document, cleaned: pd.DataFrame) -> Audited:
    """What came of the document's checks? `cleaned` is clean_figures(document).

    Raises KeyError for a figure that a check names and the document does not have.
    """
    figures = figures_of(cleaned)
    columns = [cleaned[name] for name in Place._fields]
    places = dict(zip(cleaned["id"], map(Place, *columns), strict=True))
    verdicts = {check["id"]: evaluate(check, figures).verdict for check in document.checks}
    return Audited(figures, places, document.checks, verdicts)


def closes(check: Check, figures: Mapping[str, Figure], reads: Mapping[str, Decimal]) -> bool:
    """Does the check agree once these values stand in place of the printed ones?

    It does where it holds, and where shares reach 100 but for their rounding. A rate that is read
    otherwise has the decimals that its value is written with. Raises KeyError for a figure that is
    not there.
    """
    read = {name: _read_as(figures[name], value) for name, value in reads.items()}
    verdict = evaluate(check, {**figures, **read}).verdict
    return verdict == "holds" or (check["kind"], verdict) == ("hundred", "rounding")


def also_closed(check: Check, known: Audited, reads: Mapping[str, Decimal]) -> tuple[str, ...]:
    """Which other failing checks would agree too once these values stand there?

    Their ids, in the order of checks.yml. Raises KeyError for a figure that is not there.
    """
    return tuple(
        other["id"]
        for other in known.checks
        if other["id"] != check["id"]
        and known.verdicts[other["id"]] == "fails"
        and not reads.keys().isdisjoint(figures_named(other))
        and closes(other, known.figures, reads)
    )


def other_verdicts(figure: str, check: Check, known: Audited) -> list[Verdict]:
    """What came of the other checks that can be made and use this figure?

    Raises KeyError for a check that was not made.
    """
    return [
        known.verdicts[other["id"]]
        for other in known.checks
        if other["id"] != check["id"]
        and figure in figures_named(other)
        and known.verdicts[other["id"]] in CHECKABLE
    ]


def values(names: Sequence[str], figures: Mapping[str, Figure]) -> dict[str, Decimal]:
    """Which values are reported under these ids? Raises KeyError for an id that is not there."""
    reported = {name: figures[name].value for name in names}
    return {name: value for name, value in reported.items() if value is not None}


def listed(names: Sequence[str], figures: Mapping[str, Figure]) -> str:
    """How are figures named in a sentence: each id with what is printed?

    Raises KeyError for an id that is not there.
    """
    named = [f"{name} ({figures[name].printed or 'nothing printed'})" for name in names]
    return " and ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)


def _read_as(figure: Figure, value: Decimal) -> Figure:
    decimals = len(f"{value:f}".partition(".")[2]) if figure.unit in RATES else 0
    return replace(figure, value=value, decimals=decimals)
