from __future__ import annotations

import os
import subprocess
import sys

import pytest

from analysis.pipeline.engines import PLAIN, WARM, WrongEngine, engine


def engine_of(**environment: str) -> str:
    code = "from analysis.pipeline.engines import engine; print(engine())"
    kept = {name: value for name, value in os.environ.items() if name != "ENGINE"}
    told = subprocess.check_output([sys.executable, "-c", code], env={**kept, **environment})
    return told.decode().strip()


def test_a_process_with_the_seed_of_a_build_forks_its_kernels() -> None:
    assert engine_of(PYTHONHASHSEED="0") == WARM


def test_one_with_a_seed_of_its_own_or_that_is_told_so_uses_plain_kernels() -> None:
    assert engine_of(PYTHONHASHSEED="random") == PLAIN
    assert engine_of(PYTHONHASHSEED="0", ENGINE="plain") == PLAIN


def test_without_forks_kernels_are_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")
    assert engine({}) == PLAIN


def test_an_engine_that_is_not_there_is_refused() -> None:
    with pytest.raises(WrongEngine, match="there are plain and warm"):
        engine({"ENGINE": "cold"})
