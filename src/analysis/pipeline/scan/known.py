"""Which persons are known from what people dropped in, and which numbers are no person's?"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from analysis.pipeline.scan.sought import Sought, ids_in
from analysis.sources.errors import SourceError
from analysis.sources.persons import key_of_name, names_in
from analysis.sources.returns.legacy import decode, encodings_fitting
from analysis.sources.text import read_text

SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".ods", ".xlsb")
NAMED = ("name", "full_name", "ho_ten", "ho_va_ten")
SECRET = ("salt", "key")
LEAST_SECRET = 8
WHOLE = re.compile(r"\d+")


def sought_in(root: Path, also: Iterable[str] = ()) -> Sought:
    """Who is looked for in this project? By the files in its folders of returns and registers.

    Of returns every cell that has the form of a name, units and groups left out; of registers every
    id, and every name where a column has any; the words of files called salt or
    key; and ``also``. Whole numbers of the ledger and of printed figures are no person's.
    """
    texts = list(_texts_of_returns(root))
    names, ids = names_in(texts) - _called_after_persons(root), set[str]()
    for path in sorted((root / "data" / "raw").glob("*/register/**/*")):
        if path.is_file():
            more_names, more_ids = _of_register(path)
            names |= more_names
            ids |= more_ids
    for line in also:
        ids |= ids_in(line)
        names |= {key for key in [key_of_name(line)] if key and not ids_in(line)}
    return Sought(frozenset(names), frozenset(ids), frozenset(_secrets(root)),
                  frozenset(_amounts(root)))  # fmt: skip


def _called_after_persons(root: Path) -> set[str]:
    named = set[str]()
    for path in ((root / "data" / "raw" / "labels.csv"), *root.glob("data/raw/*/*/units.csv")):
        for row in csv.DictReader(read_text(path).splitlines()) if path.is_file() else ():
            named |= names_in([row.get("vi") or "", row.get("en") or ""])
    return named


def _texts_of_returns(root: Path) -> Iterator[str]:
    for path in sorted((root / "data" / "raw").glob("*/returns/**/*")):
        if path.is_file():
            for text in _cells(path):
                yield text
                yield from (decode(text, encoding) for encoding in encodings_fitting(text))


def _cells(path: Path) -> Iterator[str]:
    if path.suffix.lower() not in SPREADSHEETS:
        yield from path.read_bytes().decode("utf-8", "replace").replace(";", ",").split(",")
        return
    try:
        book = CalamineWorkbook.from_path(str(path))
        for name in book.sheet_names:
            for row in book.get_sheet_by_name(name).to_python():
                yield from (cell for cell in row if isinstance(cell, str) and cell.strip())
    except (CalamineError, OSError, ValueError):
        return


def _of_register(path: Path) -> tuple[set[str], set[str]]:
    if path.suffix.lower() == ".parquet":
        table = import_module("duckdb").read_parquet(str(path))
        texts = [name for name, kind in zip(table.columns, table.types, strict=True)
                 if str(kind) == "VARCHAR"]  # fmt: skip
        rows = (dict(zip(texts, row, strict=True)) for row in table.project(*texts).fetchall())
        return _persons(rows)
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        return _persons(csv.DictReader(file))


def _persons(rows: Iterable[dict[str, str]]) -> tuple[set[str], set[str]]:
    names, ids = set[str](), set[str]()
    for row in rows:
        for column, cell in row.items():
            if cell and column in NAMED:
                names.add(key_of_name(cell))
            elif cell:
                ids |= ids_in(str(cell))
    return names, ids


def _secrets(root: Path) -> Iterator[str]:
    for path in sorted((root / "data" / "raw").rglob("*")):
        if path.is_file() and path.stem.casefold() in SECRET:
            text = path.read_text(encoding="utf-8", errors="replace").strip()
            if len(text) >= LEAST_SECRET:
                yield text


def _amounts(root: Path) -> Iterator[str]:
    ledgers = [root / "reports" / "figures.csv", *(root / "editions").glob("*/figures.csv")]
    for path in (*ledgers, *(root / "data" / "raw").glob("*/figures.csv")):
        try:
            text = read_text(path)
        except SourceError:
            continue
        for row in csv.DictReader(text.splitlines()):
            for column in ("value", "low", "high", "printed"):
                for number in re.findall(r"[\d.]+", row.get(column) or ""):
                    whole, _, rest = number.partition(".")
                    yield whole
                    if len(rest.replace(".", "")) % 3 == 0:
                        yield number.replace(".", "")
