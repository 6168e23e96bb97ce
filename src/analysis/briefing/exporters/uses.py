"""Where on the page is each receipt used? Links back from the receipt to its numbers."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from analysis.briefing.catalogue import translator

HTML_NUMBER = re.compile(r'<a class="n" href="#(r-[a-z0-9-]+)">')
HTML_ANCHOR = re.compile(r'<tr id="(r-[a-z0-9-]+)">')
HTML_LINK = re.compile(r'((?:<tr id="|href="#))(r-[a-z0-9-]+)"')
HTML_RECEIPT = re.compile(r'<tr id="(r-[a-z0-9-]+)">.*?(?=<tr id=|</tbody>)', re.DOTALL)
HTML_CHART = re.compile(
    r'(<figure class="chart"><figcaption)>(.*?)<template>(.*?)</template>', re.DOTALL
)
HTML_QUOTED = re.compile(r'\b(id|href)="(#?[cru]-\d+)"')
HTML_AMOUNT = re.compile(r'\b(data-(?:value|low|high))="(-?\d+(?:\.\d{1,4})?)\d*"')
TYPST_NUMBER = re.compile(r'#figure-link\(<(r-[a-z0-9-]+)>\)\[#"(?:[^"\\]|\\.)*";\];')
TYPST_CHART = re.compile(r" /\* (r-[a-z0-9 -]+) \*/\Z")
TYPST_RECEIPT = re.compile(r"\]\) <(r-[a-z0-9-]+)>")


def html_uses(elements: Iterable[str]) -> tuple[str, ...]:
    """How do the elements of a page read once each receipt links back to its numbers?

    Each number gets an anchor ``u-<place>``, by which the page's style knows it, and each chart one
    at its title for the receipts that its text tells, which is not published; a receipt lists them
    by their order on the page. What stands on the page a thousand times is kept short: the
    anchors of the receipts become ``r-<place>``, neither they nor links to them are quoted, and of
    the amounts by which tables are sorted four decimals stay.
    """
    uses: dict[str, list[int]] = defaultdict(list)

    def marked(found: re.Match[str]) -> str:
        place = _next(uses, found[1])
        return f'<a id="u-{place}" href="#{found[1]}">'

    def linked(found: re.Match[str]) -> str:
        links = " ".join(
            f'<a href="#u-{place}">{order}</a>' for order, place in enumerate(uses[found[1]], 1)
        )
        return f"{found[0]}{links}"

    shortened = _shortened(tuple(elements))
    receipts = {found[1] for element in shortened for found in HTML_ANCHOR.finditer(element)}

    def charted(found: re.Match[str]) -> str:
        place = _next(uses, *receipts.intersection(HTML_NUMBER.findall(found[3])))
        return f'{found[1]} id="u-{place}">{found[2]}' if place else f"{found[1]}>{found[2]}"

    anchored = [HTML_NUMBER.sub(marked, HTML_CHART.sub(charted, element)) for element in shortened]
    whole = [HTML_RECEIPT.sub(linked, element) for element in anchored]
    unquoted = [HTML_QUOTED.sub(r"\1=\2", element) for element in whole]
    return tuple(HTML_AMOUNT.sub(r"\1=\2", element) for element in unquoted)


def _shortened(elements: Sequence[str]) -> list[str]:
    receipts = (found[1] for element in elements for found in HTML_ANCHOR.finditer(element))
    short = {anchor: f"r-{place}" for place, anchor in enumerate(dict.fromkeys(receipts), 1)}
    return [
        HTML_LINK.sub(lambda found: f'{found[1]}{short.get(found[2], found[2])}"', element)
        for element in elements
    ]


def typst_uses(elements: Iterable[str], lang: str) -> tuple[str, ...]:
    """The same for the elements of a PDF, where anchors are labels."""
    uses: dict[str, list[int]] = defaultdict(list)

    def marked(found: re.Match[str]) -> str:
        return f"#[{found[0].removesuffix(';')}<u-{_next(uses, found[1])}>];"

    label = translator(lang)("Used in the text")

    def linked(found: re.Match[str]) -> str:
        links = " ".join(
            f"#link(<u-{place}>)[{order}]" for order, place in enumerate(uses[found[1]], 1)
        )
        return f" · #strong[{label}] {links}{found[0]}" if links else found[0]

    whole = tuple(elements)
    receipts = {found[1] for element in whole for found in TYPST_RECEIPT.finditer(element)}

    def charted(found: re.Match[str]) -> str:
        place = _next(uses, *receipts.intersection(found[1].split()))
        return f" <u-{place}>" if place else ""

    anchored = [TYPST_NUMBER.sub(marked, TYPST_CHART.sub(charted, one)) for one in whole]
    return tuple(TYPST_RECEIPT.sub(linked, element) for element in anchored)


def _next(uses: Mapping[str, list[int]], *receipts: str) -> int:
    place = max((place for places in uses.values() for place in places), default=0) + 1
    for receipt in receipts:
        uses[receipt].append(place)
    return place if receipts else 0
