"""Sentences that say what became of a commitment, whether their acts were coded or not."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from dateline.model import Actor, Commitment, Event
from dateline.resolvers import stem, telling
from dateline.views._ledger_passages import Passage, countries
from dateline.views._ledger_rules import Fate, past_forms, rules
from dateline.views._ledger_words import WORD, Part, acts, like, terms, verb_stem
from dateline.views._phrasing import numbers

Whose = Literal["maker", "addressee", "other", "nobody"]

CLAUSE = 90  # characters before a word of fate in which stands whose it is
VAGUE = datetime.timedelta(days=31)
AGENT = re.compile(r"\s{1,4}by (?P<who>[^,.;]{2,60})")
PLACE = ""  # of words that name where something happens
BEHIND = 90  # characters behind a verb in which stands what was ended or begun
OBJECT = 3  # words behind a word of fate in which its object stands
FIRST_WORDS = 8  # behind the acting word, in which stands what it is done to
TO = 2  # words before an act in which a "to" makes it unsure
UNSURE = 4  # words before an act in which a modal or a negation makes it unsure
_NAME = re.compile(r"[A-Z][\w’'.-]*(?:(?: of| the| and)? [A-Z][\w’'.-]*)*")
_PLACED = re.compile(r"\b(?:in|at|near|from|on|since|until|by|before|after|during) (?:the )?$", re.I)
_NOT = re.compile(
    r"\b(?:did not|didn['’]t|ha(?:s|d|ve) (?:still |so far |yet )?not|ha(?:s|d|ve)n['’]t|never|failed to|fails to|without|refused to|neglected to)\s+(?:\w+ly )?(?P<verb>[a-z]+)",
    re.I,
)
_NOBODY = re.compile(
    r"(?:^|[\s\"“])(?:no|not an?(?: single)?|not one|none of|neither|nobody|hardly any|few) [^,.;:]{2,60}$",
    re.I,
)
_AT_ONCE = re.compile(r"\b(?:immediate|immediately|at once|right away|now)\b", re.I)
SHORTLY = datetime.timedelta(days=21)
COUNTS = {"a": 1.0, "an": 1.0, **numbers()}
_TERM = re.compile(
    rf"\b(?:within|in|gave|have|has) (?:[\w’']+ ){{0,6}}?(?P<count>\d{{1,3}}|{'|'.join(COUNTS)}) (?P<unit>hour|day|week|month|year)s?\b",
    re.I,
)
DAYS = {"hour": 1 / 24, "day": 1, "week": 7, "month": 30, "year": 365}
_BY_THEN = re.compile(r"\b(?:failed to|fails to|never|neglected to)\b", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Whom a commitment binds: countries, and the words of the names of those who have none.

    Attributes:
        makers: countries or ids of those who made it.
        addressees: those whom it is for, or of whom something is wanted.
        by: words that name its makers.
        to: words that name its addressees.
    """

    makers: frozenset[str]
    addressees: frozenset[str]
    by: frozenset[str]
    to: frozenset[str]

    @classmethod
    def of(cls, value: Commitment, makers: frozenset[str], addressees: frozenset[str]) -> Sides:
        """Return the sides of a commitment."""
        return cls(makers=makers, addressees=addressees, by=_named(value.by), to=_named(value.to))

    def whose(self, text: str, known: Mapping[str, str], *, opens: bool = False) -> Whose:
        """Return who is named last in some words.

        Args:
            text: the words.
            known: country of people, or ``PLACE``, by the words of their names.
            opens: whether they open the sentence.
        """
        found: Whose = "nobody"
        for match in _NAME.finditer(text):
            if (
                match.start() == 0
                and opens
                and " " not in match.group()
                and not self._known(match.group(), known)
            ):
                continue  # the first word is written large, whatever it is
            where = _PLACED.search(text[: match.start()]) is not None
            found = self._side(match.group(), known, placed=where) or found
        plain = [stem(word) for word in WORD.findall(text) if word.islower()]
        if found == "nobody" and self.by & set(plain):
            return "maker"
        return found

    def open_to(self, who: str) -> bool:
        """Return whether anybody else can be the addressee, since none is known."""
        return who == "addressee" and not self.addressees and not self.to

    def _known(self, name: str, known: Mapping[str, str]) -> bool:
        words = {stem(w) for w in WORD.findall(name)}
        return bool(words & (self.by | self.to | known.keys()) or countries(name))

    def _side(self, name: str, known: Mapping[str, str], *, placed: bool) -> Whose | None:
        words = {stem(w) for w in WORD.findall(name)}
        lands = countries(name).union(known[w] for w in words if known.get(w))
        if words & self.by - self.to:
            return "maker"
        if words & self.to - self.by:
            return "addressee"
        if lands & self.makers & self.addressees:
            return None  # of one country are both
        if lands & self.makers or words & self.by:
            return "maker"
        if lands & self.addressees or words & self.to:
            return "addressee"
        if placed or all(known.get(w) == PLACE for w in words):
            return None  # "in Paris"
        return "other" if lands or (telling(name) and not words & rules().empty) else None


def _named(actors: Iterable[Actor]) -> frozenset[str]:
    """Return the last words of names of people, and all of those of groups."""
    found: set[str] = set()
    for actor in actors:
        words = [stem(w) for w in WORD.findall(actor.name) if telling(w)]
        found.update(words[-1:] if actor.kind == "person" else words)
    return frozenset(found)


def fated(
    value: Commitment,
    sides: Sides,
    passage: Passage,
    held: frozenset[str],
    words: frozenset[str],
    *,
    sure: bool,
    named: bool,
    share: float,
    most: float,
) -> Iterator[Fate]:
    """Yield what a sentence says became of a commitment.

    Args:
        value: the commitment.
        sides: whom it binds.
        passage: the sentence.
        held: acts that the undertaking can name.
        words: those that tell the undertaking, and those that stand for it.
        sure: whether its own sentence tells whom it is for.
        named: whether it names the commitment ("the offer") and can only mean this one.
        share: how much of the telling words of the undertaking it has, 0 to 1.
        most: the share from which it needs no name of a party.
    """
    for fate in rules().fates:
        if value.kind not in fate.kinds or (fate.acts and not fate.acts & held):
            continue
        for match in fate.pattern.finditer(passage.text):
            if _doubtful(passage.text, match.start()) or _of_another_kind(value, passage.text[match.end() :]):
                continue
            who = _whose(sides, passage, match)
            ours = fate.who == "anybody" or (who == fate.who and (sure or named or who == "maker"))
            another = who == "other" and named and sides.open_to(fate.who)
            unnamed = who == "nobody" and share >= most
            if (
                (ours or another or unnamed)
                and (named or share >= most)
                and _reaches(passage.text, match, words)
            ):
                yield fate


def _of_another_kind(value: Commitment, behind: str) -> bool:
    """Return whether what is answered or broken is a commitment of another kind: "rejected the demands of …"."""
    words = {stem(w) for w in WORD.findall(behind)[:OBJECT]}
    own = rules().names[value.kind]
    other = frozenset().union(*rules().names.values()) - own
    return bool(words & other) and words.isdisjoint(own)


def done(part: Part, sides: Sides, passage: Passage, *, by: Whose, alone: bool) -> bool:
    """Return whether a sentence tells in the past tense that an undertaking was done.

    Args:
        part: the undertaking.
        sides: whom it binds.
        passage: the sentence.
        by: whose deed it is to be.
        alone: whether nobody needs to be named who did it.
    """
    text = passage.text
    for match in WORD.finditer(text):
        word = match.group().lower()
        if not (word.endswith("ed") or word in past_forms()):
            continue
        behind = WORD.findall(text[match.end() : match.end() + BEHIND])[:FIRST_WORDS]
        whole = stem(word) in rules().ends and any(like(part, w, "") for w in behind)
        if (whole or like(part, word, behind[0] if behind else "")) and not _doubtful(text, match.start()):
            who = _whose(sides, passage, match)
            by_itself = stem(word) in rules().itself and bool(sides.makers & passage.countries)
            if who == by or (alone and who == "nobody") or by_itself:
                return True
    return False


def undone(part: Part, passage: Passage) -> bool:
    """Return whether a sentence says that what was undertaken was not done: "failed to close", "remains open"."""
    for match in _NOT.finditer(passage.text):
        if stem(match["verb"]) == part.verb or acts(match["verb"]) & part.acts:
            return True
    if any(_like(word, part) or verb_stem(word) in rules().got for word in _nobodys(passage.text)):
        return True
    contrary = rules().contrary.get(part.verb or "")
    return contrary is not None and contrary.search(passage.text) is not None


def _nobodys(text: str) -> Iterator[str]:
    """Yield the verbs in the past tense of what nobody did: "not a single pupil has received …"."""
    for match in WORD.finditer(text):
        word = match.group().lower()
        if (word.endswith("ed") or word in past_forms()) and _NOBODY.search(text[: match.start()]):
            yield word


def _like(word: str, part: Part) -> bool:
    """Return whether a verb names what was undertaken."""
    return like(part, word, "")


def overdue(value: Commitment, made: datetime.date, passage: Passage) -> bool:
    """Return whether a report came after the day that was set, or long after the making where none was."""
    if passage.published is None:
        return False
    if value.due is not None:
        long = (
            value.due.end - value.due.start > VAGUE
        )  # "within a year": the report itself says that it is over
        return passage.published >= (value.due.start if long else value.due.end)
    term = _TERM.search(value.content)
    if term is not None:
        return passage.published - made >= _term(term)
    patience = SHORTLY if _AT_ONCE.search(value.content) else datetime.timedelta(days=rules().patience)
    return passage.published - made >= patience or _BY_THEN.search(passage.text) is not None


def _term(found: re.Match[str]) -> datetime.timedelta:
    """Return how long "within his first 100 days" is."""
    count = found["count"].lower()
    days = DAYS[found["unit"].lower()] * (COUNTS.get(count) or int(count))
    return datetime.timedelta(days=math.ceil(days))


def _reaches(text: str, match: re.Match[str], words: frozenset[str]) -> bool:
    """Return whether a word of the undertaking stands in the words of fate, or close behind or, of a passive, before them."""
    behind = WORD.findall(text[match.end() :])[:FIRST_WORDS]
    before = WORD.findall(text[: match.start()])[-FIRST_WORDS:]
    return any(
        stem(w) in words or terms(w) & words for w in (*behind, *WORD.findall(match.group()), *before)
    ) or ("what" in match.group())


def _whose(sides: Sides, passage: Passage, match: re.Match[str]) -> Whose:
    text, known = passage.text, _people(passage)
    agent = AGENT.match(text, match.end())
    if agent:
        return sides.whose(agent["who"], known)
    start = max(0, match.start() - CLAUSE)
    return sides.whose(text[start : match.start()], known, opens=start == 0)


def _people(passage: Passage) -> dict[str, str]:
    """Return the country of the people and bodies that act in a sentence, and its places, by the words of their names."""
    events = [s.value for s in passage.events if isinstance(s.value, Event)]
    found = {stem(w): PLACE for event in events if event.place for w in WORD.findall(event.place.name)}
    actors = [a for event in events for a in (*event.actors, *event.recipients)]
    named = [a for a in actors if a.kind in ("person", "organisation") and a.country]
    return found | {stem(word): a.country or PLACE for a in named for word in WORD.findall(a.name)}


def _doubtful(text: str, at: int) -> bool:
    before = [w.lower() for w in WORD.findall(text[:at])[-UNSURE:]]
    close = before[-1:] if before[-1:] != ["be"] and before[-1:] != ["have"] else before[-TO:]
    unsure = rules().unsure - ({"to"} - set(close))  # "goods, from steel to toys, arrived"
    return not unsure.isdisjoint(before) or _NOBODY.search(text[:at]) is not None
