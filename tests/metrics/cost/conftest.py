"""Hà Nội's costs, and the pilot whose placement may hold for them."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from analysis.metrics.cells import counted
from analysis.metrics.cost.placement import placement_facts
from analysis.metrics.cost.unit_costs import cost_facts
from analysis.metrics.facts import facts_table
from analysis.sources.processed import Processed


@pytest.fixture(scope="session")
def costs_and_pilot(real: Callable[[str], Processed]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The facts of the scheme's costs, and those of the pilot for commune officials."""
    staff, scheme = real("hanoi-staff-2014-2020"), real("hanoi-scheme-2022-2025")
    (pilot, _) = staff.settings["placement"]
    counts = counted(scheme.headcount, scheme.training, scheme.seats)
    costs = cost_facts(scheme.programme, scheme.settings["cost"], scheme.funding, counts)
    placement = placement_facts(staff.programme, pilot, staff.figures)
    return facts_table(costs), facts_table(placement)
