"""Which code do the other tasks rest on? One listing for each kind, made anew where it changes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pytask import Product, task

from analysis.pipeline.graph import read_project
from analysis.pipeline.plan import code_sets, write_listing

ROOT = Path(__file__).resolve().parents[3]
PROJECT = read_project(ROOT)

for name, behind in code_sets(PROJECT).items():

    @task(name=f"code[{name}]", kwargs={"files": behind, "listing": PROJECT.code(name)})
    def code(files: tuple[Path, ...], listing: Annotated[Path, Product]) -> None:
        """List the files with the digest of each."""
        write_listing(files, listing, ROOT)
