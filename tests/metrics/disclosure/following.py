"""What does a reader add who also knows how days of service and leavers are counted?"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import pandas as pd
from tests.metrics.disclosure.reader import ALL, STATUS, TOTAL, WAYS, Reader, Signs

from analysis.metrics.register.rates import DAYS_A_YEAR
from analysis.metrics.register.source import figure_id

DAYS, EXITS, NEWLY, FOLLOWED = "person_days", "exits", "newly_trained", "followed"
ENTRY, TRAINING = "since_entry", "since_training"


class Follower(Reader):
    """A reader of the rates as well, and of the shares that are still there.

    Days of service come from rates whose events are shown. They are those of a whole year of who
    was there at its beginning, and for each who came or went no more than a year. Of the shares the
    reader is taken to know the leavers behind them, of every year up to the ``horizon``; the
    leavers of all years are the exits of all years, and who leaves soon after entry leaves as soon
    after the training. ``curves`` in the columns of RETENTION, ``stocks`` of STOCKS.
    """

    def __init__(
        self, figures: pd.DataFrame, movements: pd.DataFrame, stocks: pd.DataFrame,
        curves: pd.DataFrame, days: Sequence[datetime.date], horizon: int,
        codes: tuple[Sequence[str], Sequence[str], Sequence[str]],
        sums: Mapping[str, Sequence[str]],
    ) -> None:  # fmt: skip
        self.all_moved, self.stocks, self.curves = movements, stocks, curves
        self.horizon = horizon
        self.lengths = {str(to.year): (to - at).days for at, to in pairwise(days)}
        own = figures[figures["category"].eq(DAYS)]
        self.days: dict[str, int] = own.set_index("id")["value"].astype(float).astype(int).to_dict()
        super().__init__(figures, movements, *codes, sums)

    @property
    def windows(self) -> list[str]:
        """Leavers of one year since entry or training, and those between them."""
        return [name for name in self.unread if name.startswith(FOLLOWED)]

    def _all(self) -> Iterator[Signs]:
        yield from super()._all()
        self.persons |= self.days
        for year in self.lengths:
            yield self._sum(figure_id(TOTAL, year, DAYS),
                            [figure_id(group, year, DAYS) for group in self.groups])  # fmt: skip
            yield self._sum(figure_id(TOTAL, year, DAYS),
                            [figure_id(status, year, DAYS) for status in STATUS])  # fmt: skip
            for group in (*self.groups, TOTAL):
                yield from self._days_of_body(group, year)
            for status in STATUS:
                yield from self._days_of_status(status, year)
        for year in self.years:
            yield self._sum(figure_id(TOTAL, year, ALL), [self._stock(one, year) for one in STATUS])
        yield from self._leavers()

    def _days_of_body(self, group: str, year: str) -> Iterator[Signs]:
        moved = self.all_moved[self.all_moved["period"].eq(year)]
        moved = moved if group == TOTAL else moved[moved["group"].eq(group)]
        opening = figure_id(group, str(int(year) - 1), ALL)
        ways = [figure_id(group, year, way) for way in ("arrivals", "departures")]
        yield from self._days(group, year, opening, moved, ways)

    def _days_of_status(self, status: str, year: str) -> Iterator[Signs]:
        moved = self.all_moved[self.all_moved["period"].eq(year)]
        moved = moved[moved["trained"].eq("yes" if status == "trained" else "no")]
        before, now = (self._stock(status, at) for at in (str(int(year) - 1), year))
        came, went = (
            self._seen_by_none(
                f"{status}-{year} {way}", moved.loc[moved["direction"].eq(way), "persons"].sum()
            )
            for way in WAYS
        )
        yield {now: 1, went: 1, before: -1, came: -1}
        newly = figure_id(TOTAL, year, NEWLY)
        left = figure_id(status, year, EXITS)
        named = {came: [newly], went: [left]} if status == "trained" else {went: [left, newly]}
        for whole, parts in named.items():
            rest = self.persons[whole] - sum(self.persons[part] for part in parts)
            yield self._sum(whole, [*parts, self._seen_by_none(f"{whole} otherwise", rest)])
        yield from self._days(status, year, before, moved, [came, went])

    def _days(
        self, group: str, year: str, opening: str, moved: pd.DataFrame, persons: Sequence[str]
    ) -> Iterator[Signs]:
        length, named = self.lengths[year], []
        for way, count in zip(WAYS, persons, strict=True):
            own = moved[moved["direction"].eq(way)]
            spent = self._seen_by_none(f"{group}-{year} days {way}", int(own["person_days"].sum()))
            short = self._seen_by_none(
                f"{spent} short", length * self.persons[count] - self.persons[spent]
            )
            yield {count: length, spent: -1, short: -1}
            named.append(spent)
        yield {figure_id(group, year, DAYS): 1, opening: -length, named[0]: -1, named[1]: 1}

    def _stock(self, status: str, year: str) -> str:
        own = self.stocks[self.stocks["period"].eq(year)]
        is_own = own["trained"].eq("yes" if status == "trained" else "no")
        return self._seen_by_none(f"{status}-{year} all", int(own.loc[is_own, "persons"].sum()))

    def _leavers(self) -> Iterator[Signs]:
        for (group, clock), curve in self.curves.groupby(["group", "clock"], sort=False):
            windows = [self._window(curve, str(group), str(clock), year)
                       for year in range(1, self.horizon + 2)]  # fmt: skip
            exits = [figure_id(str(group), year, EXITS) for year in self.lengths]
            yield {**dict.fromkeys(exits, 1), **dict.fromkeys(windows, -1)}
            for year in range(1, self.horizon + 1):
                until = self._until(str(group), str(clock), year)
                self.persons[until] = sum(self.persons[one] for one in windows[:year])
                yield self._sum(until, windows[:year])
        for year in range(1, self.horizon + 1):
            entry, training = (self._until("trained", clock, year) for clock in (ENTRY, TRAINING))
            if entry in self.persons:
                more = self.persons[training] - self.persons[entry]
                between = self._seen_by_none(f"{FOLLOWED} between {year}", more)
                yield {training: 1, entry: -1, between: -1}

    def _window(self, curve: pd.DataFrame, group: str, clock: str, year: int) -> str:
        ends = [(year - 1) * DAYS_A_YEAR, year * DAYS_A_YEAR]
        ends[1] = float("inf") if year > self.horizon else ends[1]
        left = curve.loc[curve["days"].gt(ends[0]) & curve["days"].le(ends[1]), "leavers_persons"]
        return self._seen_by_none(f"{FOLLOWED} {group} {clock} {year}", int(left.sum()))

    def _until(self, group: str, clock: str, year: int) -> str:
        return f"{FOLLOWED}-{group}-{clock}-{year}"

    @property
    def shares(self) -> set[str]:
        """The leavers until each year, which shares tell that are shown."""
        return {name for name in self.persons if name.startswith(f"{FOLLOWED}-")}

    def untold(self, followed: pd.DataFrame) -> set[str]:
        """Which leavers until a year does no share tell, by what ``followed_counts`` shows?"""
        told = followed.loc[followed["shown"].eq("yes"), ["group", "category"]]
        categories = set(told.agg(" ".join, axis=1))
        ends = {("trained", TRAINING): {"trained leavers_at_horizon"}}
        return {
            self._until(group, clock, year)
            for group in STATUS
            for clock in (ENTRY, TRAINING)
            for year in range(1, self.horizon + 1)
            if f"{group} leavers_after_{year}_years_{clock}" not in categories
            and not categories & ends.get((group, clock), set())
        }
