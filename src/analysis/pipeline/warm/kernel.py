"""What runs in a process that was forked for one notebook? A true IPython kernel."""

from __future__ import annotations

import asyncio
import importlib
import logging
import os
import signal
import sys
import threading
import warnings
from types import SimpleNamespace
from typing import TextIO

import zmq
from ipykernel.iostream import IOPubThread, OutStream
from ipykernel.ipkernel import IPythonKernel
from ipykernel.parentpoller import ParentPollerUnix
from jupyter_client.session import Session
from traitlets import Any
from traitlets.config import Config

from analysis.pipeline.warm.wires import Receiver, Sender

INLINE = "matplotlib_inline.backend_inline"
IMPORTED_AT_ITS_START = (
    "IPython.core.application",
    "IPython.core.completerlib",
    "IPython.extensions.storemagic",
    "ipykernel.debugger",
    "tornado.platform.asyncio",
)


class ForkedKernel(IPythonKernel):
    """IPython's kernel, whose client is the process that forked it.

    It has one client, which asks for nothing before it has the answer to what it asked before.
    """

    shell_stream = Any()
    _supports_kernel_subshells = False

    def _abort_queues(self, subshell_id: str | None = None) -> None:
        """Nothing waits in line that an error could abort."""


class Stream(OutStream):
    """What a notebook prints. Before each thing that it displays it is asked to send all of it."""

    def flush(self) -> None:
        """Is all sent? Nothing is waited for where nothing was printed."""
        if self._flush_pending or self._subprocess_flush_pending:
            OutStream.flush(self)


def rehearse() -> None:
    """What does a kernel import only when it starts? With no debugger: nobody could ask for it."""
    there = sys.modules.get("debugpy")
    sys.modules["debugpy"] = None  # type: ignore[assignment]
    try:
        for name in IMPORTED_AT_ITS_START:
            importlib.import_module(name)
    finally:
        del sys.modules["debugpy"]
        if there:
            sys.modules["debugpy"] = there


def run_kernel(
    requests: Receiver, replies: Sender, published: Sender, parent: int, key: bytes
) -> None:
    """Serve the client until it closes its wire; call it in a process forked for this.

    `parent` is the process id of the client: without it the kernel ends, too. `key` signs the
    messages of both.
    """
    _leave_the_parent_behind()
    ParentPollerUnix(parent).start()
    session = Session(key=key)
    publisher = IOPubThread(published, session=session)
    publisher.start()
    sys.stdout = Stream(session, publisher, "stdout")
    sys.stderr = Stream(session, publisher, "stderr")
    config = Config()
    config.HistoryManager.enabled = False
    kernel = ForkedKernel.instance(
        config=config,
        session=session,
        shell_stream=replies,
        iopub_thread=publisher,
        iopub_socket=publisher.background_socket,
        shell_channel_thread=SimpleNamespace(parent_thread=threading.main_thread()),
        log=logging.getLogger("ipykernel"),
    )
    assert kernel.shell is not None
    kernel.shell.extension_manager.load_extension("storemagic")
    asyncio.run(_serve(kernel, requests))
    kernel.shell.user_ns.clear()
    publisher.stop()


async def _serve(kernel: ForkedKernel, requests: Receiver) -> None:
    from tornado.ioloop import IOLoop

    kernel.io_loop = IOLoop.current()
    while (frames := await requests.receive()) is not None:
        await kernel.dispatch_shell([zmq.Frame(frame) for frame in frames])


def _leave_the_parent_behind() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    os.close(nothing)
    sys.stdin, sys.stdout, sys.stderr = _stream(0, "r"), _stream(1, "w"), _stream(2, "w")
    sys.path[:] = ["", *(path for path in sys.path if path)]
    importlib.reload(warnings)
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()
    sys.modules.pop(INLINE, None)
    if not os.environ.get("MPLBACKEND"):
        os.environ["MPLBACKEND"] = f"module://{INLINE}"


def _stream(standard: int, mode: str) -> TextIO:
    return open(standard, mode, encoding="utf-8", closefd=False)  # type: ignore[return-value]
