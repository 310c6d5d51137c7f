"""Values to rows and back, each quotation checked against the text of record both ways."""

from __future__ import annotations

import dataclasses
import datetime
from functools import cache
from typing import Any

from dateline.errors import DocumentError, EvidenceError
from dateline.model import (
    Actor,
    Commitment,
    Document,
    Event,
    Evidence,
    Indicator,
    Span,
    Statement,
    Trigger,
    When,
)
from dateline.model.codec import from_json, to_json
from dateline.model.record import Value

KINDS: dict[str, type[Value]] = {
    "event": Event,
    "statement": Statement,
    "indicator": Indicator,
    "commitment": Commitment,
}


def pack_document(document: Document) -> dict[str, Any]:
    """Return the row of a document.

    Raises:
        DocumentError: the text holds half characters that no database can keep.
    """
    payload = to_json(document)
    text = payload.pop("text")
    try:
        encoded = (text + (document.title or "") + (document.publisher or "")).encode()
    except UnicodeEncodeError as error:
        raise DocumentError("the text is not valid Unicode", where=document.where or document.id) from error
    if b"\x00" in encoded:
        raise DocumentError("the text holds NUL characters", where=document.where or document.id)
    published = document.published
    return {
        "id": document.id,
        "text": text,
        "title": document.title,
        "publisher": short(document.publisher),
        "url": short(document.url),
        "language": document.language,
        "published_start": published.start if published else None,
        "published_end": published.end if published else None,
        "payload": payload,
    }


LONGEST_INDEXED = 2_000  # bytes; a database refuses to index much more


def short(text: str | None) -> str | None:
    """Return the text for an indexed column; the whole of it is in ``payload``."""
    return text and text.encode(errors="replace")[:LONGEST_INDEXED].decode(errors="ignore")


def printable(text: str) -> str:
    """Return the text without what no database can keep: NUL and half characters."""
    return text.replace("\x00", "\ufffd").encode(errors="replace").decode()


def unpack_document(row: Any) -> Document:
    """Return the document of a row.

    Raises:
        EvidenceError: text or data are no longer what was written.
    """
    document = from_json(Document, {**row.payload, "text": row.text}, _no_text)
    if document.id != row.id:
        raise EvidenceError("the stored text is not what was read; the database was changed", where=row.id)
    return document


def unpack_teller(row: Any) -> Document:
    """Return a document that has nothing but its id, its text and when it was published."""
    published = None if row.published is None else from_json(When, row.published, _no_text)
    document = Document(text=row.text, blocks=(), published=published)
    document._id.append(row.id)  # else made from fields that are not here
    return document


def pack(kind: str, value: Value, document: Document) -> dict[str, Any]:
    """Return the columns that all kinds of reports share.

    Raises:
        EvidenceError: a span or quotation of the value does not fit the document.
    """
    return packed(kind, value, document)[0]


def packed(kind: str, value: Value, document: Document) -> tuple[dict[str, Any], Value]:
    """Return the columns that all kinds of reports share, and the value as it comes back from them.

    Raises:
        EvidenceError: a span or quotation of the value does not fit the document.
    """
    check(value, document)
    name, payload = value.id, to_json(value)
    back = unpack(kind, payload, document)
    if back.id != name:
        raise EvidenceError(f"a {kind} does not come back from JSON as it was", where=document.id)
    date = value.due if isinstance(value, Commitment) else value.date
    place = getattr(value, "place", None)
    row = {
        "id": name,
        "document": document.id,
        "position": value.evidence.start,
        "country": place.country if place else None,
        "start_date": date.start if date else None,
        "end_date": date.end if date else None,
        "payload": payload,
    }
    return row, back


def unpack(kind: str, payload: Any, document: Document) -> Value:
    """Return the report, its evidence checked against the document.

    Raises:
        EvidenceError: the words do not stand there.
    """

    def text(name: str) -> str:
        if name != document.id:
            raise EvidenceError(f"evidence of another document ({name})", where=document.id)
        return document.text

    value = from_json(KINDS[kind], payload, text)
    check(value, document)
    return value


def check(value: Any, document: Document) -> None:
    """Refuse spans outside the text, and triggers that do not stand where they say.

    Raises:
        EvidenceError: as said.
    """
    kind = type(value)
    if kind in _PLAIN:
        return
    if kind is Span:
        if value.end > len(document.text):
            raise EvidenceError(f"no text at {value.start}..{value.end}", where=document.id)
    elif kind is tuple:
        for item in value:
            check(item, document)
    elif dataclasses.is_dataclass(kind):
        if kind is Trigger and document.text[value.start : value.end] != value.text:
            raise EvidenceError(f"text at {value.start} is not {value.text!r}", where=document.id)
        for name in _fields(kind):
            check(getattr(value, name), document)


_PLAIN = frozenset({str, int, float, bool, type(None), datetime.date, Evidence})  # Evidence checks itself


@cache
def _fields(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


def columns(value: Value) -> dict[str, Any]:
    """Return the columns of the value's own kind."""
    match value:
        case Event():
            return {
                "type": value.event_type,
                "mode": value.mode,
                "quad": value.quad,
                "status": value.status,
                "certainty": value.certainty,
                "place": short(value.place.name) if value.place else None,
                "score": value.score,
            }
        case Statement():
            return {"type": value.stance, "cue": value.cue}
        case Indicator():
            return {"type": value.measure, "value": value.value, "unit": value.unit}
        case Commitment():
            return {"type": value.kind, "status": value.state}


def participants(value: Value) -> list[tuple[str, int, Actor]]:
    """Return role, position and actor of all who take part."""
    sides: dict[str, tuple[Actor | None, ...]]
    match value:
        case Event():
            sides = {"actor": value.actors, "recipient": value.recipients}
        case Statement():
            sides = {"speaker": (value.speaker,), "addressee": (value.addressee,)}
        case Indicator():
            sides = {"actor": (value.actor,)}
        case Commitment():
            sides = {"by": value.by, "to": value.to}
    return [(role, i, a) for role, side in sides.items() for i, a in enumerate(side) if a is not None]


def _no_text(name: str) -> str:
    raise EvidenceError("a document has no evidence of its own", where=name)
