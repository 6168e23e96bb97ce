"""A programme of two groups that asks three units for a return, and workbooks as units send them.

Every workbook here is generated for the test; none is a return of a real unit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from analysis.sources.returns.reading import Return, read_return
from analysis.sources.returns.settings import Asked, read_asked

REPOSITORY = Path(__file__).parents[3]
PROGRAMMES = """\
archives:
  region: hcmc
  period: 2012-2016
  title: {vi: Đề án thử, en: A scheme for tests}
  documents: {}
  analyses: []
  returns:
    number: T-01
    title: {vi: Số lượng và trình độ, en: Number and qualification}
    unit: persons
    years: [2016]
    groups: [departments, districts]
    categories: [all, bachelor, college]
    rows: 3
without:
  region: hcmc
  period: 2012-2016
  title: {vi: Đề án khác, en: Another scheme}
  documents: {}
  analyses: []
"""
UNITS = """\
code,vi,en,group
unit_a,Đơn vị Thử A,Test unit A,departments
unit_b,Đơn vị Thử B,Test unit B,departments
unit_c,Đơn vị Thử C,Test unit C,districts
"""
HEAD = ["STT", "Tên đơn vị", "Tổng số người", "Đại học", "Cao đẳng"]
ABOVE = (["Biểu số T-01"], ["Đơn vị báo cáo: {unit}"], ["Năm 2016"], ["Đơn vị tính: người"])
INDEX = ["A", "B", "(1)", "(2)", "(3)"]
BELOW: Sequence[Sequence[str]] = (
    [],
    ["", "", "Ngày 15 tháng 3 năm 2017"],
    ["", "NGƯỜI LẬP BIỂU", "", "GIÁM ĐỐC"],
)
Rows = Sequence[Sequence[Any]]
Save = Callable[..., Path]
Send = Callable[..., Return]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project whose one programme asks for returns."""
    raw = tmp_path / "data" / "raw"
    (raw / "archives" / "returns").mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text("")
    (raw / "programmes.yml").write_text(PROGRAMMES, encoding="utf-8")
    (raw / "archives" / "returns" / "units.csv").write_text(UNITS, encoding="utf-8")
    for name in ("terms.csv", "labels.csv"):
        text = (REPOSITORY / "data" / "raw" / name).read_text(encoding="utf-8")
        (raw / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def asked(root: Path) -> Asked:
    """What the programme asks for."""
    return read_asked("archives", root)


@pytest.fixture
def folder(root: Path) -> Path:
    """Where the returns of the programme lie."""
    return root / "data" / "raw" / "archives" / "returns"


@pytest.fixture
def save(folder: Path) -> Save:
    """Saves rows as a generated .xlsx among the returns; ``change`` may alter the sheet."""

    def saved(
        rows: Rows,
        *,
        head: Rows = (HEAD, INDEX),
        unit: str = "Đơn vị Thử A",
        above: Rows = ABOVE,
        below: Rows = BELOW,
        name: str = "a.xlsx",
        change: Callable[[Any], None] = lambda sheet: None,
    ) -> Path:
        book = openpyxl.Workbook()
        book.properties.title = "Generated for a test"
        sheet = book.active
        titles = [[str(cell).format(unit=unit) for cell in row] for row in above]
        for row in (*titles, *head, *rows, *below):
            sheet.append(list(row))
        change(sheet)
        book.save(folder / name)
        return folder / name

    return saved


@pytest.fixture
def send(save: Save, asked: Asked) -> Send:
    """Saves rows as `save` does and reads the file as a return."""
    return lambda rows, **how: read_return(save(rows, **how), asked, "a.xlsx")
