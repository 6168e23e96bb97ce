"""Which figures of a document count staff, training, money, targets and seats, and for whom?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pandas as pd

from analysis.sources.errors import SourceError
from analysis.sources.schemas import TARGET_MEASURES, TIDY, TRAINING_MEASURES
from analysis.sources.tables import validate

AWARDS = ("bachelor", "college", "intermediate", "master", "doctorate", "postgraduate")
PLACES = ("_abroad", "_domestic")
NEW_COLUMNS: dict[str, Callable[[pd.DataFrame], dict[str, Any]]] = {
    "headcount": lambda rows: {"headcount_persons": rows["value"]},
    "training": lambda rows: {
        "kind": [_kind(row) for row in rows.to_dict("records")],
        "unit_of_count": rows["unit"],
        "count": rows["value"],
    },
    "funding": lambda rows: {"amount_vnd": rows["value"]},
    "targets": lambda rows: {
        "target_pct": rows["value"].where(rows["measure"] == "target_rate", ""),
        "deadline_year": rows["value"].where(rows["measure"] == "deadline", ""),
    },
    "seats": lambda rows: {"seats": rows["value"]},
}


def tidy_tables(cleaned: pd.DataFrame, programmes: Mapping[str, Any]) -> dict[str, pd.DataFrame]:
    """Which figures of a document count staff, training, money, targets and seats, by programme?

    `cleaned` is the result of clean_figures; `programmes` is programmes.yml: programme id to
    `documents`, a mapping of document to "all" or to a list of beginnings of locators. A figure
    appears once for each programme that it belongs to. Each table has programme, document, group,
    period, category, its own columns, bound and sources (`<document>#<id>`):
    headcount: headcount_persons. training: kind (formal_training for award-bearing levels,
    briefing_session, recruitment, other_training), unit_of_count, count. funding: amount_vnd.
    targets: measure, target_pct, deadline_year. seats: seats. A figure that the document leaves
    empty stays, with an empty value and the bound not_reported. Raises SourceError for a beginning
    that no locator has.
    """
    rows = pd.DataFrame(
        [
            {**figure, "programme": programme, "sources": f"{figure['document']}#{figure['id']}"}
            for programme, figure in _belongings(cleaned, programmes)
        ],
        columns=["programme", "sources", *cleaned.columns],
        dtype="str",
    )
    measure, unit = rows["measure"], rows["unit"]
    selected = {
        "headcount": rows[measure == "headcount"],
        "training": rows[measure.isin(TRAINING_MEASURES)],
        "funding": rows[(measure == "funding") & (unit == "vnd")],
        "targets": rows[measure.isin(TARGET_MEASURES)],
        "seats": rows[measure == "seats"],
    }
    return {
        name: validate(
            own.assign(**NEW_COLUMNS[name](own))[list(TIDY[name].columns)],
            TIDY[name],
            f"tidy table {name}",
        )
        for name, own in selected.items()
    }


def _belongings(
    cleaned: pd.DataFrame, programmes: Mapping[str, Any]
) -> Iterator[tuple[str, dict[str, str]]]:
    figures = cleaned.to_dict("records")
    for programme, description in programmes.items():
        for document, parts in (description.get("documents") or {}).items():
            own = [figure for figure in figures if figure["document"] == document]
            for part in [] if parts == "all" or not own else parts:
                if not any(_lies_in(figure["locator"], part) for figure in own):
                    raise SourceError(
                        f"programmes.yml: {programme} rests on {part!r} of {document}, but no "
                        "locator in its figures.csv begins so. Correct the one or the other."
                    )
            for figure in own:
                if parts == "all" or any(_lies_in(figure["locator"], part) for part in parts):
                    yield programme, {str(key): value for key, value in figure.items()}


def _lies_in(locator: str, part: str) -> bool:
    return locator.startswith(part) and not locator[len(part) : len(part) + 1].isalnum()


def _kind(row: Mapping[str, str]) -> str:
    if row["measure"] == "persons_recruited":
        return "recruitment"
    level = row["category"]
    for place in PLACES:
        level = level.removesuffix(place)
    if level in AWARDS:
        return "formal_training"
    return "briefing_session" if level == "briefing_session" else "other_training"
