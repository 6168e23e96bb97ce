"""Hồ Chí Minh City's archives staff: how many qualified people left, as far as it is printed?"""

from __future__ import annotations

from analysis.briefing.elements import Element, Note, Prose, Sentence
from analysis.briefing.stories.hcmc_archives.leakage_tables import (
    PRINTED,
    RESIDUAL,
    all_above,
    all_below,
    is_open,
    table_of_assumptions,
    table_of_levels,
)
from analysis.briefing.stories.hcmc_archives.possible_pairs import possible_pairs
from analysis.briefing.teller import Teller, Told

NARROWER = "different_people"


def leakage(t: Teller) -> list[Element]:
    """Which losses do the two counts allow, on which assumptions, and what would settle it?"""
    return [
        Prose(*_what_is_known(t)),
        Prose(*_what_would_settle_it(t)),
        Prose(_what_is_left(t)),
        possible_pairs(t),
        table_of_assumptions(t),
        table_of_levels(t),
        Note(
            t.word("Method"),
            t.say(
                "Closing = opening + newly qualified − losses + from elsewhere. The newly "
                "qualified lie between those who are certain and those who are possible; in the "
                "worst case between nobody and every attendance. From elsewhere are those hired "
                "with a qualification, or qualified outside the counted courses. Each assumption "
                "of the table adds to those above it, but for the last, which adds to the third."
            ),
        ),
    ]


def _what_is_known(t: Teller) -> list[Sentence]:
    net = t.readings(f"net_leakage_{PRINTED}")
    gain = "net_additional_qualified"
    told = [
        t.say(
            "The report says that staff move often but gives no number of leavers or hires. "
            "{known}: losses less arrivals are {net}.",
            known=_known(t, net),
            net=t.both(f"net_leakage_{PRINTED}"),
        )
    ]
    if is_open(net) and all(fact.amount > 0 for fact in t.readings(gain)):
        told.append(
            t.say(
                "More left than came only if more than {gain} became newly qualified; that number "
                "lies within {completions}.",
                gain=t.both(gain),
                completions=t.fact(f"completions_{PRINTED}"),
            )
        )
    came = f"from_elsewhere_at_least_{NARROWER}"
    if t.has(came):
        told.append(
            t.say(
                "If each certificate belongs to a different person, at least {came} came "
                "qualified from elsewhere; that nobody did then contradicts the counts.",
                came=t.both(came),
            )
        )
    return told


def _what_would_settle_it(t: Teller) -> list[Sentence]:
    left_open = "net_leakage_left_open"
    widest = max(
        ("qualified_leavers", "qualified_from_elsewhere"),
        key=lambda figure: max(fact.amount for fact in t.readings(left_open, figure)),
    )
    return [
        t.say(
            "One further figure would settle it: how many people newly qualified. Losses by "
            "themselves would then still be open by up to {losses}.",
            losses=t.both("losses_left_open", "newly_qualified"),
        ),
        _of_leavers_or_arrivals_alone(t, widest),
    ]


def _of_leavers_or_arrivals_alone(t: Teller, figure: str) -> Sentence:
    left, now = (t.readings("net_leakage_left_open", one) for one in (figure, "nothing_more"))
    if [fact.amount for fact in left] == [fact.amount for fact in now]:
        return t.say(
            "The number of qualified leavers alone, or of arrivals alone, need not narrow it at "
            "all."
        )
    return t.say(
        "If only the number of qualified leavers were printed, or only that of arrivals, up "
        "to {left} would stay open, against {now} today.",
        left=t.both("net_leakage_left_open", figure),
        now=t.both("net_leakage_left_open", "nothing_more"),
    )


def _what_is_left(t: Teller) -> Sentence:
    return t.say(
        "Closing less opening less trained leaves {certified} with the courses that give a degree "
        "or certificate alone, {all} with professional courses too. Arrivals, losses and trainees "
        "who did not qualify are mixed in that number, so it measures none of them.",
        certified=t.both(f"{RESIDUAL}_elementary"),
        all=t.both(f"{RESIDUAL}_all_courses"),
    )


def _known(t: Teller, net: list[Told]) -> str:
    if all_above(net):
        return t.word("More qualified people left than came")
    if all_below(net):
        return t.word("More qualified people came than left")
    return t.word("Whether more qualified people left than came is not known")
