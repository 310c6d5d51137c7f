"""Time expressions and the days they stand for."""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from dateline.annotators._time_fields import Fields, Reading, Scene
from dateline.annotators._time_periods import Date, Period
from dateline.annotators._time_readings import READERS
from dateline.annotators._time_rules import Found, Grammar
from dateline.annotators._time_tense import Tense, TenseReader
from dateline.model import Annotations, Document, Sentence, Span, TimeExpression, When

BREAK = re.compile(r"\n+|(?<=[.!?])[\"”’')]?\s+(?=[\"“‘'(]?[A-Z])")
FROM = re.compile(r"\b(from|between)\s+$", re.IGNORECASE)
TO = re.compile(r"(?<!\s)\s++(?:to|until|till|through|and)\s+|\s?[–—-]\s?", re.IGNORECASE)
NAMES = ("in-month", "lone-month", "weekday")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence: parsed, or only a range of the text."""

    start: int
    end: int
    parsed: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """A time that the text names: where, in which sentence, whether it lies ahead, and whether its year is named."""

    at: int
    stretch: int
    period: Period
    ahead: bool
    year: bool


class Times:
    """Finds time expressions and resolves them against the publication date and the story's own time.

    Works with the parse (tense of the governing verb) and without it (tense of the nearest verb form).
    """

    name = "times"
    requires: tuple[str, ...] = ()
    provides: tuple[str, ...] = ("times",)

    def __init__(self, overlay: Path | None = None) -> None:
        self._grammar = Grammar.load(overlay)
        self._tense = TenseReader(self._grammar.data)

    def annotate(self, document: Document, annotations: Annotations) -> Annotations:
        """Return the annotations with the layer ``times``; furniture is left out."""
        found: list[Found] = []
        for block in document.body():
            found += self._grammar.find(document.text, block.span.start, block.span.end)
        stretches = _stretches(document, annotations.sentences)
        reading = _Reading(document, stretches, self._grammar, self._tense)
        return annotations.add(times=tuple(_joined(document.text, reading.all(found))))


def _stretches(document: Document, sentences: tuple[Sentence, ...] | None) -> list[Stretch]:
    if sentences is not None:
        return [Stretch(s.span.start, s.span.end, s) for s in sentences]
    out = []
    for block in document.body():
        at = block.span.start
        for match in BREAK.finditer(document.text, block.span.start, block.span.end):
            out.append(Stretch(at, match.start()))
            at = match.end()
        out.append(Stretch(at, block.span.end))
    return out


def _covering(first: Reading, last: Reading) -> Reading:
    """Return one reading for both ends of the interval of publication: they agree, or the days of both are covered."""
    if (first.value, first.period) == (last.value, last.period):
        return first
    if first.period is None or last.period is None:
        return replace(first, value=None, period=None)
    start, end = min(first.period.start, last.period.start), max(first.period.end, last.period.end)
    value = first.value if first.value == last.value else f"{start}/{end}"
    return replace(first, value=value, period=replace(first.period, start=start, end=end, precision="range"))


class _Reading:
    """One document's reading: first what rests on the calendar or the publication, then what rests on the story."""

    def __init__(
        self, document: Document, stretches: list[Stretch], grammar: Grammar, tense: TenseReader
    ) -> None:
        self._text, self._stretches, self._grammar, self._tense = document.text, stretches, grammar, tense
        self._starts = [s.start for s in stretches]
        self._published = document.published
        self._anchors: list[Anchor] = []

    def all(self, found: list[Found]) -> list[TimeExpression]:
        """Return the expressions that were read, in text order."""
        found = [f for f in found if not self._is_name(f)]
        results: dict[int, Reading | None] = {}
        late = [i for i, f in enumerate(found) if f.rule.narrative]
        for i, f in enumerate(found):
            if not f.rule.narrative:
                results[i] = self._read(f)
                self._remember(f, results[i])
        if self._published is None:
            late = sorted(late + [i for i, r in results.items() if r is not None and r.value is None])
        for i in late:
            results[i] = self._read(found[i])
            if found[i].rule.reads != "clock":
                self._remember(found[i], results[i])
        return [self._expression(f, r) for i, f in enumerate(found) if (r := results[i]) is not None]

    def _is_name(self, found: Found) -> bool:
        stretch = self._stretch(found.start)
        if found.rule.name not in NAMES or stretch is None or stretch.parsed is None:
            return False
        tokens = stretch.parsed.tokens
        for entity in stretch.parsed.entities:
            start, end = tokens[entity.start].start, tokens[entity.end - 1].end
            if start < found.end and end > found.start:
                return entity.label == "PER" or end - start > found.end - found.start
        return False

    def _stretch(self, at: int) -> Stretch | None:
        i = self._index(at)
        return self._stretches[i] if i >= 0 else None

    def _tense_of(self, found: Found) -> Tense | None:
        stretch = self._stretch(found.start)
        if stretch is None:
            return None
        if stretch.parsed is not None:
            return self._tense.of_sentence(self._text, stretch.parsed, found.start, found.end)
        return self._tense.of_text(self._text, found.start, found.end, stretch.start, stretch.end)

    def _read(self, found: Found) -> Reading | None:
        fields = Fields(found.groups, self._grammar.words, self._grammar.numbers)
        narrative, story, year = self._narrative(found), self._story(found), self._year(found)
        read = partial(READERS[found.rule.reads], fields)
        tense = _once(partial(self._tense_of, found))
        if self._published is None:
            anchor = "narrative" if narrative else None
            return _safely(read, Scene(narrative, anchor, narrative, tense, story, year))
        days = sorted({self._published.start, self._published.end})
        readings = [_safely(read, Scene(d, "published", narrative or d, tense, story, year)) for d in days]
        first, last = readings[0], readings[-1]
        return first if first is None or last is None else _covering(first, last)

    def _narrative(self, found: Found) -> Date | None:
        """Return the story's day at a place: named in the same sentence (nearest), else the last one before it."""
        here = self._index(found.start)
        beside = self._index(found.end + 4)  # a sentence may be cut wrongly inside "8. 40am on Friday"
        anchors = [a for a in self._anchors if a.period.start == a.period.end]
        same = [a for a in anchors if a.stretch in (here, beside)]
        if same:
            return min(same, key=lambda a: (abs(a.at - found.start), a.at)).period.start
        before = [a for a in anchors if a.at < found.start]
        past = [a for a in before if not a.ahead]
        return max(past or before, key=lambda a: a.at).period.start if before else None

    def _story(self, found: Found) -> Period | None:
        """Return the last time named before a place, of whatever length up to a year."""
        before = [a for a in self._anchors if a.at < found.start and not a.ahead]
        return max(before, key=lambda a: a.at).period if before else None

    def _year(self, found: Found) -> int | None:
        """Return a year that was named with a date in this sentence or the one before."""
        here = self._index(found.start)
        near = [a for a in self._anchors if a.year and a.at < found.start and here == a.stretch]
        return max(near, key=lambda a: a.at).period.start.year if near else None

    def _index(self, at: int) -> int:
        return bisect.bisect_right(self._starts, at) - 1

    def _remember(self, found: Found, reading: Reading | None) -> None:
        period = reading.period if reading is not None else None
        if period is None or (period.end - period.start).days > 366 or period.precision == "range":
            return
        ahead = self._published is not None and period.start > self._published.end
        year = found.groups.get("year") is not None
        self._anchors.append(Anchor(found.start, self._index(found.start), period, ahead, year))

    def _expression(self, found: Found, reading: Reading) -> TimeExpression:
        span = Span(found.start, found.end)
        when = None
        if reading.period is not None:
            when = When(
                start=reading.period.start,
                end=reading.period.end,
                precision=reading.period.precision,
                basis=reading.basis,
                text=span.of(self._text),
                span=span,
            )
        anchor = reading.anchor if reading.period is not None else None
        return TimeExpression(span=span, kind=reading.kind, value=reading.value, when=when, anchor=anchor)


def _once(call: Callable[[], Tense | None]) -> Callable[[], Tense | None]:
    kept: list[Tense | None] = []

    def value() -> Tense | None:
        if not kept:
            kept.append(call())
        return kept[0]

    return value


def _safely(read: Callable[[Scene], Reading | None], scene: Scene) -> Reading | None:
    """Return the reading; None for days that no calendar has (31 June, year 0)."""
    try:
        return read(scene)
    except (ValueError, OverflowError):
        return None


def _joined(text: str, times: list[TimeExpression]) -> list[TimeExpression]:
    """Return the expressions with "from A to B" and "between A and B" made one."""
    out: list[TimeExpression] = []
    i = 0
    while i < len(times):
        here = times[i]
        after = times[i + 1] if i + 1 < len(times) else None
        opening = FROM.search(text, max(0, here.span.start - 9), here.span.start)
        if after and opening and (one := _range(text, here, after, opening.start())):
            out.append(one)
            i += 2
            continue
        out.append(here)
        i += 1
    return out


def _range(text: str, first: TimeExpression, last: TimeExpression, start: int) -> TimeExpression | None:
    a, b = first.when, last.when
    if a is None or b is None or not TO.fullmatch(text, first.span.end, last.span.start):
        return None
    if a.start > b.end and first.anchor is None and a.precision in ("day", "month"):
        return None
    if a.start > b.end or "DATE" not in (first.kind, last.kind):
        return None
    span = Span(start, last.span.end)
    when = When(start=a.start, end=b.end, precision="range", basis=b.basis, text=span.of(text), span=span)
    value = f"{a.start.isoformat()}/{b.end.isoformat()}"
    return TimeExpression(span=span, kind="DATE", value=value, when=when, anchor=last.anchor)
