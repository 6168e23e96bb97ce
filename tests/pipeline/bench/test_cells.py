from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import nbformat

SHOWS = (
    "class Shown:\n"
    "    def __init__(self, name): self.name = name\n"
    "    def _repr_html_(self): made.append(f'{self.name} as html'); return '<b>'\n"
    "    def _repr_mimebundle_(self, include=None, exclude=None):\n"
    "        made.append(f'{self.name} in all its forms'); return {'text/vnd.typst': '*'}"
)
CELLS = (
    "made = []\nname = 'default'",
    SHOWS,
    "from IPython.display import display\ndisplay(Shown('displayed'))",
    "Shown('the value of a cell')",
    "Shown('not shown');",
    "kept = Shown('assigned')",
    "Shown(name)",
    "from pathlib import Path\nPath('made.txt').write_text('\\n'.join(made))",
)


def test_cells_display_in_every_form_that_a_kernel_would_send(tmp_path: Path) -> None:
    cells = [nbformat.v4.new_code_cell(source) for source in CELLS]
    cells[0]["metadata"]["tags"] = ["parameters"]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "notebook.ipynb")
    code = (
        "from pathlib import Path\nfrom analysis.pipeline.bench.cells import run_bare\n"
        "run_bare(Path('notebook.ipynb'), {'name': 'the parameter'})"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, check=True, capture_output=True, text=True
    )
    assert run.stdout == ""
    made = (tmp_path / "made.txt").read_text(encoding="utf-8").splitlines()
    assert made == [
        said
        for name in ("displayed", "the value of a cell", "the parameter")
        for said in (f"{name} in all its forms", f"{name} as html")
    ]
