"""Small pages of one sentence, with the receipts of what they say."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from analysis.briefing.elements import Element, Receipt, ReceiptLabels, Receipts
from analysis.briefing.lint import check_text

Rendered = Callable[..., list[str]]
FACTS = {
    "town/rate/2016": ("55,88 %", "55.880829"),
    "town/rate/2012": ("30,21 %", "30.211566"),
    "town/rate-change/total": ("25,67 điểm phần trăm", "25.669263"),
    "town/rate-change/departments": ("−7,06 điểm phần trăm", "-7.056"),
    "town/cost": ("3,871 tỷ đồng", "3871000000"),
}


@pytest.fixture(scope="session")
def rendered() -> Rendered:
    """Gives elements as rendered, with the receipts of FACTS behind them."""

    def build(*elements: Element) -> list[str]:
        entries = tuple(
            Receipt(name, name, written, "", (), "", "", (("value", Decimal(amount)),))
            for name, (written, amount) in FACTS.items()
        )
        receipts = Receipts("Nguồn", ReceiptLabels("a", "b", "c", "d", "e"), entries)
        return [element.html() for element in (*elements, receipts)]

    return build


@pytest.fixture(scope="session")
def faults(rendered: Rendered) -> Callable[..., str]:
    """Gives what the lint says of a page; nothing where it may be published."""

    def found(
        *elements: Element, lang: str = "vi", facts: dict[str, tuple[Decimal, ...]] | None = None
    ) -> str:
        try:
            check_text("Trang", lang, rendered(*elements), facts)
        except ValueError as unfit:
            return str(unfit)
        return ""

    return found
