"""FollowTheMoney entities (followthemoney.tech), one JSON object a line: for Aleph, OpenSanctions tools and yente."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from dateline.codebook import exchange
from dateline.errors import MissingExtra
from dateline.formats import Item, _events, _words
from dateline.model import Actor, Event, Record, Report, When
from dateline.model.ids import content_id

SCHEMAS = {"person": "Person", "organisation": "Organization", "state": "PublicBody", "group": "Organization"}


class FollowTheMoney:
    """Events with those who organise them and those they involve, the articles that report them, and links between both.

    Loss: statements, figures and commitments, for which there is no schema; types are keywords; status and attribution stand
    in the summary.
    """

    media_type = "application/x-ndjson"

    def write(self, items: Iterable[Item], *, title: str = "") -> Iterator[str]:
        """Yield the lines; the package checks each value.

        Raises:
            MissingExtra: followthemoney is not installed.
        """
        try:
            from followthemoney import model
        except ImportError as error:
            raise MissingExtra("FollowTheMoney", "ftm") from error
        written: set[str] = set()  # so that each is written once; it grows by a hundred bytes for each
        for record, event in _events.events(items):
            for id, schema, values in _entities(record, event):
                if id not in written:
                    written.add(id)
                    entity = model.make_entity(schema)
                    entity.id = id
                    for name, told in values.items():
                        entity.add(name, told)
                    yield json.dumps(entity.to_dict(), ensure_ascii=False) + "\n"

    def lacks(self, item: Item) -> str | None:
        """Return why there is nothing for an item, None if there is."""
        return _events.no_event(item)


def _entities(record: Record, event: Event) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield id, schema and properties of an event, its parties, its articles, and the links."""
    for actor in (*event.actors, *event.recipients):
        yield _id("actor", actor.id), SCHEMAS.get(actor.kind, "LegalEntity"), _actor(actor)
    id = _id("event", record.record_id)
    yield id, "Event", _event(record, event)
    for report in record.reports:
        document = _id("document", report.document)
        yield document, "Article", _article(report)
        link = {"document": document, "entity": id, "role": "reports", "summary": report.evidence.exact}
        yield _id("link", f"{id} {document}"), "Documentation", link | _date(report.published)


def _event(record: Record, event: Event) -> dict[str, Any]:
    place = event.place
    return {
        "name": f"{_words.kind(event)}: {_words.line(event)}",
        "summary": "; ".join((event.status, event.certainty, _words.chain(event.attribution))).strip("; "),
        "keywords": [word for word in (event.event_type, event.mode, *event.contexts) if word],
        "location": place.name if place else None,
        "country": place.country if place else None,
        "organizer": [_id("actor", a.id) for a in event.actors],
        "involved": [_id("actor", a.id) for a in event.recipients],
        "sourceUrl": [r.url for r in record.reports if r.url],
        "publisher": [r.publisher for r in record.reports if r.publisher],
        "recordId": record.record_id,
        **_date(event.date),
    }


def _actor(actor: Actor) -> dict[str, Any]:
    country = actor.country if actor.country in exchange.countries() else None
    return {"name": _words.clean(actor.name), "country": country, "classification": actor.code}


def _article(report: Report) -> dict[str, Any]:
    return {
        "title": _words.clean(report.title or report.document),
        "publisher": report.publisher,
        "sourceUrl": report.url,
        "publishedAt": report.published.iso()
        if report.published and "/" not in report.published.iso()
        else None,
        "language": "eng",
    }


def _date(when: When | None) -> dict[str, str]:
    """Return a date as precisely as it is known."""
    if when is None:
        return {}
    if "/" not in when.iso():
        return {"date": when.iso()}
    return {"startDate": when.start.isoformat(), "endDate": when.end.isoformat()}


def _id(kind: str, words: str) -> str:
    return "dateline-" + content_id(kind, words).replace(":", "-")
