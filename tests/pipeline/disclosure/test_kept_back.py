"""A build of generated returns with few persons: what it publishes tells nobody about them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import openpyxl
import pandas as pd
import pytest
import yaml

from analysis.metrics.disclosure.attack import feasible_intervals
from analysis.metrics.disclosure.facts import KEPT_BACK, SUPPRESSED
from analysis.metrics.disclosure.rule import read_rule
from analysis.pipeline.ledgers import require_kept_back
from analysis.pipeline.scan.layers import layers
from analysis.sources.disclosure import DISCLOSURE, read_disclosure
from analysis.sources.errors import SourceError
from analysis.sources.marked import unmarked
from analysis.sources.schemas import CHANGES, FACTS, read_table, save_table

pytestmark = pytest.mark.build

PROGRAMME = "generated-archives"
SOURCE = f"{PROGRAMME}-returns"
CLOSING = {
    "departments": {"bachelor": 12, "college": 20},
    "districts": {"bachelor": 8, "college": 12},
    "companies": {"bachelor": 1, "college": 2},
}
SMALL = {"companies-2016-bachelor", "companies-2016-college"}
Make = Callable[[Path], None]
Python = Callable[..., "CompletedProcess[str]"]


def hidden_cells_of(root: Path) -> set[str]:
    table = read_disclosure([SOURCE], root)
    told = table.loc[table["shown"] == "no", "sources"]
    return {
        text.rpartition("#")[2] for text in told if text and ";" not in text and "|" not in text
    }


def published(root: Path) -> dict[str, bytes]:
    files = sorted(path for path in (root / "reports").rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def ledger(root: Path) -> pd.DataFrame:
    return read_table(root / "reports" / "figures.csv", FACTS).set_index("id")


def test_few_persons_and_what_would_give_them_away_are_kept_back(small: Path) -> None:
    kept = hidden_cells_of(small)
    assert kept > SMALL
    assert not any("2012" in cell for cell in kept)


def test_a_fact_that_would_tell_has_no_value_and_says_why(small: Path) -> None:
    facts = ledger(small)
    empty = facts[(facts["value"] == "") & (facts["low"] == "") & (facts["high"] == "")]
    assert set(unmarked(empty)["formula"]) == {SUPPRESSED}
    assert empty["formula"].str.startswith("generated data, not real").all()
    assert str(read_rule(small).threshold_persons) in SUPPRESSED
    assert all(SOURCE in sources for sources in empty["sources"])


def test_the_ledger_does_not_let_a_reader_work_out_what_is_kept_back(small: Path) -> None:
    # The reader's own sums, from what the metrics mean: not the ones by which it was kept back.
    facts, counts, sums = ledger(small), dict[str, int](), []
    told = {(row.metric, row.group) for row in facts.itertuples()
            if row.period == "2016" and row.value}  # fmt: skip
    for body, levels in CLOSING.items():
        for level, persons in levels.items():
            name = f"{body}-2016-{level}"
            counts[name] = persons
            sums += [(f"level {level}", name, 1)] * (("level_persons", level) in told)
            sums += [(f"body {body}", name, 1)] * (("qualified", body) in told)
            sums += [("all", name, 1)] * (("qualified", "total") in told)
    assert len(sums) >= 12
    relations = pd.DataFrame(sums, columns=["relation", "name", "sign"])
    seen = feasible_intervals(pd.Series(counts), relations, hidden_cells_of(small) & counts.keys())
    assert (seen.loc[sorted(SMALL), "least_persons"] == 0).all()
    assert (seen.loc[sorted(SMALL), "most_persons"] >= 5).all()
    assert (seen["least_persons"] < seen["most_persons"]).all()


@pytest.fixture(scope="session")
def other(small: Path, make: Make, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project, had the companies one bachelor more and another body one fewer."""
    beside = sorted(cell for cell in hidden_cells_of(small) - SMALL if cell.endswith("bachelor"))
    units = {"departments-2016-bachelor": "unit_a", "districts-2016-bachelor": "unit_b"}
    root = tmp_path_factory.mktemp("other") / "project"
    shutil.copytree(small, root)
    for unit, more in ((units[beside[0]], -1), ("unit_c", 1)):
        (path,) = (root / "data" / "raw" / PROGRAMME / "returns").glob(f"{unit} *.xlsx")
        book = openpyxl.load_workbook(path)
        book["Sheet"]["G7"] = book["Sheet"]["G7"].value + more
        book.save(path)
    make(root)
    return root


def test_all_that_is_published_would_be_the_same_with_other_persons_behind_it(
    small: Path, other: Path
) -> None:
    raw = [read_table(root / "data" / "processed" / SOURCE / "disclosure.csv", DISCLOSURE)
           for root in (small, other)]  # fmt: skip
    figures = [(root / "data" / "processed" / SOURCE / "figures.csv").read_bytes()
               for root in (small, other)]  # fmt: skip
    assert raw[0].equals(raw[1])
    assert figures[0] != figures[1]
    before, after = published(small), published(other)
    assert before.keys() == after.keys()
    assert [name for name in before if before[name] != after[name]] == []


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_page_shows_dots_with_a_receipt_and_says_what_they_stand_for(
    small: Path, lang: str
) -> None:
    page = (small / "reports" / f"{PROGRAMME}.{lang}.html").read_text(encoding="utf-8")
    why = {"vi": "không công bố: dưới 5 người", "en": "suppressed: fewer than 5 persons"}
    assert why[lang] in page
    assert re.search(r"<a id=u-\d+ href=#r-\d+>…</a>", page)


def test_the_annex_of_the_study_shows_dots_instead_of_cells(small: Path) -> None:
    annex = next((small / "reports" / "annexes").glob("qualification*.html")).read_text("utf-8")
    assert "…" in annex
    rows = re.findall(r"<tr>.*?</tr>", annex, re.DOTALL)
    own = [row for row in rows if f"{SOURCE}#companies-2016-bachelor" in row]
    assert own
    assert all("<td>1</td>" not in row for row in own)


def test_the_workbook_has_dots_for_what_is_kept_back_and_says_why(small: Path) -> None:
    book = openpyxl.load_workbook(small / "reports" / f"{PROGRAMME}.en.xlsx")
    rows = [[cell.value for cell in row] for sheet in book for row in sheet.iter_rows()]
    telling = [row for row in rows if SUPPRESSED in row]
    assert telling
    assert all(KEPT_BACK in row for row in telling)


def test_nobody_who_signed_is_found_in_anything_that_was_written(
    small: Path, python: Python
) -> None:
    done = python(small, "-m", "analysis.pipeline.scan")
    assert done.returncode == 0, done.stdout
    assert "3 names" in done.stderr


def test_a_signer_in_a_page_would_have_been_found(
    small: Path, python: Python, tmp_path: Path
) -> None:
    root = tmp_path / "project"
    shutil.copytree(small, root)
    (root / "build" / "executed" / "left.ipynb").write_text(
        "lập: Trần Văn Bách Khoa", encoding="utf-8"
    )
    done = python(root, "-m", "analysis.pipeline.scan")
    assert done.returncode == 1
    assert done.stdout.startswith("build/executed/left.ipynb,")


def test_the_ledger_is_not_written_with_a_fact_that_tells(small: Path, tmp_path: Path) -> None:
    facts = read_table(small / "data" / "processed" / PROGRAMME / "qualification.csv", FACTS)
    place = facts.index[facts["formula"] == SUPPRESSED][0]
    facts.loc[place, "value"] = "3"
    save_table(facts, tmp_path / "facts.csv", FACTS)
    shown: dict[Path, dict[str, Any]] = {
        small / "data" / "processed" / SOURCE / "disclosure.csv": {"conclusions": []}
    }
    with pytest.raises(SourceError, match=re.escape(facts.loc[place, "id"])):
        require_kept_back([tmp_path / "facts.csv"], shown)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_pdf_is_made_with_dots_as_well(small: Path, lang: str) -> None:
    pdf = (small / "reports" / f"{PROGRAMME}.{lang}.pdf").read_bytes()
    assert any(KEPT_BACK in layer.text for layer in layers(pdf) if " > page" in f" > {layer.name}")


def test_neither_an_edition_nor_what_changed_since_tells_what_was_kept_back(
    small: Path, make: Make, python: Python, tmp_path: Path
) -> None:
    root = tmp_path / "project"
    shutil.copytree(small, root)
    done = python(root, "-m", "analysis.pipeline.freeze", "first")
    assert done.returncode == 0, done.stdout + done.stderr
    edition = root / "editions" / "first"
    kept = read_table(edition / f"{SOURCE}.disclosure.csv", DISCLOSURE)
    assert kept.equals(read_disclosure([SOURCE], root))
    told = yaml.safe_load((edition / "edition.yml").read_text(encoding="utf-8"))["texts"]
    before = {name.rpartition("#")[2]: text for name, text in told.items() if SOURCE in name}
    assert {cell for cell, text in before.items() if text == KEPT_BACK} == hidden_cells_of(root)
    (path,) = (root / "data" / "raw" / PROGRAMME / "returns").glob("unit_c *.xlsx")
    book = openpyxl.load_workbook(path)
    book["Sheet"]["G7"], book["Sheet"]["H7"] = 9, 9
    book.save(path)
    make(root)
    changes = read_table(root / "reports" / "changes.csv", CHANGES)
    told = changes[changes["id"].str.endswith("/level_persons/bachelor/2016/both")]
    assert told[["before_value", "after_value"]].to_numpy().tolist() == [["21", "29"]]
    # who holds the 8 more to be those of the companies must not read that they are 9 now: 9 - 8
    assert hidden_cells_of(root) >= hidden_cells_of(small)
    cells = changes["source"].str.rpartition("#")[2]
    causes = changes[cells.isin(hidden_cells_of(small))]
    assert set(causes[["source_before", "source_after"]].to_numpy().ravel()) <= {KEPT_BACK}
    facts = ledger(root)
    of_companies = facts[facts["group"].eq("companies") & facts["period"].eq("2016")]
    shown = set(of_companies.loc[of_companies["value"] != "", "metric"])
    assert shown == {"headcount", "coverage", "units_counted", "units_listed"}


def texts(root: Path) -> Iterator[tuple[str, str]]:
    for name, content in published(root).items():
        yield from ((name, layer.text) for layer in layers(content))


def test_no_published_layer_holds_the_cells_of_a_return(small: Path) -> None:
    raw = (small / "data" / "processed" / SOURCE / "cells.csv").read_text(encoding="utf-8")
    kept = hidden_cells_of(small)
    hidden = [row for row in raw.splitlines() if row.split(",")[0] in kept]
    assert hidden
    assert not [name for name, text in texts(small) if any(row in text for row in hidden)]
