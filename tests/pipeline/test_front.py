from __future__ import annotations

import json
import re
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from analysis.briefing.elements import Masthead, Number, Prose, sentence
from analysis.briefing.exporters.checks import check_page
from analysis.briefing.lint import UnfitText
from analysis.pipeline.front import (
    document_of,
    finding_of,
    hold_editions_together,
    write_front,
)

DOCUMENT = """\
issuer: {{vi: Sở Nội vụ, en: Department of Home Affairs}}
number: {number}
date: 2017-03-30
subject: {{vi: Ba năm, en: Three years}}
"""
AUDIT = """\
document,id,check,left,right,difference,verdict,explanation,sources
one,a,sum,3,3,0,holds,The total is the sum.,one#a
one,b,sum,3,3,0,holds,The total is the sum.,one#a
one,c,share,60,50,10,fails,The stated share is 60%.,one#a
"""


def executed(path: Path, *findings: str) -> Path:
    outputs = [{"metadata": {"page": {"title": finding}}} for finding in findings]
    cells = [{"cell_type": "markdown"}, {"outputs": [{"metadata": {}}, *outputs]}]
    path.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    return path


def declared(folder: Path, number: str) -> Path:
    folder.mkdir()
    path = folder / "document.yml"
    path.write_text(DOCUMENT.format(number=number), encoding="utf-8")
    return path


@pytest.fixture
def front(tmp_path: Path) -> str:
    """Gives the front page of one programme, one document and two editions."""
    ledger = tmp_path / "audit.csv"
    ledger.write_text(AUDIT, encoding="utf-8")
    editions = [tmp_path / name / "edition.yml" for name in ("2026-10", "2026-11")]
    for day, path in enumerate(editions, 1):
        path.parent.mkdir()
        path.write_text(f"frozen_on: 2026-11-0{day}\n", encoding="utf-8")
    write_front(
        {"p": {lang: executed(tmp_path / lang, f"A < B ({lang})") for lang in ("vi", "en")}},
        {"p": {"vi": "Đề án & số", "en": "Scheme"}},
        [declared(tmp_path / "one", "1228/BC-SNV"), declared(tmp_path / "none", "")],
        ledger,
        editions,
        [("cost-p", "annexes/cost-p.html")],
        tmp_path / "index.html",
    )
    return (tmp_path / "index.html").read_text(encoding="utf-8")


def test_the_front_page_links_every_briefing_in_both_languages_and_forms(front: str) -> None:
    for ending in ("vi.html", "vi.pdf", "en.html", "en.pdf"):
        assert f'href="p.{ending}"' in front
    assert "Đề án &amp; số" in front
    assert 'href="annexes/cost-p.html"' in front


def test_the_front_page_says_what_each_briefing_found(front: str) -> None:
    assert re.findall(r'<p class="finding">(.*?)</p>', front) == [
        "A &lt; B (vi)",
        "A &lt; B (en)",
    ]


def test_the_front_page_counts_the_verdicts_of_each_document(front: str) -> None:
    rows = re.findall(r"<th scope=\"row\">.*?</tr>", front, re.DOTALL)
    counts = [re.findall(r'<td class="num">(\d+)</td>', row) for row in rows]
    assert counts == [["2", "0", "1", "0"], ["0", "0", "0", "0"]]


def test_the_front_page_lists_editions_the_latest_first(front: str) -> None:
    assert front.index("2026-11: ") < front.index("2026-10: ")


def test_the_front_page_is_one_file_that_loads_nothing(front: str) -> None:
    assert check_page(front) == front


def test_a_document_without_a_number_is_cited_by_its_issuer_and_date(tmp_path: Path) -> None:
    document = document_of(declared(tmp_path / "d", ""), {"holds": 4})
    assert document.name["en"] == "Department of Home Affairs, 2017-03-30"
    assert document.checks == {"holds": 4}


def test_a_document_without_number_and_date_is_cited_by_its_issuer_alone(tmp_path: Path) -> None:
    path = declared(tmp_path / "d", "")
    path.write_text(path.read_text(encoding="utf-8").replace("2017-03-30", ""), encoding="utf-8")
    assert document_of(path, {}).name["en"] == "Department of Home Affairs"


def test_a_briefing_without_a_masthead_has_no_finding(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"nb shows 0 mastheads"):
        finding_of(executed(tmp_path / "nb"))


def edition(path: Path, lang: str, fact: str) -> Path:
    title = sentence("A")
    cell = new_code_cell("display(*page)")
    for element in (
        Masthead(lang, "P", title, title, title),
        Prose(sentence("{n}", n=Number("1", fact))),
    ):
        data, metadata = element._repr_mimebundle_()
        cell.outputs.append(new_output("display_data", data=dict(data), metadata=metadata))
    nbformat.write(new_notebook(cells=[cell]), path)
    return path


def test_editions_that_do_not_show_the_same_facts_are_not_presented(tmp_path: Path) -> None:
    vi, en, other = (
        edition(tmp_path / name, lang, fact)
        for name, lang, fact in (("vi", "vi", "p/a"), ("en", "en", "p/a"), ("no", "en", "p/b"))
    )
    hold_editions_together({"p": {"vi": vi, "en": en}})
    with pytest.raises(UnfitText, match=r"editions of p .*\n.*r-p-a stands in vi and not in en"):
        hold_editions_together({"p": {"vi": vi, "en": other}})
