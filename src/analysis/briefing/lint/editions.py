"""Do the editions of a briefing in both languages say the same?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import zip_longest

from analysis.briefing.lint.fault import UnfitText
from analysis.briefing.lint.reading import Reading, read


def check_editions(programme: str, editions: Mapping[str, Sequence[str]]) -> None:
    """Do the rendered elements of a briefing show the same facts in every language?

    editions: the elements by language. Element by element the same receipts are led to, equally
    often, and each receipt holds the same amounts. Raises UnfitText with what differs.
    """
    (first, *others) = ((lang, read(elements)) for lang, elements in editions.items())
    faults = [fault for other in others for fault in _differences(first, other)]
    if faults:
        raise UnfitText(f"the editions of {programme} do not say the same", faults)


def _differences(one: tuple[str, Reading], other: tuple[str, Reading]) -> list[str]:
    (lang, here), (other_lang, there) = one, other
    faults = []
    pairs = zip_longest(_said(here), _said(there), fillvalue=Counter[str]())
    for place, (said, told) in enumerate(pairs, 1):
        for missing, without, has in (
            (said - told, other_lang, lang),
            (told - said, lang, other_lang),
        ):
            if missing:
                faults.append(
                    f"element {place}: {', '.join(sorted(missing))} stands in {has} and not in "
                    f"{without}; give both texts of the sentence the same placeholders"
                )
    for anchor in sorted(here.receipts.keys() & there.receipts.keys()):
        if here.receipts[anchor].amounts != there.receipts[anchor].amounts:
            faults.append(f"the receipt {anchor} holds another amount in {other_lang}")
    return faults


def _said(reading: Reading) -> list[Counter[str]]:
    length = max((block.element for block in reading.blocks), default=-1) + 1
    said = [Counter[str]() for _ in range(length)]
    for block in reading.blocks:
        said[block.element].update(piece.receipt for piece in block.pieces if piece.receipt)
    return said
