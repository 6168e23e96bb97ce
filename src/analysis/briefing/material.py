"""What can a briefing of one programme draw on?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.metrics.disclosure.facts import KEPT_BACK, masked
from analysis.metrics.disclosure.rule import read_rule
from analysis.sources.disclosure import read_disclosure
from analysis.sources.documents import read_yaml
from analysis.sources.origins import described_in
from analysis.sources.programmes import read_assumptions, read_programme, read_programmes
from analysis.sources.reference import read_reference
from analysis.sources.schemas import (
    AUDIT,
    CHANGES,
    CLEANED,
    EDITION,
    FACTS,
    LABELS,
    READINGS,
    read_table,
)


@dataclass(frozen=True)
class Material:
    """The facts of a programme and everything that they rest on.

    ``facts`` has the columns of the ledger. ``cells`` are the cleaned figures of the programme's
    documents, indexed by ``<document>#<id>``. ``audit`` has the columns of its ledger and, for each
    check, ``what`` and ``note`` in both languages. ``readings`` are the proposed ones of these
    checks, best first; ``effects`` the facts of what a reading rests on and would change in this
    programme. ``documents`` maps ids to descriptions, ``labels`` codes to names, ``assumptions``
    names to texts; ``base_salary`` is indexed by the first day, ``consumer_prices`` has a row a
    year and publisher. ``edition`` is the name and day of the one before this, empty where this is
    the first; ``changes`` is what changed since then, one row a fact and cause. Of what machines
    read, ``cells`` hold KEPT_BACK where a count is kept back; counts of ``threshold_persons`` and
    more are not small (0 where there are only documents).
    """

    programme: str
    settings: dict[str, Any]
    facts: pd.DataFrame
    cells: pd.DataFrame
    audit: pd.DataFrame
    readings: pd.DataFrame
    effects: pd.DataFrame
    documents: dict[str, dict[str, Any]]
    labels: dict[str, dict[str, str]]
    assumptions: dict[str, dict[str, str]]
    base_salary: pd.DataFrame
    consumer_prices: pd.DataFrame
    edition: tuple[str, ...] = ()
    threshold_persons: int = 0
    changes: pd.DataFrame = field(default_factory=pd.DataFrame)

    @cached_property
    def cell(self) -> Mapping[str, Mapping[str, str]]:
        """What is known of the cleaned figure behind a source? A row of ``cells``."""
        cells: dict[str, dict[str, str]] = self.cells.to_dict("index")
        return cells

    @cached_property
    def verdicts(self) -> Mapping[str, Mapping[int, str]]:
        """Which checks use the cell behind a source, with which verdict? By row of ``audit``."""
        found: dict[str, dict[int, str]] = defaultdict(dict)
        checks = zip(self.audit["sources"], self.audit["verdict"], strict=True)
        for row, (sources, verdict) in enumerate(checks):
            for source in sources.split(";"):
                found[source][row] = verdict
        return dict(found)


def read_material(programme: str, root: Path) -> Material:
    """What have the earlier stages written for this programme?

    Reads data/processed and the descriptions in data/raw. A programme that compares others, or
    draws on their facts, brings their documents too. Raises SourceError for a programme that is
    not declared and for a table that is missing or does not fit its schema.
    """
    settings = read_programme(programme, root)
    programmes = read_programmes(root)
    members = [programme, *settings.get("compares", []), *settings.get("draws_on", [])]
    documents = list(
        dict.fromkeys(d for member in members for d in programmes[member]["documents"])
    )
    processed, raw = root / "data" / "processed", root / "data" / "raw"
    studied = (processed / programme / f"{name}.csv" for name in settings["analyses"])
    cells = _stacked(
        (read_table(processed / name / "figures.csv", CLEANED) for name in documents), CLEANED
    )
    disclosure = read_disclosure(documents, root)
    cells = cells.assign(sources=cells["document"] + "#" + cells["id"]).set_index(
        "sources", drop=False
    )
    cells = masked(cells, disclosure, ["printed", "read_as"]).assign(
        value=masked(cells, disclosure, ["value"])["value"].replace(KEPT_BACK, "")
    )
    effects = _stacked(
        (read_table(processed / name / "effects.csv", FACTS) for name in documents), FACTS
    )
    labels = read_table(raw / "labels.csv", LABELS).set_index("code")
    return Material(
        programme=programme,
        settings=settings,
        facts=_stacked((read_table(path, FACTS) for path in studied), FACTS),
        cells=cells.drop(columns="sources"),
        threshold_persons=0 if disclosure.empty else read_rule(root).threshold_persons,
        audit=_stacked((_audit(name, root) for name in documents), AUDIT),
        readings=_stacked(
            (read_table(processed / name / "readings.csv", READINGS) for name in documents),
            READINGS,
        ),
        effects=effects[effects["programme"] == programme],
        documents={name: read_yaml(described_in(name, root)[0]) for name in documents},
        labels={str(code): dict(names) for code, names in labels.to_dict("index").items()},
        assumptions=read_assumptions(root),
        base_salary=read_reference("base_salary", root).set_index("valid_from"),
        consumer_prices=read_reference("consumer_prices", root),
        edition=tuple(read_table(processed / "edition.csv", EDITION).to_numpy().ravel()),
        changes=read_table(processed / programme / "changes.csv", CHANGES),
    )


def _audit(document: str, root: Path) -> pd.DataFrame:
    rows = read_table(root / "data" / "processed" / document / "audit.csv", AUDIT)
    checks = {check["id"]: check for check in read_yaml(described_in(document, root)[1]) or []}
    return rows.assign(
        what=[checks[name]["what"] for name in rows["id"]],
        note=[checks[name].get("note") for name in rows["id"]],
    )


def _stacked(tables: Iterable[pd.DataFrame], schema: Any) -> pd.DataFrame:
    found = [table for table in tables if len(table)]
    if not found:
        return pd.DataFrame(columns=list(schema.columns), dtype="str")
    return pd.concat(found, ignore_index=True)
