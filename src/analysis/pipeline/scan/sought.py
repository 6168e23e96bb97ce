"""By which signs is a person found in a text?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from analysis.sources.documents import read_yaml
from analysis.sources.persons import LONGEST_NAME, SHORTEST_NAME, keys_of_words

REVIEWED = Path(__file__).with_name("signs.yml")
HEXADECIMAL = re.compile(r"(?<![0-9A-Za-z])[0-9a-fA-F]{32,128}(?![0-9A-Za-z])")
IN_A_ROW = r"(?<![\w.#/%-])(?:{})(?![\w%-])(?!\.\d)"
CITIZEN_NUMBER = re.compile(IN_A_ROW.format(r"0\d{2}[\s.]?\d{3}[\s.]?\d{3}[\s.]?\d{3}"))
OLD_CITIZEN_NUMBER = re.compile(IN_A_ROW.format(r"[0-3]\d{8}"))
PHONE = re.compile(
    IN_A_ROW.format(
        r"(?:\+84[ .]?|0)(?:[35789]\d{8}|[35789]\d{1,2}[ .]\d{3}[ .]\d{3,4}"
        r"|2\d{9}|2\d{1,2}[ .]\d{3,4}[ .]\d{3,4})"
    )
)
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")


def harmless_addresses() -> frozenset[str]:
    """Which addresses are known to be no person's of the data? By the reviewed list."""
    return frozenset(str(one["address"]).casefold() for one in read_yaml(REVIEWED)["harmless"])


@dataclass(frozen=True)
class Sought:
    """Who is looked for: names and ids that are known, and what numbers and addresses look like.

    ``names`` are keys of comparison; ``ids`` strings of hexadecimal digits, lower case; ``secrets``
    are found anywhere, as they stand. ``amounts`` are whole numbers that are known to count money
    or persons and are therefore no number of a person; ``harmless`` addresses that are no person's.
    """

    names: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()
    secrets: frozenset[str] = frozenset()
    amounts: frozenset[str] = frozenset()
    harmless: frozenset[str] = field(default_factory=harmless_addresses)

    def found_in(self, text: str) -> Iterator[tuple[str, str]]:
        """Which signs of persons stand in a text? The kind of each and the sign itself."""
        yield from (("id", one) for one in _hexadecimal(text) if one in self.ids)
        yield from (("secret", one) for one in sorted(self.secrets) if one in text)
        yield from self._names_in(text)
        kinds: dict[str, tuple[re.Pattern[str], Callable[[str], bool]]] = {
            "citizen number": (CITIZEN_NUMBER, self._is_no_amount),
            "old citizen number": (OLD_CITIZEN_NUMBER, self._is_no_amount),
            "telephone": (PHONE, self._is_no_amount),
            "e-mail": (EMAIL, lambda one: one.casefold() not in self.harmless),
        }
        for kind, (pattern, counts) in kinds.items():
            yield from ((kind, one[0]) for one in pattern.finditer(text) if counts(one[0]))

    def _is_no_amount(self, number: str) -> bool:
        return re.sub(r"\D", "", number) not in self.amounts

    def _names_in(self, text: str) -> Iterator[tuple[str, str]]:
        if not self.names:
            return
        firsts = {name.split(" ", 1)[0] for name in self.names}
        words = keys_of_words(text)
        for place, word in enumerate(words):
            if word in firsts:
                for length in range(SHORTEST_NAME, LONGEST_NAME + 1):
                    name = " ".join(words[place : place + length])
                    if name in self.names:
                        yield "name", name


def ids_in(text: str) -> set[str]:
    """Which ids of persons stand in a text? Every long row of hexadecimal digits."""
    return set(_hexadecimal(text))


def _hexadecimal(text: str) -> Iterator[str]:
    return (found[0].casefold() for found in HEXADECIMAL.finditer(text))
