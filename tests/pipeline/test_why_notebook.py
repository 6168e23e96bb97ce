"""The notebook that shows what a figure rests on, run as papermill runs it."""

from __future__ import annotations

import json
from pathlib import Path

import papermill
import pytest

ROOT = Path(__file__).resolve().parents[2]
FIGURE = "hcmc-archives-2014-2020/qualification_rate/total/2016/printed"


@pytest.mark.build
def test_the_notebook_leads_from_a_figure_to_the_printed_cell(built: Path, tmp_path: Path) -> None:
    executed = tmp_path / "why.ipynb"
    papermill.execute_notebook(
        ROOT / "notebooks" / "why.ipynb",
        executed,
        {"figure": FIGURE, "lang": "en"},
        cwd=built / "notebooks",
        kernel_name="python3",
        progress_bar=False,
    )
    cells = json.loads(executed.read_text(encoding="utf-8"))["cells"]
    shown = "".join(cells[-1]["outputs"][0]["data"]["text/html"])
    assert "Qualification rate, 2016, as stated: 55.88%" in shown
    assert "1228/BC-SNV, Phần I, II.3.b: “2.157”" in shown
