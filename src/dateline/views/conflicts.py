"""Accounts that cannot both hold."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations
from typing import Literal

from dateline.model import Document
from dateline.model.conflict import Conflict
from dateline.store import Query, Reader
from dateline.store.rulings import rulings
from dateline.views._around import Reports, around, everything
from dateline.views._assessing import assessed, debunked
from dateline.views._claims import Claims
from dateline.views._contrary import contrary
from dateline.views._date_conflicts import dated_apart
from dateline.views._denials import corrected, refuted
from dateline.views._doers import laid_to_others
from dateline.views._durations import lasting_apart
from dateline.views._event_conflicts import dates_apart, denied, refused, within
from dateline.views._figure_claims import told_apart
from dateline.views._figure_conflicts import figures_apart
from dateline.views._opposing import opposing, outcomes, renamed
from dateline.views._place_conflicts import placed_apart
from dateline.views._reprints import Reprints
from dateline.views._tolls import called_wrong, nobody_hurt
from dateline.views._windows import windows

WIDE = 4_000  # events; in a larger store articles are compared with those published not long before


def conflicts(reader: Reader, query: Query) -> tuple[Conflict, ...]:
    """Return reports of one event, records of one matter, figures of one measure, and statements that disagree.

    In a large store articles are compared with some hundred that were published before them, and reports of one
    record with each other, whenever they were published. A query for records gives what speaks against them in their own articles, in others on the same events, and in
    figures and meetings of the same time; what is said in an article that shares none of it is not looked up.
    """
    if query.records is None:
        return tuple(sorted(each(reader, query), key=_order))
    wanted = frozenset(query.records)
    return tuple(c for c in _found(reader, around(reader, query), wanted) if wanted & set(c.records))


def each(reader: Reader, query: Query) -> Iterator[Conflict]:
    """Yield what ``conflicts`` returns one by one: of a large store in the order of publication, a window of articles at a time."""
    if query.documents is not None or query.document is not None or not reader.more_than("event", WIDE):
        yield from _found(reader, everything(reader, query))
        return
    known: frozenset[str] = frozenset()
    for reports in windows(reader, query):
        found = _found(reader, reports)
        yield from (c for c in found if c.id not in known)
        known = frozenset(c.id for c in found)  # the next window holds half of this one


def _found(reader: Reader, reports: Reports, records: frozenset[str] | None = None) -> tuple[Conflict, ...]:
    """Return what the reports disagree in, oldest publication first."""
    events, figures, said = reports.events, reports.figures, reports.said
    found = [
        *within(events),
        *denied(reader, events),
        *dates_apart(events),
        *refused(events),
        *figures_apart(figures, records),
        *called_wrong(figures),
        *refuted(said, events),
        *corrected(said, events),
        *(_in_words(reports, records) if reports.spoken else ()),
    ]
    reprints = Reprints(s.document for s in (*events, *figures, *said))
    found = [c for c in found if not reprints.agree(c)]
    apart = reader.once(
        "apart", lambda: {frozenset((r.left, r.right)) for r in rulings(reader) if not r.same}
    )
    old = _superseded(s.document for s in (*events, *figures, *said))
    stated = (
        replace(c, state=_state(c, apart, old)) for c in {_told(c): c for c in reversed(found)}.values()
    )
    return tuple(sorted(stated, key=_order))


def _told(conflict: Conflict) -> object:
    """Return what tells a conflict from others: two events of one pair of sentences are one."""
    if conflict.field == "value":
        return conflict.id
    passages = frozenset((s.report.evidence.document, s.report.evidence.span) for s in conflict.sides)
    return conflict.field, passages


def _in_words(reports: Reports, records: frozenset[str] | None) -> Iterator[Conflict]:
    """Yield what articles say otherwise sentence by sentence; none of it touches the record of an event."""
    others = [
        s
        for s in (*reports.events, *reports.figures)
        if reports.read is None or s.document.id in reports.read
    ]
    claims = Claims(reports.said, others, records)
    yield from opposing(claims)
    yield from outcomes(claims)
    yield from contrary(claims)
    yield from assessed(claims)
    yield from debunked(claims)
    yield from renamed(claims)
    yield from dated_apart(claims, reports.events)
    yield from told_apart(claims, reports.events, reports.figures)
    yield from nobody_hurt(claims)
    yield from lasting_apart(claims)
    yield from laid_to_others(claims)
    yield from placed_apart(claims)


def _state(
    conflict: Conflict, apart: set[frozenset[str]], old: frozenset[str]
) -> Literal["open", "resolved", "superseded"]:
    """Return whether a person has judged the sides to be of two things, or one of them stands in an old text."""
    pairs = combinations((side.report.id for side in conflict.sides), 2)
    if any(frozenset(pair) in apart for pair in pairs):
        return "resolved"
    return "superseded" if any(side.report.document in old for side in conflict.sides) else "open"


def _superseded(documents: Iterable[Document]) -> frozenset[str]:
    """Return the ids of documents of whose address there is a text of a later day."""
    newest: dict[str, datetime.date] = {}
    dated = {d.id: (d.url, d.published.start) for d in documents if d.url and d.published}
    for url, day in dated.values():
        newest[url] = max(day, newest.get(url, day))
    return frozenset(name for name, (url, day) in dated.items() if day < newest[url])


def _order(conflict: Conflict) -> tuple[str, str]:
    published = conflict.sides[0].report.published
    return (published.start.isoformat() if published else "9999", conflict.id)
