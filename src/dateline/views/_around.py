"""The articles that can speak against some records: their own, those on the same events, and those with the same figures."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from dateline.model import Event, Indicator
from dateline.store import Query, Reader, Stored, dealings
from dateline.views import _event_conflicts, _merging

OTHERS = 8  # articles on the same events that are read, those that share most with the chosen ones first
MEASURES = 12  # measures that are looked up elsewhere
MEETINGS = 6
PAIRS = 3  # of the countries of one meeting
SAME = 12  # meetings, or refusals, of two countries in one time that are looked up
SLACK = datetime.timedelta(days=1)
BY_DAYS = datetime.timedelta(days=_event_conflicts.DAYS_APART)
MONTH = datetime.timedelta(days=31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reports:
    """Reports by kind, each once.

    Attributes:
        events: of the articles.
        figures: of the articles, and those of the same measures and days.
        said: statements of the articles.
        read: ids of the articles whose sentences are compared; None for all.
        spoken: whether a statement or a figure was asked for: only those have words to be compared.
    """

    events: list[Stored]
    figures: list[Stored]
    said: list[Stored]
    read: frozenset[str] | None = None
    spoken: bool = True


def everything(reader: Reader, query: Query) -> Reports:
    """Return all reports that answer a query."""
    events, figures = reader.reports("event", query), reader.reports("indicator", query)
    return Reports(events=events, figures=figures, said=reader.reports("statement", query))


def together(left: Reports, right: Reports) -> Reports:
    """Return the reports of both."""
    return Reports(
        events=_once((*left.events, *right.events)),
        figures=_once((*left.figures, *right.figures)),
        said=_once((*left.said, *right.said)),
    )


def around(reader: Reader, query: Query) -> Reports:
    """Return what can speak against the records of a query; the cost follows their number, not that of all articles."""
    chosen = everything(reader, query)
    seeds = (*chosen.events, *chosen.figures, *chosen.said)
    own = {s.document.id for s in seeds}
    if not own:
        return chosen
    plain = Query(as_of=query.as_of)
    near = reader.reports("event", replace(plain, documents=tuple(sorted(own))))
    shared = Counter(s.document.id for s in near if s.document.id not in own)
    others = sorted(shared, key=lambda name: (-shared[name], name))[:OTHERS]
    inside = replace(plain, documents=(*sorted(own), *others))
    figures = reader.reports("indicator", inside) + [
        s for asked in _measured(chosen.figures, plain) for s in reader.reports("indicator", asked)
    ]
    met = tuple(dict.fromkeys(_meetings(reader, chosen.events)))
    meetings = reader.reports("event", replace(plain, records=met)) if met else []
    return Reports(
        events=_once((*near, *reader.reports("event", inside), *meetings)),
        figures=_once(figures),
        said=reader.reports("statement", inside),
        read=frozenset((*own, *others)),
        spoken=bool(chosen.figures or chosen.said),
    )


def _measured(figures: Iterable[Stored], plain: Query) -> Iterable[Query]:
    """Yield the questions for figures of the same measures and days."""
    asked = dict[tuple[str, datetime.date, datetime.date], None]()
    for stored in figures:
        value = stored.value
        when = (value.date if isinstance(value, Indicator) else None) or stored.document.published
        if isinstance(value, Indicator) and when:
            asked[value.measure, when.start, when.end] = None
    for measure, start, end in list(asked)[:MEASURES]:
        yield replace(plain, type=measure, since=start - SLACK, until=end + SLACK)


def _meetings(reader: Reader, events: Iterable[Stored]) -> Iterator[str]:
    """Yield records of meetings of the same parties in the same town that may be these, and of refusals to meet then."""
    asked = dict[tuple[tuple[tuple[str, str], ...], str | None, datetime.date, datetime.date], None]()
    for stored in events:
        event = stored.value
        if (
            isinstance(event, Event)
            and event.event_type == "CONSULT"
            and event.date
            and event.date.basis in _merging.FIRM
            and (event.date.end - event.date.start).days <= _merging.VAGUE
            and datetime.MINYEAR < event.date.start.year - 1 < event.date.end.year + 1 < datetime.MAXYEAR
        ):
            lands = sorted({a.country for a in event.actors + event.recipients if a.country})
            town = event.place.name if event.place and event.place.kind == "city" else None
            if len(lands) > 1:
                pairs = tuple(combinations(lands, 2))[:PAIRS]
                asked[pairs, town, event.date.start, event.date.end] = None
    for pairs, town, start, end in list(asked)[:MEETINGS]:
        if town is not None:
            yield from dealings.records(reader, pairs, "CONSULT", _astray(start, end), SAME, place=town)
        before = start - datetime.timedelta(days=_merging.VAGUE)
        yield from dealings.records(reader, pairs, "REJECT", [(before, end)], SAME)


def _astray(start: datetime.date, end: datetime.date) -> list[tuple[datetime.date, datetime.date]]:
    """Return the days under which a meeting may stand whose date somebody got wrong: by days, or by a year."""
    near = (start - BY_DAYS, end + BY_DAYS)
    months = [datetime.date(start.year + years, start.month, 1) for years in (-1, 1)]
    return [near, *((first, (first + MONTH).replace(day=1) - SLACK) for first in months)]


def _once(found: Iterable[Stored]) -> list[Stored]:
    """Return each report once, in the order of the store: by record, publication and place."""
    unique = {s.value.id: s for s in found}
    return sorted(unique.values(), key=_place)


def _place(stored: Stored) -> tuple[str, bool, str, str, int]:
    published = stored.document.published
    day = published.start.isoformat() if published else ""
    return stored.record, published is None, day, stored.document.id, stored.value.evidence.start
