from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from analysis.sources.breaks import problems_of_breaks, read_breaks
from analysis.sources.errors import MalformedDocument, SourceError
from analysis.sources.paths import project_root
from analysis.sources.programmes import read_assumptions, read_programmes

ROOT = project_root(Path(__file__).parent)
ENTRY = """\
places: {hcmc: "79"}
breaks:
  - id: tier-abolished
    from: 2025-07-01
    what: {vi: Bỏ cấp huyện., en: The tier was abolished.}
    affects: {regions: [hcmc], groups: [districts]}
    bridge: {vi: Bảng phân bổ, en: a table that allots}
"""


def written(root: Path, text: str) -> Path:
    (root / "data" / "raw").mkdir(parents=True)
    (root / "data" / "raw" / "breaks.yml").write_text(text, encoding="utf-8")
    return root


def test_a_break_has_its_day_what_it_touches_and_its_bridge(tmp_path: Path) -> None:
    breaks = read_breaks(written(tmp_path, ENTRY))
    [entry] = breaks.entries
    assert (entry.id, entry.start) == ("tier-abolished", date(2025, 7, 1))
    assert entry.affects == {"regions": ("hcmc",), "groups": ("districts",)}
    assert entry.bridge["en"] == "a table that allots"
    assert breaks.place_of("hcmc") == "79"
    assert breaks.place_of("hanoi") == ""


def test_a_year_means_its_first_day(tmp_path: Path) -> None:
    text = ENTRY.replace("2025-07-01", "2013")
    assert read_breaks(written(tmp_path, text)).entries[0].start == date(2013, 1, 1)


def test_everything_that_is_wrong_is_told_at_once_with_file_entry_and_what_was_expected(
    tmp_path: Path,
) -> None:
    wrong = """\
places: {hcmc: 79}
breaks:
  - id: Tier Abolished
    from: July 2025
    what: {en: The tier was abolished.}
    affects: {region: [hcmc], groups: districts, regions: [hue]}
    bridge: {vi: " ", en: a table}
    until: 2030
  - id: no-effect
    from: true
    what: {vi: a, en: b}
    bridge: {vi: a, en: b}
  - a bare text
"""
    with pytest.raises(MalformedDocument) as error:
        read_breaks(written(tmp_path, wrong))
    message = str(error.value)
    assert "12 problems" in message
    assert "data/raw/breaks.yml" in message
    for expected in (
        "places, hcmc: the code is 79, expected two digits in quotes",
        "entry 1 (Tier Abolished): id expected in small letters, digits and single hyphens",
        "entry 1 (Tier Abolished): 'until' has no meaning in a break",
        "entry 1 (Tier Abolished): from is 'July 2025', expected a day, YYYY-MM-DD, or a year",
        "entry 1 (Tier Abolished): what has no text in vi",
        "entry 1 (Tier Abolished): bridge has no text in vi",
        "affects 'region', expected one of regions, documents, groups, categories, places",
        "affects groups 'districts', expected a list of codes in quotes",
        "region 'hue', expected one of hcmc, hanoi, nghe-an",
        "entry 2 (no-effect): from is True",
        "entry 2 (no-effect): affects is None, expected at least one of regions",
        "entry 3: expected affects, bridge, from, id, what, not 'a bare text'",
    ):
        assert expected in message


def test_an_id_stands_for_one_break() -> None:
    [entry] = yaml.safe_load(ENTRY)["breaks"]
    problems = problems_of_breaks({"places": {}, "breaks": [entry, entry]})
    assert problems == ["entry 2 (tier-abolished): the id occurs again, expected once"]


@pytest.mark.parametrize("declared", [None, [], {"places": {}}, {"breaks": "none"}])
def test_a_file_of_another_shape_is_told_what_was_expected(declared: object) -> None:
    assert problems_of_breaks(declared) == [
        "expected the keys places and breaks, breaks a list of entries"
    ]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"breaks\.yml is missing"):
        read_breaks(tmp_path)


def test_the_project_declares_the_breaks_that_are_known() -> None:
    entries = {entry.id: entry for entry in read_breaks(ROOT).entries}
    assert set(entries) == {
        "district-tier-abolished",
        "province-79-enlarged",
        "no-college-column-2012",
    }
    assert entries["district-tier-abolished"].start == date(2025, 7, 1)
    assert set(entries["district-tier-abolished"].affects["regions"]) == {
        "hcmc",
        "hanoi",
        "nghe-an",
    }
    assert entries["province-79-enlarged"].affects == {"places": ("79",)}


def test_a_break_touches_codes_that_the_project_knows() -> None:
    labels = (ROOT / "data" / "raw" / "labels.csv").read_text(encoding="utf-8").splitlines()
    codes = {line.partition(",")[0] for line in labels}
    documents = {path.parent.name for path in ROOT.glob("data/raw/*/document.yml")}
    for entry in read_breaks(ROOT).entries:
        assert set(entry.affects.get("groups", ())) <= codes
        assert set(entry.affects.get("documents", ())) <= documents
        assert set(entry.affects.get("categories", ())) <= codes | {"formal"}


def test_each_bridge_of_a_programme_rests_on_an_assumption_that_says_how_in_both_languages() -> (
    None
):
    assumptions = read_assumptions(ROOT)
    bridges = [
        (name, assumption)
        for settings in read_programmes(ROOT).values()
        for name, assumption in settings.get("bridged", {}).items()
    ]
    assert ("no-college-column-2012", "no-college-diploma-outside-the-columns") in bridges
    known = {entry.id for entry in read_breaks(ROOT).entries}
    for name, assumption in bridges:
        assert name in known
        assert assumptions[assumption]["vi"] and assumptions[assumption]["en"]
