"""The table of ICEWS: 20 tab-separated columns under a header line.

Source: the header of the published files (dataverse.harvard.edu, ICEWS Coded Event Data); CAMEO codes as the records have them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.codebook import ontology
from dateline.formats import Item, _events, _tables
from dateline.formats._tables import Cell
from dateline.model import Actor

COLUMNS = (
    "Event ID",
    "Event Date",
    "Source Name",
    "Source Sectors",
    "Source Country",
    "Event Text",
    "CAMEO Code",
    "Intensity",
    "Target Name",
    "Target Sectors",
    "Target Country",
    "Story ID",
    "Sentence Number",
    "Publisher",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
)


class Icews:
    """One line for each event of a known day that has a CAMEO code.

    Loss: events without a single day or CAMEO code are left out; only the first two parties; sentence numbers, districts and
    provinces are empty; status, attribution and evidence have no column.
    """

    media_type = "text/tab-separated-values"

    def write(self, items: Iterable[Item], *, title: str = "") -> Iterator[str]:
        """Yield the lines."""
        yield _tables.tabs(COLUMNS)
        labels = ontology.load().cameo
        for record, event, day in _events.on_a_day(items):
            if not event.cameo:
                continue
            first, second = _events.parties(event)
            known, place = labels.get(event.cameo), event.place
            cells: list[Cell] = [_events.number(record), day.isoformat(), *_party(first)]
            cells += [known.name if known else None, event.cameo, _events.goldstein().get(event.cameo)]
            cells += [*_party(second), record.reports[0].document, None, record.reports[0].publisher]
            cells += [place.name if place and place.kind == "city" else None, None, None]
            cells += [_events.country_name(place.country) if place else None]
            cells += [place.lat, place.lon] if place else [None, None]
            yield _tables.tabs(cells)

    def lacks(self, item: Item) -> str | None:
        """Return why there is no line for an item, None if there is."""
        return _events.no_cameo(item)


def _party(actor: Actor | None) -> list[Cell]:
    if actor is None:
        return [None, None, None]
    return [actor.name, actor.sector, _events.country_name(actor.country)]
