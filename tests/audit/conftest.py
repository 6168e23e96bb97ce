"""Documents of a few figures, audited in memory as people would declare them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analysis.audit.audited import Audited, audited
from analysis.sources.cleaning import clean_figures
from analysis.sources.documents import Document
from analysis.sources.schemas import FIGURES

Figures = dict[str, str | dict[str, str]]
AuditedOf = Callable[..., Audited]
DocumentOf = Callable[..., Document]


def document(
    figures: Figures, *checks: dict[str, Any], corrections: list[dict[str, Any]] | None = None
) -> Document:
    rows = []
    for name, given in figures.items():
        row = {
            "id": name, "locator": "Phần I", "period": "2016", "group": "total", "category": "all",
            "measure": "headcount", "unit": "persons", "printed": "", "note": "",
        }  # fmt: skip
        rows.append(row | (given if isinstance(given, dict) else {"printed": given}))
    frame = pd.DataFrame(rows, columns=list(FIGURES.columns), dtype="str")
    what = {"what": {"vi": "Đối chiếu", "en": "Check"}}
    named = [what | check for check in checks]
    return Document(Path("data/raw/report"), {"id": "report"}, frame, named, corrections or [])  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def document_of() -> DocumentOf:
    """A document: figures by id, a string for a printed headcount or columns; then its checks."""
    return document


@pytest.fixture(scope="session")
def audited_of() -> AuditedOf:
    """The same document, audited."""

    def build(figures: Figures, *checks: dict[str, Any]) -> Audited:
        made = document(figures, *checks)
        return audited(made, clean_figures(made))

    return build
