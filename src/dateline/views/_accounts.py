"""What one article tells of days: when it appeared, and which days its sentences name."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from dateline.annotators._split import sentences
from dateline.annotators.times import Times
from dateline.model import Annotations, Document, Span

LEAD = 5  # sentences that tell what the article is about
SHORTEST, LONGEST = 5, 60  # words of a sentence that can stand alone
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A day that a sentence names; ``stated`` where it does so by its date, not as seen from the article."""

    day: datetime.date
    stated: bool
    sentence: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One article's part in the story.

    Attributes:
        document: the article.
        published: its day, None where that is not known.
        lead: its first sentences.
        mentions: the days that it names.
    """

    document: Document
    published: datetime.date | None
    lead: tuple[Span, ...]
    mentions: tuple[Mention, ...]


def account(document: Document, times: Times) -> Account:
    """Return what an article tells of days; it need not be parsed for that."""
    text, when = document.text, document.published
    spans = [span for block in document.body() for span in sentences(text, block.span)]
    whole = [s for s in spans if SHORTEST <= len(WORD.findall(text, s.start, s.end)) <= LONGEST]
    found, at = [], 0
    for time in times.annotate(document, Annotations()).times or ():
        while at < len(spans) - 1 and spans[at].end <= time.span.start:
            at += 1
        if time.when is not None and time.when.is_day and time.kind in ("DATE", "TIME"):
            stated = time.when.basis == "stated"
            found.append(Mention(day=time.when.start, stated=stated, sentence=spans[at]))
    return Account(
        document=document,
        published=when.start if when is not None and when.is_day else None,
        lead=tuple(whole[:LEAD]),
        mentions=tuple(found),
    )
