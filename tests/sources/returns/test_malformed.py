"""Malformed returns, made systematically by kind, place and format: each gets its error."""

from __future__ import annotations

import csv
import io
import itertools
import struct
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwt

from analysis.sources.generated.drafts import Grid
from analysis.sources.generated.workbooks import as_ods, as_xlsx, zipped
from analysis.sources.returns.apart import read_apart
from analysis.sources.returns.reading import Return, read_return
from analysis.sources.returns.settings import Asked
from analysis.sources.returns.sheets import address

HEAD = ["STT", "Tên đơn vị", "Tổng số người", "Đại học", "Cao đẳng"]
TITLES = [["Đơn vị báo cáo: Đơn vị Thử A"], ["Năm 2016"], ["Đơn vị tính: người"]]
BODIES = [[n, f"Phòng {n}", 30 + n, 12 + n, 5 + n] for n in range(1, 6)]
ROWS: list[list[Any]] = [*TITLES, HEAD, ["I", "Sở, ngành", "", "", ""], *BODIES]
FIRST = len(TITLES) + 2
NO_COUNTS = {"malformed_number", "not_whole", "error_value"}
NOT_NUMBERS: tuple[Any, ...] = (
    "nhiều", "1 234", "45.5524", "1.23.4", "--", "12-", "-5", "+5", "=1+1", "@SUM(A1)", "1e5",
    "NaN", "∞", "null", "12 người", "0x1F", "1,2,3", "12%", "1/2", "½", "٣", "０", "12.5", "1,5",
    "'12", "(12)", "12*", "#REF!", "#DIV/0!", "#N/A", "#VALUE!", "Err:502", "31/12/2016", "?",
)  # fmt: skip
HEADINGS = ("Trình độ lạ", "Đại hoc khác", "Cột 5", "=A1", "Sau này", "x", "2016", "???")
PLACES = ((0, 2), (2, 3), (4, 4))


def as_csv(rows: list[list[Any]]) -> bytes:
    """Saves rows as a unit's CSV."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows(rows)
    return text.getvalue().encode()


def as_xls(rows: list[list[Any]]) -> bytes:
    """Saves rows in the .xls of old."""
    book, file = xlwt.Workbook(), io.BytesIO()
    sheet = book.add_sheet("Bieu")
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write(at, column, cell)
    book.save(file)
    return file.getvalue()


FORMATS: dict[str, Callable[[list[list[Any]]], bytes]] = {
    ".xlsx": lambda rows: as_xlsx([Grid(rows)]),
    ".ods": lambda rows: as_ods([Grid(rows)]),
    ".xls": as_xls,
    ".csv": as_csv,
}
Read = Callable[..., Return]


@pytest.fixture
def read(tmp_path: Path, asked: Asked) -> Read:
    """Reads bytes as a return with this ending."""

    def reading(content: bytes, suffix: str) -> Return:
        path = tmp_path / f"sent{suffix}"
        path.write_bytes(content)
        return read_return(path, asked, path.name)

    return reading


def with_cell(row: int, column: int, cell: Any) -> list[list[Any]]:
    """The rows of a good return, but for one cell."""
    rows = [list(own) for own in ROWS]
    rows[row][column] = cell
    return rows


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("cell", NOT_NUMBERS)
@pytest.mark.parametrize("place", PLACES)
def test_what_is_no_count_is_told_at_its_cell_and_its_row_refused(
    place: tuple[int, int], cell: str, suffix: str, read: Read
) -> None:
    body, column = place
    one = read(FORMATS[suffix](with_cell(FIRST + body, column, cell)), suffix)
    [problem] = [problem for problem in one.problems if problem.blocking]
    assert problem.kind in NO_COUNTS
    assert problem.cell == address(FIRST + body, column)
    assert {f.row.name for f in one.sheets[0].figures} == {
        "Sở, ngành", *(name for n, (_, name, *_) in enumerate(BODIES) if n != body)
    }  # fmt: skip


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize("column", [2, 4])
def test_what_is_no_heading_is_told_at_its_column(
    column: int, heading: str, suffix: str, read: Read
) -> None:
    one = read(FORMATS[suffix](with_cell(len(TITLES), column, heading)), suffix)
    blocking = [problem for problem in one.problems if problem.blocking]
    assert {problem.kind for problem in blocking} <= {"unknown_column", "no_year"}
    assert [problem.cell for problem in blocking] == [address(len(TITLES), column)]


@pytest.mark.parametrize("suffix", [".xlsx", ".ods", ".xls"])
@pytest.mark.parametrize("eighths", range(8))
def test_a_file_that_was_cut_short_is_told(eighths: int, suffix: str, read: Read) -> None:
    content = FORMATS[suffix](ROWS)
    one = read(content[: len(content) * eighths // 8], suffix)
    assert [problem.kind for problem in one.problems] == ["unreadable_file"]


@pytest.mark.parametrize("suffix", [".xlsx", ".ods"])
@pytest.mark.parametrize("place", range(40))
def test_a_damaged_archive_is_told_or_says_what_it_said(
    place: int, suffix: str, read: Read
) -> None:
    content = bytearray(FORMATS[suffix](ROWS))
    content[len(content) * place // 40] ^= 0xFF
    one = read(bytes(content), suffix)
    if not one.blocked:
        assert [f.amount.value for s in one.sheets for f in s.figures if f.row.kind == "body"] == [
            cell for row in BODIES for cell in row[2:]
        ]


def parts_of(content: bytes) -> dict[str, bytes]:
    """The parts of an archive by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def malicious() -> Iterator[tuple[str, str, str, bytes | Callable[[], bytes]]]:
    """What an attacker would send: a name, the ending, the problem to be told, the file."""
    good = {suffix: FORMATS[suffix](ROWS) for suffix in (".xlsx", ".ods")}
    entity = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    outside = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    for suffix, content in good.items():
        parts = parts_of(content)
        for name in parts:
            if name.endswith((".xml", ".rels")):
                for kind, declared in (("bomb", entity), ("outside", outside)):
                    changed = parts[name].replace(b"?>", b"?>" + declared, 1)
                    if changed == parts[name]:
                        changed = declared + parts[name]
                    yield (f"entities-{kind}{suffix}-{name}", suffix, "unsafe_file",
                           zipped({**parts, name: changed}))  # fmt: skip
        for path in ("../up.xml", "/etc/up.xml", "..\\up.xml", "C:\\up.xml", "a/../../up.xml"):
            yield f"path{suffix}-{path}", suffix, "unsafe_file", zipped({**parts, path: b"<x/>"})
        for path in ("xl/vbaProject.bin", "Basic/Standard/Module1.xml", "Scripts/python/a.py"):
            yield f"macro{suffix}-{path}", suffix, "macro_file", zipped({**parts, path: b"x"})
        for path in ("xl/externalLinks/externalLink1.xml", "xl/connections.xml",
                     "xl/queryTables/queryTable1.xml", "xl/embeddings/oleObject1.bin",
                     "xl/activeX/activeX1.xml"):  # fmt: skip
            yield f"link{suffix}-{path}", suffix, "linked_file", zipped({**parts, path: b"x"})
        yield (f"bomb{suffix}", suffix, "too_large_file",
               partial(_with_a_bomb, parts))  # fmt: skip
        many = {f"xl/media/{n}.xml": b"x" for n in range(3_000)}
        yield f"parts{suffix}", suffix, "too_large_file", zipped({**parts, **many})
        yield f"false-size{suffix}", suffix, "unreadable_file unsafe_file", _lying(content)
    sheet = "xl/worksheets/sheet1.xml"
    parts = parts_of(good[".xlsx"])
    for cell in ("XFD1048576", "XFD100", "A1048576", "AAAAAAA1", "ZZZ1048576"):
        row = "".join(filter(str.isdigit, cell))
        far = f'<row r="{row}"><c r="{cell}"><v>1</v></c></row></sheetData>'.encode()
        changed = parts[sheet].replace(b"</sheetData>", far)
        yield f"far-{cell}", ".xlsx", "too_large_file", zipped({**parts, sheet: changed})
    ods = parts_of(good[".ods"])
    for rows, columns in ((1, 10_000_000), (2_000_000, 1), (100_000, 100_000)):
        repeated = (
            f'<table:table-row table:number-rows-repeated="{rows}"><table:table-cell '
            f'table:number-columns-repeated="{columns}" office:value-type="float" '
            'office:value="1"><text:p>1</text:p></table:table-cell></table:table-row></table:table>'
        ).encode()
        changed = ods["content.xml"].replace(b"</table:table>", repeated)
        yield (f"repeated-{rows}-{columns}", ".ods", "too_large_file",
               zipped({**ods, "content.xml": changed}))  # fmt: skip
    yield "csv-long-cell", ".csv", "too_long_cell unreadable_file", b'"' + b"a" * 200_000 + b'"'
    yield "csv-cell-too-long", ".csv", "too_long_cell", b"a" * 40_000
    yield "csv-large", ".csv", "too_large_file", lambda: b"a;b\n" * 15_000_000
    yield "csv-million-columns", ".csv", "too_large_file", b";" * 1_000_001
    yield "csv-one-long-row", ".csv", "too_large_file", b"a\n" * 2_000 + b";" * 1_000
    yield "csv-open-quote", ".csv", "unreadable_file", b'a;"b\nc'
    yield "csv-null", ".csv", "unreadable_file no_table", b"a;\0b\n"
    yield "xls-macro", ".xls", "macro_file", as_xls(ROWS) + "_VBA_PROJECT".encode("utf-16-le")
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    yield "xlsx-locked", ".xlsx", "locked_file", locked
    for suffix in (".xlsm", ".xlsb", ".xltm", ".xlam"):
        yield f"ending{suffix}", suffix, "macro_file", good[".xlsx"]
    for suffix in (".docx", ".pdf", ".zip", ".exe", ".html", ".txt", ".json", ".rar", ""):
        yield f"ending-{suffix}", suffix, "unreadable_file", good[".xlsx"]
    book, file = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["a" * 32_767 + "b"[:0]])
    book.save(file)
    long = parts_of(file.getvalue())
    text = next(name for name in long if b"aaaa" in long[name])
    yield ("xlsx-long-cell", ".xlsx", "too_long_cell",
           zipped({**long, text: long[text].replace(b"aaaa", b"aaaaaaaa", 1)}))  # fmt: skip


def _with_a_bomb(parts: dict[str, bytes]) -> bytes:
    return zipped({**parts, "xl/media/a.xml": b" " * 60_000_000})


def _lying(content: bytes) -> bytes:
    """The archive, its first part said to be smaller than it is."""
    changed = bytearray(content)
    for mark, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = changed.find(mark)
        (size,) = struct.unpack_from("<I", changed, at + offset)
        struct.pack_into("<I", changed, at + offset, size // 2)
    return bytes(changed)


MALICIOUS = list(malicious())


@pytest.mark.parametrize(
    ("suffix", "kinds", "content"),
    [case[1:] for case in MALICIOUS],
    ids=[case[0] for case in MALICIOUS],
)
def test_what_no_unit_would_send_is_refused_before_it_is_opened(
    suffix: str, kinds: str, content: bytes | Callable[[], bytes], read: Read
) -> None:
    one = read(content if isinstance(content, bytes) else content(), suffix)
    assert {problem.kind for problem in one.problems} & set(kinds.split())
    assert one.blocked
    assert not any(sheet.figures for sheet in one.sheets)


def test_read_in_processes_of_little_memory_each_is_a_problem_of_its_return_alone(
    tmp_path: Path, asked: Asked
) -> None:
    jobs = []
    for number, (_, suffix, _, content) in enumerate(MALICIOUS[:: len(MALICIOUS) // 12]):
        path = tmp_path / f"{number}{suffix}"
        path.write_bytes(content if isinstance(content, bytes) else content())
        jobs.append((path, asked, path.name))
    (tmp_path / "good.xlsx").write_bytes(FORMATS[".xlsx"](ROWS))
    jobs.append((tmp_path / "good.xlsx", asked, "good.xlsx"))
    *refused, good = read_apart(jobs)
    assert all(one.blocked for one in refused)
    assert not good.blocked


def test_there_are_three_hundred_malformed_returns_and_more() -> None:
    cells = list(itertools.product(FORMATS, NOT_NUMBERS, PLACES))
    headings = list(itertools.product(FORMATS, HEADINGS, [2, 4]))
    assert len(cells) + len(headings) + len(MALICIOUS) + 3 * 8 >= 300
