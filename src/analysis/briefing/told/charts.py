"""How does a chart stand on a page: with its title, and told in words from the same data?"""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.figure import Figure

from analysis.briefing.charts import Series, in_words
from analysis.briefing.charts.series import Written
from analysis.briefing.elements import Chart, Sentence


def chart_told(
    figure: Figure, title: Sentence, subtitle: Sentence, labels: Sequence[str],
    series: Sequence[Series], written: Written,
) -> Chart:  # fmt: skip
    """Which chart shows these series? Its alt text is its title and its values in words."""
    alt = f"{title.plain()}. {in_words(labels, series, written)}"
    return Chart(figure, alt, title, subtitle)
