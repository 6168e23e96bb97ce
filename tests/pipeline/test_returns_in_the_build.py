"""Returns dropped into a folder: what a build makes of them, and what is left when they go."""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from pathlib import Path

import nbformat
import openpyxl
import pandas as pd
import pytest
from tests.pipeline.cluster.conftest import DaskCluster
from tests.pipeline.conftest import ROOT, Copy, tasks

from analysis.sources.generated.place import make_returns

pytestmark = pytest.mark.build

PLACE = "generated-place"
SOURCE = f"{PLACE}-returns"
MARKS = {"vi": "Số liệu mô phỏng", "en": "Generated data"}


@pytest.fixture(scope="module")
def built_place(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built copy with a generated programme and the returns of its units, built once."""
    root = tmp_path_factory.mktemp("place") / "project"
    shutil.copytree(built, root, symlinks=True)
    programmes = root / "data" / "raw" / "programmes.yml"
    example = root / "docs" / f"{PLACE}.yml"
    programmes.write_text(programmes.read_text("utf-8") + example.read_text("utf-8"), "utf-8")
    make_returns(PLACE, root).to_csv(root / "truth.csv", index=False)
    code, output = Copy(root).build()
    assert code == 0, output
    return root


@pytest.fixture
def place(built_place: Path, tmp_path: Path) -> Copy:
    """That copy, for a test that may change it."""
    shutil.copytree(built_place, tmp_path / "project", symlinks=True)
    return Copy(tmp_path / "project")


def of_source(names: set[str]) -> set[str]:
    return {name for name in names if PLACE in name}


def test_the_build_finds_the_truth_that_was_put_into_the_returns(place: Copy) -> None:
    truth = pd.read_csv(place.root / "truth.csv", dtype={"period": str})
    leaving_out = set(truth.loc[truth["shape"] == "year-left-out", "file"])
    counted = truth[(truth["counts"] == "yes") & ~truth["file"].isin(leaving_out)]
    expected = counted.groupby(["group", "period", "category"])["persons"].sum()
    headcount = pd.read_csv(
        place.root / "data" / "processed" / SOURCE / "headcount.csv", dtype={"period": str}
    )
    of_groups = headcount[headcount["group"] != "total"]
    found = of_groups.set_index(["group", "period", "category"])["headcount_persons"]
    assert len(found) == len(expected) == 3 * 2 * 5
    assert (found.sort_index() == expected.sort_index()).all()
    facts = pd.read_csv(place.root / "reports" / "figures.csv", dtype="str")
    own = facts[facts["programme"] == PLACE]
    own = own.set_index(["metric", "group", "period", "variant"]).sort_index()
    qualified = counted[(counted["category"] != "all") & (counted["period"] == "2016")]
    staff = counted[(counted["category"] == "all") & (counted["period"] == "2016")]
    rate = 100 * qualified["persons"].sum() / staff["persons"].sum()
    told = float(own.loc[("qualification_rate", "total", "2016")]["value"].iloc[-1])
    assert told == pytest.approx(rate, abs=1e-9)
    units = counted["unit"].nunique()
    assert float(own.loc[("units_counted", "total", "2016", "both"), "value"]) == units
    assert set(facts.loc[facts["sources"].str.contains(SOURCE), "programme"]) == {PLACE}


def test_generated_data_say_so_on_every_page_and_sheet_and_in_no_other_programme(
    place: Copy,
) -> None:
    reports = place.root / "reports"
    for lang, mark in MARKS.items():
        page = (reports / f"{PLACE}.{lang}.html").read_text("utf-8")
        assert page.count(mark) >= 1
        assert mark.upper() in page.upper().split("</H1>")[0]
        book = openpyxl.load_workbook(reports / f"{PLACE}.{lang}.xlsx")
        for sheet in book.worksheets:
            texts = [str(cell.value) for row in sheet.iter_rows(max_row=3) for cell in row]
            assert any(mark.upper() in text for text in texts), sheet.title
    others = [path for path in reports.glob("*.html") if PLACE not in path.name]
    assert all(
        MARKS["vi"] not in path.read_text("utf-8") for path in others if path.stem != "index"
    )
    front = (reports / "index.html").read_text("utf-8")
    assert MARKS["vi"].upper() in front


def test_a_return_more_makes_anew_what_rests_on_returns_and_nothing_else(place: Copy) -> None:
    returns = place.root / "data" / "raw" / PLACE / "returns"
    assert place.build() == (0, "Nothing to do: every report is current.\n")
    before = place.bytes_of("reports")
    shutil.copy(returns / "001-two-rows-of-headings.xlsx", returns / "again.xlsx")
    code, output = place.build()
    assert code == 0, output
    done = tasks(output, "done")
    assert f"returns[{PLACE}]" in done
    assert done - of_source(done) <= {
        "index",
        "ledger[figures]",
        "ledger[audit]",
        "ledger[changes]",
    }
    (returns / "again.xlsx").unlink()
    code, output = place.build()
    assert code == 0, output
    assert place.bytes_of("reports") == before


def test_returns_read_on_a_cluster_give_the_same_bytes_as_alone(
    place: Copy, tmp_path: Path
) -> None:
    folders = ("reports", "build/executed", "data/processed")
    alone = {folder: place.bytes_of(folder) for folder in folders}
    step = f"returns-{PLACE}"
    (place.root / "build" / "executed" / f"{step}.ipynb").unlink()
    shutil.rmtree(place.root / "data" / "processed" / SOURCE)
    with closing(DaskCluster(tmp_path, {**os.environ, "PYTHONPATH": str(ROOT / "src")})) as dask:
        dask.join("one")
        dask.wait_for(1)
        place.environment["WORKERS"] = dask.address
        code, output = place.build()
    assert code == 0, output
    assert f"returns[{PLACE}]" in tasks(output, "done")
    assert {folder: place.bytes_of(folder) for folder in folders} == alone


def test_when_returns_go_nothing_is_left_of_them_and_nothing_else_has_changed(
    place: Copy, built: Path
) -> None:
    before = Copy(built).bytes_of("reports")
    shutil.rmtree(place.root / "data" / "raw" / PLACE)
    code, output = place.build()
    assert code == 0, output
    assert place.bytes_of("reports") == before
    assert not (place.root / "data" / "processed" / SOURCE / "figures.csv").exists()


def test_what_an_annex_shows_of_returns_names_no_body_and_no_file(place: Copy) -> None:
    path = place.root / "build" / "executed" / f"returns-{PLACE}.ipynb"
    shown = "".join(str(cell.get("outputs")) for cell in nbformat.read(path, as_version=4).cells)
    assert "Phòng Mẫu" not in shown
    assert ".xlsx" not in shown


def test_generated_data_moved_to_a_real_programme_stop_the_build_and_name_both(
    place: Copy,
) -> None:
    real = place.root / "data" / "raw" / "hcmc-archives-2014-2020"
    (place.root / "data" / "raw" / PLACE).rename(real)
    code, output = place.build()
    assert code == 2
    assert "hcmc-archives-2014-2020" in output
    assert "GENERATED" in output
