"""In which layout is a PDF set: as a briefing, or as an official document of Decree 30/2020?"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from analysis.briefing.markup import typst_string

BRIEFING = "briefing"
LETTER = "letter"
TEMPLATES = Path(__file__).parent.parent / "templates"


class UnfitPDF(ValueError):
    """Why can no PDF be made, or not as it should look?"""


@dataclass(frozen=True)
class Letterhead:
    """Who issues the document, and to whom does it go?

    parent_body, issuing_body, place: empty for a line that the office fills in. recipients: below
    "Nơi nhận:", without the file copy, which always stands there.
    """

    parent_body: str = ""
    issuing_body: str = ""
    place: str = ""
    recipients: tuple[str, ...] = ()

    def typst(self) -> str:
        """How do the functions of letter.typ read it?"""
        recipients = "".join(f"{typst_string(name)}, " for name in self.recipients)
        return (
            f"#let letterhead = (parent_body: {typst_string(self.parent_body)}, "
            f"issuing_body: {typst_string(self.issuing_body)}, "
            f"place: {typst_string(self.place)}, recipients: ({recipients}))"
        )


def letterhead_of(settings: Mapping[str, Any]) -> Letterhead:
    """Which letterhead do the settings of a programme name?

    Raises UnfitPDF for a setting that a letterhead does not have.
    """
    known = [field.name for field in fields(Letterhead)]
    unknown = sorted(set(settings) - set(known))
    if unknown:
        raise UnfitPDF(
            f"a letterhead has no {', '.join(unknown)}; it has {', '.join(known)}: correct "
            "`letter` in data/raw/programmes.yml"
        )
    return Letterhead(**{**settings, "recipients": tuple(settings.get("recipients", ()))})


def layout_source(layout: str, lang: str, letterhead: Letterhead) -> list[str]:
    """Which Typst sets the elements of a page in this layout? Definitions, then the rule to show.

    The letter redefines what looks otherwise there. Raises UnfitPDF for a letter that is not in
    Vietnamese: the form is that of Vietnamese authorities.
    """
    briefing = (TEMPLATES / "briefing.typ").read_text(encoding="utf-8")
    if layout == BRIEFING:
        return [briefing, "#show: briefing"]
    if lang != "vi":
        raise UnfitPDF(f"an official letter of Decree 30/2020 is in Vietnamese, the page in {lang}")
    letter = (TEMPLATES / "letter.typ").read_text(encoding="utf-8")
    return [briefing, letterhead.typst(), letter, "#show: letter"]
