"""A person who is put into any layer of any file is found there, and none is found elsewhere."""

from __future__ import annotations

import base64
import gzip
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
import typst
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib.tables._g_l_y_f import Glyph
from openpyxl import Workbook
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from analysis.pipeline.scan.__main__ import scanned, written_files
from analysis.pipeline.scan.known import sought_in
from analysis.pipeline.scan.layers import TooDeep, layers
from analysis.pipeline.scan.sought import Sought
from analysis.sources.persons import names_in

NAME = "Nguyễn Thị Ánh Tuyết"
ID = "9f" * 32
CITIZEN, OLD_CITIZEN = "079185012345", "023456789"
SOUGHT = Sought(
    names=frozenset(names_in([NAME])),
    ids=frozenset({ID}),
    secrets=frozenset({"a salt that stays here"}),
)

Pack = Callable[[str], bytes]


def found(content: bytes, sought: Sought = SOUGHT) -> set[str]:
    return {kind for layer in layers(content) for kind, _ in sought.found_in(layer.text)}


def zipped(text: str | bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner/file.txt", text)
    return buffer.getvalue()


def workbook(text: str) -> bytes:
    book, buffer = Workbook(), io.BytesIO()
    book.active["C7"] = text
    book.save(buffer)
    return buffer.getvalue()


def workbook_property(text: str) -> bytes:
    book, buffer = Workbook(), io.BytesIO()
    book.properties.creator = text
    book.save(buffer)
    return buffer.getvalue()


def pdf_page(text: str) -> bytes:
    return bytes(
        typst.compile(f"Before #strong[#{json.dumps(text, ensure_ascii=False)}] after".encode())
    )


def pdf_title(text: str) -> bytes:
    return bytes(typst.compile(f'#set document(title: "{text}")\nA page'.encode()))


def pdf_attachment(text: str) -> bytes:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_page("nobody"))) as pdf:
        pdf.attachments["facts.csv"] = zipped(text)
        pdf.save(buffer)
    return buffer.getvalue()


def png_text(text: str) -> bytes:
    buffer, texts = io.BytesIO(), PngInfo()
    texts.add_itxt("Author", text, zip=True)
    Image.new("RGB", (4, 4)).save(buffer, "png", pnginfo=texts)
    return buffer.getvalue()


def font(text: str) -> bytes:
    made = FontBuilder(1000, isTTF=True)
    made.setupGlyphOrder([".notdef"])
    made.setupCharacterMap({})
    made.setupGlyf({".notdef": Glyph()})
    made.setupHorizontalMetrics({".notdef": (500, 0)})
    made.setupHorizontalHeader()
    made.setupNameTable({"familyName": text})
    made.setupPost()
    made.font.flavor = "woff2"
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def page(text: str) -> bytes:
    words = "".join(f"<b>{word}</b> " for word in text.split())
    return f"<p>{words}</p>".encode()


def notebook(text: str) -> bytes:
    cell = {"cell_type": "code", "outputs": [{"text": [text[:9], text[9:]]}]}
    return json.dumps({"cells": [cell]}).encode()


LAYERS: dict[str, Pack] = {
    "a text": str.encode,
    "a table": lambda text: f"name,persons\n{text},1\n".encode(),
    "UTF-16": lambda text: text.encode("utf-16"),
    "a page, word by word": page,
    "entities": lambda text: "".join(f"&#{ord(letter)};" for letter in text).encode(),
    "an executed notebook, in escapes and pieces": notebook,
    "a zip in a zip": lambda text: zipped(zipped(text)),
    "gzip": lambda text: gzip.compress(text.encode()),
    "a workbook": workbook,
    "the property of a workbook": workbook_property,
    "a PDF's page": pdf_page,
    "a PDF's title": pdf_title,
    "a zip that is attached to a PDF": pdf_attachment,
    "the text of an image": png_text,
    "a font": font,
    "a PDF in base64 on a page": lambda text: (
        b'<a href="data:application/pdf;base64,' + base64.b64encode(pdf_page(text)) + b'">x</a>'
    ),
    "an address": lambda text: "".join(f"%{byte:02X}" for byte in text.encode()).encode(),
}


@pytest.mark.parametrize("layer", LAYERS)
def test_a_name_is_found_in(layer: str) -> None:
    assert "name" in found(LAYERS[layer](NAME))


@pytest.mark.parametrize("layer", [one for one in LAYERS if one != "a font"])
@pytest.mark.parametrize(
    ("sign", "kind"), [(ID, "id"), (CITIZEN, "citizen number"), ("an.nv@example.gov.vn", "e-mail")]
)
def test_a_number_or_address_is_found_in(layer: str, sign: str, kind: str) -> None:
    assert kind in found(LAYERS[layer](sign))


@pytest.mark.parametrize(
    "text",
    ["NGUYỄN THỊ ÁNH TUYẾT", "nguyễn  thị\u00a0ánh\ntuyết", "Nguyễn Thị Ánh Tuyết",
     "bà Nguyễn Thị Ánh Tuyết, phó phòng", "Nguyễn-Thị-Ánh-Tuyết"],
)  # fmt: skip
def test_a_name_is_found_in_any_writing(text: str) -> None:
    assert found(text.encode()) == {"name"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [("CCCD: 079 185 012 345", "citizen number"), (f"CMND {OLD_CITIZEN}.", "old citizen number"),
     ("gọi 0912345678", "telephone"), ("(024) 3825 3536 hoặc 0912.345.678", "telephone"),
     ("+84 912 345 678", "telephone"), ("a salt that stays here", "secret")],
)  # fmt: skip
def test_it_is_known_by_its_form(text: str, kind: str) -> None:
    assert kind in found(text.encode())


@pytest.mark.parametrize(
    "text",
    ["34.567.000.000 đồng", "0.079185012345", "M0.5 079.185", "Số 1228/BC-SNV",
     "d4735e3a265e16eee03f59718b9b5d03019c07d8b6c51f90da3a666eec13ab35", "2014-2016 3.545 3.860",
     "Nguyễn Trãi", "Thị Ánh Tuyết Nguyễn", "width=079185012345px"],
)  # fmt: skip
def test_what_only_looks_so_is_left_alone(text: str) -> None:
    assert found(text.encode()) == set()


def row_of(*cells: str, between: str = "") -> bytes:
    return ("<tr>" + between.join(f"<td>{cell}</td>" for cell in cells) + "</tr>").encode()


@pytest.mark.parametrize(
    "cells",
    [("0", "912345678"), ("2014", "0", "912345678"), ("02", "3456789"), ("0", "79185012345")],
)
@pytest.mark.parametrize("between", ["", "\n  "])
def test_two_counts_beside_each_other_are_no_number_of_a_person(
    cells: tuple[str, ...], between: str
) -> None:
    # 0 persons and 912,345,678 days are not the telephone 0912345678
    assert found(row_of(*cells, between=between)) == set()


@pytest.mark.parametrize(
    "cells",
    [tuple(CITIZEN), ("CCCD", *CITIZEN), (*CITIZEN, "Phòng"), ("12", *CITIZEN, "34"),
     tuple(f"<b>{digit}</b>" for digit in CITIZEN)],
)  # fmt: skip
def test_a_number_of_a_digit_a_cell_is_found(cells: tuple[str, ...]) -> None:
    assert "citizen number" in found(row_of(*cells))
    assert "citizen number" in found(row_of(*cells, between="<!-- -->"))


@pytest.mark.parametrize("between", ["", "\n", "<!-- -->"])
def test_a_number_in_three_digits_a_cell_is_found(between: str) -> None:
    assert "citizen number" in found(row_of("079", "185", "012", "345", between=between))


def test_a_number_beside_a_count_is_found() -> None:
    assert found(row_of("1", OLD_CITIZEN, "2")) == {"old citizen number"}


def test_an_amount_of_the_ledger_is_no_number_of_a_person() -> None:
    amounts = Sought(amounts=frozenset({OLD_CITIZEN}))
    assert found(OLD_CITIZEN.encode(), amounts) == set()


def test_what_is_packed_too_often_is_not_passed_over() -> None:
    content = NAME.encode()
    for _ in range(12):
        content = gzip.compress(content)
    with pytest.raises(TooDeep):
        list(layers(content))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    returns = tmp_path / "data" / "raw" / "scheme" / "returns"
    register = tmp_path / "data" / "raw" / "scheme" / "register"
    returns.mkdir(parents=True)
    register.mkdir()
    book = Workbook()
    book.active.append(["Biểu số 1"])
    book.active.append(["Người lập biểu"])
    book.active.append([NAME])
    book.save(returns / "quan-1.xlsx")
    (register / "staff.csv").write_text(f"person,unit,ho_ten\n{ID},q1,Ly A\n", encoding="utf-8")
    (register / "salt").write_text("a salt that stays here\n", encoding="utf-8")
    (tmp_path / "reports" / "annexes").mkdir(parents=True)
    (tmp_path / "reports" / "page.html").write_text("<p>Sở Nội vụ: 3.545</p>", encoding="utf-8")
    (tmp_path / "build" / "failed").mkdir(parents=True)
    (tmp_path / "pytask.lock").write_text("id = 'a'\n", encoding="utf-8")
    return tmp_path


def test_who_is_sought_comes_from_what_people_dropped_in(project: Path) -> None:
    sought = sought_in(project, ["Hoàng Văn Tám"])
    assert sought.names == names_in([NAME, "Hoàng Văn Tám"]) | {"ly a"}
    assert sought.ids == {ID}
    assert sought.secrets == {"a salt that stays here"}


def test_a_clean_build_is_clean_and_what_people_dropped_in_is_not_looked_at(project: Path) -> None:
    sought = sought_in(project)
    assert list(scanned(written_files(project), project, sought)) == []


@pytest.mark.parametrize(
    "place",
    ["reports/annexes/a.html", "build/failed/a.ipynb", "build/executed/a.ipynb", "pytask.lock",
     ".pytask/cache", "data/processed/scheme-returns/figures.csv", "build/work/a/x.log",
     "reports/.page.html.1.tmp", "editions/2026-11/figures.csv", "errors.log"],
)  # fmt: skip
def test_a_signer_is_found_wherever_a_build_writes(project: Path, place: str) -> None:
    path = project / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"người lập: {NAME}", encoding="utf-8")
    (finding,) = scanned(written_files(project), project, sought_in(project))
    assert (finding.file, finding.layer, finding.kind) == (place, "as it is", "name")


def test_a_name_in_the_name_of_a_file_is_found(project: Path) -> None:
    (project / "build" / f"{NAME}.txt").touch()
    (finding,) = scanned(written_files(project), project, sought_in(project))
    assert finding.layer == "its name"


def test_a_finding_never_repeats_what_it_found(project: Path) -> None:
    (project / "reports" / "x.txt").write_text(f"{NAME} {ID} {CITIZEN}", encoding="utf-8")
    told = str(list(scanned(written_files(project), project, sought_in(project)))).casefold()
    assert "tuyết" not in told and ID[:8] not in told and CITIZEN[:4] not in told


def test_a_file_that_cannot_be_looked_through_is_a_finding(project: Path) -> None:
    (project / "reports" / "broken.xlsx").write_bytes(b"PK\x03\x04 cut short")
    (finding,) = scanned(written_files(project), project, sought_in(project))
    assert (finding.layer, finding.kind) == ("could not be looked through", "unknown")
