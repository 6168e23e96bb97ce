"""Hồ Chí Minh City's archives staff: what stands on the first screen?"""

from __future__ import annotations

from analysis.briefing.elements import (
    Box,
    Element,
    Finding,
    KeyFindings,
    Masthead,
    Sentence,
    followed_by,
)
from analysis.briefing.locale_format import period
from analysis.briefing.stories.hcmc_archives.pace import BETWEEN, gained_each_year, year_of_target
from analysis.briefing.teller import Teller
from analysis.briefing.told.checks import contradiction_box
from analysis.briefing.told.conclusions import in_every_reading
from analysis.briefing.told.receipted import as_printed
from analysis.briefing.told.sources import facts_line

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
            "The qualified share of archives staff {course} as stated, but to {recomputed} by "
            "the report's own table: they cannot both be true",
            course=_course(t, "total", "printed"),
            recomputed=t.fact(rate, period=YEARS[1], variant="recomputed"),
        )
        stated = t.fact("qualified", period=YEARS[1], variant="printed")
        table = t.fact("qualified", period=YEARS[1], variant="recomputed")
        standfirst = t.say(
            "The report states {stated} qualified staff in {year}; the levels in its table add "
            "up to {table}. It does not say where the difference lies: results in total stand in "
            "both readings, those by body rest on the table.",
            stated=t.number(stated, digits_only=True),
            table=t.number(table, digits_only=True),
            year=YEARS[1],
        )
        standfirst = followed_by(standfirst, *in_every_reading(t))
    else:
        finding = t.say(
            "The qualified share of archives staff {course}",
            course=_course(t, "total"),
        )
        standfirst = t.say("The text of the report and its table agree on the qualified staff.")
    return Masthead(
        t.lang, t.text(t.material.settings["title"]), finding, standfirst, facts_line(t),
        t.word("Draft"),
    )  # fmt: skip


def _course(t: Teller, body: str, variant: str = "") -> Sentence:
    rate, change = "qualification_rate", "qualification_rate_change"
    opening, closing = (t.fact(rate, body, year, variant) for year in YEARS)
    return t.course(t.fact(change, body, variant=variant), opening, closing)


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
                followed_by(
                    t.say(
                        "in the departments, by the table: their qualified share {course} "
                        "({years}). Short-course certificates {short_moved} by {short}, degrees "
                        "and diplomas {formal_moved} by {formal}.",
                        short_moved=t.direction(short),
                        short=t.number(short, absolute=True),
                        formal_moved=t.direction(formal),
                        formal=t.number(formal, absolute=True),
                        course=_course(t, "departments"),
                        years=period(BETWEEN),
                    ),
                    *_turned(t, "departments"),
                ),
            ),
            Finding(
                t.say("{share}", share=t.number(t.fact("gain_share", "districts"), decimals=0)),
                followed_by(
                    t.say(
                        "of the table's net gain of {gain} ({years}) was made in the districts: "
                        "{districts}.",
                        gain=t.fact("net_additional_qualified", variant="recomputed"),
                        years=period(BETWEEN),
                        districts=t.fact("net_additional_qualified", "districts"),
                    ),
                    *_spread(t, "gain_share", "districts"),
                ),
            ),
            *_cost_finding(t),
            Finding(
                year_of_target(t, "flat"),
                t.say(
                    "is the year in which all staff would be qualified at the pace of {years} "
                    "with headcount unchanged ({favourable} if the whole gain was made in the "
                    "scheme's {count} years). The goal was {goal}: needed each year {needed}; "
                    "{gained}.",
                    goal=as_printed(t, t.material.settings["attrition"]["pace"]["target_year"]),
                    years=period(BETWEEN),
                    favourable=year_of_target(t, "flat_scheme_years"),
                    count=t.number(t.fact("scheme_years"), digits_only=True),
                    needed=t.both("required_per_year", "flat", decimals=0),
                    gained=gained_each_year(t),
                ),
            ),
        ),
    )


def _turned(t: Teller, body: str) -> list[Sentence]:
    if not t.has("persons_to_reverse", body):
        return []
    return [
        t.say(
            "Turned round if {fewest} or more of the {unplaced} in dispute belong there.",
            fewest=t.number(t.fact("persons_to_reverse", body), digits_only=True),
            unplaced=t.number(t.fact("unplaced_qualified"), digits_only=True),
        )
    ]


def _spread(t: Teller, metric: str, group: str) -> list[Sentence]:
    if not t.has_range(metric, group):
        return []
    return [t.say("Over all readings: {span}.", span=t.span(metric, group, decimals=0))]


def _limits(t: Teller) -> Box:
    two_totals = t.say(
        "Which of the two totals is right: results by body rest on the table and would differ if "
        "the difference belonged to one of them."
    )
    return Box(
        t.word("What cannot be concluded"),
        (
            *([two_totals] if t.in_conflict("qualified", period=YEARS[1]) else []),
            t.say(
                "Whether the training made the change: no numbers are printed of hires and "
                "leavers, nor of the state at the end of 2013, when the scheme began."
            ),
            t.say(
                "How many qualified people left, or whether more left than came: of those "
                "qualified at opening or trained since, anything within {losses} can have left.",
                losses=t.fact("losses_classes_ended", variant="recomputed"),
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
                "for one more qualified person: {funding} ({years}) divided by the gain between "
                "the counts, {gain}.",
                funding=funding,
                years=period(funding.period),
                gain=t.both("net_additional_qualified"),
            ),
        )
    ]
