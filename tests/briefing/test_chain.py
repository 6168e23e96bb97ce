from pathlib import Path

import pytest

from analysis.briefing.chain import Chain, chain_of
from analysis.sources.schemas import FACTS, read_table

ARCHIVES = "hcmc-archives-2014-2020"
STATED = f"{ARCHIVES}/qualification_rate/total/2016/printed"


def test_a_notebook_shows_of_a_fact_what_the_terminal_prints(project: Path) -> None:
    chain = chain_of(STATED, project)
    assert str(chain) == repr(chain)
    assert str(chain).startswith(f"{STATED}\nQualification rate, 2016, as stated: 55.88%")
    assert "1228/BC-SNV, Phần I, II.3.b: “2.157”" in str(chain)
    assert chain._repr_html_().startswith(f"<pre>{STATED}\n")


def test_the_display_escapes_what_a_document_prints() -> None:
    assert Chain("a", "“<5 %”")._repr_html_() == "<pre>a\n“&lt;5 %”</pre>"


def test_a_fact_in_hand_has_its_chain_before_it_is_written(project: Path) -> None:
    facts = read_table(project / "data" / "processed" / ARCHIVES / "qualification.csv", FACTS)
    moved = facts[facts["id"] == STATED].assign(id=f"{ARCHIVES}/mine/total/2016/printed")
    chain = chain_of(f"{ARCHIVES}/mine/total/2016/printed", project, facts=moved)
    assert "Formula: qualified staff / headcount × 100" in str(chain)
    with pytest.raises(KeyError, match="no fact"):
        chain_of(STATED, project, facts=moved)
