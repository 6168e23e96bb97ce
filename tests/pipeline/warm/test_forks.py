from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from analysis.pipeline.warm.forks import Forks, TaskDied, forks


def called(call: Callable[[], None]) -> Callable[[str], None]:
    """Whatever it is called, this is done."""
    return lambda _: call()


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

    places = {"one": (first, second), "two": (second, first)}
    with forks(lambda name: meet(*places[name])) as running:
        running.start("one")
        running.start("two")
        ended: dict[str, object] = {}
        while running:
            ended |= dict(running.finished())
    assert ended == {"one": None, "two": None}
    assert len({first.read_text(), second.read_text(), str(os.getpid())}) == 3


def test_what_a_call_raises_is_raised_here_with_its_traceback() -> None:
    with forks(called(fail)) as running:
        running.start("one")
        ((name, raised),) = running.finished()
    assert name == "one"
    assert raised is not None
    assert isinstance(raised.error, KeyError)
    assert "in fail" in raised.traceback


def test_an_error_that_cannot_be_handed_over_is_told_as_text() -> None:
    with forks(called(raise_what_no_other_process_can_read)) as running:
        running.start("one")
        ((_, raised),) = running.finished()
    assert raised is not None
    assert "Hidden: inside" in str(raised.error)


def forget_this_project_and_fail() -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "analysis"]:
        del sys.modules[name]
    raise SyntaxError("a module that cannot be imported again")


def test_an_error_is_told_though_the_code_of_the_project_was_thrown_away() -> None:
    with forks(called(forget_this_project_and_fail)) as running:
        running.start("one")
        ((_, raised),) = running.finished()
    assert raised is not None
    assert isinstance(raised.error, SyntaxError)
    assert "in forget_this_project_and_fail" in raised.traceback


def test_a_process_that_is_killed_is_told_with_its_signal() -> None:
    with forks(called(die)) as running:
        running.start("one")
        ((_, raised),) = running.finished()
    assert raised is not None
    assert isinstance(raised.error, TaskDied)
    assert "SIGKILL" in str(raised.error)


def test_nothing_runs_on_after_an_interruption(tmp_path: Path) -> None:
    told = tmp_path / "pid"

    def stay() -> None:
        told.write_text(str(os.getpid()))
        time.sleep(60)

    with pytest.raises(KeyboardInterrupt), forks(called(stay)) as running:
        running.start("one")
        while not told.exists() or not told.read_text():
            time.sleep(0.01)
        raise KeyboardInterrupt
    with pytest.raises(ProcessLookupError):
        os.kill(int(told.read_text()), 0)


def note_the_process(folder: Path) -> Callable[[str], None]:
    def note(name: str) -> None:
        (folder / name).write_text(str(os.getpid()))

    return note


def done_one_by_one(running: Forks, names: Sequence[tuple[str, str]], folder: Path) -> list[int]:
    """In which processes?"""
    for name, kind in names:
        running.start(name, kind)
        assert list(running.finished()) == [(name, None)]
    return [int((folder / name).read_text()) for name, _ in names]


def test_one_process_does_things_of_a_kind_one_after_the_other(tmp_path: Path) -> None:
    names = [("a", "pages"), ("b", "notebooks"), ("c", "pages"), ("d", "notebooks")]
    with forks(note_the_process(tmp_path), so_many=9) as running:
        first, second, third, fourth = done_one_by_one(running, names, tmp_path)
    assert (third, fourth) == (first, second)
    assert first != second


def test_after_so_many_things_another_process_does_the_next(tmp_path: Path) -> None:
    with forks(note_the_process(tmp_path), so_many=2) as running:
        pids = done_one_by_one(running, [(name, "") for name in "abc"], tmp_path)
    assert pids[0] == pids[1] != pids[2]
    with pytest.raises(ProcessLookupError):
        os.kill(pids[0], 0)


def test_after_much_was_held_in_memory_another_process_does_the_next(tmp_path: Path) -> None:
    def hold(name: str) -> None:
        (tmp_path / name).write_text(str(os.getpid()))
        assert len(bytearray(b"x") * (2**28 if name == "much" else 2**20))

    with forks(hold, so_many=9) as running:
        names = [(name, "") for name in ("little", "much", "next")]
        pids = done_one_by_one(running, names, tmp_path)
    assert pids[0] == pids[1] != pids[2]


def test_what_is_imported_later_is_there_in_the_process_asked_next(tmp_path: Path) -> None:
    imported: list[str] = []

    def note(name: str) -> None:
        (tmp_path / name).write_text(" ".join(imported) or "nothing")

    with forks(note, so_many=9) as running:
        running.start("before")
        list(running.finished())
        imported.append("pandas")
        running.renew()
        running.start("after")
        list(running.finished())
    assert (tmp_path / "before").read_text() == "nothing"
    assert (tmp_path / "after").read_text() == "pandas"


def test_a_process_busy_at_a_renewal_ends_its_work_and_is_asked_no_more(tmp_path: Path) -> None:
    with forks(note_the_process(tmp_path), so_many=9) as running:
        running.start("one")
        running.renew()
        assert list(running.finished()) == [("one", None)]
        (second,) = done_one_by_one(running, [("two", "")], tmp_path)
    assert int((tmp_path / "one").read_text()) != second


def test_a_process_killed_while_it_waits_is_told_of_by_what_it_is_asked_next(
    tmp_path: Path,
) -> None:
    with forks(note_the_process(tmp_path), so_many=9) as running:
        (pid,) = done_one_by_one(running, [("one", "")], tmp_path)
        os.kill(pid, signal.SIGKILL)
        running.start("two")
        ((name, raised),) = running.finished()
        assert name == "two"
        assert raised is not None
        assert isinstance(raised.error, TaskDied)
        assert done_one_by_one(running, [("three", "")], tmp_path) != [pid]


def test_processes_that_wait_end_with_the_one_that_forked_them(tmp_path: Path) -> None:
    """Each holds the wire of its own alone: none keeps another waiting."""

    def leave(_: str) -> None:
        with forks(note_the_process(tmp_path), so_many=9) as waiting:
            done_one_by_one(waiting, [("a", "pages"), ("b", "notebooks")], tmp_path)
            os.kill(os.getpid(), signal.SIGKILL)

    with forks(leave) as running:
        running.start("leave")
        ((_, raised),) = running.finished()
    assert raised is not None
    deadline = time.monotonic() + 30
    for name in "ab":
        pid = int((tmp_path / name).read_text())
        while is_there(pid):
            assert time.monotonic() < deadline
            time.sleep(0.01)


def is_there(pid: int) -> bool:
    """Does a process run? One that has ended and that nobody asked about does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
