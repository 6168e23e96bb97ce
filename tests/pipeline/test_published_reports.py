"""What the build publishes, as its readers receive it."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import unicodedata
import zipfile
from base64 import b64decode
from pathlib import Path

import pytest
import yaml
from openpyxl import load_workbook

from analysis.briefing.exporters.checks import check_page

pytestmark = pytest.mark.build

LARGEST_PAGE_BYTES = 350_000
A4_POINTS = "595.276 x 841.89 pts (A4)"


def pages(built: Path, ending: str) -> list[Path]:
    return sorted((built / "reports").glob(f"*.??.{ending}"))


def declared(built: Path) -> set[str]:
    text = (built / "data" / "raw" / "programmes.yml").read_text(encoding="utf-8")
    return set(yaml.safe_load(text))


def test_each_programme_has_a_page_and_a_pdf_in_both_languages(built: Path) -> None:
    names = {f"{programme}.{lang}" for programme in declared(built) for lang in ("vi", "en")}
    assert {path.stem for path in pages(built, "html")} == names
    assert {path.stem for path in pages(built, "pdf")} == names


def test_a_page_is_one_small_file_that_asks_no_network_for_anything(built: Path) -> None:
    for path in pages(built, "html"):
        page = path.read_text(encoding="utf-8")
        assert path.stat().st_size < LARGEST_PAGE_BYTES, path.name
        assert (
            re.findall(
                r'(?:src|href)="(?!#|"|data:application/zip;)|@import|url\((?!"?(?:#|data:))', page
            )
            == []
        )
        assert check_page(page) == page


def test_a_page_carries_every_row_of_its_programme_in_the_ledger(built: Path) -> None:
    with (built / "reports" / "figures.csv").open(encoding="utf-8", newline="") as ledger:
        rows = list(csv.DictReader(ledger))
    for path in pages(built, "html"):
        programme = path.name.split(".")[0]
        due = [row for row in rows if row["programme"] == programme]
        carried = re.findall(r'href="data:application/zip;base64,([^"]+)"', path.read_text("utf-8"))
        assert len(carried) == bool(due), path.name
        for packed in carried:
            with zipfile.ZipFile(io.BytesIO(b64decode(packed))) as archive:
                text = archive.read(f"{programme}.figures.csv").decode("utf-8-sig")
            assert list(csv.DictReader(io.StringIO(text, newline=""))) == due, path.name


def test_the_languages_of_a_page_say_the_same_facts(built: Path) -> None:
    for programme in declared(built):
        vi, en = (
            re.findall(r'<tr id="(r-[^"]+)"', path.read_text(encoding="utf-8"))
            for path in (built / "reports" / f"{programme}.{lang}.html" for lang in ("vi", "en"))
        )
        assert vi == en


def test_every_fact_of_the_ledger_leads_to_what_a_document_prints(built: Path) -> None:
    raw = built / "data" / "raw"
    cells = {
        f"{path.parent.name}#{row['id']}"
        for path in raw.glob("*/figures.csv")
        for row in csv.DictReader(path.open(encoding="utf-8"))
    }
    with (built / "reports" / "figures.csv").open(encoding="utf-8") as ledger:
        sources = {cell for row in csv.DictReader(ledger) for cell in row["sources"].split(";")}
    named = {source for source in sources if "#" in source}
    assert named
    assert named - cells == set()


def test_the_ledgers_have_the_columns_that_others_read(built: Path) -> None:
    figures, audit = (
        (built / "reports" / f"{name}.csv").read_text(encoding="utf-8").splitlines()[0]
        for name in ("figures", "audit")
    )
    assert figures == (
        "id,programme,metric,group,period,variant,value,low,high,unit,status,formula,sources"
    )
    assert audit == "document,id,check,left,right,difference,verdict,explanation,sources"


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed")
def test_a_pdf_says_what_its_page_says_on_a4(built: Path) -> None:
    for path in pages(built, "pdf"):
        info = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
        text = subprocess.run(
            ["pdftotext", "-raw", path, "-"], capture_output=True, text=True, check=True
        ).stdout
        assert A4_POINTS in info
        page = path.with_suffix(".html").read_text(encoding="utf-8")
        numbers = re.findall(r"<a id=u-\d+ href=#r-\d+>([^<]+)</a>", page)
        assert len(numbers) == page.count("<a id=u-")
        assert missing(numbers, text) == [], path.name


def missing(numbers: list[str], text: str) -> list[str]:
    flat = bare(text)
    return [number for number in numbers if bare(number) not in flat]


def bare(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text))


def test_each_briefing_has_its_workbook(built: Path) -> None:
    for path in pages(built, "html"):
        workbook = load_workbook(path.with_suffix(".xlsx"))
        assert len(workbook.worksheets) > 1
        assert workbook.custom_doc_props["Language"].value == path.stem[-2:]


def test_each_receipt_leads_back_to_every_number_and_chart_that_rests_on_it(built: Path) -> None:
    for path in pages(built, "html"):
        page = path.read_text(encoding="utf-8")
        leads = re.findall(r"<a id=(u-\d+) href=#(r-\d+)>", page)
        assert len(leads) == page.count("<a id=u-")
        back = {
            (number, receipt)
            for receipt, entry in re.findall(
                r"<tr id=(r-\d+)>(.*?)(?=<tr id|</tbody>)", page, re.DOTALL
            )
            for number in re.findall(r"href=#(u-\d+)", entry)
        }
        titles = set(re.findall(r"<figcaption id=(u-\d+)>", page))
        assert set(leads) <= back
        assert {place for place, _ in back - set(leads)} <= titles
