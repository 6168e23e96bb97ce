"""Which programmes are there, once what machines read is told too?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from analysis.sources.errors import MalformedDocument
from analysis.sources.origins import READ_BY_MACHINE, Source
from analysis.sources.parsed import parsed

STORY = "place"
RETENTION = "retention"
"""The study of a register: who comes, goes and stays."""

ALL = "all"
DEGREES = ("doctorate", "specialist_2", "master", "specialist_1", "bachelor", "postgraduate")
INHERITED = ("region", "bridged", "letter", "generated")

Programmes = dict[str, dict[str, Any]]


def with_sources(
    programmes: Mapping[str, Mapping[str, Any]], found: Iterable[Source]
) -> Programmes:
    """Which programmes rest on what, the machine-read sources among it?

    ``programmes`` is programmes.yml, ``found`` the machine-read sources. A programme that rests on
    nothing else rests on the first of its own; each further one, and each beside documents, is a
    programme apart, called as the source: what people print and what machines count is never mixed
    in one figure. Where a programme does not say so itself it is told by the story `place` and
    studied by its rates: the change between the first year and the last, or the profile of the one.
    Raises MalformedDocument with every source of which the programme says nothing, and every name
    that is taken.
    """
    sources = list(found)
    problems = [
        f"{source.programme}: data/raw/{source.programme}/{source.kind} holds files, but the "
        f"programme says nothing of `{source.kind}`; describe it, or take the files away"
        for source in sources
        if source.kind not in programmes[source.programme]
    ]
    problems += [
        f"{source.id}: a source that is read by machine has this name; call the programme otherwise"
        for source in sources
        if source.id in programmes
    ]
    if problems:
        raise MalformedDocument("data/raw/programmes.yml:\n" + "\n".join(problems))
    told: Programmes = {}
    for name, settings in programmes.items():
        told[name] = {"documents": {}, "analyses": [], **settings}
        if settings.get("generated"):
            told[name]["title"] = _titled(settings, "generated")
        for source in (one for one in sources if one.programme == name):
            if rests_on_something(told[name]):
                told[source.id] = _apart(told[name], source)
            else:
                told[name] = _studied(told[name], source, settings[source.kind])
    return told


def rests_on_something(settings: Mapping[str, Any]) -> bool:
    """Is there anything to tell of a programme? Not while it waits for returns or a register."""
    waits = bool(settings.keys() & {*READ_BY_MACHINE})
    return not waits or bool(settings.get("documents") or settings.get("compares"))


def _apart(settings: Mapping[str, Any], source: Source) -> dict[str, Any]:
    title = _titled(settings, source.kind)
    years = _years(settings[source.kind])
    period = "-".join(dict.fromkeys((years[0], years[-1])))
    inherited = {key: settings[key] for key in INHERITED if key in settings}
    own = {"period": period, "title": title, "documents": {}, "analyses": [], **inherited}
    if source.kind == "register":
        own["register"] = settings["register"]
    studies = {key: settings[key] for key in ("qualification", "profile") if key in settings}
    return _studied({**own, **studies}, source, settings[source.kind])


def _studied(
    settings: Mapping[str, Any], source: Source, asked: Mapping[str, Any]
) -> dict[str, Any]:
    years = _years(asked)
    levels = [code for code in asked["categories"] if code != ALL]
    told = {"story": STORY, **settings, "documents": {source.id: "all"}}
    studies = ["qualification", *([RETENTION] if source.kind == "register" else [])]
    told["analyses"] = settings["analyses"] or studies
    change, profile = settings.get("qualification", {}), settings.get("profile", {})
    if not {str(change.get(end)) for end in ("opening", "closing")} <= {*years}:
        told.pop("qualification", None)
    if str(profile.get("period")) not in years:
        told.pop("profile", None)
    if not told.keys() & {"qualification", "profile"}:
        told |= _change(years, levels) if len(years) > 1 else _profile(years, levels, asked)
    return told


def _change(years: list[str], levels: list[str]) -> dict[str, Any]:
    ends = {"opening": years[0], "closing": years[-1]}
    return {"qualification": {**ends, "levels": levels, "formal": levels}}


def _profile(years: list[str], levels: list[str], asked: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "profile": {
            "period": years[0],
            "classes": asked["groups"],
            "levels": levels,
            "at_or_above_university": [level for level in levels if level in DEGREES],
        }
    }


def _years(asked: Mapping[str, Any]) -> list[str]:
    return sorted(str(year) for year in asked["years"])


def _titled(settings: Mapping[str, Any], gained: str) -> dict[str, str]:
    patterns = _titles()[gained].items()
    return {lang: pattern.format(title=settings["title"][lang]) for lang, pattern in patterns}


@cache
def _titles() -> dict[str, dict[str, str]]:
    text = files("analysis.sources").joinpath("origins.yml").read_text(encoding="utf-8")
    titles: dict[str, dict[str, str]] = parsed(text)
    return titles
