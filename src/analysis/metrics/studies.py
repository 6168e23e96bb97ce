"""Which facts can each study of a programme establish from what its documents print?"""

from __future__ import annotations

import pandas as pd

from analysis.metrics.cells import counted
from analysis.metrics.cost import class_size_facts, cost_facts, cost_of_qualification_facts
from analysis.metrics.facts import Fact
from analysis.metrics.pace import pace_facts
from analysis.metrics.placement import cost_per_retained_facts, placement_facts
from analysis.metrics.profile import profile_facts
from analysis.metrics.qualification import qualification_change_facts
from analysis.metrics.reported import (
    intensity_facts,
    reported_facts,
    seat_facts,
    standard_change_facts,
)
from analysis.metrics.road_facts import road_facts
from analysis.metrics.staff_years import staff_year_facts
from analysis.metrics.stock_flow import stock_flow_facts
from analysis.sources.processed import Processed


def qualification_study(tables: Processed) -> list[Fact]:
    """What happened to qualification? The change between two counts, or the profile at one."""
    programme, settings = tables.programme, tables.settings
    facts: list[Fact] = []
    if "qualification" in settings:
        facts += qualification_change_facts(programme, settings["qualification"], tables.headcount)
    if "profile" in settings:
        facts += profile_facts(programme, settings["profile"], tables.headcount)
    if "standard" in settings:
        facts += standard_change_facts(programme, settings["standard"], tables.figures)
    return facts


def cost_study(tables: Processed) -> list[Fact]:
    """What did it cost, and how much training was there?"""
    programme, settings = tables.programme, tables.settings
    counts = _counts(tables)
    facts: list[Fact] = []
    if "cost" in settings:
        facts += cost_facts(programme, settings["cost"], tables.funding, counts)
        if "qualification" in settings:
            facts += cost_of_qualification_facts(
                programme, settings["cost"], settings["qualification"], tables.funding,
                tables.headcount, tables.base_salary,
            )  # fmt: skip
    if "seats" in settings:
        facts += seat_facts(programme, settings["seats"], tables.seats)
    if "class_size" in settings:
        facts += class_size_facts(programme, settings["class_size"], counts)
    if "reported" in settings:
        facts += reported_facts(programme, settings["reported"], tables.figures)
    if "intensity" in settings:
        facts += intensity_facts(programme, settings["intensity"], tables.figures)
    return facts


def attrition_study(tables: Processed) -> list[Fact]:
    """What does leaving do to qualification and cost, as far as the documents allow?"""
    programme, settings = tables.programme, tables.settings
    facts: list[Fact] = []
    if "attrition" in settings:
        attrition, qualification = settings["attrition"], settings["qualification"]
        counts = _counts(tables)
        facts += stock_flow_facts(programme, attrition, qualification, tables.headcount, counts)
        facts += pace_facts(
            programme, attrition["pace"], qualification, tables.headcount, tables.targets
        )
        facts += road_facts(
            programme, attrition, qualification, tables.headcount, counts, tables.targets
        )
    for placement in settings.get("placement", []):
        facts += placement_facts(programme, placement, tables.figures)
    elsewhere = [tables.earlier(other, "attrition") for other in settings.get("draws_on", [])]
    for placement in elsewhere:
        facts += cost_per_retained_facts(programme, tables.earlier(programme, "cost"), placement)
    if "retention" in settings:
        cost = tables.earlier(programme, "cost")
        facts += staff_year_facts(programme, settings["retention"], cost, elsewhere)
    return facts


def _counts(tables: Processed) -> pd.DataFrame:
    return counted(tables.headcount, tables.training, tables.seats)
