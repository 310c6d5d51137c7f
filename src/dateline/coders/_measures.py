"""Which quantities have a political or humanitarian meaning, and what they measure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.codebook.files import find, read_yaml
from dateline.coders._counted_roles import classified, core_of, is_part, roles
from dateline.errors import CodebookError
from dateline.model import Quantity, Sentence, Token

FILE = "indicators/measures.yaml"
CURRENCY = 3  # length of a currency code
REACH = 14  # words between an amount of money and the word that tells what it is for
LEAST = 10_000  # smaller amounts of money are prices and wages
MANY = 20  # small numbers of some nouns ("two fighters", "three homes") say little
NEAR_TOTAL = 4  # words before a figure in which "the total stood at" stands
LARGE = 1_000  # such a number is told for itself, "the 2,000 doses" too
CROWD = 50  # people in such numbers are told of for their number
LISTS = ("subject", "object", "of", "adjectives", "only", "never")


@dataclass(frozen=True, slots=True)
class Measure:
    """What is counted and in which unit."""

    name: str
    unit: str | None


@dataclass(frozen=True, slots=True)
class Frame:
    """What happens to counted people: verbs by the people's role, nouns with "of", adjectives."""

    measure: str
    subject: frozenset[str]
    object: frozenset[str]
    of: frozenset[str]
    adjectives: frozenset[str]
    only: frozenset[str]
    never: frozenset[str]
    strong: bool
    light: dict[str, frozenset[str]]


class Measures:
    """The lexicon of measures, and the search over a parsed sentence."""

    def __init__(self, overlay: Path | None = None) -> None:
        data: dict[str, Any] = {}
        for path in find(FILE, overlay):
            for key, rows in read_yaml(path).items():
                data[key] = data[key] + rows if isinstance(rows, list) and key in data else rows
        self.people = frozenset(data["people"])
        self.diseases = frozenset(data["diseases"])
        self.hedges = frozenset(data["hedges"])
        self.tolls = frozenset(data["tolls"])
        self._goods = frozenset(data["goods"])
        self._nobody = frozenset(data["nobody"])
        self._crowds = frozenset(data["crowds"])
        self._coming = frozenset(data["coming"])
        self._prices: dict[str, str] = data["prices"]
        self._shares = {word: row["measure"] for row in data["shares"] for word in row["words"]}
        self._frames = tuple(_frame(row) for row in data["frames"])
        self._counted = {noun: row for row in data["counted"] for noun in row["nouns"]}
        self._money = {word: row["measure"] for row in data["money"] for word in row["words"]}
        self._rates = {word: row["measure"] for row in data["rates"] for word in row["words"]}

    def of(self, sentence: Sentence, quantity: Quantity) -> Measure | None:
        """Return what a quantity measures, None when it has no such meaning."""
        inside = [t for t in sentence.tokens if t.start < quantity.span.end and t.end > quantity.span.start]
        if not inside:
            return None
        noun = next((t for t in sentence.tokens if quantity.noun and t.span == quantity.noun), None)
        noun = classified(sentence, noun)
        unit = quantity.unit or ""
        if len(unit) == CURRENCY and unit.isupper():
            if (price := self._price(sentence, inside, unit)) is not None:
                return price
            if (quantity.value or quantity.low or quantity.high or 0) < LEAST:
                return None
            return self._nearest(self._money, sentence, inside, unit)
        if unit in ("percent", "percentage points"):
            whole = self._shares.get(noun.lemma.lower()) if noun is not None else None
            if whole is not None:
                return Measure(f"{whole} (%)", "percent")
            return self._nearest(self._rates, sentence, inside, "%")
        if unit == MAGNITUDE:
            return Measure("earthquake magnitude", unit)
        if unit in ("tonnes", "kg", "barrels", "barrels a day"):
            return self._weight(sentence, inside, noun, unit)
        return self._count(sentence, quantity, core_of(inside), noun)

    def going_on(
        self, sentence: Sentence, quantity: Quantity, earlier: Sequence[Measure], before: Sentence | None
    ) -> Measure | None:
        """Return the measure of money for an "it" of the sentence before, and of "the total" of what was counted last.

        Args:
            sentence: where the figure stands.
            quantity: the figure.
            earlier: the measures found so far in the document, in order.
            before: the sentence before, None at the start.
        """
        unit = quantity.unit or ""
        words = [t for t in sentence.tokens if t.end <= quantity.span.start]
        if len(unit) == CURRENCY and unit.isupper():
            if (quantity.value or quantity.low or quantity.high or 0) < LEAST:
                return None
            if before is not None and any(t.text.lower() == "it" for t in words[-REACH:]):
                told = [m for t in before.tokens if (m := self._money.get(t.lemma.lower()))]
                return Measure(f"{told[-1]} ({unit})", unit) if told else None
            return None
        near = [t.lemma.lower() for t in words[-NEAR_TOTAL:]]
        stands = near[-1:] == ["at"] and bool(self.tolls & set(near))
        total = quantity.noun is None and (stands or near[-2:] == ["speak", "of"])
        counts = [m for m in earlier if m.unit in ("people", "cases")]
        cases = [m for m in counts if m.unit == "cases"]
        return (cases or counts)[-1] if total and counts else None

    def _nearest(
        self, table: dict[str, str], sentence: Sentence, inside: list[Token], unit: str
    ) -> Measure | None:
        first, last = inside[0].index, inside[-1].index
        best: tuple[int, str] | None = None
        for token in sentence.tokens[max(0, first - REACH) : last + REACH]:
            measure = table.get(token.lemma.lower())
            if measure is not None:
                distance = token.index - last if token.index > last else (first - token.index) * 2
                if distance > 0 and (best is None or distance < best[0]):
                    best = (distance, measure)
        return Measure(f"{best[1]} ({unit})", "percent" if unit == "%" else unit) if best else None

    def _price(self, sentence: Sentence, inside: list[Token], unit: str) -> Measure | None:
        """Return the measure of "$93 a barrel": the price of what is named nearest, of oil where nothing is."""
        last = inside[-1].index
        behind = [t.lemma.lower() for t in sentence.tokens[last + 1 : last + 3]]
        if len(behind) < len(("a", "barrel")) or behind[0] not in EACH or behind[1] not in PORTIONS:
            return None
        named = [
            (abs(t.index - last), self._prices[t.lemma.lower()])
            for t in sentence.tokens
            if t.lemma.lower() in self._prices
        ]
        good = min(named)[1] if named else "oil" if behind[1] == "barrel" else None
        return Measure(f"{good} price ({unit} a {behind[1]})", unit) if good else None

    def _weight(
        self, sentence: Sentence, inside: list[Token], noun: Token | None, unit: str
    ) -> Measure | None:
        behind = sentence.tokens[inside[-1].index + 1 : inside[-1].index + 5]
        for token in ([noun] if noun else []) + list(behind):
            if token.lemma.lower() in self._goods:
                return Measure(f"{token.lemma.lower()} ({unit})", unit)
        return Measure(f"oil ({unit})", unit) if unit.startswith("barrels") else None

    def _count(
        self, sentence: Sentence, quantity: Quantity, core: Token, noun: Token | None
    ) -> Measure | None:
        if quantity.value == 0 and quantity.unit == "people":
            frame = self._framed(sentence, core, None, by_people=True)
            told = frame is not None and frame in self._nobody and not _may(sentence, core)
            return Measure(frame, "people") if frame is not None and told else None
        name = lemma(noun) if noun is not None else None
        counted = self._counted.get(name or "")
        if is_part(sentence, quantity, core, noun):
            return None
        by_people = (
            name is None
            or name in self.people
            or name in self._people_words
            or self._is_nation(sentence, noun)
        )
        if (stated := self._stated_at(sentence, quantity)) is not None:
            return stated
        if by_people and (disease := self._disease_of(sentence, noun or core)):
            return Measure(f"{disease} cases", "cases")
        personal = by_people or (counted is None and name is not None and PERSON.search(name) is not None)
        if personal and (frame := self._framed(sentence, core, noun, by_people)) is not None:
            return Measure(frame, "people")
        if noun is None:
            return self._toll(sentence, core) or self._came(sentence, quantity, core)
        if counted is not None:
            return self._by_noun(sentence, quantity, noun, counted)
        return self._by_adjective(noun) or self._crowd(quantity, noun, by_people)

    def _stated_at(self, sentence: Sentence, quantity: Quantity) -> Measure | None:
        """Return the measure of "the dead at 50", where the words before "at" tell what is counted."""
        before = [t for t in sentence.tokens if t.end <= quantity.span.start][-2:]
        if len(before) < len(("dead", "at")) or before[1].lemma.lower() not in ("at", "to"):
            return None
        name = lemma(before[0])
        row = self._counted.get(name, {})
        if row.get("always"):
            return Measure(row["measure"], row.get("unit"))
        return Measure("people", "people") if name in self._crowds else self._by_adjective(before[0])

    def _crowd(self, quantity: Quantity, noun: Token, by_people: bool) -> Measure | None:
        """Return the noun itself as the measure of a large number of people."""
        figure = quantity.low or quantity.value or quantity.high or 0
        name = "people" if noun.upos == "PROPN" else noun.text.lower()  # a nation is whose they are, not what
        return (
            Measure(name, "people") if by_people and figure >= CROWD and lemma(noun) not in BODIES else None
        )

    def _came(self, sentence: Sentence, quantity: Quantity, core: Token) -> Measure | None:
        """Return people as the measure of a large bare number that came: "8,000 attended"."""
        figure = quantity.low or quantity.value or quantity.high or 0
        verb = sentence.head(core)
        came = core.dep == "nsubj" and verb is not None and verb.lemma.lower() in self._coming
        return Measure("people", "people") if came and figure >= CROWD else None

    @property
    def _people_words(self) -> frozenset[str]:
        return frozenset(
            n for n, row in self._counted.items() if row.get("unit") == "people" and n not in NOT_PEOPLE
        )

    def _is_nation(self, sentence: Sentence, noun: Token | None) -> bool:
        """Return whether the noun is a nation's people ("58 South Koreans")."""
        if noun is None:
            return False
        return any(e.label == "NORP" and e.start <= noun.index < e.end for e in sentence.entities) or (
            noun.upos == "PROPN" and noun.text.endswith("s") and noun.text[:1].isupper()
        )

    def _disease_of(self, sentence: Sentence, people: Token) -> str | None:
        """Return the disease that the people have ("people with fever")."""
        for kid in sentence.children(people, "nmod", "obl"):
            if kid.lemma.lower() in self.diseases and any(
                c.lemma.lower() == "with" for c in sentence.children(kid, "case")
            ):
                return kid.lemma.lower()
        behind = [t.lemma.lower() for t in sentence.tokens[people.index + 1 : people.index + 3]]
        return behind[1] if behind[:1] == ["with"] and behind[-1] in self.diseases else None

    def _by_adjective(self, noun: Token) -> Measure | None:
        for frame in self._frames:
            if noun.lemma.lower() in frame.adjectives or noun.text.lower() in frame.adjectives:
                return Measure(frame.measure, "people")
        return None

    def _framed(self, sentence: Sentence, core: Token, noun: Token | None, by_people: bool) -> str | None:
        """Return what happens to the people that ``noun`` (or the bare number) stands for."""
        for role, word in roles(sentence, core, noun):
            for frame in self._frames:
                if word.lemma.lower() in getattr(frame, role) or (
                    role == "adjectives" and word.text.lower() in frame.adjectives
                ):
                    name = lemma(noun) if noun is not None else ""
                    if (frame.only and name not in frame.only) or name in frame.never:
                        continue
                    if not (by_people or frame.strong) or not _is_meant(sentence, frame, word):
                        continue
                    return frame.measure
        return None

    def _toll(self, sentence: Sentence, core: Token) -> Measure | None:
        """Return the measure of a bare number that a toll rises to or a number of people stands at."""
        verb: Token | None = core
        for _ in range(4):
            verb = sentence.head(verb) if verb is not None else None
            if verb is None:
                return None
            told = [k for k in sentence.children(verb, "nsubj", "nsubj:pass", "obj") if k.index != core.index]
            told += [c for k in told for c in sentence.children(k, "conj")]
            for word in sorted(told, key=lambda t: abs(t.index - core.index)):
                if (found := self._of_toll(sentence, word)) is not None:
                    return found
                if word.lemma.lower() in self.tolls:
                    return None
        return None

    def _of_toll(self, sentence: Sentence, toll: Token) -> Measure | None:
        words = sentence.subtree(toll, "conj") if toll.lemma.lower() in self.tolls else (toll,)
        for token in words:
            name = lemma(token)
            row = self._counted.get(name, {})
            if row.get("disease") and (cases := self._cases(sentence, token)) is not None:
                return cases
            if row and row["measure"] != "noun" and (token is not toll or row.get("always")):
                return Measure(row["measure"], row.get("unit"))
            if (found := self._by_adjective(token)) is not None:
                return found
            if name in self.diseases:
                return Measure(f"{name} cases", "cases")
        return None

    def _by_noun(
        self, sentence: Sentence, quantity: Quantity, noun: Token, row: dict[str, Any]
    ) -> Measure | None:
        figure = quantity.value if quantity.value is not None else quantity.low or quantity.high or 0
        words = {t.lemma.lower() for t in sentence.tokens}
        if row.get("context"):
            return Measure(row["measure"], row.get("unit")) if words & set(row["context"]) else None
        definite = any(
            k.lemma.lower() in DEFINITE or k.dep == "nmod:poss"
            for k in sentence.children(noun, "det", "nmod:poss")
        )
        exact = quantity.qualifier is None
        if row.get("many") and figure < MANY:
            return None
        if definite and exact and figure < LARGE and not row.get("always"):
            return None
        if figure == 1 and exact:
            return None
        if row.get("weapon") and not words & WEAPONS:
            return None
        if row.get("disease"):
            return self._cases(sentence, noun)
        return Measure(_plural(noun) if row["measure"] == "noun" else row["measure"], row.get("unit"))

    def _cases(self, sentence: Sentence, noun: Token) -> Measure | None:
        near = sorted(
            (abs(t.index - noun.index), t.lemma.lower())
            for t in sentence.tokens
            if t.lemma.lower() in self.diseases
        )
        return Measure(f"{near[0][1]} cases", "cases") if near else None


PERSON = re.compile(r"(?:er|or|ist|ian|ant|ee|eer|ese|man|woman|person)$")  # "miner", "abductee", "lobbyist"
NOT_PEOPLE = frozenset(
    ("death", "fatality", "killing", "injury", "arrest", "detention", "infection", "signature", "dead")
)
UNCHANGED = frozenset(("aircraft", "artillery", "weaponry"))
BODIES = frozenset(("company", "firm", "entity", "bank", "executive"))
MAGNITUDE = "magnitude"
EACH = frozenset(("a", "an", "per", "the"))
PORTIONS = frozenset(
    ("barrel", "tonne", "ton", "ounce", "bushel", "litre", "liter", "gallon", "kilo", "kilogram", "pound")
)
DEFINITE = frozenset(("the", "these", "those", "both", "all"))
WEAPONS = frozenset(("nuclear", "missile", "weapon", "rocket", "icbm", "bomb", "atomic", "ballistic"))


def _may(sentence: Sentence, token: Token) -> bool:
    """Return whether what somebody does or suffers only may be, or should: "nobody should be harmed"."""
    verb = sentence.head(token)
    return verb is not None and any(t.xpos == "MD" for t in sentence.children(verb, "aux"))


def _plural(noun: Token) -> str:
    """Return the noun in the plural, so that one missile and two missiles are one measure."""
    words = noun.text.lower()
    return words if noun.xpos != "NN" or words in UNCHANGED else words + "s"


def lemma(token: Token) -> str:
    """Return the lemma in lower case; nouns that only have a plural lose it ("troops")."""
    name = token.lemma.lower()
    return name[:-1] if name in ("troops", "arms") else name


def _frame(row: dict[str, Any]) -> Frame:
    if "measure" not in row:
        raise CodebookError("a frame needs a measure", file=FILE)
    lists = {key: frozenset(row.get(key, ())) for key in LISTS}
    light = {verb: frozenset(words) for verb, words in row.get("light", {}).items()}
    return Frame(measure=row["measure"], strong=bool(row.get("strong")), light=light, **lists)


def _is_meant(sentence: Sentence, frame: Frame, verb: Token) -> bool:
    """Return whether a light verb stands with a word that makes it this act ("took ... hostage")."""
    wanted = frame.light.get(verb.lemma.lower())
    if wanted is None:
        return True
    if "LOC" in wanted and any(e.label == "LOC" for e in sentence.entities):
        return True
    return any(t.lemma.lower() in wanted for t in sentence.tokens)
