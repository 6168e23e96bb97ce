"""Hà Nội's staff: which qualification do they hold?"""

from __future__ import annotations

from analysis.briefing.charts import Series, stacked_bars
from analysis.briefing.elements import Chart, Element, Heading, Note, Prose, Sentence
from analysis.briefing.teller import Teller
from analysis.briefing.told.charts import chart_told
from analysis.briefing.told.profile import table_of_levels
from analysis.briefing.told.receipted import as_printed
from analysis.briefing.told.sources import source_note

DECISION, ARTICLE = "1698-qd-ubnd-2022", "hnp-2019-06-08"
CLASSES = ("civil_servants", "commune_staff", "public_employees")


def qualification(t: Teller) -> list[Element]:
    """Which qualification do the classes of staff hold?"""
    share = "share_at_or_above_university"
    return [
        Heading(t.word("Which qualification do staff hold?"), 2, "qualification"),
        Prose(
            t.say(
                "Of {staff}, {number} hold a bachelor's degree, a master's degree, a "
                "specialist's degree or a doctorate: {share}. Public employees make up {weight} "
                "of all staff.",
                staff=t.fact("headcount"),
                number=t.fact("staff_at_or_above_university"),
                share=t.fact(share),
                weight=t.fact("class_share", "public_employees"),
            )
        ),
        _chart_of_degrees(t),
        table_of_levels(
            t, CLASSES, t.say("A dash: the document has no such level for this class.")
        ),
        Note(
            t.word("Method"),
            t.say(
                "Share = staff at the level / staff of the class, from the printed counts. The "
                "printed shares are audited below."
            ),
        ),
        source_note(t, DECISION),
        Note(
            t.word("Limits"),
            t.say(
                "The lowest level is drawn differently in each class: college and intermediate "
                "together for civil servants, college or below for the others."
            ),
        ),
        *_standard(t),
    ]


def _chart_of_degrees(t: Teller) -> Chart:
    labels = [t.label(name) for name in CLASSES]
    series = [
        Series(name, tuple(t.fact(metric, one).drawn for one in CLASSES))
        for name, metric in (
            (t.word("University degree or more"), "share_at_or_above_university"),
            (t.word("Below"), "share_below_university"),
        )
    ]
    written = t.written("percent", 1)
    return chart_told(
        stacked_bars(labels, series, written, t.palette),
        t.say("Staff with a university degree or more, by class"),
        t.say("Percent of each class, 2022, from the printed counts"),
        labels,
        series,
        written,
    )


def _standard(t: Teller) -> list[Element]:
    change = "meets_standard_change"
    return [
        Heading(t.word("Who meets the standard?"), 3, "standard"),
        Prose(
            t.say(
                "By the article of 2019, the share of officials meeting the standard "
                "{officials}, and that of civil servants {civil}, against 2015. The article yet "
                "prints a rise of {printed} in {years} year; the change is {points}, and since "
                "2015 more years have passed. No counts stand behind these shares.",
                printed=as_printed(t, "hnp-2019-06-08#officials-standard-change"),
                years=as_printed(t, "hnp-2019-06-08#officials-standard-years"),
                officials=_course(t, "elected_officials"),
                civil=_course(t, "civil_servants"),
                points=t.number(t.fact(change, "elected_officials"), decimals=0),
            )
        ),
        source_note(t, ARTICLE),
    ]


def _course(t: Teller, group: str) -> Sentence:
    opening, closing = (t.fact("meets_standard", group, year) for year in ("2015", "2019"))
    return t.course(t.fact("meets_standard_change", group), opening, closing)
