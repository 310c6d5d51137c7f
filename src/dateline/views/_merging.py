"""From the reports of a record to the record."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Iterator
from itertools import combinations, groupby

from dateline.model import (
    Actor,
    Attribution,
    Commitment,
    Document,
    Event,
    Indicator,
    Record,
    Report,
    Statement,
    When,
)
from dateline.model.record import Choice, Value
from dateline.resolvers import announced
from dateline.store import Stored
from dateline.views import _canonical, _figures, _origins, _ranking
from dateline.views._electing import Voice
from dateline.views._ranking import FIRM as FIRM
from dateline.views._ranking import HAPPENED as HAPPENED
from dateline.views._ranking import VAGUE as VAGUE
from dateline.views._ranking import denied as _denied


def records(stored: Iterable[Stored]) -> Iterator[Record]:
    """Yield the records of reports that come ordered by record and publication."""
    for _, group in groupby(stored, key=lambda s: s.record):
        yield record(list(group))


def record(told: list[Stored]) -> Record:
    """Return the record of these reports, oldest publication first; superseded ones are shown and do not count."""
    group = [s for s in told if not s.superseded] or told
    value, chosen, sources = _value(group)
    days = [s.document.published.end for s in group if s.document.published]  # out by then, as as_of counts
    return Record(
        record_id=group[0].record,
        kind=group[0].kind,
        value=value,
        reports=tuple(_report(s, value) for s in told),
        independent_sources=sources,
        conflicts=tuple(disputed(group)),
        first_reported=min(days, default=None),
        last_changed=max(days, default=None),
        chosen=chosen,
    )


def _value(group: list[Stored]) -> tuple[Value, dict[str, Choice], int]:
    """Return the canonical value of reports, where its fields are from, and how many independent sources there are."""
    if len(group) == 1:
        return _merged(group[0].value, group), {}, 1
    chains = [(s, attribution(s.value)) for s in group]
    origins = dict(zip((s.name for s in group), _origins.labelled(chains), strict=True))
    sources = len(_origins.origins(chains))
    ranked = sorted(group, key=_ranking.rank)
    voices = [(Voice(stored=s, origin=origins[s.name]), s.value) for s in ranked]
    if not isinstance(ranked[0].value, Event):
        field = "due" if isinstance(ranked[0].value, Commitment) else "date"
        value, chosen = _canonical.dated(voices, field)
        return _merged(value, group), chosen, sources
    phase, why = _ranking.decided(ranked, [origins[s.name] for s in ranked])
    events = [(voice, event) for voice, event in voices if isinstance(event, Event)]
    told = [pair for pair in events if _ranking.phase(pair[0].stored) == phase]
    near = [pair for pair in events if phase == "denied" or not _denied(pair[1])]
    return *_canonical.event(told, near, why), sources


def attribution(value: Value) -> tuple[Attribution, ...]:
    """Return who says so; of a statement, its own chain."""
    if isinstance(value, Event | Indicator):
        return value.attribution
    if isinstance(value, Statement):
        speaker = Attribution(speaker=value.speaker, cue=value.cue or None)
        return (*(Attribution(via=name) for name in value.via), speaker)
    return ()


def fields(value: Value) -> dict[str, str]:
    """Return the fields in which reports of one thing can differ, for people; unknown ones are left out."""
    match value:
        case Event():
            found = {
                "date": _date(value.date),
                "place": value.place.name if value.place else None,
                "actors": _names(value.actors),
                "recipients": _names(value.recipients),
                "event_type": value.event_type,
                "status": value.status,
                "certainty": value.certainty,
                "magnitude": "; ".join(f"{m.measure} {_figures.words(m)}" for m in value.magnitude),
            }
        case Indicator():
            found = {"value": _figures.words(value), "date": _date(value.date)}
        case Commitment():
            found = {
                "kind": value.kind,
                "state": value.state,
                "due": _date(value.due),
                "condition": value.condition,
            }
        case Statement():
            found = {"cue": value.cue, "stance": value.stance}
    return {name: words for name, words in found.items() if words}


def disputed(group: list[Stored]) -> Iterator[str]:
    """Yield the fields in which two of the reports cannot both be right.

    What each report says is reduced to what can clash, once each: there may be hundreds that all say the same.
    """
    events = [s.value for s in group if isinstance(s.value, Event)]
    done = [e for e in events if e.status in HAPPENED and not announced(e)]  # a plan may be moved
    if len({e.date.start for e in done if e.date and e.date.basis in FIRM and e.date.is_day}) > 1:
        yield "date"
    if len({e.place.name.casefold() for e in events if e.place and e.place.kind == "city"}) > 1:
        yield "place"
    acting = {(e.event_type, _people(e.actors), _people(e.recipients)) for e in done}
    if any(_others(a, b) for a, b in combinations(acting, 2)):
        yield "actors"
    if len({_denied(e) for e in events}) > 1:
        yield "status"
    figures = {
        tuple((m.measure.casefold(), *_figures.bounds(m), m.value) for m in e.magnitude): e for e in done
    }
    if any(_magnitudes_clash(a, b) for a, b in combinations(figures.values(), 2)):
        yield "magnitude"


def _people(side: Iterable[Actor]) -> frozenset[str]:
    return frozenset(p.id for p in side if p.kind == "person")


_Acting = tuple[str, frozenset[str], frozenset[str]]


def _others(a: _Acting, b: _Acting) -> bool:
    """Whether the same act is told of other people on one of its sides."""
    return a[0] == b[0] and any(
        ours and theirs and not ours & theirs for ours, theirs in zip(a[1:], b[1:], strict=True)
    )


def _magnitudes_clash(a: Event, b: Event) -> bool:
    pairs = ((m, n) for m in a.magnitude for n in b.magnitude if m.measure.casefold() == n.measure.casefold())
    return any(_figures.disagree(m, n) for m, n in pairs)


def _merged(best: Value, group: list[Stored]) -> Value:
    if not isinstance(best, Commitment):
        return best
    told = [_dated(s.value, s.document) for s in group if isinstance(s.value, Commitment)]
    states = [c.state for c in told if c.state != "open"]
    steps = dict.fromkeys(step for c in told for step in c.history)
    history = tuple(sorted(steps, key=lambda step: step.date or datetime.date.min))
    return dataclasses.replace(best, state=states[-1] if states else "open", history=history)


def _dated(commitment: Commitment, document: Document) -> Commitment:
    """Return a commitment whose steps say where their day is but the last on which its article can have come out."""
    published = document.published
    if published is None or published.is_day:
        return commitment
    steps = (dataclasses.replace(s, latest=s.date == published.end) for s in commitment.history)
    return dataclasses.replace(commitment, history=tuple(steps))


def _report(stored: Stored, value: Value) -> Report:
    document, told = stored.document, stored.value
    return Report(
        id=stored.name,
        document=document.id,
        publisher=document.publisher,
        published=document.published,
        url=document.url,
        title=document.title,
        evidence=told.evidence,
        attribution=attribution(told),
        differs=_differing(value, told),
        superseded=stored.superseded,
    )


def _differing(held: Value, told: Value) -> dict[str, str]:
    """Return the fields in which a report says something else than its record, with what it says."""
    if held is told:
        return {}
    ours, theirs = fields(held), fields(told)
    differs = {name: words for name, words in theirs.items() if ours.get(name, words) != words}
    if differs.keys() & {"status"} and {ours["status"], theirs["status"]} == set(HAPPENED):
        del differs["status"]
    if isinstance(held, Event) and isinstance(told, Event):
        for side in differs.keys() & {"actors", "recipients"}:
            if {a.id for a in getattr(held, side)} == {a.id for a in getattr(told, side)}:
                del differs[side]  # named in another order
        if "magnitude" in differs and not _other_figures(held, told):
            del differs["magnitude"]
    return differs


def _other_figures(held: Event, told: Event) -> bool:
    known = {(m.measure.casefold(), _figures.words(m)) for m in held.magnitude}
    return any((m.measure.casefold(), _figures.words(m)) not in known for m in told.magnitude)


def _date(date: When | None) -> str | None:
    return date.iso() if date else None


def _names(actors: tuple[Actor, ...]) -> str:
    return ", ".join(actor.name for actor in actors)
