"""How does a person try the program on a register of nobody? Writes a project with one in it."""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

import yaml

from analysis.sources.generated.people import GROUPS, LEVELS
from analysis.sources.generated.register import FIRST, LAST, write_register
from analysis.sources.origins import GENERATED
from analysis.sources.paths import project_root

BESIDE = (
    "pyproject.toml", "requirements.lock", "Makefile", "src", "notebooks",
    "data/raw/labels.csv", "data/raw/terms.csv", "data/raw/assumptions.yml", "data/raw/breaks.yml",
    "data/raw/disclosure.yml", "data/raw/reference",
)  # fmt: skip
LEFT_OUT = shutil.ignore_patterns("__pycache__", ".*")


def main(arguments: list[str]) -> int:
    """Writes the project to a new folder and prints how it is built. Returns 1 where there is one.

    It holds one programme, whose id, title and folder say that its data are generated, and the
    truth that was put in: data/raw/<programme>/truth.yml.
    """
    parser = argparse.ArgumentParser(
        prog='make generate GENERATE="register …"', description=__doc__
    )
    parser.add_argument("--rows", type=int, default=140_000, help="rows of the register, at least")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--units", type=int, default=60)
    parser.add_argument("--faults", type=int, default=5, help="wrong rows of each kind")
    parser.add_argument("--into", default="generated")
    options = parser.parse_args(arguments)
    root = project_root()
    into = root / options.into
    if into.exists():
        told = f"{options.into} is there already. Delete it, or name another: --into <folder>"
        print(told, file=sys.stderr)
        return 1
    programme = f"{GENERATED}{options.rows}"
    for name in BESIDE:
        _copy(root / name, into / name)
    declared = yaml.safe_dump({programme: _settings()}, allow_unicode=True, sort_keys=False)
    (into / "data" / "raw" / "programmes.yml").write_text(declared, encoding="utf-8")
    folder = into / "data" / "raw" / programme
    rows = write_register(
        folder, options.rows, options.seed, units=options.units, faults_of_each=options.faults
    )
    python = Path(sys.executable)
    print(f"{sum(rows.values())} rows in {options.into}. To see what it comes to:")
    print(f"cd {options.into} && PYTHONPATH=src {python} -m analysis.pipeline.register {programme}")
    print(f"cd {options.into} && PYTHONPATH=src {python} -m analysis.pipeline.build")
    return 0


def _settings() -> dict[str, object]:
    return {
        "region": "hcmc",
        "period": f"{FIRST.year}-{LAST.year}",
        "title": {
            "vi": "Thành phố để chạy thử",
            "en": "A city to try the program with",
        },
        "generated": True,
        "register": {
            "observed_from": FIRST,
            "observed_until": LAST,
            "groups": list(GROUPS),
            "years": [LAST.year - 10, LAST.year],
            "categories": ["all", *LEVELS[1:]],
        },
    }


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=LEFT_OUT)
    else:
        shutil.copyfile(source, target)
