"""A whole build from a register of nobody, as `make generate` and `make briefings` do it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import product
from pathlib import Path

import duckdb
import openpyxl
import pandas as pd
import pytest
from tests.metrics.disclosure.lives import kept_back
from tests.pipeline.registered import (
    BODIES,
    FEW,
    KINDS,
    PROGRAMME,
    REASONS,
    ROOT,
    SOURCE,
    STOCKS,
    YEARS,
    build,
    others_behind,
    project_at,
    register_of,
    run,
)

from analysis.metrics.disclosure.attack import feasible_intervals
from analysis.metrics.disclosure.facts import KEPT_BACK, hidden_cells, is_kept_back
from analysis.metrics.disclosure.table import sums_of
from analysis.pipeline.scan.layers import layers
from analysis.sources.disclosure import read_disclosure
from analysis.sources.generated.faults import ALONE
from analysis.sources.programmes import read_programmes
from analysis.sources.schemas import CLEANED, FACTS, read_table

pytestmark = pytest.mark.build

LEVELS = ("unqualified", "intermediate", "college", "bachelor", "master")
OF_SUMS_OF_LEVELS = (
    "qualified", "net_additional_qualified", "gain_share", "qualification_rate",
    "qualification_rate_interval", "qualification_rate_change",
    "qualification_rate_change_interval", "formal_rate", "formal_rate_change",
)  # fmt: skip
IN_THE_CLEAR = [
    str(cells["person"]).encode()
    for kind, cells in ALONE.items()
    if kind.startswith("id_is_") and kind != "id_is_no_hash"
]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    into = tmp_path_factory.mktemp("register") / "generated"
    with pytest.MonkeyPatch.context() as here:
        here.chdir(ROOT)
        project_at(into)
    build(into)
    return into


def figures(built: Path) -> pd.DataFrame:
    return read_table(built / "data" / "processed" / SOURCE / "figures.csv", CLEANED)


def counts(built: Path) -> pd.Series:
    own = figures(built).query("unit == 'persons'").set_index("id")["value"]
    return own.astype(int)


def hidden(built: Path) -> set[str]:
    kept = hidden_cells(read_disclosure([SOURCE], built))
    return {cell.removeprefix(f"{SOURCE}#") for cell in kept}


def ledger(built: Path) -> pd.DataFrame:
    return read_table(built / "reports" / "figures.csv", FACTS)


def known_to_a_reader(names: Iterable[str], sums: Mapping[str, Iterable[str]]) -> pd.DataFrame:
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
    for year in STOCKS:
        for body in (*BODIES, "total"):
            found += [{f"{body}-{year}-{whole}": 1, **{f"{body}-{year}-{p}": -1 for p in parts}}
                      for whole, parts in {"all": LEVELS, **sums}.items()]  # fmt: skip
        for what in (*LEVELS, *KINDS):
            name = what.replace("_", "-")
            found.append({f"total-{year}-{name}": 1,
                          **{f"{body}-{year}-{name}": -1 for body in BODIES}})  # fmt: skip
    there = set(names)
    rows = [(number, name, sign) for number, relation in enumerate(found)
            for name, sign in relation.items() if name in there]  # fmt: skip
    return pd.DataFrame(rows, columns=["relation", "name", "sign"])


def text_of(page: Path) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.read_text(encoding="utf-8")))


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


def test_every_check_of_the_register_holds_in_the_ledger(built: Path) -> None:
    rows = (built / "reports" / "audit.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert len(rows) > 100
    assert {row.split(",")[6] for row in rows} <= {"holds", "not_checkable"}


def test_no_few_persons_of_a_register_are_shown_or_can_be_worked_out(built: Path) -> None:
    persons = counts(built)
    few = persons.index[persons.isin(FEW)]
    assert len(few) > 100
    assert {name.split("-", 2)[2] for name in few} >= {
        "hires", "exits", "upgrades", "arrivals", "newly-trained", "master", "death",
        "transfers-in", "formal-training",
    }  # fmt: skip
    kept = kept_back(read_disclosure([SOURCE], built))
    assert kept > set(few)
    sums = sums_of(read_programmes(built)[PROGRAMME])
    for body, year, name in product((*BODIES, "total"), STOCKS, sums):
        levels = persons.reindex([f"{body}-{year}-{level}" for level in sums[name]])
        persons[f"{body}-{year}-{name}"] = int(levels.sum())
    relations, kept = known_to_a_reader(persons.index, sums), kept & set(persons.index)
    alone = feasible_intervals(persons, relations, set(few))
    assert (alone["least_persons"] == alone["most_persons"]).any()
    seen = feasible_intervals(persons, relations, kept)
    assert (seen.loc[few, "least_persons"] == 0).all()
    assert (seen.loc[few, "most_persons"] >= 5).all()
    assert (seen["least_persons"] < seen["most_persons"])[persons[seen.index] > 0].all()


def test_no_fact_rests_openly_on_a_cell_that_is_kept_back(built: Path) -> None:
    facts = ledger(built)
    kept = {f"{SOURCE}#{cell}" for cell in hidden(built)}
    on_hidden = facts["sources"].map(lambda text: bool(kept & set(text.split(";"))))
    told = facts[on_hidden & facts[["value", "low", "high"]].ne("").any(axis=1)]
    counted = facts["metric"].isin(["hires", "exits", "transfers_in", "upgrades", "attrition_rate"])
    assert (on_hidden & counted).any()
    others = {metric for metric in told["metric"] if not metric.startswith("retention_after_")}
    assert others <= {"log_rank", "log_rank_p", "relative_hazard", *OF_SUMS_OF_LEVELS}
    assert not facts["value"].isin([f"{n}" for n in FEW])[facts["unit"].eq("persons")].any()


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


@pytest.fixture(scope="module")
def other(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with other persons behind what is kept back, built."""
    into = tmp_path_factory.mktemp("other") / "generated"
    now = counts(built)
    changed = others_behind(built, now, hidden(built), into)
    build(into)
    then = counts(into)
    assert set(now.index[now != then]) == changed
    assert len(changed) == 6
    return into


def published(root: Path, folder: str) -> dict[str, bytes]:
    files = sorted(path for path in (root / folder).rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def test_all_that_is_published_is_the_same_with_other_persons_behind_it(
    built: Path, other: Path
) -> None:
    before, after = published(built, "reports"), published(other, "reports")
    assert {Path(name).suffix for name in before} == {
        ".csv", ".html", ".pdf", ".png", ".svg", ".xlsx"
    }  # fmt: skip
    assert before.keys() == after.keys()
    assert [name for name in before if before[name] != after[name]] == []


def test_an_edition_is_the_same_too_whoever_is_behind_it(built: Path, other: Path) -> None:
    for root in (built, other):
        done = run(root, "freeze", "first")
        assert done.returncode == 0, done.stdout + done.stderr
    before, after = published(built, "editions"), published(other, "editions")
    assert len(before) > 3
    assert before == after


def test_whatever_names_a_count_that_is_kept_back_shows_dots_in_its_place(built: Path) -> None:
    kept = {f"{SOURCE}#{name}" for name in hidden(built)}
    facts = ledger(built)
    alone = facts[facts["sources"].isin(kept)]
    assert len(alone) > 50
    assert all(is_kept_back(row) for row in alone.to_dict("records"))
    ids = set(alone["id"])
    rows = [
        (name, row)
        for name, content in published(built, "reports").items()
        for layer in layers(content)
        for row in re.split(r"\n|</tr>", layer.text)
        if any(f"{one}," in row or f">{one}<" in row for one in ids)
    ]
    assert {Path(name).suffix for name, _ in rows} >= {".csv", ".html", ".pdf", ".xlsx"}
    numbers = re.compile(r"(?:,|<td[^>]*>|<v>)[1-4](?:,|</td>|</v>)")
    assert [(name, row) for name, row in rows if numbers.search(row)] == []


def test_the_scan_finds_nobody_of_a_register_in_csv_or_parquet(built: Path) -> None:
    assert {path.suffix for path in register_of(built).glob("*.*")} >= {".csv", ".parquet"}
    done = run(built, "scan")
    assert done.returncode == 0, done.stdout
    ids = re.search(r"(\d+) ids", done.stderr)
    assert ids is not None
    assert int(ids[1]) > 1_000


def test_nothing_that_a_build_writes_holds_an_id_of_a_person(built: Path) -> None:
    with duckdb.connect() as connection:
        query = "SELECT DISTINCT person FROM read_parquet($paths) WHERE length(person) = 64"
        paths = [str(path) for path in register_of(built).glob("*.parquet")]
        found = connection.execute(query, {"paths": paths}).fetchall()
    ids = {person.encode()[:16] for (person,) in found}
    digits = re.compile(rb"(?=([0-9a-f]{16}))")
    written = [
        path
        for folder in ("build", "reports", "data/processed")
        for path in (built / folder).rglob("*")
        if path.is_file()
    ]
    assert len(ids) > 1_000
    assert len(written) > 40
    for path in [*written, built / "pytask.lock"]:
        content = path.read_bytes()
        assert not any(one in content for one in IN_THE_CLEAR), path
        assert not ids & {match[1] for match in digits.finditer(content)}, path
