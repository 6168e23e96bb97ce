"""How does a register become a source of the same form as a document?"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.metrics.register.flows import exits_by_reason, flows, stocks
from analysis.sources.declarations import Check
from analysis.sources.documents import Document
from analysis.sources.parsed import parsed
from analysis.sources.register.counting import Counts
from analysis.sources.register.problems import KEPT
from analysis.sources.register.settings import ALL, Asked
from analysis.sources.schemas import FIGURES
from analysis.sources.tables import validate

TOTAL = "total"
STATUS = {True: "trained", False: "untrained"}
FLOWS = {
    "hires": ["hire_in"],
    "returned": ["return_in"],
    "exits": ["exit_out"],
    "transfers_in": ["transfer_in", "transfer_and_upgrade_in"],
    "transfers_out": ["transfer_out", "transfer_and_upgrade_out"],
    "upgrades": ["upgrade_in", "transfer_and_upgrade_in"],
    "newly_trained": ["training_in"],
}
"""Which columns of the flows a figure adds up, by its category."""

OF_STATUS = ("exits",)

Row = dict[str, str]


def document_of_register(asked: Asked, counts: Counts, folder: Path, region: str) -> Document:
    """What would a document print that held what the register comes to?

    Its figures, for each group and in total: persons on each day of a stock, by level; in each year
    persons who came, left (by reason), moved, rose and were trained, and days of service, these and
    the leavers also by whether trained; persons who took part in a course of each kind. Its checks
    hold closing + departures against opening + arrivals, the total against the groups and the
    headcount against the levels. Raises UnclosedFlows where a stock does not follow.
    """
    by_group, total = (flows(counts.stocks, counts.cells, asked.days, by) for by in (["group"], []))
    table = _complete(asked, pd.concat([by_group, total.assign(group=TOTAL)]))
    rows = [
        *_stock_rows(asked, counts),
        *_flow_rows(asked, table),
        *_reason_rows(asked, counts),
        *_status_rows(asked, counts),
        *_course_rows(asked, counts),
    ]
    figures = pd.DataFrame(rows, columns=list(FIGURES.columns), dtype="str")
    validate(figures, FIGURES, f"the register of {asked.programme}")
    checks = list(_checks(asked, set(figures["id"]), table))
    return Document(folder, _description(asked, counts, region), figures, checks, [])


def _complete(asked: Asked, table: pd.DataFrame) -> pd.DataFrame:
    """A row for every group and year: where nobody was there and nobody came, all is 0."""
    years = [str(day.year) for day in asked.days[1:]]
    cells = pd.MultiIndex.from_product([years, (*asked.groups, TOTAL)], names=["period", "group"])
    return table.set_index(["period", "group"]).reindex(cells, fill_value=0).reset_index()


def _stock_rows(asked: Asked, counts: Counts) -> Iterator[Row]:
    standing = stocks(counts.stocks, asked.days, ["group", "level"])
    persons = standing.set_index(["period", "group", "level"])["persons"].to_dict()
    levels = asked.codes["levels"]
    for day in asked.days:
        year = str(day.year)
        place = _texts()["locator"]["stock"].format(day=_written(day))
        for group in (*asked.groups, TOTAL):
            groups = asked.groups if group == TOTAL else (group,)
            of = {
                level: sum(persons.get((year, one, level), 0) for one in groups) for level in levels
            }
            for category, value in {ALL: sum(of.values()), **of}.items():
                yield _row(place, year, group, category, value, "headcount")


def _flow_rows(asked: Asked, table: pd.DataFrame) -> Iterator[Row]:
    for row in table.to_dict("records"):
        place, year, group = _between(asked, row["period"]), row["period"], row["group"]
        ways = {
            "arrivals": [name for name in row if str(name).endswith("_in")],
            "departures": [name for name in row if str(name).endswith("_out")],
            **FLOWS,
        }
        for category, names in ways.items():
            yield _row(place, year, group, category, sum(row[name] for name in names))
        days = _row(place, year, group, "person_days", row["person_days"], "duration")
        yield days | {"unit": "days"}


def _reason_rows(asked: Asked, counts: Counts) -> Iterator[Row]:
    for row in exits_by_reason(counts.cells, asked.days, []).to_dict("records"):
        place = _between(asked, row["period"])
        yield _row(place, row["period"], TOTAL, row["reason"], row["persons"])


def _status_rows(asked: Asked, counts: Counts) -> Iterator[Row]:
    table = flows(counts.stocks, counts.cells, asked.days, ["trained"])
    for row in table.to_dict("records"):
        place, year, group = _between(asked, row["period"]), row["period"], STATUS[row["trained"]]
        for category in OF_STATUS:
            value = sum(row[name] for name in FLOWS[category])
            yield _row(place, year, group, category, value)
        days = _row(place, year, group, "person_days", row["person_days"], "duration")
        yield days | {"unit": "days"}


def _course_rows(asked: Asked, counts: Counts) -> Iterator[Row]:
    by_group = counts.courses
    total = by_group.groupby(["period", "course_kind"], as_index=False)["persons"].sum()
    for row in pd.concat([by_group, total.assign(group=TOTAL)]).to_dict("records"):
        year = str(asked.days[row["period"]].year)
        place = _between(asked, year)
        kind = row["course_kind"]
        yield _row(place, year, row["group"], kind, row["persons"], "persons_trained")


def _row(
    place: str, year: str, group: str, category: str, value: int, measure: str = "count"
) -> Row:
    return {
        "id": figure_id(group, year, category),
        "locator": place,
        "period": year,
        "group": group,
        "category": category,
        "measure": measure,
        "unit": "persons",
        "printed": f"{value:,}".replace(",", "."),
        "note": "",
    }


def figure_id(group: str, year: str, category: str) -> str:
    """Under which id does a figure of a register stand?"""
    return f"{group}-{year}-{category}".replace("_", "-")


def _between(asked: Asked, year: str) -> str:
    at = [str(day.year) for day in asked.days].index(year)
    text: str = _texts()["locator"]["flow"]
    return text.format(opening=_written(asked.days[at - 1]), closing=_written(asked.days[at]))


def _written(day: datetime.date) -> str:
    return f"{day:%d/%m/%Y}"


def _checks(asked: Asked, known: set[str], table: pd.DataFrame) -> Iterator[Check]:
    labels = asked.labels
    for group, year in zip(table["group"], table["period"], strict=True):
        before = str(int(year) - 1)
        right = [figure_id(group, before, ALL), figure_id(group, year, "arrivals")]
        left = [figure_id(group, year, ALL), figure_id(group, year, "departures")]
        if known.issuperset([*left, *right]):
            yield _check("closes", "closes", group, year, left, right, labels)
    for year in (str(day.year) for day in asked.days):
        groups = [figure_id(group, year, ALL) for group in asked.groups]
        total = figure_id(TOTAL, year, ALL)
        yield _check("groups", "groups", TOTAL, year, total, groups, labels)
        for group in (*asked.groups, TOTAL):
            levels = [figure_id(group, year, level) for level in asked.codes["levels"]]
            whole = figure_id(group, year, ALL)
            yield _check("levels", "levels", group, year, whole, levels, labels)


def _check(
    kind: str, text: str, group: str, year: str, left: str | list[str], right: list[str],
    labels: Mapping[str, Mapping[str, str]],
) -> Check:  # fmt: skip
    what = {
        lang: pattern.format(group=labels[group][lang], year=year)
        for lang, pattern in _texts()["check"][text].items()
    }
    return Check(id=figure_id(group, year, kind), kind="sum", what=what, left=left, right=right)


def _description(asked: Asked, counts: Counts, region: str) -> dict[str, Any]:
    texts = _texts()
    rows = counts.outcomes.set_index("outcome")["rows"]
    kind = texts["generated" if asked.is_generated else "kind"]
    return {
        "id": asked.document,
        "number": None,
        "date": str(asked.observed_until),
        "region": region,
        "subject": dict(kind),
        "issuer": dict(texts["issuer"]),
        "short": dict(texts["short"]),
        "rows": {"read": int(rows.sum()), "counted": int(rows.get(KEPT, 0))},
        "kind": dict(kind),
        "published": dict(texts["published"]),
    }


@cache
def _texts() -> Mapping[str, Any]:
    text = files("analysis.metrics.register").joinpath("source.yml").read_text(encoding="utf-8")
    texts: Mapping[str, Any] = parsed(text)
    return texts
