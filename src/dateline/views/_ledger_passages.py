"""A sentence that can tell what became of commitments: its words, its countries, the acts that it tells as done."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from dateline.model import Actor, Document, Event, Evidence, Span, When
from dateline.resolvers import readings, stem
from dateline.store import Stored
from dateline.views._ledger_rules import called, past_forms, rules
from dateline.views._ledger_words import WORD, acts, terms, verb_stem

OWNER = 40  # characters behind an act in which stands whose offer it is
BEHIND, AHEAD = 60, 90  # characters around an act in which stands what it is done to
OBJECT = 6  # words behind a verb in which its object stands
LONGEST = 4  # words of the name of a state
NEAR = 3  # words before a coded event, and
BEFORE = 5  # words before a verb in which a modal or a negation makes it unsure
LEAVING, UNDOING = frozenset({"from", "out"}), frozenset({"cancel", "annul"})  # one withdraws from a vote
_GENITIVE = re.compile(r"[’']s$")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_NAMES = re.compile(r"[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*)*")


@dataclass(frozen=True, kw_only=True)
class Deed:
    """An act that a sentence tells as done.

    Attributes:
        stems: forms of its verb.
        acts: acts that the verb can name.
        event: as it was coded; None if only the words tell it.
        record: of that event.
        behind: the next words, without endings, where only the words tell it.
    """

    stems: frozenset[str]
    acts: frozenset[str]
    event: Event | None = None
    record: str | None = None
    behind: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A sentence of an article, with the events that are coded in it."""

    document: Document
    span: Span
    events: tuple[Stored, ...] = field(default=(), compare=False)

    @cached_property
    def text(self) -> str:
        """Its words."""
        return self.span.of(self.document.text)

    @cached_property
    def published(self) -> datetime.date | None:
        """Day by which it was out."""
        return self.document.published.end if self.document.published else None

    @property
    def evidence(self) -> Evidence:
        """It as evidence."""
        return self.document.evidence(self.span)

    @cached_property
    def terms(self) -> frozenset[str]:
        """Its telling words, and those of the names of the parties of its events."""
        names = (a.name for s in self.events if isinstance(s.value, Event) for a in parties(s.value))
        return terms(self.text).union(*map(terms, names))

    @cached_property
    def own_terms(self) -> frozenset[str]:
        """Its telling words without the names of parties."""
        names = (a.name for s in self.events if isinstance(s.value, Event) for a in parties(s.value))
        return terms(self.text).difference(*map(terms, names))

    @cached_property
    def stems(self) -> frozenset[str]:
        """All its words without endings."""
        return frozenset(stem(word) for word in WORD.findall(self.text))

    @cached_property
    def countries(self) -> frozenset[str]:
        """Countries that it names, or that act in it."""
        acting = (a.country for s in self.events if isinstance(s.value, Event) for a in parties(s.value))
        return countries(self.text).union(c for c in acting if c)

    @cached_property
    def silent(self) -> bool:
        """Whether it says that no answer came."""
        return rules().silence.pattern.search(self.text) is not None

    @property
    def when(self) -> When | None:
        """The date of the first of its events that has one."""
        dates = (s.value.date for s in self.events if isinstance(s.value, Event))
        return next((date for date in dates if date is not None), None)

    def looks_back(self, own: frozenset[int]) -> bool:
        """Return whether it names a year before that of its article, other than those of the undertaking itself."""
        return self.published is not None and any(
            year < self.published.year for year in years(self.text) - own
        )

    @cached_property
    def coded(self) -> tuple[Deed, ...]:
        """The coded events that happened."""
        found = []
        for stored in self.events:
            event = stored.value
            if isinstance(event, Event) and _done(event) and self._sure(event.trigger.start):
                stems, named = readings(event)
                more = frozenset().union(*(acts(word) for word in WORD.findall(event.trigger.text)))
                after = WORD.findall(self.document.text[event.trigger.end : event.trigger.end + OWNER])[:1]
                does = (named | more) - (UNDOING if after and after[0] in LEAVING else frozenset())
                stems |= frozenset(map(verb_stem, WORD.findall(event.trigger.text)))
                found.append(Deed(stems=stems, acts=does, event=event, record=stored.record))
        return tuple(found)

    def owners(self, deed: Deed) -> frozenset[str]:
        """Return the countries named right behind an act: "a Venezuelan plan", "the offer by Peru"."""
        if deed.event is None:
            return countries(self.text)
        end = deed.event.trigger.end
        behind = self.document.text[end : min(self.span.end, end + OWNER)]
        return countries(behind)

    def around(self, deed: Deed) -> frozenset[str]:
        """Return the words without endings near an act: a passive subject before it, an object behind it."""
        if deed.event is None:
            return deed.behind
        trigger = deed.event.trigger
        start = max(self.span.start, trigger.start - BEHIND)
        text = self.document.text[start : min(self.span.end, trigger.end + AHEAD)]
        return terms(text) | frozenset(stem(word) for word in WORD.findall(text))

    def _sure(self, at: int) -> bool:
        """Return whether no modal, negation or "to" stands close before a place in the text."""
        before = self.document.text[self.span.start : at].lower()
        return rules().unsure.isdisjoint(WORD.findall(before)[-NEAR:])

    def told(self, who: frozenset[str]) -> Iterator[Deed]:
        """Yield the acts that its words tell in the past tense of the first country that it names.

        Where it names none, those who act in its coded events stand for it.
        """
        first, acting = self._first, self._acting
        if first in who or (first is None and acting and acting <= who):
            yield from self._past

    @cached_property
    def _first(self) -> str | None:
        """The first country that it names."""
        return next((c for c in map(called().get, _names(self.text)) if c), None)

    @cached_property
    def _acting(self) -> frozenset[str]:
        """Countries of those who act in its coded events."""
        events = (s.value for s in self.events if isinstance(s.value, Event))
        return frozenset(a.country for event in events for a in event.actors if a.country)

    @cached_property
    def _past(self) -> tuple[Deed, ...]:
        words = WORD.findall(self.text)
        lower = [w.lower() for w in words]
        found = []
        for at, word in enumerate(lower):
            if not (word.endswith("ed") or word in past_forms()):
                continue
            if not rules().unsure.isdisjoint(lower[max(0, at - BEFORE) : at]):
                continue
            after = lower[at + 1] if at + 1 < len(lower) else ""
            next_words = words[at + 1 : at + OBJECT]
            behind = terms(" ".join(next_words)) | frozenset(map(stem, next_words))
            does = acts(word, after) - (UNDOING if after in LEAVING else frozenset())
            found.append(Deed(stems=frozenset((stem(word), verb_stem(word))), acts=does, behind=behind))
        return tuple(found)


def years(text: str) -> frozenset[int]:
    """Return the years that a text names."""
    return frozenset(map(int, _YEAR.findall(text)))


def countries(text: str) -> frozenset[str]:
    """Return the countries that a text names."""
    return frozenset(c for c in map(called().get, _names(text)) if c)


def _names(text: str) -> Iterator[str]:
    """Yield all runs of words that are written large, in lower case, without the ending of a genitive."""
    for name in _NAMES.findall(text):
        words = [_GENITIVE.sub("", word) for word in name.casefold().split()]
        for start in range(len(words)):
            for end in range(start + 1, min(start + LONGEST, len(words)) + 1):
                found = " ".join(words[start:end])
                yield found
                yield found.rstrip(".,")


def parties(event: Event) -> tuple[Actor, ...]:
    """Return all who take part in an event."""
    return (*event.actors, *event.recipients)


def _done(event: Event) -> bool:
    return event.status in ("actual", "historical") and event.certainty in ("asserted", "reported")
