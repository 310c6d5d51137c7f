"""GDELT 2.0 tables: events (61 columns) and mentions (16 columns), tab-separated, without a header.

Source: the codebook of the GDELT Event Database 2.0; CAMEO codes as the records have them.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from dateline.codebook import exchange
from dateline.formats import Item, _events, _tables
from dateline.formats._tables import Cell
from dateline.model import Actor, Place, Record, Report

EVENT_COLUMNS, MENTION_COLUMNS = 61, 16
WEB, CITATION = 1, 2  # kinds of mentions
GEO_TYPES = {("country", False): 1, ("country", True): 1, ("region", True): 2, ("region", False): 5}
US_CITY, CITY = 3, 4
QUADS = ((5, 1), (9, 2), (14, 3), (20, 4))  # last root code of each class, in GDELT's reading


class Gdelt:
    """One line for each event of a known day that has a CAMEO code.

    Loss: events without a single day or CAMEO code are left out; only the first two parties; no tone; the parties' own places,
    religions and ethnic groups are empty; status and attribution have no column (choose records before the export).
    """

    media_type = "text/tab-separated-values"

    def write(self, items: Iterable[Item], *, title: str = "") -> Iterator[str]:
        """Yield the lines."""
        for record, event, day in _events.on_a_day(items):
            if event.cameo:
                first, second = _events.parties(event)
                cells: list[Cell] = [_events.number(record), *_dates(day), *_actor(first), *_actor(second)]
                cells += [_root(record), *_code(event.cameo)]
                cells += [len(record.reports), record.independent_sources, _documents(record), None]
                cells += [None] * 16 + _geo(event.place)
                cells += [_events.stamp(record.first_reported), _events.url(record)]
                yield _tables.tabs(cells)

    def lacks(self, item: Item) -> str | None:
        """Return why there is no line for an item, None if there is."""
        return _events.no_cameo(item)


class GdeltMentions:
    """One line for each report of the events that the table of events holds.

    Loss: as there; sentence numbers, the parties' offsets, document length and tone are empty or -1.
    """

    media_type = "text/tab-separated-values"

    def write(self, items: Iterable[Item], *, title: str = "") -> Iterator[str]:
        """Yield the lines."""
        for record, event, _ in _events.on_a_day(items):
            for report in record.reports if event.cameo else ():
                yield _tables.tabs(_mention(record, report, event.score))

    def lacks(self, item: Item) -> str | None:
        """Return why there is no line for an item, None if there is."""
        return _events.no_cameo(item)


def _mention(record: Record, report: Report, score: float | None) -> list[Cell]:
    published = report.published.start if report.published and report.published.is_day else None
    host = urlsplit(report.url).hostname if report.url else None
    confidence = round(score * 10) * 10 if score is not None else None
    return [
        _events.number(record),
        _events.stamp(record.first_reported),
        _events.stamp(published),
        WEB if report.url else CITATION,
        host or report.publisher,
        report.url or report.title or report.document,
        None,
        -1,
        -1,
        report.evidence.start,
        1,
        confidence,
        None,
        None,
        None,
        None,
    ]


def _dates(day: datetime.date) -> list[Cell]:
    share = (day.month * 30 + day.day) / 365  # the codebook's own formula
    return [f"{day:%Y%m%d}", f"{day:%Y%m}", day.year, round(day.year + share, 4)]


def _actor(actor: Actor | None) -> list[Cell]:
    if actor is None:
        return [None] * 10
    country = actor.country or ""
    role = exchange.roles().get(actor.sector or "", "")
    state = country if country in exchange.countries() else ""
    group = country if country and not state else ""
    return [country + role, actor.name, state, group, None, None, None, role, None, None]


def _root(record: Record) -> int:
    """Whether it stands in the headline or near the top of its first report."""
    return int(record.reports[0].evidence.start < 500)


def _code(cameo: str) -> list[Cell]:
    root = cameo[:2]
    quad = next((quad for last, quad in QUADS if int(root) <= last), None)
    return [cameo, cameo[:3], root, quad, _events.goldstein().get(cameo)]


def _documents(record: Record) -> int:
    return len({report.document for report in record.reports})


def _geo(place: Place | None) -> list[Cell]:
    if place is None:
        return [None] * 8
    american = place.country == "USA"
    known = exchange.countries().get(place.country or "")
    kind = GEO_TYPES.get((place.kind, american), US_CITY if american else CITY)
    fips = known.fips if known else None
    return [kind, place.name, fips, None, None, place.lat, place.lon, place.geonameid]
