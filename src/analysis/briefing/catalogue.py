"""How is a text said in the language of the page?

Texts are written in English in the code and translated by the gettext catalogue
`locale/vi.po`. English is the language of the message ids, so it needs no catalogue.
"""

from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files

from babel.messages.pofile import read_po

LANGUAGES = ("vi", "en")


class MissingTranslation(LookupError):
    """Which text has no translation yet, and in which file must it be added?"""


def mark(message: str) -> str:
    """Which text does the catalogue hold? Marks a text that is translated where it is used."""
    return message


@cache
def translations(lang: str) -> Mapping[str, str]:
    """What does the catalogue of a language say for each English text?

    Raises ValueError where a fuzzy, plural or repeated entry would make the answer uncertain.
    """
    path = files("analysis.briefing").joinpath("locale", f"{lang}.po")
    with path.open("rb") as handle:
        catalogue = read_po(handle, locale=lang, abort_invalid=True)
    entries = [message for message in catalogue if message.id]
    uncertain = [message.id for message in entries if message.fuzzy or message.pluralizable]
    if uncertain:
        raise ValueError(f"locale/{lang}.po: fuzzy or plural entries are not used: {uncertain}")
    return {str(message.id): str(message.string) for message in entries if message.string}


def translator(lang: str) -> Callable[[str], str]:
    """How is an English text said in `lang` ("vi" or "en")?

    Raises ValueError for another language; the function raises MissingTranslation for a text
    that the Vietnamese catalogue does not hold.
    """
    if lang not in LANGUAGES:
        raise ValueError(f"language {lang!r} is not one of {', '.join(LANGUAGES)}")
    if lang == "en":
        return mark

    def say(message: str) -> str:
        try:
            return translations(lang)[message]
        except KeyError:
            raise MissingTranslation(
                f"no {lang} translation of {message!r}: add it to briefing/locale/{lang}.po"
            ) from None

    return say
