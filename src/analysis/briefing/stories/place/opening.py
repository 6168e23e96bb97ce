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
from analysis.briefing.stories.place.coverage import coverage_found, coverage_told
from analysis.briefing.stories.place.known import (
    CHANGE,
    DEGREE,
    RATE,
    changes,
    counts_units,
    groups_of,
    years_of,
)
from analysis.briefing.stories.place.movements import movements_found
from analysis.briefing.teller import Teller
from analysis.briefing.told.checks import contradiction_box
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
        followed_by(coverage_told(t), *_as_stated(t)),
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
            "The qualified share of staff {course} ({years}) as the units state it, but to "
            "{recomputed} by the rows of their own returns",
            years=period("-".join(years_of(t))),
            course=_course(t, "total", "printed"),
            recomputed=t.fact(RATE, period=years_of(t)[1], variant="recomputed"),
        )
    return t.say(
        "The qualified share of staff {course} ({years})",
        course=_course(t, "total", "recomputed"),
        years=period("-".join(years_of(t))),
    )


def _as_stated(t: Teller) -> list[Sentence]:
    """What do the units' own totals say where only the year before is in doubt?"""
    first, last = years_of(t)[0], years_of(t)[-1]
    if not changes(t) or t.in_conflict(RATE, period=last) or not t.in_conflict(RATE, period=first):
        return []
    return [
        t.say(
            "By the totals that the units state themselves it {course}.",
            course=_course(t, "total", "printed"),
        )
    ]


def _course(t: Teller, group: str, variant: str = "") -> Sentence:
    opening, closing = (t.fact(RATE, group, year, variant) for year in years_of(t))
    return t.course(t.fact(CHANGE, group, variant=variant), opening, closing)


def _key_findings(t: Teller) -> KeyFindings:
    told = _of_change(t) if changes(t) else _of_profile(t)
    moved = movements_found(t)
    found = [*told[:1], *moved, *told[1:], *coverage_found(t)]
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


def _limits(t: Teller) -> Box:
    known = [
        *_cost_unknown(t),
        t.say("Whether training made the change: who was hired, left or moved is not asked.")
        if counts_units(t)
        else t.say("Whether training made the change: a register tells when, not why."),
    ]
    if counts_units(t):
        known.insert(0, t.say("What the units have that did not report, or whose return waits."))
    return Box(t.word("What cannot be concluded"), tuple(known), "limits")


def _cost_unknown(t: Teller) -> list[Sentence]:
    if t.has("cost_per_trained_person", "trained"):
        return []
    return [
        t.say("What training cost: the returns of the units hold no money.")
        if counts_units(t)
        else t.say("What training cost: the register of staff holds no money.")
    ]
