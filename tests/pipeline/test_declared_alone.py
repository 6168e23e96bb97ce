"""Does a task make the same bytes where it sees nothing but the files that it declares?"""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.pipeline.conftest import Copy

from analysis.pipeline.build import entries
from analysis.pipeline.plan import listed

pytestmark = pytest.mark.build

ONE_OF_EACH_KIND = (
    "clean[hnp-2019-06-08]",
    "audit[hcmcityweb-2022-05-18]",
    "readings[hcmcityweb-2022-05-18]",
    "qualification[hanoi-staff-2014-2020]",
    "cost[hcmc-admin-reform-2016-2020]",
    "attrition[hanoi-scheme-2022-2025]",
    "comparison[two-cities]",
    "briefing[hanoi-scheme-2022-2025-vi]",
    "page[nghe-an-it.vi]",
    "paper[nghe-an-it.vi]",
    "letter[nghe-an-it.vi]",
    "annex[comparison-two-cities]",
    "ledger[figures]",
    "ledger[audit]",
    "index",
)
FONT_CACHE = "build/matplotlib"
CODE = "build/code/"
PACK = """
import sys
from pathlib import Path
import cloudpickle
import pytask
from pytask_parallel.utils import create_kwargs_for_task, get_module, strip_annotation_locals

session = pytask.build(config=Path("pyproject.toml"), dry_run=True, verbose=0)
for task in session.tasks:
    name = task.name.rpartition("::")[2]
    if name in sys.argv[2:]:
        strip_annotation_locals(task)
        cloudpickle.register_pickle_by_value(get_module(task.function, task.path))
        call = task.function, create_kwargs_for_task(task, remote=False)
        (Path(sys.argv[1]) / name).write_bytes(cloudpickle.dumps(call))
"""
RUN = """
import sys
from pathlib import Path
import cloudpickle

function, arguments = cloudpickle.loads(Path(sys.argv[1]).read_bytes())
function(**arguments)
"""


@dataclass
class Alone:
    """A folder in which one task after the other finds what it declares."""

    kept: Path
    copy: Copy
    packed: Path
    recorded: dict[str, dict[str, Any]]

    def begin(self, task: str) -> dict[str, str]:
        """Place what the task declares, and nothing else. Gives what it is to make, as hashes.

        Of every document there is a description, which is empty unless declared: a notebook sees
        that the documents are there that programmes.yml names.
        """
        shutil.rmtree(self.copy.root, ignore_errors=True)
        for description in self.kept.glob("data/raw/*/document.yml"):
            place = self.copy.root / description.relative_to(self.kept)
            place.parent.mkdir(parents=True)
            place.touch()
        entry = self.recorded[task]
        listings = (self.kept / name for name in entry["depends_on"] if name.startswith(CODE))
        behind = (path for one in listings for path in listed(one, self.kept))
        for name in (*entry["depends_on"], *(str(path.relative_to(self.kept)) for path in behind)):
            (self.copy.root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self.kept / name, self.copy.root / name)
        for name in entry["produces"]:
            (self.copy.root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(self.kept / FONT_CACHE, self.copy.root / FONT_CACHE)
        made: dict[str, str] = entry["produces"]
        return made

    def run(self, task: str) -> tuple[int, str]:
        """Run the task where it was placed, in a process of its own."""
        return self.copy.run("-c", RUN, str(self.packed / task))


@pytest.fixture(scope="module")
def alone(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Alone:
    """The tasks of a built copy, packed as they are for a process; the copy itself is put aside."""
    folder = tmp_path_factory.mktemp("alone")
    shutil.copytree(built, folder / "project", symlinks=True)
    copy, packed = Copy(folder / "project"), folder / "packed"
    packed.mkdir()
    code, output = copy.run("-c", PACK, str(packed), *ONE_OF_EACH_KIND)
    assert code == 0, output
    copy.root.rename(folder / "kept")
    return Alone(folder / "kept", copy, packed, entries(folder / "kept"))


@pytest.mark.parametrize("task", ONE_OF_EACH_KIND)
def test_a_task_that_sees_only_what_it_declares_makes_the_same_bytes(
    alone: Alone, task: str
) -> None:
    expected = alone.begin(task)
    code, output = alone.run(task)
    assert code == 0, output
    made = {
        name: hashlib.sha256((alone.copy.root / name).read_bytes()).hexdigest() for name in expected
    }
    assert made == expected


def test_a_task_that_reads_what_it_does_not_declare_fails(alone: Alone) -> None:
    alone.begin("annex[comparison-two-cities]")
    module = alone.copy.root / "src" / "analysis" / "pipeline" / "pages.py"
    reads = '\n\nPath("data/raw/labels.csv").read_text()\n'
    module.write_text(module.read_text(encoding="utf-8") + reads, encoding="utf-8")
    code, output = alone.run("annex[comparison-two-cities]")
    assert code != 0
    assert "No such file or directory: 'data/raw/labels.csv'" in output
