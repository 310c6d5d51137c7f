"""The day of publication of a page, by a vote of all that names one.

Each source of dates has a reliability; what agrees adds up, so no single field has to be trusted: an address and the day
beside the headline outvote a stamp that the publishing system renews.
"""

from __future__ import annotations

import datetime
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from dateline.codebook.files import find, read_csv
from dateline.readers import _cues
from dateline.readers._days import Day, days
from dateline.readers._lines import is_closed
from dateline.readers._walk import Piece

FIELDS, SOURCES = "publishers/date_fields.csv", "publishers/date_sources.csv"
ADDRESS = re.compile(
    r"(?:^|/|-|_)((?:19|20)\d\d)(?:/|-|_)(\d{1,2})(?:/|-|_)(\d{1,2})(?=/|-|_|\.|$)|/((?:19|20)\d\d)(\d\d)(\d\d)(?=/|-|_|\.|$)"
)
NAMED = re.compile(r'"(datePublished|dateCreated|dateModified)"\s*:\s*"([^"]{8,40})"')
KEYS = {
    "datepublished": "article",
    "datecreated": "created",
    "uploaddate": "created",
    "datemodified": "changed",
}
CHANGED = re.compile(
    r"\b(?:updated?|modified|revised|edited|changed|aktualisiert|letzte änderung|stand|actualizad[oa]|atualizad[oa]|"
    r"aggiornat[oa]|mise? à jour|modifié|bijgewerkt|gewijzigd|обновлено|güncelle\w*|aktualizacja|uppdaterad)\b",
    re.IGNORECASE,
)
PUBLISHED = re.compile(
    r"\b(?:published|posted|publication date|first published|veröffentlicht|erschienen|erstellt|publié|publicad[oa]|pubblicato|gepubliceerd|"
    r"geplaatst|opublikowano|data publikacji|опубликовано|дата публикации|publicerad|yayınlan\w+|giriş)\b",
    re.IGNORECASE,
)
DIGIT = re.compile(r"\d")
ELSEWHERE = frozenset({"related", "nav", "comments", "promo", "boilerplate", "cookie", "share"})
ABOVE, BELOW = 15, 15  # pieces around the headline
SHORT = 30  # words of a piece that holds the day and little else
SENTENCE = 12  # words of one that tells something
LONG = 25  # words of a paragraph; the second one ends the head of the article
LOCAL = frozenset({"shown", "above", "address"})  # days as the publisher's own readers see them
ECHO = 0.1  # of a stamp's weight where a weightier one says the same
OPENING = 30  # characters before a day that may say what it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """One source's word for the day."""

    day: Day
    source: str


@cache
def weights() -> dict[str, float]:
    """Return what the vote of each source weighs."""
    rows = [row.cells for path in find(SOURCES) for row in read_csv(path)]
    return {
        row["source"]: math.log(float(row["reliability"]) / (1 - float(row["reliability"]))) for row in rows
    }


@cache
def fields() -> dict[str, str]:
    """Return the names of fields that hold a day, with their sources."""
    return {row.cells["field"]: row.cells["source"] for path in find(FIELDS) for row in read_csv(path)}


def stamps(
    root: Any, meta: Mapping[str, str], objects: Sequence[Mapping[str, Any]], url: str | None
) -> Iterator[Vote]:
    """Yield what the head of a page says.

    Args:
        root: the tree.
        meta: its meta elements.
        objects: its JSON-LD.
        url: its address.
    """
    yield from (
        vote for name, text in meta.items() if (source := fields().get(name)) for vote in _vote(source, text)
    )
    yield from _properties(root)
    yield from _linked(root, objects)
    yield from (
        _vote("address", "-".join(part for part in match.groups() if part))
        if (match := ADDRESS.search(url or ""))
        else ()
    )


def _vote(source: str, text: str) -> Iterator[Vote]:
    """Yield the vote in the text of a field."""
    if day := next(days(text), None):
        yield Vote(day=day, source=source)


def _properties(root: Any) -> Iterator[Vote]:
    """Yield what elements with a property of the article say, the first of each."""
    seen: set[str] = set()
    for element in root.xpath("//*[@itemprop]|//time[@pubdate]"):
        name = (element.get("itemprop") or "datepublished").lower()
        source = "field" if name == "datepublished" else KEYS.get(name)
        if source is None or source in seen or (element.tag == "meta" and element.get("name")):
            continue
        for vote in _vote(
            source, element.get("content") or element.get("datetime") or element.text_content()[:80]
        ):
            seen.add(source)
            yield vote


def _linked(root: Any, objects: Sequence[Mapping[str, Any]]) -> Iterator[Vote]:
    """Yield what the JSON-LD says of the article and of the page; of JSON that is broken, what can still be read."""
    seen: set[str] = set()
    pairs = [(key, value, str(each.get("@type"))) for each in objects for key, value in each.items()]
    if not objects:
        pairs = [
            (m[1], m[2], "")
            for script in root.iter("script")
            if "ld+json" in (script.get("type") or "")
            for m in NAMED.finditer(script.text or "")
        ]
    for key, value, kind in pairs:
        source = KEYS.get(key.lower())
        if source == "article" and "WebPage" in kind:
            source = "page"
        if source is None or source in seen or not isinstance(value, str):
            continue
        for vote in _vote(source, value):
            seen.add(source)
            yield vote


def shown(pieces: Sequence[Piece], title: str | None) -> Iterator[Vote]:
    """Yield the days that a page shows beside its headline."""
    head = _headline(pieces, title)
    if head is None:
        return
    for piece in _below(pieces[head : head + BELOW]):
        yield from _seen(piece, "shown")
    for piece in reversed(pieces[max(0, head - ABOVE) : head]):
        if _is_beside(piece):
            yield from _seen(piece, "above")
    for before, piece in pairwise(pieces[head + 1 :]):
        if _is_beside(piece):
            by_class = _cues.reason(piece.path) == "byline"
            yield from _seen(piece, "marked" if by_class else None, before.text)


def _seen(piece: Piece, source: str | None, before: str = "") -> Iterator[Vote]:
    """Yield the days in a piece, those with a label by what it says.

    Args:
        piece: the piece.
        source: what a day without a label is, None to leave it out.
        before: the piece before it, which may be the label.
    """
    for element, _ in piece.nodes:
        if element.tag == "time" and element.get("datetime"):
            named = _label(f"{element.get('class') or ''} {piece.text}") or source
            yield from _vote(named, element.get("datetime")) if named else ()
    for day in days(piece.text):
        opening = piece.text[max(0, day.start - OPENING) : day.start] or before[-OPENING:]
        if named := _label(opening) or source:
            yield Vote(day=day, source=named)


def _label(text: str) -> str | None:
    """Return what a label says of the day after it."""
    if CHANGED.search(text):
        return "changed"
    return "labelled" if PUBLISHED.search(text) else None


def _below(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the short pieces from the headline to the second paragraph."""
    paragraphs = 0
    for piece in pieces:
        paragraphs += piece.text.count(" ") + 1 >= LONG
        if paragraphs > 1:
            return
        if _is_beside(piece):
            yield piece


def _is_beside(piece: Piece) -> bool:
    """Return whether a piece may tell of the article: short and shown, no sentence, and no part of something else."""
    words = piece.text.count(" ")
    if piece.hidden or words >= SHORT or (words >= SENTENCE and is_closed(piece.text)):
        return False
    if not DIGIT.search(piece.text) and all(element.tag != "time" for element, _ in piece.nodes):
        return False
    return _cues.reason(piece.path) not in ELSEWHERE


def _headline(pieces: Sequence[Piece], title: str | None) -> int | None:
    """Return which piece is the headline."""
    wanted = _letters(title or "")
    mains = [i for i, piece in enumerate(pieces) if piece.tag == "h1" and not piece.hidden]
    same = next((i for i, piece in enumerate(pieces) if wanted and _letters(piece.text) == wanted), None)
    first = next((i for i, piece in enumerate(pieces) if piece.text.count(" ") >= LONG), None)
    best = next(
        (i for i in mains if _letters(pieces[i].text) == wanted), mains[0] if len(mains) == 1 else same
    )
    return first if best is None else best


def _letters(text: str) -> str:
    """Return the letters and digits of a text, for comparing."""
    return "".join(filter(str.isalnum, text.lower()))


def elect(votes: Iterable[Vote]) -> datetime.date | None:
    """Return the day that weighs most, None without a vote; of days that weigh the same, the first one named.

    Every source has one vote, its first. What the publishing system wrote in several fields is one word, said more
    than once: all but the weightiest count little. A stamp of Greenwich counts for the day that the page or its address
    shows if it can be the same moment.
    """
    given = list(votes)
    local = [vote.day.day for vote in given if vote.source in LOCAL and vote.day.other is None]
    total: dict[datetime.date, dict[str, float]] = defaultdict(dict)
    voted: set[str] = set()
    for vote in given:
        if vote.source not in voted:
            voted.add(vote.source)
            total[_settled(vote, local, given)][vote.source] = weights()[vote.source]
    return max(total, key=lambda day: _sum(total[day])) if total else None


def _settled(vote: Vote, local: Sequence[datetime.date], given: Sequence[Vote]) -> datetime.date:
    """Return the day that a vote is for, seen with the others."""
    day = vote.day
    if day.other is not None and any(other.day.day == day.other for other in given if other is not vote):
        return day.other
    return next((each for each in local if day.may_be(each)), day.day)


def _sum(voices: Mapping[str, float]) -> float:
    """Return what the sources of one day weigh together."""
    stamps = sorted((weight for source, weight in voices.items() if source not in LOCAL), reverse=True)
    return (
        sum(weight for source, weight in voices.items() if source in LOCAL)
        + sum(stamps[:1])
        + ECHO * sum(stamps[1:])
    )
