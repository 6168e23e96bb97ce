"""Figures of persons of a few rows, and the rule of the project."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd
import pytest

from analysis.metrics.disclosure.rule import Rule

RULE = Rule(threshold_persons=5, whole_group_under_persons=10)
Figures = Callable[..., pd.DataFrame]


@pytest.fixture(scope="session")
def figures() -> Figures:
    """Cleaned figures of a source: by group and category how many persons, in one or more years."""

    def build(*years: tuple[str, Mapping[str, Mapping[str, int]]]) -> pd.DataFrame:
        rows = [
            {
                "id": f"{group}-{category}-{year}".replace("_", "-"),
                "document": "scheme-returns",
                "period": year,
                "group": group,
                "category": category,
                "measure": "headcount",
                "unit": "persons",
                "value": str(persons),
                "bound": "exact",
            }
            for year, groups in years
            for group, categories in groups.items()
            for category, persons in categories.items()
        ]
        return pd.DataFrame(rows, dtype="str")

    return build


@pytest.fixture(scope="session")
def rule() -> Rule:
    """Fewer than five persons are kept back."""
    return RULE
