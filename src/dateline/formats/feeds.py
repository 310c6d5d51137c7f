"""Feeds of records: RSS 2.0 and Atom (RFC 4287), the latest first."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from email.utils import format_datetime
from xml.etree import ElementTree as ET

from dateline.formats import Item, _events, _pieces, _words
from dateline.model import Record

ATOM = "http://www.w3.org/2005/Atom"
NO_DAY = datetime.date(1970, 1, 1)  # Atom wants a time; this one says that none is known


class Rss:
    """One item for each record, by the day on which it last changed.

    Loss: all but a line, the quotations and the first address.
    """

    media_type = "application/rss+xml"

    def write(self, items: Iterable[Item], *, title: str = "") -> Iterator[str]:
        """Yield the XML."""
        root = ET.Element("rss", version="2.0")
        channel = ET.SubElement(root, "channel")
        for name, words in (("title", title or "dateline"), ("link", ""), ("description", "New records")):
            _add(channel, name, words)
        with _pieces.Later() as entries:
            latest = _Latest(items, _item, entries, level=2)
            yield from latest.within(root)


def _item(record: Record) -> ET.Element:
    item = ET.Element("item")
    _add(item, "title", _headline(record))
    _add(item, "description", _story(record))
    _add(item, "guid", f"urn:dateline:{record.record_id}").set("isPermaLink", "false")
    if address := _address(record):
        _add(item, "link", address)
    if changed := record.last_changed:
        _add(item, "pubDate", format_datetime(_midnight(changed)))
    return item


class Atom:
    """One entry for each record, by the day on which it last changed.

    Loss: all but a line, the quotations and the first address.
    """

    media_type = "application/atom+xml"

    def write(self, items: Iterable[Item], *, title: str = "") -> Iterator[str]:
        """Yield the XML."""
        with _pieces.Later() as entries:
            latest = _Latest(items, _entry, entries, level=1)
            root = ET.Element("feed", xmlns=ATOM)
            _add(root, "title", title or "dateline")
            _add(root, "id", "urn:dateline:records")
            _add(root, "updated", _time(latest.changed))
            _add(ET.SubElement(root, "author"), "name", "dateline")
            yield from latest.within(root)


def _entry(record: Record) -> ET.Element:
    entry = ET.Element("entry")
    _add(entry, "title", _headline(record))
    _add(entry, "id", f"urn:dateline:{record.record_id}")
    _add(entry, "updated", _time(record.last_changed))
    _add(entry, "summary", _story(record))
    if address := _address(record):
        ET.SubElement(entry, "link", href=address)
    return entry


class _Latest:
    """Records as XML, the latest first: what is held of each is its day, its id and its place among the pieces."""

    def __init__(
        self,
        items: Iterable[Item],
        made: Callable[[Record], ET.Element],
        entries: _pieces.Later,
        *,
        level: int,
    ) -> None:
        self._entries, self._level = entries, level
        found = []
        for record in (item for item in items if isinstance(item, Record)):
            element = made(record)
            ET.indent(element, level=level)
            place = entries.add(ET.tostring(element, encoding="unicode"))
            found.append((record.last_changed or NO_DAY, record.record_id, place))
        self._found = sorted(found, reverse=True)

    @property
    def changed(self) -> datetime.date | None:
        """The day of the latest."""
        return self._found[0][0] if self._found else None

    def within(self, root: ET.Element) -> Iterator[str]:
        """Yield a document with the entries at the end of its innermost list."""
        whole, indent = _xml(root), "  " * (self._level - 1)
        head, end, tail = whole.rpartition(f"\n{indent}</")
        yield head
        for _, _, place in self._found:
            yield f"\n{indent}  {self._entries.piece(*place)}"
        yield end + tail


def _headline(record: Record) -> str:
    return ": ".join((_words.head(record.value)[1], _words.line(record.value)))


def _story(record: Record) -> str:
    told = "; ".join(f"{_words.quote(r.evidence)} ({_words.source(r)})" for r in record.reports)
    return f"{_words.head(record.value)[0]}. {told}"


def _address(record: Record) -> str:
    address = _words.clean(_events.url(record))
    return address if address.startswith(("http://", "https://")) else ""


def _midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), datetime.UTC)


def _time(day: datetime.date | None) -> str:
    return _midnight(day or NO_DAY).isoformat()


def _add(parent: ET.Element, name: str, words: str) -> ET.Element:
    child = ET.SubElement(parent, name)
    child.text = _words.clean(words)
    return child


def _xml(root: ET.Element) -> str:
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'
