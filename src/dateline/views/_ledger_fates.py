"""Sentences that say what became of a commitment, whether their acts were coded or not."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from dateline.model import Actor, Commitment, Event
from dateline.resolvers import stem, telling
from dateline.views._ledger_passages import Passage, countries
from dateline.views._ledger_rules import Fate, past_forms, rules
from dateline.views._ledger_words import WORD, Part, acts, terms, verb_stem

Whose = Literal["maker", "addressee", "other", "nobody"]

CLAUSE = 90  # characters before a word of fate in which stands whose it is
VAGUE = datetime.timedelta(days=31)
AGENT = re.compile(r"\s{1,4}by (?P<who>[^,.;]{2,60})")
FIRST_WORDS = 8  # behind the acting word, in which stands what it is done to
UNSURE = 4  # words before an act in which a modal or a negation makes it unsure
_NAME = re.compile(r"[A-Z][\w’'.-]*(?:(?: of| the| and)? [A-Z][\w’'.-]*)*")
_PLACED = re.compile(r"\b(?:in|at|near|from|on|since|until|by|before|after|during) (?:the )?$", re.I)
_NOT = re.compile(
    r"\b(?:did not|didn['’]t|ha(?:s|d|ve) (?:still |so far |yet )?not|ha(?:s|d|ve)n['’]t|never|failed to|fails to|without|refused to|neglected to)\s+(?:\w+ly )?(?P<verb>[a-z]+)",
    re.I,
)
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

    def whose(self, text: str, known: Mapping[str, str]) -> Whose:
        """Return who is named last in some words.

        Args:
            text: the words.
            known: country of people by the words of their names.
        """
        found: Whose = "nobody"
        for match in _NAME.finditer(text):
            where = _PLACED.search(text[: match.start()]) is not None
            found = self._side(match.group(), known, placed=where) or found
        plain = [stem(word) for word in WORD.findall(text) if word.islower()]
        if found == "nobody" and self.by & set(plain):
            return "maker"
        return found

    def open_to(self, who: str) -> bool:
        """Return whether anybody else can be the addressee, since none is known."""
        return who == "addressee" and not self.addressees and not self.to

    def _side(self, name: str, known: Mapping[str, str], *, placed: bool) -> Whose | None:
        words = {stem(w) for w in WORD.findall(name)}
        lands = countries(name).union(known[w] for w in words if w in known)
        if lands & self.makers or words & self.by:
            return "maker"
        if lands & self.addressees or words & self.to:
            return "addressee"
        if placed:
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
        named: whether it names the commitment ("the offer") and can only mean this one.
        share: how much of the telling words of the undertaking it has, 0 to 1.
        most: the share from which it needs no name of a party.
    """
    for fate in rules().fates:
        if value.kind not in fate.kinds or (fate.acts and not fate.acts & held):
            continue
        for match in fate.pattern.finditer(passage.text):
            if _doubtful(passage.text, match.start()):
                continue
            who = _whose(sides, passage, match)
            ours = who == fate.who or fate.who == "anybody"
            another = who == "other" and named and sides.open_to(fate.who)
            unnamed = who == "nobody" and share >= most
            if (
                (ours or another or unnamed)
                and (named or share >= most)
                and _reaches(passage.text, match, words)
            ):
                yield fate


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
        after = WORD.findall(text[match.end() :])[:1]
        same = verb_stem(word) == part.verb or acts(word, after[0] if after else "") & part.acts
        if same and not _doubtful(text, match.start()):
            who = _whose(sides, passage, match)
            if who == by or (alone and who == "nobody"):
                return True
    return False


def undone(part: Part, passage: Passage) -> bool:
    """Return whether a sentence says that what was undertaken was not done: "failed to close", "remains open"."""
    for match in _NOT.finditer(passage.text):
        if stem(match["verb"]) == part.verb or acts(match["verb"]) & part.acts:
            return True
    contrary = rules().contrary.get(part.verb or "")
    return contrary is not None and contrary.search(passage.text) is not None


def overdue(value: Commitment, made: datetime.date, passage: Passage) -> bool:
    """Return whether a report came after the day that was set, or long after the making where none was."""
    if passage.published is None:
        return False
    if value.due is not None:
        long = (
            value.due.end - value.due.start > VAGUE
        )  # "within a year": the report itself says that it is over
        return passage.published >= (value.due.start if long else value.due.end)
    patience = datetime.timedelta(days=rules().patience)
    return passage.published - made >= patience or _BY_THEN.search(passage.text) is not None


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
    return sides.whose(text[max(0, match.start() - CLAUSE) : match.start()], known)


def _people(passage: Passage) -> dict[str, str]:
    """Return the country of the people who act in a sentence, by the words of their names."""
    events = (s.value for s in passage.events if isinstance(s.value, Event))
    actors = (a for event in events for a in (*event.actors, *event.recipients) if a.kind == "person")
    return {stem(word): a.country for a in actors if a.country for word in WORD.findall(a.name)}


def _doubtful(text: str, at: int) -> bool:
    before = [w.lower() for w in WORD.findall(text[:at])[-UNSURE:]]
    return not rules().unsure.isdisjoint(before)
