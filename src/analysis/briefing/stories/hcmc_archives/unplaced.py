"""Hồ Chí Minh City's archives staff: what if those whom the table lacks belong to one body?"""

from __future__ import annotations

from analysis.briefing.elements import (
    Cell,
    Column,
    DataTable,
    Element,
    Heading,
    Note,
    Number,
    Prose,
    Sentence,
)
from analysis.briefing.stories.hcmc_archives.opening import YEARS
from analysis.briefing.teller import Teller
from analysis.metrics.facts import UNPLACED_IN

CHANGE = "qualification_rate_change"


def unplaced(t: Teller, bodies: tuple[str, ...]) -> list[Element]:
    """What do the results by body become in each scenario? Nothing where nobody is unplaced."""
    if not t.has("unplaced_qualified"):
        return []
    holders = [body for body in bodies if _can_hold_all(t, body)]
    return [
        Heading(
            t.word("What if the unplaced qualified belong to one kind of body?"), 3, "unplaced"
        ),
        Prose(
            t.say(
                "The stated total has {persons} qualified more than the bodies of the table "
                "together: they are unplaced. If they all belonged to one kind of body, its rate "
                "would have changed as below. Whichever way they are split, the rates within "
                "bodies did {rates} of the change, the shift between bodies {shift}.",
                persons=t.number(t.fact("unplaced_qualified"), digits_only=True),
                rates=t.span("rate_effect"),
                shift=t.span("composition_effect"),
            ),
            *(_turned(t, body) for body in bodies if t.has("persons_to_reverse", body)),
            *(
                t.say(
                    "{body}: not all of them can belong there, as it has {room} staff who are not "
                    "qualified.",
                    body=t.label(body),
                    room=t.number(t.fact("room_for_qualified", body), digits_only=True),
                )
                for body in bodies
                if body not in holders
            ),
        ),
        _table(t, holders),
        Note(
            t.word("Method"),
            t.say(
                "Unplaced = qualified as stated − sum of the bodies in {year}. A body takes "
                "them where it has so many staff who are not qualified. Its rate, its share of "
                "the gain and the decomposition are then formed anew; a range runs over the "
                "table alone and every way of splitting them.",
                year=YEARS[1],
            ),
        ),
        Note(
            t.word("Limits"),
            t.say(
                "That they all belong to one kind of body is an assumption. If the stated total "
                "is wrong, nobody is unplaced. Their levels are unknown as well, so degrees and "
                "short courses have no such scenario."
            ),
        ),
    ]


def _can_hold_all(t: Teller, body: str) -> bool:
    scenario = f"{UNPLACED_IN}{body}"
    return t.fact(CHANGE, body, variant=scenario).variant == scenario


def _turned(t: Teller, body: str) -> Sentence:
    return t.say(
        "{body}: {fewest} of them are enough to turn the fall into a rise.",
        body=t.label(body),
        fewest=t.number(t.fact("persons_to_reverse", body), digits_only=True),
    )


def _table(t: Teller, holders: list[str]) -> DataTable:
    columns = (
        Column(t.word("All of them belong to"), numeric=False),
        Column(t.word("By the table")),
        Column(t.word("With them")),
        Column(t.word("Rates")),
        Column(t.word("Shift")),
    )
    rows: list[tuple[Cell, ...]] = [
        (t.word("No body"), "–", "–", *_effects(t, "recomputed")),
        *(
            (
                t.label(body),
                _points(t, CHANGE, body, "recomputed"),
                _points(t, CHANGE, body, f"{UNPLACED_IN}{body}"),
                *_effects(t, f"{UNPLACED_IN}{body}"),
            )
            for body in holders
        ),
    ]
    return DataTable(
        t.word("If all of them belonged to one kind of body, percentage points"),
        columns,
        tuple(rows),
        t.say(
            "By the table, with them: change of the body's rate. Rates, shift: effects on the "
            "change in total."
        ),
    )


def _effects(t: Teller, variant: str) -> tuple[Cell, Cell]:
    rates, shift = (
        _points(t, metric, "total", variant) for metric in ("rate_effect", "composition_effect")
    )
    return rates, shift


def _points(t: Teller, metric: str, group: str, variant: str) -> Number:
    return t.number(t.fact(metric, group, variant=variant), signed=True, digits_only=True)
