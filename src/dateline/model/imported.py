"""Events of other data sets, kept beside our records and never among them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

from dateline.model.actor import Actor
from dateline.model.ids import content_id
from dateline.model.place import Place
from dateline.model.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedMention:
    """One article that another data set names for one of its events.

    Attributes:
        system: the data set.
        event: the id of the event there.
        url: address of the article; None where the data set has another kind of name for it.
        publisher: outlet or host.
        published: the day on which the data set saw it.
        given: the fields as they were given.
    """

    system: str
    event: str
    url: str | None = None
    publisher: str | None = None
    published: datetime.date | None = None
    given: dict[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Content id."""
        return content_id("mention1", self.system, self.event, self.given)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """An event as another data set has it: somebody else's record, without evidence of ours.

    Attributes:
        system: the data set.
        source_id: the event's id there.
        url: of an article about it; only a web address.
        publisher: its outlet.
        headline: words about it, without markup.
        event_type: PLOVER type; None where it is told or mapped to none.
        mode: PLOVER mode.
        cameo: CAMEO code.
        actors: who did it; all parties where the data set tells no sides.
        recipients: to whom.
        date: the interval that it gives, basis ``given``.
        place: where.
        mentions: the articles that it names for it.
        given: the fields as they were given.
    """

    system: str
    source_id: str
    url: str | None = None
    publisher: str | None = None
    headline: str | None = None
    event_type: str | None = None
    mode: str | None = None
    cameo: str | None = None
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    date: When | None = None
    place: Place | None = None
    mentions: tuple[ImportedMention, ...] = ()
    given: dict[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Content id: the data set and its own id."""
        return content_id("import1", self.system, self.source_id)

    @property
    def urls(self) -> tuple[str, ...]:
        """The addresses of all articles about it, each once."""
        told = (self.url, *(mention.url for mention in self.mentions))
        return tuple(dict.fromkeys(url for url in told if url))
