from __future__ import annotations

from pathlib import Path

import pytest

from analysis.pipeline.graph import Project, WrongProgramme, allowed_values, read_project
from analysis.pipeline.listings import watched

ROOT = Path(__file__).resolve().parents[2]
PROGRAMMES = """
one:
  title: {vi: Một, en: One}
  documents: {d1: all}
  analyses: [cost, attrition]
  headline: {cost: []}
none:
  title: {vi: Không, en: None}
  documents: {d2: all}
  analyses: []
both:
  title: {vi: Cả hai, en: Both}
  documents: {}
  compares: [one]
  analyses: [comparison]
"""


def project(root: Path, programmes: str = PROGRAMMES) -> Project:
    for document in ("d1", "d2"):
        (root / "data" / "raw" / document).mkdir(parents=True)
        (root / "data" / "raw" / document / "document.yml").touch()
    (root / "notebooks").mkdir()
    for notebook in ("cost", "attrition", "comparison", "qualification"):
        (root / "notebooks" / f"{notebook}.ipynb").touch()
    (root / "data" / "raw" / "programmes.yml").write_text(programmes, encoding="utf-8")
    return read_project(root)


def inputs(project: Project, task: str) -> set[str]:
    [step] = [step for step in project.steps if step.task == task]
    return {str(path.relative_to(project.root / "data")) for path in step.inputs}


def test_each_document_analysis_and_language_is_a_step(tmp_path: Path) -> None:
    assert [step.task for step in project(tmp_path).steps] == [
        "clean[d1]",
        "clean[d2]",
        "audit[d1]",
        "audit[d2]",
        "readings[d1]",
        "readings[d2]",
        "cost[one]",
        "attrition[one]",
        "comparison[both]",
        "briefing[one-vi]",
        "briefing[one-en]",
        "briefing[none-vi]",
        "briefing[none-en]",
        "briefing[both-vi]",
        "briefing[both-en]",
    ]


def test_each_briefing_in_vietnamese_has_a_letter(tmp_path: Path) -> None:
    built = project(tmp_path)
    assert [step.letter for step in built.letters] == [
        "one.vi.letter",
        "none.vi.letter",
        "both.vi.letter",
    ]
    assert {"letter[one.vi]", "letter[none.vi]", "letter[both.vi]"} <= built.tasks
    assert "letter[one.en]" not in built.tasks


@pytest.mark.parametrize("kind", ["page", "paper", "workbook", "sheet"])
def test_each_briefing_has_a_page_a_pdf_a_workbook_and_a_sheet_of_charts(
    tmp_path: Path, kind: str
) -> None:
    programmes = ("one", "none", "both")
    assert {name for name in project(tmp_path).tasks if name.startswith(kind)} == {
        f"{kind}[{programme}.{lang}]" for programme in programmes for lang in ("vi", "en")
    }


def test_a_letterhead_is_what_the_programme_says_of_its_office(tmp_path: Path) -> None:
    known = PROGRAMMES.replace("none:\n", "none:\n  letter: {place: Vinh}\n")
    built = project(tmp_path, known)
    assert built.letterhead("none") == {"place": "Vinh"}
    assert built.letterhead("one") == {}


def test_a_step_reads_the_tables_of_its_own_documents_alone(tmp_path: Path) -> None:
    built = project(tmp_path)
    assert "processed/d1/headcount.csv" in inputs(built, "cost[one]")
    assert not any("d2" in name for name in inputs(built, "cost[one]"))
    assert {name for name in inputs(built, "clean[d2]") if "d1" in name} == set()


def test_readings_rest_on_the_tables_of_every_document_of_a_programme_that_they_affect(
    tmp_path: Path,
) -> None:
    both = PROGRAMMES.replace("{d1: all}", "{d1: all, d2: all}")
    built = project(tmp_path, both)
    assert "processed/d1/headcount.csv" in inputs(built, "readings[d2]")
    assert "raw/d2/checks.yml" in inputs(built, "readings[d2]")
    assert "raw/d1/checks.yml" not in inputs(built, "readings[d2]")


def test_readings_of_a_document_without_headline_results_rest_on_that_document_alone(
    tmp_path: Path,
) -> None:
    assert not any("d1" in name for name in inputs(project(tmp_path), "readings[d2]"))


def test_an_audit_holds_a_document_against_itself_and_reads_nothing_else(tmp_path: Path) -> None:
    both = PROGRAMMES.replace("{d1: all}", "{d1: all, d2: all}")
    assert not any("d1" in name for name in inputs(project(tmp_path, both), "audit[d2]"))


def test_nothing_is_analysed_before_its_documents_are_audited(tmp_path: Path) -> None:
    built = project(tmp_path)
    assert "processed/d1/audit.csv" in inputs(built, "cost[one]")
    assert "processed/d1/readings.csv" not in inputs(built, "cost[one]")


def test_a_briefing_reads_the_readings_of_its_documents_and_their_effects(tmp_path: Path) -> None:
    read = inputs(project(tmp_path), "briefing[one-vi]")
    assert {"processed/d1/readings.csv", "processed/d1/effects.csv"} <= read


def test_every_analysis_reads_where_series_break(tmp_path: Path) -> None:
    built = project(tmp_path)
    for task in ("cost[one]", "attrition[one]", "comparison[both]"):
        assert "raw/breaks.yml" in inputs(built, task)


@pytest.mark.parametrize("task", ["cost[one]", "briefing[one-vi]", "briefing[both-en]"])
def test_analyses_and_briefings_read_the_reference_tables(tmp_path: Path, task: str) -> None:
    read = inputs(project(tmp_path), task)
    assert {"raw/reference/base_salary.csv", "raw/reference/consumer_prices.csv"} <= read


def test_attrition_reads_what_its_programme_costs(tmp_path: Path) -> None:
    assert "processed/one/cost.csv" in inputs(project(tmp_path), "attrition[one]")


def test_a_comparison_reads_the_facts_of_those_it_compares(tmp_path: Path) -> None:
    facts = {"processed/one/cost.csv", "processed/one/attrition.csv"}
    assert facts <= inputs(project(tmp_path), "comparison[both]")


def test_a_briefing_without_analyses_reads_its_document_alone(tmp_path: Path) -> None:
    read = inputs(project(tmp_path), "briefing[none-vi]")
    assert "raw/d2/document.yml" in read
    assert {name for name in read if name.startswith("processed/none")} == {
        "processed/none/changes.csv"
    }


def test_every_file_that_a_step_reads_is_made_or_kept_in_git(tmp_path: Path) -> None:
    real = read_project(ROOT)
    made = {path for step in real.steps for path in step.tables}
    made |= {real.edition, *map(real.changes, real.programmes)}
    raw = {path for step in real.steps for path in step.inputs} - made
    assert all(path.is_file() and path.is_relative_to(ROOT / "data" / "raw") for path in raw)


def test_values_are_those_that_the_programmes_ask_for(tmp_path: Path) -> None:
    built = project(tmp_path)
    assert allowed_values(built, "cost") == {"programme": {"one"}}
    assert allowed_values(built, "briefing") == {
        "programme": {"one", "none", "both"},
        "lang": {"vi", "en"},
    }


def test_everything_that_a_programme_names_in_vain_is_said_at_once(tmp_path: Path) -> None:
    wrong = PROGRAMMES.replace("d2: all", "d3: all").replace("[cost, attrition]", "[costs]")
    with pytest.raises(WrongProgramme) as caught:
        project(tmp_path, wrong)
    assert "none: no document 'd3'; there are d1, d2" in str(caught.value)
    assert "one: no notebook 'costs'; there are attrition, comparison, cost" in str(caught.value)


RETURNS = PROGRAMMES.replace(
    "one:\n", "one:\n  returns: {years: [2012, 2016], groups: [g], categories: [all, bachelor]}\n"
)


def dropped(root: Path, *names: str) -> None:
    for name in names:
        path = root / "data" / "raw" / "one" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def test_returns_are_read_by_one_step_and_told_by_a_programme_of_their_own(tmp_path: Path) -> None:
    dropped(tmp_path, "returns/a.xlsx", "returns/b.csv", "returns/units.csv")
    built = project(tmp_path, RETURNS)
    [step] = [step for step in built.steps if step.notebook == "returns"]
    assert step.task == "returns[one]"
    assert [path.name for path in step.dropped] == ["a.xlsx", "b.csv"]
    assert "units.csv" in {path.name for path in step.inputs}
    made = {str(path.relative_to(tmp_path / "data" / "processed")) for path in step.tables}
    assert {"one-returns/headcount.csv", "one-returns/audit.csv", "one-returns/checks.yml"} <= made
    assert built.documents == ("d1", "d2", "one-returns")
    assert built.documents_of("one") == ("d1",)
    assert built.documents_of("one-returns") == ("one-returns",)
    assert {"qualification[one-returns]", "briefing[one-returns-vi]"} <= built.tasks
    assert "processed/one-returns/document.yml" in inputs(built, "briefing[one-returns-vi]")
    assert not any("one-returns" in name for name in inputs(built, "briefing[one-vi]"))


def test_without_a_return_the_tasks_are_those_of_the_documents(tmp_path: Path) -> None:
    dropped(tmp_path, "returns/units.csv")
    waiting = "waits:\n  title: {vi: Chờ, en: Waits}\n  returns: {years: [2016]}\n"
    assert project(tmp_path, RETURNS + waiting).tasks == project(tmp_path / "plain").tasks


def test_a_folder_of_returns_that_no_programme_asks_for_is_told(tmp_path: Path) -> None:
    (tmp_path / "data" / "raw" / "gone" / "returns").mkdir(parents=True)
    with pytest.raises(WrongProgramme, match=r"no programme 'gone', but a folder data/raw/gone"):
        project(tmp_path, RETURNS)


def test_generated_data_in_a_real_programme_stop_the_build(tmp_path: Path) -> None:
    dropped(tmp_path, "returns/a.xlsx", "GENERATED")
    with pytest.raises(WrongProgramme, match="never tell of a real programme"):
        project(tmp_path, RETURNS)


def test_a_listing_changes_with_each_file_that_comes_goes_or_changes(tmp_path: Path) -> None:
    dropped(tmp_path, "returns/a.xlsx", "returns/b.csv")
    project(tmp_path, RETURNS)

    def listed() -> tuple[bytes, str]:
        built = read_project(tmp_path)
        [step] = [step for step in built.steps if step.notebook == "returns"]
        *_, listing = watched(built, step)
        return listing.read_bytes(), str(listing.relative_to(tmp_path))

    seen = [listed()]
    assert seen[0] == listed()
    (tmp_path / "data" / "raw" / "one" / "returns" / "a.xlsx").write_text("more")
    seen.append(listed())
    (tmp_path / "data" / "raw" / "one" / "returns" / "b.csv").rename(
        tmp_path / "data" / "raw" / "one" / "returns" / "c.csv"
    )
    seen.append(listed())
    (tmp_path / "data" / "raw" / "one" / "returns" / "a.xlsx").unlink()
    seen.append(listed())
    assert len({content for content, _ in seen}) == 4
    assert {name for _, name in seen} == {"build/listings/returns-one.txt"}
    assert not any(b"csv" in content for content, _ in seen)
