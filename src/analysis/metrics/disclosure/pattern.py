"""Which further counts must be kept back, so that no sensitive one can be worked out?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.sparse.csgraph import connected_components

from analysis.metrics.disclosure.attack import matrix_of
from analysis.metrics.disclosure.rule import UNSEEN
from analysis.metrics.disclosure.tables import NEARLY_NOTHING, OtherTables


@dataclass(frozen=True)
class Pattern:
    """Which counts are kept back? ``open`` are the sensitive ones that no pattern protects: what
    is already public gives them away."""

    hidden: frozenset[str]
    open: frozenset[str]


def hidden_counts(
    counts: pd.DataFrame,
    relations: pd.DataFrame,
    sensitive: pd.DataFrame,
    already_public: Iterable[str] = (),
) -> Pattern:
    """Which counts are kept back, the sensitive ones and as few others as will do?

    ``counts`` and ``relations`` as of ``counts_of``, ``sensitive`` as of ``sensitive_counts``;
    ``already_public``: counts whose number a reader has. For each end of each sensitive count there
    is then another table, in whole numbers and none negative, that agrees with everything shown and
    has that end in this place; so a reader's interval takes in both. The tables are found one after
    the other by ``OtherTables``, at the least loss; what is not needed in the end is shown again.
    Counts of the measure UNSEEN may always be others. The loss of a count is 1 + ln(1 + persons),
    between the number of counts and that of persons (the power 0 of the cost of τ-ARGUS); a 0 is
    never kept back for others, since a reader often knows where nobody can be. Same tables, same
    pattern.
    """
    blocks = [_Block(*part, sensitive, set(already_public)) for part in _linked(counts, relations)]
    found = [block.protected() for block in blocks]
    return Pattern(
        frozenset().union(*(pattern.hidden for pattern in found)),
        frozenset().union(*(pattern.open for pattern in found)),
    )


def _linked(
    counts: pd.DataFrame, relations: pd.DataFrame
) -> Iterator[tuple[pd.DataFrame, pd.DataFrame]]:
    matrix = matrix_of(relations, list(counts.index))
    _, labels = connected_components(matrix.T @ matrix, directed=False)
    of_relation = pd.Series(labels, index=counts.index)[relations["name"]].to_numpy()
    for label in pd.unique(labels):
        yield counts[labels == label], relations[of_relation == label]


class _Block:
    def __init__(
        self,
        counts: pd.DataFrame,
        relations: pd.DataFrame,
        sensitive: pd.DataFrame,
        public: set[str],
    ) -> None:
        names = list(counts.index)
        self.names = np.array(names)
        self.persons = counts["persons"].to_numpy(dtype=int)
        self.is_unseen = counts["measure"].eq(UNSEEN).to_numpy()
        here = sensitive[sensitive.index.isin(names)]
        places = counts.index.get_indexer(here.index)
        self.public = np.isin(self.names, list(public))
        self.hidden = np.zeros(len(names), dtype=bool)
        self.hidden[places] = True
        self.first = self.hidden | self.public
        self.hidden |= self.is_unseen
        printed = counts["is_printed"].to_numpy(dtype=bool)
        loss = 1 + np.log1p(self.persons)
        self.loss = np.where(printed, loss, NEARLY_NOTHING) * (1 + 1e-6 * np.arange(len(names)))
        matrix = matrix_of(relations, names)
        self.others = OtherTables(matrix, self.persons, self.loss, self.is_unseen)
        ends = zip(places, here["low_persons"], here["high_persons"], strict=True)
        self.wanted = [
            (int(place), int(end) - int(self.persons[place]))
            for place, low, high in ends
            for end in (high, low)
            if end != self.persons[place]
        ]
        self.tables: dict[tuple[int, int], np.ndarray] = {}

    def protected(self) -> Pattern:
        open_places = set()
        for place, move in sorted(self.wanted, key=lambda one: (-abs(one[1]), one)):
            known = self._is_met(place, move)
            table = self._other(place, move, ~self._never()) if known is None else known
            if table is None:
                open_places.add(place)
                continue
            self.tables[place, move] = table
            self.hidden |= table != 0
        self._show_again()
        opened = frozenset(self.names[sorted(open_places)])
        return Pattern(frozenset(self.names[self.hidden & ~self.is_unseen]), opened)

    def _never(self) -> np.ndarray:
        never: np.ndarray = self.public | ((self.persons == 0) & ~self.hidden)
        return never

    def _other(
        self, place: int, move: int, free: np.ndarray, near: bool = False
    ) -> np.ndarray | None:
        return self.others.least_loss(place, move, free, self.hidden, near)

    def _is_met(self, place: int, move: int, without: int | None = None) -> np.ndarray | None:
        for table in self.tables.values():
            is_far_enough = table[place] * np.sign(move) >= abs(move)
            if is_far_enough and (without is None or not table[without]):
                return table
        return None

    def _show_again(self) -> None:
        needed = self.first | self.is_unseen
        for place in sorted(np.flatnonzero(self.hidden & ~needed), key=lambda p: -self.loss[p]):
            found = self._tables_without(int(place))
            if found is not None:
                self.tables |= found
                self.hidden[place] = False

    def _tables_without(self, place: int) -> dict[tuple[int, int], np.ndarray] | None:
        free = self.hidden & ~self.public
        free[place] = False
        found = {}
        for key in [key for key, table in self.tables.items() if table[place]]:
            known = self._is_met(*key, without=place)
            table = self._other(*key, free, near=True) if known is None else known
            if table is None:
                return None
            found[key] = table
        return found
