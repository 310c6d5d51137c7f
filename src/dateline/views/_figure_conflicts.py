"""Figures of one measure that disagree."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from dateline.model import Indicator
from dateline.model.conflict import Conflict
from dateline.store import Stored
from dateline.views import _claims, _figures, _merging, _scope, _sides
from dateline.views._phrasing import pattern

CLOSE = 1  # days between figures of which one does not say when it held
FARTHEST = 10  # figures farther apart than tenfold count different things
NEAR = 1500  # characters between two sources of one article who count one thing
BESIDE = 250  # and who count people, of whom no more is said
ALIKE, ALIKE_FAR = (
    2,
    3,
)  # telling words that two sentences on one thing share, more where nothing else ties them
THINGS, ALIKE_THINGS = "pieces", 5  # words for counts of any things, of which there are many
WEEK = 7  # days inside which it is known when a figure was printed
COUNTED = (
    "people killed",
    "people injured",
    "people arrested",
    "people detained",
    "people missing",
    "protesters",
)
STATE = pattern("state")
AT_LEAST = "at least"
UP_TO = pattern("up_to")
AGAINST = pattern("set_against")
GROWTH = 0.2  # by this much a count of people can have grown between two bulletins of one day


def figures_apart(figures: list[Stored], records: frozenset[str] | None = None) -> Iterator[Conflict]:
    """Yield pairs of figures of one measure and unit that differ, and count the same; or only those with these records."""
    groups: dict[tuple[str, str], list[_Figure]] = defaultdict(list)
    for stored in figures:
        figure = _Figure.of(stored)
        groups[figure.value.measure.casefold(), figure.value.unit or ""].append(figure)
    for group in groups.values():
        group.sort(key=lambda f: (f.first, f.stored.document.id, f.value.evidence.start))
        two_things = _beside_each_other(group)
        for i, left in enumerate(group):
            for right in group[i + 1 :]:
                if (right.first - left.last).days > CLOSE:
                    break
                if records is not None and not {left.stored.record, right.stored.record} & records:
                    continue
                apart = left.stored.document.id != right.stored.document.id
                if apart and frozenset((left.number, right.number)) in two_things:
                    continue
                if _figures.disagree(left.value, right.value) and left.comparable(right):
                    yield _sides.conflict("value", (left.stored, right.stored))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figure:
    """An indicator with the days on which it held, as far as can be told."""

    stored: Stored
    value: Indicator
    first: datetime.date
    last: datetime.date

    @classmethod
    def of(cls, stored: Stored) -> _Figure:
        assert isinstance(stored.value, Indicator)
        when = stored.value.date or stored.document.published
        first, last = (when.start, when.end) if when else (datetime.date.min, datetime.date.min)
        return cls(stored=stored, value=stored.value, first=first, last=last)

    @property
    def number(self) -> float:
        """Its number, of a range the middle."""
        value = self.value
        told = [n for n in ((value.value,) if value.value is not None else (value.low, value.high)) if n]
        return sum(told) / len(told) if told else 0.0

    @property
    def firm(self) -> bool:
        return self.value.date is not None and self.value.date.basis in _merging.FIRM

    def comparable(self, other: _Figure) -> bool:
        """Return whether the two count the same: nothing known of one contradicts the other.

        Two documents must both say whose figure it is. One document must name two sources: figures that one source or
        the writer gives side by side count two things.
        """
        a, b = self.value, other.value
        if any(_unlike(of(a), of(b)) for of in (_place, _actor, _country)):
            return False
        ours, theirs = self.scope, other.scope
        if self._set_against(other):
            return _scope.whole(ours, theirs)
        if max(self.number, other.number) > FARTHEST * min(self.number, other.number):
            return False
        if not _scope.comparable(ours, theirs) or self._part_of(other) or other._part_of(self):
            return False
        counted = a.measure.startswith(COUNTED)
        if self.stored.document.id == other.stored.document.id:
            if self._holds(other) or other._holds(self):
                return False
            named = bool(_sources(a) and _sources(b)) and _sources(a) != _sources(b)
            apart = abs(a.evidence.start - b.evidence.start)
            near = apart <= NEAR if counted else a.unit == "people" and apart <= BESIDE
            return named and (near or _scope.together(ours, theirs, ALIKE))
        least = 0 if a.date and b.date and not (counted and self._of_one_day(other)) else CLOSE
        if self._days_apart(other) > least or self._may_have_grown(other):
            return False
        if not (self.dated and other.dated):
            return False
        placed = (_place(a) or _actor(a)) is not None and (_place(b) or _actor(b)) is not None
        if placed and STATE.search(a.measure):
            return _scope.together(ours, theirs, 0)
        least = ALIKE_FAR if not (placed and counted) else 1 if self.firm and other.firm else ALIKE
        if a.unit == THINGS:
            least = ALIKE_THINGS
        return _scope.together(ours, theirs, least)

    def _set_against(self, other: _Figure) -> bool:
        """Return whether the text sets one's figure against the writer's: "it has 300 ships; Oslo puts the number at 90"."""
        first, second = sorted((self.value, other.value), key=lambda v: v.evidence.start)
        if self.stored.document.id != other.stored.document.id or _sources(first) or not _sources(second):
            return False
        start, end = first.evidence.end, second.evidence.start
        words = self.stored.document.text[start:end] if end - start <= BESIDE else ""
        return AGAINST.search(words) is not None

    def _holds(self, other: _Figure) -> bool:
        """Return whether this is a lower bound that the other one, not much higher, keeps: "at least 10" and 11."""
        a, b = self.value, other.value
        bound = AT_LEAST in (a.qualifier or "").lower()
        return (
            bound
            and a.value is not None
            and b.value is not None
            and a.value <= b.value <= (1 + GROWTH) * a.value
        )

    def _part_of(self, other: _Figure) -> bool:
        """Return whether this is the smaller figure, of a place that the other one's sentence does not name."""
        ours, theirs = self.scope, other.scope
        return self.number < other.number and bool(ours.here) and not ours.here <= theirs.names | theirs.words

    @property
    def dated(self) -> bool:
        """Whether the week is known in which it was printed, or for which it is told."""
        printed = self.stored.document.published
        return self.firm or (printed is not None and (printed.end - printed.start).days <= WEEK)

    @property
    def scope(self) -> _scope.Scope:
        return _scope.scope(self.stored.document, self.value.evidence.span)

    def _days_apart(self, other: _Figure) -> int:
        return max((other.first - self.last).days, (self.first - other.last).days, 0)

    def _of_one_day(self, other: _Figure) -> bool:
        """Return whether the sentences of two figures of one week name one day, of several perhaps."""
        printed = [f.stored.document.published for f in (self, other)]
        if (
            printed[0] is None
            or printed[1] is None
            or abs((printed[0].start - printed[1].start).days) >= WEEK
        ):
            return False
        told = (_claims.sentence(f.stored.document, f.value.evidence.span) for f in (self, other))
        texts = [s.of(f.stored.document.text).lower() for s, f in zip(told, (self, other), strict=True)]
        return any(all(day in text for text in texts) for day in _claims.DAYS)

    def _may_have_grown(self, other: _Figure) -> bool:
        """Return whether the two can be a count of people that went up between two articles, or one that was mended.

        "At least 7" does not speak against 12, nor "up to 30"; a higher count of a later day has grown, and so has one
        of the same day that is not much higher, unless both are told for one day.
        """
        a, b = self.value.value, other.value.value
        if not a or not b or "people" not in (self.value.unit, other.value.unit):
            return False
        low, high = sorted((self, other), key=lambda f: f.value.value or 0)
        if AT_LEAST in (low.value.qualifier or "").lower() or UP_TO.search(high.value.qualifier or ""):
            return True
        printed = [f.stored.document.published for f in (low, high)]
        first, later = printed
        if first and later and first.end < later.start:
            return True
        outlets = {f.stored.document.publisher for f in (low, high)}
        if len(outlets) == 1 and not (self.firm and other.firm) and None not in outlets:
            return True
        return not (self.firm and other.firm) and abs(a - b) <= GROWTH * max(a, b)


def _beside_each_other(group: list[_Figure]) -> frozenset[frozenset[float]]:
    """Return the pairs of numbers that one source gives in one article: they count two things, whoever gives one of them."""
    told: dict[tuple[str, tuple[str, ...]], set[float]] = defaultdict(set)
    for figure in group:
        told[figure.stored.document.id, _sources(figure.value)].add(figure.number)
    return frozenset(frozenset(pair) for numbers in told.values() for pair in combinations(numbers, 2))


def _unlike(left: str | None, right: str | None) -> bool:
    return left is not None and right is not None and left != right


def _place(indicator: Indicator) -> str | None:
    return indicator.place.name.casefold() if indicator.place else None


def _actor(indicator: Indicator) -> str | None:
    return indicator.actor.id if indicator.actor else None


def _country(indicator: Indicator) -> str | None:
    if indicator.place is not None and indicator.place.country:
        return indicator.place.country
    return indicator.actor.country if indicator.actor else None


def _sources(indicator: Indicator) -> tuple[str, ...]:
    named = ((a.speaker.name if a.speaker else a.via) for a in indicator.attribution)
    return tuple(name for name in named if name)
