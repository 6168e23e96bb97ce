"""Does a document's own arithmetic add up?"""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from analysis.audit.checks import evaluate, figures_of
from analysis.audit.explanations import explain
from analysis.sources.declarations import figures_named
from analysis.sources.documents import Document
from analysis.sources.errors import CorrectionNoLongerHolds, tell_problems
from analysis.sources.numbers import plain
from analysis.sources.schemas import AUDIT
from analysis.sources.tables import validate

__all__ = ["audit"]


def audit(document: Document, cleaned: pd.DataFrame) -> pd.DataFrame:
    """Which of the document's own identities hold, and by how much do the others miss?

    `cleaned` is clean_figures(document). One row for each check, in the order of checks.yml:
    document, id, check (its kind), left, right, difference (left less right; exact decimals as
    text, a share to ten decimals), verdict (holds, rounding, fails, not_checkable), explanation
    (English), sources (`<document>#<id>` joined by ;). Raises CorrectionNoLongerHolds where a
    correction does not close the check that it names, KeyError for a figure that a check names and
    the document does not have, MalformedTable where a row does not fit the schema.
    """
    figures = figures_of(cleaned)
    outcomes = {check["id"]: evaluate(check, figures) for check in document.checks}
    _require_closed(document, {name: outcome.verdict for name, outcome in outcomes.items()})
    rows = [
        {
            "document": document.id,
            "id": check["id"],
            "check": check["kind"],
            "left": _text(outcomes[check["id"]].left),
            "right": _text(outcomes[check["id"]].right),
            "difference": _text(outcomes[check["id"]].difference),
            "verdict": outcomes[check["id"]].verdict,
            "explanation": explain(check, outcomes[check["id"]], figures),
            "sources": ";".join(f"{document.id}#{name}" for name in figures_named(check)),
        }
        for check in document.checks
    ]
    frame = pd.DataFrame(rows, columns=list(AUDIT.columns), dtype="str")
    return validate(frame, AUDIT, f"audit of {document.id}")


def _require_closed(document: Document, verdicts: dict[str, str]) -> None:
    left_open = [
        f"{correction['figure']} read as {correction['read_as']!r} should close the check "
        f"{correction['expects']['closes']}, which {verdicts[correction['expects']['closes']]}"
        for correction in document.corrections
        if verdicts[correction["expects"]["closes"]] != "holds"
    ]
    if left_open:
        advice = "Correct the reading or the check, or delete the correction: it has no ground."
        where = document.folder / "corrections.yml"
        raise CorrectionNoLongerHolds(tell_problems(where, left_open, advice))


def _text(value: Decimal | None) -> str:
    return "" if value is None else plain(value)
