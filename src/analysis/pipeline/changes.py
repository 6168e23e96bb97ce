"""Which published figures changed since an edition or a revision, and what changed them?"""

from __future__ import annotations

import argparse
import io
import subprocess
import sys
import tarfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from analysis.pipeline.editions import FOLDER, State, last_edition, read_edition, state_of
from analysis.sources.errors import SourceError
from analysis.sources.paths import project_root

COLUMNS = ["id", "change", "before", "after", "turned", "causes"]
SAID = ("value", "low", "high", "unit", "status", "formula", "sources")
MEANING = ("sources", "audit", "metrics")
KEPT = ("data/raw", "reports/figures.csv", "src", "notebooks", "requirements.lock")


def changes(before: State, after: State) -> pd.DataFrame:
    """Which facts are new, revised or withdrawn, and what is the cause of each revision?

    One row a changed fact, in the ledger's order, the withdrawn last: id, change (new, revised,
    withdrawn), before and after (value or range with its unit, "" where there is none), turned
    (``yes`` where the sign of the value is another), causes (joined by ``; ``). A cause is a source
    whose text changed; failing that, other sources, another formula, the programme's settings, the
    code or the dependencies, whichever differ.
    """
    old, new = (state.facts.set_index("id") for state in (before, after))
    rows = [
        {
            "id": name,
            "change": "revised" if name in old.index else "new",
            "before": _said(old.loc[name]) if name in old.index else "",
            "after": _said(new.loc[name]),
            "turned": _turned(old.loc[name], new.loc[name]) if name in old.index else "",
            "causes": "; ".join(_causes(old.loc[name], new.loc[name], before, after))
            if name in old.index
            else "",
        }
        for name in new.index
        if name not in old.index or any(old.at[name, part] != new.at[name, part] for part in SAID)
    ]
    rows += [
        {"id": name, "change": "withdrawn", "before": _said(old.loc[name])}
        for name in old.index.difference(new.index, sort=False)
    ]
    return pd.DataFrame(rows, columns=COLUMNS, dtype="str").fillna("")


def _said(fact: pd.Series) -> str:
    span = f"{fact['low'] or '…'} to {fact['high'] or '…'}" if fact["low"] + fact["high"] else ""
    value = " in ".join(part for part in (fact["value"], span) if part)
    return f"{value} {fact['unit']}, {fact['status']}"


def _turned(old: pd.Series, new: pd.Series) -> str:
    signs = [
        (float(fact["value"]) > 0) - (float(fact["value"]) < 0)
        for fact in (old, new)
        if fact["value"]
    ]
    return "yes" if len(set(signs)) > 1 else ""


def _causes(old: pd.Series, new: pd.Series, before: State, after: State) -> Iterator[str]:
    then, now = (fact["sources"].split(";") for fact in (old, new))
    changed = [
        (name, *texts)
        for name in dict.fromkeys([*then, *now])
        if (texts := (_text(name, before), _text(name, after)))[0] != texts[1]
    ]
    for name, was, becomes in changed:
        if name.startswith("reference:"):
            yield f"{name} is another"
        else:
            yield f"{name}: {was or 'nothing'!r} became {becomes or 'nothing'!r}"
    if changed:
        return
    if then != now:
        yield "rests on other sources"
    if old["formula"] != new["formula"]:
        yield "computed by another formula"
    programme = new["programme"]
    if before.settings.get(programme) != after.settings.get(programme):
        yield "settings of the programme in data/raw/programmes.yml"
    modules = [name for name in _different(before.code, after.code) if _means(name)]
    if modules:
        yield f"code: {', '.join(modules)}"
    if before.lock != after.lock:
        yield "dependencies in requirements.lock"


def _text(source: str, state: State) -> str:
    if source.startswith("reference:"):
        source = source.partition("-")[0]
    return state.texts.get(source, "")


def _different(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    return sorted(name for name in {*before, *after} if before.get(name) != after.get(name))


def _means(path: str) -> bool:
    folders = [f"src/analysis/{stage}/" for stage in MEANING]
    return path.startswith((*folders, "notebooks/"))


def state_against(name: str, root: Path) -> State:
    """Which state is meant: the edition of that name, else the revision of git?

    Raises SourceError where there is neither.
    """
    if (root / FOLDER / name / "edition.yml").is_file():
        return read_edition(root / FOLDER / name)
    kept = [part for part in KEPT if part != "notebooks" or (root / part).is_dir()]
    archive = subprocess.run(
        ["git", "archive", "--format=tar", name, *kept], cwd=root, capture_output=True, check=False
    )
    if archive.returncode != 0:
        editions = sorted(path.parent.name for path in (root / FOLDER).glob("*/edition.yml"))
        raise SourceError(
            f"{name!r} is no edition ({', '.join(editions) or 'there is none'}), and git cannot "
            f"read it as a revision: {archive.stderr.decode(errors='replace').strip()}"
        )
    with TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as files:
            files.extractall(folder, filter="data")
        return state_of(Path(folder))


def told(found: pd.DataFrame, unchanged: int, against: str) -> str:
    """Which words tell the changes in a terminal?"""
    counts = found["change"].value_counts()
    summary = ", ".join(
        f"{counts.get(change, 0)} {change}" for change in ("new", "revised", "withdrawn")
    )
    lines = [f"Against {against}: {summary}, {unchanged} unchanged."]
    for row in found.itertuples():
        parts = [part for part in (row.before, row.after) if part]
        lines.append(f"{row.change}: {row.id}: {' → '.join(parts)}")
        if row.turned:
            lines.append("  its direction turned")
        lines += [f"  cause: {cause}" for cause in row.causes.split("; ") if cause]
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Print what changed. Returns 1 where there is nothing to compare with."""
    parser = argparse.ArgumentParser(prog="make changes", description=__doc__)
    parser.add_argument("against", nargs="?", default="", help="an edition or a revision of git")
    root = project_root()
    edition = last_edition(root)
    against = parser.parse_args(arguments).against or (edition.name if edition else "HEAD")
    try:
        before, after = state_against(against, root), state_of(root)
    except SourceError as fault:
        print(fault, file=sys.stderr)
        return 1
    found = changes(before, after)
    unchanged = len(after.facts) - int(found["change"].isin(["new", "revised"]).sum())
    print(told(found, unchanged, against))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
