"""Who takes part in an event, as its reports together name them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from dateline.codebook.files import find, read_csv
from dateline.model import Actor, Event, Evidence
from dateline.views._electing import Elected, Voice, elect

Sides = tuple[tuple[Actor, ...], tuple[Actor, ...]]
RECIPROCAL = frozenset({"CONSULT", "AGREE", "COOPERATE", "SUPPORT"})
SIDES = ("actors", "recipients")
TWO = 2
OPEN = 3  # a side left open is worse than unnamed ones on both


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """One participant with the report that names it."""

    actor: Actor
    voice: Voice
    instead: Actor | None = None


def chosen(told: Sequence[tuple[Voice, Event]]) -> Elected[Event]:
    """Return the event whose sides no more sources contradict than bear out, and that names them best."""
    found = elect(told, key=_key, against=_against, vagueness=_vagueness)
    assert found is not None
    return found


def named(event: Event, side: str, told: Sequence[tuple[Voice, Event]]) -> Iterator[Named]:
    """Yield the participants of one side, each under the most specific name that a report has for it.

    A person stands for "North Korean leader" where one report names the person and another only the office: one person
    of that country and kind of work on that side, and only one.

    Args:
        event: whose participants.
        side: ``actors`` or ``recipients``.
        told: all reports, best first.
    """
    here: tuple[Actor, ...] = getattr(event, side)
    known = {a.id for part in _sides(event) for a in part}
    for actor in here:
        better = _better(actor, side, told, known) if actor.kind == "role" else None
        own = next(voice for voice, other in told if other is event)
        if better is None:
            yield Named(actor=actor, voice=own)
        else:
            known.add(better.actor.id)
            yield dataclasses.replace(better, instead=actor)


def mention(actor: Actor, voice: Voice, told: Sequence[tuple[Voice, Event]]) -> Evidence | None:
    """Return the words that name a participant best: those of its report, unless others name it by a name, not by "he"."""
    found = [
        other.stored.document.evidence(one.mention)
        for other, event in told
        for one in (*event.actors, *event.recipients)
        if one.id == actor.id and one.mention
    ]
    found.sort(key=lambda e: e.document != voice.stored.document.id)
    return next((e for e in found if e.exact[:1].isupper()), found[0] if found else None)


def _better(role: Actor, side: str, told: Sequence[tuple[Voice, Event]], known: set[str]) -> Named | None:
    found: dict[str, Named] = {}
    for voice, other in told:
        both = RECIPROCAL & {other.event_type}
        for actor in (a for part in (SIDES if both else (side,)) for a in getattr(other, part)):
            if actor.id not in known and _stands_for(actor, role):
                found.setdefault(actor.id, Named(actor=actor, voice=voice))
    return next(iter(found.values())) if len(found) == 1 else None


def _stands_for(actor: Actor, role: Actor) -> bool:
    """Return whether a person can be who an office or trade means: of its country and its kind of work, one for one."""
    if actor.kind != "person" or actor.country is None or actor.country != role.country:
        return False
    alike = None in (actor.sector, role.sector) or actor.sector == role.sector
    words = role.name.casefold()
    return alike and any(words == noun or words.endswith(f" {noun}") for noun in _persons())


@cache
def _persons() -> frozenset[str]:
    """Return the nouns for one person: "leader", "foreign minister"."""
    rows = (row for path in find("gazetteers/roles.csv") for row in read_csv(path))
    return frozenset(
        row.cells["noun"].casefold()
        for row in rows
        if row.cells["kind"] == "person" and row.cells["noun"] != row.cells["plural"]
    )


def _sides(event: Event) -> Sides:
    if event.event_type in RECIPROCAL:
        return (*event.actors, *event.recipients), ()
    return event.actors, event.recipients


def _key(event: Event) -> tuple[frozenset[str], frozenset[str]]:
    actors, recipients = _sides(event)
    return frozenset(a.id for a in actors), frozenset(a.id for a in recipients)


def _against(left: Event, right: Event) -> bool:
    """Return whether one names others than the other for a part in it: other countries, or other people."""
    return any(_strange(ours, theirs) for ours, theirs in zip(_sides(left), _sides(right), strict=True))


def _vagueness(event: Event) -> int:
    """Return how much the sides of an event leave open: who acts, towards whom, and unnamed ones.

    Of what takes two, both must be named: "Moon and South Korea" are one side.
    """
    actors, recipients = _sides(event)
    unnamed = sum(any(a.kind == "role" for a in side) for side in (actors, recipients))
    if event.event_type in RECIPROCAL:
        return unnamed + OPEN * (len(_lands(actors)) < TWO)
    return unnamed + OPEN * (not actors) + OPEN * (not recipients)


def _lands(actors: Iterable[Actor]) -> set[str]:
    """Return the countries of actors, and those who have none by their id; unnamed ones of no country are left out."""
    return {a.country or a.id for a in actors if a.country or a.kind != "role"}


def _strange(left: Iterable[Actor], right: Iterable[Actor]) -> bool:
    """Return whether each of two sides has a country, or a person of one country, that the other has not."""
    ours, theirs = _lands(left), _lands(right)
    if ours - theirs and theirs - ours:
        return True
    people, others = _people(left), _people(right)
    return any(
        people[land] - others[land] and others[land] - people[land] for land in people.keys() & others.keys()
    )


def _people(actors: Iterable[Actor]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for actor in actors:
        if actor.kind == "person":
            found.setdefault(actor.country or "", set()).add(actor.id)
    return found
