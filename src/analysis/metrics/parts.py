"""Of which parts is each study made? Each establishes its facts by itself."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from analysis.metrics.attrition.leakage_facts import leakage_facts
from analysis.metrics.attrition.pace import pace_facts
from analysis.metrics.attrition.road_facts import road_facts
from analysis.metrics.attrition.stock_flow import stock_flow_facts
from analysis.metrics.cells import counted
from analysis.metrics.comparable import comparability_of, require_comparable, resting_on
from analysis.metrics.cost.base_salaries import in_base_salaries_facts
from analysis.metrics.cost.course_costs import course_cost_facts
from analysis.metrics.cost.placement import cost_per_retained_facts, placement_facts
from analysis.metrics.cost.prices import price_change_facts, real_facts
from analysis.metrics.cost.staff_years import staff_year_facts
from analysis.metrics.cost.unit_costs import (
    class_size_facts,
    cost_facts,
    cost_of_qualification_facts,
)
from analysis.metrics.coverage import coverage_facts
from analysis.metrics.facts import Fact, facts_table, only_readings
from analysis.metrics.qualification.change import qualification_change_facts
from analysis.metrics.qualification.details import qualification_detail_facts
from analysis.metrics.qualification.profile import profile_facts
from analysis.metrics.qualification.unplaced import unplaced_facts
from analysis.metrics.reported import (
    intensity_facts,
    reported_facts,
    seat_facts,
    standard_change_facts,
)
from analysis.sources.processed import Processed

Part = Callable[[Processed], list[Fact]]


def _changes(tables: Processed) -> list[Fact]:
    programme, settings = tables.programme, tables.settings
    if "qualification" not in settings:
        return []
    across = comparability_of(settings, tables.breaks)
    return qualification_change_facts(
        programme, settings["qualification"], tables.headcount, across
    )


def _details(tables: Processed) -> list[Fact]:
    programme, settings = tables.programme, tables.settings
    if "qualification" not in settings:
        return []
    across = comparability_of(settings, tables.breaks)
    return qualification_detail_facts(
        programme, settings["qualification"], tables.headcount, across
    )


def _unplaced(tables: Processed) -> list[Fact]:
    if "qualification" not in tables.settings:
        return []
    return unplaced_facts(tables.programme, tables.settings["qualification"], tables.headcount)


def _profile(tables: Processed) -> list[Fact]:
    programme, settings = tables.programme, tables.settings
    facts: list[Fact] = []
    if "profile" in settings:
        facts += profile_facts(programme, settings["profile"], tables.headcount)
    if "standard" in settings:
        across = comparability_of(settings, tables.breaks)
        facts += standard_change_facts(programme, settings["standard"], tables.figures, across)
    return facts


def _coverage(tables: Processed) -> list[Fact]:
    return list(coverage_facts(tables.programme, tables.figures))


def _unit_costs(tables: Processed) -> list[Fact]:
    if "cost" not in tables.settings:
        return []
    programme, settings = tables.programme, tables.settings["cost"]
    facts = cost_facts(programme, settings, tables.funding, _counts(tables))
    if "qualification" in tables.settings:
        gain = cost_of_qualification_facts(
            programme, settings, tables.settings["qualification"], tables.funding, tables.headcount
        )
        facts += _across_the_counts(tables, gain)
    return facts


def _in_comparable_terms(tables: Processed) -> list[Fact]:
    if "cost" not in tables.settings:
        return []
    programme, settings = tables.programme, tables.settings["cost"]
    prices, facts = settings["prices"], _unit_costs(tables)
    return [
        *real_facts(prices, tables.consumer_prices, facts),
        *price_change_facts(programme, settings["period"], prices, tables.consumer_prices),
        *in_base_salaries_facts(facts, tables.base_salary, prices["years"]),
        *course_cost_facts(programme, settings, tables.funding, _counts(tables)),
    ]


def _what_was_counted(tables: Processed) -> list[Fact]:
    programme, settings = tables.programme, tables.settings
    facts: list[Fact] = []
    if "seats" in settings:
        facts += seat_facts(programme, settings["seats"], tables.seats)
    if "class_size" in settings:
        facts += class_size_facts(programme, settings["class_size"], _counts(tables))
    if "reported" in settings:
        facts += reported_facts(programme, settings["reported"], tables.figures)
    if "intensity" in settings:
        facts += intensity_facts(programme, settings["intensity"], tables.figures)
    return facts


def _stocks_and_flows(tables: Processed) -> list[Fact]:
    if "attrition" not in tables.settings:
        return []
    attrition, qualification = tables.settings["attrition"], tables.settings["qualification"]
    counts = _counts(tables)
    common = (tables.programme, attrition, qualification, tables.headcount, counts)
    return _across_the_counts(tables, [*stock_flow_facts(*common), *leakage_facts(*common)])


def _pace(tables: Processed) -> list[Fact]:
    if "attrition" not in tables.settings:
        return []
    pace, qualification = tables.settings["attrition"]["pace"], tables.settings["qualification"]
    facts = pace_facts(tables.programme, pace, qualification, tables.headcount, tables.figures)
    return _across_the_counts(tables, facts)


def _road(tables: Processed) -> list[Fact]:
    if "attrition" not in tables.settings:
        return []
    attrition, qualification = tables.settings["attrition"], tables.settings["qualification"]
    counts, figures = _counts(tables), tables.figures
    facts = road_facts(
        tables.programme, attrition, qualification, tables.headcount, counts, figures
    )
    return _across_the_counts(tables, facts)


def _placement(tables: Processed) -> list[Fact]:
    programme, placements = tables.programme, tables.settings.get("placement", [])
    return [fact for one in placements for fact in placement_facts(programme, one, tables.figures)]


def _costs_of_those_who_stay(tables: Processed) -> list[Fact]:
    programme, settings = tables.programme, tables.settings
    if not settings.keys() & {"draws_on", "retention"}:
        return []
    elsewhere = [
        only_readings(tables.earlier(other, "attrition")) for other in settings.get("draws_on", [])
    ]
    cost = only_readings(tables.earlier(programme, "cost"))
    retained = [
        fact
        for placement in elsewhere
        for fact in cost_per_retained_facts(programme, cost, placement)
    ]
    if "retention" not in settings:
        return retained
    costs = pd.concat([cost, facts_table(retained)])
    return [*retained, *staff_year_facts(programme, settings["retention"], costs)]


def _across_the_counts(tables: Processed, facts: list[Fact]) -> list[Fact]:
    across = comparability_of(tables.settings, tables.breaks)
    settings = tables.settings["qualification"]
    told = []
    for fact in facts:
        categories = [fact.group] if fact.group in settings["levels"] else ["all", "qualified"]
        points = [
            across.point("total", category, str(settings[year]))
            for category in categories
            for year in ("opening", "closing")
        ]
        told.append(resting_on(fact, require_comparable(points, across.breaks, across.bridged)))
    return told


def _counts(tables: Processed) -> pd.DataFrame:
    return counted(tables.headcount, tables.training, tables.seats)


PARTS: dict[str, tuple[Part, ...]] = {
    "qualification": (_changes, _details, _unplaced, _profile, _coverage),
    "cost": (_unit_costs, _in_comparable_terms, _what_was_counted),
    "attrition": (_stocks_and_flows, _pace, _road, _placement, _costs_of_those_who_stay),
}
"""By the name of the study."""
