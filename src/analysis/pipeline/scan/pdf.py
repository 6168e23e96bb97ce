"""What can be read in a PDF: in its streams and strings, and on its pages?"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf

SHOWING = ("Tj", "TJ", "'", '"')
MOVING = ("Td", "TD", "Tm", "T*", "ET")
IMAGES = ("/DCTDecode", "/JPXDecode", "/CCITTFaxDecode", "/JBIG2Decode")
HEX = re.compile(r"<([0-9A-Fa-f\s]*)>")
GLYPHS = re.compile(rb"<[0-9A-Fa-f]+>")
"""Numbers of glyphs, as a page draws them: what they mean is told with the page."""
BLOCK = re.compile(r"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)


def pdf_layers(content: bytes) -> Iterator[tuple[str, str | bytes]]:
    """What does a PDF hold? Each stream unpacked, all its strings, and the text of each page.

    The text of a page is what its fonts say that the glyphs mean, in the order in which they are
    drawn; attachments are streams, and are unpacked again by whoever reads this.
    """
    with pikepdf.open(io.BytesIO(content)) as pdf:
        strings: list[str] = []
        for number, item in enumerate(pdf.objects, 1):
            strings += _strings(item)
            if isinstance(item, pikepdf.Stream) and not _is_image(item):
                yield f"object {number}", _without_glyphs(item)
        yield "strings", "\n".join(strings)
        for number, page in enumerate(pdf.pages, 1):
            yield f"page {number}", _shown(page, page.get("/Resources", {}), set())


def _without_glyphs(stream: pikepdf.Stream) -> bytes:
    content = stream.read_bytes()
    if stream.get("/Type") in ("/EmbeddedFile", "/Metadata"):
        return content
    return GLYPHS.sub(b" ", content)


def _is_image(stream: pikepdf.Stream) -> bool:
    named = stream.get("/Filter", "")
    filters = [str(one) for one in named] if isinstance(named, pikepdf.Array) else [str(named)]
    return any(one in IMAGES for one in filters)


def _strings(item: Any) -> Iterator[str]:
    if isinstance(item, pikepdf.String):
        yield str(item)
    elif isinstance(item, pikepdf.Array):
        for inner in item:
            if not _is_apart(inner):
                yield from _strings(inner)
    elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        for key in item.keys():  # noqa: SIM118
            yield str(key)
            if not _is_apart(item[key]):
                yield from _strings(item[key])


def _is_apart(item: Any) -> bool:
    return isinstance(item, pikepdf.Object) and item.is_indirect


def _shown(of: Any, resources: Any, seen: set[tuple[int, int]]) -> str:
    fonts = {str(name): _meanings(font) for name, font in resources.get("/Font", {}).items()}
    forms = resources.get("/XObject", {})
    told: list[str] = []
    meaning: Mapping[bytes, str] = {}
    for instruction in pikepdf.parse_content_stream(of):
        operands: Any = instruction.operands
        sign = str(instruction.operator)
        if sign == "Tf":
            meaning = fonts.get(str(operands[0]), {})
        elif sign in SHOWING:
            told.append(_read(operands[-1], meaning))
        elif sign in MOVING:
            told.append(" ")
        elif sign == "Do" and str(operands[0]) in forms:
            form = forms[str(operands[0])]
            if form.get("/Subtype") == "/Form" and form.objgen not in seen:
                inner = form.get("/Resources", resources)
                told.append(f" {_shown(form, inner, seen | {form.objgen})} ")
    return "".join(told)


def _read(shown: Any, meaning: Mapping[bytes, str]) -> str:
    pieces = shown if isinstance(shown, pikepdf.Array) else [shown]
    text = []
    for piece in pieces:
        if isinstance(piece, pikepdf.String):
            codes = bytes(piece)
            width = 2 if any(len(code) == 2 for code in meaning) else 1
            glyphs = (codes[place : place + width] for place in range(0, len(codes), width))
            text += [meaning.get(glyph, glyph.decode("latin-1")) for glyph in glyphs]
        elif float(piece) < -200:
            text.append(" ")
    return "".join(text)


def _meanings(font: Any) -> dict[bytes, str]:
    if "/ToUnicode" not in font:
        return {}
    table = font["/ToUnicode"].read_bytes().decode("latin-1")
    meanings: dict[bytes, str] = {}
    for kind, block in BLOCK.findall(table):
        if kind == "bfchar":
            codes = [bytes.fromhex(code) for code in HEX.findall(block)]
            pairs = zip(codes[::2], codes[1::2], strict=False)
            meanings |= {code: text.decode("utf-16-be", "replace") for code, text in pairs}
        else:
            for line in block.strip().splitlines():
                meanings |= _range(line)
    return meanings


def _range(line: str) -> dict[bytes, str]:
    first, last, *texts = (bytes.fromhex(code) for code in HEX.findall(line))
    start, end = int.from_bytes(first), int.from_bytes(last)
    if "[" in line:
        meant = [text.decode("utf-16-be", "replace") for text in texts]
    else:
        base = texts[0].decode("utf-16-be", "replace")
        meant = [base[:-1] + chr(ord(base[-1]) + step) for step in range(end - start + 1)]
    codes = (code.to_bytes(len(first)) for code in range(start, end + 1))
    return dict(zip(codes, meant, strict=False))
