"""Which counts of a register can a reader form from others, from one stock to the next?"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pandas as pd

from analysis.metrics.disclosure.levels import levels_of, of_levels
from analysis.metrics.disclosure.relations import COUNT_COLUMNS, RELATION_COLUMNS, Linked
from analysis.metrics.disclosure.rule import TOTAL, UNSEEN, WHOLE

STOCK, FLOW, TRAINED = "headcount", "count", "persons_trained"
STATUS = ("trained", "untrained")
CAME, WENT = ["hires", "returned", "transfers_in"], ["exits", "transfers_out"]
NAMED = {"arrivals", "departures", *CAME, *WENT, "upgrades", "newly_trained"}
INSIDE, OTHER = "moves_inside", "moves_inside_other"
OUTWARDS = "_outwards"

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
    arrivals it stays as it is. In each body and year:

    - closing + departures = opening + arrivals;
    - arrivals without those from outside are moves inside, and so are departures without those who
      went outside (``moves_inside_outwards`` where they do not come to the same); the newly trained
      are among both, and what is left beside them is ``moves_inside_other``;
    - who rose did so by a move inside or by a transfer; who is newly trained took a course; and no
      level changes by more than came or went: ``of_levels``.

    In total: transfers in are transfers out; exits are those of the trained and the untrained, and
    those of each reason. What only bounds others (the last of the three) is a relation with counts
    of the measure UNSEEN, which nobody reads and which are never negative.
    """
    persons: dict[str, int] = linked.counts["persons"].to_dict()
    added: dict[str, int] = {}
    found: list[Signs] = []
    levels = levels_of(linked.counts)
    places = linked.counts.loc[linked.counts["category"].eq("arrivals"), ["group", "period"]]
    for group, period in places.itertuples(index=False):
        found += [one for one in _of_place(persons, added, group, period) if len(one) > 1]
        found += of_levels(persons, added, levels, group, period)
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
    yield from _of_moves_inside(added, value, flow)
    start = f"{TRAINED}/{group}/{period}/"
    courses = [name for name in persons if name.startswith(start)]
    again = sum(persons[name] for name in courses) - value("newly_trained")
    if again == 0:
        yield {flow("newly_trained"): 1, **dict.fromkeys(courses, -1)}
    elif again > 0:
        unseen = f"{UNSEEN}/{group}/{period}/trained_again"
        added[unseen] = again
        yield {flow("newly_trained"): 1, unseen: 1, **dict.fromkeys(courses, -1)}
    if group == TOTAL:
        yield from _of_total(persons, flow)


def _of_moves_inside(
    added: dict[str, int], value: Callable[[str], int], flow: Callable[[str], str]
) -> Iterator[Signs]:
    sides = {"arrivals": CAME, "departures": WENT}
    inside = {whole: value(whole) - sum(map(value, parts)) for whole, parts in sides.items()}
    are_the_same = len(set(inside.values())) == 1
    for whole, parts in sides.items():
        end = "" if are_the_same or whole == "arrivals" else OUTWARDS
        if inside[whole] < 0:
            continue
        added[flow(INSIDE + end)] = inside[whole]
        yield {flow(whole): 1, flow(INSIDE + end): -1, **{flow(part): -1 for part in parts}}
        other = inside[whole] - value("newly_trained")
        if other < 0 or (are_the_same and whole == "departures"):
            continue
        added[flow(OTHER + end)] = other
        yield {flow(INSIDE + end): 1, flow("newly_trained"): -1, flow(OTHER + end): -1}
        without = other + value("transfers_in") - value("upgrades")
        if whole == "arrivals" and without >= 0:
            unseen = flow("moved_without_rising").replace(f"{FLOW}/", f"{UNSEEN}/", 1)
            added[unseen] = without
            yield {flow("upgrades"): 1, unseen: 1, flow(OTHER): -1, flow("transfers_in"): -1}


def _of_total(persons: dict[str, int], flow: Callable[[str], str]) -> Iterator[Signs]:
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
