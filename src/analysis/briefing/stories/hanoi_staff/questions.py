"""Hà Nội's staff: qualification, training, placement, and what can be compared."""

from __future__ import annotations

from analysis.briefing.charts import Series, horizontal_bars, stacked_bars
from analysis.briefing.charts_told import chart_told
from analysis.briefing.elements import Cell, Column, DataTable, Element, Heading, Note, Prose
from analysis.briefing.locale_format import period
from analysis.briefing.sources_told import source_note
from analysis.briefing.stories.hanoi_staff.opening import RESERVE
from analysis.briefing.teller import Teller

DECISION, ARTICLE = "1698-qd-ubnd-2022", "hnp-2019-06-08"
CLASSES = ("civil_servants", "commune_staff", "public_employees")
KINDS = (
    "state_management",
    "leadership_skills",
    "defence_security",
    "foreign_languages",
    "informatics",
    "professional_titles",
    "specialised_skills",
)


def qualification(t: Teller) -> list[Element]:
    """Which qualification do the classes of staff hold?"""
    share = "share_at_or_above_university"
    labels = [t.label(name) for name in CLASSES]
    values = [t.fact(share, name).amount for name in CLASSES]
    series = [
        Series(t.word("University degree or more"), tuple(values)),
        Series(t.word("Below"), tuple(100 - value for value in values)),
    ]
    written = t.written("percent", 1)
    title = t.say("Staff with a university degree or more, by class")
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
        chart_told(
            stacked_bars(labels, series, written),
            title,
            t.say("Percent of each class, 2022, from the printed counts"),
            labels,
            series,
            written,
        ),
        _table_of_levels(t),
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


def _table_of_levels(t: Teller) -> DataTable:
    columns = (
        Column(t.word("Level"), numeric=False),
        *(
            column
            for name in CLASSES
            for column in (Column(t.label(name)), Column(t.word("Share")))
        ),
    )
    rows = []
    for level in t.material.settings["profile"]["levels"]:
        cells: list[Cell] = [t.label(level)]
        for name in CLASSES:
            if t.has(f"staff_with_{level}", name):
                cells += [
                    t.number(t.fact(f"staff_with_{level}", name), digits_only=True),
                    t.number(t.fact(f"share_with_{level}", name)),
                ]
            else:
                cells += ["–", "–"]
        rows.append(tuple(cells))
    return DataTable(
        t.word("Staff by class and level"),
        columns,
        tuple(rows),
        t.say("A dash: the document has no such level for this class."),
    )


def _standard(t: Teller) -> list[Element]:
    meets, change = "meets_standard", "meets_standard_change"
    return [
        Heading(t.word("Who meets the standard?"), 3, "standard"),
        Prose(
            t.say(
                "By the article of 2019, the share of officials meeting the standard {moved} "
                "from {officials_1} to {officials_2}, and that of civil servants from {civil_1} "
                "to {civil_2}. The article compares with 2015 and yet prints a rise of {printed} "
                "in {years} year; the change is {points}, and since 2015 more years have passed. "
                "No counts stand behind these shares.",
                printed=t.printed("hnp-2019-06-08#officials-standard-change"),
                years=t.printed("hnp-2019-06-08#officials-standard-years"),
                moved=t.direction(t.fact(change, "elected_officials")),
                officials_1=t.fact(meets, "elected_officials", "2015"),
                officials_2=t.fact(meets, "elected_officials", "2019"),
                civil_1=t.fact(meets, "civil_servants", "2015"),
                civil_2=t.fact(meets, "civil_servants", "2019"),
                points=t.number(t.fact(change, "elected_officials"), decimals=0),
            )
        ),
        source_note(t, ARTICLE),
    ]


def cost(t: Teller) -> list[Element]:
    """How much training was there, and why can its cost not be said?"""
    labels = [t.label(kind) for kind in KINDS]
    values = [t.fact("attendances", kind).amount for kind in KINDS]
    written = t.written("attendances")
    title = t.say("Attendances by kind of course")
    series = [Series(t.word("Attendances"), tuple(values))]
    return [
        Heading(t.word("How much training, and at what cost?"), 2, "cost"),
        Prose(
            t.say(
                "In {period} there were {total} in the country, {intensity} a year for each "
                "member of staff; {special} of them were for special skills of the post. "
                "{delegates} of council delegates and {abroad} abroad are counted apart. No "
                "funding is printed, so no cost per trainee can be computed.",
                period=period("2016-2020"),
                total=t.fact("attendances"),
                intensity=t.fact("attendances_per_staff_member_and_year"),
                special=t.fact("attendances", "specialised_skills"),
                delegates=t.fact("attendances", "council_delegates"),
                abroad=t.fact("attendances", "abroad"),
            )
        ),
        chart_told(
            horizontal_bars(labels, values, written),
            title,
            t.say("Attendances in the country, {period}", period=period("2016-2020")),
            labels,
            series,
            written,
        ),
        DataTable(
            t.word("Attendances by kind of course"),
            (Column(t.word("Kind of course"), numeric=False), Column(t.word("Attendances"))),
            tuple(
                (t.label(kind), t.number(t.fact("attendances", kind), digits_only=True))
                for kind in KINDS
            ),
        ),
        Note(
            t.word("Method"),
            t.say(
                "Attendances / staff of 2022 / years of the period. One figure is a misprint in "
                "the decision and was read in the only way that closes its total; the receipt "
                "shows both."
            ),
        ),
        source_note(t, DECISION),
        Note(
            t.word("Limits"),
            t.say("An attendance may be an afternoon or a year: durations are not printed."),
        ),
    ]


def attrition(t: Teller) -> list[Element]:
    """What became of those who were trained?"""
    candidates = "civil_service_candidates"
    return [
        Heading(t.word("What does attrition do?"), 2, "attrition"),
        Prose(
            t.say(
                "Of {trained} trained as reserve officials for communes, {placed} were placed "
                "({rate}). To place one, {ratio} had to be trained, so a placed official cost "
                "that many times a trained one; the money itself is not printed.",
                trained=t.fact("trained_before_placement", RESERVE),
                placed=t.fact("placed", RESERVE),
                rate=t.number(t.fact("placement_rate", RESERVE), decimals=1),
                ratio=t.number(t.fact("trained_per_placed", RESERVE), decimals=2),
            ),
            t.say(
                "In 2017, {placed} were recruited without an examination for {seats} ({rate}).",
                placed=t.fact("placed", candidates),
                seats=t.fact("seats_before_placement", candidates),
                rate=t.number(t.fact("seats_filled", candidates), decimals=1),
            ),
        ),
        Note(t.word("Method"), t.say("Placement rate = placed / trained, both as printed.")),
        source_note(t, ARTICLE),
        Note(
            t.word("Limits"),
            t.say(
                "The article says that the number trained was reached in substance, so it may "
                "repeat the goal. Whether those placed stayed is not reported."
            ),
        ),
    ]


def comparability(t: Teller) -> list[Element]:
    """Which figures of the two documents speak of like things, and can they be compared?"""
    columns = (
        Column(t.word("Figure"), numeric=False),
        Column(t.word("Article of 2019")),
        Column(t.word("Decision of 2022")),
        Column(t.word("Can they be compared?"), numeric=False),
    )
    rows = (
        (
            t.word("Staff in all"),
            t.number(t.fact("headcount_stated", period="2019"), digits_only=True),
            t.number(t.fact("headcount_stated", period="2022"), digits_only=True),
            t.word("No: neither says which bodies it counts, nor on which day."),
        ),
        (
            t.word("Sent to postgraduate study"),
            t.number(t.fact("postgraduates", period="2016-2019"), digits_only=True),
            t.number(t.fact("postgraduates", period="2016-2020"), digits_only=True),
            t.word(
                "No: the first counts those with support from the city's budget until mid-2019, "
                "the second all who were sent by 2020."
            ),
        ),
        (
            t.word("Commune chairs and deputies trained"),
            t.number(
                t.fact("commune_chairs_trained", "commune_chairs", "2016-2019"), digits_only=True
            ),
            t.number(
                t.fact("commune_chairs_trained", "commune_chairs", "2016-2020"), digits_only=True
            ),
            t.word(
                "Only as part and whole: the first is a state of mid-2019 of courses that ran "
                "until 2020."
            ),
        ),
    )
    return [
        Heading(t.word("Can the two documents be compared?"), 2, "comparability"),
        DataTable(t.word("Like things in two documents"), columns, rows),
    ]
