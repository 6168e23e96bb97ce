"""How are costs told: each with its denominator in words and what it leaves out?"""

from __future__ import annotations

from analysis.briefing.charts import Series, horizontal_bars
from analysis.briefing.charts_told import chart_told
from analysis.briefing.elements import Chart, Column, DataTable, Note
from analysis.briefing.teller import Teller


def cost_table(t: Teller) -> DataTable:
    """What did one of each denominator cost, in each reading?"""
    columns = (
        Column(t.word("Funding for one …"), numeric=False),
        Column(t.word("Counted")),
        Column(t.word("Cost")),
    )
    rows = [
        (
            t.text(denominator["what"]),
            t.either(f"count_of_{denominator['name']}"),
            t.either(f"cost_per_{denominator['name']}"),
        )
        for denominator in t.material.settings["cost"]["denominators"]
    ]
    if t.has("cost_per_net_additional_qualified"):
        rows.append(
            (
                t.word("net additional qualified person"),
                t.either("net_additional_qualified"),
                t.either("cost_per_net_additional_qualified"),
            )
        )
    note = t.say("Two values stand for two readings: as stated / recomputed.")
    two_readings = any(t.in_conflict(f"cost_per_{d['name']}") for d in
                       t.material.settings["cost"]["denominators"])  # fmt: skip
    return DataTable(
        t.word("Cost by denominator"), columns, tuple(rows), note if two_readings else None
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
            bars.append((label, fact.amount))
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
