"""Which facts can each study of a programme establish from what its documents print?"""

from __future__ import annotations

import pandas as pd

from analysis.metrics.attrition.leakage_facts import CORNER, leakage_facts
from analysis.metrics.attrition.pace import pace_facts
from analysis.metrics.attrition.road_facts import road_facts
from analysis.metrics.attrition.stock_flow import stock_flow_facts
from analysis.metrics.cells import counted
from analysis.metrics.comparable import comparability_of, require_comparable, resting_on
from analysis.metrics.conclusions import conclusion_facts
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
from analysis.metrics.qualification.profile import profile_facts
from analysis.metrics.qualification.unplaced import unplaced_facts
from analysis.metrics.ranges import with_ranges
from analysis.metrics.reported import (
    intensity_facts,
    reported_facts,
    seat_facts,
    standard_change_facts,
)
from analysis.sources.processed import Processed


def qualification_study(tables: Processed) -> list[Fact]:
    """What happened to qualification? The change between two counts, or the profile at one.

    The facts of the analyses that the programme's settings declare, each in every reading, with the
    ranges and the conclusions over them. Raises as the functions of ``qualification`` and as
    ``standard_change_facts``.
    """
    programme, settings = tables.programme, tables.settings
    across = comparability_of(settings, tables.breaks)
    facts: list[Fact] = []
    if "qualification" in settings:
        facts += qualification_change_facts(
            programme, settings["qualification"], tables.headcount, across
        )
        facts += unplaced_facts(programme, settings["qualification"], tables.headcount)
    if "profile" in settings:
        facts += profile_facts(programme, settings["profile"], tables.headcount)
    if "standard" in settings:
        facts += standard_change_facts(programme, settings["standard"], tables.figures, across)
    facts += coverage_facts(programme, tables.figures)
    return _in_every_reading(tables, facts)


def cost_study(tables: Processed) -> list[Fact]:
    """What did it cost, and how much training was there?

    The facts of the analyses that the programme's settings declare, each in every reading, with the
    ranges and the conclusions over them. Raises as the functions of ``cost`` and ``reported``.
    """
    programme, settings = tables.programme, tables.settings
    counts = _counts(tables)
    facts: list[Fact] = []
    if "cost" in settings:
        facts += _costs(tables, counts)
    if "seats" in settings:
        facts += seat_facts(programme, settings["seats"], tables.seats)
    if "class_size" in settings:
        facts += class_size_facts(programme, settings["class_size"], counts)
    if "reported" in settings:
        facts += reported_facts(programme, settings["reported"], tables.figures)
    if "intensity" in settings:
        facts += intensity_facts(programme, settings["intensity"], tables.figures)
    return _in_every_reading(tables, facts)


def attrition_study(tables: Processed) -> list[Fact]:
    """What does leaving do to qualification and cost, as far as the documents allow?

    The facts of the analyses that the programme's settings declare, each in every reading, with the
    ranges and the conclusions over them; it draws on the cost study of the programme and on the
    placements of those that it names. Raises as the functions of ``attrition`` and ``placement``,
    and SourceError where an earlier study has not been made.
    """
    programme, settings = tables.programme, tables.settings
    facts: list[Fact] = []
    if "attrition" in settings:
        attrition, qualification = settings["attrition"], settings["qualification"]
        counts = _counts(tables)
        facts += stock_flow_facts(programme, attrition, qualification, tables.headcount, counts)
        facts += leakage_facts(programme, attrition, qualification, tables.headcount, counts)
        facts += pace_facts(
            programme, attrition["pace"], qualification, tables.headcount, tables.figures
        )
        facts += road_facts(
            programme, attrition, qualification, tables.headcount, counts, tables.figures
        )
        facts = _across_the_counts(tables, facts)
    for placement in settings.get("placement", []):
        facts += placement_facts(programme, placement, tables.figures)
    if settings.keys() & {"draws_on", "retention"}:
        facts += _costs_of_those_who_stay(tables)
    return _in_every_reading(tables, facts)


def _costs_of_those_who_stay(tables: Processed) -> list[Fact]:
    programme, settings = tables.programme, tables.settings
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


def _in_every_reading(tables: Processed, facts: list[Fact]) -> list[Fact]:
    corners = [fact for fact in facts if fact.metric.startswith(CORNER)]
    results = [fact for fact in facts if not fact.metric.startswith(CORNER)]
    ranged = [*with_ranges(results), *corners]
    conclusions = tables.settings.get("conclusions", [])
    return [*ranged, *conclusion_facts(tables.programme, conclusions, ranged)]


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


def _costs(tables: Processed, counts: pd.DataFrame) -> list[Fact]:
    programme, settings = tables.programme, tables.settings["cost"]
    facts = cost_facts(programme, settings, tables.funding, counts)
    if "qualification" in tables.settings:
        gain = cost_of_qualification_facts(
            programme, settings, tables.settings["qualification"], tables.funding, tables.headcount
        )
        facts += _across_the_counts(tables, gain)
    prices, period = settings["prices"], settings["period"]
    return [
        *facts,
        *real_facts(prices, tables.consumer_prices, facts),
        *price_change_facts(programme, period, prices, tables.consumer_prices),
        *in_base_salaries_facts(facts, tables.base_salary, prices["years"]),
        *course_cost_facts(programme, settings, tables.funding, counts),
    ]


def _counts(tables: Processed) -> pd.DataFrame:
    return counted(tables.headcount, tables.training, tables.seats)
