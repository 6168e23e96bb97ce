"""Which process runs tasks on a worker, one after the other?"""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import cloudpickle

from analysis.pipeline.execute import kernel_environment


class ProcessDied(RuntimeError):
    """Which process ended while it ran a task?"""


class Process:
    """A process that runs calls in a folder; it ends at once with the process that started it."""

    def __init__(self, folder: Path) -> None:
        self._ours, theirs = Pipe()
        self._process = subprocess.Popen(
            [sys.executable, "-c", f"import {__name__} as it; it.serve({theirs.fileno()})"],
            cwd=folder,
            env={**os.environ, **kernel_environment(folder)},
            stdin=subprocess.PIPE,
            pass_fds=[theirs.fileno()],
        )
        theirs.close()

    def call(self, payload: bytes) -> bytes:
        """What comes of a call that `packed` made? Raises ProcessDied where the process ends."""
        try:
            self._ours.send_bytes(payload)
            return self._ours.recv_bytes()
        except (EOFError, OSError):
            code = self._process.wait()
            raise ProcessDied(f"The process that ran the task ended with {code}.") from None

    def end(self) -> None:
        """It ends, and with it what it runs."""
        self._process.kill()
        self._process.wait()


def packed(function: Any, /, *arguments: Any, **named: Any) -> bytes:
    """In which form does a call travel to a process?"""
    return bytes(cloudpickle.dumps((function, arguments, named)))


def unpacked(answer: bytes) -> Any:
    """What did the call give? Raises what it raised."""
    value, error = cloudpickle.loads(answer)
    if error is not None:
        raise error
    return value


def serve(descriptor: int) -> None:
    """What comes of each call on this connection, until the process that started this one ends?"""
    _end_with_the_starter()
    connection = Connection(descriptor)
    while True:
        try:
            payload = connection.recv_bytes()
        except EOFError:
            return
        connection.send_bytes(cloudpickle.dumps(_answer(payload)))


def _answer(payload: bytes) -> tuple[Any, Exception | None]:
    try:
        function, arguments, named = cloudpickle.loads(payload)
        return function(*arguments, **named), None
    except Exception as error:
        return None, error


def _end_with_the_starter() -> None:
    """The starter holds the other end of standard input: when it closes, SIGIO ends this process.

    Without a thread that looks for it, so that the process may be forked.
    """
    fcntl.fcntl(0, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(0, fcntl.F_SETFL, fcntl.fcntl(0, fcntl.F_GETFL) | os.O_ASYNC)
