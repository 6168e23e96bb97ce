"""How does a chart stand on a page: with its title, and told in words from the same facts?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from matplotlib.figure import Figure

from analysis.briefing.charts import Drawn, Series, Spans, widest_first
from analysis.briefing.charts.series import Written, check_lengths
from analysis.briefing.elements import Chart, Number, Sentence, listed

Named = str | Number | Sentence


def chart_told(
    figure: Figure, title: Sentence, subtitle: Sentence, labels: Sequence[Named],
    series: Sequence[Series], written: Written,
) -> Chart:  # fmt: skip
    """Which chart shows these series? Its alt text is its title and its values in words."""
    return Chart(figure, told(title, in_words(labels, series, written)), title, subtitle)


def told(title: Sentence, values: Sentence) -> Sentence:
    """How is a chart told to those who cannot see it? Its title, then its values."""
    return Sentence((*title.parts, ". ", *values.parts, "."))


def said(value: Drawn, written: Written) -> Number:
    """How is a value told that is drawn? As it is written there, of the same fact."""
    return Number(written(value.amount), value.fact)


def in_words(
    labels: Sequence[Named], series: Sequence[Series], written: Written, missing: str = ""
) -> Sentence:
    """What do series show? Every value, by label; `missing` where nothing is reported.

    Raises ValueError for a value that is missing and has no word.
    """
    check_lengths(labels, series)
    several = len(series) > 1
    sentences = []
    for place, label in enumerate(labels):
        values = []
        for one in series:
            value = one.values[place]
            if value is None and not missing:
                raise ValueError(f"series {one.name!r} has no value and no word for {place + 1}")
            name = f"{one.name} " if several else ""
            values.append(_joined(name, said(value, written) if value else missing))
        sentences.append(_joined(label, ": ", listed(values, ", ")))
    return listed(sentences)


def spans_in_words(labels: Sequence[str], readings: Sequence[Spans], written: Written) -> Sentence:
    """What does a tornado show? Every centre and every end, in its order."""
    centres = [
        _joined(f"{reading.name}: ", said(reading.centre, written))
        for reading in readings
        if reading.centre
    ]
    parts = [listed(centres, ", ")] if centres else []
    for place in widest_first(labels, readings):
        ends = []
        for reading in readings:
            if span := reading.spans[place]:
                name = f"{reading.name} " if reading.name else ""
                low, high = (said(end, written) for end in span)
                ends.append(_joined(name, low, " \N{EN DASH} ", high))
        parts.append(_joined(labels[place], ": ", listed(ends, ", ")))
    return listed(parts)


def _joined(*pieces: Named) -> Sentence:
    return Sentence(tuple(_parts(pieces)))


def _parts(pieces: Iterable[Named]) -> Iterable[str | Number]:
    for piece in pieces:
        yield from piece.parts if isinstance(piece, Sentence) else (piece,)
