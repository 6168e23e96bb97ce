"""The PDFs that the build publishes: what they carry and say, and which standards they keep."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Callable
from pathlib import Path

import nbformat
import numpy as np
import pikepdf
import pytest
import yaml

pytestmark = pytest.mark.build

INK = 200
HALF_OF_THE_TEXT_AREA = (25 + 277) / 2 / 297
BROKEN_IN_VIETNAMESE = "BoldItalic"
WORD = re.compile(
    r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>'
)
needs_poppler = pytest.mark.skipif(
    not (shutil.which("pdftotext") and shutil.which("pdftoppm")),
    reason="poppler's pdftotext and pdftoppm are not installed",
)


def papers(built: Path) -> list[Path]:
    return sorted((built / "reports").glob("*.pdf"))


def name_of(path: Path) -> tuple[str, str]:
    programme, lang = path.name.split(".")[:2]
    return programme, lang


def texts_of(path: Path) -> list[str]:
    command = ["pdftotext", "-raw", str(path), "-"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.split("\f")[:-1]


def lowest_ink(path: Path) -> list[float]:
    """How far down is each page filled, as a share of its height?"""
    command = ["pdftoppm", "-gray", "-r", "24", str(path)]
    stream = io.BytesIO(subprocess.run(command, capture_output=True, check=True).stdout)
    shares = []
    while stream.readline().strip() == b"P5":
        width, height = map(int, stream.readline().split())
        stream.readline()
        grey = np.frombuffer(stream.read(width * height), np.uint8).reshape(height, width)
        rows = np.flatnonzero((grey < INK).any(axis=1))
        shares.append(float(rows.max()) / height if len(rows) else 0.0)
    return shares


def test_each_programme_has_its_letter_in_vietnamese_beside_its_briefings(built: Path) -> None:
    text = (built / "data" / "raw" / "programmes.yml").read_text(encoding="utf-8")
    expected = {
        f"{programme}.{ending}.pdf"
        for programme in yaml.safe_load(text)
        for ending in ("vi", "en", "vi.letter")
    }
    assert {path.name for path in papers(built)} == expected


@pytest.mark.parametrize("standard", ["ua1", "3a"])
def test_every_pdf_conforms_to_both_standards(
    built: Path, standard: str, faults: Callable[[bytes, str], list[str]]
) -> None:
    told = [(path.name, faults(path.read_bytes(), standard)) for path in papers(built)]
    assert [(name, found) for name, found in told if found] == []


def test_no_pdf_uses_the_face_that_draws_broken_vietnamese(built: Path) -> None:
    for path in papers(built):
        with pikepdf.open(path) as file:
            fonts = {str(item.BaseFont) for item in file.objects if is_font(item)}
        assert fonts
        assert [font for font in fonts if BROKEN_IN_VIETNAMESE in font] == [], path.name


def is_font(item: object) -> bool:
    return isinstance(item, pikepdf.Dictionary) and item.get("/Subtype") == "/Type0"


def test_a_pdf_carries_the_rows_that_the_ledger_has_of_its_programme(built: Path) -> None:
    with (built / "reports" / "figures.csv").open(encoding="utf-8", newline="") as ledger:
        rows = list(csv.DictReader(ledger))
    for path in papers(built):
        programme, _ = name_of(path)
        of_programme = [row for row in rows if row["programme"] == programme]
        with pikepdf.open(path) as file:
            attached = {
                name: file.attachments[name].get_file().read_bytes().decode()
                for name in file.attachments
            }
        expected = [f"{programme}.figures.csv"] if of_programme else []
        assert list(attached) == expected
        for text in attached.values():
            assert list(csv.DictReader(io.StringIO(text, newline=""))) == of_programme


@needs_poppler
def test_a_pdf_holds_each_finding_as_readers_will_search_for_it(built: Path) -> None:
    for path in papers(built):
        text = bare("".join(texts_of(path)))
        for finding in findings(built, *name_of(path)):
            assert unicodedata.is_normalized("NFC", finding)
            assert bare(finding) in text, (path.name, finding)


def findings(built: Path, programme: str, lang: str) -> list[str]:
    executed = built / "build" / "executed" / f"briefing-{programme}-{lang}.ipynb"
    notebook = nbformat.read(executed, as_version=4)
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    titles = [output.metadata.page["title"] for output in outputs if "page" in output.metadata]
    cards = [
        part
        for output in outputs
        if output.data["text/vnd.typst"].startswith("#key-findings(")
        for line in output.data["text/plain"].splitlines()[1:]
        for part in line.split(": ", 1)
    ]
    assert titles
    return titles + cards


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


@needs_poppler
def test_no_page_before_the_last_of_its_part_is_half_empty(built: Path) -> None:
    for path in papers(built):
        filled = lowest_ink(path)
        texts = texts_of(path)
        assert len(filled) == len(texts)
        starts = [re.match(r"\s*\d+\s+Phụ lục I\b", text) is not None for text in texts]
        ends = [*starts[1:], True]
        sparse = [
            (path.name, number)
            for number, (share, last) in enumerate(zip(filled, ends, strict=True), 1)
            if not last and share < HALF_OF_THE_TEXT_AREA
        ]
        assert sparse == []


@needs_poppler
def test_a_records_office_sees_a_tagged_a4_document_with_a_title_and_no_script(built: Path) -> None:
    for path in papers(built):
        told = subprocess.run(["pdfinfo", str(path)], capture_output=True, text=True, check=True)
        lines = [line.split(":", 1) for line in told.stdout.splitlines() if ":" in line]
        info = {name: value.strip() for name, value in lines}
        assert info["Page size"] == "595.276 x 841.89 pts (A4)"
        assert (info["Tagged"], info["JavaScript"], info["Encrypted"]) == ("yes", "no", "no")
        [title, *_] = findings(built, *name_of(path))
        assert info["Title"].startswith(title)


@needs_poppler
def test_no_word_lies_on_another(built: Path) -> None:
    for path in papers(built):
        command = ["pdftotext", "-bbox", str(path), "-"]
        boxes = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        for number, page in enumerate(boxes.split("<page ")[1:], 1):
            words = [(*map(float, box), word) for *box, word in WORD.findall(page)]
            assert overlaps(sorted(words)) == [], (path.name, number)


def overlaps(words: list[tuple[float, float, float, float, str]]) -> list[tuple[str, str]]:
    """Which words of one line cover each other by more than a point? Sorted by their left edge."""
    found = []
    for place, (_, top, right, bottom, word) in enumerate(words):
        for left, other_top, _, other_bottom, other in words[place + 1 :]:
            if left >= right - 1:
                break
            if min(bottom, other_bottom) - max(top, other_top) > (bottom - top) / 2:
                found.append((word, other))
    return found
