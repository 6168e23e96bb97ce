"""How does a page name the documents that it rests on?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from analysis.briefing.elements import Note, Sentence
from analysis.briefing.locale_format import long_date
from analysis.briefing.teller import Teller
from analysis.sources.origins import kind_of


def facts_line(t: Teller) -> Sentence:
    """Which documents does the page rest on? One line under its title."""
    return t.say("Source: {sources}.", sources="; ".join(cited(t, meta) for meta in _documents(t)))


def source_note(t: Teller, *documents: str) -> Note:
    """Where do the figures of a section come from? From all documents where none is named."""
    chosen = [meta for meta in _documents(t) if not documents or meta["id"] in documents]
    text = t.say("{sources}.", sources="; ".join(cited(t, meta) for meta in chosen))
    return Note(t.word("Source"), text)


def cited(t: Teller, meta: Mapping[str, Any]) -> str:
    """How is a source cited: a document by kind, number, date and issuer?

    What machines read by its kind, and the day up to which it goes.
    """
    number = f" {meta['number']}" if meta["number"] else ""
    parts = [f"{t.text(meta['kind'])}{number}"]
    if kind_of(meta["id"]) != "document":
        parts += [t.say("as of {day}", day=day_of(t, meta)).plain()] if meta["date"] else []
        return ", ".join(parts)
    parts.append(t.text(meta["issuer"]))
    return ", ".join([*parts, day_of(t, meta)] if meta["date"] else parts)


def day_of(t: Teller, meta: Mapping[str, Any]) -> str:
    """How is the day of a source written in full?"""
    day = meta["date"] if isinstance(meta["date"], date) else date.fromisoformat(meta["date"])
    return long_date(day, t.lang)


def _documents(t: Teller) -> list[dict[str, Any]]:
    return list(t.material.documents.values())
