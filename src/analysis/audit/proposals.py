"""Which readings would explain what a check found? Proposed and ranked, none applied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from analysis.audit.audited import Audited, Proposal, also_closed, audited
from analysis.audit.cells import cell_readings
from analysis.audit.parts import subset_readings
from analysis.audit.ranking import ranked
from analysis.audit.reads import written
from analysis.audit.scope import (
    attendance_readings,
    lower_bound_readings,
    point_readings,
    year_readings,
)
from analysis.audit.shares import count_range_readings, forced_digit_readings
from analysis.audit.slips import misprint_readings
from analysis.audit.strings import corrected_readings, words_readings
from analysis.sources.declarations import Check
from analysis.sources.documents import Document
from analysis.sources.schemas import READINGS
from analysis.sources.tables import validate

WAYS_OF_A_FAILURE = (
    *(subset_readings, misprint_readings, cell_readings),
    *(count_range_readings, words_readings),
)
WAYS_OF_ANY_CHECK = (lower_bound_readings, attendance_readings, year_readings, point_readings)


def proposed_readings(document: Document, cleaned: pd.DataFrame) -> pd.DataFrame:
    """For each check that asks for an explanation: which readings would give one?

    `cleaned` is clean_figures(document). One row a reading: document, check, rank (1 first, over
    all ways of a check; empty where no reading of the way fits), way, figures (the ids that it
    concerns, joined by ;), reads (`id=value` that it puts in place of printed ones, joined by ;),
    tried and fitting (how many readings of this way there are and how many fit), singled_out (how
    many of the fitting ones further evidence leaves), also_closes (the other failing checks that
    would agree too, joined by ;), reading and implies (English). One that fits among hundreds is
    evidence; many that fit are none. Ways of a failing check: subset, misprint, table_cell,
    count_range, words_scale. Of a share rounded wrongly: forced_digit. Of a declared correction:
    misprint, words_scale. Whatever the verdict: lower_bound_as_exact, attendances_with_persons,
    years_counted, points_as_percent. Each way is our own but for the methods that its function
    names. Raises KeyError for a figure that a check names and the document does not have, and
    MalformedTable where a row does not fit the schema.
    """
    known = audited(document, cleaned)
    rows = [
        {
            "document": document.id,
            "check": check["id"],
            "rank": "" if rank is None else str(rank),
            "way": one.way,
            "figures": ";".join(one.figures),
            "reads": written(one.reads),
            "tried": str(one.tried),
            "fitting": str(one.fitting),
            "singled_out": "" if one.singled_out is None else str(one.singled_out),
            "also_closes": ";".join(one.also_closes),
            "reading": one.reading,
            "implies": one.implies,
        }
        for check in document.checks
        for rank, one in ranked(_proposals(check, known, document))
    ]
    frame = pd.DataFrame(rows, columns=list(READINGS.columns), dtype="str")
    return validate(frame, READINGS, f"readings of {document.id}")


def _proposals(check: Check, known: Audited, document: Document) -> Iterator[Proposal]:
    for one in _of_every_way(check, known, document):
        yield replace(one, also_closes=also_closed(check, known, one.reads))


def _of_every_way(check: Check, known: Audited, document: Document) -> Iterator[Proposal]:
    verdict = known.verdicts[check["id"]]
    if verdict == "fails":
        for way in WAYS_OF_A_FAILURE:
            yield from way(check, known)
    if verdict == "rounding":
        yield from forced_digit_readings(check, known)
    yield from corrected_readings(check, known, document.corrections)
    for way in WAYS_OF_ANY_CHECK:
        yield from way(check, known)
