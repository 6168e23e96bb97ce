"""What is known of a programme that is told from returns or a register?"""

from __future__ import annotations

from analysis.briefing.teller import Teller

RATE, CHANGE = "qualification_rate", "qualification_rate_change"
DEGREE = "share_at_or_above_university"


def years_of(t: Teller) -> tuple[str, ...]:
    """Between which two years is it compared? The one year of a profile where there is one."""
    settings = t.material.settings
    if "qualification" in settings:
        return tuple(str(settings["qualification"][end]) for end in ("opening", "closing"))
    return (str(settings["profile"]["period"]),)


def changes(t: Teller) -> bool:
    """Are there two counts, so that a change can be told?"""
    return len(years_of(t)) == 2 and t.has(CHANGE)


def groups_of(t: Teller) -> list[str]:
    """Which groups are told of, in the order of the facts? Those that have a rate."""
    metric = CHANGE if changes(t) else DEGREE
    facts = t.material.facts
    groups = facts.loc[facts["metric"] == metric, "group"]
    return [str(group) for group in dict.fromkeys(groups) if group != "total"]


def counts_units(t: Teller) -> bool:
    """Is it known of how many units the figures are? Of returns it is, of a register not."""
    return t.has("units_counted")


def lists_units(t: Teller) -> bool:
    """Has anybody listed the units that owe a return?"""
    return t.has("units_listed")
