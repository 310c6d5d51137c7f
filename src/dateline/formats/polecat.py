"""The table of POLECAT: 40 tab-separated columns under a header line.

Source: the header of the published files (dataverse.harvard.edu, POLECAT); values in PLOVER's terms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.config import VERSION
from dateline.formats import Item, _events, _tables
from dateline.formats._tables import Cell
from dateline.model import Actor, Place, Record

SIDE = "Name|Country|COW|Primary # Sector|# Sectors|Title|Name Raw|Wikipedia # ID"
QUADS = {
    1: "VERBAL COOPERATION",
    2: "MATERIAL COOPERATION",
    3: "VERBAL CONFLICT",
    4: "MATERIAL CONFLICT",
}


def _side(name: str) -> list[str]:
    return [part.replace("#", name) if "#" in part else f"{name} {part}" for part in SIDE.split("|")]


COLUMNS = (
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    *_side("Actor"),
    *_side("Recipient"),
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
)


class Polecat:
    """One line for each event of a known day.

    Loss: events without a single day are left out; one source a line, that of the first report; no COW codes, titles, Wikipedia
    ids, districts and provinces; status, attribution and evidence have no column.
    """

    media_type = "text/tab-separated-values"

    def write(self, items: Iterable[Item], *, title: str = "") -> Iterator[str]:
        """Yield the lines."""
        yield _tables.tabs(COLUMNS)
        for record, event, day in _events.on_a_day(items):
            cells: list[Cell] = [record.record_id, day.isoformat(), event.event_type, event.mode]
            cells += [event.intensity, QUADS.get(event.quad or 0), _tables.items(event.contexts)]
            cells += _party(event.actors) + _party(event.recipients) + _place(event.place)
            yield _tables.tabs(cells + _story(record, (*event.actors, *event.recipients)))

    def lacks(self, item: Item) -> str | None:
        """Return why there is no line for an item, None if there is."""
        return _events.no_day(item)


def _party(actors: tuple[Actor, ...]) -> list[Cell]:
    sectors = _tables.items(a.sector for a in actors)
    return [
        _tables.items(a.name for a in actors),
        _tables.items(_events.country_name(a.country) for a in actors),
        None,
        sectors,
        sectors,
        None,
        _tables.items(a.name for a in actors),
        None,
    ]


def _place(place: Place | None) -> list[Cell]:
    if place is None:
        return [None] * 10
    city = place.name if place.kind == "city" else None
    country = _events.country_name(place.country)
    return [
        place.name,
        city,
        None,
        None,
        country,
        place.lat,
        place.lon,
        place.geonameid,
        place.name,
        place.kind,
    ]


def _story(record: Record, parties: tuple[Actor, ...]) -> list[Cell]:
    first = record.reports[0]
    published = first.published.start.isoformat() if first.published and first.published.is_day else None
    people = _tables.items(a.name for a in parties if a.kind == "person")
    bodies = _tables.items(a.name for a in parties if a.kind in ("organisation", "group"))
    return [first.publisher or first.url, published, people, bodies, None, "en", VERSION]
