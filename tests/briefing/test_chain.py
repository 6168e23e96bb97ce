from pathlib import Path

import pytest

from analysis.briefing.chain import Chain, chain_of

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


def test_a_fact_that_is_not_there_has_no_chain(project: Path) -> None:
    with pytest.raises(KeyError, match="no fact"):
        chain_of(f"{ARCHIVES}/mine/total/2016/printed", project)
