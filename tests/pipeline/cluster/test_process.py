from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.pipeline.cluster.conftest import wait_until

from analysis.pipeline.cluster.process import Process, ProcessDied, packed, unpacked

STARTER = """
import os, sys, time
from pathlib import Path
from analysis.pipeline.cluster.process import Process, packed, unpacked
process = Process(Path(sys.argv[1]))
print(unpacked(process.call(packed(os.getpid))), flush=True)
process.call(packed(time.sleep, 600))
"""


@pytest.fixture
def process(tmp_path: Path) -> Iterator[Process]:
    started = Process(tmp_path)
    yield started
    started.end()


def call(process: Process, function: object, *arguments: object) -> object:
    return unpacked(process.call(packed(function, *arguments)))


def is_there(pid: int) -> bool:
    state = Path(f"/proc/{pid}/stat")
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z"


def test_calls_run_one_after_the_other_in_a_process_of_their_own(process: Process) -> None:
    assert call(process, divmod, 17, 5) == (3, 2)
    first, second = call(process, os.getpid), call(process, os.getpid)
    assert first == second != os.getpid()


def test_a_process_works_in_its_folder_and_imports_its_code(tmp_path: Path) -> None:
    package = tmp_path / "src" / "of_this_folder.py"
    package.parent.mkdir()
    package.write_text("def answer():\n    return 'here'\n")
    process = Process(tmp_path)
    assert call(process, os.getcwd) == str(tmp_path)
    assert call(process, eval, "__import__('of_this_folder').answer()") == "here"
    process.end()


def test_what_a_call_raises_is_raised_and_the_process_goes_on(process: Process) -> None:
    with pytest.raises(ZeroDivisionError):
        call(process, divmod, 1, 0)
    assert call(process, divmod, 4, 2) == (2, 0)


def test_a_process_that_ends_in_a_call_says_with_what(process: Process) -> None:
    with pytest.raises(ProcessDied, match="ended with 3"):
        call(process, os._exit, 3)


def test_a_process_ends_in_mid_call_with_the_one_that_started_it(tmp_path: Path) -> None:
    starter = subprocess.Popen(
        [sys.executable, "-c", STARTER, tmp_path],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert starter.stdout is not None
    pid = int(starter.stdout.readline())
    assert is_there(pid)
    starter.send_signal(signal.SIGKILL)
    starter.wait()
    wait_until(lambda: not is_there(pid))
