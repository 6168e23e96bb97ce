"""How does a page name the documents that it rests on?"""

from __future__ import annotations

from datetime import date
from typing import Any

from analysis.briefing.elements import Note, Sentence
from analysis.briefing.locale_format import long_date
from analysis.briefing.teller import Teller


def facts_line(t: Teller) -> Sentence:
    """Which documents does the page rest on? One line under its title."""
    return t.say("Source: {sources}.", sources="; ".join(cited(t, meta) for meta in _documents(t)))


def source_note(t: Teller, *documents: str) -> Note:
    """Where do the figures of a section come from? From all documents where none is named."""
    chosen = [meta for meta in _documents(t) if not documents or meta["id"] in documents]
    text = t.say("{sources}.", sources="; ".join(cited(t, meta) for meta in chosen))
    return Note(t.word("Source"), text)


def cited(t: Teller, meta: dict[str, Any]) -> str:
    """How is a document cited: kind, number, date, issuer?"""
    number = f" {meta['number']}" if meta["number"] else ""
    parts = [f"{t.text(meta['kind'])}{number}", t.text(meta["issuer"])]
    if meta["date"]:
        day = meta["date"] if isinstance(meta["date"], date) else date.fromisoformat(meta["date"])
        parts.append(long_date(day, t.lang))
    return ", ".join(parts)


def _documents(t: Teller) -> list[dict[str, Any]]:
    return list(t.material.documents.values())
