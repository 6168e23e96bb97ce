"""Which published figures changed between two states, and what changed them?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from analysis.pipeline.states import Basis, State
from analysis.sources.schemas import CHANGES, validate

Fact = Mapping[str, str]
Facts = Mapping[str, Fact]

SAID = ("value", "low", "high", "unit", "status")
COMPARED = (*SAID, "formula", "sources")
CONCLUSION = ("conclusion_readings_holding", "conclusion_readings")
OF_A_CAUSE = ("cause", "source", "source_before", "source_after")


def changes(before: State, after: State) -> pd.DataFrame:
    """Which facts are new, revised or withdrawn, and what is the cause of each revision?

    One row a changed fact, a revised one one row a cause; in the ledger's order, the withdrawn
    last. Columns of CHANGES: id, change (new, revised, withdrawn), what was and is said with unit
    and status, ``turned`` (``direction`` where the sign of the value is another, ``conclusion``
    where a conclusion holds in all, some or none of its readings, and did otherwise), then the
    cause with its source and what stood and stands there.

    A cause is a source whose text changed (``printed``, ``correction``, ``assumption``,
    ``reference``); failing that ``sources``, ``formula``, ``settings``, ``declared`` (checks and
    breaks), ``code`` or ``dependencies``, whichever differ.
    """
    old, new = (
        {str(fact["id"]): fact for fact in state.facts.to_dict("records")}
        for state in (before, after)
    )
    rows = []
    for name, fact in new.items():
        if name not in old:
            rows.append(_row(name, "new", {}, fact))
        elif any(old[name][part] != fact[part] for part in COMPARED):
            said = _row(name, "revised", old[name], fact) | {"turned": _turned(name, old, new)}
            found = list(_causes(old[name], fact, before.basis, after.basis)) or [("", "", "", "")]
            rows += [said | dict(zip(OF_A_CAUSE, cause, strict=True)) for cause in found]
    rows += [_row(name, "withdrawn", fact, {}) for name, fact in old.items() if name not in new]
    table = pd.DataFrame(rows, columns=list(CHANGES.columns), dtype="str").fillna("")
    return validate(table, CHANGES, "the changes")


def _row(name: str, change: str, old: Fact, new: Fact) -> dict[str, str]:
    sides = (("before", old), ("after", new))
    said = {f"{side}_{part}": fact.get(part, "") for side, fact in sides for part in SAID}
    return {"id": name, "change": change, **said}


def _turned(name: str, old: Facts, new: Facts) -> str:
    if old[name]["metric"] in CONCLUSION:
        return "conclusion" if _held(name, old) != _held(name, new) else ""
    values = [facts[name]["value"] for facts in (old, new)]
    signs = {(float(value) > 0) - (float(value) < 0) for value in values if value}
    return "direction" if len(signs) > 1 else ""


def _held(name: str, facts: Facts) -> str:
    programme, _, *rest = name.split("/")
    holding, readings = (facts.get("/".join((programme, one, *rest))) for one in CONCLUSION)
    if holding is None or readings is None:
        return ""
    if holding["value"] == readings["value"]:
        return "all"
    return "some" if float(holding["value"]) else "none"


def _causes(old: Fact, new: Fact, before: Basis, after: Basis) -> Iterator[tuple[str, ...]]:
    then, now = (fact["sources"].split(";") for fact in (old, new))
    found = False
    for source in dict.fromkeys([*then, *now]):
        for cause, key in _places(source):
            was, becomes = before.texts.get(key, ""), after.texts.get(key, "")
            if was != becomes:
                found = True
                yield (cause, source, *(("", "") if cause == "reference" else (was, becomes)))
    if found:
        return
    if then != now:
        yield "sources", "", "", ""
    if old["formula"] != new["formula"]:
        yield "formula", "", old["formula"], new["formula"]
    programme = new["programme"]
    if before.settings.get(programme) != after.settings.get(programme):
        yield "settings", programme, "", ""
    files = sorted(
        path
        for path in {*before.files, *after.files}
        if before.files.get(path) != after.files.get(path)
    )
    declared = [path for path in files if path.startswith("data/")]
    for cause, paths in (("declared", declared), ("code", sorted({*files} - {*declared}))):
        if paths:
            yield cause, ";".join(paths), "", ""
    if before.lock != after.lock:
        yield "dependencies", "requirements.lock", "", ""


def _places(source: str) -> list[tuple[str, str]]:
    kind, is_named, _ = source.partition(":")
    if not is_named:
        return [("printed", source), ("correction", f"correction:{source}")]
    return [(kind, source.partition("-")[0] if kind == "reference" else source)]
