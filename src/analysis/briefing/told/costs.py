"""How are costs told: each with its denominator in words and what it leaves out?"""

from __future__ import annotations

from analysis.briefing.charts import Series, horizontal_bars
from analysis.briefing.elements import Cell, Chart, Column, DataTable, Note, Sentence
from analysis.briefing.teller import Teller
from analysis.briefing.told.charts import chart_told
from analysis.briefing.told.prices import base_year


def cost_table(t: Teller) -> DataTable:
    """What did one of each denominator cost, in each reading and in comparable terms?"""
    columns = (
        Column(t.word("Funding for one …"), numeric=False),
        Column(t.word("At the prices of the time")),
        Column(t.say("In prices of {year}", year=base_year(t)).plain()),
        Column(t.word("Months of base salary")),
    )
    rows: list[tuple[Cell, ...]] = []
    for denominator in t.material.settings["cost"]["denominators"]:
        name, what = denominator["name"], t.text(denominator["what"])
        counted = t.say("{what} ({count})", what=what, count=t.either(f"count_of_{name}"))
        rows.append((counted, *_in_comparable_terms(t, name)))
        if denominator.get("per_year"):
            yearly = t.say("{what}, a year", what=what)
            rows.append((yearly, *_in_comparable_terms(t, f"{name}_and_year")))
    if t.has("cost_per_net_additional_qualified"):
        rows.append(
            (
                t.say(
                    "{what} ({count})",
                    what=t.word("net additional qualified person"),
                    count=t.either("net_additional_qualified"),
                ),
                *_in_comparable_terms(t, "net_additional_qualified"),
            )
        )
    note = t.say("Two values stand for two readings: as stated / recomputed.")
    two_readings = any(t.in_conflict(f"cost_per_{d['name']}") for d in
                       t.material.settings["cost"]["denominators"])  # fmt: skip
    return DataTable(
        t.word("Cost by denominator"), columns, tuple(rows), note if two_readings else None
    )


def _in_comparable_terms(t: Teller, name: str) -> tuple[Sentence, ...]:
    metric = f"cost_per_{name}"
    return (
        t.either(metric),
        t.either(f"{metric}_real"),
        t.either(f"{metric}_in_base_salaries", decimals=2),
    )


def left_out(t: Teller) -> Note:
    """What does each cost leave out?"""
    texts = {
        t.text(denominator["what"]): t.text(denominator["leaves_out"])
        for denominator in t.material.settings["cost"]["denominators"]
    }
    if t.has("cost_per_net_additional_qualified"):
        texts[t.word("net additional qualified person")] = t.word(
            "training of people who left, or who were qualified before"
        )
    listed = "; ".join(f"{what}: {text}" for what, text in texts.items())
    return Note(t.word("Leaves out"), t.say("{listed}.", listed=listed))


def cost_chart(t: Teller) -> Chart:
    """How far do the costs lie apart, depending on what is counted?"""
    bars = []
    names = {d["name"]: t.text(d["what"]) for d in t.material.settings["cost"]["denominators"]}
    if t.has("cost_per_net_additional_qualified"):
        names["net_additional_qualified"] = t.word("net additional qualified person")
    for name, what in names.items():
        for fact in t.readings(f"cost_per_{name}"):
            label = what
            if fact.variant != "both":
                stated = fact.variant == "printed"
                label = f"{what} ({t.word('as stated') if stated else t.word('recomputed')})"
            bars.append((label, fact.drawn))
    written = t.written("vnd")
    labels, values = [label for label, _ in bars], [value for _, value in bars]
    title = t.say("The same money, divided by what is counted")
    series = [Series(t.word("Cost"), tuple(values))]
    return chart_told(
        horizontal_bars(labels, values, written, palette=t.palette),
        title,
        t.say("Funding for one unit of each denominator"),
        labels,
        series,
        written,
    )
