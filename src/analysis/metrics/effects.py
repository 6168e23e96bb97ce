"""What would each proposed reading do to the headline results, and how sure is it?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import pandas as pd

from analysis.audit.reads import reading_code, reads_of
from analysis.metrics.facts import Fact, decimal_text
from analysis.metrics.parts import Part
from analysis.metrics.worlds import World
from analysis.sources.processed import Processed

ASSUMPTION = "assumption:reading-of-a-misprint"


def effect_facts(
    readings: pd.DataFrame, audit: pd.DataFrame, programmes: Mapping[str, Processed]
) -> list[Fact]:
    """How many readings explain each failing check, and what would each of them change?

    ``readings`` and ``audit`` are the tables of one document; ``programmes`` the tables of all that
    rest on it, and of those that they draw on. For each programme that declares ``headline``
    metrics (study to a list of metric and group): the counts of the first reading of each failing
    check; then, for each reading that fits and puts a value in place of a printed one, the headline
    facts that it changes. Those have the variant ``if_<figure>_is_<value>``, with
    ``_printed`` or ``_recomputed`` after it where the document would still contradict itself, and
    rest on the assumption that the reading is right. A reading that changes none adds none, and a
    result that could no longer be established has none. The comparison of two runs is our own.
    Raises as the studies do.
    """
    if readings.empty:
        return []
    (document,) = set(readings["document"])
    resting = {
        name: tables
        for name, tables in programmes.items()
        if document in tables.settings["documents"] and "headline" in tables.settings
    }
    failing = audit[audit["verdict"] == "fails"].set_index("id")
    applied = readings[readings["rank"].notna() & readings["reads"].ne("")]
    as_read = World(programmes, {})
    facts: list[Fact] = []
    for programme, tables in resting.items():
        facts += _evidence_facts(programme, readings, failing, tables)
        known: set[str] = set()
        for row in applied.to_dict("records"):
            code = reading_code(row["reads"])
            if code not in known:
                known.add(code)
                facts += changed_facts(tables, as_read, World(programmes, reads_of(row)), row)
    return facts


def changed_facts(
    tables: Processed, as_read: World, other: World, reading: Mapping[str, str]
) -> Iterator[Fact]:
    """Which headline facts of a programme differ in another world from those that are published?

    A fact that is not in doubt is held against each reading of a fact that is. Of a study, the
    parts are made again that establish one of the headline metrics, and none where no fact of
    theirs rests on a figure that the reading changes; what cannot be made in the other world,
    because the reading contradicts what else is printed, gives none.
    """
    code, cells = reading_code(reading["reads"]), set(reads_of(reading))
    for study, metrics in tables.settings["headline"].items():
        wanted = {(one["metric"], one["group"]) for one in metrics}
        parts = as_read.parts(tables.programme, study, [metric for metric, _ in wanted])
        published = as_read.some(tables.programme, parts)
        if not any(cells.intersection(fact.sources) for fact in published):
            continue
        before = _headline(published, wanted)
        for fact in _headline(_possible(other, tables.programme, parts), wanted):
            same = [
                one
                for one in before
                if (one.metric, one.group, one.period) == (fact.metric, fact.group, fact.period)
                and (one.variant == fact.variant or "both" in (one.variant, fact.variant))
            ]
            if not same or any(_text(one) != _text(fact) for one in same):
                suffix = "" if fact.variant == "both" else f"_{fact.variant}"
                yield replace(
                    fact,
                    variant=f"{code}{suffix}",
                    sources=(*fact.sources, ASSUMPTION),
                    status="assumed",
                )


def _possible(world: World, programme: str, parts: Iterable[Part]) -> list[Fact]:
    try:
        return world.some(programme, parts)
    except ValueError:
        return []


def _headline(facts: Iterable[Fact], wanted: set[tuple[str, str]]) -> list[Fact]:
    return [
        fact
        for fact in facts
        if (fact.metric, fact.group) in wanted and fact.variant in ("both", "printed", "recomputed")
    ]


def _text(fact: Fact) -> tuple[str, str, str]:
    return decimal_text(fact.value), decimal_text(fact.low), decimal_text(fact.high)


def _evidence_facts(
    programme: str, readings: pd.DataFrame, failing: pd.DataFrame, tables: Processed
) -> Iterator[Fact]:
    first = readings.drop_duplicates("check")
    figures = tables.figures.set_index("sources")
    periods, units = figures["period"], figures["unit"]
    for row in first[first["check"].isin(failing.index)].to_dict("records"):
        sources = tuple(str(failing.at[row["check"], "sources"]).split(";"))
        common = (row["check"].replace("-", "_"), periods[sources[0]], row["way"], "readings")
        yield Fact(
            programme, "readings_tried", *common, sources=sources, value=float(row["tried"]),
            formula="the readings of this kind that were tried",
        )  # fmt: skip
        yield Fact(
            programme, "readings_fitting", *common, sources=sources, value=float(row["fitting"]),
            formula="the readings tried that make the check agree",
        )  # fmt: skip
        if pd.notna(row["singled_out"]):
            yield Fact(
                programme, "readings_singled_out", *common, sources=sources,
                value=float(row["singled_out"]),
                formula="the fitting readings that further evidence leaves",
            )  # fmt: skip
        for cell, value in [*reads_of(row).items()][:1]:
            yield Fact(
                programme, "figure_as_read", common[0], periods[cell], reading_code(row["reads"]),
                units[cell].removesuffix("_words"), sources=(cell, ASSUMPTION), value=float(value),
                formula="the value that the reading puts in place of the printed one",
                status="assumed",
            )  # fmt: skip
