"""What can a course of each kind have cost, where the money is not split?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from analysis.metrics.cells import Total, total_of
from analysis.metrics.facts import Fact, joined_sources, status_on
from analysis.sources.errors import SourceError


class ContradictoryNorms(SourceError):
    """No split of the money fits the declared norms."""


def course_cost_bounds(total_vnd: float, kinds: pd.DataFrame) -> pd.DataFrame:
    """Between what can one attendance of each kind have cost?

    ``kinds`` has the columns kind, count, is_lower_bound (of the count), floor_vnd and ceiling_vnd
    (per attendance; 0 and infinity where no norm is declared). All of ``total_vnd`` is spent on
    them. The result has the columns kind, least_vnd and most_vnd, per attendance; they are the
    ends of the linear program over all splits of the total:
    least = max(floor, (total − what the other kinds cost at most) / count),
    most = min(ceiling, (total − what the other kinds cost at least) / count).
    A kind whose count is a lower bound has no cost at most in total, and no least but its floor.
    Raises ContradictoryNorms where no split fits, with what contradicts, and ValueError for a kind
    that nobody attended.
    """
    nobody = kinds.loc[kinds["count"] <= 0, "kind"]
    if len(nobody):
        raise ValueError(f"Nobody attended {', '.join(nobody)}: declare kinds that were attended.")
    count, floor, ceiling = (
        kinds[column].to_numpy(float) for column in ("count", "floor_vnd", "ceiling_vnd")
    )
    open_ended = kinds["is_lower_bound"].to_numpy(bool)
    at_least, at_most = count * floor, np.where(open_ended, np.inf, count * ceiling)
    _require_a_split(total_vnd, kinds, at_least, at_most)
    others = ~np.eye(len(kinds), dtype=bool)
    least = (total_vnd - np.where(others, at_most, 0).sum(axis=1)) / count
    most = (total_vnd - np.where(others, at_least, 0).sum(axis=1)) / count
    return pd.DataFrame(
        {
            "kind": kinds["kind"].to_numpy(),
            "least_vnd": np.where(open_ended, floor, np.maximum(floor, least)),
            "most_vnd": np.minimum(ceiling, most),
        }
    )


def course_cost_facts(
    programme: str, settings: Mapping[str, Any], funding: pd.DataFrame, counts: pd.DataFrame
) -> list[Fact]:
    """Between what can one attendance of each declared kind have cost, in each reading?

    ``settings`` holds ``funding`` (a cell), ``period`` and ``kinds``: each with a ``name``, the
    cells of its ``printed`` and, where it differs, its ``recomputed`` count, and, where a norm
    exists, ``floor_vnd`` or ``ceiling_vnd`` per attendance with the ``sources`` of the norm. Facts
    have low and high in đồng and no value. Raises KeyError as ``total_of``, and as
    course_cost_bounds.
    """
    money = total_of(funding, "amount_vnd", [settings["funding"]])
    kinds = settings["kinds"]
    readings = {
        variant: [total_of(counts, "count", kind.get(variant, kind["printed"])) for kind in kinds]
        for variant in ("printed", "recomputed")
    }
    bounds = {
        variant: course_cost_bounds(money.value, _declared(kinds, totals)).set_index("kind")
        for variant, totals in readings.items()
    }
    facts = []
    for place, kind in enumerate(kinds):
        same = bounds["printed"].loc[kind["name"]].equals(bounds["recomputed"].loc[kind["name"]])
        for variant in ("printed",) if same else ("printed", "recomputed"):
            row = bounds[variant].loc[kind["name"]]
            sources = (*money.sources, *_rests_on(kinds, readings[variant], place))
            facts.append(
                Fact(
                    programme, "course_cost", kind["name"], settings["period"],
                    "both" if same else variant, "vnd",
                    "what the funding allows for one attendance, from least to most",
                    joined_sources(*sources), None, float(row["least_vnd"]), float(row["most_vnd"]),
                    status=status_on(sources),
                )
            )  # fmt: skip
    return facts


def _declared(kinds: Sequence[Mapping[str, Any]], totals: Sequence[Total]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "kind": [kind["name"] for kind in kinds],
            "count": [total.value for total in totals],
            "is_lower_bound": [total.is_lower_bound for total in totals],
            "floor_vnd": [float(kind.get("floor_vnd", 0)) for kind in kinds],
            "ceiling_vnd": [float(kind.get("ceiling_vnd", np.inf)) for kind in kinds],
        }
    )


def _rests_on(
    kinds: Sequence[Mapping[str, Any]], totals: Sequence[Total], place: int
) -> Sequence[str]:
    norms = [source for kind in kinds for source in kind.get("sources", [])]
    if not norms:
        return totals[place].sources
    return [*(source for total in totals for source in total.sources), *norms]


def _require_a_split(
    total_vnd: float, kinds: pd.DataFrame, at_least: np.ndarray, at_most: np.ndarray
) -> None:
    crossed = kinds.loc[kinds["floor_vnd"] > kinds["ceiling_vnd"], "kind"]
    problem = ""
    if len(crossed):
        problem = f"the floor of {', '.join(crossed)} lies above the ceiling"
    elif at_least.sum() > total_vnd:
        problem = f"the floors alone need {at_least.sum():.0f} đồng of a total of {total_vnd:.0f}"
    elif at_most.sum() < total_vnd:
        problem = f"the ceilings allow {at_most.sum():.0f} đồng of a total of {total_vnd:.0f}"
    if problem:
        raise ContradictoryNorms(
            f"{problem}. The norms or the counts of {', '.join(kinds['kind'])} cannot be right "
            "together: check cost.kinds in data/raw/programmes.yml."
        )
