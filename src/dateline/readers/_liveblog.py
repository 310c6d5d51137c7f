"""Live blogs and round-ups: the times that their entries open with."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dateline.model import Span

ENTRIES = 3  # paragraphs that open with a time: fewer are no live blog
CLOCK = (
    r"(?:(?:[01]?\d|2[0-3])[:.h][0-5]\d(?:\s?[ap]\.?\s?m\b\.?)?|1?\d\s?[ap]\.?\s?m\b\.?"
    r"|(?:[01]\d|2[0-3])[0-5]\d(?=\s?(?:GMT|UTC|hours|hrs|in|local|[,)\]])))"
)
HALF = r"(?:1?\d(?:[:.][0-5]\d)?\s?[ap]\.?\s?m\b\.?)"
DAY = r"(?:\s(?:on\s)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)?"
PLACE = r"(?:\s?(?:in\s)?(?:(?!The\b|An?\b|In\b|On\b|At\b)[A-Z][\w.'’]+(?:\s[A-Z]\w+)?|local|hours|hrs)(?:\s[Tt]ime)?)?"
TIME = rf"(?>{CLOCK}{DAY}{PLACE}{DAY})"
TIMES = rf"{TIME}(?:\s?[,/;(]\s?{TIME})*+"
SAID = r"(?:(?:[Ll]ast\s)?(?:[Uu]pdated?|UPDATED?|[Pp]osted|[Pp]ublished)(?:\sat)?\s?:?\s)?"
STAMP = re.compile(
    rf"\A(?:[(\[]\s?{SAID}{TIMES}(?:\s?[)\]])++(?:\s?[-–—:](?=\s))?"
    rf"|{SAID}{TIMES}(?:\s?[)\]])?(?:\s?[-–—:|](?=\s)|\s*$)"
    rf"|{SAID}{HALF}(?=\s[A-Z\"“'‘]))"
)


def stamp(text: str) -> Span | None:
    """Return the time that an entry opens with, with its brackets and colon.

    Example:
        >>> stamp("10.45 am: The ferry has left.")
        Span(start=0, end=9)
    """
    match = STAMP.match(text)
    return Span(0, len(match[0].rstrip())) if match else None


def is_live(texts: Iterable[str]) -> bool:
    """Return whether paragraphs are the entries of a live blog."""
    found = 0
    for text in texts:
        found += text[:1] in "([0123456789uUpPlL" and stamp(text) is not None
        if found >= ENTRIES:
            return True
    return False
