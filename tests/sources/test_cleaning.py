from __future__ import annotations

from pathlib import Path

import pytest

from analysis.sources.cleaning import clean_figures
from analysis.sources.documents import read_document
from analysis.sources.errors import CorrectionNoLongerHolds, MalformedNumber
from analysis.sources.schemas import CLEANED


def test_each_figure_has_its_value_and_a_misprint_its_declared_reading(folder: Path) -> None:
    cleaned = clean_figures(read_document(folder))
    assert list(cleaned.columns) == list(CLEANED.columns)
    assert cleaned["value"].tolist() == ["3545", "1000", "2545"]
    assert cleaned["printed"].tolist() == ["3.545", "1.000", "2.5455"]
    assert cleaned["read_as"].tolist() == ["", "", "2.545"]
    assert cleaned["correction"].tolist() == ["", "", "One digit too many"]
    assert set(cleaned["document"]) == {"three-figures"}


def test_bounds_and_empty_cells_are_kept(folder: Path) -> None:
    figures = folder / "figures.csv"
    content = figures.read_text(encoding="utf-8")
    content = content.replace("3.545", "hơn 3.545").replace("persons,1.000", "persons,")
    figures.write_text(content, encoding="utf-8")
    cleaned = clean_figures(read_document(folder))
    assert cleaned["bound"].tolist() == ["lower", "not_reported", "exact"]
    assert cleaned["value"].tolist() == ["3545", "", "2545"]


def test_all_malformed_numbers_of_a_file_are_told_in_one_error(folder: Path) -> None:
    figures = folder / "figures.csv"
    content = figures.read_text(encoding="utf-8")
    figures.write_text(content.replace("3.545", '"1,234"').replace("1.000", "1.23.456"))
    (folder / "corrections.yml").write_text("[]")
    with pytest.raises(MalformedNumber) as error:
        clean_figures(read_document(folder))
    message = str(error.value)
    assert message.startswith("3 problems in ") and "figures.csv" in message
    assert "row 2, column printed (all): '1,234' is not a number" in message
    assert "row 3, column printed (women): '1.23.456'" in message
    assert "row 4, column printed (men): '2.5455'" in message
    assert "in groups of three" in message and "corrections.yml" in message


def test_a_reading_that_is_no_number_is_an_error(folder: Path) -> None:
    corrections = folder / "corrections.yml"
    content = corrections.read_text(encoding="utf-8")
    corrections.write_text(content.replace('"2.545"', '"25.45"'), encoding="utf-8")
    with pytest.raises(MalformedNumber, match=r"as read by corrections.yml \(men\): '25.45'"):
        clean_figures(read_document(folder))


def test_a_correction_of_a_string_that_is_no_longer_printed_fails(folder: Path) -> None:
    figures = folder / "figures.csv"
    figures.write_text(figures.read_text(encoding="utf-8").replace("2.5455", "2.545"))
    with pytest.raises(CorrectionNoLongerHolds) as error:
        clean_figures(read_document(folder))
    assert "men prints '2.545', expected '2.5455'" in str(error.value)
    assert "delete the correction" in str(error.value)
