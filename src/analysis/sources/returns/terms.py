"""Which term of the programme does a heading or a row of a return mean?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from analysis.sources import columns as of
from analysis.sources.schemas import LABELS, read_table
from analysis.sources.text import comparison_key

KINDS = ("column", "row", "above", "below", "unit", "mark")
STRUCTURE = {
    "column": ("number", "name", "note", "span"),
    "row": ("total",),
    "above": ("reporting_unit", "stated_unit", "generated"),
    "below": ("signature",),
}
SCALES = {
    "persons": ("persons", 1),
    "thousand_persons": ("persons", 1_000),
    "vnd": ("vnd", 1),
    "thousand_vnd": ("vnd", 1_000),
    "million_vnd": ("vnd", 1_000_000),
    "billion_vnd": ("vnd", 1_000_000_000),
    "percent": ("percent", 1),
}
MARKS = ("none", "not_applicable")
NEAREST = 3
MOST_KEPT = 1 << 16
"""How many texts are kept with what they mean: units head their columns alike."""
TERMS = of.table(
    {"kind": of.one_of(KINDS), "code": of.code(), "term": of.something()},
    unique=["kind", "code", "term"],
)


@dataclass(frozen=True)
class Match:
    """What a text means: one code, or none, with the terms that come nearest to its key."""

    code: str | None
    key: str
    codes: Mapping[str, frozenset[str]]
    written: Mapping[str, str]

    @cached_property
    def nearest(self) -> tuple[str, ...]:
        """Which terms come nearest to a text that means nothing, or more than one thing?"""
        if self.code is not None:
            return ()
        if self.key in self.codes:
            return tuple(sorted(self.codes[self.key]))
        near = get_close_matches(self.key, self.codes, n=NEAREST, cutoff=0.4)
        return tuple(self.written[name] for name in near)


@dataclass(frozen=True, eq=False)
class Terms:
    """The reviewed terms that a return of one programme may use.

    ``codes`` maps a kind to keys of terms and the codes that each stands for; ``written`` keeps
    how a term is written.
    """

    codes: Mapping[str, Mapping[str, frozenset[str]]]
    written: Mapping[str, str]

    def match(self, text: str, kind: str) -> Match:
        """Which code does the text stand for, among the terms of a kind?

        Alike but for case, placement of the tone mark, spelling variants and spacing of
        punctuation; never by likeness. A term that stands for two codes of the programme gives
        none.
        """
        key, known = term_key(text), self.codes.get(kind, {})
        found = known.get(key, frozenset())
        return Match(next(iter(found)) if len(found) == 1 else None, key, known, self.written)

    def beginning(self, text: str, kind: str) -> tuple[str, str] | None:
        """With which term of a kind does the text begin? Its code and what follows, or None."""
        return _beginning(self, text, kind)

    @cached_property
    def longest_first(self) -> Mapping[str, list[tuple[str, frozenset[str]]]]:
        """Which terms of a kind are there, the longest first, and what do they stand for?"""
        return {
            kind: sorted(terms.items(), key=lambda term: -len(term[0]))
            for kind, terms in self.codes.items()
        }


@lru_cache(MOST_KEPT)
def _beginning(terms: Terms, text: str, kind: str) -> tuple[str, str] | None:
    key = term_key(text)
    for term, codes in terms.longest_first.get(kind, ()):
        follows = key[len(term) : len(term) + 1]
        if key.startswith(term) and not follows.isalnum() and len(codes) == 1:
            return next(iter(codes)), text.partition(":")[2].strip()
    return None


@lru_cache(MOST_KEPT)
def term_key(text: str) -> str:
    """Under which key do two ways to write one term meet?"""
    spaced = re.sub(r"\s*([,;/–-])\s*", r"\1 ", comparison_key(text))
    return " ".join(spaced.strip(" .:*").split())


def read_terms(root: Path, settings: Mapping[str, Any]) -> Terms:
    """Which terms may a return of a programme use?

    ``settings`` are the programme's ``returns``. data/raw/terms.csv (kind, code, term) and the
    names of the programme's groups and categories in labels.csv, both languages; terms of
    categories and groups that the programme does not have are left out. Raises MalformedTable
    where a file does not fit its schema.
    """
    raw = root / "data" / "raw"
    categories, groups = settings["categories"], settings["groups"]
    wanted = {"column": [*STRUCTURE["column"], *categories], "row": [*STRUCTURE["row"], *groups]}
    listed = [
        (str(row["kind"]), str(row["code"]), str(row["term"]))
        for row in read_table(raw / "terms.csv", TERMS).to_dict("records")
        if row["code"] in wanted.get(row["kind"], [row["code"]])
    ]
    labels = read_table(raw / "labels.csv", LABELS).to_dict("records")
    named = [
        (kind, str(label["code"]), str(label[lang]))
        for kind, codes in (("column", categories), ("row", groups))
        for label in labels
        if label["code"] in codes
        for lang in ("vi", "en")
    ]
    return terms_of([*listed, *named])


def terms_of(rows: Iterable[tuple[str, str, str]]) -> Terms:
    """Which terms do rows of kind, code and term make?"""
    codes: dict[str, dict[str, frozenset[str]]] = {}
    written: dict[str, str] = {}
    for kind, code, term in rows:
        key = term_key(term)
        own = codes.setdefault(kind, {})
        own[key] = own.get(key, frozenset()) | {code}
        written.setdefault(key, term)
    return Terms(codes, written)
