"""How much can a reader find out about what was kept back?"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from analysis.metrics.disclosure.programs import solved

UNBOUNDED = np.inf


def feasible_intervals(
    counts: pd.Series, relations: pd.DataFrame, hidden: set[str], asked: Iterable[str] | None = None
) -> pd.DataFrame:
    """Between which whole numbers must each count lie that was kept back, by all that is shown?

    ``counts``: persons by name. ``relations`` as of ``counts_of``. The reader knows every relation,
    every count that is not ``hidden``, and that no count is negative; ``asked``: of which of these
    the ends are sought, of all where it is None. Columns least_persons and most_persons, by name,
    in the order of ``counts``; infinite where nothing bounds it from above. One integer program an
    end (the attacker's problem, e.g. Fischetti and Salazar 2000), over the counts that hang
    together.
    """
    names = [name for name in counts.index if name in hidden]
    wanted = hidden if asked is None else set(asked)
    rows = {}
    far = 4 * float(counts.sum()) + 1000
    matrix = matrix_of(relations, names)
    for places in _hanging_together(matrix):
        rules = np.unique(matrix[:, places].tocoo().coords[0])
        own = matrix[rules][:, places]
        known = own @ counts[[names[place] for place in places]].to_numpy(dtype=float)
        for at, place in enumerate(places):
            if names[place] not in wanted:
                continue
            goal = np.zeros(len(places))
            goal[at] = 1
            least, most = (_end(sign * goal, own, known, far) for sign in (1, -1))
            rows[names[place]] = (least, UNBOUNDED if -most >= far / 2 else -most)
    found = pd.DataFrame(rows.values(), columns=["least_persons", "most_persons"], dtype=float)
    found.index = pd.Index(list(rows), dtype="object")
    return found.loc[[name for name in names if name in rows]]


def _hanging_together(matrix: csr_array) -> list[np.ndarray]:
    if not matrix.shape[1]:
        return []
    _, labels = connected_components(matrix.T @ matrix, directed=False)
    return [np.flatnonzero(labels == label) for label in np.unique(labels)]


def matrix_of(relations: pd.DataFrame, names: list[str]) -> csr_array:
    """Which sign has each of these counts in each relation? A row a relation, a column a count."""
    columns = pd.Index(names).get_indexer(relations["name"])
    rows, _ = pd.factorize(relations["relation"])
    within = columns >= 0
    entries = (relations["sign"].to_numpy(dtype=float)[within], (rows[within], columns[within]))
    height = rows.max() + 1 if len(rows) else 0
    return csr_array(entries, shape=(height, len(names)))


def _end(goal: np.ndarray, matrix: csr_array, known: np.ndarray, far: float) -> float:
    equations = LinearConstraint(matrix, known, known) if matrix.shape[0] else ()
    whole = np.ones(len(goal))
    found = solved(goal, constraints=equations, integrality=whole, bounds=Bounds(0, far))
    if found is None:
        raise ValueError("The relations contradict the counts: no table fits what is shown.")
    return float(round(goal @ found))
