"""What two runs found otherwise in the same documents."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator, Sequence

from dateline.model import (
    Actor,
    Attribution,
    Commitment,
    Document,
    Event,
    Indicator,
    Place,
    Span,
    StateChange,
    Statement,
    When,
)
from dateline.model.comparison import Change, Comparison
from dateline.model.record import Value
from dateline.store import Reader, runs
from dateline.views import _figures

UNCOMPARED = ("evidence", "trigger", "source", "score", "reasons")  # where it stands, and how it was found
Pair = tuple[Value | None, Value | None]


def diff(reader: Reader, before: str, after: str) -> Comparison:
    """Return what appeared, vanished and changed from one run to another.

    Reports at the same words are the same report; what is left is paired where words overlap.

    Raises:
        NotFound: no run has this number or id.
    """
    one, other = runs.named(reader, before), runs.named(reader, after)
    left, right = runs.documents(reader, one.number), runs.documents(reader, other.number)
    both = sorted(left & right)
    alike: Counter[str] = Counter()
    changes: list[Change] = []
    pairs = zip(runs.reports(reader, one.number, both), runs.reports(reader, other.number, both), strict=True)
    for (name, then), (_, now) in pairs:
        for kind in sorted(then.keys() | now.keys()):
            for pair in _paired(then.get(kind, ()), now.get(kind, ())):
                change = _change(kind, pair, reader.document(name))
                if change is None:
                    alike[kind] += 1
                else:
                    changes.append(change)
    return Comparison(
        before=one,
        after=other,
        documents=len(both),
        only_before=len(left - right),
        only_after=len(right - left),
        alike=dict(alike),
        changes=tuple(sorted(changes, key=lambda c: c.kind)),
    )


def _paired(before: Sequence[Value], after: Sequence[Value]) -> Iterator[Pair]:
    """Yield the reports of one document in pairs; what has no partner stands with None."""
    left, right = list(before), list(after)
    for fits in (_identical, _at_one_place, _overlapping):
        for value in list(left):
            partner = next((other for other in right if fits(value, other)), None)
            if partner is not None:
                left.remove(value)
                right.remove(partner)
                yield value, partner
    yield from ((value, None) for value in left)
    yield from ((None, value) for value in right)


def _identical(a: Value, b: Value) -> bool:
    return a.id == b.id


def _at_one_place(a: Value, b: Value) -> bool:
    return _spot(a) == _spot(b)


def _overlapping(a: Value, b: Value) -> bool:
    return _spot(a).start < _spot(b).end and _spot(b).start < _spot(a).end


def _spot(value: Value) -> Span:
    return value.trigger.span if isinstance(value, Event) else value.evidence.span


def _change(kind: str, pair: Pair, document: Document) -> Change | None:
    before, after = pair
    told = after or before
    assert told is not None
    fields = _fields(before, after, document.text) if before and after else {}
    if before and after and not fields:
        return None
    return Change(
        what="changed" if before and after else "appeared" if after else "vanished",
        kind=kind,
        type=_type(told),
        document=document.id,
        publisher=document.publisher,
        before=before,
        after=after,
        fields=fields,
    )


def _fields(before: Value, after: Value, text: str) -> dict[str, tuple[str, str]]:
    """Return the fields that read otherwise."""
    found = {}
    for field in dataclasses.fields(before):
        if field.name not in UNCOMPARED:
            readings = (words(getattr(before, field.name), text), words(getattr(after, field.name), text))
            if readings[0] != readings[1]:
                found[field.name] = readings
    return found


def _type(value: Value) -> str:
    match value:
        case Event():
            return value.event_type
        case Statement():
            return value.stance
        case Indicator():
            return value.measure
        case Commitment():
            return value.kind


def words(value: object, text: str) -> str:
    """Return a field for people; ``text`` is that of its document."""
    match value:
        case None:
            return "none"
        case tuple():
            return ", ".join(words(item, text) for item in value) or "none"
        case When():
            return value.iso()
        case Actor():
            return f"{value.name} [{value.code}]" if value.code else value.name
        case Place():
            return value.name
        case Attribution():
            return value.via or (value.speaker.name if value.speaker else "somebody")
        case Indicator():
            return f"{value.measure} {_figures.words(value)}"
        case StateChange():
            return f"{value.state} {value.date or ''}".strip()
        case Span():
            return value.of(text)
        case _:
            return str(value)
