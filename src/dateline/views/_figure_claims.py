"""Figures inside what two sources say, and sums that two articles on one event give."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from dateline.model import Indicator
from dateline.model.conflict import Conflict
from dateline.resolvers import telling
from dateline.store import Stored
from dateline.views import _figures, _scope, _sides
from dateline.views._claims import Claim, Claims, conflict, days_apart, one_subject
from dateline.views._phrasing import listed, pattern

NEAR = 350  # characters between two sources that measure one thing
APART = 700  # and between a count and one that is told in words
TIMES = 3.0  # measures farther apart than threefold are of different things
SUMS = 2.0  # and sums than twofold
ALIKE = 3  # telling words of the sentences of two sums for one thing
FEW = 2  # and where both articles are known to be on one matter
LEEWAY = 0.15  # of two scales of one quake
DAYS = 7  # between two articles on one event
HANDFUL = 20  # a handful is less
MONEY = re.compile(r"[A-Z]{3}")
_MEASURED = pattern("measured")
YEARS = listed("years")
_FIXED = pattern("fixed")
_PUT = pattern("put")
_FEW = pattern("handful")
_UNITS = {"kilo": "km", "km": "km", "mile": "miles", "met": "m", "ton": "t", "per": "%", "%": "%"}
_COUNTS = {
    "d": "killed",
    "k": "killed",
    "f": "killed",
    "c": "killed",
    "i": "injured",
    "w": "injured",
    "a": "arrested",
}


def told_apart(claims: Claims, events: Iterable[Stored], figures: Iterable[Stored]) -> Iterator[Conflict]:
    """Yield measures, counts and sums that two sources give otherwise."""
    given = list(figures)
    yield from _measures(claims)
    yield from _told_elsewhere(claims)
    yield from _few(claims, given)
    yield from _sums(events, given)


def _measures(claims: Claims) -> Iterator[Conflict]:
    """Yield two measures of one unit in neighbouring claims, where one source "put" it at another."""
    for left, right in claims.near(NEAR):
        if left.statement is None and right.statement is None:
            continue
        cues = " / ".join(f"{c.statement.cue if c.statement else ''} {c.whole}" for c in (left, right))
        ours, theirs = _measured(left), _measured(right)
        for unit in ours.keys() & theirs.keys():
            a, b = ours[unit], theirs[unit]
            differ = abs(a - b) > _figures.ROUNDING * max(a, b) and max(a, b) <= TIMES * min(a, b)
            if differ and _PUT.search(cues):
                yield conflict(
                    "value", (left, right), f"{a:,.10g} and {b:,.10g} {unit} differ by more than rounding"
                )


def _told_elsewhere(claims: Claims) -> Iterator[Conflict]:
    """Yield the strength of a quake, or the term of a sentence, that two articles of one week give otherwise."""
    for left in claims.all():
        ours = _fixed(left)
        for right in claims.elsewhere(left, sorted(telling(left.whole))) if ours else ():
            theirs = _fixed(right)
            if not ours.keys() & theirs.keys() or not (_of_one(left, right)):
                continue
            for unit in ours.keys() & theirs.keys():
                a, b = ours[unit], theirs[unit]
                if abs(a - b) > (LEEWAY if unit == "magnitude" else 0):
                    yield conflict("value", (left, right), f"{a:,.10g} and {b:,.10g} {unit} are not the same")


def _of_one(left: Claim, right: Claim) -> bool:
    """Return whether two claims of two articles tell of one happening."""
    published = None not in (left.document.published, right.document.published)
    shared = telling(left.whole) & telling(right.whole)
    enough = len(shared) >= ALIKE or (len(shared) >= FEW and one_subject(left.document, right.document))
    elsewhere = bool(left.names and right.names) and not left.names & right.names
    own = bool(shared - left.names - right.names)
    return published and days_apart(left, right) <= DAYS and enough and own and not elsewhere


def _fixed(claim: Claim) -> dict[str, float]:
    """Return the one magnitude and the one term of prison in a claim: these do not change from day to day."""
    found: dict[str, set[float]] = defaultdict(set)
    for match in _FIXED.finditer(claim.whole):
        if match["grade"]:
            found["magnitude"].add(float(match["grade"]))
        else:
            told = match["years"].lower()
            found["years in prison"].add(float(told) if told.isdigit() else YEARS.index(told) + 1.0)
    return {unit: numbers.pop() for unit, numbers in found.items() if len(numbers) == 1}


def _measured(claim: Claim) -> dict[str, float]:
    """Return the one measure of each unit in a claim."""
    found: dict[str, set[float]] = defaultdict(set)
    for match in _MEASURED.finditer(claim.text):
        start = (match["unit"] or match["scale"]).lower()
        unit = next((name for prefix, name in _UNITS.items() if start.startswith(prefix)), start)
        found[unit].add(float((match["number"] or match["grade"]).replace(",", "")))
    return {unit: numbers.pop() for unit, numbers in found.items() if len(numbers) == 1}


def _few(claims: Claims, figures: Iterable[Stored]) -> Iterator[Conflict]:
    """Yield counts of people that another source of the article calls a handful."""
    by_document: dict[str, list[Stored]] = defaultdict(list)
    for stored in figures:
        by_document[stored.document.id].append(stored)
    for claim in claims.all():
        match = _FEW.search(claim.text) if claim.statement is not None else None
        if match is None:
            continue
        kind = _COUNTS[match["what"][0].lower()]
        for stored in by_document[claim.document.id]:
            value = stored.value
            assert isinstance(value, Indicator)
            count = value.value or value.low or 0
            far = abs(value.evidence.start - claim.span.start) > APART
            if (
                kind in value.measure
                and count > HANDFUL
                and not far
                and not value.evidence.span.overlap(claim.span)
            ):
                sides = (_sides.side(stored, _figures.words(value)), claim.side(match.group()))
                yield Conflict(
                    field="value",
                    matter=_sides.matter(value),
                    sides=tuple(sorted(sides, key=lambda s: s.report.evidence.start)),
                    explanation=_sides.explain("value", sides),
                )


def _sums(events: Iterable[Stored], figures: Iterable[Stored]) -> Iterator[Conflict]:
    """Yield sums of money in two articles on one event, where each gives but one in that currency."""
    records: dict[str, set[str]] = defaultdict(set)
    for stored in events:
        records[stored.document.id].add(stored.record)
    sums: dict[tuple[str, str], list[Stored]] = defaultdict(list)
    for stored in figures:
        value = stored.value
        if isinstance(value, Indicator) and value.unit and MONEY.fullmatch(value.unit) and value.value:
            sums[stored.document.id, value.unit].append(stored)
    single = [(unit, found[0]) for (_, unit), found in sums.items() if len(found) == 1]
    for i, (unit, left) in enumerate(single):
        for other, right in single[i + 1 :]:
            shared = records[left.document.id] & records[right.document.id]
            ours, theirs = _scope_of(left), _scope_of(right)
            related = _scope.together(ours, theirs, ALIKE) or bool(shared and ours.words & theirs.words)
            if unit == other and related and _one_sum(left, right):
                yield _sides.conflict("value", (left, right))


def _scope_of(stored: Stored) -> _scope.Scope:
    return _scope.scope(stored.document, stored.value.evidence.span)


def _one_sum(left: Stored, right: Stored) -> bool:
    a, b, printed = left.value, right.value, (left.document.published, right.document.published)
    assert isinstance(a, Indicator)
    assert isinstance(b, Indicator)
    first, second = printed
    if not a.value or not b.value or left.document.id == right.document.id:
        return False
    near = (
        first is not None
        and second is not None
        and max((second.start - first.end).days, (first.start - second.end).days) <= DAYS
    )
    return near and max(a.value, b.value) < SUMS * min(a.value, b.value) and _figures.disagree(a, b)
