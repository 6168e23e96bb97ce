from __future__ import annotations

from pathlib import Path

import nbformat
import pikepdf
import pytest

from analysis.pipeline.bench.plain import browser, by_commands, described

KERNEL = {"name": "python3", "language": "python", "display_name": "Python 3"}


@pytest.mark.skipif(not browser(), reason="there is no browser here")
def test_the_plain_route_makes_the_page_by_nbconvert_and_the_pdf_by_the_browser(
    tmp_path: Path,
) -> None:
    cells = [nbformat.v4.new_code_cell("name = ''"), nbformat.v4.new_code_cell("print('đã', name)")]
    cells[0]["metadata"]["tags"] = ["parameters"]
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": KERNEL})
    nbformat.write(notebook, tmp_path / "notebook.ipynb")
    executed = tmp_path / "made" / "executed.ipynb"
    executed.parent.mkdir()
    by_commands(tmp_path / "notebook.ipynb", executed, {"name": "chạy"}, tmp_path)
    assert "đã chạy" in executed.with_suffix(".html").read_text(encoding="utf-8")
    with pikepdf.open(executed.with_suffix(".pdf")) as pdf:
        assert len(pdf.pages) == 1
        assert str(pdf.docinfo["/Producer"]).startswith("Skia/PDF")


def test_what_the_plain_route_consists_of_is_told_with_and_without_a_browser(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/somewhere/{name}")
    assert "the PDF by the command of chromium" in described()
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert "for want of a browser: a milder measure" in described()
