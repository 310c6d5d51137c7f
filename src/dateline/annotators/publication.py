"""When an undated article was written: the interval between what it looks back on and what it looks forward to."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.codebook import gazetteer as gazetteers
from dateline.codebook.files import find, read_yaml
from dateline.codebook.gazetteer import Term
from dateline.model import Annotations, Document, Mention, Sentence, Span, TimeExpression, Token, When

# Without an upper bound: how long after a day or month that is named, after a year or an office. A word has no such end:
# once it is there it stays.
OPEN_AFTER_A_DAY = datetime.timedelta(days=8 * 365)
OPEN_AFTER_A_YEAR = datetime.timedelta(days=20 * 365)
OPEN_BEFORE = datetime.timedelta(days=6 * 365)  # without a lower bound: how long before the year of the page
AHEAD = 2  # years: people who do not look back may speak of a year so far ahead
FIRST_PAGES = 1994  # years before it that stand beside an article are not those of a web page
FORMER = re.compile(r"\b(?:former|ex|late|then)\b", re.IGNORECASE)
YEAR = re.compile(r"\d{4}")
PAGE_YEAR = re.compile(r"(?:(?<=\b\d{4}-)|(?<![\d.,/$£€-]))(?:19|20)\d{2}(?![\d.,]\d|%)")


@dataclass(frozen=True, slots=True)
class Bound:
    """A day that the article was not written before (``start``) or after (``end``), and the words that show it."""

    start: datetime.date | None
    end: datetime.date | None
    span: Span
    open: datetime.timedelta | None = OPEN_AFTER_A_YEAR  # how long after the start if nothing else bounds it


class Publication:
    """Infers the interval of publication of a document that has no date.

    Lower bounds are the latest dates it looks back on and words that did not exist before a day; upper bounds the earliest
    dates it looks forward to; both come from people who are named with an office that they held from one day to another.
    """

    def __init__(self, overlay: Path | None = None) -> None:
        self._gazetteer = gazetteers.load(overlay)
        lexicon: dict[str, Any] = {}
        for path in find("lexicons/en/publication.yaml", overlay):
            lexicon.update(read_yaml(path))
        self._first = [
            (re.compile(rf"\b{re.escape(r['words'])}\b"), r["from"]) for r in lexicon["first_used"]
        ]
        self._known_until = lexicon["known_until"]
        self._ahead = frozenset(lexicon["ahead"])
        self._future = frozenset(lexicon["future_words"])
        self._titles = frozenset(lexicon["titles"])

    def infer(self, document: Document, annotations: Annotations) -> When | None:
        """Return the interval with basis ``inferred`` and the words behind its bounds, None where nothing bounds it."""
        firm = [*self._words(document), *self._page(document)]
        told = [*self._dates(annotations), *firm]
        bounds = list(told)
        for terms in self._offices(document, annotations):
            fits = [term for term in terms if self._interval([*bounds, term], document) is not None]
            if fits:
                bounds.append(_union(fits))
        found = (self._interval(chosen, document) for chosen in (bounds, told, firm))
        return next((interval for interval in found if interval is not None), None)

    def _interval(self, bounds: list[Bound], document: Document) -> When | None:
        return _interval(bounds, document.text, self._known_until)

    def _dates(self, annotations: Annotations) -> Iterator[Bound]:
        """Yield a bound for each date that is stated with its year."""
        for time in annotations.times or ():
            if time.when is None or time.when.basis != "stated" or not YEAR.search(time.when.text or ""):
                continue
            sentence = _sentence_at(annotations, time)
            if sentence is not None and _names_something(sentence, time):
                continue
            exact = time.when.precision in ("day", "month", "week")
            ahead = sentence is not None and self._lies_ahead(sentence, time)
            if time.when.start > self._known_until or ahead:
                yield Bound(None, time.when.end, time.span)
            elif exact or (sentence is not None and _looks_back(sentence, time)):
                yield Bound(
                    time.when.start, None, time.span, OPEN_AFTER_A_DAY if exact else OPEN_AFTER_A_YEAR
                )
            else:
                start = datetime.date(max(1, time.when.start.year - AHEAD), 1, 1)
                yield Bound(start, None, time.span)

    def _page(self, document: Document) -> Iterator[Bound]:
        """Yield the end of the latest year that stands on the page.

        What stands around an article (its date, the copyright, other headlines) was written when the page was last
        made, which is not before the article.
        """
        around = [b.span for b in document.blocks if b.kind == "furniture"]
        years = [
            (int(match.group()), Span(*match.span()))
            for span in around
            for match in PAGE_YEAR.finditer(document.text, span.start, span.end)
        ]
        known = [found for found in years if FIRST_PAGES <= found[0] <= self._known_until.year]
        if not known:
            return
        latest, where = max(known, key=lambda found: found[0])
        for match in PAGE_YEAR.finditer(document.text):
            if latest < int(match.group()) <= self._known_until.year:
                latest, where = int(match.group()), Span(*match.span())
        yield Bound(None, datetime.date(latest, 12, 31), where)

    def _lies_ahead(self, sentence: Sentence, time: TimeExpression) -> bool:
        inside = [t for t in sentence.tokens if t.start < time.span.end and time.span.start < t.end]
        if not inside:
            return False
        current: Token | None = min(inside, key=lambda t: len(_path(sentence, t)))
        if current is not None and _is_of(sentence, current):
            return False
        while current is not None:
            near = (current, *sentence.children(current))
            if any(t.lemma.casefold() in self._ahead or t.text.casefold() in self._ahead for t in near):
                return True
            if any(t.text.casefold() in self._future for t in near if t.dep == "aux"):
                return True
            if current.upos == "VERB" and current.xpos in ("VBD", "VBN", "VBZ", "VBP"):
                return False
            current = sentence.head(current)
        return False

    def _words(self, document: Document) -> Iterator[Bound]:
        """Yield a bound for each word that did not exist before a day."""
        for pattern, first in self._first:
            for block in document.body():
                match = pattern.search(document.text, block.span.start, block.span.end)
                if match is not None:
                    yield Bound(first, None, Span(*match.span()), None)
                    break

    def _offices(self, document: Document, annotations: Annotations) -> Iterator[list[Bound]]:
        """Yield, for each person named with an office, the terms in which it was held, oldest first."""
        for mention in annotations.mentions or ():
            terms = self._terms(mention, mention.span.of(document.text))
            bounds = [
                Bound(_day(term.start, first=True), _day(term.end, first=False), mention.span)
                for term in terms
                if term.start
            ]
            if bounds:
                yield bounds

    def _terms(self, mention: Mention, words: str) -> list[Term]:
        """Return the terms of office that a mention such as "President Moon Jae-in" can tell of."""
        if mention.kind != "name" or len(mention.actors) != 1 or FORMER.search(words):
            return []
        titles = {w.casefold() for w in words.split()} & self._titles
        entry = self._gazetteer.by_id.get(mention.actors[0].id)
        if entry is None or entry.kind != "person" or not titles:
            return []
        return [
            t
            for t in entry.terms
            if titles & set(t.office.casefold().split()) and "vice" not in t.office.casefold()
        ]


def _interval(bounds: list[Bound], text: str, known_until: datetime.date) -> When | None:
    starts = [b for b in bounds if b.start is not None]
    ends = [b for b in bounds if b.end is not None]
    lower = max(starts, key=lambda b: b.start or datetime.date.min, default=None)
    upper = min(ends, key=lambda b: b.end or datetime.date.max, default=None)
    start, end = lower.start if lower else None, upper.end if upper else None
    if start is None and end is not None:
        start = end - OPEN_BEFORE
    if end is None and lower is not None and start is not None:
        end = start + lower.open if lower.open is not None else known_until
        end = min(end, known_until) if start <= known_until else end
    if start is None or end is None or end < start:
        return None
    told = [b.span for b in (lower, upper) if b is not None]
    words = " … ".join(dict.fromkeys(span.of(text) for span in told))
    return When(start=start, end=end, precision="range", basis="inferred", text=words, span=told[0])


def _union(bounds: list[Bound]) -> Bound:
    """Return one bound for several terms that all fit: from the begin of the first to the end of the last."""
    starts, ends = [b.start for b in bounds], [b.end for b in bounds]
    start = None if None in starts else min(s for s in starts if s)
    end = None if None in ends else max(e for e in ends if e)
    return Bound(start, end, bounds[0].span)


def _is_of(sentence: Sentence, time: Token) -> bool:
    """Return whether a date tells which one a thing is that is there already: "the agreement of September 2018"."""
    cases = {t.lemma.casefold() for t in sentence.children(time, "case")}
    return time.dep == "nmod" and bool(cases & {"of", "from", "since"})


def _looks_back(sentence: Sentence, time: TimeExpression) -> bool:
    """Return whether a year stands under a verb that tells of the past: "in 2019 it opened", "has run since 2019"."""
    inside = [t for t in sentence.tokens if t.start < time.span.end and time.span.start < t.end]
    if not inside:
        return False
    for token in _path(sentence, min(inside, key=lambda t: len(_path(sentence, t)))):
        if token.upos in ("VERB", "AUX"):
            helpers = {t.text.casefold() for t in sentence.children(token, "aux", "aux:pass", "cop")}
            return token.xpos == "VBD" or bool(helpers & {"was", "were", "had", "has", "have", "been", "did"})
    return False


def _names_something(sentence: Sentence, time: TimeExpression) -> bool:
    """Return whether a year only names something: "the 2024 election", "the 2030 agenda"."""
    if time.when is None or time.when.precision != "year":
        return False
    inside = [t for t in sentence.tokens if t.start < time.span.end and time.span.start < t.end]
    return bool(inside) and all(
        t.dep in ("compound", "nummod", "amod", "flat", "nmod:unmarked") for t in inside
    )


def _day(text: str | None, *, first: bool) -> datetime.date | None:
    """Return the first or last day of an ISO date of any precision."""
    if text is None:
        return None
    parts = [int(p) for p in text.split("-")]
    if len(parts) == 3:
        return datetime.date(*parts)
    year, month = parts[0], parts[1] if len(parts) == 2 else (1 if first else 12)
    if first:
        return datetime.date(year, month, 1)
    following = datetime.date(year + month // 12, month % 12 + 1, 1)
    return following - datetime.timedelta(days=1)


def _path(sentence: Sentence, token: Token) -> list[Token]:
    """Return the heads above a token."""
    found: list[Token] = []
    current = sentence.head(token)
    while current is not None:
        found.append(current)
        current = sentence.head(current)
    return found


def _sentence_at(annotations: Annotations, time: TimeExpression) -> Sentence | None:
    return next((s for s in annotations.sentences or () if time.span in s.span), None)
