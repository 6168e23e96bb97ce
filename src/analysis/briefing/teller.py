"""How is a fact said in one language?"""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from itertools import chain

from analysis.briefing.catalogue import translator
from analysis.briefing.charts.series import Written, palette_of
from analysis.briefing.elements import Number, Receipt, Sentence, sentence
from analysis.briefing.kinds import kind_of_all
from analysis.briefing.locale_format import quantity, quantity_range
from analysis.briefing.material import Material
from analysis.briefing.row import Told, answering, told_of
from analysis.briefing.written_form import bound_sign, decimals_of
from analysis.metrics.disclosure.facts import KEPT_BACK

__all__ = ["Teller", "Told"]


class Teller:
    """How does a page say its facts, and which facts has it said?

    One teller serves one page: it looks facts up, writes them in the language, and remembers each
    that was written, and to how many decimals, so that the page ends with their receipts.
    """

    def __init__(self, material: Material, lang: str) -> None:
        self.material = material
        self.lang = lang
        self.kind = kind_of_all(material.documents)
        self.palette = palette_of(material.settings.get("region", ""))
        self._translate = translator(lang)
        self._facts: dict[tuple[str, str], list[Told]] = defaultdict(list)
        for fact in map(told_of, material.facts.to_dict("records")):
            self._facts[fact.metric, fact.group].append(fact)
        self.said: dict[str, Told | Receipt] = {}
        self.decimals: dict[str, set[int | None]] = defaultdict(set)

    def readings(
        self, metric: str, group: str = "total", period: str = "", variant: str = ""
    ) -> list[Told]:
        """Which readings has a metric? Those of one group and, where given, one period.

        Raises KeyError where there is none: a sentence must not name a fact that does not exist.
        """
        found = [one for one in self.found(metric, group, variant) if period in ("", one.period)]
        if not found:
            raise KeyError(
                f"{self.material.programme} has no fact {metric}/{group}/{period or '*'}"
            )
        return found

    def found(self, metric: str, group: str = "total", variant: str = "") -> list[Told]:
        """Which facts of a metric and group are there: of the variant, or in every reading?

        A range never answers unasked, and a scenario only where there is no reading.
        """
        facts = self._facts.get((metric, group), [])
        by_period: dict[str, list[Told]] = defaultdict(list)
        for fact in facts:
            by_period[fact.period].append(fact)
        answers = {fact.id for some in by_period.values() for fact in answering(some, variant)}
        return [fact for fact in facts if fact.id in answers]

    def by_id(self, name: str) -> Told:
        """Which fact has this id? Raises KeyError where there is none."""
        for fact in chain(*self._facts.values(), self.effects()):
            if fact.id == name:
                return fact
        raise KeyError(f"{self.material.programme} has no fact {name}.")

    def has(self, metric: str, group: str = "total", variant: str = "") -> bool:
        """Is there such a fact?"""
        return bool(self.found(metric, group, variant))

    def fact(self, metric: str, group: str = "total", period: str = "", variant: str = "") -> Told:
        """Which fact is it, in one reading? ``both`` answers for a reading that is not in doubt.

        Raises KeyError where several fit.
        """
        found = self.readings(metric, group, period, variant)
        if len(found) != 1:
            names = ", ".join(fact.id for fact in found) or "none"
            raise KeyError(
                f"{metric}/{group}/{period}/{variant} should name one fact, found: {names}."
            )
        return found[0]

    def has_range(self, metric: str, group: str = "total") -> bool:
        """Has the result a range over readings or scenarios?"""
        return any(fact.variant == "range" for fact in self.found(metric, group, "range"))

    def span(
        self, metric: str, group: str = "total", period: str = "", decimals: int | None = None
    ) -> Number:
        """Between which values does it lie over the readings? One number where they agree."""
        return self.number(self.fact(metric, group, period, "range"), decimals)

    def in_conflict(self, metric: str, group: str = "total", period: str = "") -> bool:
        """Does the document contradict itself about this?"""
        return len({fact.variant for fact in self.readings(metric, group, period)}) > 1

    def effects(self) -> list[Told]:
        """Which facts tell what proposed readings rest on, and what they would change?"""
        return [told_of(row) for row in self.material.effects.to_dict("records")]

    def number(
        self, fact: Told, decimals: int | None = None, signed: bool = False, absolute: bool = False,
        digits_only: bool = False,
    ) -> Number:  # fmt: skip
        """How is the fact written? With its unit, by locale, and with its receipt."""
        self.said[fact.id] = fact
        if fact.kept_back:
            return Number(KEPT_BACK, fact.id)
        if decimals is None:
            decimals = decimals_of(fact.unit, fact.status, fact.value, fact.high)
        self.decimals[fact.id].add(decimals)
        unit = "ratio" if digits_only else fact.unit
        if fact.value is None and fact.low is not None and fact.high is not None:
            return Number(quantity_range(fact.low, fact.high, unit, self.lang, decimals), fact.id)
        value = abs(fact.amount) if absolute else fact.amount
        sign = bound_sign(fact.value, fact.low, fact.high)
        return Number(sign + quantity(value, unit, self.lang, decimals, signed), fact.id)

    def witnessed(self, text: str, receipt: Receipt, part: str = "") -> Number:
        """How is a number written that no fact holds, with the receipt that it brings along?

        part: which of the amounts of the receipt it says, where that is not its value.
        """
        self.said[receipt.id] = receipt
        return Number(text, receipt.id, part)

    def say(self, text: str, **parts: Told | Number | Sentence | str) -> Sentence:
        """How does the page say this? The text's translation, with facts in its places."""
        written = {
            name: self.number(part) if isinstance(part, Told) else part
            for name, part in parts.items()
        }
        return sentence(self._translate(text), **written)

    def word(self, text: str) -> str:
        """How is this said in the language, where no fact stands in it?"""
        return self._translate(text)

    def both(
        self, metric: str, group: str = "total", period: str = "", decimals: int | None = None,
        signed: bool = False, absolute: bool = False,
    ) -> Sentence:  # fmt: skip
        """How are the readings of a metric said: one number, or what is stated and recomputed?"""
        facts = {fact.variant: fact for fact in self._of_one_period(metric, group, period)}
        numbers = {
            variant: self.number(fact, decimals, signed, absolute)
            for variant, fact in facts.items()
        }
        if len(numbers) == 1:
            return Sentence(tuple(numbers.values()))
        return self.say("{printed} as stated, {recomputed} by its own figures", **numbers)

    def either(
        self, metric: str, group: str = "total", period: str = "", decimals: int | None = None,
        signed: bool = False,
    ) -> Sentence:  # fmt: skip
        """How are the readings written where there is little room: side by side, with a stroke?"""
        facts = self._of_one_period(metric, group, period)
        parts: list[str | Number] = []
        for fact in facts:
            parts += [" / "] * bool(parts) + [self.number(fact, decimals, signed)]
        return Sentence(tuple(parts))

    def _of_one_period(self, metric: str, group: str, period: str) -> list[Told]:
        facts = self.readings(metric, group, period)
        if len({fact.period for fact in facts}) > 1:
            names = ", ".join(fact.id for fact in facts)
            raise KeyError(f"{metric}/{group} should name one period, found: {names}.")
        return facts

    def two_readings(self, metric: str, group: str = "total") -> str:
        """Which readings do two values beside each other stand for? Nothing where they agree."""
        if len({fact.variant for fact in self.found(metric, group)} - {"both"}) < 2:
            return ""
        return self.word(" (as stated / by the table)")

    def direction(self, fact: Told) -> str:
        """Which way did it go? The word is chosen from the value."""
        if fact.amount > 0:
            return self.word("rose")
        return self.word("fell") if fact.amount < 0 else self.word("did not change")

    def course(self, change: Told, opening: Told, closing: Told) -> Sentence:
        """From where to where did it go? The words are chosen from the value of the change."""
        if change.kept_back:
            return self.say("is not told: {opening}, {closing}", opening=opening, closing=closing)
        if change.amount > 0:
            return self.say("rose from {opening} to {closing}", opening=opening, closing=closing)
        if change.amount < 0:
            return self.say("fell from {opening} to {closing}", opening=opening, closing=closing)
        return self.say("stayed at {closing}", closing=closing)

    def written(self, unit: str, decimals: int | None = None, signed: bool = False) -> Written:
        """How does a chart of this page write its values?"""
        return partial(quantity, unit=unit, lang=self.lang, decimals=decimals, signed=signed)

    def label(self, code: str) -> str:
        """What is a group, level or kind of training called? The name in data/raw/labels.csv."""
        if code not in self.material.labels:
            raise KeyError(f"data/raw/labels.csv has no name for {code!r}: add a row for it.")
        return self.material.labels[code][self.lang]

    def text(self, bilingual: dict[str, str]) -> str:
        """Which of two texts belongs on this page?"""
        return bilingual[self.lang]
