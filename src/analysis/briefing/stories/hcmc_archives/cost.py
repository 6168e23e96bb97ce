"""Hồ Chí Minh City's archives staff: what did it cost?"""

from __future__ import annotations

from analysis.briefing.elements import Element, Heading, Note, Prose, Sentence
from analysis.briefing.locale_format import period
from analysis.briefing.teller import Teller
from analysis.briefing.told.costs import cost_chart, cost_table, left_out
from analysis.briefing.told.prices import (
    comparable_terms,
    course_costs,
    funding_in_prices_of_one_year,
)
from analysis.briefing.told.sources import source_note


def cost(t: Teller) -> list[Element]:
    """What did one trainee cost, for each way of counting trainees?"""
    return [
        Heading(t.word("What did it cost?"), 2, "cost"),
        Prose(
            t.say(
                "The report gives one sum from the budgets of the city and of the bodies: "
                "{funding} for {period}, {per_year} a year. One participation of any kind, most "
                "of them briefings, comes to {participation}.",
                funding=t.fact("funding"),
                period=period(t.fact("funding").period),
                per_year=t.fact("funding_per_year"),
                participation=t.both("cost_per_participation"),
            ),
            *_cost_of_a_qualified_person(t),
        ),
        cost_chart(t),
        funding_in_prices_of_one_year(t),
        cost_table(t),
        left_out(t),
        *course_costs(t),
        Note(
            t.word("Method"),
            t.say(
                "Cost = funding / number counted. Attendances are not people: one person can "
                "attend many times, and no document says how many people stand behind them."
            ),
        ),
        comparable_terms(t),
        source_note(t),
        Note(
            t.word("Limits"),
            t.say(
                "The sum is not split by course or by body; the report calls it the funding of "
                "training and does not say whether briefings are in it. Fees that learners paid "
                "are outside the budget; salaries during training are not mentioned. The funding "
                "is that of the scheme's years alone, the gain is counted from before them. "
                "Consumer prices are not the prices of training, and the year in which the money "
                "was spent is not printed."
            ),
        ),
    ]


def _cost_of_a_qualified_person(t: Teller) -> list[Sentence]:
    metric = "cost_per_net_additional_qualified"
    if not t.has(metric):
        return [
            t.say("No more people were qualified at the end, so a cost per gain has no meaning.")
        ]
    return [
        t.say(
            "Divided by the net gain between the two counts, that is {person} for one more "
            "qualified person.",
            person=t.both(metric),
        ),
        t.say(
            "In months of the base salary, averaged over the period, that is {months}; the "
            "salaries come from a reference that has not been verified.",
            months=t.both(f"{metric}_in_base_salaries", decimals=2),
        ),
    ]
