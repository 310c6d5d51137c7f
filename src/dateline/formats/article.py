"""A coded article as JSON, as ``dateline code`` writes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dateline.formats.jsonl import value_json
from dateline.model import (
    Actor,
    Article,
    Commitment,
    Event,
    Indicator,
    PlaceMention,
    Statement,
    TimeExpression,
)
from dateline.model.codec import to_json
from dateline.model.record import Value


def article_json(article: Article, records: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return all that was found in an article; offsets are code points of ``text``, end exclusive.

    Args:
        article: what a coder returned.
        records: the record of each event by the event's id, where they are known.
    """
    document, published = article.document, article.document.published
    return {
        "id": document.source_id or document.id,
        "document": document.id,
        "text": document.text,
        "title": document.title,
        "language": document.language,
        "published": _published(published) if published else None,
        "publisher": document.publisher,
        "url": document.url,
        "furniture": [
            {"start": b.span.start, "end": b.span.end, "kind": b.reason or "boilerplate"}
            for b in article.furniture
        ],
        "events": [_event(v, records or {}) for v in article.events],
        "statements": [value_json(v) for v in article.statements],
        "indicators": [value_json(v) for v in article.indicators],
        "commitments": [value_json(v) for v in article.commitments],
        "times": [_time(t) for t in article.times],
        "places": [_place(p) for p in article.places],
        "actors": _actors(article),
        "issues": to_json(article.issues),
    }


def failed_json(given: Any, text: str | None, code: str, message: str) -> dict[str, Any]:
    """Return the answer for an input that is no article: the same fields with nothing in them, and the error."""
    told = ("title", "language", "published", "publisher", "url")
    lists = [
        "furniture",
        "events",
        "statements",
        "indicators",
        "commitments",
        "times",
        "places",
        "actors",
        "issues",
    ]
    return {
        "id": given,
        "document": None,
        "text": text,
        **dict.fromkeys(told),
        **{name: [] for name in lists},
        "error": {"code": code, "message": message},
    }


def _event(event: Event, records: Mapping[str, str]) -> dict[str, Any]:
    return {**value_json(event), "record_id": records.get(event.id)}


def _published(published: Any) -> dict[str, Any]:
    day = {"start": published.start.isoformat(), "end": published.end.isoformat(), "basis": published.basis}
    return {**day, "text": published.text} if published.text is not None else day


def _time(found: TimeExpression) -> dict[str, Any]:
    return {
        "start": found.span.start,
        "end": found.span.end,
        "kind": found.kind,
        "value": found.value,
        "when": to_json(found.when),
    }


def _place(found: PlaceMention) -> dict[str, Any]:
    place = to_json(found.place) or dict.fromkeys(("name", "country", "lat", "lon", "geonameid", "kind"))
    place.pop("span", None)
    return {"start": found.span.start, "end": found.span.end, **place}


def _actors(article: Article) -> list[dict[str, Any]]:
    """Return each actor once, by first mention, with all places where the text names it."""
    found: dict[str, tuple[Actor, set[tuple[int, int]]]] = {}
    mentioned = [(a, m.span) for m in article.annotations.mentions or () for a in m.actors]
    values: tuple[Value, ...] = (
        *article.events,
        *article.statements,
        *article.indicators,
        *article.commitments,
    )
    coded = [(a, a.mention) for v in values for a in _of(v)]
    for actor, span in (*mentioned, *coded):
        spans = found.setdefault(actor.id, (actor, set()))[1]
        if span is not None:
            spans.add((span.start, span.end))
    listed = [
        {**_without_mention(actor), "mentions": [{"start": s, "end": e} for s, e in sorted(spans)]}
        for actor, spans in found.values()
    ]
    return sorted(
        listed,
        key=lambda a: (a["mentions"][0]["start"] if a["mentions"] else len(article.document.text), a["id"]),
    )


def _without_mention(actor: Actor) -> dict[str, Any]:
    return {k: v for k, v in to_json(actor).items() if k not in ("mention", "reason")}


def _of(value: Value) -> tuple[Actor, ...]:
    match value:
        case Event():
            return value.actors + value.recipients
        case Statement():
            return tuple(a for a in (value.speaker, value.addressee) if a)
        case Indicator():
            return (value.actor,) if value.actor else ()
        case Commitment():
            return value.by + value.to
