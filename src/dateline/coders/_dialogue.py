"""Transcripts and interviews: who speaks stands before a colon, and what he says runs on until the next one does.

"ANA RUIZ, MINISTER: We will go. We will not stay." In a transcript, with its speakers in capitals, the paragraphs without a
label go on with the last speaker; in an interview they are the writer's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.model import Block, Document, Span

_CAPITALS = re.compile(
    r"(?P<name>[A-Z][A-Z.'’-]{0,30}[A-Z](?:\s[A-Z][A-Z.'’-]{1,30}){0,3})(?:\s?,\s[^:\n]{2,90})?(?:\s\([^:()\n]{2,40}\))?\s?:\s+(?=\S)"
)
_NAMED = re.compile(r"(?P<name>[A-Z](?:[\w.'’-]{1,30}(?:\s[A-Z][\w.'’-]{1,30}){0,3})?)\s?:\s+(?=\S)")
LEAST = 3  # labels that make a dialogue
AGAIN = 2  # times that one of them must stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What one speaker of a dialogue says at a time.

    Attributes:
        name: where the speaker is named, without his office.
        label: all the words before the colon.
        said: what follows, up to the next speaker.
        capitals: whether it is a turn of a transcript.
    """

    name: Span
    label: Span
    said: Span
    capitals: bool


def turns(document: Document) -> dict[int, Turn]:
    """Return the turns of a dialogue by the index of the block that each opens, none if the text is no dialogue."""
    return _found(document, _CAPITALS, capitals=True) or _found(document, _NAMED, capitals=False)


def _found(document: Document, pattern: re.Pattern[str], *, capitals: bool) -> dict[int, Turn]:
    blocks = document.blocks
    labels = {
        i: match
        for i, block in enumerate(blocks)
        if block.kind != "furniture"
        and (match := pattern.match(document.text, block.span.start, block.span.end))
    }
    times = Counter(match["name"].split()[-1] for match in labels.values())
    if len(labels) < LEAST or max(times.values()) < AGAIN:
        return {}
    return {
        i: Turn(
            name=Span(*match.span("name")),
            label=Span(match.start(), document.text.rindex(":", match.start(), match.end())),
            said=Span(match.end(), blocks[_last(blocks, i, labels) if capitals else i].span.end),
            capitals=capitals,
        )
        for i, match in labels.items()
    }


def _last(blocks: Sequence[Block], at: int, labels: dict[int, re.Match[str]]) -> int:
    """Return the last block of what a speaker says: the one before the next label or furniture."""
    last = at
    while (
        last + 1 < len(blocks) and last + 1 not in labels and blocks[last + 1].kind in ("paragraph", "list")
    ):
        last += 1
    return last
