"""The two cities side by side, with the flag that says what can be compared."""

from __future__ import annotations

from typing import Any

from analysis.briefing.charts import Series, city_style, horizontal_bars
from analysis.briefing.elements import (
    Box,
    Cell,
    Chart,
    Column,
    DataTable,
    Element,
    Finding,
    Heading,
    KeyFindings,
    Masthead,
    Note,
    Prose,
    followed_by,
)
from analysis.briefing.locale_format import period
from analysis.briefing.teller import Teller
from analysis.briefing.told.charts import chart_told
from analysis.briefing.told.checks import audit_section
from analysis.briefing.told.conclusions import in_every_reading
from analysis.briefing.told.prices import bounds_of
from analysis.briefing.told.references import prices_cited, series_told
from analysis.briefing.told.sources import facts_line, source_note
from analysis.metrics.years.points import NO_INFERENCE

CITIES = ("hcmc", "hanoi")


def opening(t: Teller) -> list[Element]:
    """What must a reader know: the two are shown, not ranked."""
    staff = "cost_per_staff_member_and_year"
    return [
        Masthead(
            t.lang,
            t.text(t.material.settings["title"]),
            t.say(
                "The two cities report different things: their figures stand side by side, but "
                "cannot be ranked"
            ),
            followed_by(
                t.say(
                    "Hồ Chí Minh City looks back on one occupation in prices of 2014–2016; Hà Nội "
                    "plans for its whole workforce in prices of 2022."
                ),
                *in_every_reading(t),
            ),
            facts_line(t),
            t.word("Draft"),
        ),
        KeyFindings(
            t.word("Key findings"),
            (
                Finding(
                    t.say(
                        "{a} | {b}",
                        a=t.either("qualification", "hcmc"),
                        b=t.fact("qualification", "hanoi"),
                    ),
                    t.say(
                        "qualified: in Hồ Chí Minh City's archives (2016, as stated / by its "
                        "table) any certificate of the occupation, in Hà Nội (2022) a university "
                        "degree in any field. Not comparable."
                    ),
                ),
                Finding(
                    t.say("{a} | {b}", a=t.fact(staff, "hcmc"), b=t.fact(staff, "hanoi")),
                    t.say(
                        "of funding for each member of staff and year: reported for {hcmc} in Hồ "
                        "Chí Minh City, planned for {hanoi} in Hà Nội; in prices of {year} "
                        "{real_a} and {real_b}. Comparable in part.",
                        hcmc=period(t.fact(staff, "hcmc").period),
                        hanoi=period(t.fact(staff, "hanoi").period),
                        year=t.fact("price_base_year"),
                        real_a=t.fact(f"{staff}_real", "hcmc"),
                        real_b=t.fact(f"{staff}_real", "hanoi"),
                    ),
                ),
                Finding(
                    t.say(
                        "{a} | {b}",
                        a=t.either("cost_per_place", "hcmc"),
                        b=t.fact("cost_per_place", "hanoi"),
                    ),
                    t.say(
                        "for one participation in Hồ Chí Minh City ({hcmc}), most of them "
                        "briefings, and for one planned seat in Hà Nội ({hanoi}). Not comparable.",
                        hcmc=period(t.readings("cost_per_place", "hcmc")[0].period),
                        hanoi=period(t.fact("cost_per_place", "hanoi").period),
                    ),
                ),
            ),
        ),
        Box(
            t.word("What cannot be concluded"),
            (
                t.say(
                    "Which city trains better, cheaper or more: no row measures the same thing "
                    "in both."
                ),
                t.say(
                    "What differences in cost mean: lengths of courses and audiences differ, and "
                    "consumer prices are not the prices of training."
                ),
                t.say(
                    "What attrition does in either: no leavers are printed in any of the documents."
                ),
            ),
            "limits",
        ),
    ]


def questions(t: Teller) -> list[Element]:
    """Which like things do the cities report, and how far can they be compared?"""
    entries = t.material.settings["comparison"]
    return [
        Heading(t.word("What stands side by side?"), 2, "side-by-side"),
        _table(t, entries),
        _chart(t),
        _ratios(t, entries),
        Note(
            t.word("Method"),
            t.say(
                "Each value is that of the city's own briefing, in every reading; no difference "
                "is formed. In prices of {year}: amount × index of that year / index of the year "
                "of the money ({series}), spent evenly over the period in the one city, planned in "
                "prices of the year of the decision in the other.",
                year=t.fact("price_base_year"),
                series=series_told(t, prices_cited(t, t.fact("price_base_year").sources)),
            ),
        ),
        source_note(t),
        Heading(t.word("Why can they not be compared?"), 2, "why"),
        _reasons(t, entries),
        Prose(
            t.say(
                "A comparison would need the same occupation, the same definition of being "
                "qualified, costs in the same prices, and leavers: none of these is printed on "
                "both sides."
            ),
            t.say(NO_INFERENCE),
        ),
        *audit_section(t, shown=("fails",)),
    ]


def _table(t: Teller, entries: list[dict[str, Any]]) -> DataTable:
    columns = (
        Column(t.word("Figure"), numeric=False),
        Column(t.word("Comparable?"), numeric=False),
        Column(t.word("Hồ Chí Minh City")),
        Column(t.word("Hà Nội")),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            t.text(entry["what"]),
            _flag(t, entry),
            *(
                t.say(
                    "{value} ({period})",
                    value=t.either(entry["name"], city),
                    period=period(t.readings(entry["name"], city)[0].period),
                )
                for city in CITIES
            ),
        )
        for entry in entries
    ]
    return DataTable(
        t.word("Like things in the two cities"),
        columns,
        tuple(rows),
        t.say("Two values in one cell: as stated / from the document's own components."),
    )


def _flag(t: Teller, entry: dict[str, Any]) -> str:
    flags = {"no": t.word("no"), "partly": t.word("in part"), "yes": t.word("yes")}
    return flags[entry["comparable"]]


def _ratios(t: Teller, entries: list[dict[str, Any]]) -> DataTable:
    columns = (
        Column(t.word("Figure"), numeric=False),
        Column(t.word("Ratio")),
        Column(t.word("Comparable?"), numeric=False),
    )
    rows: list[tuple[Cell, ...]] = []
    for entry in entries:
        for fact in t.found(f"{entry['name']}_ratio", "hcmc_to_hanoi"):
            ends = t.say(" ({bounds})", bounds=bounds_of(t, fact)) if fact.low is not None else ""
            flag = t.say("{flag}: {reason}", flag=_flag(t, entry), reason=t.text(entry["reason"]))
            rows.append(
                (t.text(entry["what"]), t.say("{ratio}{ends}", ratio=fact, ends=ends), flag)
            )
    return DataTable(
        t.word("Hồ Chí Minh City against Hà Nội, where the flag allows a ratio"),
        columns,
        tuple(rows),
        t.say(
            "In brackets: all money of Hồ Chí Minh City spent in the year that gives the least or "
            "the most. A ratio does not rank: what is counted differs."
        ),
    )


def _chart(t: Teller) -> Chart:
    facts = [t.fact("cost_per_staff_member_and_year_real", city) for city in CITIES]
    labels = [
        f"{t.word(name)}, {period(fact.period)}"
        for name, fact in zip((_HCMC, _HANOI), facts, strict=True)
    ]
    values = [fact.drawn for fact in facts]
    written = t.written("vnd")
    title = t.say(
        "Funding for each member of staff and year, in prices of {year}",
        year=str(int(t.fact("price_base_year").amount)),
    )
    series = [Series(t.word("Funding"), tuple(values))]
    return chart_told(
        horizontal_bars(labels, values, written, [city_style(city) for city in CITIES]),
        title,
        t.say("Comparable in part: one reported, one planned, for different audiences"),
        labels,
        series,
        written,
    )


def _reasons(t: Teller, entries: list[dict[str, Any]]) -> DataTable:
    columns = (Column(t.word("Figure"), numeric=False), Column(t.word("Reason"), numeric=False))
    rows = tuple((t.text(entry["what"]), t.text(entry["reason"])) for entry in entries)
    return DataTable(t.word("Why the flag is set"), columns, rows)


_HCMC, _HANOI = "Hồ Chí Minh City", "Hà Nội"
