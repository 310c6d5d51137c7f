"""A table in the columns of ACLED (31, comma-separated, with a header): violence, demonstrations, strategic developments.

Source: ACLED codebook; field list of the R package acledR. The types are ours laid on ACLED's names, not ACLED's own coding.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from dateline.codebook import exchange
from dateline.codebook.files import find, read_csv
from dateline.formats import Item, _events, _tables, _words
from dateline.formats._tables import Cell
from dateline.model import Actor, Event, Place, Record, When

COLUMNS = (
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
)
STATE, RIOTERS, PROTESTERS, CIVILIANS, OUTSIDERS = 1, 5, 6, 7, 8
WEEK, MONTH = 7, 31  # days
TOWN, REGION, COUNTRY = 1, 2, 3
KILLED = "people killed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What ACLED calls it."""

    disorder: str
    event_type: str
    sub_type: str


class Acled:
    """One line for each violent act, demonstration and strategic development known to a month or better, in a known country.

    Loss: all other events; those without a country; a week stands as its middle with precision 2, a month with 3; lower
    administrative units and the sources' scale are empty; status and attribution have no column.
    """

    media_type = "text/csv"

    def write(self, items: Iterable[Item], *, title: str = "") -> Iterator[str]:
        """Yield the lines."""
        yield _tables.commas(COLUMNS)
        for record, event in _events.events(items):
            kind, dated, country = _kind(event), _date(event.date), _country(event)
            if kind and dated and country:
                yield _tables.commas(_line(record, event, kind, dated, country))

    def lacks(self, item: Item) -> str | None:
        """Return why there is no line for an item, None if there is."""
        for _, event in _events.events([item]):
            if not _kind(event):
                return "of a type that ACLED does not have"
            if not _date(event.date):
                return "not known to a month"
            return None if _country(event) else "in no known country"
        return _events.NO_EVENT


def _line(
    record: Record, event: Event, kind: Kind, dated: tuple[datetime.date, int], country: str
) -> list[Cell]:
    known = exchange.countries()[country]
    sides = event.actors[:1], event.recipients[:1] or event.actors[1:2]
    inters = [_inter(side[0], kind, country) if side else 0 for side in sides]
    others = event.actors[1:] if event.recipients else event.actors[2:], event.recipients[1:]
    place, changed = event.place, record.last_changed
    time = datetime.datetime.combine(changed, datetime.time(), datetime.UTC).timestamp() if changed else None
    cells: list[Cell] = [f"{country}{_events.number(record)}", dated[0].isoformat(), dated[0].year, dated[1]]
    cells += [kind.disorder, kind.event_type, kind.sub_type]
    for side, rest, inter in zip(sides, others, inters, strict=True):
        cells += [side[0].name if side else None, _tables.items(a.name for a in rest), inter or None]
    cells += ["".join(map(str, sorted(filter(None, inters)))).ljust(2, "0")]
    cells += ["Civilian targeting" if inters[1] == CIVILIANS and event.quad == 4 else None]
    cells += [known.numeric, known.region, known.name, None, None, None, place.name if place else known.name]
    cells += [place.lat, place.lon] if place else [None, None]
    cells += [_precision(place), _tables.items(dict.fromkeys(map(_words.source, record.reports))), None]
    return [*cells, _events.summary(record, event), _fatalities(event), None, int(time) if time else None]


@cache
def _kinds() -> dict[tuple[str, str], Kind]:
    return {
        (row.cells["event_type"], row.cells["mode"]): Kind(
            disorder=row.cells["disorder"],
            event_type=row.cells["acled_type"],
            sub_type=row.cells["acled_sub_type"],
        )
        for path in find("exchange/acled_types.csv")
        for row in read_csv(path)
    }


@cache
def _inters() -> dict[str, int]:
    return {
        row.cells["sector"]: int(row.cells["inter"])
        for path in find("exchange/acled_actors.csv")
        for row in read_csv(path)
    }


def _kind(event: Event) -> Kind | None:
    """Return ACLED's names for a type; force against people who bear no arms is no battle."""
    found = _kinds().get((event.event_type, event.mode or "")) or _kinds().get((event.event_type, ""))
    unarmed = any(_inters().get(a.sector or "") == CIVILIANS for a in event.recipients)
    if found and found.event_type == "Battles" and unarmed:
        return Kind(disorder=found.disorder, event_type="Violence against civilians", sub_type="Attack")
    return found


def _date(when: When | None) -> tuple[datetime.date, int] | None:
    """Return the day and its precision: 1 exact, 2 a week or so, 3 a month; the middle stands for an interval."""
    if when is None or (days := (when.end - when.start).days + 1) > MONTH:
        return None
    return when.start + datetime.timedelta(days=days // 2), 1 if days == 1 else 2 if days <= WEEK else 3


def _country(event: Event) -> str | None:
    """Return where it happened: the place's country, or that of those it happened to."""
    parties = (*event.recipients, *event.actors)
    told = event.place.country if event.place else next((a.country for a in parties if a.country), None)
    return told if told in exchange.countries() else None


def _inter(actor: Actor, kind: Kind, country: str) -> int:
    if kind.event_type in ("Protests", "Riots") and actor.sector not in ("GOV", "MIL", "COP"):
        return RIOTERS if kind.event_type == "Riots" else PROTESTERS
    found = STATE if actor.kind == "state" and not actor.sector else _inters().get(actor.sector or "", 0)
    abroad = actor.country is not None and actor.country != country
    return OUTSIDERS if abroad and found in (STATE, 0) else found


def _precision(place: Place | None) -> int:
    if place is None or place.kind == "country":
        return COUNTRY
    return REGION if place.kind == "region" else TOWN


def _fatalities(event: Event) -> int:
    """Return the lowest number of dead that is told; 0 also means that none is told."""
    told = [n for m in event.magnitude if m.measure == KILLED for n in (m.low, m.value) if n is not None]
    return int(min(told, default=0))
