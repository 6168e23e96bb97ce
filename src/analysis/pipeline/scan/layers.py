"""What can be read in a file, in whatever it is packed?"""

from __future__ import annotations

import base64
import gzip
import html
import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import NamedTuple
from urllib.parse import unquote

from fontTools.ttLib import TTFont

from analysis.pipeline.scan.pdf import pdf_layers

DEEPEST = 8
LARGEST_BYTES = 2**30
DATA = re.compile(r"data:[\w.+/-]*(?:;[\w=-]+)*;base64,([A-Za-z0-9+/=\s]+)")
BASE64 = re.compile(r"[A-Za-z0-9+/\n]{200,}={0,2}")
TAG = re.compile(r"<[^<>]*>")
EDGE = r"(?:<[^<>]*>)*?</?(?:td|th|tr)\b[^<>]*>(?:\s|<[^<>]*>)*"
EDGE_OF_CELLS = re.compile(rf"(?<=\w\w){EDGE}|(?<=\w){EDGE}(?=\w\w)", re.IGNORECASE)
ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
PNG_HEAD, PNG_TEXTS = b"\x89PNG\r\n\x1a\n", (b"tEXt", b"zTXt", b"iTXt", b"eXIf")


class Layer(NamedTuple):
    """A text, and under which names it lies one in the other: the file itself has none."""

    name: str
    text: str


class TooDeep(ValueError):
    """Which layer is packed too often or unpacks to too much to be looked through?"""


def layers(content: bytes, name: str = "", depth: int = 0) -> Iterator[Layer]:
    """Which texts are in a file? As it is, and out of each thing that it packs.

    Zip archives (so workbooks), gzip, zlib, PDF (streams, strings, attachments, what its pages
    show), PNG (its texts), fonts as WOFF, and of texts what they hold in base64, as entities, as
    JSON or percent-encoded, with their tags and without; there two cells of a table stay apart by
    a space, unless both may hold a single character, as where a number is written a digit a cell.
    Raises TooDeep for what cannot be looked through: nothing is passed over.
    """
    if depth > DEEPEST:
        raise TooDeep(f"{name}: packed more than {DEEPEST} times")
    for head, unpack in PACKED.items():
        if content.startswith(head):
            for inner, unpacked in unpack(content):
                yield Layer(_under(name, inner), inner)
                yield from layers(unpacked, _under(name, inner), depth + 1)
            return
    if content.startswith(b"%PDF"):
        for inner, piece in pdf_layers(content):
            if isinstance(piece, str):
                yield Layer(_under(name, inner), piece)
            else:
                yield from layers(piece, _under(name, inner), depth + 1)
        return
    yield from _of_text(content, name, depth)


def _of_text(content: bytes, name: str, depth: int) -> Iterator[Layer]:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = content.decode("utf-16", "replace")
    else:
        text = content.decode("utf-8", "replace")
    yield Layer(name, text)
    if "\x00" in text:
        yield Layer(_under(name, "utf-16"), content.decode("utf-16-le", "replace"))
    if text.lstrip()[:1] in ("{", "["):
        yield from _of_json(text, name)
    if ESCAPE.search(text):
        plain = ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
        yield Layer(_under(name, "escapes"), plain.encode("utf-8", "replace").decode())
    if "<" in text or "&" in text:
        yield Layer(_under(name, "entities"), html.unescape(text))
        yield Layer(_under(name, "without tags"), html.unescape(TAG.sub(" ", text)))
        apart = EDGE_OF_CELLS.sub(" ", text)
        yield Layer(_under(name, "tags taken out"), html.unescape(TAG.sub("", apart)))
    if "%" in text:
        yield Layer(_under(name, "percent"), unquote(text, errors="replace"))
    for number, packed in enumerate(_in_base64(text), 1):
        yield from layers(packed, _under(name, f"base64 {number}"), depth + 1)


def _in_base64(text: str) -> Iterator[bytes]:
    found = {match[1] for match in DATA.finditer(text)}
    found |= {match[0] for match in BASE64.finditer(text)}
    for encoded in sorted(found):
        bare = "".join(encoded.split()).rstrip("=")
        try:
            yield base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True)
        except ValueError:
            continue


def _of_json(text: str, name: str) -> Iterator[Layer]:
    try:
        loaded = json.loads(text)
    except ValueError:
        return
    pieces = list(_strings(loaded))
    yield Layer(_under(name, "json"), "\n".join(pieces))
    told = html.unescape(TAG.sub(" ", "\n".join(pieces)))
    yield Layer(_under(name, "json without tags"), told)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from _strings(inner)
    elif isinstance(value, list):
        if all(isinstance(one, str) for one in value):
            yield "".join(value)
        else:
            for inner in value:
                yield from _strings(inner)


def _unzipped(content: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()
        if sum(member.file_size for member in members) > LARGEST_BYTES:
            raise TooDeep("an archive unpacks to more than can be looked through")
        if archive.comment:
            yield "comment", archive.comment
        for member in members:
            yield member.filename, archive.read(member)


def _gunzipped(content: bytes) -> Iterator[tuple[str, bytes]]:
    yield "gzip", gzip.decompress(content)


def _inflated(content: bytes) -> Iterator[tuple[str, bytes]]:
    try:
        yield "zlib", zlib.decompressobj().decompress(content, LARGEST_BYTES)
    except zlib.error:
        yield "bytes", b" " + content


def _of_png(content: bytes) -> Iterator[tuple[str, bytes]]:
    place = len(PNG_HEAD)
    while place + 8 <= len(content):
        size, kind = int.from_bytes(content[place : place + 4]), content[place + 4 : place + 8]
        data = content[place + 8 : place + 8 + size]
        if kind in PNG_TEXTS:
            yield kind.decode(), data.replace(b"\x00", b"\n")
            key, _, rest = data.partition(b"\x00")
            if kind != b"tEXt" and b"\x78" in rest[:40]:
                yield f"{kind.decode()} {key.decode('latin-1')}", rest[rest.index(b"\x78") :]
        place += 12 + size
    if content[place:]:
        yield "behind the image", content[place:]


def _of_font(content: bytes) -> Iterator[tuple[str, bytes]]:
    font = TTFont(io.BytesIO(content))
    yield "names", "\n".join(record.toUnicode() for record in font["name"].names).encode()
    if "meta" in font:
        yield "meta", "\n".join(map(str, font["meta"].data.values())).encode()


def _under(name: str, inner: str) -> str:
    return f"{name} > {inner}" if name else inner


PACKED: dict[bytes, Callable[[bytes], Iterator[tuple[str, bytes]]]] = {
    b"PK\x03\x04": _unzipped,
    b"\x1f\x8b": _gunzipped,
    b"\x78\x9c": _inflated,
    b"\x78\xda": _inflated,
    b"\x78\x01": _inflated,
    PNG_HEAD: _of_png,
    b"wOF2": _of_font,
    b"wOFF": _of_font,
}
