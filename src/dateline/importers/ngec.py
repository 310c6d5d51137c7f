"""NGEC, and other coders that write PLOVER as JSON lines: one event a line.

Source: github.com/ahalterman/NGEC (what its formatter writes); PLOVER manual, draft 0.8 (the JSON record).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dateline.codebook import ontology
from dateline.errors import FormatError
from dateline.importers import Found, _actors, _given
from dateline.model import Actor, Place, When
from dateline.model.ids import content_id
from dateline.model.imported import Imported


class Ngec:
    """Each line an event: NGEC's own keys (``event_type``, ``attributes``, ``event_geolocation``) or PLOVER's (``event``, ``actor``).

    Loss: nothing of the line, which is kept as given; a type that PLOVER does not have is an error, a mode that it does not
    have is left out.
    """

    system = "ngec"

    def read(self, lines: Iterable[bytes], where: str, *, system: str) -> Iterator[Found]:
        """Yield the events."""
        for number, line in enumerate(lines, 1):
            try:
                if words := _given.text(line).strip():
                    yield _event(_given.parsed(words), system)
            except FormatError as error:
                yield _given.issue(where, number, error)


def _event(given: Any, system: str) -> Imported:
    if not isinstance(given, dict):
        raise FormatError("not a JSON object")
    event_type = (_first(given, "event_type", "event") or "").upper()
    if not ontology.load().has(event_type):
        raise FormatError(f"no event type of PLOVER: {event_type[:40]!r}")
    modes = _each(given.get("event_mode") or given.get("mode"))
    date = _date(given)
    cited = _given.fields(given.get("cite_info"))
    return Imported(
        system=system,
        source_id=_first(given, "id", "event_id") or content_id("line1", given),
        url=_given.url(_first(given, "url", "link") or _first(cited, "url")),
        publisher=_first(given, "publisher", "source") or _first(cited, "publication"),
        headline=_first(given, "headline", "title") or _first(cited, "title"),
        event_type=event_type,
        mode=next((m for m in modes if ontology.load().has(event_type, m)), None),
        actors=_parties(given, system, "ACTOR", "actor", "actors"),
        recipients=_parties(given, system, "RECIP", "recipient", "recipients"),
        date=date,
        place=_place(given),
        given=given,
    )


def _first(given: dict[str, Any], *names: str) -> str | None:
    """Return the first of these fields that holds words, or a list that begins with some."""
    for name in names:
        if found := next(iter(_each(given.get(name))), None):
            return found
    return None


def _each(value: Any) -> list[str]:
    return [told for one in (value if isinstance(value, list) else [value]) if (told := _given.words(one))]


def _date(given: dict[str, Any]) -> When | None:
    """Return the day that the coder resolved; else the one it was given, which for NGEC is that of publication."""
    start = next((day for name in ("date_resolved", "date") if (day := _given.day(given.get(name)))), None)
    if start is None:
        return None
    end = _given.day(given.get("enddate")) or start
    if end < start:
        raise FormatError(f"ends on {end}, before it begins on {start}")
    return When(start=start, end=end, precision="day" if start == end else "range", basis="given")


def _parties(given: dict[str, Any], system: str, role: str, *names: str) -> tuple[Actor, ...]:
    attributes = given.get("attributes")
    listed = attributes.get(role) if isinstance(attributes, dict) else None
    if listed is None:
        listed = next((given[name] for name in names if given.get(name)), None)
    entries = listed if isinstance(listed, list) else [listed] if listed else []
    found = (_party(entry, system) for entry in entries)
    return tuple({actor.id: actor for actor in found if actor}.values())


def _party(entry: Any, system: str) -> Actor | None:
    if not isinstance(entry, dict):
        return _actors.actor(system, _given.words(entry), None, None)
    name = _first(entry, "wiki", "entity_name", "identifier_text", "text", "entity_text", "raw_text", "name")
    code = _first(entry, "country", "code")
    sector = _first(entry, "code_1", "sector", "sector_code")
    if code and len(code) >= 6 and sector is None:  # PLOVER also writes both as one
        code, sector = code[:3], code[3:6]
    return _actors.actor(system, name, code, sector)


def _place(given: dict[str, Any]) -> Place | None:
    told = given.get("event_geolocation") or given.get("event_loc")
    told = next(iter(told), None) if isinstance(told, list) else told
    if not isinstance(told, dict):
        return None
    nested = told.get("geo")
    told = nested if isinstance(nested, dict) else told
    name = _first(told, "name", "resolved_placename", "resolved_place", "extracted_place", "search_placename")
    if name is None:
        return None
    code = _first(told, "country_code3", "country_code")
    number = _given.number(told.get("geonameid"))
    return Place(
        name=name,
        country=_actors.country(code),
        lat=_given.number(told.get("lat")),
        lon=_given.number(told.get("lon")),
        geonameid=int(number) if number is not None else None,
    )
