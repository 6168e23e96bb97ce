from __future__ import annotations

import hashlib
import shutil
from dataclasses import replace
from pathlib import Path

import duckdb
import pandas as pd
import pytest
import yaml
from tests.sources.register.conftest import generated

from analysis.metrics.register.flows import flows
from analysis.metrics.register.rates import DAYS_A_YEAR
from analysis.metrics.register.retention import compared, retention
from analysis.metrics.register.survival import share_after
from analysis.sources.generated.people import LEVELS, Truth
from analysis.sources.generated.register import write_register
from analysis.sources.origins import MARK
from analysis.sources.register.careers import read_careers
from analysis.sources.register.counting import Counts, count_register

TRUTH = Truth(leaves_untrained=0.12, leaves_trained=0.06, upgrades=0.08, transfers=0.05)
FAR = 4.0
"""Standard errors: a draw lies further off once in 16,000."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("generated")
    write_register(path, 40_000, seed=11, truth=TRUTH)
    return path


@pytest.fixture(scope="module")
def counts(folder: Path) -> Counts:
    return count_register(folder / "register", generated())


def near(events: float, years: float, rate: float) -> bool:
    """Is a count of events what a Poisson count at this rate may be?"""
    expected = rate * years
    return bool(abs(events - expected) < FAR * expected**0.5)


def by(counts: Counts, *keys: str) -> pd.DataFrame:
    table = flows(counts.stocks, counts.cells, generated().days, list(keys))
    return table.drop(columns="period").groupby(list(keys)).sum()


def test_leaving_and_training_happen_at_the_rates_that_were_put_in(counts: Counts) -> None:
    table = by(counts, "trained")
    years = table["person_days"] / DAYS_A_YEAR
    assert near(table.loc[False, "exit_out"], years[False], TRUTH.leaves_untrained)
    assert near(table.loc[True, "exit_out"], years[True], TRUTH.leaves_trained)
    assert near(table.loc[False, "training_out"], years[False], TRUTH.trains)


def test_people_rise_and_move_at_the_rates_that_were_put_in(counts: Counts) -> None:
    table = by(counts, "level")
    years = table["person_days"] / DAYS_A_YEAR
    below = [level for level in LEVELS if level != LEVELS[-1]]
    assert near(table["upgrade_out"].sum(), years[below].sum(), TRUTH.upgrades)
    assert near(table["transfer_out"].sum(), years.sum(), TRUTH.transfers)


def test_the_ratio_of_hazards_is_the_one_that_was_put_in(folder: Path) -> None:
    careers = read_careers(folder / "register", generated())
    table = compared(careers).set_index("what")
    ratio = table.loc["relative_hazard"]
    assert ratio["low"] < TRUTH.leaves_trained / TRUTH.leaves_untrained < ratio["high"]
    assert table.loc["log_rank_p", "value"] < 1e-12


def test_retention_since_training_falls_as_the_hazard_says(folder: Path) -> None:
    curves = retention(read_careers(folder / "register", generated()))
    since = curves[curves["clock"] == "since_training"]
    for years in (1, 5, 10):
        found = share_after(since, years * DAYS_A_YEAR)
        truth = (1 - TRUTH.leaves_trained / DAYS_A_YEAR) ** (years * DAYS_A_YEAR)
        assert found is not None
        assert abs(found["share"] - truth) < FAR * found["error"]


def test_where_training_changes_nothing_nothing_is_found(tmp_path: Path) -> None:
    same = Truth(leaves_untrained=0.08, leaves_trained=0.08)
    write_register(tmp_path, 20_000, seed=12, truth=same)
    table = compared(read_careers(tmp_path / "register", generated())).set_index("what")
    assert table.loc["relative_hazard", "low"] < 1 < table.loc["relative_hazard", "high"]
    assert table.loc["log_rank_p", "value"] > 0.01


def test_the_opening_stock_and_the_hires_are_as_many_as_put_in(counts: Counts) -> None:
    table = flows(counts.stocks, counts.cells, generated().days, [])
    opening, hired = table["opening"].iloc[0], table["hire_in"].sum()
    share = opening / (opening + hired)
    years = generated().days[-1].year - generated().days[0].year
    truth = 1 / (1 + TRUTH.hired * years)
    assert abs(share - truth) < FAR * (truth * (1 - truth) / (opening + hired)) ** 0.5


def test_one_seed_gives_one_register_and_another_gives_another(tmp_path: Path) -> None:
    digests = []
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        write_register(tmp_path / name, 200, seed=seed)
        path = tmp_path / name / "register" / "spells-000.parquet"
        digests.append(hashlib.sha256(_rows(path).to_csv().encode()).hexdigest())
    assert digests[0] == digests[1] != digests[2]


def test_a_generated_folder_says_so_and_tells_the_truth_that_was_put_in(folder: Path) -> None:
    assert "Nobody in this folder exists" in (folder / MARK).read_text("utf-8")
    told = yaml.safe_load((folder / "truth.yml").read_text("utf-8"))
    assert told["rates_per_year"]["leaves_trained"] == TRUTH.leaves_trained
    assert told["seed"] == 11


def _rows(path: Path) -> pd.DataFrame:
    with duckdb.connect() as connection:
        return connection.execute(f"SELECT * FROM '{path}' ORDER BY ALL").df()


@pytest.mark.parametrize("form", ["parquet", "csv"])
def test_generated_persons_count_in_no_real_programme_in_whatever_file_they_come(
    form: str, tmp_path: Path
) -> None:
    written = write_register(tmp_path / "made", 60, seed=3)["kept"]
    register = tmp_path / "real"
    register.mkdir()
    made = tmp_path / "made" / "register" / "spells-000.parquet"
    if form == "csv":
        with duckdb.connect() as connection:
            connection.read_parquet(str(made)).write_csv(str(register / "copied.csv"))
    else:
        shutil.copy(made, register / "copied.parquet")
    real = replace(generated(), programme="real")
    outcomes = count_register(register, real).outcomes
    assert outcomes.to_dict("records") == [{"outcome": "generated_person", "rows": written}]
    assert list(count_register(register, generated()).outcomes["outcome"]) == ["kept"]
