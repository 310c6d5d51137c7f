"""Puts the reports of an article into records, each resolved against what is there."""

from __future__ import annotations

from dateline.model import Article, Run
from dateline.resolvers import RESOLVERS, Placement, Resolver, Told, place, successor
from dateline.store import Joining, Stored, Writer, by_kind

JOINT = " of "


class Keeping:
    """Asks the resolver of each kind of report which record it belongs to."""

    def __init__(self) -> None:
        self._resolvers: dict[str, Resolver] = {kind: made() for kind, made in RESOLVERS.items()}

    def place(self, writer: Writer, article: Article, run: Run, number: int) -> None:
        """Put the reports of an article into records."""
        document = article.document
        told = {
            kind: [Told(value=value, document=document) for value in values]
            for kind, values in by_kind(article).items()
        }
        known = writer.joined(one.id for found in told.values() for one in found)
        again = writer.coded_before(document.id, run)
        joining = Joining(writer, document, number)
        for kind, found in told.items():
            earlier = [_told(s) for s in writer.earlier(kind, document.id, run)] if again else []
            for one in found:
                if one.id not in known and one.id not in joining:
                    self._join(joining, kind, one, earlier)
        joining.write()

    def _join(self, joining: Joining, kind: str, told: Told, earlier: list[Told]) -> None:
        """Put a report into its record; ``earlier`` are those of older runs that still lack a successor."""
        resolver = self._resolvers[kind]
        older = successor(told, earlier)
        if older is not None and older.record is not None:
            earlier.remove(older)
            found = Placement(record=older.record)
        else:
            search = resolver.search(told)
            candidates = joining.candidates(
                kind, search.keys, types=search.types, since=search.since, until=search.until
            )
            found = place(resolver, told, map(_told, candidates))
        record, machine = _taken_apart(found.record)
        joining.join(told.id, told.value, record, kind, resolver.keys(told), machine=machine)
        joining.judge(found.judgements)

    def likeness(self, left: Stored, right: Stored) -> float:
        """Return how alike two reports are, 1 for what two runs found at the same words."""
        a, b = _told(left), _told(right)
        if a.document.id == b.document.id and successor(a, (b,)) is not None:
            return 1.0
        return self._resolvers[left.kind].judge(a, b).score


def _told(stored: Stored) -> Told:
    """Return a report for the resolvers.

    Where people judged, reports that both the resolver and people have together stand for a record of its own: what joins
    them goes with them when the judgement is taken back.
    """
    record = stored.record if stored.machine is None else f"{stored.record}{JOINT}{stored.machine}"
    return Told(value=stored.value, document=stored.document, record=record, id=stored.name)


def _taken_apart(record: str) -> tuple[str, str | None]:
    shown, _, machine = record.partition(JOINT)
    return shown, machine or None
