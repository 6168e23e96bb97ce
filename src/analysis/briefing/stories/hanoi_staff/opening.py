"""Hà Nội's staff: what stands on the first screen?"""

from __future__ import annotations

from analysis.briefing.elements import Box, Element, Finding, KeyFindings, Masthead, followed_by
from analysis.briefing.locale_format import period
from analysis.briefing.teller import Teller
from analysis.briefing.told.checks import contradiction_box
from analysis.briefing.told.conclusions import in_every_reading
from analysis.briefing.told.receipted import as_printed
from analysis.briefing.told.sources import facts_line

RESERVE = "commune_reserve_officials"


def opening(t: Teller) -> list[Element]:
    """What must a reader know after half a minute?"""
    elements: list[Element] = [_masthead(t), _key_findings(t), _limits(t)]
    box = contradiction_box(t)
    return [*elements, box] if box else elements


def _masthead(t: Teller) -> Masthead:
    return Masthead(
        t.lang,
        t.text(t.material.settings["title"]),
        t.say(
            "{share} of Hà Nội's staff hold a university degree or more; what {attendances} "
            "changed in that cannot be read from the documents",
            share=t.fact("share_at_or_above_university"),
            attendances=t.fact("attendances"),
        ),
        followed_by(
            t.say(
                "The decision of 2022 prints the staff by level once, without an earlier count, "
                "and no funding for 2016–2020. So there is a profile, but no change and no cost."
            ),
            *in_every_reading(t),
        ),
        facts_line(t),
        t.word("Draft"),
    )


def _key_findings(t: Teller) -> KeyFindings:
    share, meets = "share_at_or_above_university", "meets_standard"
    officials = t.fact("meets_standard_change", "elected_officials")
    return KeyFindings(
        t.word("Key findings"),
        (
            Finding(
                t.say("{share}", share=t.fact(share)),
                t.say(
                    "of staff hold a university degree or more (2022): {civil} of civil servants, "
                    "{commune} of commune staff, {employees} of public employees.",
                    civil=t.fact(share, "civil_servants"),
                    commune=t.fact(share, "commune_staff"),
                    employees=t.fact(share, "public_employees"),
                ),
            ),
            Finding(
                t.say("{change}", change=t.number(officials, signed=True, decimals=0)),
                t.say(
                    "({period}): the share of officials meeting the standard {course}; the "
                    "article prints {printed} in {years} year.",
                    printed=as_printed(t, "hnp-2019-06-08#officials-standard-change"),
                    years=as_printed(t, "hnp-2019-06-08#officials-standard-years"),
                    period=period(officials.period),
                    course=t.course(
                        officials,
                        t.fact(meets, "elected_officials", "2015"),
                        t.fact(meets, "elected_officials", "2019"),
                    ),
                ),
            ),
            Finding(
                t.say("{number}", number=t.fact("attendances")),
                t.say(
                    "at courses in the country ({period}): {intensity} a year for each member of "
                    "staff. Attendances are not people.",
                    period=period("2016-2020"),
                    intensity=t.fact("attendances_per_staff_member_and_year"),
                ),
            ),
            Finding(
                t.say("{rate}", rate=t.number(t.fact("placement_rate", RESERVE), decimals=1)),
                t.say(
                    "of the reserve officials trained for communes were placed ({years}): "
                    "{placed} of {trained}; {rest} were not.",
                    years=period(t.fact("placed", RESERVE).period),
                    placed=t.fact("placed", RESERVE),
                    trained=t.fact("trained_before_placement", RESERVE),
                    rest=t.fact("not_placed", RESERVE),
                ),
            ),
            Finding(
                t.say(
                    "{early} / {late}",
                    early=t.number(t.fact("postgraduates", period="2016-2019"), digits_only=True),
                    late=t.number(t.fact("postgraduates", period="2016-2020"), digits_only=True),
                ),
                t.say(
                    "sent to postgraduate study, by the article of 2019 ({early}) and by the "
                    "decision of 2022 ({late}): different periods and funding, so no growth can "
                    "be read from them.",
                    early=period("2016-2019"),
                    late=period("2016-2020"),
                ),
            ),
        ),
    )


def _limits(t: Teller) -> Box:
    return Box(
        t.word("What cannot be concluded"),
        (
            t.say("How qualification changed: the levels are printed for one point in time only."),
            t.say("What training cost in these years: no document prints the money."),
            t.say("How many people were trained: one person can attend many times."),
            t.say(
                "How many left: no leavers are printed. The placement of reserve officials is "
                "the only conversion that can be observed."
            ),
        ),
        "limits",
    )
