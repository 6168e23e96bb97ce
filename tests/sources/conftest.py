"""A document of three figures, written to a folder as people would write it."""

from __future__ import annotations

from pathlib import Path

import pytest

FILES = {
    "document.yml": """\
id: three-figures
issuer: {vi: Sở Nội vụ, en: Department of Home Affairs}
number: null
date: 2017-03-30
region: hcmc
kind: {vi: Báo cáo, en: report}
subject: {vi: Ba con số, en: three figures}
published: {vi: Trang tin, en: portal}
""",
    "figures.csv": """\
id,locator,period,group,category,measure,unit,printed,note
all,"Phần I, 1",2016,total,all,headcount,persons,3.545,
women,"Phần I, 1",2016,women,all,headcount,persons,1.000,
men,"Phần I, 10",2016,men,all,headcount,persons,2.5455,misprinted
""",
    "checks.yml": """\
- id: all-parts
  kind: sum
  left: all
  right: [women, men]
  what: {vi: Tổng số so với hai phần, en: Total against its two parts}
""",
    "corrections.yml": """\
- figure: men
  read_as: "2.545"
  reason: {vi: Thừa một chữ số, en: One digit too many}
  evidence: {vi: Khớp với tổng số, en: It closes the total}
  expects: {printed: "2.5455", closes: all-parts}
""",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of the document; a test may spoil one of its files."""
    folder = tmp_path / "three-figures"
    folder.mkdir()
    for name, content in FILES.items():
        (folder / name).write_text(content, encoding="utf-8", newline="")
    return folder
