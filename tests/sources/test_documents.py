from __future__ import annotations

from pathlib import Path

import pytest

from analysis.sources.documents import read_document
from analysis.sources.errors import MalformedDocument, MalformedTable, SourceError


def spoil(folder: Path, name: str, old: str, new: str) -> None:
    content = (folder / name).read_text(encoding="utf-8")
    assert old in content
    (folder / name).write_text(content.replace(old, new), encoding="utf-8")


def test_a_document_is_read_whole(folder: Path) -> None:
    document = read_document(folder)
    assert document.id == "three-figures"
    assert document.meta["issuer"]["vi"] == "Sở Nội vụ"
    assert document.figures["printed"].tolist() == ["3.545", "1.000", "2.5455"]
    assert document.checks[0]["right"] == ["women", "men"]
    assert document.corrections[0]["read_as"] == "2.545"


def test_a_document_without_figures_or_checks_is_a_document(folder: Path) -> None:
    header = (folder / "figures.csv").read_text(encoding="utf-8").splitlines()[0]
    (folder / "figures.csv").write_text(f"{header}\n")
    (folder / "checks.yml").write_text("[]\n")
    (folder / "corrections.yml").write_text("")
    document = read_document(folder)
    assert (len(document.figures), document.checks, document.corrections) == (0, [], [])


def test_a_file_saved_by_a_spreadsheet_reads_the_same(folder: Path) -> None:
    before = read_document(folder).figures
    content = (folder / "figures.csv").read_bytes()
    (folder / "figures.csv").write_bytes(b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n"))
    assert read_document(folder).figures.equals(before)


@pytest.mark.parametrize("name", ["document.yml", "figures.csv", "checks.yml", "corrections.yml"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(SourceError, match=f"{name} is missing"):
        read_document(folder)


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("figures.csv", "id,locator", "id,place", "the header is"),
        ("figures.csv", "\nwomen,", "\nall,", "row 3, column id, 'all': expected to occur once"),
        ("figures.csv", "headcount,persons,1", "headcount,heads,1", "row 3, column unit, 'heads'"),
        ("figures.csv", "2016,women", "in 2016,women", "row 3, column period"),
    ],
)
def test_a_figure_that_does_not_fit_is_named_by_row_and_column(
    folder: Path, name: str, old: str, new: str, said: str
) -> None:
    spoil(folder, name, old, new)
    with pytest.raises(MalformedTable, match=said):
        read_document(folder)


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("document.yml", "id: three-figures", "id: other", "id 'other', expected the folder's"),
        ("document.yml", "region: hcmc", "region: hue", "region 'hue', expected one of hcmc"),
        ("document.yml", "en: report", 'en: ""', "kind has no text in en"),
        ("document.yml", "number: null\n", "", "number is missing"),
        ("checks.yml", "kind: sum", "kind: product", "kind 'product', expected one of sum"),
        ("checks.yml", "left: all", "left: everyone", "left names 'everyone', which is no id"),
        ("checks.yml", "[women, men]", "[women, boys]", "right names 'boys', which is no id"),
        ("checks.yml", "[women, men]", "women", "right is 'women', expected a list"),
        ("checks.yml", "kind: sum", "kind: same", "right names 2 figures, expected 1"),
        ("checks.yml", "left: all", "part: [all]", "'part' has no meaning in a check of kind sum"),
        ("checks.yml", "id: all-parts", "id: All parts", "id expected in small letters"),
        ("checks.yml", "kind: sum", "kind: [sum", "not valid YAML"),
        ("corrections.yml", "figure: men", "figure: boys", "figure 'boys' is no id"),
        ("corrections.yml", 'read_as: "2.545"', "read_as: 2.545", "expected in quotes"),
        ("corrections.yml", "closes: all-parts", "closes: parts", "which is no check's id"),
        ("corrections.yml", 'printed: "2.5455", ', "", "expects.printed is missing"),
        ("corrections.yml", "en: It closes the total", "en: ''", "evidence has no text in en"),
        ("corrections.yml", "- figure", "  figure", "expected a list of entries"),
    ],
)
def test_a_mistaken_declaration_is_named(
    folder: Path, name: str, old: str, new: str, said: str
) -> None:
    spoil(folder, name, old, new)
    with pytest.raises(MalformedDocument, match=said) as error:
        read_document(folder)
    assert name in str(error.value)


def test_all_mistaken_declarations_are_told_at_once(folder: Path) -> None:
    spoil(folder, "document.yml", "region: hcmc", "region: hue")
    spoil(folder, "checks.yml", "left: all", "left: everyone")
    spoil(folder, "corrections.yml", "closes: all-parts", "closes: parts")
    with pytest.raises(MalformedDocument, match=r"^3 problems"):
        read_document(folder)


def test_a_check_that_occurs_twice_is_named(folder: Path) -> None:
    checks = folder / "checks.yml"
    checks.write_text(checks.read_text(encoding="utf-8") * 2, encoding="utf-8")
    with pytest.raises(MalformedDocument, match=r"entry 2 .all-parts.: the id occurs again"):
        read_document(folder)


def test_a_correction_must_close_a_check_that_uses_its_figure(folder: Path) -> None:
    spoil(folder, "checks.yml", "right: [women, men]", "right: [women]")
    with pytest.raises(MalformedDocument, match="all-parts does not use this figure"):
        read_document(folder)


def test_two_stated_figures_may_stand_together_on_the_left_of_a_sum(folder: Path) -> None:
    spoil(folder, "checks.yml", "left: all", "left: [all]")
    assert read_document(folder).checks[0]["left"] == ["all"]
