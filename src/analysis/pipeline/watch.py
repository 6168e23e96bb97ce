"""How does an analyst see a briefing change while editing? Built and shown at each save."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from ipykernel.parentpoller import ParentPollerUnix

from analysis.pipeline.engines import can_fork
from analysis.pipeline.execute import kernel_environment
from analysis.pipeline.graph import read_project
from analysis.pipeline.imports import module_names
from analysis.pipeline.plan import code_sets
from analysis.pipeline.serve import serve
from analysis.pipeline.warm.forks import Forks, forks
from analysis.pipeline.warm.libraries import import_at_first
from analysis.sources.paths import project_root

WATCHED = ("data/raw", "notebooks", "src", "requirements.lock", "pyproject.toml")
SECONDS_BETWEEN_LOOKS = 0.1
PORT = 8765
OF_A_BUILD = (
    "pytask",
    "pytask_parallel",
    "analysis.pipeline.forked_tasks",
    "analysis.pipeline.build",
)


def main() -> int:
    """Is each saved file built at once, and shown? Until it is interrupted.

    This process imports the libraries and the code of the project, once; each build is forked from
    it, imports that code again where it changed, and forks its tasks in turn. The server of the
    pages is forked first, before anything is imported: it has threads, and what forks has none.
    """
    root = project_root()
    if not can_fork():
        print("Processes cannot be forked here: run make briefings after each save.")
        return 2
    if sys.flags.hash_randomization:
        started = {**os.environ, **kernel_environment(root)}
        os.execve(sys.executable, [sys.executable, "-m", "analysis.pipeline.watch"], started)
    os.chdir(root)
    port = int(os.environ.get("PORT") or PORT)
    code = code_of(saved(root))
    with (
        forks(lambda _: _serve(root / "reports", port)) as servers,
        forks(lambda _: _build_with_code_as_it_is(code)) as builds,
    ):
        servers.start("pages")
        behind = (path for paths in code_sets(read_project(root)).values() for path in paths)
        import_at_first([*module_names(behind, root / "src"), *OF_A_BUILD])
        print(f"Open http://127.0.0.1:{port}/ and save files; Ctrl-C ends.", flush=True)
        try:
            for _ in changes(root):
                _build(builds)
        except KeyboardInterrupt:
            print()
    return 0


def changes(root: Path) -> Iterator[None]:
    """When is something to be built? At first, and whenever a watched file is saved."""
    before: dict[Path, int] = {}
    while True:
        now = saved(root)
        if now != before:
            before = now
            yield
        time.sleep(SECONDS_BETWEEN_LOOKS)


def saved(root: Path) -> dict[Path, int]:
    """When was each watched file saved last, in nanoseconds? Without what Python compiles."""
    files = [path for name in WATCHED for path in ((root / name), *(root / name).rglob("*"))]
    return {
        path: path.stat().st_mtime_ns for path in files if path.is_file() and path.suffix != ".pyc"
    }


def code_of(files: Mapping[Path, int]) -> dict[Path, int]:
    """Which of these files does a process import?"""
    return {path: stamp for path, stamp in files.items() if path.suffix == ".py"}


def _serve(reports: Path, port: int) -> None:
    ParentPollerUnix(os.getppid()).start()
    serve(reports, port)


def _build(builds: Forks) -> None:
    started = time.monotonic()
    builds.start("build")
    for _, raised in builds.finished():
        told = f"{time.monotonic() - started:.1f} s"
        print(raised.traceback or raised.error if raised else told, flush=True)


def _build_with_code_as_it_is(imported: Mapping[Path, int]) -> None:
    if code_of(saved(Path.cwd())) != imported:
        for name in [name for name in sys.modules if name.split(".")[0] == "analysis"]:
            del sys.modules[name]
    from analysis.pipeline.build import begin
    from analysis.pipeline.build import main as build

    build([], lambda _, arguments: begin(arguments))


if __name__ == "__main__":
    sys.exit(main())
