"""How does one object show itself in JupyterLab, on the page and in the PDF?"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any

from analysis.briefing.markup import DATA, HTML, PLAIN, TYPST


class Element(ABC):
    """What can stand on a page: it says itself in HTML, in Typst and in plain text."""

    @abstractmethod
    def html(self) -> str:
        """How does it look on the page?"""

    @abstractmethod
    def typst(self) -> str:
        """How does it look in the PDF? Markup that calls the functions of briefing.typ."""

    @abstractmethod
    def plain(self) -> str:
        """What does it say, without any markup?"""

    def data(self) -> dict[str, Any] | None:
        """What does it hold, for a workbook? JSON with its `kind`; None where it only says."""
        return None

    def page_metadata(self) -> dict[str, str]:
        """What does it say about the page as a whole (language, title)?"""
        return {}

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
        data: dict[str, Any] = {HTML: self.html(), TYPST: self.typst(), PLAIN: self.plain()}
        if held := self.data():
            data[DATA] = held
        page = self.page_metadata()
        return data, {"page": page} if page else {}
