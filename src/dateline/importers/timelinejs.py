"""TimelineJS 3: its JSON and its spreadsheet as CSV, told apart by how the file begins.

Source: timeline.knightlab.com/docs (JSON format; the Google Sheets template).
"""

from __future__ import annotations

import csv
import datetime
import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, Literal

from dateline.codebook import ontology
from dateline.errors import FormatError
from dateline.importers import Found, _actors, _given
from dateline.model import When
from dateline.model.ids import content_id
from dateline.model.imported import Imported

PARTS = ("year", "month", "day")
LARGEST = 64_000_000  # bytes of a JSON file, which is read as a whole
_GROUPS = re.compile(r"(?<![A-Z])([A-Z]{4,}+)(?: \(([^()]*)\))?$")


class TimelineJs:
    """Each dated slide an event; whom it names stands in codes (as dateline writes them) or is looked up in the gazetteer.

    Loss: nothing of the slide, which is kept as given; times of the day, eras and the title slide are passed over.
    """

    system = "timelinejs"

    def read(self, lines: Iterable[bytes], where: str, *, system: str) -> Iterator[Found]:
        """Yield the slides."""
        stream = iter(lines)
        head = next((line for line in stream if line.strip()), b"")
        whole = chain([head], stream)
        is_json = head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b"{", b"["))
        yield from (_json if is_json else _csv)(whole, where, system)


def _json(lines: Iterable[bytes], where: str, system: str) -> Iterator[Found]:
    try:
        found = _given.parsed(_text(lines))
        slides = found.get("events") if isinstance(found, dict) else found
        if not isinstance(slides, list):
            raise FormatError("no list of 'events'")
    except FormatError as error:
        yield _given.issue(where, 1, error)
        return
    for number, slide in enumerate(slides, 1):
        try:
            yield _slide(slide, system)
        except FormatError as error:
            yield _given.issue(f"{where}, slide", number, error)


def _text(lines: Iterable[bytes]) -> str:
    content = bytearray()
    for line in lines:
        content += line
        if len(content) > LARGEST:
            raise FormatError(f"larger than {LARGEST:,} bytes")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormatError("not UTF-8") from error


def _slide(slide: Any, system: str) -> Imported:
    if not isinstance(slide, dict):
        raise FormatError("not a JSON object")
    told, media, start, end = (
        _given.fields(slide.get(name)) for name in ("text", "media", "start_date", "end_date")
    )
    if not start:
        raise FormatError("no start_date")
    return _event(
        system,
        slide,
        id=_given.words(slide.get("unique_id")),
        date=_date(start, end),
        headline=_given.plain(told.get("headline")),
        group=_given.plain(slide.get("group")),
        url=_given.url(media.get("link")) or _given.url(media.get("url")),
    )


def _csv(lines: Iterable[bytes], where: str, system: str) -> Iterator[Found]:
    try:
        rows = csv.reader(_text(lines).splitlines(keepends=True), strict=True)
        header = [name.strip() for name in next(rows)]
        if not {"Year", "Headline"} <= set(header):
            raise FormatError("the first line does not name the columns of TimelineJS (Year, Headline, ...)")
    except (FormatError, StopIteration, csv.Error) as error:
        problem = error if isinstance(error, FormatError) else FormatError("no table")
        yield _given.issue(where, 1, problem)
        return
    while True:
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield _given.issue(where, rows.line_num, FormatError(f"not CSV: {error}"))
            continue
        try:
            if found := _row(header, cells, system):
                yield found
        except FormatError as error:
            yield _given.issue(where, rows.line_num, error)


def _row(header: list[str], cells: list[str], system: str) -> Imported | None:
    """Return the event of a line; None for an empty line, the title and eras."""
    if not any(cell.strip() for cell in cells):
        return None
    if len(cells) != len(header):
        raise FormatError(f"{len(cells)} columns instead of {len(header)}")
    given = {name: _given.fit(cell) for name, cell in zip(header, cells, strict=True) if cell.strip()}
    if given.get("Type", "").strip().lower() in ("title", "era"):
        return None
    start, end = ({part: given.get(f"{which}{part.title()}") for part in PARTS} for which in ("", "End "))
    return _event(
        system,
        given,
        id=None,
        date=_date(start, end),
        headline=_given.plain(_unguarded(given.get("Headline"))),
        group=_given.plain(_unguarded(given.get("Group"))),
        url=_given.url(given.get("Media")),
    )


def _unguarded(cell: str | None) -> str | None:
    """Return a cell without the apostrophe that keeps a spreadsheet from running it."""
    return cell[1:] if cell and cell.startswith(("'=", "'+", "'-", "'@")) else cell


def _event(
    system: str,
    given: dict[str, Any],
    *,
    id: str | None,
    date: When,
    headline: str | None,
    group: str | None,
    url: str | None,
) -> Imported:
    event_type, mode = _type(group)
    actors, recipients = _actors.coded(headline or "", system)
    if event_type is None and not actors and not recipients:  # else dateline itself found nobody
        actors = _actors.named(headline or "", date.start.isoformat())
    return Imported(
        system=system,
        source_id=id or content_id("slide1", given),
        url=url,
        headline=headline,
        event_type=event_type,
        mode=mode,
        actors=actors,
        recipients=recipients,
        date=date,
        given=given,
    )


def _type(group: str | None) -> tuple[str | None, str | None]:
    """Return type and mode, where the group is one of PLOVER's types as dateline writes them: ``AID (help: military)``."""
    found = _GROUPS.match(group or "")
    known = ontology.load()
    if found is None or not known.has(found[1]):
        return None, None
    mode = (found[2] or "").rpartition(": ")[2]
    return found[1], mode if mode and known.has(found[1], mode) else None


def _date(start: Mapping[str, Any], end: Mapping[str, Any]) -> When:
    """Return the interval from the first day of the start to the last day of the end, as precisely as both are given."""
    first, precision = _interval(start)
    if not _given.words(end.get("year")):
        return When(start=first[0], end=first[1], precision=precision, basis="given")
    last, other = _interval(end)
    if last[1] < first[0]:
        raise FormatError(f"ends on {last[1]}, before it begins on {first[0]}")
    same = precision == other and first == last
    return When(start=first[0], end=last[1], precision=precision if same else "range", basis="given")


def _interval(
    parts: Mapping[str, Any],
) -> tuple[tuple[datetime.date, datetime.date], Literal["day", "month", "year"]]:
    year, month, day = (_whole(parts.get(name), name) for name in PARTS)
    if year is None:
        raise FormatError("no year")
    try:
        if month is None:
            return (datetime.date(year, 1, 1), datetime.date(year, 12, 31)), "year"
        if day is None:
            last = monthrange(year, month)[1]
            return (datetime.date(year, month, 1), datetime.date(year, month, last)), "month"
        return (datetime.date(year, month, day),) * 2, "day"
    except ValueError as error:
        raise FormatError(f"no such day: {year}-{month}-{day}") from error


def _whole(value: Any, name: str) -> int | None:
    told = _given.words(value)
    if told is None:
        return None
    found = _given.number(told)
    if found is None or found != int(found) or abs(found) > 1e6:
        raise FormatError(f"no {name}: {told[:20]!r}")
    return int(found)
