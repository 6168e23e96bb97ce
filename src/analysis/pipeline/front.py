"""What does the front page show of what was built?"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import nbformat

from analysis.briefing.exporters.outputs import page_of
from analysis.briefing.index import Document, Front, Programme, render_index
from analysis.briefing.lint import check_editions
from analysis.briefing.markup import HTML
from analysis.pipeline.workplace import replace
from analysis.sources.documents import read_yaml
from analysis.sources.marked import NOT_REAL
from analysis.sources.origins import GENERATED
from analysis.sources.schemas import AUDIT
from analysis.sources.tables import read_table


def write_front(
    executed: Mapping[str, Mapping[str, Path]],
    titles: Mapping[str, Mapping[str, str]],
    documents: Sequence[Path],
    ledger: Path,
    editions: Sequence[Path],
    annexes: Sequence[tuple[str, str]],
    page: Path,
) -> None:
    """Which page presents what was built?

    ``executed``: the executed briefing of each programme by language; its masthead says the
    finding. ``titles``: what each programme is called, by language. ``documents``: their
    document.yml. ``ledger``: reports/audit.csv. ``editions``: the edition.yml of each.
    """
    programmes = [
        Programme(
            name, titles[name], {lang: finding_of(path) for lang, path in by_language.items()}
        )
        for name, by_language in executed.items()
    ]
    audit = read_table(ledger, AUDIT)
    counts = {name: rows.value_counts() for name, rows in audit.groupby("document")["verdict"]}
    shown = [document_of(path, counts.get(path.parent.name, {})) for path in documents]
    days = [(path.parent.name, str(read_yaml(path)["frozen_on"])) for path in editions]
    latest_first = sorted(days, key=lambda edition: (edition[1], edition[0]), reverse=True)
    front = Front(programmes, shown, latest_first, [(named(a), where) for a, where in annexes])
    replace(page, render_index(front).encode())


def named(annex: str) -> str:
    """How is an annex called on the front page? With words that say of generated data that it is.

    ``annex``: <notebook>-<programme or source>.
    """
    is_generated = annex.partition("-")[2].startswith(GENERATED)
    return f"{annex} ({NOT_REAL})" if is_generated else annex


def hold_editions_together(executed: Mapping[str, Mapping[str, Path]]) -> None:
    """Does each executed briefing say the same in every language? Raises UnfitText where not."""
    for programme, by_language in executed.items():
        notebooks = {lang: nbformat.read(path, as_version=4) for lang, path in by_language.items()}
        pages = {lang: page_of(notebook, HTML) for lang, notebook in notebooks.items()}
        check_editions(programme, {lang: page.elements for lang, page in pages.items()})


def finding_of(executed: Path) -> str:
    """What did a briefing find, in one sentence? The title that its masthead shows.

    Raises ValueError for a notebook without exactly one masthead.
    """
    cells = json.loads(executed.read_text(encoding="utf-8"))["cells"]
    outputs = [output for cell in cells for output in cell.get("outputs", ())]
    shown = [output.get("metadata", {}).get("page") for output in outputs]
    titles = [page["title"] for page in shown if page]
    if len(titles) != 1:
        raise ValueError(f"{executed.name} shows {len(titles)} mastheads; a briefing has one")
    return str(titles[0])


def document_of(path: Path, checks: Mapping[str, int]) -> Document:
    """How is a document cited on the front page: by its number, else by its issuer and date?"""
    declared = read_yaml(path)
    day = [str(declared["date"])] if declared["date"] else []
    issued = {lang: ", ".join([issuer, *day]) for lang, issuer in declared["issuer"].items()}
    number = declared["number"]
    name = dict.fromkeys(issued, number) if number else issued
    return Document(name, declared["subject"], {key: int(count) for key, count in checks.items()})
