"""An article's text with what was found in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from dateline.model import Document, Record, Span

ORDER = {"event": 0, "statement": 1, "commitment": 2, "indicator": 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One record in a text, under the number by which the page names it."""

    number: int
    record: Record
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Characters of one block that the same records rest on; ``begins`` are those whose words begin here."""

    text: str
    within: tuple[Found, ...] = ()
    begins: tuple[Found, ...] = ()

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of records, each once."""
        return tuple(dict.fromkeys(f.record.kind for f in self.within))

    @property
    def innermost(self) -> Found:
        """The record with the shortest quotation."""
        return min(self.within, key=lambda f: (len(f.span), f.number))


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A block of the text in pieces."""

    kind: str
    reason: str | None
    pieces: tuple[Piece, ...]


def found_in(document: Document, records: Iterable[Record]) -> tuple[Found, ...]:
    """Return the records of a document in the order of its text."""
    spans = [
        (report.evidence.span, record)
        for record in records
        for report in record.reports
        if report.document == document.id
    ]
    spans.sort(key=lambda pair: (pair[0].start, ORDER.get(pair[1].kind, 9), pair[0].end))
    return tuple(Found(number=n, record=r, span=s) for n, (s, r) in enumerate(spans, 1))


def parts(document: Document, found: Iterable[Found]) -> Iterator[Part]:
    """Yield the blocks of a text; together they hold every character but the space between blocks."""
    everything = tuple(found)
    for block in document.blocks:
        here = tuple(f for f in everything if f.span.overlap(block.span))
        yield Part(kind=block.kind, reason=block.reason, pieces=tuple(_pieces(document, block.span, here)))


def _pieces(document: Document, block: Span, here: tuple[Found, ...]) -> Iterator[Piece]:
    ends = {block.start, block.end}
    for one in here:
        ends |= {p for p in (one.span.start, one.span.end) if block.start < p < block.end}
    cuts = sorted(ends)
    for start, end in pairwise(cuts):
        within = tuple(f for f in here if f.span.start <= start and end <= f.span.end)
        begins = tuple(
            f for f in within if f.span.start == start or (start == block.start and f.span.start < start)
        )
        yield Piece(text=document.text[start:end], within=within, begins=begins if within else ())
