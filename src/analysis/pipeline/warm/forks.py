"""How is something done in processes forked from this one, and how did it end?"""

from __future__ import annotations

import os
import pickle
import resource
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe, wait

Do = Callable[[str], object]
"""Does what is called by a name."""
GOOD, FULL = b"good", b"good, but full"
TASKS_OF_A_PROCESS = 50
MIB_OF_A_PROCESS = 96
"""After so many a process ends, or with so much more memory than it began with, and all is free."""


class TaskDied(RuntimeError):
    """Which signal or code ended the process of a task?"""


@dataclass(frozen=True)
class Raised:
    """What was raised in another process, and its traceback as text."""

    error: Exception
    traceback: str


@dataclass
class Fork:
    """A process that does things of one kind, one after the other, and the wire to it."""

    pid: int
    wire: Connection
    kind: str
    generation: int
    name: str = ""
    done: int = 0
    is_full: bool = False


class Forks:
    """Processes forked from this one. Each does things of one kind, so many, then another does."""

    def __init__(self, do: Do, so_many: int = 1) -> None:
        self._do, self._so_many = do, so_many
        self._generation = 0
        self._running: list[Fork] = []
        self._idle: list[Fork] = []

    def __len__(self) -> int:
        """How many are doing something?"""
        return len(self._running)

    def names(self) -> tuple[str, ...]:
        """What is being done?"""
        return tuple(fork.name for fork in self._running)

    def start(self, name: str, kind: str = "") -> None:
        """Do what is called so in a process that did nothing but things of this kind, if any."""
        waiting = [fork for fork in self._idle if fork.kind == kind]
        if waiting:
            self._idle.remove(waiting[-1])
        fork = waiting[-1] if waiting else self._forked(kind)
        fork.name = name
        self._running.append(fork)
        with suppress(BrokenPipeError):
            fork.wire.send_bytes(name.encode())

    def renew(self) -> None:
        """This process has imported something: those forked before it are asked for no more."""
        self._generation += 1
        while self._idle:
            _end(self._idle.pop())

    def finished(self) -> Iterator[tuple[str, Raised | None]]:
        """What has been done, and what did each raise? Waits until there is one."""
        ready = wait([fork.wire for fork in self._running])
        for fork in [fork for fork in self._running if fork.wire in ready]:
            self._running.remove(fork)
            raised = _told(fork)
            fork.done += 1
            if raised and isinstance(raised.error, TaskDied):
                fork.wire.close()
            elif fork.is_full or fork.done == self._so_many or fork.generation != self._generation:
                _end(fork)
            else:
                self._idle.append(fork)
            yield fork.name, raised

    def kill(self) -> None:
        """Is any left? It is ended at once, whatever it does."""
        for forks_left in (self._running, self._idle):
            while forks_left:
                _end(forks_left.pop())

    def _forked(self, kind: str) -> Fork:
        here, there = Pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        pid = os.fork()
        if not pid:
            code = 1
            try:
                signal.signal(signal.SIGINT, signal.SIG_IGN)
                for other in (here, *(fork.wire for fork in (*self._running, *self._idle))):
                    other.close()
                _serve(there, self._do)
                code = 0
            finally:
                os._exit(code)
        there.close()
        return Fork(pid, here, kind, self._generation)


@contextmanager
def forks(do: Do, so_many: int = 1) -> Iterator[Forks]:
    """Processes that are all gone afterwards, whatever happens."""
    running = Forks(do, so_many)
    try:
        yield running
    finally:
        running.kill()


def _serve(wire: Connection, do: Do) -> None:
    at_first = _mib()
    while True:
        try:
            name = wire.recv_bytes().decode()
        except EOFError:
            return
        outcome = _outcome(do, name)
        is_full = _mib() - at_first > MIB_OF_A_PROCESS
        wire.send_bytes(FULL if outcome == GOOD and is_full else outcome)


def _mib() -> float:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (2**20 if sys.platform == "darwin" else 2**10)


def _outcome(do: Do, name: str) -> bytes:
    try:
        do(name)
    except Exception as error:
        told = "".join(traceback.format_exception(error))
        try:
            content = pickle.dumps((error, told))
            pickle.loads(content)
        except Exception:
            content = pickle.dumps((RuntimeError(told), told))
        return content
    return GOOD


def _told(fork: Fork) -> Raised | None:
    try:
        content = fork.wire.recv_bytes()
    except (EOFError, ConnectionResetError):
        _, status = os.waitpid(fork.pid, 0)
        code = os.waitstatus_to_exitcode(status)
        return Raised(TaskDied(f"its process ended with {code}: {_meaning(code)}"), "")
    fork.is_full = content == FULL
    return None if content in (GOOD, FULL) else Raised(*pickle.loads(content))


def _end(fork: Fork) -> None:
    os.kill(fork.pid, signal.SIGKILL)
    os.waitpid(fork.pid, 0)
    fork.wire.close()


def _meaning(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else "it ended itself"
