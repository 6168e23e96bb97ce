from analysis.briefing.elements import Column, DataTable, Heading
from analysis.briefing.exporters.parts import Entry, contents, folded, masthead_and_body
from analysis.briefing.exporters.script import page_policy, page_script

CHART = '<figure class="chart">x</figure>'
TABLE = DataTable("Tỷ lệ & số", (Column("a", numeric=False),), (("x",),)).html()


def test_the_contents_are_the_sections_and_not_what_is_below_them() -> None:
    headings = (Heading("A & b", 2, "a"), Heading("c", 3, "c"), Heading("D", 2, "d"))
    elements = [heading.html() for heading in headings]
    assert contents([*elements, "<h2>x</h2>"]) == (Entry("a", "A &amp; b"), Entry("d", "D"))


def test_a_page_of_one_section_has_no_contents() -> None:
    assert contents([Heading("A", 2, "a").html()]) == ()


def test_the_masthead_stands_above_wherever_it_was_shown() -> None:
    header = '<header class="masthead">x</header>'
    assert masthead_and_body(("<p>1</p>", header, "<p>2</p>")) == (header, ("<p>1</p>", "<p>2</p>"))


def test_a_table_is_folded_behind_its_chart_only() -> None:
    chart, behind, alone = folded((CHART, TABLE, TABLE))
    assert (chart, alone) == (CHART, TABLE)
    assert behind == (f'<details class="behind"><summary>Tỷ lệ &amp; số</summary>{TABLE}</details>')


def test_the_script_is_named_by_its_own_hash_and_asks_for_nothing() -> None:
    assert "default-src 'none'" in page_policy()
    assert "unsafe-inline' 'sha256" not in page_policy()
    for asking in ("fetch", "XMLHttpRequest", "WebSocket", "import(", "innerHTML", "eval", "http"):
        assert asking not in page_script()
