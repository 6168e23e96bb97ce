"""What does a reader know of a register who knows how it is counted, person by person?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from analysis.metrics.disclosure.relations import RELATION_COLUMNS
from analysis.metrics.register.source import FLOWS, figure_id

TOTAL, ALL, STATUS = "total", "all", ("trained", "untrained")
KEYS = ["group", "period", "kind", "direction", "level"]
MOVES = ("hire", "return", "exit", "transfer", "transfer_and_upgrade", "upgrade", "change",
         "training")  # fmt: skip
WAYS = ("in", "out")

Signs = dict[str, int]


class Reader:
    """All the sums and bounds that hold in a register by the meaning of its words.

    ``figures``: its cleaned figures; ``movements``: what they count, in the columns of CELLS, of
    which a reader sees nothing but knows that no number in it is negative; ``levels`` from the
    lowest up, ``reasons`` of leaving, ``kinds`` of courses; ``sums`` of levels that are told too.
    Written apart from what keeps counts back, to be held against it.
    """

    def __init__(
        self, figures: pd.DataFrame, movements: pd.DataFrame,
        levels: Sequence[str], reasons: Sequence[str], kinds: Sequence[str],
        sums: Mapping[str, Sequence[str]],
    ) -> None:  # fmt: skip
        own = figures[figures["unit"].eq("persons")]
        self.persons: dict[str, int] = own.set_index("id")["value"].astype(int).to_dict()
        self.years = sorted(figures["period"].unique())
        found = dict.fromkeys(figures["group"])
        self.groups = [group for group in found if group not in (TOTAL, *STATUS)]
        self.levels, self.reasons, self.kinds, self.sums = levels, reasons, kinds, sums
        self.moved: dict[tuple[str, ...], int] = movements.groupby(KEYS)["persons"].sum().to_dict()
        self.relations = pd.DataFrame(
            [(number, name, sign) for number, signs in enumerate(self._all())
             for name, sign in signs.items()],
            columns=RELATION_COLUMNS,
        )  # fmt: skip

    @property
    def unread(self) -> list[str]:
        """What stands in no figure?"""
        return [name for name in self.persons if " " in name]

    @property
    def counts(self) -> pd.Series:
        """How many persons is each thing, whether a figure or not? By name."""
        return pd.Series(self.persons)

    def _all(self) -> Iterator[Signs]:
        for year in self.years:
            for group in (*self.groups, TOTAL):
                levels = [figure_id(group, year, level) for level in self.levels]
                yield self._sum(figure_id(group, year, ALL), levels)
                yield from self._sums_of_levels(group, year)
        flows = ("arrivals", "departures", *FLOWS)
        for year in self.years:
            for category in (ALL, *self.levels, *flows, *self.kinds):
                parts = [figure_id(group, year, category) for group in self.groups]
                if figure_id(TOTAL, year, category) in self.persons:
                    yield self._sum(figure_id(TOTAL, year, category), parts)
        for before, year in zip(self.years, self.years[1:], strict=False):
            for group in self.groups:
                yield from self._of_body(group, before, year)
            yield from self._of_all(year)

    def _sums_of_levels(self, group: str, year: str) -> Iterator[Signs]:
        for name, levels in self.sums.items():
            parts = [figure_id(group, year, level) for level in levels]
            added = self._seen_by_none(figure_id(group, year, name),
                                       sum(self.persons[part] for part in parts))  # fmt: skip
            yield self._sum(added, parts)

    def _sum(self, whole: str, parts: Sequence[str]) -> Signs:
        return {whole: 1, **{part: -1 for part in parts if part in self.persons}}

    def _of_body(self, group: str, before: str, year: str) -> Iterator[Signs]:
        for level in self.levels:
            closing, opening = (figure_id(group, at, level) for at in (year, before))
            came, went = (self._moves(group, year, way, level=level) for way in WAYS)
            yield {closing: 1, opening: -1, **dict.fromkeys(came, -1), **dict.fromkeys(went, 1)}
        for category, columns in FLOWS.items():
            parts = [one for column in columns for one in self._named(group, year, column)]
            yield self._sum(figure_id(group, year, category), parts)
        for category, way in (("arrivals", "in"), ("departures", "out")):
            yield self._sum(figure_id(group, year, category), self._moves(group, year, way))
        for level in self.levels:
            yield {self._move(group, year, "training", "in", level): 1,
                   self._move(group, year, "training", "out", level): -1}  # fmt: skip
        yield from self._rises(group, year)
        courses = [figure_id(group, year, kind) for kind in self.kinds]
        courses = [course for course in courses if course in self.persons]
        newly = figure_id(group, year, "newly_trained")
        again = self._seen_by_none(
            f"{newly} again", sum(self.persons[one] for one in courses) - self.persons[newly]
        )
        yield {newly: 1, again: 1, **dict.fromkeys(courses, -1)}

    def _rises(self, group: str, year: str) -> Iterator[Signs]:
        for at in range(1, len(self.levels)):
            upper = self.levels[at:]
            came, went = (
                [self._move(group, year, "upgrade", way, level) for level in upper] for way in WAYS
            )
            more = sum(self.persons[one] for one in came) - sum(self.persons[one] for one in went)
            crossed = self._seen_by_none(f"{group}-{year} rises to {self.levels[at]}", more)
            yield {**dict.fromkeys(came, 1), **dict.fromkeys(went, -1), crossed: -1}
        came, went = (
            [self._move(group, year, "upgrade", way, level) for level in self.levels]
            for way in WAYS
        )
        yield {**dict.fromkeys(came, 1), **dict.fromkeys(went, -1)}

    def _of_all(self, year: str) -> Iterator[Signs]:
        for kind in ("transfer", "transfer_and_upgrade", "change"):
            came, went = (
                [self._move(group, year, kind, way, level) for group in self.groups
                 for level in self.levels]
                for way in WAYS
            )  # fmt: skip
            yield {**dict.fromkeys(came, 1), **dict.fromkeys(went, -1)}
        exits = figure_id(TOTAL, year, "exits")
        yield self._sum(exits, [figure_id(one, year, "exits") for one in STATUS])
        yield self._sum(exits, [figure_id(TOTAL, year, reason) for reason in self.reasons])

    def _named(self, group: str, year: str, column: str) -> list[str]:
        kind, _, way = column.rpartition("_")
        return self._moves(group, year, way, kinds=(kind,))

    def _moves(
        self, group: str, year: str, way: str, kinds: Sequence[str] = MOVES, level: str = ""
    ) -> list[str]:
        left_out = "exit" if way == "in" else ("hire", "return")
        return [
            self._move(group, year, kind, way, one)
            for kind in kinds if kind not in left_out
            for one in ([level] if level else self.levels)
        ]  # fmt: skip

    def _move(self, group: str, year: str, kind: str, way: str, level: str) -> str:
        number = self.moved.get((group, year, kind, way, level), 0)
        return self._seen_by_none(f"{group}-{year} {kind} {way} {level}", number)

    def _seen_by_none(self, name: str, persons: int) -> str:
        self.persons[name] = persons
        return name
