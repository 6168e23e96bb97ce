"""A small project of generated returns with few persons in some cells, built for the tests.

Its units, persons and numbers are made up here.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

ROOT = Path(__file__).resolve().parents[3]
PROGRAMME = "generated-archives"
SOURCE = f"{PROGRAMME}-returns"
SIGNERS = ("Nguyễn Thị Ánh Tuyết", "Trần Văn Bách Khoa", "Lê Hoàng Thử Nghiệm")
PROGRAMMES = f"""\
{PROGRAMME}:
  generated: true
  region: hcmc
  period: 2012-2016
  title: {{vi: Đề án sinh ra để thử, en: A generated scheme}}
  returns:
    number: T-01
    title: {{vi: Số lượng và trình độ, en: Number and qualification}}
    unit: persons
    years: [2012, 2016]
    groups: [departments, districts, companies]
    categories: [all, bachelor, college]
    rows: 3
"""
UNITS = """\
code,vi,en,group
unit_a,Đơn vị Thử A,Test unit A,departments
unit_b,Đơn vị Thử B,Test unit B,districts
unit_c,Đơn vị Thử C,Test unit C,companies
"""
HEAD = ("Tổng số người {0}", "Đại học {0}", "Cao đẳng {0}")
ROWS = {
    # all, bachelor, college in 2012 and in 2016
    "unit_a": ("Phòng Thử A", (30, 10, 10), (40, 12, 20)),
    "unit_b": ("Phòng Thử B", (50, 8, 20), (60, 8, 12)),
    "unit_c": ("Phòng Thử C", (30, 7, 8), (30, 1, 2)),
}
RAW = ("labels.csv", "terms.csv", "breaks.yml", "assumptions.yml", "disclosure.yml", "reference")


def returned(unit: str, name: str, signer: str) -> Workbook:
    body, opening, closing = ROWS[unit]
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    head = [title.format(year) for year in (2012, 2016) for title in HEAD]
    for row in (
        ["Số liệu mô phỏng"], ["Biểu số T-01"], [f"Đơn vị báo cáo: {name}"], ["Đơn vị tính: người"],
        ["STT", "Tên đơn vị", *head], ["A", "B", *(f"({n})" for n in range(1, 7))],
        [1, body, *opening, *closing], [], ["", "Người lập biểu"], ["", signer],
        ["", "CCCD 079185012345, điện thoại 0912 345 678, thu.nghiem@example.gov.vn"],
    ):  # fmt: skip
        sheet.append(row)
    return book


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project, with its reports built."""
    root = tmp_path_factory.mktemp("small") / "project"
    raw = root / "data" / "raw"
    dropped = raw / PROGRAMME / "returns"
    dropped.mkdir(parents=True)
    for name in ("src", "notebooks"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "requirements.lock"):
        shutil.copy(ROOT / name, root / name)
    for name in RAW:
        origin = ROOT / "data" / "raw" / name
        (shutil.copytree if origin.is_dir() else shutil.copy)(origin, raw / name)
    (raw / "programmes.yml").write_text(PROGRAMMES, encoding="utf-8")
    (raw / PROGRAMME / "GENERATED").touch()
    (dropped / "units.csv").write_text(UNITS, encoding="utf-8")
    for line, signer in zip(UNITS.splitlines()[1:], SIGNERS, strict=True):
        unit, name = line.split(",")[:2]
        returned(unit, name, signer).save(dropped / f"{unit} {signer}.xlsx")
    build(root)
    return root


@pytest.fixture(scope="session")
def make() -> Callable[[Path], None]:
    """Does what `make briefings` does."""
    return build


@pytest.fixture(scope="session")
def python() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs Python in a project."""
    return run


def build(root: Path) -> None:
    """Do what `make briefings` does in this project."""
    done = run(root, "-m", "analysis.pipeline.build")
    assert done.returncode == 0, done.stdout + done.stderr


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python in this project, with its own code."""
    environment = {"PYTHONPATH": str(root / "src"), "PATH": "/usr/bin:/bin", "COLUMNS": "200"}
    return subprocess.run(
        [sys.executable, *arguments], cwd=root, env=environment, capture_output=True,
        check=False, text=True,
    )  # fmt: skip
