from __future__ import annotations

import re
import struct
from pathlib import Path

import pytest

from analysis.briefing.exporters.pdf import picture
from analysis.pipeline.charts import chart_changes, charts_of, digests, draw, main, told
from analysis.sources.errors import SourceError

SQUARE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50" width="100" height="50">'
    '<rect width="{width}" height="50" style="fill: {colour}"/></svg>'
)


def page(folder: Path, *sections: tuple[str, list[str]]) -> Path:
    folder.mkdir()
    text = "".join(
        f'<h2 id="{anchor}">?</h2>{"".join(f"<figure>{svg}</figure>" for svg in drawn)}'
        for anchor, drawn in sections
    )
    (folder / "scheme.vi.html").write_text(text, encoding="utf-8")
    (folder / "index.html").write_text(SQUARE, encoding="utf-8")
    return folder


def square(width: int, colour: str = "#1f4e79") -> str:
    return SQUARE.format(width=width, colour=colour)


def test_a_chart_is_called_by_its_page_its_section_and_its_place(tmp_path: Path) -> None:
    reports = page(tmp_path / "r", ("cost", [square(1), square(2)]), ("road", [square(3)]))
    assert list(charts_of(reports)) == [
        "scheme.vi.cost-1",
        "scheme.vi.cost-2",
        "scheme.vi.road-1",
    ]


def test_a_chart_has_its_own_colours_and_not_those_that_the_page_gives_it(tmp_path: Path) -> None:
    reports = page(tmp_path / "r", ("cost", [square(1, "var(--series-1, #1f4e79)")]))
    assert charts_of(reports) == {"scheme.vi.cost-1": square(1)}


def test_a_chart_whose_parts_are_only_named_otherwise_is_the_same_chart(tmp_path: Path) -> None:
    named = square(1).replace("<rect", '<rect id="{}-0"')
    before, after = (
        charts_of(page(tmp_path / name, ("cost", [named.format(name)])))
        for name in ("c0123abcd", "cfedc9876")
    )
    assert chart_changes(before, after) == {}


def test_charts_are_new_redrawn_or_gone(tmp_path: Path) -> None:
    before = charts_of(page(tmp_path / "b", ("cost", [square(1), square(2)]), ("old", [square(3)])))
    after = charts_of(page(tmp_path / "a", ("cost", [square(1), square(9)]), ("new", [square(3)])))
    changed = chart_changes(before, after)
    assert changed == {
        "scheme.vi.cost-2": "redrawn",
        "scheme.vi.new-1": "new",
        "scheme.vi.old-1": "gone",
    }
    assert chart_changes(digests(before), digests(after)) == changed
    assert next(told(changed)) == "chart redrawn: scheme.vi.cost-2"
    assert list(told({})) == ["No chart changed."]
    draw(changed, before, after, tmp_path / "pictures")
    assert sorted(path.name for path in (tmp_path / "pictures").iterdir()) == [
        "charts.html",
        "scheme.vi.cost-2.after.png",
        "scheme.vi.cost-2.before.png",
        "scheme.vi.new-1.after.png",
        "scheme.vi.old-1.before.png",
    ]


def test_a_picture_is_a_png_with_two_pixels_for_one_of_the_drawing() -> None:
    """100 by 50 pixels and a margin of 6 points, 8 pixels, all around: 116 by 66."""
    png = picture(square(40))
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", png[16:24]) == (232, 132)


def test_a_folder_without_briefings_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SourceError, match="make briefings"):
        charts_of(tmp_path)
    assert main([str(tmp_path), str(tmp_path / "pictures")]) == 1
    assert re.search("holds no briefing", capsys.readouterr().err)
