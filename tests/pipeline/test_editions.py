from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from analysis.pipeline.changes import changes
from analysis.pipeline.editions import earlier_edition, freeze, read_edition
from analysis.pipeline.states import state_of
from analysis.sources.errors import SourceError


@pytest.mark.build
def test_an_edition_keeps_what_was_said_and_is_never_replaced(copy: Any) -> None:
    assert earlier_edition(copy.root) is None
    folder = freeze(copy.root, "2026-11", date(2026, 11, 20))
    assert sorted(path.name for path in folder.iterdir()) == [
        "audit.csv", "edition.yml", "figures.csv",
    ]  # fmt: skip
    assert changes(read_edition(folder), state_of(copy.root)).empty
    with pytest.raises(SourceError, match="never replaced"):
        freeze(copy.root, "2026-11", date(2026, 12, 1))
    assert earlier_edition(copy.root) is None, "the tree is that edition itself"


@pytest.mark.build
def test_reports_that_are_not_current_are_not_frozen(copy: Any) -> None:
    copy.edit("data/raw/1228-bc-snv-2017/figures.csv", '"55,88%"', '"55,89%"')
    with pytest.raises(SourceError, match="make briefings"):
        freeze(copy.root, "2026-11", date(2026, 11, 20))
    assert not (copy.root / "editions").exists()
