"""The real programmes, cleaned in memory, and frames of a few rows in the shape of theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, partial
from pathlib import Path

import pandas as pd
import pytest

from analysis.metrics.comparable import Comparability
from analysis.metrics.facts import Fact
from analysis.sources.breaks import Breaks, read_breaks
from analysis.sources.cleaning import clean_figures
from analysis.sources.documents import read_document
from analysis.sources.paths import project_root
from analysis.sources.processed import Processed, written_facts
from analysis.sources.programmes import read_programmes
from analysis.sources.reference import read_reference
from analysis.sources.schemas import CLEANED, TIDY
from analysis.sources.tidy import tidy_tables

ROOT = project_root(Path(__file__).parent)


@cache
def _cleaned(document: str) -> pd.DataFrame:
    return clean_figures(read_document(ROOT / "data" / "raw" / document))


@cache
def _real(programme: str) -> Processed:
    programmes = read_programmes(ROOT)
    settings = programmes[programme]
    cleaned = [pd.DataFrame(columns=list(CLEANED.columns), dtype="str")]
    cleaned += [_cleaned(document) for document in settings["documents"]]
    tables = [tidy_tables(frame, {programme: settings}) for frame in cleaned]
    figures = pd.concat(cleaned)
    return Processed(
        programme=programme,
        settings=settings,
        figures=figures.assign(sources=figures["document"] + "#" + figures["id"]),
        base_salary=read_reference("base_salary", ROOT),
        consumer_prices=read_reference("consumer_prices", ROOT),
        breaks=read_breaks(ROOT),
        earlier=partial(written_facts, ROOT),
        **{name: pd.concat([table[name] for table in tables]) for name in TIDY},
    )


@pytest.fixture(scope="session")
def unbroken() -> Comparability:
    """A programme whose series no declared break touches."""
    return Comparability(Breaks(), "hcmc", ("report",), {})


@pytest.fixture(scope="session")
def real() -> Callable[[str], Processed]:
    """The tidy tables of a programme of data/raw."""
    return _real


@pytest.fixture(scope="session")
def fact_of() -> Callable[[Iterable[Fact], str], Fact]:
    """The one fact with this id, which is given without its programme."""

    def find(facts: Iterable[Fact], wanted: str) -> Fact:
        by_id = {fact.id: fact for fact in facts}
        (programme,) = {fact.programme for fact in by_id.values()}
        return by_id[f"{programme}/{wanted}"]

    return find


@pytest.fixture(scope="session")
def headcount() -> Callable[..., pd.DataFrame]:
    """A headcount table: rows of period, group, category, persons; None for an empty cell."""

    def build(*rows: tuple[str, str, str, int | None]) -> pd.DataFrame:
        return pd.DataFrame(
            [
                {
                    "group": group,
                    "period": period,
                    "category": category,
                    "headcount_persons": persons,
                    "bound": "not_reported" if persons is None else "exact",
                    "sources": f"report#{group}-{category}-{period}".replace("_", "-"),
                }
                for period, group, category, persons in rows
            ]
        ).astype({"headcount_persons": "Int64"})

    return build


@pytest.fixture(scope="session")
def cells() -> Callable[..., pd.DataFrame]:
    """A table of one column of values, by the ids of their cells in the document `report`."""

    def build(column: str, bounds: dict[str, str] | None = None, **values: int) -> pd.DataFrame:
        return pd.DataFrame(
            [
                {
                    column: value,
                    "bound": (bounds or {}).get(name, "exact"),
                    "sources": f"report#{name}",
                }
                for name, value in values.items()
            ]
        )

    return build
