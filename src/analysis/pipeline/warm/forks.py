"""How is something done in a process forked from this one, and how did it end?"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe, wait

GOOD = b""


class TaskDied(RuntimeError):
    """Which signal or code ended the process of a task?"""


@dataclass(frozen=True)
class Raised:
    """What was raised in another process, and its traceback as text."""

    error: Exception
    traceback: str


@dataclass(frozen=True)
class Fork:
    """A process in which something runs, and the wire on which it says how it ended."""

    pid: int
    end: Connection


class Forks:
    """Processes forked from this one, each for one call."""

    def __init__(self) -> None:
        self._running: dict[Connection, tuple[str, Fork]] = {}

    def __len__(self) -> int:
        """How many are running?"""
        return len(self._running)

    def names(self) -> tuple[str, ...]:
        """Which are running?"""
        return tuple(name for name, _ in self._running.values())

    def start(self, name: str, call: Callable[[], object]) -> None:
        """Make the call in a new process. `name` is what `finished` will call it."""
        receiver, sender = Pipe(duplex=False)
        sys.stdout.flush()
        sys.stderr.flush()
        pid = os.fork()
        if not pid:
            code = 1
            try:
                signal.signal(signal.SIGINT, signal.SIG_IGN)
                sender.send_bytes(_outcome(call))
                code = 0
            finally:
                os._exit(code)
        sender.close()
        self._running[receiver] = (name, Fork(pid, receiver))

    def finished(self) -> Iterator[tuple[str, Raised | None]]:
        """Which calls have ended, and what did each raise? Waits until there is one."""
        for receiver in wait(list(self._running)):
            assert isinstance(receiver, Connection)
            name, fork = self._running.pop(receiver)
            yield name, _ended(fork)

    def kill(self) -> None:
        """Is any still running? It is ended at once."""
        for _, fork in self._running.values():
            os.kill(fork.pid, signal.SIGKILL)
            os.waitpid(fork.pid, 0)
            fork.end.close()
        self._running.clear()


@contextmanager
def forks() -> Iterator[Forks]:
    """Processes that are all gone afterwards, whatever happens."""
    running = Forks()
    try:
        yield running
    finally:
        running.kill()


def _outcome(call: Callable[[], object]) -> bytes:
    try:
        call()
    except Exception as error:
        told = "".join(traceback.format_exception(error))
        try:
            content = pickle.dumps((error, told))
            pickle.loads(content)
        except Exception:
            content = pickle.dumps((RuntimeError(told), told))
        return content
    return GOOD


def _ended(fork: Fork) -> Raised | None:
    try:
        content = fork.end.recv_bytes()
    except EOFError:
        content = None
    fork.end.close()
    _, status = os.waitpid(fork.pid, 0)
    if content is None:
        code = os.waitstatus_to_exitcode(status)
        return Raised(TaskDied(f"its process ended with {code}: {_meaning(code)}"), "")
    if content == GOOD:
        return None
    return Raised(*pickle.loads(content))


def _meaning(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else "it ended itself"
