"""How does a browser show reports that reload when they are built anew?"""

from __future__ import annotations

import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

EVENTS = "/events"
FRAME = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Reports as they are built</title>
<style>html,body,iframe{margin:0;border:0;width:100%;height:100%}body{overflow:hidden}</style>
<iframe title="Report" src="/index.html"></iframe>
<script>
const frame = document.querySelector("iframe");
new EventSource("/events").onmessage = () => frame.contentWindow.location.reload();
</script></html>
"""
SECONDS_BETWEEN_LOOKS = 0.1


class Reports(SimpleHTTPRequestHandler):
    """Gives the reports as they are, within a frame that reloads them: they hold nothing of it."""

    def do_GET(self) -> None:
        """Give the frame, the stream of what changes, or a report."""
        if self.path == "/":
            self._give(FRAME.encode(), "text/html; charset=utf-8")
        elif self.path == EVENTS:
            self._tell_changes(Path(self.directory))
        else:
            super().do_GET()

    def end_headers(self) -> None:
        """Keep nothing: a page that was built anew has the old address."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each request."""

    def _give(self, content: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _tell_changes(self, folder: Path) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        before = pages_of(folder)
        try:
            while True:
                time.sleep(SECONDS_BETWEEN_LOOKS)
                now = pages_of(folder)
                if now != before:
                    before = now
                    self.wfile.write(b"data: built\n\n")
                else:
                    self.wfile.write(b": still here\n\n")
        except (BrokenPipeError, ConnectionResetError):
            return


def serve(folder: Path, port: int) -> None:
    """Give the reports in this folder to browsers of this machine, until the process ends."""
    with ThreadingHTTPServer(
        ("127.0.0.1", port), partial(Reports, directory=str(folder))
    ) as server:
        server.daemon_threads = True
        server.serve_forever()


def pages_of(folder: Path) -> dict[str, int]:
    """When was each page built last, in nanoseconds?"""
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*.html")}
