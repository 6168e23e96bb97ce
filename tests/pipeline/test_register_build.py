"""A whole build from a register of nobody, as `make generate` and `make briefings` do it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from analysis.pipeline.generate.register import main as generate
from analysis.sources.generated.faults import ALONE

ROOT = Path(__file__).parents[2]
PROGRAMME = "generated-4000"
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
        assert generate(["--rows", "4000", "--faults", "6", "--into", str(into)]) == 0
    build = subprocess.run(
        [sys.executable, "-m", "analysis.pipeline.build"], cwd=into,
        env={**os.environ, "PYTHONPATH": str(into / "src")}, check=False, capture_output=True,
        text=True, timeout=LONGEST_BUILD_SECONDS,
    )  # fmt: skip
    assert build.returncode == 0, build.stdout
    return into


def text_of(page: Path) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.read_text(encoding="utf-8")))


@pytest.mark.build
def test_the_briefing_tells_who_comes_goes_and_stays_and_that_nobody_is_real(built: Path) -> None:
    told = {
        "en": ("GENERATED DATA", "Who comes, goes and stays?", "Share of staff still there"),
        "vi": ("SỐ LIỆU MÔ PHỎNG", "Ai vào, ai rời đi, ai ở lại?", "Tỷ lệ còn làm việc"),
    }
    for lang, words in told.items():
        page = text_of(built / "reports" / f"{PROGRAMME}.{lang}.html")
        for said in words:
            assert said in page
        assert (built / "reports" / f"{PROGRAMME}.{lang}.pdf").is_file()


@pytest.mark.build
def test_every_check_of_the_register_holds_in_the_ledger(built: Path) -> None:
    rows = (built / "reports" / "audit.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert len(rows) > 100
    assert {row.split(",")[6] for row in rows} == {"holds"}


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
    assert len(ids) > 1_000
    assert len(written) > 40
    for path in [*written, built / "pytask.lock"]:
        content = path.read_bytes()
        assert not any(one in content for one in IN_THE_CLEAR), path
        assert not ids & {match[1] for match in digits.finditer(content)}, path
