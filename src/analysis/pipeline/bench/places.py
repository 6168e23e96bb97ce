"""What would places report? A project of its own, of generated figures that say that they are."""

from __future__ import annotations

import csv
import random
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import ascii_uppercase
from typing import Any

import yaml

from analysis.sources.origins import GENERATED, MARK

COPIED = ("src", "notebooks", "data/raw/reference", "pyproject.toml", "requirements.lock")
COMMON = ("labels.csv", "assumptions.yml", "breaks.yml", "terms.csv")
LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.pyc")
YEARS = ("2020", "2024")
BODIES = ("civil_servants", "commune_staff", "public_employees")
LEVELS = ("bachelor", "college", "intermediate", "short_course")
FORMAL = LEVELS[:3]
FEWEST_PERSONS, MOST_PERSONS = 30, 400
ONE_IN_SO_MANY_CONTRADICTS_ITSELF = 10
COLUMNS = (
    *("id", "locator", "period", "group", "category"),
    *("measure", "unit", "printed", "note"),
)
SAID_OF_ALL = "Generated with a seed to measure the build. No figure here is real.\n"

Counts = Mapping[tuple[str, str, str], int]


@dataclass(frozen=True)
class Place:
    """One place: its province and its own number, and what it counted, by year, body, category."""

    province: int
    number: int
    counts: Counts
    stated: Counts

    @property
    def name(self) -> str:
        """How is it called? In letters: a number on a page has a receipt."""
        return f"{_letters(self.province)}-{_letters(self.number)}"

    @property
    def programme(self) -> str:
        """How is its programme called?"""
        return f"{GENERATED}{self.province:02}-{self.number:03}"

    @property
    def document(self) -> str:
        """How is its document called?"""
        return f"{GENERATED}report-{self.province:02}-{self.number:03}"


def write_places(root: Path, into: Path, province: int, places: int, seed: int = 2026) -> None:
    """Where lies a project with so many places of a province? Its folder is made, or made whole.

    Code, notebooks and what all documents share are copied from the project in ``root``; documents
    and programmes are generated, each place from the seed, its province and its number alone.
    """
    raw = into / "data" / "raw"
    shutil.rmtree(raw, ignore_errors=True)
    for name in COPIED:
        target = into / name
        if (root / name).is_dir():
            shutil.copytree(root / name, target, ignore=LEFT_OUT, dirs_exist_ok=True)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / name, target)
    for name in COMMON:
        shutil.copyfile(root / "data" / "raw" / name, raw / name)
    made = [place_of(province, number, seed) for number in range(1, places + 1)]
    for place in made:
        _write_document(place, raw / place.document)
        (raw / place.programme).mkdir(exist_ok=True)
        (raw / place.programme / MARK).write_text(SAID_OF_ALL, encoding="utf-8")
    declared = {place.programme: _settings(place) for place in made}
    _write_yaml(raw / "programmes.yml", declared)


def place_of(province: int, number: int, seed: int) -> Place:
    """What did a place count? Persons by year, body and level; one total in ten places is wrong."""
    chance = random.Random(f"{seed}/{province}/{number}")
    counts: dict[tuple[str, str, str], int] = {}
    for body in BODIES:
        persons = chance.randint(FEWEST_PERSONS, MOST_PERSONS)
        for year in YEARS:
            counts[year, body, "all"] = persons
            left = persons
            for level in LEVELS:
                counts[year, body, level] = chance.randint(1, max(left // 2, 1))
                left -= counts[year, body, level]
            persons += chance.randint(-FEWEST_PERSONS // 3, FEWEST_PERSONS)
    stated = {
        (year, "total", category): sum(counts[year, body, category] for body in BODIES)
        for year in YEARS
        for category in ("all", *LEVELS)
    }
    if chance.randrange(ONE_IN_SO_MANY_CONTRADICTS_ITSELF) == 0:
        stated[YEARS[1], "total", chance.choice(LEVELS)] += chance.randint(1, 9)
    return Place(province, number, counts, stated)


def _write_document(place: Place, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    _write_yaml(folder / "document.yml", _description(place))
    _write_yaml(folder / "checks.yml", list(_checks()))
    _write_yaml(folder / "corrections.yml", [])
    with (folder / "figures.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(_figures(place))


def _figures(place: Place) -> Iterator[tuple[str, ...]]:
    for (year, group, category), persons in {**place.counts, **place.stated}.items():
        where = f"Bảng 1, năm {year}, hàng {group}, cột {category}"
        printed = f"{persons:,}".replace(",", ".")
        yield (
            *(_figure(year, group, category), where, year, group, category),
            *("headcount", "persons", printed, ""),
        )


def _checks() -> Iterator[dict[str, Any]]:
    for year in YEARS:
        for category in ("all", *LEVELS):
            yield {
                "id": f"sum-{year}-{category.replace('_', '-')}",
                "kind": "sum",
                "left": _figure(year, "total", category),
                "right": [_figure(year, body, category) for body in BODIES],
                "what": {
                    "vi": f"Cột {category} năm {year} so với tổng các nhóm",
                    "en": f"Column {category} of {year} against its bodies",
                },
            }


def _figure(year: str, group: str, category: str) -> str:
    return f"staff-{year}-{group}-{category}".replace("_", "-")


def _description(place: Place) -> dict[str, Any]:
    return {
        "id": place.document,
        "issuer": {"vi": "Số liệu tạo ra để thử", "en": "Generated for a trial"},
        "number": None,
        "date": None,
        "region": "nghe-an",
        "kind": {"vi": "Số liệu tạo ra, không có thật", "en": "generated figures, not real"},
        "subject": {
            "vi": f"Trình độ nhân sự của địa phương giả định {place.name}",
            "en": f"Qualification of staff in the imagined place {place.name}",
        },
        "published": {"vi": "Không công bố", "en": "Not published"},
    }


def _settings(place: Place) -> dict[str, Any]:
    return {
        "generated": True,
        "region": "nghe-an",
        "period": "-".join(YEARS),
        "title": {
            "vi": f"Trình độ nhân sự của địa phương giả định {place.name}",
            "en": f"Qualification of staff in the imagined place {place.name}",
        },
        "documents": {place.document: "all"},
        "story": "place",
        "analyses": ["qualification"],
        "headline": {"qualification": [{"metric": "qualification_rate_change", "group": "total"}]},
        "qualification": {
            "opening": int(YEARS[0]),
            "closing": int(YEARS[1]),
            "levels": list(LEVELS),
            "formal": list(FORMAL),
        },
    }


def _letters(number: int) -> str:
    return "".join(ascii_uppercase[number // 26**place % 26] for place in (2, 1, 0))


def _write_yaml(path: Path, content: object) -> None:
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=1_000)
    path.write_text(text, encoding="utf-8")
