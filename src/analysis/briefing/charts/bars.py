"""How are values compared by length? Bars from zero, with their values at their ends."""

from collections.abc import Sequence

from matplotlib.figure import Figure

from analysis.briefing.charts.drawn import Drawn
from analysis.briefing.charts.rows import WIDEST_SIDE_LABEL, Group, Row, drawn, label_width
from analysis.briefing.charts.series import (
    STYLES,
    Series,
    Style,
    Written,
    check_lengths,
    text_of,
)


def horizontal_bars(
    labels: Sequence[str],
    values: Sequence[Drawn | None],
    written: Written,
    styles: Sequence[Style] | None = None,
    missing: str = "",
    palette: Sequence[Style] = STYLES,
) -> Figure:
    """How do values of one measure compare? One bar for each label.

    written: how a value is written. styles: colours and markers by label, such as the cities'.
    missing: what is written where nothing is reported.
    """
    check_lengths(labels, [Series("values", tuple(values))])
    rows = [
        Row(
            label,
            value,
            text_of(value, written, missing),
            styles[place] if styles else palette[0],
            marked=styles is not None,
        )
        for place, (label, value) in enumerate(zip(labels, values, strict=True))
    ]
    return drawn(_beside_or_above(rows))


def _beside_or_above(rows: Sequence[Row]) -> list[Group]:
    if all(label_width(row) <= WIDEST_SIDE_LABEL for row in rows):
        return [Group("", (row,)) for row in rows]
    return [
        Group(row.label, (Row("", row.value, row.text, row.style, row.marked),)) for row in rows
    ]
