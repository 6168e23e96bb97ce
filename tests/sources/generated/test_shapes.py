"""Returns in every bad shape that is known: each gives its figures, or the error it must give."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.sources.generated.drafts import Truth, draft
from analysis.sources.generated.shapes import Shape, saved, shapes
from analysis.sources.returns.problems import wordings
from analysis.sources.returns.reading import Return, read_return
from analysis.sources.returns.settings import Asked

UNIT = {"code": "unit_a", "vi": "Đơn vị Thử A", "en": "Test unit A", "group": "departments"}
SHAPES = shapes()


def reported(one: Return) -> Truth:
    """What a return says of its bodies: the persons, None for what it leaves open."""
    return {
        (f.row.name, f.column.year, f.column.category): None if value is None else int(value)
        for sheet in one.sheets
        for f in sheet.figures
        if f.row.kind == "body"
        for value in [f.amount.value]
    }


def test_there_are_at_least_sixty_shapes_and_no_two_of_one_name() -> None:
    names = [shape.name for shape in SHAPES]
    assert len(names) == len(set(names)) >= 60


def test_a_shape_names_only_problems_that_can_be_told() -> None:
    assert {kind for shape in SHAPES for kind in shape.problems} <= set(wordings())


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_a_shape_gives_its_figures_or_its_error(shape: Shape, asked: Asked, tmp_path: Path) -> None:
    sent = draft(asked, UNIT, seed=1)
    path = tmp_path / f"return{shape.suffix}"
    path.write_bytes(saved(shape, sent))
    one = read_return(path, asked, path.name)
    assert {problem.kind for problem in one.problems} == shape.problems
    for sheet in one.sheets:
        assert [row.at for row in sheet.rows] == list(range(len(sheet.rows)))
    if not one.blocked:
        assert one.unit == "unit_a"
        assert {k: v for k, v in reported(one).items() if v is not None} == {
            k: v for k, v in sent.truth.items() if v is not None
        }


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_a_seed_gives_the_same_file_each_time(shape: Shape, asked: Asked) -> None:
    once, again, other = (saved(shape, draft(asked, UNIT, seed)) for seed in (1, 1, 2))
    assert once == again
    assert once != other or len(once) < 300
