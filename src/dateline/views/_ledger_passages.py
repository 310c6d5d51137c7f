"""The sentences that can tell what became of commitments, found by their words."""

from __future__ import annotations

import datetime
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from dateline.model import Actor, Document, Event, Evidence, Span, When
from dateline.resolvers import readings, stem
from dateline.store import ActorMatch, Query, Reader, Stored
from dateline.views._ledger_rules import called, past_forms, rules
from dateline.views._ledger_words import WORD, acts, terms

SOUGHT = 8  # articles that are read because of their words alone
COMMON = 400  # sentences with one word; more say that it is no help
OWNER = 40  # characters behind an act in which stands whose offer it is
BEHIND, AHEAD = 60, 90  # characters around an act in which stands what it is done to
LONG = 700  # characters of a sentence; what is longer is a list
OBJECT = 6  # words behind a verb in which its object stands
LONGEST = 4  # words of the name of a state
FEW, RARE = 8, 0.002  # sentences, or share of them, with a word that tells one matter from another
NEAR = 3  # words before a coded event, and
BEFORE = 5  # words before a verb in which a modal or a negation makes it unsure
LEAVING, UNDOING = frozenset({"from", "out"}), frozenset({"cancel", "annul"})  # one withdraws from a vote
_END = re.compile(r"(?<=[.!?])(?<!\.[A-Z]\.)(?<!\b[A-Z]\.)[\"”’']?\s+(?=[\"“‘'(]*[A-Z0-9])|\n+")
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
        parties = (a.name for s in self.events if isinstance(s.value, Event) for a in _parties(s.value))
        return terms(self.text).union(*map(terms, parties))

    @cached_property
    def own_terms(self) -> frozenset[str]:
        """Its telling words without the names of parties."""
        parties = (a.name for s in self.events if isinstance(s.value, Event) for a in _parties(s.value))
        return terms(self.text).difference(*map(terms, parties))

    @cached_property
    def stems(self) -> frozenset[str]:
        """All its words without endings."""
        return frozenset(stem(word) for word in WORD.findall(self.text))

    @cached_property
    def countries(self) -> frozenset[str]:
        """Countries that it names, or that act in it."""
        acting = (a.country for s in self.events if isinstance(s.value, Event) for a in _parties(s.value))
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

    @property
    def looks_back(self) -> bool:
        """Whether it names a year before that of its article."""
        years = [int(year) for year in _YEAR.findall(self.text)]
        return self.published is not None and any(year < self.published.year for year in years)

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
            found.append(Deed(stems=frozenset((stem(word),)), acts=does, behind=behind))
        return tuple(found)


class Neighbourhood:
    """The sentences of the articles in which some countries act, found by country and word.

    Args:
        reader: of the store.
        as_of: only what was known on this day.
        documents: only these articles, chosen by their words: how common a word is, is then asked of the whole store.
    """

    def __init__(
        self, reader: Reader, as_of: datetime.date | None, documents: Sequence[str] | None = None
    ) -> None:
        self._reader, self._as_of = reader, as_of
        self._chosen: list[Stored] | None = None
        if documents is not None:
            told = reader.reports("event", Query(documents=tuple(documents), as_of=as_of))
            self._chosen = [s for s in told if s.document.id in set(documents)]
        self._spread: dict[str, tuple[int, int]] = {}
        self._events: dict[str, list[Stored]] = {}
        self._near: dict[tuple[str, ...], Near] = {}
        self.passages: list[Passage] = []
        self.by_word: dict[tuple[str, str], list[int]] = defaultdict(list)
        self.by_country: dict[str, list[int]] = defaultdict(list)
        self.by_document: dict[str, list[Passage]] = {}
        self._found: dict[str, list[Passage]] = {}
        self._sought: dict[tuple[str, datetime.date], list[Passage]] = {}

    def read(self, countries: Iterable[str]) -> None:
        """Read the events of countries that were not read before."""
        missing = sorted(set(countries) - self._events.keys())
        for country in missing:
            who = ActorMatch(ids=(country,), countries=(country,))
            if self._chosen is None:
                self._events[country] = self._reader.reports("event", Query(actors=(who,), as_of=self._as_of))
            else:
                self._events[country] = [s for s in self._chosen if any(map(who.fits, _taking_part(s)))]
        if missing:
            self._build()

    def spread(self, word: str) -> tuple[int, int] | None:
        """Return in how many of how many articles a word stands, None where all sentences of the countries are here."""
        if self._chosen is None:
            return None
        if word not in self._spread:
            self._spread[word] = self._reader.spread(word)
        return self._spread[word]

    def sought(self, words: Sequence[str], since: datetime.date) -> list[Passage]:
        """Return the sentences of the articles published since a day that have all of these words, best articles first.

        None where the articles were chosen by their words before: to rank all that have them takes long in a large store.
        """
        if self._chosen is not None:
            return []
        asked = (" ".join(dict.fromkeys(words)), since)
        if asked not in self._sought:
            names = self._reader.having(asked[0], limit=SOUGHT, since=since, until=self._as_of)
            self._find(sorted(set(names) - self.by_document.keys() - self._found.keys()))
            self._sought[asked] = [p for n in names for p in self.by_document.get(n, self._found.get(n, ()))]
        return self._sought[asked]

    def _find(self, names: Sequence[str]) -> None:
        """Read articles that were found by their words."""
        told: dict[str, list[Stored]] = {name: [] for name in names}
        query = Query(documents=tuple(names), as_of=self._as_of)
        for stored in self._reader.reports("event", query) if names else ():
            if stored.document.id in told:  # a record also has reports of other articles
                told[stored.document.id].append(stored)
        for name, events in told.items():
            document = self._reader.document(name)
            known = self._as_of is None or (document.published and document.published.end <= self._as_of)
            self._found[name] = list(_split(document, tuple(events))) if known else []

    def of(self, countries: Iterable[str]) -> Near:
        """Return the sentences of the articles in which one of these countries acts or is acted on."""
        chosen = tuple(sorted(countries))
        if chosen not in self._near:
            self._near[chosen] = Near(self, chosen)
        return self._near[chosen]

    def _build(self) -> None:
        self._near.clear()
        self.passages.clear()
        self.by_word.clear()
        self.by_country.clear()
        events: dict[str, dict[str, Stored]] = defaultdict(dict)
        countries: dict[str, set[str]] = defaultdict(set)
        for country, told in self._events.items():
            for stored in told:
                events[stored.document.id][stored.value.id] = stored
                countries[stored.document.id].add(country)
        for name, found in events.items():
            document = next(iter(found.values())).document
            self.by_document[name] = list(_split(document, tuple(found.values())))
            for passage in self.by_document[name]:
                self._add(passage, countries[name])

    def _add(self, passage: Passage, countries: Iterable[str]) -> None:
        for country in countries:
            self.by_country[country].append(len(self.passages))
            for word in passage.terms:
                self.by_word[country, word].append(len(self.passages))
        self.passages.append(passage)


class Near:
    """The part of a neighbourhood that is about some countries."""

    def __init__(self, everything: Neighbourhood, countries: tuple[str, ...]) -> None:
        self._all, self._countries = everything, countries
        self._telling: dict[str, float] = {}

    def sharing(self, words: Iterable[str]) -> list[Passage]:
        """Return the sentences that share a word; words that many share are left out."""
        found: set[int] = set()
        for word in words:
            for country in self._countries:
                places = self._all.by_word.get((country, word), ())
                if len(places) <= COMMON:
                    found.update(places)
        return [self._all.passages[i] for i in sorted(found)]

    def rare(self, word: str) -> bool:
        """Return whether few sentences have a word."""
        known = self._all.spread(word)
        if known is not None:
            return known[0] <= max(FEW, RARE * known[1])
        counts = ((c, len(self._all.by_word.get((c, word), ()))) for c in self._countries)
        return all(count <= max(FEW, RARE * len(self._all.by_country.get(c, ()))) for c, count in counts)

    def telling(self, word: str) -> float:
        """Return how much a word tells of one matter, 0 (it stands everywhere) to 1 (hardly anywhere)."""
        if word not in self._telling:
            self._telling[word] = self._weight(word)
        return self._telling[word]

    def _weight(self, word: str) -> float:
        size = max((len(self._all.by_country.get(c, ())) for c in self._countries), default=0)
        count = max((len(self._all.by_word.get((c, word), ())) for c in self._countries), default=0)
        count, size = self._all.spread(word) or (count, size)
        if count <= FEW or size <= FEW:
            return 1.0
        return max(0.0, math.log(size / count) / math.log(size / FEW))

    def all(self) -> Iterator[Passage]:
        """Yield all of them."""
        for i in sorted({i for c in self._countries for i in self._all.by_country.get(c, ())}):
            yield self._all.passages[i]

    @cached_property
    def newest(self) -> datetime.date | None:
        """Day up to which there are reports for sure: of an article of unknown day, the first on which it can be out."""
        days = (p.document.published for p in self.all())
        return max((when.start for when in days if when), default=None)

    @cached_property
    def silent(self) -> list[Passage]:
        """The sentences that say that no answer came."""
        return [p for p in self.all() if p.silent]

    def at(self, evidence: Evidence) -> Passage | None:
        """Return the sentence in which some words stand, None if its article is not among these."""
        found = self._all.by_document.get(evidence.document, ())
        return next((p for p in found if p.span.start <= evidence.start < p.span.end), None)

    def before(self, evidence: Evidence, most: int = 2) -> list[Passage]:
        """Return the sentences that end before some words, at most so many."""
        found = [p for p in self._all.by_document.get(evidence.document, ()) if p.span.end <= evidence.start]
        return found[-most:]


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


def _split(document: Document, events: Sequence[Stored]) -> Iterator[Passage]:
    """Yield the sentences of the body of an article, in order."""
    for block in document.body():
        at = block.span.start
        for match in (*_END.finditer(document.text, block.span.start, block.span.end), None):
            span = Span(at, match.start() if match else block.span.end)
            if document.text[span.start : span.end].strip() and len(span) <= LONG:
                inside = tuple(
                    s for s in events if isinstance(s.value, Event) and s.value.trigger.span in span
                )
                yield Passage(document=document, span=span, events=inside)
            at = match.end() if match else span.end


def _taking_part(stored: Stored) -> tuple[Actor, ...]:
    return _parties(stored.value) if isinstance(stored.value, Event) else ()


def _parties(event: Event) -> tuple[Actor, ...]:
    return (*event.actors, *event.recipients)


def _done(event: Event) -> bool:
    return event.status in ("actual", "historical") and event.certainty in ("asserted", "reported")
