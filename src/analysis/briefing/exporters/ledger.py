"""How does a page carry the ledger of its programme within it, also where no script runs?"""

from __future__ import annotations

import csv
import io
import re
from base64 import b64encode
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
RUNS_AS_FORMULA = re.compile(r"[=+\-@](?!\d*\.?\d+$)")
BEGINS_WITH_UTF8 = "\ufeff"


def packed(attachments: Mapping[str, str]) -> dict[str, str]:
    """Under which file name does a link save each attached ledger, and to what does it lead?

    attachments: CSV texts by file name. Each becomes a zip of one CSV, as a ``data:`` address that
    a browser saves without a script and without asking anyone; the script of the page unpacks it.
    The rows are those of the text; what a spreadsheet would run is kept from it by an apostrophe.
    The same text gives the same bytes.
    """
    return {
        f"{name}.zip": f"data:application/zip;base64,{b64encode(_zipped(name, text)).decode()}"
        for name, text in attachments.items()
    }


def _zipped(name: str, text: str) -> bytes:
    archive = io.BytesIO()
    entry = ZipInfo(name, FIRST_DAY)
    entry.compress_type = ZIP_DEFLATED
    with ZipFile(archive, "w") as zipped:
        zipped.writestr(entry, BEGINS_WITH_UTF8 + _harmless(text), compresslevel=9)
    return archive.getvalue()


def _harmless(text: str) -> str:
    kept = io.StringIO(newline="")
    rows = csv.reader(io.StringIO(text, newline=""))
    csv.writer(kept, lineterminator="\r\n").writerows(
        [f"'{cell}" if RUNS_AS_FORMULA.match(cell) else cell for cell in row] for row in rows
    )
    return kept.getvalue()
