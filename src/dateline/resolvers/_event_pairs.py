"""How well two reports of events fit, field by field."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dateline.model import Actor, Event, Place, When
from dateline.resolvers import _acts
from dateline.resolvers._words import telling

RECIPROCAL = {"CONSULT", "AGREE", "COOPERATE", "SUPPORT"}
FIRM = {"stated", "relative", "given", "metadata"}
NEVER = -1.0
BEFORE, BEHIND = 90, 130  # characters of a sentence around the trigger that tell of the act
CLOSE = 30  # characters around a trigger in which words can say that it was not the first time
_REPEATED = re.compile(
    r"\b(?:again|anew|another|further|more|new|next|latest|follow-up|second|third|fourth|fifth|sixth|seventh)\b",
    re.I,
)
_DEFINITE = re.compile(
    r"(?:\b(?:the|this|that|these|those|his|her|its|their|our|such)|[’']s)\s+(?:[\w-]+\s+){0,3}$", re.I
)

Part = tuple[float, str]


def date(a: When | None, b: When | None, *, one_document: bool) -> Part:
    """Return how well two dates fit.

    The day of the report stands in where a text tells none: it gives way to days close by, as between outlets and time
    zones, and inside one document to any day told.
    """
    if a is None or b is None:
        return 0.3, "one is undated"
    told = f"{a.iso()} and {b.iso()}"
    gap = max((b.start - a.end).days, (a.start - b.end).days, 0)
    firm = (a.basis in FIRM) + (b.basis in FIRM)
    if a.is_day and b.is_day and gap == 0:
        return (0.7, 0.8, 1.0)[firm], told
    if gap == 0:
        longest = max((a.end - a.start).days, (b.end - b.start).days)
        return next((s for days, s in ((7, 0.8), (31, 0.6), (100, 0.4)) if longest <= days), 0.2), told
    if one_document:
        return (0.3 if firm == 1 else NEVER), told
    limits = (((1, 0.6), (2, 0.4), (3, 0.2)), ((1, 0.6), (2, 0.3)), ((1, 0.3),))[firm]
    return next((s for days, s in limits if gap <= days), NEVER), told


def who(a: Event, b: Event) -> Part:
    """Return how well the participants fit, by country, code and person."""
    left, right = countries(everybody(a)), countries(everybody(b))
    told = f"{_list(left)} and {_list(right)}"
    alike = (_share(_codes(a), _codes(b)) + _share(_ids(a), _ids(b))) / 2
    if not left or not right:
        return 0.3 + alike / 4, told
    if left == right:
        fit = 1.0
    elif left <= right or right <= left:
        fit = 0.7
    elif len(left & right) * 2 >= len(left | right):
        fit = 0.4
    else:
        return NEVER, told
    if a.event_type not in RECIPROCAL and _turned(a, b):
        return NEVER, told + ", the other way round"
    return (fit + alike) / 2, told


def _turned(a: Event, b: Event) -> bool:
    """Return whether who acts in one report bears it in the other, and nobody acts in both."""
    crossed = _meet(a.actors, b.recipients) or _meet(b.actors, a.recipients)
    return crossed and not _meet(a.actors, b.actors) and not _meet(a.recipients, b.recipients)


def _meet(left: tuple[Actor, ...], right: tuple[Actor, ...]) -> bool:
    return any(
        x.country and x.country == y.country and (x.sector == y.sector or None in (x.sector, y.sector))
        for x in left
        for y in right
    )


def strangers(a: Event, b: Event) -> bool:
    """Return whether the two name other people or groups for the same part: Ann and Bob of one country are two."""
    if a.event_type in RECIPROCAL:
        return _strange(everybody(a), everybody(b))
    return _strange(a.actors, b.actors) or _strange(a.recipients, b.recipients)


def _strange(left: tuple[Actor, ...], right: tuple[Actor, ...]) -> bool:
    ours, theirs = people(left), people(right)
    return bool(ours and theirs) and not ours & theirs


def people(actors: Iterable[Actor]) -> frozenset[str]:
    """Return the ids of the persons among actors."""
    return frozenset(a.id for a in actors if a.kind == "person")


def place(a: Place | None, b: Place | None) -> Part:
    """Return how well two places fit."""
    if a is None or b is None:
        return 0.5, "not told by both"
    told = f"{a.name} and {b.name}"
    if (a.geonameid is not None and a.geonameid == b.geonameid) or a.name.casefold() == b.name.casefold():
        return 1.0, told
    if a.country and b.country and a.country != b.country:
        return NEVER, told
    return (0.6 if "country" in (a.kind, b.kind) else 0.2), told


def anchored(a: Event, b: Event) -> bool:
    """Return whether two states or more are the same in both, at one place that is not just the land of one of them."""
    left, right = countries(everybody(a)), countries(everybody(b))
    if len(left) < 2 or left != right or a.place is None or b.place is None:
        return False
    elsewhere = "country" not in (a.place.kind, b.place.kind) or a.place.country not in left
    return elsewhere and place(a.place, b.place)[0] == 1.0


def act(a: Event, b: Event) -> Part:
    """Return how well the triggers can name one act."""
    return _acts.likeness(a, b), f"“{a.trigger.text}” and “{b.trigger.text}”"


def content(a: Event, b: Event) -> Part:
    """Return the share of telling words, names and triggers aside, that the surroundings of both triggers share."""
    if a.evidence.document == b.evidence.document and a.evidence.span == b.evidence.span:
        return 0.0, "one sentence"  # which is no witness of its own
    named = telling(
        " ".join((*(actor.name for actor in everybody(a) + everybody(b)), a.trigger.text, b.trigger.text))
    )
    left, right = telling(around(a)) - named, telling(around(b)) - named
    shared = left & right
    return len(shared) / max(
        2, min(len(left), len(right))
    ), f"{', '.join(sorted(shared)) or 'no words'} in common"


def around(event: Event) -> str:
    """Return the words of the sentence near the trigger."""
    at, text = event.trigger.start - event.evidence.start, event.evidence.exact
    first, last = max(0, at - BEFORE), at + len(event.trigger.text) + BEHIND
    head = text[first:at].partition(" ")[2] if first else text[:at]
    tail = text[at:last].rpartition(" ")[0] if last < len(text) else text[at:]
    return head + tail


def repeated(event: Event) -> bool:
    """Return whether the words call it one of several: "met again", "a second test"."""
    at, text = event.trigger.start - event.evidence.start, event.evidence.exact
    near = text[max(0, at - CLOSE) : at + len(event.trigger.text) + CLOSE]
    return _REPEATED.search(near) is not None


def nominal(event: Event) -> bool:
    """Return whether a noun with an article, a pronoun or an owner names the act: "the launch", "their talks"."""
    at = event.trigger.start - event.evidence.start
    return (
        any(r.startswith("noun ") for r in event.reasons)
        and _DEFINITE.search(event.evidence.exact[:at]) is not None
    )


def everybody(event: Event) -> tuple[Actor, ...]:
    """Return actors and recipients."""
    return event.actors + event.recipients


def countries(actors: Iterable[Actor]) -> frozenset[str]:
    """Return the countries of actors."""
    return frozenset(a.country for a in actors if a.country)


def _codes(event: Event) -> frozenset[str]:
    return frozenset(a.code for a in everybody(event) if a.code)


def _ids(event: Event) -> frozenset[str]:
    return frozenset(a.id for a in everybody(event))


def _share(left: frozenset[str], right: frozenset[str]) -> float:
    return len(left & right) / len(left | right) if left or right else 0.3


def _list(codes: frozenset[str]) -> str:
    return "+".join(sorted(codes)) or "nobody known"
