"""A whole build from a register of nobody, as `make generate` and `make briefings` do it."""

from __future__ import annotations

import datetime
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import duckdb
import openpyxl
import pandas as pd
import pytest
import yaml

from analysis.metrics.disclosure.attack import feasible_intervals
from analysis.metrics.disclosure.facts import KEPT_BACK, hidden_cells
from analysis.pipeline.generate.register import main as generate
from analysis.sources.disclosure import read_disclosure
from analysis.sources.generated.faults import ALONE

ROOT = Path(__file__).parents[2]
PROGRAMME = "generated-1200"
SOURCE = f"{PROGRAMME}-register"
YEARS = ("2021", "2022", "2023", "2024")
BODIES = ("departments", "districts", "communes")
REASONS = ("death", "dismissal", "other_employer", "resignation", "retirement")
SMALL = range(1, 5)
IN_THE_CLEAR = [
    str(cells["person"]).encode()
    for kind, cells in ALONE.items()
    if kind.startswith("id_is_") and kind != "id_is_no_hash"
]
LONGEST_BUILD_SECONDS = 500


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    into = tmp_path_factory.mktemp("register") / "generated"
    with pytest.MonkeyPatch.context() as here:
        here.chdir(ROOT)
        assert generate(["--rows", "1200", "--faults", "6", "--into", str(into)]) == 0
    _look_at_few_years(into / "data" / "raw" / "programmes.yml")
    _some_as_csv(into / "data" / "raw" / PROGRAMME / "register")
    build = subprocess.run(
        [sys.executable, "-m", "analysis.pipeline.build"], cwd=into,
        env={**os.environ, "PYTHONPATH": str(into / "src")}, check=False, capture_output=True,
        text=True, timeout=LONGEST_BUILD_SECONDS,
    )  # fmt: skip
    assert build.returncode == 0, build.stdout
    return into


def _look_at_few_years(settings: Path) -> None:
    programmes = yaml.safe_load(settings.read_text(encoding="utf-8"))
    programmes[PROGRAMME]["period"] = "2021-2024"
    programmes[PROGRAMME]["register"] |= {
        "observed_from": datetime.date(2021, 1, 1), "years": [2021, 2024]
    }  # fmt: skip
    settings.write_text(yaml.safe_dump(programmes, allow_unicode=True), encoding="utf-8")


def _some_as_csv(register: Path) -> None:
    right = next(path for path in register.glob("*.parquet") if path.name != "wrong.parquet")
    with duckdb.connect() as connection:
        for name, even in (("even.csv", 0), ("odd.parquet", 1)):
            rows = connection.read_parquet(str(right)).filter(f"hash(person) % 2 = {even}")
            write = rows.write_csv if name.endswith("csv") else rows.write_parquet
            write(str(register / name))
    right.unlink()


def cells(built: Path) -> pd.DataFrame:
    table = pd.read_csv(built / "data" / "processed" / SOURCE / "figures.csv", dtype="str")
    return table[table["unit"] == "persons"].set_index("id")


def hidden(built: Path) -> set[str]:
    kept = hidden_cells(read_disclosure([SOURCE], built))
    return {cell.removeprefix(f"{SOURCE}#") for cell in kept}


def known_to_a_reader(names: Iterable[str]) -> pd.DataFrame:
    """What adds up to what in a register, by what the words mean: not the program's own sums."""
    found = []
    for year in YEARS:
        before, of = str(int(year) - 1), {}
        for body in (*BODIES, "total"):
            of[body] = {c: f"{body}-{year}-{c}" for c in (
                "hires", "returned", "exits", "transfers-in", "transfers-out", "upgrades",
                "newly-trained", "arrivals", "departures", "all")}  # fmt: skip
            own = of[body]
            found.append({
                own["all"]: 1, f"{body}-{before}-all": -1, own["hires"]: -1, own["returned"]: -1,
                own["transfers-in"]: -1, own["exits"]: 1, own["transfers-out"]: 1,
            })  # fmt: skip
            found.append({
                own["all"]: 1, f"{body}-{before}-all": -1, own["arrivals"]: -1,
                own["departures"]: 1,
            })  # fmt: skip
        for what, whole in of["total"].items():
            found.append({whole: 1, **{of[body][what]: -1 for body in BODIES}})
        exits = of["total"]["exits"]
        found.append({exits: 1, f"trained-{year}-exits": -1, f"untrained-{year}-exits": -1})
        found.append({exits: 1, **{f"total-{year}-{r.replace('_', '-')}": -1 for r in REASONS}})
    there = set(names)
    rows = [(number, name, sign) for number, relation in enumerate(found)
            for name, sign in relation.items() if name in there]  # fmt: skip
    return pd.DataFrame(rows, columns=["relation", "name", "sign"])


def text_of(page: Path) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.read_text(encoding="utf-8")))


@pytest.mark.build
def test_the_briefing_tells_who_comes_goes_and_stays_and_that_nobody_is_real(built: Path) -> None:
    told = {
        "en": ("GENERATED DATA", "Who comes, goes and stays?", "Share of staff still there"),
        "vi": (
            "SỐ LIỆU MÔ PHỎNG",
            "Tuyển mới, rời cơ quan và còn làm việc ra sao?",
            "Tỷ lệ còn làm việc",
        ),
    }
    for lang, words in told.items():
        page = text_of(built / "reports" / f"{PROGRAMME}.{lang}.html")
        for said in words:
            assert said in page
        assert (built / "reports" / f"{PROGRAMME}.{lang}.pdf").is_file()


@pytest.mark.build
def test_every_check_of_the_register_holds_in_the_ledger(built: Path) -> None:
    rows = (built / "reports" / "audit.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert len(rows) > 30
    assert {row.split(",")[6] for row in rows} <= {"holds", "not_checkable"}


@pytest.mark.build
def test_no_few_persons_of_a_register_are_shown_or_can_be_worked_out(built: Path) -> None:
    persons = cells(built)["value"].astype(int)
    kept = hidden(built) & set(persons.index)
    few = persons.index[persons.isin(SMALL)]
    assert len(few) > 20
    assert kept > set(few)
    relations = known_to_a_reader(persons.index)
    alone = feasible_intervals(persons, relations, set(few))
    assert (alone["least_persons"] == alone["most_persons"]).any()
    seen = feasible_intervals(persons, relations, kept)
    assert (seen.loc[few, "least_persons"] == 0).all()
    assert (seen.loc[few, "most_persons"] >= 5).all()
    assert (seen["least_persons"] < seen["most_persons"]).all()


@pytest.mark.build
def test_no_fact_rests_openly_on_a_cell_that_is_kept_back(built: Path) -> None:
    facts = pd.read_csv(built / "reports" / "figures.csv", dtype="str", keep_default_na=False)
    kept = {f"{SOURCE}#{cell}" for cell in hidden(built)}
    on_hidden = facts["sources"].map(lambda text: bool(kept & set(text.split(";"))))
    told = facts[on_hidden & facts[["value", "low", "high"]].ne("").any(axis=1)]
    counted = facts["metric"].isin(["hires", "exits", "transfers_in", "upgrades", "attrition_rate"])
    assert (on_hidden & counted).any()
    assert all(metric.startswith(("retention_after_", "log_rank", "relative_hazard"))
               for metric in told["metric"])  # fmt: skip
    assert not facts[counted]["value"].isin([f"{n}" for n in SMALL]).any()


@pytest.mark.build
def test_annexes_and_workbooks_of_a_register_show_dots_for_what_is_kept_back(built: Path) -> None:
    annex = next((built / "reports" / "annexes").glob("register*.html")).read_text("utf-8")
    pieces = re.findall(r"<tr>.*?</tr>", annex, re.DOTALL)
    assert any(KEPT_BACK in piece for piece in pieces)
    for lang, why in (
        ("vi", "không công bố: dưới 5 người"),
        ("en", "suppressed: fewer than 5 persons"),
    ):
        book = openpyxl.load_workbook(built / "reports" / f"{PROGRAMME}.{lang}.xlsx")
        rows = [[cell.value for cell in row] for sheet in book for row in sheet.iter_rows()]
        telling = [row for row in rows if any(why in str(cell) for cell in row)]
        telling = [row for row in telling if f"{PROGRAMME}/" in " ".join(map(str, row))]
        assert telling
        assert all(KEPT_BACK in row for row in telling)


@pytest.mark.build
def test_the_scan_finds_nobody_of_a_register_in_csv_or_parquet(built: Path) -> None:
    assert {path.suffix for path in (built / "data/raw" / PROGRAMME / "register").glob("*.*")} >= {
        ".csv", ".parquet"
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "analysis.pipeline.scan"], cwd=built, check=False,
        env={**os.environ, "PYTHONPATH": str(built / "src")}, capture_output=True, text=True,
        timeout=LONGEST_BUILD_SECONDS,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    ids = re.search(r"(\d+) ids", done.stderr)
    assert ids is not None
    assert int(ids[1]) > 300


@pytest.mark.build
def test_nothing_that_a_build_writes_holds_an_id_of_a_person(built: Path) -> None:
    register = built / "data" / "raw" / PROGRAMME / "register"
    with duckdb.connect() as connection:
        query = "SELECT DISTINCT person FROM read_parquet($paths) WHERE length(person) = 64"
        paths = [str(path) for path in register.glob("*.parquet")]
        found = connection.execute(query, {"paths": paths}).fetchall()
    ids = {person.encode()[:16] for (person,) in found}
    digits = re.compile(rb"(?=([0-9a-f]{16}))")
    written = [
        path
        for folder in ("build", "reports", "data/processed")
        for path in (built / folder).rglob("*")
        if path.is_file()
    ]
    assert len(ids) > 150
    assert len(written) > 40
    for path in [*written, built / "pytask.lock"]:
        content = path.read_bytes()
        assert not any(one in content for one in IN_THE_CLEAR), path
        assert not ids & {match[1] for match in digits.finditer(content)}, path
