"""How do parts add up to a change? Each bar begins where the one above ends."""

from collections.abc import Sequence
from decimal import Decimal

from matplotlib.figure import Figure

from analysis.briefing.charts.drawn import Drawn
from analysis.briefing.charts.rows import Group, Row, drawn
from analysis.briefing.charts.series import STYLES, Series, Style, Written, check_lengths


def waterfall(
    labels: Sequence[str],
    values: Sequence[Drawn],
    written: Written,
    total: tuple[str, Drawn],
    palette: Sequence[Style] = STYLES,
) -> Figure:
    """What did each part add to a change, or take from it, until the total is reached?

    total: its name and value, from zero, below a rule, where the last part ends if they add up.
    """
    check_lengths(labels, [Series("values", tuple(values))])
    groups, reached = [], Decimal(0)
    for label, value in zip(labels, values, strict=True):
        style = palette[0] if value.amount >= 0 else palette[1]
        groups.append(Group("", (Row(label, value, written(value.amount), style, start=reached),)))
        reached += value.amount
    last = Row(total[0], total[1], written(total[1].amount), STYLES[3])
    return drawn([*groups, Group("", (last,), ruled=True)])
