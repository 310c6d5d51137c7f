"""What stands in front of the first sentence on its own line: highlights, a byline, the dateline; and credits after the last."""

from __future__ import annotations

import re

from dateline.model import Span

MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]{0,6}\.?"
DASH = r"(?:-{1,3}|[–—−])"
CAPITALS = r"[A-Z][A-Z.'’-]+"
SMALL = r"(?:de|of|the|and|al)"
# A hyphen before a capital stands within the capitals, or after a small word: no name can be read in two ways, which would
# take for ever in "AA-AA-AA-...". So many words are enough for a line in capitals.
CITY = (
    r"(?:[A-Z][A-Z.'’-]{2,}|[A-Z]{2}\b\.?|[A-Z]\.(?:[A-Z]\.)+)"
    rf"(?:(?: |\\?/)(?:{CAPITALS}|{SMALL})|-{SMALL}|(?<=[a-z])-{CAPITALS}){{0,30}}"
)
REGION = r"(?:[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2})"
DAY = rf"(?:(?:[A-Z][a-z]+day ?, ?)?{MONTH} \d{{1,2}}(?: ?, ?\d{{4}})?|\d{{1,2}} {MONTH}(?: ?,? ?\d{{4}})?)"
AGENCY = r"\( ?[A-Z][\w .,&/'’-]{1,40}\)"
STAMP = (
    rf"{CITY}(?: ?, ?{REGION})? ?\| ?(?:[A-Z][a-z]{{2}} )?{MONTH} \d{{1,2}} ?, ?\d{{4}} "
    r"\d{1,2}:\d\d ?[ap]m (?:[A-Z]{2,4} )?"
)
AT_START = re.compile(
    rf"\A(?:{STAMP})?(?:"
    rf"(?:(?:{CITY}|{REGION})(?: ?, ?{REGION})?(?: ?[,;]? ?{DAY})? ?)?{AGENCY} ?{DASH}"
    rf"|{CITY}(?: ?, ?{REGION})?(?: ?[,;]? ?{DAY})? ?{DASH}"
    rf"|{REGION}(?: ?, ?{REGION})? ?[,;] ?{DAY} ?{DASH}"
    r")\s+(?=[\"'“‘`A-Z0-9])"
)
INSIDE = re.compile(
    rf"(?:(?<!\S){STAMP})?(?:(?<!\S){CITY}(?: ?, ?{REGION})?(?: ?[,;]? ?{DAY})? ?)?\( ?(?:CNN|Reuters|REUTERS|AP|AFP|UPI|Xinhua|IANS|PTI|ANI|TASS|dpa|EFE)"
    rf"(?: [A-Z]\w+)? ?\) ?{DASH}\s+"
)
CREDIT = re.compile(
    r"\( ?(?:Additional |Extra )?(?:Reporting|Writing|Editing|Compiled|Translated|Written|Edited)\b[^()]{3,400}\)"
)
ASKED = re.compile(
    r"(?<=[a-z\"'”’.] )(?:Are|Were|Do|Have) you (?:in|at|there|near|affected|know|have|a|an|seen|been)\b[^.?!]{0,80}\?"
)
INSIDE_LIMIT = 1500


def head(text: str) -> tuple[Span, Span] | None:
    """Return what stands before the dateline of a first paragraph, and the dateline, None if there is no dateline.

    Args:
        text: the paragraph; the spans are offsets in it, the first one may be empty.

    Example:
        >>> head("OSLO, March 4 (Wire) - A minister resigned.")
        (Span(start=0, end=0), Span(start=0, end=22))
    """
    if at := AT_START.match(text):
        return Span(0, 0), Span(0, len(at[0].rstrip()))
    if inside := INSIDE.search(text, 0, INSIDE_LIMIT):
        before = text[: inside.start()].rstrip()
        return Span(0, len(before)), Span(inside.start(), inside.start() + len(inside[0].rstrip()))
    return None


def name_head(text: str, publisher: str) -> Span | None:
    """Return the name of the publisher that a paragraph opens with, set off by a dash."""
    if text.startswith(publisher) and (match := re.match(rf" ?{DASH}\s+", text[len(publisher) :])):
        return Span(0, len(publisher) + len(match[0].rstrip()))
    return None


def credit(text: str) -> Span | None:
    """Return the reporters' credit in brackets that a paragraph ends with or holds."""
    match = CREDIT.search(text)
    return Span(match.start(), match.end()) if match else None


def question(text: str) -> Span | None:
    """Return the question to readers ("Are you in ...?") that ends a run of highlights."""
    match = ASKED.search(text)
    return Span(match.start(), match.end()) if match else None
