"""The canonical event of a record: each field from the report that tells it best."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from dateline.model import Event, Evidence, Indicator, Place, When
from dateline.model.record import Choice, Value
from dateline.store import Stored
from dateline.views import _figures, _parties
from dateline.views._electing import Elected, Voice, elect
from dateline.views._ranking import CERTAINTIES, FIRM, VAGUE

T = TypeVar("T", When, Place)
Told = Sequence[tuple[Voice, Event]]
PLACES = {"city": 0, "other": 0, "county": 1, "region": 2, "state": 2, "country": 4}
ROOT = 2  # digits of a CAMEO code that name its class


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one election settles: a field under which it is explained, and the values of it and of those bound to it."""

    name: str
    values: dict[str, Any]
    choice: Choice


def event(told: Told, everything: Told, why: str) -> tuple[Event, dict[str, Choice]]:
    """Return the event with where each field is from.

    Args:
        told: the reports that agree whether it was done, is planned or was not so; best first.
        everything: those, and the plans that led to it.
        why: it is held to be done, planned or not so.
    """
    kind = elect(
        [(voice, one.event_type) for voice, one in told], key=str, against=str.__ne__, vagueness=lambda _: 0
    )
    assert kind is not None
    best = next(one for _, one in told if one.event_type == kind.value)  # its words must be those of the type
    chosen = {"evidence": Choice(report=best.id, reason="the best report", evidence=(best.evidence,))}
    values: dict[str, Any] = {}
    for part in (_act("event_type", kind, {"event_type": kind.value}), *_parts(told, everything, best, why)):
        values |= part.values
        if any(part.values.values()):
            chosen[part.name] = part.choice
    return dataclasses.replace(best, **values), chosen


def dated(told: Sequence[tuple[Voice, Value]], field: str) -> tuple[Value, dict[str, Choice]]:
    """Return what is no event with the day that its reports together tell.

    Args:
        told: the reports, best first.
        field: ``date`` or ``due``.
    """
    voice, best = told[0]
    chosen = {"evidence": Choice(report=best.id, reason="the best report", evidence=(best.evidence,))}
    dates = [(voice, when) for voice, one in told if (when := getattr(one, field)) is not None]
    found = elect(dates, key=_days, against=_other_days, vagueness=_date_vagueness)
    if found is None:
        return best, chosen
    part = _spanned(field, found, voice.stored.document.id)
    return dataclasses.replace(best, **part.values), chosen | {field: part.choice}


def _parts(told: Told, everything: Told, best: Event, why: str) -> Iterator[Part]:
    home = best.evidence.document
    dates = [(voice, one.date) for voice, one in told if one.date is not None]
    if date := elect(dates, key=_days, against=_other_days, vagueness=_date_vagueness):
        yield _spanned("date", date, home)
    places = [(voice, one.place) for voice, one in told if one.place is not None]
    if place := elect(places, key=_where, against=_elsewhere, vagueness=lambda p: PLACES.get(p.kind, 1)):
        yield _spanned("place", place, home)
    yield from _participants(everything, home)
    yield _coding([(voice, one) for voice, one in told if one.event_type == best.event_type])
    status = _word(told, "status", ("actual", "historical", "planned"))
    yield _part("status", {"status": status.value}, status.stored, why)
    certainty = _word(told, "certainty", tuple(CERTAINTIES))
    yield _part("certainty", {"certainty": certainty.value}, certainty.stored, certainty.reason)
    yield from _magnitude(told)


def _part(
    name: str, values: dict[str, Any], source: Stored, reason: str, evidence: Sequence[Evidence] = ()
) -> Part:
    told = tuple(evidence) or (source.value.evidence,)
    return Part(name=name, values=values, choice=Choice(report=source.name, reason=reason, evidence=told))


def _spanned(name: str, found: Elected[T], home: str) -> Part:
    """Return a date or place; what is of another document than the event's words comes without its span."""
    value, document = found.value, found.stored.document
    evidence = (document.evidence(value.span),) if value.span else ()
    if value.span and document.id != home:
        value = dataclasses.replace(value, span=None)
    return _part(name, {name: value}, found.stored, found.reason, evidence)


def _days(date: When) -> tuple[object, ...]:
    return date.start, date.end, date.basis in FIRM


def _other_days(one: When, other: When) -> bool:
    return other.basis in FIRM and not one.overlaps(other)


def _date_vagueness(date: When) -> int:
    """Return the days of an interval; a day that only the publication gives comes after a month that is told."""
    days = (date.end - date.start).days
    if date.basis in FIRM and days <= VAGUE:
        return days
    if date.basis == "published" and days <= VAGUE:
        return VAGUE + 1 + days
    return (3 if date.basis in FIRM else 400_000) * VAGUE + days


def _where(place: Place) -> tuple[object, ...]:
    return place.geonameid or place.name.casefold(), place.kind


def _elsewhere(one: Place, other: Place) -> bool:
    """Return whether two places cannot both be where it was: other lands, or two towns."""
    if one.country and other.country and one.country != other.country:
        return True
    return (
        PLACES.get(one.kind, 1) == PLACES.get(other.kind, 1) and one.name.casefold() != other.name.casefold()
    )


def _participants(told: Told, home: str) -> Iterator[Part]:
    found = _parties.chosen(told)
    for side in _parties.SIDES:
        named = list(_parties.named(found.value, side, told))
        actors = tuple(_at_home(n, home) for n in named)
        more = [f"{n.actor.name} for “{n.instead.name}”" for n in named if n.instead]
        words = [_parties.mention(n.actor, n.voice, told) for n in named]
        evidence = [w for w in words if w is not None]
        yield _part(side, {side: actors}, found.stored, "; ".join((found.reason, *more)), evidence)


def _at_home(named: _parties.Named, home: str) -> Any:
    foreign = named.voice.stored.document.id != home and named.actor.mention is not None
    return dataclasses.replace(named.actor, mention=None) if foreign else named.actor


def _coding(told: Told) -> Part:
    """Return the finest coding that none contradicts, of reports that give the event its type."""
    found = elect(
        [(voice, one) for voice, one in told],
        key=lambda e: (e.mode, e.cameo),
        against=_other_act,
        vagueness=_act_vagueness,
    )
    assert found is not None
    names = ("mode", "contexts", "cameo", "quad", "intensity")
    return _act("mode", found, {name: getattr(found.value, name) for name in names})


def _act(name: str, found: Elected[Any], values: dict[str, Any]) -> Part:
    event = found.stored.value
    assert isinstance(event, Event)
    return _part(
        name, values, found.stored, found.reason, (found.stored.document.evidence(event.trigger.span),)
    )


def _other_act(one: Event, other: Event) -> bool:
    if one.mode and other.mode and one.mode != other.mode:
        return True
    a, b = one.cameo, other.cameo
    return bool(a and b and _fine(a) and _fine(b)) and not (
        str(a).startswith(str(b)) or str(b).startswith(str(a))
    )


def _act_vagueness(event: Event) -> int:
    return 2 * (event.mode is None) + (event.cameo is None or not _fine(event.cameo))


def _fine(code: str) -> bool:
    """Return whether a CAMEO code says more than its class: 042, not 040."""
    return bool(code[ROOT:].strip("0"))


def _word(told: Told, field: str, order: tuple[str, ...]) -> Elected[str]:
    best = {
        voice.stored.document.id: (voice, one) for voice, one in reversed(told)
    }  # a headline is less careful
    words = [
        (voice, str(getattr(one, field))) for voice, one in told if best[voice.stored.document.id][1] is one
    ]
    found = elect(
        words, key=str, against=str.__ne__, vagueness=lambda w: order.index(w) if w in order else len(order)
    )
    assert found is not None
    return found


def _magnitude(told: Told) -> Iterator[Part]:
    """Yield the figures, of each measure the one that most sources give."""
    figures: dict[str, list[tuple[Voice, Indicator]]] = {}
    for voice, one in told:
        for figure in one.magnitude:
            figures.setdefault(figure.measure.casefold(), []).append((voice, figure))
    found = [
        elect(
            options, key=_figures.bounds, against=_figures.disagree, vagueness=lambda f: int(f.value is None)
        )
        for options in figures.values()
    ]
    held = [one for one in found if one is not None]
    if held:
        evidence = tuple(one.value.evidence for one in held)
        reason = "; ".join(dict.fromkeys(one.reason for one in held))
        yield _part(
            "magnitude", {"magnitude": tuple(o.value for o in held)}, held[0].stored, reason, evidence
        )
