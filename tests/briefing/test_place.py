"""The story that tells any programme whose figures come from its units' returns."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from analysis.audit import audit
from analysis.briefing.compose import compose
from analysis.briefing.lint import check_text
from analysis.briefing.page import Page
from analysis.metrics.facts import facts_table
from analysis.metrics.studies import qualification_study
from analysis.sources.cleaning import clean_figures
from analysis.sources.documents import save_description
from analysis.sources.generated.drafts import Draft, draft
from analysis.sources.generated.workbooks import as_xlsx
from analysis.sources.processed import read_processed, save_facts
from analysis.sources.programmes import read_programmes
from analysis.sources.returns.collection import read_collection
from analysis.sources.returns.settings import folder_of_returns, read_asked
from analysis.sources.returns.source import document_of_returns
from analysis.sources.schemas import (
    AUDIT,
    CHANGES,
    CLEANED,
    EDITION,
    FACTS,
    READINGS,
    TIDY,
    save_table,
)
from analysis.sources.tidy import tidy_tables

ROOT = Path(__file__).parents[2]
ARCHIVES, STAFF = "hcmc-archives-2014-2020", "hanoi-staff-2014-2020"
LANGUAGES = ("vi", "en")
Change = Callable[[Draft], None]


def nothing(sent: Draft) -> None:
    """A return as it should be."""


def told(root: Path, programme: str, lang: str, change: Change, listed: bool = True) -> Page:
    """The briefing of a programme's returns, from the files to the page as the notebooks do it."""
    if not (root / "data" / "raw").exists():
        shutil.copytree(ROOT / "data" / "raw", root / "data" / "raw")
        (root / "pyproject.toml").touch()
    folder, source = folder_of_returns(programme, root), f"{programme}-returns"
    folder.mkdir(parents=True, exist_ok=True)
    groups = read_programmes(root)[programme]["returns"]["groups"]
    units = [
        {"code": f"u{n}", "vi": f"Sở Thử {n}", "en": f"Test unit {n}", "group": group}
        for n, group in enumerate([*groups, groups[0]], 1)
    ]
    if listed:
        rows = "".join(",".join(unit.values()) + "\n" for unit in units)
        (folder / "units.csv").write_text("code,vi,en,group\n" + rows, encoding="utf-8")
    asked = read_asked(programme, root)
    for unit in units[:-1]:
        sent = draft(asked, unit, seed=3)
        sent.above[1] = ["Báo cáo"]
        change(sent)
        (folder / f"{unit['code']}.xlsx").write_bytes(as_xlsx([sent.grid()]))
    document = document_of_returns(read_collection(folder, asked), folder, "hcmc")
    into = root / "data" / "processed"
    figures = clean_figures(document)
    save_table(figures, into / source / "figures.csv", CLEANED)
    for name, table in tidy_tables(figures, read_programmes(root)).items():
        save_table(table, into / source / f"{name}.csv", TIDY[name])
    save_table(audit(document, figures), into / source / "audit.csv", AUDIT)
    empty = {"readings": READINGS, "effects": FACTS, "changes": CHANGES, "../edition": EDITION}
    for name, schema in empty.items():
        frame = pd.DataFrame(columns=list(schema.columns), dtype="str")
        save_table(frame, into / source / f"{name}.csv", schema)
    save_description(document, into / source)
    facts = facts_table(qualification_study(read_processed(source, root)))
    save_facts(facts, source, "qualification", root)
    return compose(source, lang, root)


def text(page: Page) -> str:
    return "\n".join(element.plain() for element in (*page.opening, *page.questions))


def check(root: Path, programme: str, lang: str, page: Page) -> None:
    """Holds a page against its receipts and facts as the exporters do."""
    table = root / "data" / "processed" / f"{programme}-returns" / "qualification.csv"
    facts = pd.read_csv(table, dtype="str").fillna("")
    amounts = {
        str(row["id"]): tuple(Decimal(row[name]) for name in ("value", "low", "high") if row[name])
        for row in facts.to_dict("records")
    }
    elements = [one.html() for one in (*page.opening, *page.questions, *page.closing)]
    check_text("returns", lang, elements, amounts)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("programme", [ARCHIVES, STAFF])
def test_returns_of_two_years_or_of_one_are_told_and_borne_out_by_their_receipts(
    programme: str, lang: str, tmp_path: Path
) -> None:
    page = told(tmp_path, programme, lang, nothing)
    check(tmp_path, programme, lang, page)
    assert f"Sở Thử {5 if programme == ARCHIVES else 4}" in text(page) or lang == "en"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_where_all_bodies_together_gained_nobody_no_share_of_the_gain_is_told(
    lang: str, tmp_path: Path
) -> None:
    def as_before(sent: Draft) -> None:
        first = min(year for year, _ in sent.columns)
        before = [sent.columns.index((first, category)) for _, category in sent.columns]
        for body in sent.bodies:
            body[2:] = [body[2 + place] for place in before]

    page = told(tmp_path, ARCHIVES, lang, as_before)
    check(tmp_path, ARCHIVES, lang, page)
    share = {"vi": "Tỷ trọng trong mức tăng", "en": "Share of the gain"}
    assert share[lang] not in text(page)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_units_state_stands_beside_what_their_rows_add_up_to(
    lang: str, tmp_path: Path
) -> None:
    def overstated(sent: Draft) -> None:
        sent.below = [["", "Tổng cộng", *(value + 5 for value in sent.sums())], *sent.below]

    page = told(tmp_path, ARCHIVES, lang, overstated)
    check(tmp_path, ARCHIVES, lang, page)
    words = {"vi": "theo số tổng các đơn vị tự ghi", "en": "as the units state it"}
    assert words[lang] in text(page)


def test_without_a_list_of_units_the_page_says_that_nobody_knows_what_is_missing(
    tmp_path: Path,
) -> None:
    page = told(tmp_path, ARCHIVES, "en", nothing, listed=False)
    check(tmp_path, ARCHIVES, "en", page)
    assert "Nobody has listed the units" in text(page)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "No return has arrived from 1 unit: Test unit 5."),
        ("vi", "Chưa nhận được báo cáo của 1 đơn vị: Sở Thử 5."),
    ],
)
def test_the_page_says_how_many_units_are_missing_and_which(
    lang: str, said: str, tmp_path: Path
) -> None:
    page = told(tmp_path, ARCHIVES, lang, nothing)
    assert said in text(page).replace("\N{NO-BREAK SPACE}", " ")


def test_the_briefing_on_the_document_is_not_touched_by_returns(tmp_path: Path) -> None:
    told(tmp_path, ARCHIVES, "en", nothing)
    programmes = read_programmes(tmp_path)
    assert programmes[ARCHIVES]["documents"] == {"1228-bc-snv-2017": "all"}
    assert programmes[f"{ARCHIVES}-returns"]["documents"] == {f"{ARCHIVES}-returns": "all"}
