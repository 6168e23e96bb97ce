"""Which counts of persons can a reader form from others, by adding up and taking away?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from analysis.metrics.disclosure.rule import REST, TOTAL, WHOLE

COUNT_COLUMNS = ["measure", "group", "period", "category", "persons", "sources", "is_part",
                 "is_printed"]  # fmt: skip
RELATION_COLUMNS = ["relation", "name", "sign"]
NOT, RECOMPUTED, STATED = "not_", "_recomputed", "_stated"
TWINS = (RECOMPUTED, STATED)


class Linked(NamedTuple):
    """Counts, and what holds between them.

    ``counts``, by name (measure/group/period/category): COUNT_COLUMNS; persons is a whole number,
    ``sources`` the sets of cells that add up to it, joined by ; within and | between them;
    ``is_part`` whether it is one of the categories into which the staff of a body fall apart,
    ``is_printed`` whether it can stand in a table, or is only what is left when others are taken
    away. ``relations``: RELATION_COLUMNS; in each relation, the sum of sign × persons is known.
    """

    counts: pd.DataFrame
    relations: pd.DataFrame


def counts_of(cells: pd.DataFrame, sums: Mapping[str, Sequence[str]]) -> Linked:
    """Which counts stand in tables of persons, and which follow from them?

    ``cells``: one row a count, with sources, measure, group, period, category and persons.
    ``sums``: which categories add up to which other (qualified: its levels). Besides the cells
    these are counts: each sum of a body; the total of each category, as the sum of the bodies;
    what is left of all the staff beside the categories (``rest``, where there is any) and beside a
    sum (``not_<sum>``). What is stated in two ways stands twice, the second time as
    ``<category>_stated``; a total or sum that is stated otherwise than its parts add up to, the
    second time as ``<category>_recomputed``. Raises ValueError where one place has three numbers.
    """
    told = [_of_table(str(measure), table, sums) for measure, table in cells.groupby(
        "measure", sort=False)]  # fmt: skip
    counts = pd.DataFrame([row for rows, _ in told for row in rows], columns=["name",
                          *COUNT_COLUMNS]).set_index("name")  # fmt: skip
    relations = [
        (f"{place}/{number}", name, sign)
        for place, (_, found) in enumerate(told)
        for number, relation in enumerate(found)
        for name, sign in relation.items()
    ]
    return Linked(counts, pd.DataFrame(relations, columns=RELATION_COLUMNS))


def relations_of_editions(linked: Linked, earlier: pd.DataFrame) -> tuple[set[str], pd.DataFrame]:
    """What does a reader know from an earlier edition as well?

    ``earlier``: name and persons (missing where it was kept back) of the counts of that edition.
    Returns the names of the counts that it showed with the number that they still have, and the
    relations between what it kept back that its other numbers give. What it kept back is taken to
    be unchanged as far as its own sums allow: a reader may guess so.
    """
    now = linked.counts["persons"]
    then = earlier.set_index("name")["persons"].reindex(now.index)
    was_there = now.index.isin(earlier["name"])
    known = set(now.index[(then == now).fillna(False)])
    rows = []
    for place, relation in linked.relations.groupby("relation", sort=False):
        names = relation["name"]
        if not was_there[now.index.get_indexer(names)].all():
            continue
        signs = relation["sign"].to_numpy()
        kept = then[names].isna().to_numpy()
        as_now = (signs * now[names].to_numpy())[kept].sum()
        as_then = (signs[~kept] * then[names].dropna().to_numpy()).sum()
        unchanged = set(names[~kept]) <= known
        if kept.any() and as_now + as_then == 0 and not unchanged:
            rows += [(f"earlier/{place}", name, sign) for name, sign in
                     zip(names[kept], signs[kept], strict=True)]  # fmt: skip
    return known, pd.DataFrame(rows, columns=RELATION_COLUMNS)


def _of_table(
    measure: str, cells: pd.DataFrame, sums: Mapping[str, Sequence[str]]
) -> tuple[list[tuple[object, ...]], list[dict[str, int]]]:
    table = _Table(measure, cells)
    periods = list(dict.fromkeys(cells["period"]))
    base = [c for c in dict.fromkeys(cells["category"]) if c != WHOLE and c not in sums]
    for period in periods:
        groups = list(dict.fromkeys(cells.loc[cells["period"] == period, "group"]))
        bodies = [group for group in groups if group != TOTAL]
        for body in groups:
            table.add_sums(body, period, sums)
        for category in [WHOLE, *base, *sums] if len(groups) > 1 else []:
            table.add_total(bodies, period, category)
    for period in periods:
        table.add_rests(period, base)
        table.add_complements(period, sums, base)
    return table.rows(base), table.relations


class _Table:
    def __init__(self, measure: str, cells: pd.DataFrame) -> None:
        self.measure = measure
        self.persons: dict[tuple[str, str, str], int] = {}
        self.sources: dict[tuple[str, str, str], list[frozenset[str]]] = {}
        self.relations: list[dict[str, int]] = []
        for row in cells.to_dict("records"):
            place = (row["group"], row["period"], row["category"])
            if self.persons.get(place, row["persons"]) != row["persons"]:
                place = (*place[:2], place[2] + STATED)
            if self.persons.setdefault(place, int(row["persons"])) != int(row["persons"]):
                raise ValueError(f"{'/'.join(place)}: three numbers, the last is {row['sources']}")
            self.sources.setdefault(place, []).append(frozenset([row["sources"]]))

    def name(self, place: tuple[str, str, str]) -> str:
        return "/".join((self.measure, *place))

    def add(self, place: tuple[str, str, str], parts: Sequence[tuple[str, str, str]]) -> None:
        added = sum(self.persons[part] for part in parts)
        self.add_stated(place, parts)
        if self.persons.setdefault(place, added) != added:
            place = (*place[:2], place[2] + RECOMPUTED)
            self.persons[place] = added
        whole = [frozenset(s) for s in self._unions(parts)]
        stated = self.sources.setdefault(place, [])
        stated += [w for w in whole if w not in stated]
        stated += [one | w for one in stated[:1] for w in whole if one | w not in stated]
        self.relate(place, parts)

    def add_stated(
        self, place: tuple[str, str, str], parts: Sequence[tuple[str, str, str]]
    ) -> None:
        stated = [(*p[:2], p[2] + STATED) for p in (place, *parts)]
        known = [two if two in self.persons else one for one, two in
                 zip((place, *parts), stated, strict=True)]  # fmt: skip
        if known == [place, *parts] or known[0] not in self.persons:
            return
        if self.persons[known[0]] == sum(self.persons[part] for part in known[1:]):
            self.relate(known[0], known[1:])

    def relate(self, place: tuple[str, str, str], parts: Sequence[tuple[str, str, str]]) -> None:
        self.relations.append({self.name(place): 1, **{self.name(part): -1 for part in parts}})

    def _unions(self, parts: Sequence[tuple[str, str, str]]) -> Iterator[set[str]]:
        depth = min(len(self.sources[part]) for part in parts)
        for number in range(depth):
            yield set().union(*(self.sources[part][number] for part in parts))

    def add_sums(self, body: str, period: str, sums: Mapping[str, Sequence[str]]) -> None:
        for name, categories in sums.items():
            parts = [(body, period, c) for c in categories if (body, period, c) in self.persons]
            if parts:
                self.add((body, period, name), parts)

    def add_total(self, bodies: Sequence[str], period: str, category: str) -> None:
        parts = [(b, period, category) for b in bodies if (b, period, category) in self.persons]
        if parts:
            self.add((TOTAL, period, category), parts)

    def add_rests(self, period: str, base: Sequence[str]) -> None:
        wholes = [place for place in self.persons if place[1:] == (period, WHOLE)]
        parts = {
            whole: [(whole[0], period, c) for c in base if (whole[0], period, c) in self.persons]
            for whole in wholes
        }
        rests = {w: self.persons[w] - sum(self.persons[p] for p in parts[w]) for w in wholes}
        exhaustive = all(rest == 0 for rest in rests.values())
        for whole, rest in rests.items():
            if not parts[whole] or rest < 0:
                continue
            left = [] if exhaustive else [(whole[0], period, REST)]
            for place in left:
                self.persons[place] = rest
            self.relate(whole, [*parts[whole], *left])

    def add_complements(
        self, period: str, sums: Mapping[str, Sequence[str]], base: Sequence[str]
    ) -> None:
        for whole in [place for place in self.persons if place[1:] == (period, WHOLE)]:
            for name, categories in sums.items():
                place = (whole[0], period, name)
                left = self.persons[whole] - self.persons.get(place, self.persons[whole] + 1)
                if left >= 0 and set(categories) != set(base):
                    complement = (whole[0], period, NOT + name)
                    self.persons[complement] = left
                    self.relate(whole, [place, complement])

    def rows(self, base: Sequence[str]) -> list[tuple[object, ...]]:
        return [
            (
                self.name(place), self.measure, *place, persons,
                "|".join(";".join(sorted(cells)) for cells in self.sources.get(place, [])),
                place[2] in (*base, REST), place in self.sources,
            )
            for place, persons in self.persons.items()
        ]  # fmt: skip
