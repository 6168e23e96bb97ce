"""Which returns would the units of an imagined place send, each in another bad shape?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.sources import columns as of
from analysis.sources.errors import SourceError
from analysis.sources.generated.drafts import Draft, draft
from analysis.sources.generated.shapes import Shape, saved, shapes
from analysis.sources.origins import MARK
from analysis.sources.programmes import read_programme
from analysis.sources.returns.problems import wordings
from analysis.sources.returns.settings import folder_of_returns, read_asked
from analysis.sources.returns.units import UNITS
from analysis.sources.schemas import save_table

TOLD = "Made up by `make generate`: no unit and no person of these is real.\n"
TRUTH = of.table(
    {
        "file": of.something(),
        "shape": of.something(),
        "counts": of.one_of(("yes", "no")),
        "unit": of.code(),
        "group": of.code(),
        "period": of.period(),
        "category": of.code(),
        "persons": of.whole_number(),
    }
)


class Sent(NamedTuple):
    """One made-up return: its file's name and content, and what it truly reports."""

    name: str
    content: bytes
    shape: Shape
    draft: Draft

    @property
    def counts(self) -> bool:
        """Is the return to be counted, as nothing in it blocks?"""
        return not any(wordings()[kind]["blocking"] for kind in self.shape.problems)


def make_returns(
    programme: str, root: Path, seed: int = 1, returns: int | None = None
) -> pd.DataFrame:
    """What did the units of a generated programme send, and what is the truth of it?

    Writes the mark of generated data, the list of units and one return for each shape into
    data/raw/<programme>/, or as many ``returns`` as asked for, the shapes taken in turn. One row a
    figure of the truth: file, shape, counts (yes or no), unit, group, period, category, persons.
    Equal seeds, equal bytes. Raises SourceError for a programme that is not marked as generated.
    """
    settings = read_programme(programme, root)
    if settings.get("generated") is not True:
        raise SourceError(
            f"{programme} is not marked `generated: true` in data/raw/programmes.yml: generated "
            "data never mix with those of a real programme. Name one that is."
        )
    folder = folder_of_returns(programme, root)
    folder.mkdir(parents=True, exist_ok=True)
    (folder.parent / MARK).write_text(TOLD, encoding="utf-8")
    groups, known = settings["returns"]["groups"], shapes()
    every = list(islice(cycle(known), len(known) if returns is None else returns))
    units = [
        (f"unit_{n:03}", f"Đơn vị Mẫu {n:03}", f"Sample unit {n:03}", groups[n % len(groups)])
        for n in range(1, len(every) + 3)
    ]
    listed = pd.DataFrame(units, columns=list(UNITS.columns), dtype="str")
    save_table(listed, folder / "units.csv", UNITS)
    rows = []
    for one in _sent(programme, root, every, listed, seed):
        (folder / one.name).write_bytes(one.content)
        rows += list(_truth(one))
    return pd.DataFrame(rows, columns=list(TRUTH.columns))


def _sent(
    programme: str, root: Path, every: list[Shape], units: pd.DataFrame, seed: int
) -> Iterator[Sent]:
    asked = read_asked(programme, root)
    for number, (shape, unit) in enumerate(zip(every, units.to_dict("records"), strict=False), 1):
        sent = draft(asked, {str(key): str(value) for key, value in unit.items()}, seed)
        content = saved(shape, sent)
        yield Sent(f"{number:03}-{shape.name}{shape.suffix}", content, shape, sent)


def _truth(one: Sent) -> Iterator[tuple[str, ...]]:
    unit = one.draft.unit
    for (_, year, category), persons in one.draft.truth.items():
        said = "" if persons is None else str(persons)
        counts = "yes" if one.counts else "no"
        yield (
            one.name, one.shape.name, counts, unit["code"], unit["group"], year, category, said,
        )  # fmt: skip
