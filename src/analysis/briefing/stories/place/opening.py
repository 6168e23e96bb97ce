"""A programme told from returns or a register: what stands on the first screen?"""

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
from analysis.briefing.stories.place.known import (
    CHANGE,
    DEGREE,
    RATE,
    changes,
    counts_units,
    groups_of,
    lists_units,
    years_of,
)
from analysis.briefing.teller import Teller
from analysis.briefing.told.checks import contradiction_box
from analysis.briefing.told.conclusions import in_every_reading
from analysis.briefing.told.kept_back import shown_of
from analysis.briefing.told.sources import facts_line


def opening(t: Teller) -> list[Element]:
    """What must a reader know after half a minute?"""
    elements: list[Element] = [_masthead(t), _key_findings(t), _limits(t)]
    box = contradiction_box(t)
    return [*elements, box] if box else elements


def _masthead(t: Teller) -> Masthead:
    return Masthead(
        t.lang,
        t.text(t.material.settings["title"]),
        _finding(t),
        followed_by(_standfirst(t), *in_every_reading(t)),
        facts_line(t),
        t.word("Draft"),
    )


def _finding(t: Teller) -> Sentence:
    if not changes(t):
        return t.say(
            "{share} of staff hold a university degree or more ({year})",
            share=t.fact(DEGREE),
            year=years_of(t)[-1],
        )
    if t.in_conflict(RATE, period=years_of(t)[1]):
        return t.say(
            "The qualified share of staff {course} as the units state it, but to {recomputed} "
            "by the rows of their own returns",
            course=_course(t, "total", "printed"),
            recomputed=t.fact(RATE, period=years_of(t)[1], variant="recomputed"),
        )
    return t.say("The qualified share of staff {course}", course=_course(t, "total", "recomputed"))


def _standfirst(t: Teller) -> Sentence:
    if not counts_units(t):
        return t.say("Every person of the register is counted once.")
    year = years_of(t)[-1]
    counted = t.fact("units_counted", period=year)
    if not lists_units(t):
        return t.say(
            "Counted are the returns of {counted}. Nobody has listed the units that owe one, so "
            "how much is missing is not known.",
            counted=counted,
        )
    return t.say(
        "Counted are {counted} of the {listed} that owe a return ({year}). Every total is one of "
        "these units, not of the whole.",
        counted=counted,
        listed=t.fact("units_listed", period=year),
        year=year,
    )


def _course(t: Teller, group: str, variant: str = "") -> Sentence:
    opening, closing = (t.fact(RATE, group, year, variant) for year in years_of(t))
    return t.course(t.fact(CHANGE, group, variant=variant), opening, closing)


def _key_findings(t: Teller) -> KeyFindings:
    found = [*(_of_change(t) if changes(t) else _of_profile(t)), *_of_coverage(t)]
    return KeyFindings(t.word("Key findings"), tuple(found))


def _of_change(t: Teller) -> list[Finding]:
    first, last = years_of(t)
    reading = "recomputed"
    by_change = sorted(
        shown_of(t, CHANGE, groups_of(t)), key=lambda group: t.fact(CHANGE, group).amount
    )
    findings = [
        Finding(
            t.say("{rate}", rate=t.fact(RATE, period=last, variant=reading)),
            t.say(
                "of {staff} were qualified in {year}, by the rows of the returns, against "
                "{opening} in {before}: a change of {change}."
                if counts_units(t)
                else "of {staff} were qualified in {year}, counted one by one, against "
                "{opening} in {before}: a change of {change}.",
                staff=t.fact("headcount", period=last, variant=reading),
                year=last,
                opening=t.fact(RATE, period=first, variant=reading),
                before=first,
                change=t.number(t.fact(CHANGE, variant=reading), signed=True),
            ),
        ),
        Finding(
            t.say(
                "{gain}",
                gain=t.number(t.fact("net_additional_qualified", variant=reading), signed=True),
            ),
            t.say(
                "is the change in the number of qualified staff ({years}).",
                years=period(f"{first}-{last}"),
            ),
        ),
    ]
    ends = dict.fromkeys((by_change[-1], by_change[0])) if by_change else {}
    return findings + [
        Finding(
            t.say("{change}", change=t.number(t.fact(CHANGE, group), signed=True)),
            t.say(
                "{group}: the qualified share {course} ({years}).",
                group=t.label(group),
                course=_course(t, group),
                years=period(f"{first}-{last}"),
            ),
        )
        for group in ends
    ]


def _of_profile(t: Teller) -> list[Finding]:
    year = years_of(t)[-1]
    by_share = sorted(
        shown_of(t, DEGREE, groups_of(t)), key=lambda group: t.fact(DEGREE, group).amount
    )
    ends = dict.fromkeys((by_share[-1], by_share[0])) if by_share else {}
    return [
        Finding(
            t.say("{share}", share=t.fact(DEGREE)),
            t.say(
                "of {staff} hold a university degree or more ({year}).",
                staff=t.fact("headcount"),
                year=year,
            ),
        ),
        *(
            Finding(
                t.say("{share}", share=t.fact(DEGREE, group)),
                t.say(
                    "{group}: {number} of {staff} ({year}).",
                    group=t.label(group),
                    number=t.number(t.fact("staff_at_or_above_university", group)),
                    staff=t.fact("headcount", group),
                    year=year,
                ),
            )
            for group in ends
        ),
    ]


def _of_coverage(t: Teller) -> list[Finding]:
    if not lists_units(t):
        return []
    year = years_of(t)[-1]
    return [
        Finding(
            t.say("{share}", share=t.number(t.fact("coverage", period=year), decimals=0)),
            t.say(
                "of the units that owe a return are counted ({year}): {counted} of {listed}.",
                year=year,
                counted=t.fact("units_counted", period=year),
                listed=t.fact("units_listed", period=year),
            ),
        )
    ]


def _limits(t: Teller) -> Box:
    known = [
        t.say("What training cost: neither returns nor registers of staff hold the money."),
        t.say("Whether training made the change: who was hired, left or moved is not asked.")
        if counts_units(t)
        else t.say("Whether training made the change: a register tells when, not why."),
    ]
    if counts_units(t):
        known.insert(0, t.say("What the units have that did not report, or whose return waits."))
    return Box(t.word("What cannot be concluded"), tuple(known), "limits")
