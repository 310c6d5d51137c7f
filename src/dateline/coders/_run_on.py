"""Quotations that run on: what the same speaker says behind the cue, in the next sentence or the next paragraph."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence

from dateline.coders._quoted import QuotationIndex
from dateline.model import Document, Quotation, Sentence, Span, Statement

MAX_GAP = 60  # characters between "he said" and the rest of the quotation: ", at a rally in Ohio,"


class RunOn:
    """Joins quotations that nobody else says to the statement before them.

    Args:
        document: the text.
        sentences: its sentences.
        quotations: its quotations.
        owned: first characters of the quotations that somebody says; those joined are added.
    """

    def __init__(
        self, document: Document, sentences: Sequence[Sentence], quotations: QuotationIndex, owned: set[int]
    ) -> None:
        self._document, self._sentences, self._quotations = document, sentences, quotations
        self._owned = owned

    def joined(self, drafts: Iterable[Statement]) -> Iterator[Statement]:
        """Yield the statements; a quotation that goes on right behind one becomes part of it."""
        for draft in drafts:
            content, end = list(draft.content), draft.evidence.end
            inside = draft.cue_span is not None and self._quotations.at(draft.cue_span.start) is not None
            while not inside and (more := self._next(draft, end)) is not None:
                self._owned.add(more.span.start)
                content.append(more.span)
                end = more.span.end
            if len(content) > len(draft.content):
                parts = tuple(content)
                yield dataclasses.replace(
                    draft,
                    content=parts,
                    evidence=self._document.evidence(Span(draft.evidence.start, end)),
                    direct=self._quotations.share(parts),
                )
            else:
                yield draft

    def _next(self, draft: Statement, end: int) -> Quotation | None:
        """Return the quotation nobody else owns that goes on behind a statement, in its sentence or after it."""
        close = self._sentence_end(end)
        found = self._quotations.after(close)
        if draft.direct:
            found = self._quotations.within(end, min(close, end + MAX_GAP)) or found
        free = found is not None and found.span.start not in self._owned and self._quotations.speech(found)
        return found if free else None

    def _sentence_end(self, offset: int) -> int:
        for sentence in self._sentences:
            if sentence.span.start < offset <= sentence.span.end:
                return sentence.span.end
        return offset
