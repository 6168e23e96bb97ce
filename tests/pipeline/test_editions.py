from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from tests.pipeline.conftest import Copy, tasks

from analysis.pipeline.changes import changes
from analysis.pipeline.editions import earlier_edition, read_edition
from analysis.pipeline.freeze import freeze
from analysis.pipeline.states import state_of
from analysis.sources.errors import SourceError
from analysis.sources.schemas import CHANGES, read_table

PROGRAMME = "hcmc-admin-reform-2016-2020"
CITYWEB = "data/raw/hcmcityweb-2022-05-18/figures.csv"
CLASSES = ("admin_reform,classes,classes,10,", "admin_reform,classes,classes,11,")


def text_of(page: Path) -> str:
    without_tags = re.sub("<[^>]*>", "", page.read_text(encoding="utf-8"))
    return without_tags.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.build
def test_an_edition_keeps_what_was_said_and_is_never_replaced(copy: Copy) -> None:
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
def test_reports_that_are_not_current_are_not_frozen(copy: Copy) -> None:
    copy.edit("data/raw/1228-bc-snv-2017/figures.csv", '"55,88%"', '"55,89%"')
    with pytest.raises(SourceError, match="make briefings"):
        freeze(copy.root, "2026-11", date(2026, 11, 20))
    assert not (copy.root / "editions").exists()


@pytest.mark.build
def test_freezing_an_edition_changes_nothing_that_was_published_but_the_front_page(
    copy: Copy,
) -> None:
    before = copy.bytes_of("reports")
    freeze(copy.root, "2026-11", date(2026, 11, 20))
    code, output = copy.build()
    assert code == 0, output
    done = {task.partition("[")[0] for task in tasks(output, "done")}
    assert done == {"edition", "changes", "index"}
    after = copy.bytes_of("reports")
    assert {name for name in after if after[name] != before[name]} == {"reports/index.html"}


@pytest.mark.build
def test_a_later_briefing_says_what_changed_since_the_edition_and_why(copy: Copy) -> None:
    first = text_of(copy.root / "reports" / f"{PROGRAMME}.en.html")
    assert "This is the first edition" in first
    freeze(copy.root, "2026-11", date(2026, 11, 20))
    copy.edit(CITYWEB, *CLASSES)
    code, output = copy.build()
    assert code == 0, output
    found = read_table(copy.root / "reports" / "changes.csv", CHANGES)
    classes, per_class = (
        found[found["id"].str.startswith(f"{PROGRAMME}/{metric}/")].iloc[0]
        for metric in ("classes", "attendances_per_class")
    )
    source = "hcmcityweb-2022-05-18#classes"
    parts = ["change", "before_value", "after_value", "cause", "source", "source_before"]
    assert classes[parts].tolist() == ["revised", "10", "11", "printed", source, "10"]
    assert (per_class["before_value"], round(float(per_class["after_value"]), 3)) == (
        "102.9",
        round(1029 / 11, 3),
    )
    assert set(found["id"].str.partition("/")[0]) == {PROGRAMME}
    page = {
        lang: text_of(copy.root / "reports" / f"{PROGRAMME}.{lang}.html") for lang in ("vi", "en")
    }
    assert "Compared with edition 2026-11 of 20 November 2026" in page["en"]
    assert "“10” became “11”" in page["en"]
    assert "So với bản công bố 2026-11" in page["vi"]
    other = text_of(copy.root / "reports" / "hanoi-staff-2014-2020.en.html")
    assert "No figure has changed since edition 2026-11" in other
    code, output = copy.run("-m", "analysis.pipeline.against")
    assert "revised: hcmc-admin-reform-2016-2020/classes/" in output
    assert f"cause: {source}: '10' became '11'" in output
    assert "No chart changed." in output
    code, output = copy.run("-m", "analysis.pipeline.freeze", "2026-12")
    assert code == 0, output
    earlier = earlier_edition(copy.root)
    assert earlier is not None
    assert earlier.name == "2026-11"
