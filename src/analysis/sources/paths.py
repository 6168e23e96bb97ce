"""Where is the project?"""

from __future__ import annotations

from pathlib import Path


def project_root(start: Path | None = None) -> Path:
    """Which folder is the root of the project that `start` lies in?

    The nearest folder, from `start` (default: the working folder) upwards, that holds both
    `pyproject.toml` and `data/raw`. Raises FileNotFoundError where there is none.
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / "pyproject.toml").is_file() and (folder / "data" / "raw").is_dir():
            return folder
    raise FileNotFoundError(
        f"No project root found from {here} upwards: expected a folder with pyproject.toml and "
        "data/raw. Run from inside the project's folder."
    )
