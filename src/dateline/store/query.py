"""What is asked of the store."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass

import sqlalchemy as sa

from dateline.model import Actor
from dateline.store import tables


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMatch:
    """Whom a name or code of the user may mean.

    Attributes:
        ids: ids of actors.
        countries: country codes.
        prefix: start of a PLOVER code ("PRKGOV"), None if it cannot be one.
        name: part of a name in lower case, None if only codes are meant.
    """

    ids: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    prefix: str | None = None
    name: str | None = None

    def condition(self) -> sa.ColumnElement[bool]:
        """Return the condition on the table of participants."""
        who = tables.participants.c
        found: list[sa.ColumnElement[bool]] = [who.actor.in_(self.ids), who.country.in_(self.countries)]
        if self.prefix:
            found.append(who.code.startswith(self.prefix, autoescape=True))
        if self.name:
            found.append(sa.func.lower(who.name).contains(self.name, autoescape=True))
        return sa.or_(*found)

    def fits(self, actor: Actor) -> bool:
        """Return whether this is one of them."""
        return (
            actor.id in self.ids
            or actor.country in self.countries
            or bool(self.prefix and actor.code and actor.code.startswith(self.prefix))
            or bool(self.name and self.name in actor.name.lower())
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A choice of reports; empty fields choose all.

    Attributes:
        actors: each of them takes part.
        type: event type, stance, measure or kind of commitment.
        since: not over before this day.
        until: begun by this day.
        as_of: only what was surely published by this day, in the revision that stood there then.
        records: only these records.
        document: only reports of this document.
        documents: only reports of these documents.
        statuses: of events.
        certainties: of events.
        min_score: of events: as likely right as this, or likelier; those without a score are left out.
        place: part of the place's name, or the code of its country.
        source: part of the publisher's name.
        superseded: also reports of revisions that a newer one of the same address took the place of.
    """

    actors: tuple[ActorMatch, ...] = ()
    type: str | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    as_of: datetime.date | None = None
    records: tuple[str, ...] | None = None
    document: str | None = None
    documents: tuple[str, ...] | None = None
    statuses: tuple[str, ...] = ()
    certainties: tuple[str, ...] = ()
    min_score: float | None = None
    place: str | None = None
    source: str | None = None
    superseded: bool = False

    def conditions(self, reports: sa.Table) -> list[sa.ColumnElement[bool]]:
        """Return the conditions that one report of a record must meet."""
        found: list[sa.ColumnElement[bool]] = []
        if self.type is not None:
            found.append(sa.func.lower(reports.c.type) == self.type.lower())
        if self.since is not None:
            found.append(reports.c.end_date >= self.since)
        if self.until is not None:
            found.append(reports.c.start_date <= self.until)
        if self.records is not None:
            found.append(tables.memberships.c.record.in_(self.records))
        if self.document is not None:
            found.append(reports.c.document == self.document)
        if self.documents is not None:
            found.append(reports.c.document.in_(self.documents))
        found += self._of_events(reports)
        if self.place is not None:
            found.append(_placed(reports, self.place))
        if self.source is not None:  # the question has the documents beside the reports
            found.append(tables.documents.c.publisher.icontains(self.source, autoescape=True))
        who = tables.participants.c
        for match in self.actors:
            taking_part = sa.select(who.report).where(
                who.run == reports.c.run, who.report == reports.c.id, match.condition()
            )
            found.append(taking_part.exists())
        return found

    def _of_events(self, reports: sa.Table) -> list[sa.ColumnElement[bool]]:
        """Return the conditions that only events can meet or miss."""
        if reports is not tables.events:
            return []
        found: list[sa.ColumnElement[bool]] = []
        if self.statuses:
            found.append(reports.c.status.in_(self.statuses))
        if self.certainties:
            found.append(reports.c.certainty.in_(self.certainties))
        if self.min_score is not None:
            found.append(reports.c.score >= self.min_score)
        return found


def _placed(reports: sa.Table, place: str) -> sa.ColumnElement[bool]:
    if len(place) == 3 and place.isupper():
        return reports.c.country == place
    if "place" in reports.c:
        return reports.c.place.icontains(place, autoescape=True)
    written = json.dumps(place, ensure_ascii=False)[1:-1]
    return sa.cast(reports.c.payload, sa.Text).icontains(written, autoescape=True)
