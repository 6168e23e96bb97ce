"""Which further counts must be kept back, so that no sensitive one can be worked out?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint
from scipy.sparse import block_array, csr_array, diags_array, eye_array
from scipy.sparse.csgraph import connected_components

from analysis.metrics.disclosure.attack import matrix_of
from analysis.metrics.disclosure.programs import solved

EXACT_UP_TO = 150
"""The number of linked counts up to which the least loss is found exactly for each end."""
FARTHEST = (4, 64, 1024)
"""How many times the distance of a sensitive count others may move, one tried after the other."""
NEARLY_NOTHING = 1e-4


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
    the other by integer programs that lose least (for more than EXACT_UP_TO linked counts by linear
    programs, and integer ones where those give fractions); what is not needed in the end is shown
    again. The loss of a count is 1 + ln(1 + persons), between the number of counts and that of
    persons (the power 0 of the cost of τ-ARGUS); a 0 is never kept back for others, since a reader
    often knows where nobody can be. Same tables, same pattern.
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
        self.matrix = matrix_of(relations, names)
        here = sensitive[sensitive.index.isin(names)]
        places = counts.index.get_indexer(here.index)
        self.public = np.isin(self.names, list(public))
        self.hidden = np.zeros(len(names), dtype=bool)
        self.hidden[places] = True
        self.first = self.hidden | self.public
        printed = counts["is_printed"].to_numpy(dtype=bool)
        loss = 1 + np.log1p(self.persons)
        self.loss = np.where(printed, loss, NEARLY_NOTHING) * (1 + 1e-6 * np.arange(len(names)))
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
            if self._is_met(place, move):
                continue
            table = self._least_loss(place, move, ~self._never())
            if table is None:
                open_places.add(place)
                continue
            self.tables[place, move] = table
            self.hidden |= table != 0
        self._show_again()
        opened = frozenset(self.names[sorted(open_places)])
        return Pattern(frozenset(self.names[self.hidden]), opened)

    def _never(self) -> np.ndarray:
        never: np.ndarray = self.public | ((self.persons == 0) & ~self.hidden)
        return never

    def _is_met(self, place: int, move: int) -> bool:
        for key, table in self.tables.items():
            if table[place] * np.sign(move) >= abs(move):
                self.tables[place, move] = self.tables[key]
                return True
        return False

    def _show_again(self) -> None:
        for place in sorted(np.flatnonzero(self.hidden & ~self.first), key=lambda p: -self.loss[p]):
            kept = self.hidden.copy()
            kept[place] = False
            using = [key for key, table in self.tables.items() if table[place] != 0]
            found = {key: self._least_loss(*key, kept & ~self.public) for key in using}
            if all(table is not None for table in found.values()):
                self.tables |= {key: table for key, table in found.items() if table is not None}
                self.hidden = kept

    def _least_loss(self, place: int, move: int, free: np.ndarray) -> np.ndarray | None:
        if not free[place]:
            return None
        for times in FARTHEST:
            table = self._table(place, move, free, times * abs(move))
            if table is not None:
                return table
        return None

    def _table(self, place: int, move: int, free: np.ndarray, far: int) -> np.ndarray | None:
        some = np.flatnonzero(free)
        size, here = len(some), int(np.searchsorted(some, place))
        matrix = self.matrix[:, some]
        shown_now = ~self.hidden[some]
        less = np.minimum(self.persons[some], far).astype(float)
        more = np.full(size, float(far))
        least, most = np.zeros(3 * size), np.concatenate([more, less, np.ones(size)])
        for start, step in ((0, move), (size, -move)):
            least[start + here] = most[start + here] = max(step, 0)
        if move < 0 and -move > self.persons[place]:
            return None
        costs = np.concatenate(
            [np.full(2 * size, NEARLY_NOTHING / far), np.where(shown_now, self.loss[some], 0)]
        )
        empty = csr_array((matrix.shape[0], size))
        use = eye_array(size)
        caps = diags_array(np.where(shown_now, -2.0 * far, -4.0 * far))
        constraints = [
            LinearConstraint(block_array([[matrix, -matrix, empty]], format="csr"), 0, 0),
            LinearConstraint(block_array([[use, use, caps]], format="csr"), -np.inf, 0),
        ]
        for whole in (True,) if size <= EXACT_UP_TO else (False, True):
            found = solved(
                costs, constraints=constraints, bounds=Bounds(least, most),
                integrality=np.full(3 * size, int(whole)),
            )  # fmt: skip
            if found is None:
                return None
            moved = found[:size] - found[size : 2 * size]
            table = np.zeros(len(self.names), dtype=int)
            table[some] = np.rint(moved)
            if self._agrees(table, place, move):
                return table
        return None

    def _agrees(self, table: np.ndarray, place: int, move: int) -> bool:
        adds_up = not (self.matrix @ table).any()
        return adds_up and bool((self.persons + table >= 0).all()) and int(table[place]) == move
