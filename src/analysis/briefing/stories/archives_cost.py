"""Hồ Chí Minh City's archives staff: what did it cost?"""

from __future__ import annotations

from analysis.briefing.costs_told import cost_chart, cost_table, left_out
from analysis.briefing.elements import Element, Heading, Note, Prose
from analysis.briefing.locale_format import period
from analysis.briefing.sources_told import source_note
from analysis.briefing.teller import Teller


def cost(t: Teller) -> list[Element]:
    """What did one trainee cost, for each way of counting trainees?"""
    months = "cost_per_net_additional_qualified_in_base_salaries"
    return [
        Heading(t.word("What did it cost?"), 2, "cost"),
        Prose(
            t.say(
                "The report gives one sum, {funding} for {period}, {per_year} a year. One more qualified "
                "person cost {person}; one participation of any kind, most of them briefings, cost "
                "{participation}.",
                funding=t.fact("funding"),
                period=period(t.fact("funding").period),
                per_year=t.fact("funding_per_year"),
                person=t.both("cost_per_net_additional_qualified"),
                participation=t.both("cost_per_participation"),
            ),
            t.say(
                "In months of the base salary of the day that is {months}; the salary comes from a "
                "reference that has not been verified.",
                months=t.both(months, decimals=1),
            ),
        ),
        cost_chart(t),
        cost_table(t),
        left_out(t),
        Note(
            t.word("Method"),
            t.say(
                "Cost = funding / number counted. Attendances are not people: one person can attend many "
                "times, and no document says how many people stand behind them."
            ),
        ),
        source_note(t),
        Note(
            t.word("Limits"),
            t.say(
                "The sum is not split by course or by body. Fees that learners or districts paid "
                "themselves and salaries during training are not told apart. Prices are those of the "
                "years."
            ),
        ),
    ]
