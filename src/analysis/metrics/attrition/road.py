"""From where does the road to the target start, and within which ranges may it run?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd

from analysis.metrics.attrition.projection import Flows, rate_after
from analysis.metrics.attrition.simulation import ParameterRange
from analysis.metrics.facts import joined_sources

DECLARED = "assumption:declared-ranges"
EACH_TRAINED_ONCE = "assumption:each-attendance-a-new-qualified-person"
PARAMETERS = ("attrition_pct", "trained_persons", "growth_persons", "qualified_hires_pct")


class Declared(NamedTuple):
    """The range of one parameter, and what it rests on."""

    bounds: ParameterRange
    sources: tuple[str, ...]


class Throughput(NamedTuple):
    """How many people the courses train a year, as counted in one way, and in which cells."""

    persons_per_year: float
    sources: tuple[str, ...]


class Start(NamedTuple):
    """One reading of the stock from which the road starts, and what was observed until then.

    Persons; ``growth`` and the throughputs in persons a year. ``of_stock`` are the sources of the
    stock and of the target year.
    """

    variant: str
    headcount: float
    qualified: float
    closing_year: int
    target_year: int
    growth: float
    throughputs: Mapping[str, Throughput]
    parameters: Mapping[str, Declared]
    of_stock: tuple[str, ...]

    @property
    def years(self) -> int:
        """How many years lie ahead?"""
        return self.target_year - self.closing_year

    @property
    def sources(self) -> tuple[str, ...]:
        """What does the road rest on? The stock, the target year, and all who were trained."""
        return joined_sources(*self.of_stock, *self.throughputs["every_attendance"].sources)

    @property
    def ranges(self) -> dict[str, ParameterRange]:
        """Within which bounds does each parameter lie?"""
        return {name: declared.bounds for name, declared in self.parameters.items()}

    @property
    def centres(self) -> dict[str, float]:
        """Which value has each parameter where nothing else is said?"""
        return {name: bounds.central for name, bounds in self.ranges.items()}

    def rate_of(self, values: Mapping[str, Any]) -> Any:
        """Which share is qualified in the target year with these parameters, in percent?"""
        return rate_after(self.headcount, self.qualified, flows_of(values), self.years)


def flows_of(values: Mapping[str, Any]) -> Flows:
    """Which flows do the parameters of the programme file stand for? Percent become shares.

    Raises KeyError for one of PARAMETERS that is missing.
    """
    return Flows(
        values["attrition_pct"] / 100, values["growth_persons"],
        values["qualified_hires_pct"] / 100, values["trained_persons"],
    )  # fmt: skip


def road_starts(
    road: Mapping[str, Any], points: pd.DataFrame, trained: Mapping[str, Throughput]
) -> list[Start]:
    """Where does the road start in each reading, with the declared ranges filled in?

    ``road`` holds for each of the ``parameters`` low, central, high and distribution. An end may
    name what was observed: ``net_gain``, a name of ``trained``, ``observed_growth`` (persons a
    year) or ``opening_rate`` (percent); a centre may be the ``midpoint``. A net loss counts as no
    gain, and ends that were observed the other way round change places. ``points`` are the rows of
    ``starting_points``; ``trained`` holds ``every_attendance`` and further ways of counting those
    who were trained. Raises KeyError for a name that is none of these.
    """
    return [_start(row, road, trained) for row in points.itertuples()]


def _start(row: Any, road: Mapping[str, Any], trained: Mapping[str, Throughput]) -> Start:
    gain = Throughput(max(0.0, row.gain_per_year_persons), joined_sources(row.qualified_sources))
    throughputs = {"net_gain": gain, **trained}
    observed = {name: (trains, ";".join(cells)) for name, (trains, cells) in throughputs.items()}
    observed |= {
        "observed_growth": (row.growth_per_year_persons, row.headcount_sources),
        "opening_rate": (row.rate_pct_1, row.sources_1),
    }
    return Start(
        row.variant, row.headcount_persons_2, row.qualified_persons_2, row.closing_year,
        row.target_year, row.growth_per_year_persons, throughputs,
        {name: _declared(name, road["parameters"][name], observed) for name in PARAMETERS},
        joined_sources(row.sources),
    )  # fmt: skip


def _declared(
    name: str, declared: Mapping[str, Any], observed: Mapping[str, tuple[float, str]]
) -> Declared:
    def end(value: Any) -> tuple[float, str]:
        if not isinstance(value, str):
            return float(value), ""
        if value not in observed:
            raise KeyError(
                f"data/raw/programmes.yml, road, {name}: {value!r} is neither a number nor one of "
                f"{', '.join(observed)}."
            )
        return observed[value]

    (low, of_low), (high, of_high) = sorted(end(declared[name]) for name in ("low", "high"))
    midpoint = declared["central"] == "midpoint"
    central, of_centre = ((low + high) / 2, "") if midpoint else end(declared["central"])
    sources = (*joined_sources(of_low, of_high, of_centre), DECLARED)
    return Declared(ParameterRange(low, central, high, declared["distribution"]), sources)
