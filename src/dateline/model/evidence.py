"""Quotations of a document, checked to the character (W3C Web Annotation selectors)."""

from __future__ import annotations

from dataclasses import InitVar, dataclass

from dateline.errors import EvidenceError
from dateline.model.span import Span

CONTEXT = 32  # characters of prefix and suffix


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A range of a document's text with the words that stand there.

    It can only be built with the document's ``text``: ``text[start:end] == exact``, always.

    Attributes:
        document: id of the document.
        start: first code point.
        end: one past the last code point.
        exact: the words.
        prefix: up to 32 characters before them.
        suffix: up to 32 characters after them.

    Raises:
        EvidenceError: the words do not stand at that place, or the range is empty.

    Source: W3C Web Annotation Data Model, TextPositionSelector and TextQuoteSelector.
    """

    document: str
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""
    text: InitVar[str]

    def __post_init__(self, text: str) -> None:
        if not 0 <= self.start < self.end <= len(text):
            raise EvidenceError(f"no text at {self.start}..{self.end}", where=self.document)
        if text[self.start : self.end] != self.exact:
            raise EvidenceError(
                f"text at {self.start}..{self.end} is not {self.exact!r}", where=self.document
            )
        before, after = text[max(0, self.start - CONTEXT) : self.start], text[self.end : self.end + CONTEXT]
        if not before.endswith(self.prefix) or not after.startswith(self.suffix):
            raise EvidenceError(f"text around {self.start}..{self.end} differs", where=self.document)

    @property
    def span(self) -> Span:
        """The range as a Span."""
        return Span(self.start, self.end)


def quote(document: str, text: str, span: Span) -> Evidence:
    """Return the Evidence for a span of a document's text."""
    return Evidence(
        document=document,
        start=span.start,
        end=span.end,
        exact=text[span.start : span.end],
        prefix=text[max(0, span.start - CONTEXT) : span.start],
        suffix=text[span.end : span.end + CONTEXT],
        text=text,
    )
