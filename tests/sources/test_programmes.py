from __future__ import annotations

from pathlib import Path

import pytest

from analysis.sources.errors import MalformedDocument, SourceError
from analysis.sources.paths import project_root
from analysis.sources.programmes import read_assumptions, read_programme, read_programmes

ROOT = project_root(Path(__file__).parent)
SCHEME = """\
scheme:
  region: hcmc
  period: 2014-2016
  title: {vi: Đề án, en: Scheme}
  documents: {report: all}
  analyses: [cost]
"""


def project(root: Path, programmes: str, *documents: str) -> Path:
    for name in ("", *documents):
        (root / "data" / "raw" / name).mkdir(parents=True, exist_ok=True)
    for name in documents:
        (root / "data" / "raw" / name / "document.yml").write_text("id: x\n", encoding="utf-8")
    (root / "data" / "raw" / "programmes.yml").write_text(programmes, encoding="utf-8")
    return root


def test_a_programme_has_its_settings(tmp_path: Path) -> None:
    programmes = read_programmes(project(tmp_path, SCHEME, "report"))
    assert list(programmes) == ["scheme"]
    assert programmes["scheme"]["documents"] == {"report": "all"}
    assert programmes["scheme"]["title"]["vi"] == "Đề án"


def test_lists_within_lists_are_joined_at_any_depth(tmp_path: Path) -> None:
    more = """\
  cells:
    - &courses [report#a, report#b]
    - *courses
    - [report#c, [report#d]]
  groups:
    - {name: n, printed: [*courses, report#e]}
"""
    settings = read_programme("scheme", project(tmp_path, SCHEME + more, "report"))
    courses = ["report#a", "report#b"]
    assert settings["cells"] == [*courses, *courses, "report#c", "report#d"]
    assert settings["groups"] == [{"name": "n", "printed": [*courses, "report#e"]}]


def test_every_missing_key_and_every_missing_document_is_told_in_one_message(
    tmp_path: Path,
) -> None:
    lacking = SCHEME.replace("  region: hcmc\n", "") + "other:\n  documents: {gone: all}\n"
    with pytest.raises(MalformedDocument) as error:
        read_programmes(project(tmp_path, lacking, "report"))
    message = str(error.value)
    assert "6 problems" in message
    assert "programmes.yml" in message
    assert "scheme: region is missing" in message
    for key in ("region", "period", "title", "analyses"):
        assert f"other: {key} is missing" in message
    assert "other: there is no document 'gone' in data/raw" in message


def test_a_folder_without_its_description_is_no_document(tmp_path: Path) -> None:
    root = project(tmp_path, SCHEME)
    (root / "data" / "raw" / "report").mkdir()
    with pytest.raises(MalformedDocument, match="no document 'report'"):
        read_programmes(root)


def test_an_unknown_programme_is_refused_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="No programme 'shceme'; there are scheme"):
        read_programme("shceme", project(tmp_path, SCHEME, "report"))


def test_the_project_has_its_six_programmes() -> None:
    assert set(read_programmes(ROOT)) == {
        "hcmc-archives-2014-2020",
        "hcmc-admin-reform-2016-2020",
        "hanoi-staff-2014-2020",
        "hanoi-scheme-2022-2025",
        "nghe-an-it",
        "two-cities",
    }


@pytest.mark.parametrize("programme", read_programmes(ROOT))
def test_a_programme_is_titled_in_both_languages(programme: str) -> None:
    title = read_programme(programme, ROOT)["title"]
    assert set(title) == {"vi", "en"}
    assert all(title.values())


@pytest.mark.parametrize("programme", ["hcmc-archives-2014-2020", "hanoi-scheme-2022-2025"])
def test_every_denominator_of_a_cost_says_what_it_leaves_out(programme: str) -> None:
    for denominator in read_programme(programme, ROOT)["cost"]["denominators"]:
        for told in ("what", "leaves_out"):
            assert set(denominator[told]) == {"vi", "en"}, denominator["name"]


def test_nothing_of_the_two_cities_is_compared_without_a_reason() -> None:
    for entry in read_programme("two-cities", ROOT)["comparison"]:
        assert entry["comparable"] in ("yes", "partly", "no")
        assert set(entry["reason"]) == set(entry["what"]) == {"vi", "en"}


def test_every_assumption_is_said_in_both_languages_and_marked() -> None:
    for name, told in read_assumptions(ROOT).items():
        assert set(told) == {"status", "vi", "en"}, name
        assert told["status"] in ("assumed", "unverified")
        assert told["vi"] != told["en"]
