"""Hồ Chí Minh City's archives staff: how many qualified people left, as far as it is printed?"""

from __future__ import annotations

from analysis.briefing.elements import (
    Cell,
    Column,
    DataTable,
    Element,
    Note,
    Number,
    Prose,
    Sentence,
    followed_by,
)
from analysis.briefing.names import STEPS
from analysis.briefing.stories.hcmc_archives.levels import LEVELS
from analysis.briefing.stories.hcmc_archives.possible_pairs import ends_of, possible_pairs
from analysis.briefing.teller import Teller, Told

PRINTED, NARROWER = "classes_ended", "different_people"
RESIDUAL = "stock_flow_residual"
MORE_THAN = "trained_by_three_districts"


def leakage(t: Teller) -> list[Element]:
    """Which losses do the two counts allow, on which assumptions, and what would settle it?"""
    return [
        Prose(*_what_is_known(t)),
        Prose(*_what_would_settle_it(t), _what_is_left(t)),
        possible_pairs(t),
        _table_of_assumptions(t),
        _table_of_levels(t),
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
    if _is_open(net) and all(fact.amount > 0 for fact in t.readings(gain)):
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


def _is_open(net: list[Told]) -> bool:
    return not (
        all(ends_of(fact)[0] >= 0 for fact in net) or all(ends_of(fact)[1] <= 0 for fact in net)
    )


def _all_above(net: list[Told]) -> bool:
    return all(ends_of(fact)[0] > 0 for fact in net)


def _all_below(net: list[Told]) -> bool:
    return all(ends_of(fact)[1] < 0 for fact in net)


def _known(t: Teller, net: list[Told]) -> str:
    if _all_above(net):
        return t.word("More qualified people left than came")
    if _all_below(net):
        return t.word("More qualified people came than left")
    return t.word("Whether more qualified people left than came is not known")


def _sign(t: Teller, net: list[Told]) -> str:
    if not net:
        return "–"
    if _is_open(net):
        return t.word("open")
    if all(ends_of(fact)[0] >= 0 for fact in net):
        return t.word("more left") if _all_above(net) else t.word("as many left or more")
    return t.word("more came") if _all_below(net) else t.word("as many came or more")


def _side_by_side(t: Teller, metric: str, group: str = "total") -> Sentence | str:
    if not t.has(metric, group):
        return "–"
    parts: list[str | Number] = []
    for fact in t.readings(metric, group):
        parts += [" / "] * bool(parts) + [t.number(fact, digits_only=True)]
    return Sentence(tuple(parts))


def _table_of_assumptions(t: Teller) -> DataTable:
    variants = [fact.variant for fact in t.readings("net_leakage_worst_case")]
    columns = (
        Column(t.word("Assumption"), numeric=False),
        Column(t.word("More left or came?"), numeric=False),
        *(Column(_name_of_net(t, variant)) for variant in variants),
        Column(t.word("Losses")),
        Column(t.word("Newly qualified")),
    )
    rows = [
        (
            t.word(name),
            _sign(t, [net for one in variants for net in _net_of(t, step, one)]),
            *(
                t.number(net[0], digits_only=True) if net else t.word("contradicts the counts")
                for net in (_net_of(t, step, one) for one in variants)
            ),
            _side_by_side(t, f"losses_{step}"),
            _side_by_side(t, f"completions_{step}"),
        )
        for step, name in STEPS.items()
    ]
    return DataTable(
        t.word("Losses of qualified staff, by what is assumed"),
        columns,
        tuple(rows),
        t.say(
            "Persons{readings}; difference = losses − arrivals from elsewhere.",
            readings=t.two_readings("qualified"),
        ),
    )


def _net_of(t: Teller, step: str, variant: str) -> list[Told]:
    return [fact for fact in t.found(f"net_leakage_{step}") if fact.variant in (variant, "both")]


def _name_of_net(t: Teller, variant: str) -> str:
    return {
        "printed": t.word("Difference, as stated"),
        "recomputed": t.word("Difference, by the table"),
        "both": t.word("Difference"),
    }[variant]


def _table_of_levels(t: Teller) -> DataTable:
    columns = (
        Column(t.word("Level"), numeric=False),
        Column(t.word("More left or came?"), numeric=False),
        Column(t.word("Difference")),
        Column(t.word("Newly qualified")),
        Column(t.word("Closing − opening − trained")),
    )
    metric = f"net_leakage_{PRINTED}"
    rows = []
    for level in LEVELS:
        known, at_least = t.has(metric, level), t.has(MORE_THAN, level)
        completed = _side_by_side(t, f"completions_{PRINTED}", level)
        rows.append(
            (
                t.label(level),
                _verdict_at(t, level) if known else "–",
                _side_by_side(t, metric, level) if known else t.word("not reported"),
                t.say("{range} or more", range=completed) if at_least else completed,
                _side_by_side(t, f"{RESIDUAL}_elementary", level),
            )
        )
    (bound,) = (level for level in LEVELS if t.has(MORE_THAN, level))
    return DataTable(
        t.word("By level, without the classes that were still under way"),
        columns,
        tuple(rows),
        followed_by(
            t.say(
                "Persons; difference = losses − arrivals from elsewhere; who went on to another "
                "level left the one and came to the other."
            ),
            t.say(
                "Trained: courses that give a degree or certificate. {level}: the learners of "
                "three districts are printed as more than a round number ({count}) and counted as "
                "that number; if they were more, so were the newly qualified.",
                level=t.label(bound),
                count=t.fact(MORE_THAN, bound),
            ),
        ),
    )


def _verdict_at(t: Teller, level: str) -> Cell:
    net = t.readings(f"net_leakage_{PRINTED}", level)
    if _is_open(net) or not t.has(MORE_THAN, level):
        return _sign(t, net)
    return t.say(
        "{sign}, if {count} were no more", sign=_sign(t, net), count=t.fact(MORE_THAN, level)
    )
