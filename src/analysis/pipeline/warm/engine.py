"""How does papermill run a notebook in a kernel forked from this process?"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import Context
from queue import Empty
from typing import Any

import nbformat
from jupyter_client.session import Session
from jupyter_core.utils import ensure_event_loop
from nbclient.exceptions import DeadKernelError
from nbformat.validator import get_validator
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, NotebookExecutionManager
from papermill.log import logger
from papermill.utils import merge_kwargs, remove_args

from analysis.pipeline.warm.kernel import run_kernel
from analysis.pipeline.warm.wires import Receiver, Sender

SECONDS_TO_END = 5.0


def rehearse() -> None:
    """What does a client do with its first notebook? It compiles the schema of notebooks."""
    get_validator(nbformat.v4.nbformat, nbformat.v4.nbformat_minor)


class Channel:
    """The messages of a kernel on one wire, as nbclient asks for them."""

    def __init__(self, session: Session, wire: Receiver, before: Channel | None = None) -> None:
        self._session, self._wire, self._before = session, wire, before
        self.ended = asyncio.Event()

    async def get_msg(self, timeout: float | None = None) -> dict[str, Any]:
        """Which message comes next? Raises Empty after so many seconds.

        At the end of the wire: DeadKernelError, once all is read of the wire that is to be read
        before; without such a wire it waits until it is given up.
        """
        try:
            frames = await asyncio.wait_for(self._wire.receive(), timeout)
        except TimeoutError:
            raise Empty from None
        if frames is None:
            self.ended.set()
            await (self._before.ended if self._before else asyncio.Event()).wait()
            raise DeadKernelError("Kernel died")
        _, parts = self._session.feed_identities(frames)
        message: dict[str, Any] = self._session.deserialize(parts)
        return message


class Kernel:
    """A kernel forked from this process: its manager and its client, as nbclient uses them."""

    has_kernel = True
    allow_stdin = False

    def __init__(self) -> None:
        requests, replies, published = (socket.socketpair() for _ in range(3))
        here = (requests[0], replies[0], published[0])
        there = (requests[1], replies[1], published[1])
        parent, key = os.getpid(), os.urandom(16)
        self.pid = os.fork()
        if not self.pid:
            code = 1
            try:
                for end in here:
                    end.close()
                run_kernel(Receiver(there[0]), Sender(there[1]), Sender(there[2]), parent, key)
                code = 0
            finally:
                os._exit(code)
        for end in there:
            end.close()
        self._alive = True
        self._session = Session(key=key)
        self._requests = Sender(here[0])
        self._wires = Receiver(here[1]), Receiver(here[2])
        self.iopub_channel = Channel(self._session, self._wires[1])
        self.shell_channel = Channel(self._session, self._wires[0], self.iopub_channel)

    def client(self) -> Kernel:
        """Who speaks with the kernel?"""
        return self

    def start_channels(self) -> None:
        """The channels are there as soon as the kernel is."""

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """The kernel may be asked at once: what it cannot answer yet waits on the wire."""

    def execute(self, code: str, store_history: bool = True, stop_on_error: bool = True) -> str:
        """Ask the kernel to run a cell; gives the id of the request."""
        return self._ask(
            "execute_request",
            code=code,
            silent=False,
            store_history=store_history,
            user_expressions={},
            allow_stdin=False,
            stop_on_error=stop_on_error,
        )

    def kernel_info(self) -> str:
        """Ask the kernel what it is; gives the id of the request."""
        return self._ask("kernel_info_request")

    async def is_alive(self) -> bool:
        """Is the process of the kernel still there?"""
        return self._is_there()

    async def interrupt_kernel(self) -> None:
        """Interrupt the cell that is running."""
        if self._is_there():
            os.kill(self.pid, signal.SIGINT)

    def end(self) -> None:
        """The kernel is to end; it is killed where it does not within some seconds."""
        self._requests.close()
        deadline = time.monotonic() + SECONDS_TO_END
        while self._is_there() and time.monotonic() < deadline:
            time.sleep(0.001)
        self.kill()
        for wire in self._wires:
            wire.close()

    def kill(self) -> None:
        """The kernel is to end at once."""
        if self._is_there():
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            self._alive = False

    def _ask(self, kind: str, **content: Any) -> str:
        message = self._session.msg(kind, content)
        try:
            self._session.send(self._requests, message)  # type: ignore[arg-type]
        except BrokenPipeError:
            raise DeadKernelError("Kernel died") from None
        return str(message["header"]["msg_id"])

    def _is_there(self) -> bool:
        if self._alive:
            self._alive = os.waitpid(self.pid, os.WNOHANG) == (0, 0)
        return self._alive


@contextmanager
def forked_kernel() -> Iterator[Kernel]:
    """A kernel for one notebook. After an error nothing of it is waited for."""
    kernel = Kernel()
    try:
        yield kernel
    except BaseException:
        kernel.kill()
        raise
    finally:
        kernel.end()


class WarmEngine(Engine):  # type: ignore[misc]
    """Runs a notebook in a kernel that is forked from this process, with all that it imported.

    What the notebook does reaches neither this process nor the next notebook.
    """

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: NotebookExecutionManager,
        kernel_name: str,
        log_output: bool = False,
        stdout_file: Any = None,
        stderr_file: Any = None,
        start_timeout: int = 60,
        execution_timeout: int | None = None,
        kept_where_it_ends_early: str | None = None,
        **options: Any,
    ) -> None:
        """Run the cells one after the other; papermill's own client does it.

        A notebook that ends early is written to `kept_where_it_ends_early`, as far as it ran.
        """
        settings = merge_kwargs(
            remove_args(["timeout", "startup_timeout", "input_path"], **options),
            timeout=execution_timeout,
            startup_timeout=start_timeout,
            kernel_name=kernel_name,
            log=logger,
            log_output=log_output,
            stdout_file=stdout_file,
            stderr_file=stderr_file,
        )
        with forked_kernel() as kernel:
            client = PapermillNotebookClient(nb_man, km=kernel, **settings)
            try:
                Context().run(_in_a_loop_of_its_own, client.execute)
            except BaseException:
                nb_man.output_path = kept_where_it_ends_early
                raise


def _in_a_loop_of_its_own(execute: Callable[[], object]) -> None:
    loop = ensure_event_loop()
    try:
        execute()
    finally:
        left_over = asyncio.all_tasks(loop)
        for task in left_over:
            task.cancel()
        loop.run_until_complete(asyncio.gather(*left_over, return_exceptions=True))
        loop.close()
