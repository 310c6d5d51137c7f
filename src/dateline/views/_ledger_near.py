"""The sentences of the articles on some countries, found by country and word."""

from __future__ import annotations

import datetime
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from dateline.model import Actor, Document, Event, Evidence, Span
from dateline.store import ActorMatch, Query, Reader, Stored
from dateline.views._ledger_passages import Passage, parties

SOUGHT = 8  # articles that are read because of their words alone
COMMON = 400  # sentences with one word; more say that it is no help
LONG = 700  # characters of a sentence; what is longer is a list
FEW, RARE = 8, 0.002  # sentences, or share of them, with a word that tells one matter from another
_END = re.compile(r"(?<=[.!?])(?<!\.[A-Z]\.)(?<!\b[A-Z]\.)[\"”’']?\s+(?=[\"“‘'(]*[A-Z0-9])|\n+")


class Neighbourhood:
    """The sentences of the articles in which some countries act, found by country and word.

    Args:
        reader: of the store.
        as_of: only what was known on this day.
        documents: only these articles, chosen by their words: how common a word is, is then asked of the whole store.
        spread: what it was asked before.
    """

    def __init__(
        self,
        reader: Reader,
        as_of: datetime.date | None,
        documents: Sequence[str] | None = None,
        spread: dict[str, tuple[int, int]] | None = None,
    ) -> None:
        self._reader, self._as_of = reader, as_of
        self._chosen: list[Stored] | None = None
        if documents is not None:
            told = reader.reports("event", Query(documents=tuple(documents), as_of=as_of))
            self._chosen = [s for s in told if s.document.id in set(documents)]
        self._spread = {} if spread is None else spread
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

    def beside(self, passage: Passage) -> frozenset[str]:
        """Return the telling words of the sentences right before and behind one."""
        found = self._all.by_document.get(passage.document.id, ())
        at = next((i for i, p in enumerate(found) if p.span == passage.span), None)
        if at is None:
            return frozenset()
        return frozenset().union(*(p.terms for p in (*found[max(0, at - 1) : at], *found[at + 1 : at + 2])))

    def before(self, evidence: Evidence, most: int = 2) -> list[Passage]:
        """Return the sentences that end before some words, at most so many."""
        found = [p for p in self._all.by_document.get(evidence.document, ()) if p.span.end <= evidence.start]
        return found[-most:]


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
    return parties(stored.value) if isinstance(stored.value, Event) else ()
