"""Which counts of a register can a reader form from others, from one stock to the next?"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.metrics.disclosure.relations import COUNT_COLUMNS, RELATION_COLUMNS, Linked
from analysis.metrics.disclosure.rule import TOTAL, WHOLE, Rule

STOCK, FLOW, TRAINED = "headcount", "count", "persons_trained"
STATUS = ("trained", "untrained")
CAME, WENT = ["hires", "returned", "transfers_in"], ["exits", "transfers_out"]
NAMED = {"arrivals", "departures", *CAME, *WENT, "upgrades", "newly_trained"}
INSIDE, OTHER = "moves_inside", "moves_inside_other"
DAYS, PERSON_DAYS, DAYS_A_YEAR = "duration", "person_days", 365.25

Signs = dict[str, int]


def by_status(cells: pd.DataFrame) -> pd.DataFrame:
    """Movements of the trained and the untrained as categories of the total, no bodies beside it.

    ``cells`` in the columns that ``counts_of`` takes; exits of the group ``trained`` become
    ``exits_trained`` of the total, which its bodies add up to as well.
    """
    own = cells["group"].isin(STATUS) & cells["measure"].eq(FLOW)
    return cells.assign(
        category=cells["category"].mask(own, cells["category"] + "_" + cells["group"]),
        group=cells["group"].mask(own, TOTAL),
    )


def with_movements(linked: Linked) -> Linked:
    """Which counts and relations does a reader add who knows how stocks follow each other?

    ``linked`` as of ``counts_of``, its movements as ``by_status`` leaves them; where there are no
    arrivals it stays as it is. In each body and year: closing + departures = opening + arrivals;
    arrivals without those from outside are moves inside, as departures are without those who went
    outside (where both come to the same), the newly trained among them. In total: transfers in are
    transfers out; exits are those of the trained and the untrained, and those of each reason.
    """
    persons: dict[str, int] = linked.counts["persons"].to_dict()
    added: dict[str, int] = {}
    found: list[Signs] = []
    places = linked.counts.loc[linked.counts["category"].eq("arrivals"), ["group", "period"]]
    for group, period in places.itertuples(index=False):
        found += [one for one in _of_place(persons, added, group, period) if len(one) > 1]
    if not found:
        return linked
    rows = [(name, *name.split("/"), number, "", False, False) for name, number in added.items()]
    more = pd.DataFrame(rows, columns=["name", *COUNT_COLUMNS]).set_index("name")
    relations = [(f"movement/{place}", name, sign) for place, signs in enumerate(found)
                 for name, sign in signs.items()]  # fmt: skip
    return Linked(
        pd.concat([linked.counts, more]),
        pd.concat([linked.relations, pd.DataFrame(relations, columns=RELATION_COLUMNS)]),
    )


def _of_place(
    persons: dict[str, int], added: dict[str, int], group: str, period: str
) -> Iterator[Signs]:
    def flow(category: str) -> str:
        return f"{FLOW}/{group}/{period}/{category}"

    def value(category: str) -> int:
        return persons[flow(category)]

    stocks = [f"{STOCK}/{group}/{year}/{WHOLE}" for year in (period, str(int(period) - 1))]
    if all(stock in persons for stock in stocks):
        yield {stocks[0]: 1, flow("departures"): 1, stocks[1]: -1, flow("arrivals"): -1}
    inside = value("arrivals") - sum(map(value, CAME))
    if inside == value("departures") - sum(map(value, WENT)) and inside >= 0:
        added[flow(INSIDE)] = inside
        for whole, parts in (("arrivals", CAME), ("departures", WENT)):
            yield {flow(whole): 1, flow(INSIDE): -1, **{flow(part): -1 for part in parts}}
        other = inside - value("newly_trained")
        if other >= 0:
            added[flow(OTHER)] = other
            yield {flow(INSIDE): 1, flow("newly_trained"): -1, flow(OTHER): -1}
    start = f"{TRAINED}/{group}/{period}/"
    courses = [name for name in persons if name.startswith(start)]
    if sum(persons[name] for name in courses) == value("newly_trained"):
        yield {flow("newly_trained"): 1, **dict.fromkeys(courses, -1)}
    if group == TOTAL:
        yield from _of_total(persons, flow)


def _of_total(persons: dict[str, int], flow: object) -> Iterator[Signs]:
    assert callable(flow)
    exits = flow("exits")
    if persons[flow("transfers_in")] == persons[flow("transfers_out")]:
        yield {flow("transfers_in"): 1, flow("transfers_out"): -1}
    start = exits.removesuffix("exits")
    status = [name for name in (f"{exits}_{one}" for one in STATUS) if name in persons]
    reasons = [
        name
        for name in persons
        if name.startswith(start) and name not in status and name.removeprefix(start) not in NAMED
    ]
    for parts in (status, reasons):
        if sum(persons[name] for name in parts) == persons[exits]:
            yield {exits: 1, **dict.fromkeys(parts, -1)}


def days_of_service(
    figures: pd.DataFrame, counts: pd.DataFrame, hidden: frozenset[str], rule: Rule
) -> pd.DataFrame:
    """Of which bodies may the days of service be read, which tell how many are there on average?

    ``figures``: cleaned figures of a source; ``counts``: as of ``counts_of``; ``hidden``: the names
    of those kept back. In the columns of DISCLOSURE, persons is the average over the year, rounded.
    They are shown where that is 0 or at least the threshold and no stock, arrival, departure or
    exit of the place is kept back; the groups of a year all or none, since they add up, and so the
    trained and the untrained.
    """
    days = figures[figures["measure"].eq(DAYS) & figures["category"].eq(PERSON_DAYS)]
    rows = []
    for row in days.to_dict("records"):
        group, period = row["group"], row["period"]
        average = float(row["value"]) / DAYS_A_YEAR
        behind = [f"{FLOW}/{group}/{period}/{one}" for one in ("arrivals", "departures", "exits")]
        behind += [f"{STOCK}/{group}/{year}/{WHOLE}" for year in (period, str(int(period) - 1))]
        behind += [f"{FLOW}/{TOTAL}/{period}/exits_{group}"]
        is_small = 0 < average < rule.threshold_persons
        rows.append({
            "name": f"{DAYS}/{group}/{period}/{PERSON_DAYS}", "measure": DAYS, "group": group,
            "period": period, "category": PERSON_DAYS, "sources": f"{row['document']}#{row['id']}",
            "persons": round(average), "is_kept": is_small or bool(hidden.intersection(behind)),
            "family": group if group == TOTAL else "status" if group in STATUS else "groups",
        })  # fmt: skip
    table = pd.DataFrame(rows)
    if table.empty:
        return table
    kept = table.groupby(["period", "family"])["is_kept"].transform("any")
    return table.assign(
        shown=kept.map({True: "no", False: "yes"}),
        persons=table["persons"].astype("Int64").mask(kept, pd.NA),
    ).drop(columns=["is_kept", "family"])
