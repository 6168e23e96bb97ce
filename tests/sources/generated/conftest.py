"""A programme of generated data that asks three units for two years of figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.sources.returns.settings import Asked, read_asked

REPOSITORY = Path(__file__).parents[3]
PROGRAMME = "generated-place"
PROGRAMMES = f"""\
{PROGRAMME}:
  generated: true
  region: hcmc
  period: 2012-2016
  title: {{vi: Nơi giả định, en: An imagined place}}
  returns:
    number: T-01
    title: {{vi: Số lượng và trình độ, en: Number and qualification}}
    unit: persons
    years: [2012, 2016]
    groups: [departments, districts]
    categories: [all, bachelor, college, intermediate]
    rows: 4
"""
UNITS = """\
code,vi,en,group
unit_a,Đơn vị Thử A,Test unit A,departments
unit_b,Đơn vị Thử B,Test unit B,departments
unit_c,Đơn vị Thử C,Test unit C,districts
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project of one programme, marked as generated."""
    folder = tmp_path / "data" / "raw" / PROGRAMME / "returns"
    folder.mkdir(parents=True)
    (folder.parent / "GENERATED").write_text("for a test\n", encoding="utf-8")
    (folder / "units.csv").write_text(UNITS, encoding="utf-8")
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "data" / "raw" / "programmes.yml").write_text(PROGRAMMES, encoding="utf-8")
    for name in ("terms.csv", "labels.csv"):
        text = (REPOSITORY / "data" / "raw" / name).read_text(encoding="utf-8")
        (tmp_path / "data" / "raw" / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def asked(root: Path) -> Asked:
    """What the programme asks for."""
    return read_asked(PROGRAMME, root)
