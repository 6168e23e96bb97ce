"""Hồ Chí Minh City's archives staff: what stands on the first screen?"""

from __future__ import annotations

from analysis.briefing.checks_told import contradiction_box
from analysis.briefing.elements import Box, Element, Finding, KeyFindings, Masthead
from analysis.briefing.locale_format import period
from analysis.briefing.sources_told import facts_line
from analysis.briefing.stories.hcmc_archives.pace import BETWEEN, year_of_target
from analysis.briefing.teller import Teller

YEARS = ("2012", "2016")


def opening(t: Teller) -> list[Element]:
    """What must a reader know after half a minute?"""
    elements: list[Element] = [_masthead(t), _key_findings(t), _limits(t)]
    box = contradiction_box(t)
    return [*elements, box] if box else elements


def _masthead(t: Teller) -> Masthead:
    rate = "qualification_rate"
    if t.in_conflict(rate, period=YEARS[1]):
        finding = t.say(
            "The qualified share of archives staff {moved} from {opening} to {printed} as "
            "stated, but to {recomputed} by the report's own table: they cannot both be true",
            moved=t.direction(t.fact("qualification_rate_change", variant="printed")),
            opening=t.fact(rate, period=YEARS[0]),
            printed=t.fact(rate, period=YEARS[1], variant="printed"),
            recomputed=t.fact(rate, period=YEARS[1], variant="recomputed"),
        )
        stated = t.fact("qualified", period=YEARS[1], variant="printed")
        table = t.fact("qualified", period=YEARS[1], variant="recomputed")
        standfirst = t.say(
            "The report states {stated} qualified staff in {year}; the levels in its table add "
            "up to {table}. It does not say where the difference lies, so every result that "
            "depends on it stands here in both readings.",
            stated=t.number(stated, digits_only=True),
            table=t.number(table, digits_only=True),
            year=YEARS[1],
        )
    else:
        finding = t.say(
            "The qualified share of archives staff {moved} from {opening} to {closing}",
            moved=t.direction(t.fact("qualification_rate_change")),
            opening=t.fact(rate, period=YEARS[0]),
            closing=t.fact(rate, period=YEARS[1]),
        )
        standfirst = t.say("The text of the report and its table agree on the qualified staff.")
    return Masthead(
        t.lang, t.text(t.material.settings["title"]), finding, standfirst, facts_line(t),
        t.word("Draft"),
    )  # fmt: skip


def _key_findings(t: Teller) -> KeyFindings:
    change = "qualification_rate_change"
    departments = t.fact(change, "departments")
    short = t.fact("short_course_rate_change", "departments")
    formal = t.fact("formal_rate_change", "departments")
    return KeyFindings(
        t.word("Key findings"),
        (
            Finding(
                t.either("qualification_rate", period=YEARS[1]),
                t.say(
                    "qualified in {year}{readings}, against {opening} in {before}: a change of "
                    "{change}.",
                    readings=t.two_readings("qualified"),
                    year=YEARS[1],
                    before=YEARS[0],
                    opening=t.fact("qualification_rate", period=YEARS[0]),
                    change=t.both(change, signed=True),
                ),
            ),
            Finding(
                t.say("{change}", change=t.number(departments, signed=True)),
                t.say(
                    "in the departments: their qualified share {moved} from {opening} to {closing} "
                    "({years}). Short-course certificates {short_moved} by {short}, degrees and "
                    "diplomas {formal_moved} by {formal}.",
                    short_moved=t.direction(short),
                    short=t.number(short, absolute=True),
                    formal_moved=t.direction(formal),
                    formal=t.number(formal, absolute=True),
                    moved=t.direction(departments),
                    opening=t.fact("qualification_rate", "departments", YEARS[0]),
                    closing=t.fact("qualification_rate", "departments", YEARS[1]),
                    years=period(BETWEEN),
                ),
            ),
            Finding(
                t.say("{share}", share=t.number(t.fact("gain_share", "districts"), decimals=0)),
                t.say(
                    "of the table's net gain of {gain} ({years}) was made in the districts: "
                    "{districts}.",
                    gain=t.fact("net_additional_qualified", variant="recomputed"),
                    years=period(BETWEEN),
                    districts=t.fact("net_additional_qualified", "districts"),
                ),
            ),
            *_cost_finding(t),
            Finding(
                year_of_target(t, "flat"),
                t.say(
                    "is the year in which all staff would be qualified at the pace of {years} "
                    "with headcount unchanged. The goal was {goal}: needed each year {needed}; "
                    "gained each year {delivered}.",
                    goal=t.printed(t.material.settings["attrition"]["pace"]["target_year"]),
                    years=period(BETWEEN),
                    needed=t.both("required_per_year", "flat", decimals=0),
                    delivered=t.both("delivered_per_year", "flat", decimals=0),
                ),
            ),
        ),
    )


def _limits(t: Teller) -> Box:
    two_totals = t.say(
        "Which of the two totals is right: the missing people stand in no body and at no level, "
        "so results by body rest on the table alone."
    )
    return Box(
        t.word("What cannot be concluded"),
        (
            *([two_totals] if t.in_conflict("qualified", period=YEARS[1]) else []),
            t.say(
                "Whether the training made the change: nothing is printed about hires and "
                "leavers, nor about the state at the end of 2013, when the scheme began."
            ),
            t.say(
                "How many qualified people left: the printed figures allow anything within "
                "{losses}.",
                losses=t.fact("losses_worst_case_all_courses", variant="recomputed"),
            ),
            t.say("What a course of each kind cost: the funding is printed as one sum."),
        ),
        "limits",
    )


def _cost_finding(t: Teller) -> list[Finding]:
    if not t.has("cost_per_net_additional_qualified"):
        return []
    funding = t.fact("funding")
    return [
        Finding(
            t.either("cost_per_net_additional_qualified"),
            t.say(
                "for one more qualified person: {funding} ({years}) for {gain}.",
                funding=funding,
                years=period(funding.period),
                gain=t.both("net_additional_qualified"),
            ),
        )
    ]
