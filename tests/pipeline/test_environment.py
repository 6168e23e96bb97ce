from __future__ import annotations

import re
import tomllib
from importlib.metadata import distributions, entry_points
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
WANTED = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]


def pins() -> dict[str, list[tuple[str, int]]]:
    """For each package of the lock its versions, each with the number of its hashes."""
    found: dict[str, list[tuple[str, int]]] = {}
    for entry in re.split(r"\n(?=[a-z0-9])", LOCK):
        name, version = re.match(r"([\w.-]+)(?:\[[\w,-]+\])?==([\w.+!-]+)", entry.strip()).groups()  # type: ignore[union-attr]
        found.setdefault(canonicalize_name(name), []).append((version, entry.count("--hash=")))
    return found


@pytest.mark.parametrize("wanted", WANTED)
def test_each_dependency_is_pinned_within_its_bounds(wanted: str) -> None:
    requirement = Requirement(wanted)
    versions = [version for version, _ in pins()[canonicalize_name(requirement.name)]]
    assert versions
    assert all(requirement.specifier.contains(version) for version in versions)


def test_each_pin_has_hashes() -> None:
    assert [name for name, found in pins().items() for _, hashes in found if not hashes] == []


def test_what_is_required_with_extras_is_pinned_with_them() -> None:
    """An installer looks for the newest version of what is pinned without the extras asked for."""
    wanted = [
        requirement
        for distribution in distributions()
        if canonicalize_name(distribution.metadata["Name"]) in pins()
        for requirement in map(Requirement, distribution.requires or ())
        if requirement.extras
        and (not requirement.marker or requirement.marker.evaluate({"extra": ""}))
    ]
    assert "msgspec" in {requirement.name for requirement in wanted}
    for requirement in wanted:
        pinned = re.search(rf"^{requirement.name}\[([\w,-]+)\]==", LOCK, re.MULTILINE)
        assert pinned, requirement
        assert requirement.extras <= set(pinned[1].split(",")), requirement


def test_the_lock_names_no_place_to_download_from() -> None:
    assert "://" not in LOCK
    assert not re.search(r"^\s*-[-if]", re.sub(r"--hash=sha256:\w{64}", "", LOCK), re.MULTILINE)


def test_conda_installs_the_same_lock_and_nothing_beside_it() -> None:
    environment: dict[str, Any] = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))
    python, pip, from_lock = environment["dependencies"]
    assert Requirement(python.replace("=", "==", 1)).name == "python"
    assert (
        python.removeprefix("python=")
        in Requirement(f"python{PROJECT['project']['requires-python']}").specifier
    )
    assert pip == "pip"
    assert from_lock == {"pip": ["-r requirements.lock"]}
    assert "--requirement requirements.lock" in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_each_dependency_says_what_it_is_there_for() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    for wanted in WANTED:
        assert any(re.search(rf'"{re.escape(wanted)}", +# \w', line) for line in lines), wanted


def test_nbconvert_finds_the_exporters_as_its_plug_ins() -> None:
    declared = PROJECT["project"]["entry-points"]["nbconvert.exporters"]
    for name, target in declared.items():
        module, _, attribute = target.partition(":")
        assert module == "analysis.briefing.exporters"
        [found] = entry_points(group="nbconvert.exporters", name=name)
        assert found.load().__name__ == attribute
