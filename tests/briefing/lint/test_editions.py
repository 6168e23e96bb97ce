from collections.abc import Callable

import pytest

from analysis.briefing.elements import Heading, Number, Prose, sentence
from analysis.briefing.lint import UnfitText, check_editions

Rendered = Callable[..., list[str]]
VI = Prose(sentence("Đạt {r}.", r=Number("55,88 %", "town/rate/2016")))
EN = Prose(sentence("Reached {r}.", r=Number("55.88%", "town/rate/2016")))
BOTH = Prose(
    sentence(
        "Reached {r}, from {s}.",
        r=Number("55.88%", "town/rate/2016"),
        s=Number("30.21%", "town/rate/2012"),
    )
)


def test_editions_that_show_the_same_facts_agree(rendered: Rendered) -> None:
    check_editions("town", {"vi": rendered(VI), "en": rendered(EN)})


def test_a_fact_that_one_edition_alone_says_is_named(rendered: Rendered) -> None:
    with pytest.raises(UnfitText, match="editions of town do not say the same") as unfit:
        check_editions("town", {"vi": rendered(VI), "en": rendered(BOTH)})
    assert "element 1: r-town-rate-2012 stands in en and not in vi" in str(unfit.value)


def test_a_fact_said_twice_in_one_edition_is_named(rendered: Rendered) -> None:
    with pytest.raises(UnfitText, match="r-town-rate-2016 stands in vi and not in en"):
        check_editions("town", {"vi": rendered(VI, VI), "en": rendered(EN, Prose(sentence("So.")))})


def test_a_finding_in_another_place_is_named(rendered: Rendered) -> None:
    heading = Heading("A", 2, "a")
    with pytest.raises(UnfitText, match="element 1: r-town-rate-2016 stands in vi and not in en"):
        check_editions("town", {"vi": rendered(VI, heading), "en": rendered(heading, EN)})
