"""Hồ Chí Minh City's archives staff: losses by what is assumed, and by level."""

from __future__ import annotations

from analysis.briefing.elements import Cell, Column, DataTable, Number, Sentence, followed_by
from analysis.briefing.names import STEPS
from analysis.briefing.stories.hcmc_archives.levels import LEVELS
from analysis.briefing.stories.hcmc_archives.possible_pairs import ends_of
from analysis.briefing.teller import Teller, Told

PRINTED = "classes_ended"
RESIDUAL = "stock_flow_residual"
MORE_THAN = "trained_by_three_districts"


def is_open(net: list[Told]) -> bool:
    """Does the sign stay open over the readings?"""
    return not (
        all(ends_of(fact)[0] >= 0 for fact in net) or all(ends_of(fact)[1] <= 0 for fact in net)
    )


def all_above(net: list[Told]) -> bool:
    """Did more leave than came, in every reading?"""
    return all(ends_of(fact)[0] > 0 for fact in net)


def all_below(net: list[Told]) -> bool:
    """Did more come than left, in every reading?"""
    return all(ends_of(fact)[1] < 0 for fact in net)


def _sign(t: Teller, net: list[Told]) -> str:
    if not net:
        return "–"
    if is_open(net):
        return t.word("open")
    if all(ends_of(fact)[0] >= 0 for fact in net):
        return t.word("more left") if all_above(net) else t.word("as many left or more")
    return t.word("more came") if all_below(net) else t.word("as many came or more")


def _side_by_side(t: Teller, metric: str, group: str = "total") -> Sentence | str:
    if not t.has(metric, group):
        return "–"
    parts: list[str | Number] = []
    for fact in t.readings(metric, group):
        parts += [" / "] * bool(parts) + [t.number(fact, digits_only=True)]
    return Sentence(tuple(parts))


def table_of_assumptions(t: Teller) -> DataTable:
    """How do the losses narrow with what is assumed?"""
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


def table_of_levels(t: Teller) -> DataTable:
    """What do the counts and courses of each level allow, and what do they leave over?"""
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
        known = t.has(metric, level)
        completed = _side_by_side(t, f"completions_{PRINTED}", level)
        rows.append(
            (
                t.label(level),
                _verdict_at(t, level) if known else "–",
                _side_by_side(t, metric, level) if known else t.word("not reported"),
                t.say("{range} or more", range=completed) if _at_least(t, level) else completed,
                _side_by_side(t, f"{RESIDUAL}_elementary", level),
            )
        )
    return DataTable(
        t.word("By level, without the classes that were still under way"),
        columns,
        tuple(rows),
        followed_by(
            t.say(
                "Persons; difference = losses − arrivals from elsewhere; who went on to another "
                "level left the one and came to the other. Trained: courses that give a degree or "
                "certificate."
            ),
            *(
                t.say(
                    "{level}: the learners of three districts are printed as more than a round "
                    "number ({count}) and counted as that number; if they were more, so were the "
                    "newly qualified.",
                    level=t.label(level),
                    count=count,
                )
                for level in LEVELS
                for count in _at_least(t, level)
            ),
        ),
    )


def _verdict_at(t: Teller, level: str) -> Cell:
    net = t.readings(f"net_leakage_{PRINTED}", level)
    at_least = [] if is_open(net) else _at_least(t, level)
    if not at_least:
        return _sign(t, net)
    return t.say("{sign}, taking the least ({count})", sign=_sign(t, net), count=at_least[0])


def _at_least(t: Teller, level: str) -> list[Told]:
    return [fact for fact in t.found(MORE_THAN, level) if fact.low is not None]
