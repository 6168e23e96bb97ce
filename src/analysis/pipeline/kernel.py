"""Which kernel runs the notebooks of a build?"""

from __future__ import annotations

import subprocess
from typing import Any

from jupyter_client.manager import AsyncKernelManager
from traitlets import default


class QuietKernel(AsyncKernelManager):
    """A kernel on local sockets, without ports, that keeps its own log to itself.

    What cells write to stderr is among their outputs all the same.
    """

    @default("transport")
    def _transport_default(self) -> str:
        return "ipc"

    async def start_kernel(self, **options: Any) -> None:  # type: ignore[override]
        """Start it. `options` are those of jupyter_client."""
        await super().start_kernel(stderr=subprocess.DEVNULL, **options)
