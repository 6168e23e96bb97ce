"""Hà Nội's staff: can the two documents be compared?"""

from __future__ import annotations

from analysis.briefing.elements import (
    Column,
    DataTable,
    Element,
    Heading,
)
from analysis.briefing.teller import Teller


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
                "No: the first counts persons with support from the city's budget until "
                "mid-2019, the second those sent by 2020, whatever the source of funding."
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
                "At most as part and whole: the first is a state of mid-2019 of courses that ran "
                "until 2020; no document says that it is in the second."
            ),
        ),
    )
    return [
        Heading(t.word("Can the two documents be compared?"), 2, "comparability"),
        DataTable(t.word("Like things in two documents"), columns, rows),
    ]
