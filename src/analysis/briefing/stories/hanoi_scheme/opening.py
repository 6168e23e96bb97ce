"""Hà Nội's scheme: what stands on the first screen?"""

from __future__ import annotations

from analysis.briefing.elements import Box, Element, Finding, KeyFindings, Masthead, followed_by
from analysis.briefing.locale_format import period
from analysis.briefing.teller import Teller
from analysis.briefing.told.conclusions import in_every_reading
from analysis.briefing.told.sources import facts_line


def opening(t: Teller) -> list[Element]:
    """What must a reader know after half a minute?"""
    return [_masthead(t), _key_findings(t), _limits(t)]


def _masthead(t: Teller) -> Masthead:
    return Masthead(
        t.lang,
        t.text(t.material.settings["title"]),
        t.say(
            "{funding} for {seats}: {cost} a seat as planned, and no result in the documents at "
            "hand",
            funding=t.fact("funding"),
            seats=t.fact("seats"),
            cost=t.fact("cost_per_planned_seat"),
        ),
        followed_by(
            t.say(
                "The decision fixes seats, target shares and one sum of money. It is a plan: "
                "nothing in it says what was done or spent."
            ),
            *in_every_reading(t),
        ),
        facts_line(t),
        t.word("Draft"),
    )


def _key_findings(t: Teller) -> KeyFindings:
    return KeyFindings(
        t.word("Key findings"),
        (
            Finding(
                t.say("{cost}", cost=t.fact("cost_per_planned_seat")),
                t.say(
                    "for one planned seat ({years}), postgraduate seats included; {without} if "
                    "only the {count} of short courses are counted.",
                    years=period(t.fact("funding").period),
                    without=t.fact("cost_per_planned_course_seat"),
                    count=t.fact("count_of_planned_course_seat"),
                ),
            ),
            Finding(
                t.say(
                    "{share}", share=t.number(t.fact("seat_share", "public_employees"), decimals=1)
                ),
                t.say(
                    "of the seats ({years}) go to public employees ({employees}), against "
                    "{commune} to commune staff and {expert} to the future experts.",
                    years=period(t.fact("seats").period),
                    employees=t.fact("seats", "public_employees"),
                    commune=t.fact("seats", "commune_staff"),
                    expert=t.fact("seats", "expert_team"),
                ),
            ),
            Finding(
                t.say("{year}", year=t.fact("funding_per_year")),
                t.say(
                    "a year on average ({years}): {staff} over the whole period for each of "
                    "{count}.",
                    years=period(t.fact("funding").period),
                    staff=t.fact("cost_per_staff_member"),
                    count=t.fact("count_of_staff_member"),
                ),
            ),
            Finding(
                t.say("{cost}", cost=t.fact("cost_per_retained_planned_seat")),
                t.say(
                    "for one seat ({years}) whose holder is placed, if placement were as in "
                    "the earlier pilot for communes. An assumption, against {plain} without it.",
                    years=period(t.fact("cost_per_planned_seat").period),
                    plain=t.fact("cost_per_planned_seat"),
                ),
            ),
        ),
    )


def _limits(t: Teller) -> Box:
    return Box(
        t.word("What cannot be concluded"),
        (
            t.say(
                "What a seat of each kind costs: short courses and postgraduate study share one "
                "sum, and lengths of courses are not given."
            ),
            t.say(
                "Whether the seats suffice for the target shares: the size of most audiences is "
                "not printed."
            ),
            t.say("How many people will be trained: one person may take several seats."),
            t.say(
                "What attrition will do: the decision asks for yearly reports but prints no rate."
            ),
        ),
        "limits",
    )
