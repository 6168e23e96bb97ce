"""What else may one printed string have been meant to say?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from analysis.audit.audited import Audited, Proposal, closes
from analysis.audit.checks import Figure
from analysis.audit.misprints import digits_of, malformed_readings, slips
from analysis.audit.scales import scale_readings
from analysis.sources.declarations import Check, Correction
from analysis.sources.errors import MalformedNumber
from analysis.sources.numbers import RATES, parse_printed

DECLARED = "It is the reading declared in corrections.yml, which the tables take."
NOT_DECLARED = "corrections.yml declares another reading."
UNDECLARED = "The figures stand; the words are misprinted, and corrections.yml does not say so."


def corrected_readings(
    check: Check, known: Audited, corrections: Sequence[Correction]
) -> Iterator[Proposal]:
    """Is the declared reading of a misprint the only one that closes the check it names?

    Every reading by one slip of what is printed is tried: words with one scale word replaced
    (``words_scale``), a malformed number with a digit dropped or its separator moved, a well formed
    one with one slip (``misprint``). Raises KeyError for a figure that is not there.
    """
    for correction in corrections:
        if correction["expects"]["closes"] == check["id"]:
            figure = correction["figure"]
            declared = known.figures[figure].value
            for one in _string_readings(check, known, figure):
                meant = one.reads.get(figure)
                implies = DECLARED if meant == declared else NOT_DECLARED
                yield replace(one, implies=implies)


def words_readings(check: Check, known: Audited) -> Iterator[Proposal]:
    """Does an amount in words that differs from the figures name a wrong scale?

    Every reading with one scale word replaced is tried (``scale_readings``). Raises KeyError for a
    figure that is not there.
    """
    if check["kind"] == "words":
        yield from _string_readings(check, known, check["right"][0])


def _string_readings(check: Check, known: Audited, figure: str) -> Iterator[Proposal]:
    printed, unit = known.figures[figure].printed, known.figures[figure].unit
    way = "words_scale" if unit == "vnd_words" else "misprint"
    tried = _tried(printed, unit)
    fitting = [
        (text, value)
        for text, value in tried
        if value is not None and closes(check, known.figures, {figure: value})
    ]
    everything = "; ".join(text for text, _ in tried)
    for text, value in fitting:
        reading = f"{figure} says {text} where {printed} is printed. Tried: {everything}."
        counts = (len(tried), len(fitting))
        yield Proposal(way, *counts, reading, UNDECLARED, (figure,), {figure: value})
    if not fitting:
        reading = f"No reading of {printed} by one slip closes it. Tried: {everything}."
        yield Proposal(way, len(tried), 0, reading, UNDECLARED)


def _tried(printed: str, unit: str) -> list[tuple[str, Decimal | None]]:
    if unit == "vnd_words":
        return [
            (words, None if amount is None else Decimal(amount))
            for words, amount in scale_readings(printed).items()
        ]
    try:
        number = parse_printed(printed, unit)
    except MalformedNumber:
        read = malformed_readings(printed, unit in RATES)
    else:
        if number.value is None:
            return []
        digits = digits_of(Figure(number.value, decimals=number.decimals, unit=unit))
        read = {Decimal(text): kind for text, kind in slips(digits, unit in RATES).items()}
    return [(f"{value:,f} ({kind})", value) for value, kind in read.items()]
