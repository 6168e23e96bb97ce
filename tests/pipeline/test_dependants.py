"""What does a change of each kind of input make anew? Worked out by hand from the README's map."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from tests.pipeline.conftest import Copy, tasks

from analysis.pipeline.build import is_current

pytestmark = pytest.mark.build

ARCHIVES, REFORM = "hcmc-archives-2014-2020", "hcmc-admin-reform-2016-2020"
STAFF, SCHEME = "hanoi-staff-2014-2020", "hanoi-scheme-2022-2025"
NGHE_AN, CITIES = "nghe-an-it", "two-cities"
PROGRAMMES = (ARCHIVES, REFORM, STAFF, SCHEME, NGHE_AN, CITIES)
REPORT_OF_2017, DECISION_OF_2022 = "1228-bc-snv-2017", "1698-qd-ubnd-2022"
HANOI_2019, CITYWEB = "hnp-2019-06-08", "hcmcityweb-2022-05-18"
DOCUMENTS = (REPORT_OF_2017, DECISION_OF_2022, HANOI_2019, CITYWEB, "nghe-an-chi-thi-cntt")
LEDGERS = {"ledger[figures]", "ledger[audit]"}
FRONT = {"index"}
EDITION = {"edition"}
STUDIES = (
    *(("qualification", programme) for programme in (ARCHIVES, STAFF)),
    *(("cost", programme) for programme in (ARCHIVES, REFORM, STAFF, SCHEME)),
    *(("attrition", programme) for programme in (ARCHIVES, STAFF, SCHEME)),
    ("comparison", CITIES),
)
OF_DOCUMENTS = ("clean", "audit", "readings")
CLEANED_AND_AUDITED = tuple((name, one) for name in OF_DOCUMENTS for one in DOCUMENTS)


def annexes(*runs: tuple[str, str]) -> set[str]:
    return {f"annex[{notebook}-{of}]" for notebook, of in runs}


def notebooks(*runs: tuple[str, str]) -> set[str]:
    """The notebooks, each with its annex."""
    return {f"{notebook}[{of}]" for notebook, of in runs} | annexes(*runs)


def pages(*programmes: str) -> set[str]:
    """In both languages page and PDF, workbook and sheet; the letter in Vietnamese."""
    both = {
        f"{made}[{programme}.{lang}]"
        for made in ("page", "paper", "workbook", "sheet")
        for programme in programmes
        for lang in ("vi", "en")
    }
    return both | {f"letter[{programme}.vi]" for programme in programmes}


def held_against_the_edition(*programmes: str) -> set[str]:
    """What changed in the facts of each programme, and the table of all that did."""
    return {f"changes[{programme}]" for programme in programmes} | {"ledger[changes]"}


def briefings(*programmes: str) -> set[str]:
    """The notebooks of briefings, their pages, and the front page that shows their findings."""
    runs = {f"briefing[{name}-{lang}]" for name in programmes for lang in ("vi", "en")}
    return runs | pages(*programmes) | FRONT


def code(*names: str) -> set[str]:
    """What lists the code that a kind of task rests on."""
    return {f"code[{name}]" for name in names}


STORIES = (
    *("briefing-hcmc_archives", "briefing-hcmc_admin_reform", "briefing-hanoi_staff"),
    *("briefing-hanoi_scheme", "briefing-nghe_an_it", "briefing-two_cities"),
)
OF_NOTEBOOKS = (*OF_DOCUMENTS, "qualification", "cost", "attrition", "comparison", *STORIES)
OF_REPORTS = ("pages", "ledgers", "front", "compared")
EVERYTHING = (
    notebooks(*CLEANED_AND_AUDITED, *STUDIES)
    | LEDGERS
    | held_against_the_edition(*PROGRAMMES)
    | briefings(*PROGRAMMES)
)

DEPENDANTS = {
    "a figure": (
        f"data/raw/{REPORT_OF_2017}/figures.csv",
        notebooks(
            *((name, REPORT_OF_2017) for name in OF_DOCUMENTS),
            ("qualification", ARCHIVES),
            ("cost", ARCHIVES),
            ("attrition", ARCHIVES),
            ("comparison", CITIES),
        )
        | LEDGERS
        | held_against_the_edition(ARCHIVES, CITIES)
        | briefings(ARCHIVES, CITIES),
    ),
    "a correction": (
        f"data/raw/{CITYWEB}/corrections.yml",
        notebooks(*((name, CITYWEB) for name in OF_DOCUMENTS), ("cost", REFORM))
        | LEDGERS
        | held_against_the_edition(REFORM)
        | briefings(REFORM),
    ),
    "a check, of a document on which the programmes of another rest": (
        f"data/raw/{HANOI_2019}/checks.yml",
        notebooks(
            *((name, HANOI_2019) for name in OF_DOCUMENTS),
            ("readings", DECISION_OF_2022),
            ("qualification", STAFF),
            ("cost", STAFF),
            ("attrition", STAFF),
            ("attrition", SCHEME),
            ("comparison", CITIES),
        )
        | LEDGERS
        | held_against_the_edition(STAFF, SCHEME, CITIES)
        | briefings(STAFF, SCHEME, CITIES),
    ),
    "where a series breaks": (
        "data/raw/breaks.yml",
        notebooks(*(("readings", document) for document in DOCUMENTS), *STUDIES)
        | {"ledger[figures]"}
        | held_against_the_edition(*PROGRAMMES)
        | briefings(*PROGRAMMES),
    ),
    "a label": ("data/raw/labels.csv", briefings(*PROGRAMMES)),
    "a parameter of a programme": ("data/raw/programmes.yml", EVERYTHING),
    "the lock": ("requirements.lock", EVERYTHING | EDITION),
    "a notebook": (
        "notebooks/cost.ipynb",
        notebooks(*(run for run in STUDIES if run[0] in ("cost", "attrition", "comparison")))
        | {"ledger[figures]"}
        | held_against_the_edition(ARCHIVES, REFORM, STAFF, SCHEME, CITIES)
        | briefings(ARCHIVES, REFORM, STAFF, SCHEME, CITIES),
    ),
    "a module of one method": (
        "src/analysis/metrics/comparison.py",
        code("comparison")
        | notebooks(("comparison", CITIES))
        | {"ledger[figures]"}
        | held_against_the_edition(CITIES)
        | briefings(CITIES),
    ),
    "a story": (
        "src/analysis/briefing/stories/hanoi_scheme/questions.py",
        code("briefing-hanoi_scheme") | briefings(SCHEME),
    ),
    "the catalogue": (
        "src/analysis/briefing/locale/vi.po",
        code(*STORIES, "pages", "front")
        | briefings(*PROGRAMMES)
        | annexes(*CLEANED_AND_AUDITED, *STUDIES),
    ),
    "a template": (
        "src/analysis/briefing/templates/briefing.typ",
        code("pages", "front")
        | pages(*PROGRAMMES)
        | annexes(*CLEANED_AND_AUDITED, *STUDIES)
        | FRONT,
    ),
    "an asset: the script of the pages": (
        "src/analysis/briefing/templates/page.js",
        code("pages", "front")
        | pages(*PROGRAMMES)
        | annexes(*CLEANED_AND_AUDITED, *STUDIES)
        | FRONT,
    ),
}


DRY_RUNS = """
import os
import sys
from pathlib import Path

from analysis.pipeline import progress, workers
from pytask import cli

for name in sys.argv[1:]:
    before = Path(name).read_bytes()
    Path(name).write_bytes(before + b"\\n")
    print("changed", name, flush=True)
    if not (pid := os.fork()):
        try:
            cli(["--dry-run"])
        finally:
            sys.stdout.flush()
            os._exit(0)
    os.waitpid(pid, 0)
    Path(name).write_bytes(before)
"""


@pytest.fixture(scope="module")
def reached(shared: Copy) -> dict[str, set[str]]:
    """Which tasks would run after one more byte at the end of each file? Nothing is run."""
    code, output = shared.run("-c", DRY_RUNS, *(path for path, _ in DEPENDANTS.values()))
    assert code == 0, output
    told = (part.split("\n", 1) for part in output.split("changed ")[1:])
    return {path: tasks(lines, "do") for path, lines in told}


@pytest.fixture(scope="module")
def shared(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """A built copy whose files keep their bytes from test to test."""
    root = tmp_path_factory.mktemp("dependants") / "project"
    shutil.copytree(built, root, symlinks=True)
    return Copy(root)


@pytest.mark.parametrize(("path", "expected"), DEPENDANTS.values(), ids=DEPENDANTS.keys())
def test_a_change_reaches_its_dependants_and_nothing_else(
    reached: dict[str, set[str]], path: str, expected: set[str]
) -> None:
    assert reached[path] == expected


def test_a_file_that_is_written_again_with_the_same_bytes_reaches_nothing(shared: Copy) -> None:
    for folder in ("data/raw", "src", "notebooks", "build/executed", "data/processed", "reports"):
        for path in (shared.root / folder).rglob("*"):
            if path.is_file():
                os.utime(path, (0, 0))
    assert is_current(shared.root)
    assert shared.to_do() == set()


def test_a_fresh_clone_makes_what_is_not_there_and_knows_what_is_current(
    copy: Copy, built: Path
) -> None:
    for made in ("build", "data/processed", "reports"):
        shutil.rmtree(copy.root / made)
    (copy.root / "reports").mkdir()
    for kept in ("figures.csv", "audit.csv"):
        shutil.copyfile(built / "reports" / kept, copy.root / "reports" / kept)
    assert copy.to_do() == EVERYTHING | EDITION | code(*OF_NOTEBOOKS, *OF_REPORTS)
    for given in ("build/code", "build/executed", "data/processed"):
        shutil.copytree(built / given, copy.root / given, dirs_exist_ok=True)
    made_of_them = pages(*PROGRAMMES) | annexes(*CLEANED_AND_AUDITED, *STUDIES) | FRONT
    assert copy.to_do() == made_of_them | {"ledger[changes]"}
