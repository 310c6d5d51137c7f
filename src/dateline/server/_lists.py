"""Pages of records, of conflicts and of documents."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline import views
from dateline.formats._words import line
from dateline.model import Commitment, Event, Record
from dateline.model.conflict import Conflict
from dateline.model.series import Series
from dateline.model.tension import By, Tension
from dateline.server._desk import Desk
from dateline.store import Query, Reader, Stored
from dateline.store.dealings import reach
from dateline.store.pages import At, Choice, page, totals
from dateline.store.pages import everyday as days

FOLLOWED = 1_500  # events of a store in whose lists commitments are followed through later reports
LARGE = 100_000  # events of a store whose counts may be a little old
COUNTS_KEPT = 30.0  # seconds
FEW = 3_000  # reports of which all conflicts are looked for at once
CURVED = 100  # records of two sides that a curve is drawn of, unless an earlier day is asked for
WIDELY = 1_000  # records when it is
ADDED = 400  # reports of two countries above which the numbers that the store keeps are added up
ADDED_MOST = 20_000  # of these the newest
WINDOW = 12  # records in which they are otherwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One page of records.

    Attributes:
        records: in order.
        after: where the next page begins.
        whole: whether all was looked through for this one.
        followed: whether the states of commitments are those that later reports give them; in lists of a large store they
            are those that the commitment's own articles tell.
    """

    records: tuple[Record, ...]
    after: At | None
    whole: bool = True
    followed: bool = True


def listed(
    reader: Reader, choice: Choice, *, limit: int, after: At | None = None, enough: int | None = None
) -> Shown:
    """Return the records of one page, merged from their reports; see ``pages.page``."""
    found: dict[str, Record] = {}
    followed = choice.kind != "commitment" or not reader.more_than("event", FOLLOWED)

    def keep(names: Sequence[str]) -> set[str]:
        wanted = tuple(n for n in dict.fromkeys(names) if n not in found)
        if wanted:
            asked = Query(
                records=wanted, as_of=choice.query.as_of, since=choice.query.since, until=choice.query.until
            )
            if choice.kind == "commitment":
                records = views.commitments(reader, asked, followed=followed)
            else:
                records = views.records(reader, choice.kind, asked)
            found.update({r.record_id: r for r in records if fits(r, choice)})
        return {name for name in names if name in found}

    rows = choice
    if choice.kind == "commitment" and followed:  # the tables have the state that its own article tells
        rows = replace(choice, statuses=())
    got = page(reader, rows, limit=limit, after=after, keep=keep, enough=enough)
    records = tuple(found[name] for name in got.records)
    return Shown(records=records, after=got.after, whole=got.whole, followed=followed)


def fits(record: Record, choice: Choice) -> bool:
    """Return whether the record itself has the status, certainty, place and words asked for, not only the row of a report."""
    value = record.value
    if isinstance(value, Event) and choice.certainties and value.certainty not in choice.certainties:
        return False
    if isinstance(value, Event) and choice.min_score is not None and (value.score or 0) < choice.min_score:
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

    return desk.kept("totals", make, age=_age(desk))


def everyday(desk: Desk) -> dict[datetime.date, int]:
    """Return how many reports of events there are on each day."""

    def make() -> dict[datetime.date, int]:
        with desk.reading() as reader:
            return days(reader, "event")

    return desk.kept("everyday", make, age=_age(desk))


def _age(desk: Desk) -> float:
    """Return for how many seconds counts are good enough: those of a large store take long, and hardly change."""

    def make() -> bool:
        with desk.reading() as reader:
            return reader.more_than("event", LARGE)

    return COUNTS_KEPT if desk.kept("large", make, age=COUNTS_KEPT) else 0.0


def _newest_first(desk: Desk, query: Query) -> tuple[Conflict, ...]:
    with desk.reading() as reader:
        return tuple(reversed(views.conflicts(reader, query)))


def _window(desk: Desk, choice: Choice, at: At | None) -> Disputed:
    with desk.reading() as reader:
        got = page(reader, choice, limit=WINDOW, after=at)
        asked = Query(records=got.records, as_of=choice.query.as_of)
        found = views.conflicts(reader, asked) if got.records else ()
    return Disputed(conflicts=tuple(reversed(found)), after=got.after, whole=False)


def tension(
    reader: Reader, left: str, right: str, by: By, query: Query
) -> tuple[Tension, datetime.date | None]:
    """Return how two sides dealt with each other, and the day before which nothing was read, None where all was.

    Args:
        reader: of the store.
        left: code or name of one side.
        right: of the other.
        by: length of the periods.
        query: days and ``as_of``.
    """
    countries = views.counted_countries(reader, left, right, whole=ADDED)
    if countries is not None:
        begun = reach(reader, *countries, query, ADDED_MOST)
        return views.tension(
            reader, left, right, by, replace(query, since=begun or query.since), whole=ADDED
        ), begun
    both = replace(query, actors=(views.match(left), views.match(right)))
    got = page(reader, Choice(query=both), limit=WIDELY if query.since else CURVED)
    begun = got.after.day if got.after is not None else None
    asked = replace(query, since=begun or query.since)
    return views.tension(_Narrow(reader, got.records), left, right, by, asked), begun


def figures(reader: Reader, choice: Choice, most: int) -> tuple[tuple[Series, ...], bool]:
    """Return the newest figures as series, at most so many, and whether these are all."""
    plain = not (choice.words or choice.place or choice.countries or choice.source)
    if plain and not reader.more_than("indicator", most):
        return views.series(reader, choice.query), True
    got = page(reader, choice, limit=most)
    return views.series(reader, replace(choice.query, records=got.records)), got.after is None


class _Narrow(Reader):
    """A reader to whom there are only some records."""

    def __init__(self, reader: Reader, records: tuple[str, ...]) -> None:
        super().__init__(reader.connection, reader._cache)
        self._records = records

    def reports(self, kind: str, query: Query) -> list[Stored]:
        """Return the reports of those records that answer the query."""
        return super().reports(kind, replace(query, records=self._records))
