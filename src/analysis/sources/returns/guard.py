"""Is a file that a unit sent safe to read? Asked of its bytes, before anything opens it."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple
from xml.etree import ElementTree

from xlsxwriter.utility import xl_cell_to_rowcol

from analysis.sources.errors import SourceError

MOST_BYTES = 50_000_000
MOST_CELLS = 1_000_000
MOST_PARTS = 2_000
LONGEST_TEXT = 32_767
LOCAL = struct.Struct("<4s4xH16xHH")
"""What stands before a part of an archive: sign, method, how long its name and the rest are."""
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
MOST_ALIKE, MOST_KEPT_OF_A_PART = 256, 1 << 16
"""So many parts are kept once they are checked, none larger: workbooks look alike."""
IN_XML = (".xml", ".rels", ".vml")
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TABLE, OFFICE = (
    f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("table", "office")
)
DECLARES = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
PLACE = re.compile(rb"""r\s*=\s*["']([A-Z]{1,7})([0-9]{1,9})["']""")
"""Where a cell stands: nothing else in a sheet has one address under a name that ends so."""
ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\br="([0-9]{1,9})"')
LINKED = re.compile(
    rb'TargetMode="External"[^>]*?(?:externalLink|oleObject|package|attachedTemplate|image)'
    rb'|(?:externalLink|oleObject|package|attachedTemplate|image)"[^>]*?TargetMode="External"'
    rb"|<table:table-source|<office:dde-source|<table:database-source"
)
SIGNS_OF_LINKS = (b'TargetMode="External"', b"table-source", b"dde-source", b"database-source")
"""Without any of these there is no link: looked for first, as most parts have none."""
MACROS = re.compile(
    r"(^|/)(vbaProject\.bin|vbaData\.xml|macrosheets/|Basic/|Scripts/)", re.IGNORECASE
)
LINKS = re.compile(
    r"(^|/)(externalLinks/|connections\.xml|queryTables/|embeddings/|activeX/|ctrlProps/)",
    re.IGNORECASE,
)


class UnreadableFile(SourceError):
    """A file is no spreadsheet that could be read. ``kind`` is an entry of problems.yml."""

    kind = "unreadable_file"


class LockedFile(UnreadableFile):
    """A file opens with a password only."""

    kind = "locked_file"


class TooLargeFile(UnreadableFile):
    """A file is larger than any return."""

    kind = "too_large_file"


class MacroFile(UnreadableFile):
    """A file brings a program along."""

    kind = "macro_file"


class LinkedFile(UnreadableFile):
    """A file asks for what lies in other files or on other machines."""

    kind = "linked_file"


class UnsafeFile(UnreadableFile):
    """A file is built as no spreadsheet program builds one."""

    kind = "unsafe_file"


class TooLongCell(UnreadableFile):
    """A cell holds more than a cell of a spreadsheet can."""

    kind = "too_long_cell"


class Packed(NamedTuple):
    """A part as it lies in an archive, and what is said there of what it holds."""

    content: bytes
    method: int
    size: int
    sum: int


def require_safe(name: str, content: bytes) -> Mapping[str, bytes]:
    """Is there nothing in the file that a return never has? Its parts in XML, unpacked.

    Raises TooLargeFile (unpacked above 50 MB, above a million cells), MacroFile, LinkedFile (links
    to other files, embedded objects, connections), UnsafeFile (XML that declares entities, parts
    with a path out of the archive or of another size than stated), LockedFile and UnreadableFile
    for a damaged archive. Reads no more than it has to: what is refused is not unpacked further.
    """
    if len(content) > MOST_BYTES:
        raise TooLargeFile(f"{name} holds {len(content):,} bytes, at most {MOST_BYTES:,} expected.")
    if content.startswith(COMPOUND):
        _require_safe_compound(name, content)
    elif content.startswith(b"PK"):
        return _require_safe_archive(name, content)
    return {}


def _require_safe_compound(name: str, content: bytes) -> None:
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise LockedFile(f"{name} is locked with a password: save it without.")
    if "_VBA_PROJECT".encode("utf-16-le") in content:
        raise MacroFile(f"{name} holds macros: save it as .xlsx, without them.")


def _require_safe_archive(name: str, content: bytes) -> dict[str, bytes]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OverflowError) as error:
        raise UnreadableFile(f"{name} is damaged: {error}.") from error
    parts = archive.infolist()
    names = [part.filename for part in parts]
    size = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or size > MOST_BYTES:
        raise TooLargeFile(
            f"{name} holds {size:,} bytes, expected at most {MOST_BYTES:,}, in {len(parts):,} "
            f"parts, expected at most {MOST_PARTS:,}: send the table alone."
        )
    faults = set(map(_fault_in, names))
    if UnsafeFile in faults or len(set(names)) < len(names):
        raise UnsafeFile(f"{name} has parts with a path out of it, or twice the same.")
    if any(part.flag_bits & 1 for part in parts):
        raise LockedFile(f"{name} is locked with a password: save it without.")
    if MacroFile in faults:
        raise MacroFile(f"{name} holds macros: save it without.")
    if LinkedFile in faults:
        raise LinkedFile(f"{name} is linked to other files or holds such: copy the table alone.")
    kept = dict[str, bytes]()
    for part in parts:
        try:
            unpacked = _unpacked(_packed(content, part), part.filename)
        except UnreadableFile as error:
            raise type(error)(f"{name}: {error}") from error
        if part.filename.endswith(IN_XML):
            kept[part.filename] = unpacked
    return kept


@lru_cache(MOST_ALIKE)
def _fault_in(path: str) -> type[UnreadableFile] | None:
    steps = path.replace("\\", "/").split("/")
    if path.startswith(("/", "\\")) or ".." in steps or ":" in steps[0] or "\0" in path:
        return UnsafeFile
    if MACROS.search(path):
        return MacroFile
    return LinkedFile if LINKS.search(path) else None


def _packed(archive: bytes, part: zipfile.ZipInfo) -> Packed:
    head = archive[part.header_offset : part.header_offset + LOCAL.size]
    if len(head) < LOCAL.size:
        raise UnreadableFile(f"{part.filename} is cut short.")
    sign, method, named, more = LOCAL.unpack(head)
    if sign != b"PK\x03\x04" or method != part.compress_type or method not in METHODS:
        raise UnreadableFile(f"{part.filename} is packed in another way than said.")
    start = part.header_offset + LOCAL.size + named + more
    packed = archive[start : start + part.compress_size]
    return Packed(packed, method, part.file_size, part.CRC)


def _unpacked(packed: Packed, name: str) -> bytes:
    """What a part holds, once it is known to be safe: programs write many of them alike."""
    return (_checked if packed.size > MOST_KEPT_OF_A_PART else _checked_before)(packed, name)


def _checked(packed: Packed, name: str) -> bytes:
    content = packed.content
    try:
        if packed.method == zipfile.ZIP_DEFLATED:
            content = zlib.decompressobj(-zlib.MAX_WBITS).decompress(content, packed.size + 1)
    except zlib.error as error:
        raise UnreadableFile(f"{name} is damaged: {error}.") from error
    if len(content) != packed.size:
        raise UnsafeFile(f"{name} is not as large as it says.")
    if zlib.crc32(content) != packed.sum:
        raise UnreadableFile(f"{name} is damaged: another sum than it says.")
    if name.endswith(IN_XML):
        _require_safe_part(name, content)
    return content


_checked_before = lru_cache(MOST_ALIKE)(_checked)


def _require_safe_part(name: str, content: bytes) -> None:
    plain = content.replace(b"\0", b"") if b"\0" in content[:64] else content
    if b"<!" in plain and DECLARES.search(plain):
        raise UnsafeFile(f"{name} declares entities, which no spreadsheet needs.")
    if any(sign in plain for sign in SIGNS_OF_LINKS) and LINKED.search(plain):
        raise LinkedFile(f"{name} leads to other files: copy the table alone.")
    cells = 0
    if name.startswith("xl/worksheets/"):
        cells = _area(plain)
    elif name == "content.xml":
        cells = max(_areas_of_tables(name, plain), default=0)
    if cells > MOST_CELLS:
        raise TooLargeFile(f"{name} spans {cells:,} cells; copy the table alone.")


def _area(sheet: bytes) -> int:
    places = PLACE.findall(sheet)
    if any(len(letters) > 3 for letters, _ in places):
        return MOST_CELLS + 1
    columns = {letters.decode() for letters, _ in places}
    widths = (xl_cell_to_rowcol(f"{one}1")[1] + 1 for one in columns)
    rows = [int(row) for _, row in places] or [int(row) for row in ROW.findall(sheet)]
    return max(widths, default=1) * max(rows, default=0)


def _areas_of_tables(name: str, content: bytes) -> Iterator[int]:
    height = width = reach = 0
    filled = False
    try:
        for _, one in ElementTree.iterparse(io.BytesIO(content), ("end",)):
            if one.tag == f"{{{TABLE}}}table-cell":
                reach += int(one.get(f"{{{TABLE}}}number-columns-repeated", "1"))
                if one.get(f"{{{OFFICE}}}value-type") or len(one):
                    width, filled = max(width, reach), True
                one.clear()
            elif one.tag == f"{{{TABLE}}}table-row":
                height += int(one.get(f"{{{TABLE}}}number-rows-repeated", "1")) * filled
                reach, filled = 0, False
                one.clear()
            elif one.tag == f"{{{TABLE}}}table":
                yield height * width
                height = width = reach = 0
    except (ElementTree.ParseError, ValueError) as error:
        raise UnreadableFile(f"{name} is damaged: {error}.") from error
