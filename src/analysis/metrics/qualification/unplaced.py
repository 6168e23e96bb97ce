"""What if the qualified who are stated in total, but in no body, belonged to one of the bodies?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import pandas as pd

from analysis.metrics.facts import UNPLACED_IN, Fact, joined_sources
from analysis.metrics.qualification.change import body_table, effects_of, rate_table
from analysis.metrics.qualification.splits import extremes, split_bounds
from analysis.metrics.readings import headcount_readings, two_counts

IN_ONE_BODY = "assumption:unplaced-in-one-body"


class Unplaced(NamedTuple):
    """The bodies by their own components, and the qualified whom the total states beyond them."""

    bodies: pd.DataFrame
    persons: float
    room_persons: pd.Series
    sources: tuple[str, ...]


def unplaced_facts(
    programme: str, settings: Mapping[str, Any], headcount: pd.DataFrame
) -> list[Fact]:
    """What do the results by body become, if the unplaced qualified belong to bodies after all?

    ``settings`` and ``headcount`` as for the change of qualification. Unplaced are, at the closing
    count, the stated total of the qualified less the sum of the bodies, in persons; the room of a
    body is its headcount less its qualified. Given are

    - for each body with room for all of them, under the variant ``unplaced_in_<body>``: its
      qualified, rate, change of the rate and net gain, the shares of all bodies in the gain, and
      the two effects of Kitagawa by body and in total, all of them assumed;
    - under the variant ``range``, the same results over the table alone and every way of splitting
      the unplaced among the bodies;
    - ``persons_to_reverse``, where the rate of a body fell: the fewest of the unplaced that would
      have to belong to it for its rate to have risen, where it can take so many.

    Nothing is given where the stated total agrees with its levels, where it is not above the sum
    of the bodies (then the table has people too many, and nobody is unplaced), where a body's own
    number is in conflict, or where the bodies together lack the room. The method of bounds is that
    of ``splits``; the scenarios are our own. Raises ValueError as ``headcount_readings`` and
    ``body_table``.
    """
    readings = headcount_readings(headcount, settings["levels"])
    years = two_counts(settings)
    found = _unplaced(programme, rate_table(readings[readings["period"].isin(years)]), years)
    if found is None:
        return []
    return [
        *_counts(programme, found, years[1]),
        *_scenarios(programme, found, years),
        *_ranges(programme, found, years),
        *_reversals(programme, found, years),
    ]


def _unplaced(programme: str, rates: pd.DataFrame, years: list[str]) -> Unplaced | None:
    printed = rates[(rates["variant"] == "printed") & (rates["period"] == years[1])]
    if list(printed["group"]) != ["total"]:
        return None
    stated = printed.iloc[0]
    bodies = body_table(programme, rates, years)
    persons = float(stated["qualified_persons"] - bodies["qualified_persons_2"].sum())
    room = bodies["headcount_persons_2"] - bodies["qualified_persons_2"]
    if not 0 < persons <= room.sum():
        return None
    cells = joined_sources(stated["qualified_sources"], *bodies["qualified_sources_2"])
    return Unplaced(bodies, persons, room, cells)


def with_more_qualified(bodies: pd.DataFrame, more_persons: pd.Series) -> pd.DataFrame:
    """What are the bodies like with more qualified at closing? Columns of ``body_table``.

    ``more_persons`` by body; rates in percent, their changes in percentage points.
    """
    qualified = bodies["qualified_persons_2"] + more_persons
    rate = 100 * qualified / bodies["headcount_persons_2"]
    return bodies.assign(
        qualified_persons_2=qualified,
        rate_pct_2=rate,
        change_pp=rate - bodies["rate_pct_1"],
        gain_persons=qualified - bodies["qualified_persons_1"],
    )


def _counts(programme: str, found: Unplaced, closing: str) -> Iterator[Fact]:
    yield Fact(
        programme, "unplaced_qualified", "total", closing, "both", "persons",
        "qualified as stated − sum of the qualified of all bodies", found.sources, found.persons,
    )  # fmt: skip
    for body, row in found.bodies.iterrows():
        yield Fact(
            programme, "room_for_qualified", str(body), closing, "both", "persons",
            "headcount of the body − its qualified staff",
            joined_sources(row["qualified_sources_2"], row["headcount_sources_2"]),
            found.room_persons[body],
        )  # fmt: skip


def _scenarios(programme: str, found: Unplaced, years: list[str]) -> Iterator[Fact]:
    closing, period = years[1], "-".join(years)
    everything = joined_sources(*found.sources, *found.bodies["sources"], IN_ONE_BODY)
    for body in found.bodies.index[found.room_persons >= found.persons]:
        only_there = pd.Series(0.0, found.bodies.index)
        only_there[body] = found.persons
        moved = with_more_qualified(found.bodies, only_there)
        row, variant = moved.loc[body], f"{UNPLACED_IN}{body}"
        counted = joined_sources(row["qualified_sources"], *found.sources, IN_ONE_BODY)
        rated = joined_sources(row["sources"], *found.sources, IN_ONE_BODY)
        at_closing = joined_sources(row["sources_2"], *found.sources, IN_ONE_BODY)
        yield Fact(
            programme, "qualified", body, closing, variant, "persons",
            "the sum of the reported levels + all who are unplaced",
            joined_sources(row["qualified_sources_2"], *found.sources, IN_ONE_BODY),
            row["qualified_persons_2"], status="assumed",
        )  # fmt: skip
        yield Fact(
            programme, "qualification_rate", body, closing, variant, "percent",
            "qualified staff with all who are unplaced / headcount × 100", at_closing,
            row["rate_pct_2"], status="assumed",
        )  # fmt: skip
        yield Fact(
            programme, "qualification_rate_change", body, period, variant, "percentage_points",
            "closing rate with all who are unplaced − opening rate", rated, row["change_pp"],
            status="assumed",
        )  # fmt: skip
        yield Fact(
            programme, "net_additional_qualified", body, period, variant, "persons",
            "qualified at closing with all who are unplaced − qualified at opening", counted,
            row["gain_persons"], status="assumed",
        )  # fmt: skip
        gain = moved["gain_persons"].sum()
        for one, part in moved["gain_persons"].items() if gain else ():
            yield Fact(
                programme, "gain_share", str(one), period, variant, "percent",
                "net additional qualified staff of the body / of all bodies × 100, the unplaced "
                "in one body", everything, 100 * part / gain, status="assumed",
            )  # fmt: skip
        effects = effects_of(moved)
        for metric in ("rate_effect", "composition_effect"):
            column = effects[f"{metric}_pp"]
            for one, value in {**column.to_dict(), "total": column.sum()}.items():
                yield Fact(
                    programme, metric, str(one), period, variant, "percentage_points",
                    "Kitagawa's effect with all who are unplaced in one body", everything, value,
                    status="assumed",
                )  # fmt: skip


def _ranges(programme: str, found: Unplaced, years: list[str]) -> Iterator[Fact]:
    closing, period = years[1], "-".join(years)
    bodies, bounds = found.bodies, split_bounds(found.persons, found.room_persons)
    most = with_more_qualified(bodies, bounds["most_persons"])
    least = with_more_qualified(bodies, bounds["least_persons"])
    by_body = {
        "qualified": (closing, "persons", "qualified_persons_2"),
        "qualification_rate": (closing, "percent", "rate_pct_2"),
        "qualification_rate_change": (period, "percentage_points", "change_pp"),
        "net_additional_qualified": (period, "persons", "gain_persons"),
    }
    everything = joined_sources(*found.sources, *bodies["sources"])
    for body, row in bodies.iterrows():
        cells = joined_sources(row["sources"], *found.sources)
        for metric, (when, unit, column) in by_body.items():
            yield _range(programme, metric, str(body), when, unit, cells,
                         row[column], most.at[body, column])  # fmt: skip
        gain = bodies["gain_persons"].sum()
        if gain and gain + found.persons:
            yield _range(programme, "gain_share", str(body), period, "percent", everything,
                         100 * row["gain_persons"] / gain,
                         100 * least.at[body, "gain_persons"] / (gain + found.persons),
                         100 * most.at[body, "gain_persons"] / (gain + found.persons))  # fmt: skip
    by_table = effects_of(bodies)
    each = effects_of(with_more_qualified(bodies, pd.Series(1.0, bodies.index))) - by_table
    with_most = effects_of(most)
    for metric in ("rate_effect", "composition_effect"):
        column = f"{metric}_pp"
        for body in bodies.index:
            yield _range(programme, metric, str(body), period, "percentage_points", everything,
                         by_table.at[body, column], with_most.at[body, column])  # fmt: skip
        total = by_table[column].sum()
        more = extremes(each[column], found.persons, found.room_persons)
        yield _range(programme, metric, "total", period, "percentage_points", everything,
                     total, *(total + end for end in more))  # fmt: skip


def _range(
    programme: str, metric: str, group: str, period: str, unit: str, sources: tuple[str, ...],
    *ends: float,
) -> Fact:  # fmt: skip
    return Fact(
        programme, metric, group, period, "range", unit,
        "over the table alone and every way of splitting the unplaced among the bodies", sources,
        None, min(ends), max(ends),
    )  # fmt: skip


def _reversals(programme: str, found: Unplaced, years: list[str]) -> Iterator[Fact]:
    bounds = split_bounds(found.persons, found.room_persons)
    for body, row in found.bodies[found.bodies["change_pp"] < 0].iterrows():
        opening, closing = row["headcount_persons_1"], row["headcount_persons_2"]
        short = row["qualified_persons_1"] * closing - row["qualified_persons_2"] * opening
        fewest = short // opening + 1
        if fewest <= bounds.at[body, "most_persons"]:
            yield Fact(
                programme, "persons_to_reverse", str(body), "-".join(years), "both", "persons",
                "the fewest above opening rate × headcount at closing − qualified at closing",
                joined_sources(row["sources"], *found.sources), fewest,
            )  # fmt: skip
