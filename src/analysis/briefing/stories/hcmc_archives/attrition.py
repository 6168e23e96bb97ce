"""Hồ Chí Minh City's archives staff: what do leaving and the pace do?"""

from __future__ import annotations

from analysis.briefing.elements import (
    Column,
    DataTable,
    Element,
    Heading,
    Note,
    Prose,
    Sentence,
)
from analysis.briefing.sources_told import source_note
from analysis.briefing.stories.hcmc_archives.levels import LEVELS
from analysis.briefing.stories.hcmc_archives.pace import pace
from analysis.briefing.stories.hcmc_archives.road import road
from analysis.briefing.teller import Teller


def attrition(t: Teller) -> list[Element]:
    """What do stocks and training leave unexplained, and does the pace reach the target?"""
    return [
        Heading(t.word("What does attrition do?"), 2, "attrition"),
        Prose(*_residual_in_words(t)),
        _table_of_residuals(t),
        Note(
            t.word("Method"),
            t.say(
                "Residual = closing − opening − trained = qualified hires − losses − trained "
                "people who did not qualify. A negative residual means that people left, came "
                "twice or had not finished; a positive one that qualified people came from "
                "elsewhere."
            ),
        ),
        *pace(t),
        *road(t),
        source_note(t),
        Note(
            t.word("Limits"),
            t.say(
                "Attendances are counted as if each were a person who finished, although the "
                "bachelor classes and one intermediate class were still under way in 2016, so "
                "the growth in bachelor's degrees cannot come from them. The opening count lies "
                "before the scheme, the training within it; self-funded learners are left out. "
                "Every rate of attrition here is an assumption: no document prints one."
            ),
        ),
    ]


def _residual_in_words(t: Teller) -> list[Sentence]:
    metrics = ("stock_flow_residual_elementary", "stock_flow_residual_all_courses")
    signs = {fact.amount > 0 for metric in metrics for fact in t.readings(metric)}
    told = [
        t.say(
            "The report says that staff move often but prints no leavers. Closing stock less "
            "opening stock less people trained leaves a residual of {elementary} if only "
            "elementary courses qualify, and of {all_courses} if every course does.",
            elementary=t.both(metrics[0], signed=True),
            all_courses=t.both(metrics[1], signed=True),
        )
    ]
    if len(signs) > 1:
        told.append(
            t.say(
                "Even its sign is open, so losses cannot be read off: of those qualified at "
                "opening or trained since, they lie within {losses}.",
                losses=t.fact("losses_worst_case_all_courses", variant="recomputed"),
            )
        )
    return told


def _table_of_residuals(t: Teller) -> DataTable:
    columns = (
        Column(t.word("Level"), numeric=False),
        Column(t.word("Trained")),
        Column(t.word("Residual")),
        Column(t.word("Losses in the worst case")),
    )
    rows = []
    for level in LEVELS:
        metric = "stock_flow_residual_all_courses"
        known = t.has(metric, level)
        rows.append(
            (
                t.label(level),
                t.either("trained_all_courses", level) if known else "–",
                t.either(metric, level, signed=True) if known else t.word("not reported"),
                t.either("losses_worst_case_all_courses", level) if known else "–",
            )
        )
    for count, name in (
        ("elementary", t.word("Total, elementary courses only")),
        ("all_courses", t.word("Total, all courses")),
    ):
        rows.append(
            (
                name,
                t.either(f"trained_{count}"),
                t.either(f"stock_flow_residual_{count}", signed=True),
                t.either(f"losses_worst_case_{count}"),
            )
        )
    return DataTable(
        t.word("Stock-flow residual by level"),
        columns,
        tuple(rows),
        t.say("Persons{readings}.", readings=t.two_readings("qualified")),
    )
