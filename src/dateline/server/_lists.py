"""Pages of records, of conflicts and of documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline import views
from dateline.formats._words import line
from dateline.model import Commitment, Event, Record
from dateline.model.conflict import Conflict
from dateline.server._desk import Desk
from dateline.store import Query, Reader
from dateline.store.pages import At, Choice, page, totals

FEW = 3_000  # reports of which all conflicts are looked for at once
WINDOW = 60  # records in which they are otherwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One page of records; ``after`` is where the next one begins, ``whole`` whether all was looked through for this one."""

    records: tuple[Record, ...]
    after: At | None
    whole: bool = True


def listed(reader: Reader, choice: Choice, *, limit: int, after: At | None = None) -> Shown:
    """Return the records of one page, merged from their reports."""
    found: dict[str, Record] = {}

    def keep(names: Sequence[str]) -> set[str]:
        wanted = tuple(n for n in dict.fromkeys(names) if n not in found)
        if wanted:
            asked = Query(
                records=wanted, as_of=choice.query.as_of, since=choice.query.since, until=choice.query.until
            )
            made = views.commitments if choice.kind == "commitment" else None
            records = made(reader, asked) if made else views.records(reader, choice.kind, asked)
            found.update({r.record_id: r for r in records if fits(r, choice)})
        return {name for name in names if name in found}

    got = page(reader, choice, limit=limit, after=after, keep=keep)
    return Shown(records=tuple(found[name] for name in got.records), after=got.after, whole=got.whole)


def fits(record: Record, choice: Choice) -> bool:
    """Return whether the record itself has the status, certainty, place and words asked for, not only the row of a report."""
    value = record.value
    if isinstance(value, Event) and choice.certainties and value.certainty not in choice.certainties:
        return False
    status = (
        value.status if isinstance(value, Event) else value.state if isinstance(value, Commitment) else None
    )
    if choice.statuses and status is not None and status not in choice.statuses:
        return False
    told = " ".join((line(value), *(r.evidence.exact for r in record.reports))).casefold()
    return all(word.casefold() in told for word in (*choice.words, *([choice.place] if choice.place else [])))


@dataclass(frozen=True, slots=True, kw_only=True)
class Disputed:
    """One page of conflicts; ``after`` is where the next one begins, ``whole`` whether all of the store was compared."""

    conflicts: tuple[Conflict, ...]
    after: At | None = None
    whole: bool = True


def disputed(desk: Desk, choice: Choice, *, limit: int, after: At | None = None) -> Disputed:
    """Return conflicts, newest first: all of a small store in turn, of a large one those of so many records each time.

    Args:
        desk: of the server.
        choice: participants, type and days.
        limit: how many at most, in a small store.
        after: where the page before ended.
    """
    counts = counted(desk)
    if sum(counts[f"{kind}s"] for kind in ("event", "statement", "indicator")) > FEW:
        return desk.kept(("window", choice, after), lambda: _window(desk, choice, after))
    everything = desk.kept(("conflicts", choice.query), lambda: _newest_first(desk, choice.query))
    start = int(after.record) if after is not None and after.record.isdecimal() else 0
    more = start + limit < len(everything)
    return Disputed(
        conflicts=everything[start : start + limit], after=At(None, str(start + limit)) if more else None
    )


def counted(desk: Desk) -> dict[str, int]:
    """Return how many documents, records and reports there are."""

    def make() -> dict[str, int]:
        with desk.reading() as reader:
            return totals(reader)

    return desk.kept("totals", make)


def _newest_first(desk: Desk, query: Query) -> tuple[Conflict, ...]:
    with desk.reading() as reader:
        return tuple(reversed(views.conflicts(reader, query)))


def _window(desk: Desk, choice: Choice, at: At | None) -> Disputed:
    with desk.reading() as reader:
        got = page(reader, choice, limit=WINDOW, after=at)
        asked = Query(records=got.records, as_of=choice.query.as_of)
        found = views.conflicts(reader, asked) if got.records else ()
    return Disputed(conflicts=tuple(reversed(found)), after=got.after, whole=False)
