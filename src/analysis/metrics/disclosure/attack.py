"""How much can a reader find out about what was kept back?"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint
from scipy.sparse import csr_array

from analysis.metrics.disclosure.programs import solved

UNBOUNDED = np.inf


def feasible_intervals(
    counts: pd.Series, relations: pd.DataFrame, hidden: set[str]
) -> pd.DataFrame:
    """Between which whole numbers must each count lie that was kept back, by all that is shown?

    ``counts``: persons by name. ``relations`` as of ``counts_of``. The reader knows every relation,
    every count that is not ``hidden``, and that no count is negative. Columns least_persons and
    most_persons, by name, in the order of ``counts``; infinite where nothing bounds it from above.
    One integer program an end (the attacker's problem, e.g. Fischetti and Salazar 2000).
    """
    names = [name for name in counts.index if name in hidden]
    if not names:
        return pd.DataFrame(columns=["least_persons", "most_persons"], dtype=float)
    matrix = matrix_of(relations, names)
    known = matrix @ counts[names].to_numpy(dtype=float)
    far = 4 * float(counts.sum()) + 1000
    rows = []
    for place in range(len(names)):
        goal = np.zeros(len(names))
        goal[place] = 1
        least, most = (_end(sign * goal, matrix, known, far) for sign in (1, -1))
        rows.append((least, UNBOUNDED if -most >= far / 2 else -most))
    return pd.DataFrame(rows, index=names, columns=["least_persons", "most_persons"])


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
