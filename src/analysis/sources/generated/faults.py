"""Which rows of a generated register are wrong, and in which way?"""

from __future__ import annotations

import pandas as pd

GOOD = {
    "unit": "unit_0",
    "group": "departments",
    "staff_class": "civil_servants",
    "level": "college",
    "qualified_on": None,
    "trained_on": None,
    "course_kind": None,
    "entry": "2010-03-01",
    "exit": None,
    "exit_reason": None,
}
LEFT: dict[str, str | None] = {"exit": "2012-05-01", "exit_reason": "resignation"}
ALONE: dict[str, dict[str, str | None]] = {
    "no_id": {"person": None},
    "id_is_number_of_card": {"person": "999000000001"},
    "id_is_address": {"person": "nobody@example.org"},
    "id_is_name": {"person": "Nguyễn Văn Không Ai"},
    "id_is_no_hash": {"person": "00ff"},
    "missing:unit": {"unit": None},
    "unknown:unit": {"unit": "no_such_unit"},
    "unknown:group": {"group": "no_such_group"},
    "unknown:level": {"level": "no_such_level"},
    "unknown:exit_reason": {**LEFT, "exit_reason": "no_such_reason"},
    "missing:entry": {"entry": None},
    "no_date:entry": {"entry": "31/02/2010"},
    "too_early:qualified_on": {"qualified_on": "1900-01-01"},
    "too_late:exit": {**LEFT, "exit": "2999-01-01"},
    "exit_not_after_entry": {**LEFT, "exit": "2009-01-01"},
    "qualified_after_exit": {**LEFT, "qualified_on": "2013-01-01"},
    "training_without_kind": {"trained_on": "2011-01-01"},
    "exit_without_reason": {"exit": "2012-05-01"},
    "reason_without_exit": {"exit_reason": "resignation"},
}
"""What is other than good in one row, by the problem that it makes."""

TOGETHER: dict[str, list[dict[str, str | None]]] = {
    "copy": [{}, {}],
    "overlap": [LEFT, {"entry": "2011-01-01"}],
    "waits": [LEFT, {"entry": "2013-01-01", "level": "no_such_level"}],
}
"""Rows of one person that do so together."""


def faulty_rows(of_each: int, seed: str) -> tuple[pd.DataFrame, dict[str, int]]:
    """So many wrong rows of each kind, with what becomes of them: rows by outcome.

    Columns: number (of the person, from ``seed``), person (None: the hash of the number) and the
    others of a register, all as text. The persons are none of the others; those who are copied
    once stay in service from 2010 on as ``kept``.
    """
    rows: list[dict[str, str | None]] = []
    outcomes: dict[str, int] = {}
    for kind, wrong in ALONE.items():
        for at in range(of_each):
            rows.append({"number": f"{seed}-{kind}-{at}", "person": "", **GOOD, **wrong})
        outcomes[kind] = of_each
    for kind, parts in TOGETHER.items():
        for at in range(of_each):
            rows += [
                {"number": f"{seed}-{kind}-{at}", "person": "", **GOOD, **part} for part in parts
            ]
    outcomes |= {"copy": of_each, "kept": of_each, "overlap": 2 * of_each, "waits": of_each}
    outcomes["unknown:level"] += of_each
    return pd.DataFrame(rows, dtype="object"), outcomes
