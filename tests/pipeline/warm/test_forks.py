from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from analysis.pipeline.warm.forks import TaskDied, forks


def fail() -> None:
    raise KeyError("gone")


def raise_what_no_other_process_can_read() -> None:
    class Hidden(Exception):
        pass

    raise Hidden("inside")


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_calls_run_side_by_side_in_processes_of_their_own(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"

    def meet(mine: Path, other: Path) -> None:
        mine.write_text(str(os.getpid()))
        deadline = time.monotonic() + 30
        while not other.exists():
            assert time.monotonic() < deadline
            time.sleep(0.01)

    with forks() as running:
        running.start("one", lambda: meet(first, second))
        running.start("two", lambda: meet(second, first))
        ended: dict[str, object] = {}
        while running:
            ended |= dict(running.finished())
    assert ended == {"one": None, "two": None}
    assert len({first.read_text(), second.read_text(), str(os.getpid())}) == 3


def test_what_a_call_raises_is_raised_here_with_its_traceback() -> None:
    with forks() as running:
        running.start("one", fail)
        ((name, raised),) = running.finished()
    assert name == "one"
    assert raised is not None
    assert isinstance(raised.error, KeyError)
    assert "in fail" in raised.traceback


def test_an_error_that_cannot_be_handed_over_is_told_as_text() -> None:
    with forks() as running:
        running.start("one", raise_what_no_other_process_can_read)
        ((_, raised),) = running.finished()
    assert raised is not None
    assert "Hidden: inside" in str(raised.error)


def forget_this_project_and_fail() -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "analysis"]:
        del sys.modules[name]
    raise SyntaxError("a module that cannot be imported again")


def test_an_error_is_told_though_the_code_of_the_project_was_thrown_away() -> None:
    with forks() as running:
        running.start("one", forget_this_project_and_fail)
        ((_, raised),) = running.finished()
    assert raised is not None
    assert isinstance(raised.error, SyntaxError)
    assert "in forget_this_project_and_fail" in raised.traceback


def test_a_process_that_is_killed_is_told_with_its_signal() -> None:
    with forks() as running:
        running.start("one", die)
        ((_, raised),) = running.finished()
    assert raised is not None
    assert isinstance(raised.error, TaskDied)
    assert "SIGKILL" in str(raised.error)


def test_nothing_runs_on_after_an_interruption(tmp_path: Path) -> None:
    told = tmp_path / "pid"

    def stay() -> None:
        told.write_text(str(os.getpid()))
        time.sleep(60)

    with pytest.raises(KeyboardInterrupt), forks() as running:
        running.start("one", stay)
        while not told.exists() or not told.read_text():
            time.sleep(0.01)
        raise KeyboardInterrupt
    with pytest.raises(ProcessLookupError):
        os.kill(int(told.read_text()), 0)
