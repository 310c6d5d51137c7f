"""What templates say: plain words for codes, and addresses that are safe to follow."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode, urlsplit

from markupsafe import Markup, escape

from dateline.codebook import exchange
from dateline.formats import _words as said
from dateline.model import Actor, Commitment, Event, Indicator, Record, Report, Statement, When
from dateline.model.record import Value, sides
from dateline.model.series import Reading

SECTORS = {
    "GOV": "government", "MIL": "military", "COP": "police", "JUD": "judiciary", "LEG": "parliament", "SPY": "intelligence",
    "OPP": "opposition", "PTY": "party", "REB": "rebels", "MED": "media", "BUS": "business", "CVL": "civilians", "REF": "refugees",
}  # fmt: skip
STATUS_WORDS = {
    "actual": "happened", "planned": "planned", "hypothetical": "hypothetical", "negated": "did not happen", "historical": "history",
}  # fmt: skip
QUADS = {1: "cooperation in words", 2: "cooperation in deeds", 3: "conflict in words", 4: "conflict in deeds"}

BODIES = {
    "UNO": "United Nations",
    "EUR": "European Union",
    "IGO": "other international bodies",
    "NGO": "aid and rights groups",
    "MNC": "companies",
}
BEGINNING = 110  # characters that stand for a title
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def date(record: Record) -> str:
    """Return the day of a record, as precisely as it is known."""
    value = record.value
    when = value.due if isinstance(value, Commitment) else value.date
    if when is None and isinstance(value, Commitment | Statement) and record.first_reported:
        return said.reported(record, record.first_reported)
    return said.day(when)


def short_day(when: When | None) -> str:
    """Return a day in few characters."""
    told = said.day(when)
    return told.removeprefix("between ").replace(" and ", " – ")


def headline(value: Value) -> str:
    """Return the kind of a value in plain words.

    Example: ``Talks · meet``.
    """
    match value:
        case Event():
            plain = said.TYPES.get(value.event_type, value.event_type.lower())
            return plain + (f" · {value.mode}" if value.mode else "")
        case Statement():
            return value.stance
        case Indicator():
            return said.clean(value.measure)
        case Commitment():
            return value.kind
    return ""


def matter(value: Value) -> str:
    """Return what a value says beside its sides: the content, the figure."""
    match value:
        case Commitment():
            return said.clean(value.content)
        case Indicator():
            return said.figure(value)
    return ""


def quad(value: Value) -> int:
    """Return the quad class, 0 for none."""
    return value.quad or 0 if isinstance(value, Event) else 0


def title(record: Record) -> str:
    """Return one line for a record."""
    return f"{headline(record.value)}: {said.line(record.value)}"


def outside(url: str | None) -> str | None:
    """Return an address that a link may have: of the web, never ``javascript:`` or ``data:``."""
    text = (url or "").strip()
    try:
        parts = urlsplit(text)
        safe = parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return None
    return text if safe and not re.search(r"[\x00-\x20\x7f]", text) else None


def actor_link(actor: Actor) -> str:
    """Return the address of an actor's page."""
    return "/actors?" + urlencode({"name": actor.id if re.fullmatch(r"[A-Z]{3}", actor.id) else actor.name})


def outlet(report: Report) -> str:
    """Return who published a report; where that is unknown, its headline."""
    headline = f"“{said.clean(report.title)}”" if report.title else "unknown outlet"
    return said.clean(report.publisher or "") or _host(report.url) or headline


def _host(url: str | None) -> str:
    try:
        return urlsplit(url or "").hostname or ""
    except ValueError:
        return ""


def giver(reading: Reading) -> str:
    """Return who gives a figure: the outlet with its day, and who says so there."""
    by = said.chain(reading.report.attribution)
    return said.source(reading.report) + (f" ({by})" if by else "")


def heading(article: Any) -> str:
    """Return the title of an article, or of one without the words that it begins with."""
    if article.title:
        return said.clean(article.title)
    words = said.clean(article.text[:BEGINNING])
    return f"{words.rpartition(' ')[0]}…" if len(article.text) > BEGINNING else words or "Untitled"


def certainty(value: Value) -> str:
    """Return what the article makes of an event, empty for others."""
    return value.certainty if isinstance(value, Event) else ""


def unturned(text: str) -> str:
    """Return the characters of an article, without those that turn the direction of what follows."""
    return _TURNING.sub("\N{REPLACEMENT CHARACTER}", text)


def times(number: int, thing: str) -> str:
    """Return a number of things.

    Example:
        >>> times(1, "report"), times(1200, "report")
        ('1 report', '1,200 reports')
    """
    return f"{number:,} {thing}{'s' * (number != 1)}"


def whole_days(words: str) -> Markup:
    """Return words in which no line breaks within a day ("2018-06-12")."""
    return Markup(_DAY.sub(r'<span class="nowrap">\g<0></span>', str(escape(words))))


def land(code: str) -> str:
    """Return the name of a country, or the words as they are.

    Example:
        >>> land("PRK"), land("Kim Jong Un")
        ('North Korea', 'Kim Jong Un')
    """
    known = exchange.countries().get(code)
    return known.name if known else BODIES.get(code, code)


def plain_type(code: str) -> str:
    """Return words in which a type of event that they begin with is said plainly.

    Example:
        >>> plain_type("ACCUSE Rebel leaders → mission"), plain_type("two dates")
        ('blame Rebel leaders → mission', 'two dates')
    """
    first, space, rest = code.partition(" ")
    return said.TYPES.get(first, first) + space + rest


def as_words(words: str, field: str) -> str:
    """Return the words of a field with plain ones for its codes, and for "/" in its days.

    Example:
        >>> as_words("AGREE", "event_type"), as_words("negated", "status"), as_words("2018-04/2018-06", "date")
        ('will cooperate', 'did not happen', '2018-04 – 2018-06')
    """
    match field:
        case "event_type":
            return said.TYPES.get(words, words)
        case "status":
            return STATUS_WORDS.get(words, words)
        case "date" | "due":
            return words.replace("/", " – ")
    return words


def disputed_in(record: Record) -> str:
    """Return in what accounts of a record differ."""
    return ", ".join(said.field(name) for name in record.conflicts if ":" not in name)


FILTERS = {
    "whole_days": whole_days, "land": land, "plain_type": plain_type, "field": said.field,
    "date_of": date, "short_day": short_day, "headline": headline, "sides": sides, "matter": matter, "quad": quad,
    "title_of": title, "outside": outside, "actor_link": actor_link, "outlet": outlet, "clean": said.clean, "day": said.day,
    "marks": said.marks, "chain": said.chain, "origins": said.origins, "disputes": said.disputes, "passage": said.passage,
    "figure": said.figure, "spread": said.spread, "readings": said.readings, "counted": said.counted, "source": said.source,
    "line": said.line, "quoted": said.quoted, "unturned": unturned, "since": said.since, "reported": said.reported,
    "times": times, "as_words": as_words, "disputed_in": disputed_in, "giver": giver, "heading": heading, "condition": said.condition, "own": said.own,
}  # fmt: skip
