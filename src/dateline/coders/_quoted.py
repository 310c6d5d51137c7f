"""How spans of content and quotation marks fit together."""

from __future__ import annotations

import bisect
from typing import Literal

from dateline.model import Annotations, Document, Quotation, Span

DIRECT_SHARE = 0.8  # PolNeAR files: at least this share in quotation marks is direct
MIN_WORDS = 2  # a marked single word is a scare quote
_BETWEEN = frozenset(" \t\n\r\xa0,.;:–—-")


class QuotationIndex:
    """The quotations of a document, findable by place."""

    def __init__(self, document: Document, annotations: Annotations) -> None:
        self.document = document
        self.all = annotations.quotations or ()
        self._starts = [q.span.start for q in self.all]
        self._blocks = [b.span.start for b in document.blocks]

    def at(self, offset: int) -> Quotation | None:
        """Return the quotation that holds a character."""
        index = bisect.bisect_right(self._starts, offset) - 1
        found = self.all[index] if index >= 0 else None
        return found if found is not None and offset < found.span.end else None

    def touching(self, span: Span) -> list[Quotation]:
        """Return the quotations that share a character with a span, in order."""
        first = max(0, bisect.bisect_right(self._starts, span.start) - 1)
        last = bisect.bisect_left(self._starts, span.end)
        return [q for q in self.all[first:last] if q.span.overlap(span)]

    def before(self, offset: int) -> Quotation | None:
        """Return the quotation that ends right before ``offset``, only space and punctuation between."""
        index = bisect.bisect_left(self._starts, offset) - 1
        if index < 0 or self.all[index].span.end > offset:
            return None
        found = self.all[index]
        return found if self._close(found.span.end, offset) else None

    def within(self, start: int, end: int) -> Quotation | None:
        """Return the first quotation that starts between two places and follows a comma or colon."""
        index = bisect.bisect_left(self._starts, start)
        if index >= len(self.all) or self.all[index].span.start >= end:
            return None
        lead = self.document.text[start : self.all[index].span.start].rstrip()
        return self.all[index] if lead.endswith((",", ":")) else None

    def after(self, offset: int) -> Quotation | None:
        """Return the quotation that starts right behind ``offset``.

        In the next block it counts if it fills the block, or if the last one was left open.
        """
        index = bisect.bisect_left(self._starts, offset)
        if index >= len(self.all):
            return None
        found = self.all[index]
        if self._close(offset, found.span.start):
            return found
        if not set(self.document.text[offset : found.span.start]) <= _BETWEEN:
            return None
        block = self.document.blocks[self.block(found.span.start)].span
        fills = set(self.document.text[found.span.end : block.end]) <= _BETWEEN
        still_open = index > 0 and not self.all[index - 1].closed
        return found if found.span.start == block.start and (fills or still_open) else None

    def block(self, offset: int) -> int:
        """Return the index of the block that holds a character."""
        return bisect.bisect_right(self._blocks, offset) - 1

    def closed_by_comma(self, span: Span) -> Span:
        """Return the span, cut where a quotation at its start ends in a comma and the writer's words go on."""
        first = self.at(span.start)
        if first is None or first.span.end >= span.end or any(q is not first for q in self.touching(span)):
            return span
        inner = first.span.of(self.document.text).rstrip("\"”’'» ")
        return Span(span.start, first.span.end) if inner.endswith(",") else span

    def share(self, spans: tuple[Span, ...]) -> bool | Literal["mixed"]:
        """Return whether the spans are direct speech: True, False or ``mixed``."""
        total = sum(len(s) for s in spans)
        inside = sum(q.span.overlap(s) for s in spans for q in self.touching(s))
        if total and inside / total >= DIRECT_SHARE:
            return True
        return "mixed" if inside else False

    def speech(self, quotation: Quotation) -> bool:
        """Return whether the quotation can be speech: more than a marked word or a title."""
        inner = quotation.span.of(self.document.text).strip("\"“”‘’'`« »")
        return len(inner.split()) >= MIN_WORDS or inner.endswith((",", ".", "!", "?"))

    def _close(self, start: int, end: int) -> bool:
        return self.block(start) == self.block(end) and set(self.document.text[start:end]) <= _BETWEEN


def fit(span: Span, quotations: QuotationIndex, cue: Span) -> Span:
    """Return the span laid on quotation marks.

    A quotation that the span shares most of its words with is taken whole, beyond the sentence too;
    if the cue itself stands inside the quotation, the span is cut at the marks.
    """
    for quotation in quotations.touching(span):
        q = quotation.span
        if q.overlap(cue):
            start, end = max(span.start, q.start + 1), min(span.end, q.end - 1)
            if start < end and q.overlap(span) > len(span) // 2:
                span = Span(start, end)
        elif q.start < span.start or q.end > span.end:
            span = span.cover(q)
    return span
