from __future__ import annotations

from pathlib import Path

import pytest

from analysis.briefing.material import read_material
from analysis.briefing.receipts_of import receipt_chain
from analysis.briefing.teller import Teller
from analysis.pipeline.why import main, why
from analysis.sources.schemas import FACTS, read_table

pytestmark = pytest.mark.build


def test_the_chain_of_a_figure_ends_at_the_strings_that_the_document_prints(built: Path) -> None:
    name = "hcmc-archives-2014-2020/qualification_rate/total/2016/printed"
    said = why(name, "en", built)
    assert said.startswith(name)
    assert ": 55.88% (55.880829…)\n" in said
    assert "Formula: qualified staff / headcount × 100" in said
    assert "1228/BC-SNV, Phần I, II.3.b: “2.157”" in said
    assert "1228/BC-SNV, Phần I, II.3.b: “3.860”" in said


def test_the_chain_is_told_in_vietnamese_on_request(built: Path) -> None:
    said = why("hcmc-archives-2014-2020/qualification_rate/total/2016/printed", "vi", built)
    assert ": 55,88\N{NO-BREAK SPACE}% (55,880829…)\n" in said
    assert "Công thức: " in said


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_figure_of_the_ledger_has_its_chain(built: Path, lang: str) -> None:
    facts = read_table(built / "reports" / "figures.csv", FACTS)
    for programme, rows in facts.groupby("programme"):
        teller = Teller(read_material(str(programme), built), lang)
        told = {name: receipt_chain(teller, teller.by_id(name)) for name in rows["id"]}
        assert all(told.values()), programme


def test_a_part_of_an_id_that_many_figures_share_lists_their_ids(built: Path) -> None:
    first, *names = why("/qualification_rate/", "en", built).splitlines()
    assert first.endswith("facts; name one of them:")
    assert "hcmc-archives-2014-2020/qualification_rate/total/2012/both" in names


def test_an_unknown_figure_is_refused_with_the_nearest_ids(
    built: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(built)
    assert main(["hcmc-archives-2014-2020/qualification_rat/total/2016/printd"]) == 1
    refusal = capsys.readouterr().err
    assert "is called 'hcmc-archives-2014-2020/qualification_rat/total/2016/printd'" in refusal
    assert "\n  hcmc-archives-2014-2020/qualification_rate/total/2016/printed\n" in refusal


def test_before_anything_is_built_the_command_says_what_to_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data" / "raw").mkdir(parents=True)
    (tmp_path / "pyproject.toml").touch()
    monkeypatch.chdir(tmp_path)
    assert main(["qualification_rate"]) == 1
    assert "run `make briefings` first" in capsys.readouterr().err
