"""Which figures of units that changed would be counted twice?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from analysis.sources.returns.figures import Figure, counted
from analysis.sources.returns.problems import Problem
from analysis.sources.returns.reading import Return
from analysis.sources.returns.settings import Asked
from analysis.sources.returns.units import Units

ALL = "all"
SetAside = Mapping[tuple[str, str], str]


def set_aside(returns: Iterable[Return], asked: Asked) -> SetAside:
    """Whose figures of which year are those of another unit as well? Unit and year to that unit.

    Of a unit and those that came before or after it, the figures of one are counted for a year: of
    the unit that was there at the end of it; where none of those reports, of the one that came
    after.
    """
    found: dict[tuple[str, str], str] = {}
    changed = asked.known_units.changed
    reported = {one.unit: years_reported(one) for one in returns if one.unit in changed}
    for year in map(str, asked.settings["years"]):
        present = {unit for unit, years in reported.items() if year in years}
        existing = asked.known_units.codes_in(year)
        for unit in sorted(present - existing):
            others = asked.known_units.relatives(unit) & present
            preferred = sorted(others & existing) or sorted(asked.known_units.heirs(unit) & present)
            if preferred:
                found[unit, year] = preferred[0]
    return found


def years_reported(one: Return) -> set[str]:
    """For which years does a return report any number?"""
    return {figure.column.year for figure in _known(one)}


def years_counted(one: Return) -> set[str]:
    """For which years does it report how many staff there are, where it asks for that at all?"""
    columns = {figure.column.category for sheet in one.sheets for figure in sheet.figures}
    return {f.column.year for f in _known(one) if ALL not in columns or f.column.category == ALL}


def _known(one: Return) -> list[Figure]:
    return [f for sheet in one.sheets for f in sheet.figures if counted(f) is not None]


def years_owed(unit: str, asked: Asked) -> list[str]:
    """For which years does a unit owe figures? All of them, where it is not listed."""
    years = [str(year) for year in asked.settings["years"]]
    if unit not in asked.known_units.codes:
        return years
    return [year for year in years if unit in asked.known_units.codes_in(year)]


def with_changes_told(returns: Sequence[Return], asked: Asked) -> list[Return]:
    """What is told of units that changed, and of years that a unit leaves out?"""
    names = {str(u["code"]): str(u["vi"]) for u in asked.units.to_dict("records")}
    aside = set_aside((one for one in returns if one.unit and not one.blocked), asked)
    told = []
    for one in returns:
        other = [
            Problem("counted_with_other", names.get(one.unit, one.unit), file=one.file, facts=facts)
            for (unit, year), by in aside.items()
            if unit == one.unit
            for facts in [{"year": year, "other": names.get(by, by)}]
        ]
        missing = [
            Problem("year_missing", file=one.file, facts={"year": year})
            for counted_years in ([years_counted(one)] if one.unit and one.sheets else [])
            for year in years_owed(one.unit, asked)
            if year not in counted_years
        ]
        told.append(replace(one, problems=(*one.problems, *other, *missing)))
    return told


def to_be_asked(sent: set[str], units: Units) -> tuple[str, ...]:
    """Which listed units sent nothing and are still to be asked, by code?

    One that is no more is not, where another came after it: that one is to be asked.
    """
    ended = units.listed.loc[units.listed["valid_to"].ne(""), "code"]
    followed = {code for code in ended if units.heirs(code)}
    codes = dict.fromkeys(str(code) for code in units.listed["code"])
    return tuple(code for code in codes if code not in sent | followed)
