"""How do a forked kernel and its client pass messages: without ports, files or ZeroMQ?"""

from __future__ import annotations

import asyncio
import pickle
import socket
import struct
from collections.abc import Sequence
from threading import Lock
from typing import Any

import zmq

LENGTH = struct.Struct("!Q")
CHUNK_BYTES = 1 << 16


class Sender:
    """The end of a wire that sends; jupyter_client's Session and ipykernel take it for a socket."""

    def __init__(self, end: socket.socket) -> None:
        self._end = end
        self._lock = Lock()

    @property
    def context(self) -> zmq.Context[zmq.Socket[bytes]]:
        """Where do the threads of a kernel meet? ipykernel looks for it here."""
        return zmq.Context.instance()

    def send_multipart(self, frames: Sequence[Any], *_: object, **__: object) -> None:
        """Send one message; a thread waits until the message of another is through."""
        content = pickle.dumps([bytes(frame) for frame in frames])
        with self._lock:
            self._end.sendall(LENGTH.pack(len(content)) + content)

    def close(self) -> None:
        """Nothing more is sent: the other end sees the end of the wire."""
        self._end.close()


class Receiver:
    """The end of a wire that receives."""

    def __init__(self, end: socket.socket) -> None:
        end.setblocking(False)
        self._end = end
        self._received = bytearray()

    async def receive(self) -> list[bytes] | None:
        """Which message comes next? None where nothing more comes.

        May be given up while it waits: what came until then is kept for the next.
        """
        while (frames := self._whole_message()) is None:
            try:
                chunk = await asyncio.get_running_loop().sock_recv(self._end, CHUNK_BYTES)
            except ConnectionResetError:
                chunk = b""
            if not chunk:
                return None
            self._received += chunk
        return frames

    def close(self) -> None:
        """Nothing more is received."""
        self._end.close()

    def _whole_message(self) -> list[bytes] | None:
        if len(self._received) < LENGTH.size:
            return None
        (length,) = LENGTH.unpack_from(self._received)
        end = LENGTH.size + length
        if len(self._received) < end:
            return None
        frames: list[bytes] = pickle.loads(self._received[LENGTH.size : end])
        del self._received[:end]
        return frames
