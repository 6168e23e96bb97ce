"""What must stay kept back, so that this edition does not tell what the one before kept back?"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from scipy.sparse.csgraph import connected_components

from analysis.metrics.disclosure.attack import matrix_of
from analysis.metrics.disclosure.relations import Linked
from analysis.metrics.disclosure.rule import Rule


def kept_back_before(linked: Linked, editions: Sequence[pd.DataFrame], rule: Rule) -> pd.DataFrame:
    """Which counts were kept back and lie with others whose shown number was revised since?

    ``editions`` in the columns of DISCLOSURE; the result as of ``sensitive_counts``. Who takes what
    seems unchanged from this edition into the sums of the one before would find out what was small
    there, and what that was is not known here: so all that it kept back stays kept back, and from
    its number to the threshold below and above must be possible. Where nothing that was shown has
    another number now, this edition adds nothing.
    """
    now = linked.counts["persons"]
    names = list(now.index)
    matrix = matrix_of(linked.relations, names)
    labels = pd.Series(connected_components(matrix.T @ matrix, directed=False)[1], index=names)
    found: set[str] = set()
    for edition in editions:
        then = edition.set_index("name")["persons"].reindex(names)
        is_revised = (then.notna() & then.ne(now)).fillna(False)
        was_kept = pd.Series(names, index=names).isin(edition["name"]) & then.isna()
        found |= set(then.index[was_kept & labels.isin(labels[is_revised])])
    persons = now[[name for name in names if name in found]]
    return pd.DataFrame(
        {
            "low_persons": (persons - rule.threshold_persons).clip(lower=0),
            "high_persons": persons + rule.threshold_persons,
        }
    )
