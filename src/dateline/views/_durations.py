"""How long after something an act was done, or how long it took, as two sources have it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.model.conflict import Conflict
from dateline.resolvers import telling
from dateline.views._claims import Claim, Claims, common_names, conflict, days_apart, set_apart
from dateline.views._phrasing import numbers, pattern

NEAR = 700  # characters between two claims of one article on one matter
SOON = 7  # days between two articles
TIMES = 1.5  # durations closer than that may be rounded
ALIKE, SHARE = (
    2,
    0.6,
)  # telling words that two sentences share, and their share of the shorter; before the duration, and in all
_DURATION = pattern("duration")
HALVES = {"half an": 0.5, "half a": 0.5}
_UNIT = re.compile(r"(?:second|minute|hour|day|week|month|year)s?\b")
_MINUTES = {
    "second": 1 / 60,
    "minute": 1,
    "hour": 60,
    "day": 1440,
    "week": 10080,
    "month": 43800,
    "year": 525600,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lasting:
    """A duration with the words around it.

    Attributes:
        minutes: how long.
        to: its relation to what happened: "after", "before", "took".
        before: telling words before it: who did what.
        words: all telling words but its own.
        told: as it stands.
    """

    minutes: float
    to: str
    before: frozenset[str]
    words: frozenset[str]
    told: str


def lasting_apart(claims: Claims) -> Iterator[Conflict]:
    """Yield two sources that give one act another delay or length: "ten minutes after the call" / "two hours after the call"."""
    told = {id(claim): found for claim in claims.all() if (found := _lasting(claim)) is not None}
    for left, right in claims.near(NEAR, told):
        if left.answers(right):
            yield from _compared(left, right, told[id(left)], told[id(right)])
    for left in claims.all():
        ours = told.get(id(left))
        for right in claims.elsewhere(left, sorted(ours.words)) if ours else ():
            printed = None not in (left.document.published, right.document.published)
            later = id(right) in told and left.document.id < right.document.id
            if ours and later and printed and days_apart(left, right) <= SOON and not set_apart(left, right):
                yield from _compared(left, right, ours, told[id(right)])


def _compared(left: Claim, right: Claim, ours: _Lasting, theirs: _Lasting) -> Iterator[Conflict]:
    bare = ours.words == theirs.words and common_names(left.document, right.document) > 0
    if ours.to == theirs.to and (bare or _one_act(ours, theirs)):
        short, long = sorted((ours.minutes, theirs.minutes))
        if long >= TIMES * short:
            yield conflict("value", (left, right), "one act, two durations", (ours.told, theirs.told))


def _one_act(left: _Lasting, right: _Lasting) -> bool:
    """Return whether the same is said of the same, as the words before the durations and all of them tell."""
    pairs = ((left.before, right.before), (left.words, right.words))
    return all(len(a & b) >= ALIKE and len(a & b) >= SHARE * min(len(a), len(b)) for a, b in pairs)


def _lasting(claim: Claim) -> _Lasting | None:
    """Return the one duration of a claim that says when or how long something was done."""
    if "?" in claim.text or not _UNIT.search(claim.text):
        return None
    found = list(_DURATION.finditer(claim.text))
    if len(found) != 1 or not (found[0]["to"] or found[0]["took"]):
        return None
    (match,) = found
    number, unit = match["number"].lower(), match["unit"].lower()
    amount = float(number) if number[0].isdigit() else HALVES.get(number) or numbers().get(number, 1.0)
    before, rest = claim.text[: match.start()], f"{claim.text[: match.start()]} {claim.text[match.end() :]}"
    return _Lasting(
        minutes=amount * _MINUTES[unit],
        to=(match["to"] or match["took"]).lower(),
        before=telling(before),
        words=telling(rest),
        told=match.group().strip(),
    )
