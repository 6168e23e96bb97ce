"""Hà Nội's scheme: seats, targets, cost, attrition."""

from __future__ import annotations

from decimal import Decimal

from analysis.briefing.charts import Series, horizontal_bars, lines
from analysis.briefing.elements import Chart, Column, DataTable, Element, Heading, Note, Prose
from analysis.briefing.locale_format import period
from analysis.briefing.teller import Teller
from analysis.briefing.told.charts import chart_told
from analysis.briefing.told.costs import cost_chart, cost_table, left_out
from analysis.briefing.told.prices import (
    bounds_of,
    comparable_terms,
    course_costs,
    funding_in_prices_of_one_year,
)
from analysis.briefing.told.receipted import declared
from analysis.briefing.told.retention import (
    HORIZON,
    RATES,
    at,
    staff_year_method,
    staff_year_table,
    staff_years_in_words,
)
from analysis.briefing.told.sources import source_note

DECISION = "1698-qd-ubnd-2022"
SEAT = "cost_per_planned_seat"
PLACED = "cost_per_retained_planned_seat"


def seats(t: Teller) -> list[Element]:
    """Whom does the scheme train?"""
    audiences = list(t.material.settings["seats"]["audiences"])
    labels = [t.label(name) for name in audiences]
    values = [t.fact("seats", name).drawn for name in audiences]
    ranked = sorted(audiences, key=lambda name: t.fact("seats", name).amount)
    written = t.written("seats")
    title = t.say("Planned seats by audience")
    series = [Series(t.word("Seats"), tuple(values))]
    columns = (
        Column(t.word("Audience"), numeric=False),
        Column(t.word("Seats")),
        Column(t.word("Share")),
    )
    rows = [
        (
            t.label(name),
            t.number(t.fact("seats", name), digits_only=True),
            t.number(t.fact("seat_share", name), decimals=1),
        )
        for name in audiences
    ]
    return [
        Heading(t.word("Whom does it train?"), 2, "seats"),
        Prose(
            t.say(
                "{total} are planned. The largest audience, “{largest}”, takes {most}; the "
                "smallest, “{smallest}”, {least}.",
                total=t.fact("seats"),
                largest=t.label(ranked[-1]),
                most=t.fact("seats", ranked[-1]),
                smallest=t.label(ranked[0]),
                least=t.fact("seats", ranked[0]),
            )
        ),
        chart_told(
            horizontal_bars(labels, values, written, palette=t.palette),
            title,
            t.say("Seats, 2022–2025"),
            labels,
            series,
            written,
        ),
        DataTable(t.word("Planned seats by audience"), columns, tuple(rows)),
        Note(t.word("Method"), t.say("Sums of the printed seats; the decision prints no total.")),
        source_note(t, DECISION),
    ]


def targets(t: Teller) -> list[Element]:
    """Which shares of which audiences are to be trained by 2025?"""
    cells = t.material.cells
    rows = [
        (
            f"{t.label(cell['group'])}: {t.label(cell['category'])}",
            t.number(t.fact("target_rate", cell["category"])),
        )
        for cell in cells[cells["measure"] == "target_rate"].to_dict("records")
    ]
    columns = (
        Column(t.word("Audience and field"), numeric=False),
        Column(t.word("Target share")),
    )
    return [
        Heading(t.word("Towards which targets?"), 2, "targets"),
        Prose(
            t.say(
                "By 2025 the target is {heads} of the heads and deputy heads of divisions, and "
                "of those planned for such posts, in each field; {schools} of school heads and "
                "{others} of the other audiences are to be striven for. The size of most "
                "audiences is not printed, so the shares cannot be held against the seats.",
                heads=t.fact("target_rate", "finance_planning"),
                schools=t.fact("target_rate", "school_governance"),
                others=t.fact("target_rate", "hospital_governance"),
            )
        ),
        DataTable(t.word("Target shares by audience"), columns, tuple(rows)),
        source_note(t, DECISION),
    ]


def cost(t: Teller) -> list[Element]:
    """What is one seat planned to cost?"""
    months = t.fact("cost_per_planned_seat_in_base_salaries")
    mean = t.fact("cost_per_planned_seat_in_base_salaries_over_period")
    return [
        Heading(t.word("What is it planned to cost?"), 2, "cost"),
        Prose(
            t.say(
                "{funding} from the city's budget until 2025, {per_year} a year on average.",
                funding=t.fact("funding"),
                per_year=t.fact("funding_per_year"),
            )
        ),
        cost_chart(t),
        funding_in_prices_of_one_year(t),
        Prose(
            t.say(
                "A planned seat is worth {months} of the base salary in force in {year}, when the "
                "decision was issued; {mean} of the salary averaged over {years}, within {bounds} "
                "by the highest and the lowest in force. The salaries come from a reference that "
                "has not been verified.",
                months=t.number(months, decimals=1),
                year=str(t.material.settings["cost"]["prices"]["years"][0]),
                mean=t.number(mean, decimals=1),
                years=period(mean.period),
                bounds=bounds_of(t, mean, decimals=1),
            )
        ),
        cost_table(t),
        left_out(t),
        *course_costs(t),
        Note(t.word("Method"), t.say("Cost = planned funding / number planned or counted.")),
        comparable_terms(t),
        source_note(t, DECISION),
        Note(
            t.word("Limits"),
            t.say(
                "Planned when the decision was issued in 2022, not spent. The decision does not "
                "say whether the sum covers curricula or salaries during training, nor in the "
                "prices of which year it is planned. Consumer prices are not the prices of "
                "training."
            ),
        ),
    ]


def attrition(t: Teller) -> list[Element]:
    """What would leaving do to the cost of a year of work of those who were trained?"""
    return [
        Heading(t.word("What would attrition do?"), 2, "attrition"),
        Prose(
            t.say(
                "If only as many were placed as in the pilot for communes, a seat whose holder is "
                "placed would cost {placed} instead of {plain}. The pilot trained other people "
                "for other posts: this is an assumption, not an observation.",
                placed=t.fact(PLACED),
                plain=t.fact(SEAT),
            ),
            *staff_years_in_words(t, SEAT),
        ),
        _chart_of_staff_years(t),
        staff_year_table(t, SEAT, [(t.word("The same, if placed as in the pilot"), PLACED)]),
        staff_year_method(t),
        source_note(t),
    ]


def _chart_of_staff_years(t: Teller) -> Chart:
    settings = t.material.settings["retention"]
    positions = [Decimal(rate) for rate in settings["attrition_pct"]]
    series = [
        Series(
            name,
            tuple(
                t.fact(f"{metric}_by_staff_year", at(t, rate)).drawn
                for rate in settings["attrition_pct"]
            ),
            dashed=metric == PLACED,
        )
        for name, metric in (
            (t.word("As planned"), SEAT),
            (t.word("If placed as in the pilot"), PLACED),
        )
    ]
    written = t.written("vnd")
    return chart_told(
        lines(positions, series, written, t.written("percent", 0), t.palette),
        t.say("Cost of a year of work, by assumed attrition"),
        t.say(
            "Funding for one seat / years of work within {years} years; attrition a year below",
            years=declared(t, HORIZON),
        ),
        [declared(t, RATES, rate) for rate in settings["attrition_pct"]],
        series,
        written,
    )
