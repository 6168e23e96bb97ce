"""Which other table agrees with everything that is shown, and has another number in one place?"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy.optimize import Bounds, LinearConstraint
from scipy.sparse import block_array, csr_array, diags_array, eye_array

from analysis.metrics.disclosure.programs import solved

EXACT_UP_TO = 150
"""The number of counts that may move up to which the least loss is found exactly for each end."""
FARTHEST = (4, 64, 1024)
"""How many times the distance of a sensitive count others may move, one tried after the other."""
NEAREST = (2, 5)
"""Over how many sums another count may lie apart, one tried after the other, and then all."""
NEARLY_NOTHING = 1e-4


class OtherTables:
    """The tables that a reader must hold for possible, as moves from the one that is true.

    ``matrix``: signs of counts in relations; ``persons``, ``loss`` and ``is_unseen`` by count.
    Where no more than EXACT_UP_TO counts may move, an integer program finds the least loss. Where
    more may, most of them are far from the one that must: then a linear program, and an integer one
    where that gives fractions, goes over those that NEAREST sums lead to, and over all only where
    these do not do.
    """

    def __init__(
        self, matrix: csr_array, persons: np.ndarray, loss: np.ndarray, is_unseen: np.ndarray
    ) -> None:
        self.matrix = matrix
        self.columns = matrix.tocsc()
        self.persons, self.loss, self.is_unseen = persons, loss, is_unseen

    def least_loss(
        self, place: int, move: int, free: np.ndarray, hidden: np.ndarray, near: bool = False
    ) -> np.ndarray | None:
        """How do the counts that are ``free`` move so that this one does, at the least loss?

        Those ``hidden`` move without loss. None where nothing fits; ``near``: or where only counts
        far away would make up for it.
        """
        if not free[place] or (move < 0 and -move > self.persons[place]):
            return None
        if free.sum() <= EXACT_UP_TO:
            some = np.flatnonzero(free)
            tables = (self._exact(place, move, some, hidden, n * abs(move)) for n in FARTHEST)
            return next((table for table in tables if table is not None), None)
        for times in FARTHEST[:1] if near else FARTHEST:
            for some in self._around(place, free, near):
                table = self._near(place, move, some, hidden, times * abs(move))
                if table is not None:
                    return table
        return None

    def _around(self, place: int, free: np.ndarray, near: bool) -> Iterator[np.ndarray]:
        reached = np.zeros(len(free), dtype=bool)
        reached[place] = True
        frontier, size = np.array([place]), 0
        for step in range(1, NEAREST[-1] + 1):
            sums = np.unique(self.columns[:, frontier].indices)
            beside = np.unique(self.matrix[sums].indices)
            frontier = beside[free[beside] & ~reached[beside]]
            reached[frontier] = True
            if step in NEAREST and reached.sum() > size:
                size = int(reached.sum())
                yield np.flatnonzero(reached)
        if not near and free.sum() > size:
            yield np.flatnonzero(free)

    def _near(
        self, place: int, move: int, some: np.ndarray, hidden: np.ndarray, far: int
    ) -> np.ndarray | None:
        size = len(some)
        least, most = self._ends(place, move, some, far)
        each = np.where(hidden[some], 0, self.loss[some]) / (2 * far) + NEARLY_NOTHING / far
        matrix = self._sums_of(some)
        constraints = LinearConstraint(block_array([[matrix, -matrix]], format="csr"), 0, 0)
        for whole in (0, 1):
            found = solved(
                np.concatenate([each, each]), constraints=constraints, bounds=Bounds(least, most),
                integrality=np.full(2 * size, whole),
            )  # fmt: skip
            if found is None:
                return None
            table = self._as_table(found, some)
            if self._agrees(table, place, move):
                return table
        return None

    def _exact(
        self, place: int, move: int, some: np.ndarray, hidden: np.ndarray, far: int
    ) -> np.ndarray | None:
        size, shown_now = len(some), ~hidden[some]
        matrix = self._sums_of(some)
        least, most = self._ends(place, move, some, far)
        costs = np.concatenate(
            [np.full(2 * size, NEARLY_NOTHING / far), np.where(shown_now, self.loss[some], 0)]
        )
        empty, use = csr_array((matrix.shape[0], size)), eye_array(size)
        caps = diags_array(np.where(shown_now, -2.0 * far, -4.0 * far))
        constraints = [
            LinearConstraint(block_array([[matrix, -matrix, empty]], format="csr"), 0, 0),
            LinearConstraint(block_array([[use, use, caps]], format="csr"), -np.inf, 0),
        ]
        bounds = Bounds(
            np.concatenate([least, np.zeros(size)]), np.concatenate([most, np.ones(size)])
        )
        found = solved(costs, constraints=constraints, bounds=bounds, integrality=np.ones(3 * size))
        if found is None:
            return None
        table = self._as_table(found, some)
        return table if self._agrees(table, place, move) else None

    def _sums_of(self, some: np.ndarray) -> csr_array:
        rows = np.unique(self.columns[:, some].indices)
        return self.matrix[rows][:, some]

    def _ends(
        self, place: int, move: int, some: np.ndarray, far: int
    ) -> tuple[np.ndarray, np.ndarray]:
        size, here = len(some), int(np.searchsorted(some, place))
        reach = np.where(self.is_unseen[some], np.maximum(far, self.persons[some]), far)
        least = np.zeros(2 * size)
        most = np.concatenate([reach, np.minimum(self.persons[some], reach)]).astype(float)
        for start, step in ((0, move), (size, -move)):
            least[start + here] = most[start + here] = max(step, 0)
        return least, most

    def _as_table(self, found: np.ndarray, some: np.ndarray) -> np.ndarray:
        size = len(some)
        table = np.zeros(len(self.persons), dtype=int)
        table[some] = np.rint(found[:size] - found[size : 2 * size])
        return table

    def _agrees(self, table: np.ndarray, place: int, move: int) -> bool:
        adds_up = not (self.matrix @ table).any()
        return adds_up and bool((self.persons + table >= 0).all()) and int(table[place]) == move
