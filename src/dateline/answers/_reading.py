"""What is read of an archive for the answer to one question."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from dateline.answers._matching import names, weight
from dateline.archive import Archive
from dateline.model import Actor, Document, Record
from dateline.model.answer import Question, Section

LIMITS: dict[Section, int] = {
    "done": 12,
    "not done": 5,
    "denied": 3,
    "undertaken": 8,
    "said": 6,
    "counted": 12,
    "contradicted": 4,
}
RANKED = 3  # of those that may be the last or first one
FEW = 4  # for the sections that a question did not ask for
LARGE = 5_000  # reports of a kind, of which not all are read for an answer
READ = 100  # records that are read for an answer then: as many with the question's words as of its types, the newest of each
OTHERS = 40  # and these, the newest whatever they tell
FOLLOWED = 3  # commitments that are shown and followed through later articles then,
BESIDE = 2  # and if something else is asked for
TYPES = 3  # types that are looked up


class Reading:
    """Reads the records of an archive that may answer one question."""

    def __init__(self, archive: Archive, question: Question, as_of: datetime.date | None) -> None:
        self.archive, self.question = archive, question
        self.choice: dict[str, Any] = {"since": question.since, "until": question.until, "as_of": as_of}
        self.large = any(archive.is_larger(kind, LARGE) for kind in ("commitment", "event"))

    def limit(self, section: Section) -> int:
        """Return how many records of a section are shown."""
        if section == "undertaken" and self.large:
            return FOLLOWED if self.question.aim == "commitments" else BESIDE
        if self.question.order or self.question.aim in ("when", "where"):
            return {"done": RANKED if self.question.order else LIMITS["done"]}.get(section, FEW)
        return LIMITS[section]

    def followed(self, found: list[Record]) -> list[Record]:
        """Return commitments, those that are shown with what became of them."""
        kept = shown(found, self.limit("undertaken"))
        told = self.archive.followed((r.record_id for r in kept), as_of=self.choice["as_of"])
        known = {r.record_id: r for r in told}
        return [known.get(r.record_id, r) for r in found]

    def some(self, kind: str) -> tuple[Record, ...]:
        """Return the records that most likely answer, of very many: with the question's words, of its types, the newest."""
        question = self.question
        beside = kind == "commitment" and question.aim != "commitments"  # of which a few are shown
        given: dict[str, Any] = {"as_of": self.choice["as_of"], "most": OTHERS if beside else READ}
        given |= {"actor": None if kind == "indicator" else self.actor()}
        given |= {"oldest": question.order == "first"}
        given |= {"since": question.since, "until": question.until}
        found = [self.archive.found(kind, words=question.words, **given)] if question.words else []
        if kind == "event":
            types = sorted(question.types)[:TYPES]
            most = {"most": READ // max(1, len(types))}
            found += [self.archive.found(kind, type=name, **given | most) for name in types]
        found.append(self.archive.found(kind, **given | ({"most": OTHERS} if any(found) else {})))
        return tuple({r.record_id: r for part in found for r in part}.values())

    def in_article(self, actors: Sequence[Actor], record: Record) -> bool:
        """Whether the article in which a figure stands names them all."""
        told = self.archive.show(record.reports[0].document)
        return isinstance(told, Document) and all(names(actor, told.text) for actor in actors)

    def all(self, kind: str) -> tuple[Record, ...]:
        if self.archive.is_larger(kind, LARGE):
            return self.some(kind)
        # a figure is often of a place, or given by the one who is asked about; what differs may be told of others
        if kind == "indicator" or self.question.aim == "differ":
            return self.archive.records(kind, **self.choice)
        return self.archive.records(kind, actor=self.actor(), **self.choice)

    def actor(self) -> str | None:
        """Return by whom the store can narrow the search: the first who must take part, where an id or name tells."""
        if self.question.aim == "change":  # either of the two may be named only
            return None
        for asked in self.question.subjects:
            if asked.kind == "state" or (asked.kind == "person" and asked.country):
                return asked.id
            if asked.kind == "person":
                return asked.name
        return None


def shown(members: list[Record], limit: int) -> list[Record]:
    """Return the members with most sources, so many, in their order."""
    if len(members) <= limit:
        return members
    ranked = sorted(
        members, key=lambda r: (r.independent_sources, len(r.reports), weight(r)[0]), reverse=True
    )
    kept = {r.record_id for r in ranked[:limit]}
    return [r for r in members if r.record_id in kept]
