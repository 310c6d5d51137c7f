"""On which day a figure holds: the time beside it, not that of an earlier figure that it is compared with."""

from __future__ import annotations

import re
from bisect import bisect_right

from dateline.model import Annotations, Document, Sentence, Span, When

NEAR = 12  # characters before a time in which "since" and the like stand
OPEN = re.compile(
    r"\b(?:since|until|till|after|before)\s+$", re.IGNORECASE
)  # holds beside these, not on them
RECORD = re.compile(
    r"\b(?:\w{2,12}est|most|least|worst|first|time|record)\b[^,.;]{0,25}\bsince\s+$", re.IGNORECASE
)
RECORD_NEAR = 60  # the same for "the lowest since"
# Behind these stands an earlier figure, with its own day, or only that day: "up from 300 in May", "more than in 2020".
EARLIER = re.compile(
    r"\b(?:up|down)\s+(?:\w+\s+)?from\b|\bcompared\s+(?:with|to)\b|\b(?:from|against)\s+(?=[$€£]?\d)"
    r"|\bthan\s+(?=in\b|last\b|an?\s+(?:year|month|week)\b)",
    re.IGNORECASE,
)
LATER = re.compile(r"\bto\s+(?=[$€£]?\d)", re.IGNORECASE)  # "from 300 in May to 400 in June"


def date_of(document: Document, annotations: Annotations, sentence: Sentence, figure: Span) -> When | None:
    """Return the time nearest to a figure in its part of the sentence, else the publication's; one after "since" comes last.

    An earlier figure has no other time than its own.
    """
    text = document.text
    starts = [m.start() for m in _marks(document, annotations, sentence)]
    part = bisect_right(starts, figure.start)
    near = [
        (
            OPEN.search(text, max(0, t.span.start - NEAR), t.span.start) is not None,
            t.span.gap(figure),
            t.when,
        )
        for t in annotations.times or ()
        if t.when is not None
        and t.span in sentence.span
        and bisect_right(starts, t.span.start) == part
        and ";" not in text[figure.end : max(t.span.start, figure.end)]
        and RECORD.search(text, max(0, t.span.start - RECORD_NEAR), t.span.start) is None
    ]
    if near:
        return min(near, key=lambda n: n[:2])[2]
    published = document.published
    if published is None or (part and not LATER.match(text, starts[part - 1])):
        return None
    return When(start=published.start, end=published.end, precision=published.precision, basis="published")


def is_earlier(document: Document, annotations: Annotations, sentence: Sentence, figure: Span) -> bool:
    """Return whether a figure is one that another of its sentence is compared with: "up from 300"."""
    before = [m for m in _marks(document, annotations, sentence) if m.start() <= figure.start]
    return bool(before) and not LATER.match(document.text, before[-1].start())


def _marks(document: Document, annotations: Annotations, sentence: Sentence) -> list[re.Match[str]]:
    """Return where other figures of the sentence begin; "from 2015 to 2019" is a time."""
    text, (start, end) = document.text, (sentence.span.start, sentence.span.end)
    times = [t.span for t in annotations.times or () if t.span in sentence.span]
    first = [m for m in EARLIER.finditer(text, start, end) if not _in_time(m, times)]
    if not first:
        return []
    then = (m for m in LATER.finditer(text, first[0].end(), end) if not _in_time(m, times))
    return sorted((*first, *then), key=lambda m: m.start())


def _in_time(mark: re.Match[str], times: list[Span]) -> bool:
    return any(t.start < mark.end() + 1 and mark.start() < t.end for t in times)
