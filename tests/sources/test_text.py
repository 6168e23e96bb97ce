from __future__ import annotations

import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from analysis.sources.errors import SourceError
from analysis.sources.text import comparison_key, normalise, read_text


def test_non_breaking_and_thin_spaces_become_one_plain_space() -> None:
    assert normalise(" 30,21\u00a0\u2009 %\t") == "30,21 %"


def test_decomposed_letters_become_composed_ones() -> None:
    assert normalise(unicodedata.normalize("NFD", "Tỷ lệ")) == "Tỷ lệ"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoà bình", "hòa bình"),
        ("UỶ BAN NHÂN DÂN", "Ủy ban nhân dân"),
        ("khoẻ", "khỏe"),
        ("ba nghìn", "Ba ngàn"),
        ("tỷ lệ", "tỉ lệ"),
        ("thạc sỹ", "thạc sĩ"),
        (unicodedata.normalize("NFD", "tiến sỹ"), "Tiến  sĩ"),
    ],
)
def test_accepted_spellings_of_one_text_meet_under_one_key(one: str, other: str) -> None:
    assert comparison_key(one) == comparison_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("mỹ", "mĩ"), ("ma", "má"), ("đào", "dào"), ("cán bộ", "cân bộ"), ("má", "mà")],
)
def test_different_texts_keep_different_keys(one: str, other: str) -> None:
    assert comparison_key(one) != comparison_key(other)


def test_a_file_with_byte_order_mark_and_windows_line_ends_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(b"\xef\xbb\xbfid,n\r\na,1\r\n")
    assert read_text(file) == "id,n\na,1\n"


def test_a_file_in_another_encoding_is_an_error_that_names_its_line(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes("id\nSë Néi vô\n".encode("latin-1"))
    with pytest.raises(SourceError, match=r"a\.csv, line 2: byte 0xeb is not UTF-8.*TCVN3"):
        read_text(file)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"checks\.yml is missing"):
        read_text(tmp_path / "checks.yml")


def test_text_and_paths_do_not_wait_for_the_table_libraries() -> None:
    code = (
        "import sys, analysis.sources.paths, analysis.sources.text, analysis.sources.numbers;"
        "sys.exit(any(name in sys.modules for name in ('pandas', 'pandera')))"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    run = subprocess.run([sys.executable, "-c", code], check=False, env=environment)
    assert run.returncode == 0
