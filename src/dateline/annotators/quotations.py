"""Quotations: text between quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.model import Annotations, Block, Document, Quotation, Span

# Each style has its own marks; a straight mark may open or close, so its neighbours decide.
_MARK = re.compile(r"``|''|[“”\"„«»]|[‘’']")
_STYLE = {"“": "curly", "”": "curly", "„": "curly", '"': "straight", "``": "tex", "''": "tex"}
_STYLE |= {"«": "angle", "»": "angle", "‘": "single", "’": "single", "'": "single"}
_OPENERS = frozenset("“„«‘") | {"``"}
_CLOSERS = frozenset("”»") | {"’"}
_BEFORE_OPENING = frozenset("([{-–—/:“\"‘'`")
_MIXED = {("curly", "straight"), ("straight", "curly"), ("tex", "straight"), ("straight", "tex")}


@dataclass(frozen=True, slots=True)
class _Mark:
    span: Span
    style: str
    opens: bool
    closes: bool


class Quotations:
    """Finds paired quotation marks of all usual styles; apostrophes are no marks.

    One that runs over several paragraphs, each opened anew, gives one Quotation a paragraph, all but the last
    with ``closed`` False.

    Example:
        >>> from dateline.model import Block
        >>> text = "“We agree,” the minister said."
        >>> document = Document(text=text, blocks=(Block(span=Span(0, len(text))),))
        >>> [q.span.of(text) for q in Quotations().annotate(document, Annotations()).quotations]
        ['“We agree,”']
    """

    name = "quotations"
    requires: tuple[str, ...] = ()
    provides: tuple[str, ...] = ("quotations",)

    def annotate(self, document: Document, annotations: Annotations) -> Annotations:
        """Return the annotations with the quotations of all blocks that are coded."""
        found: list[Quotation] = []
        previous: Block | None = None
        for block in document.blocks:
            if block.kind == "furniture":
                previous = None
                continue
            start = block.span.start
            if previous is not None and found and not found[-1].closed:
                end = _carried(document.text, found[-1], block.span)
                if end is not None:
                    found[-1] = Quotation(span=Span(found[-1].span.start, end))
                    start = end
            found += _in_block(document.text, Span(start, block.span.end))
            previous = block
        return annotations.add(quotations=tuple(found))


def _carried(text: str, quotation: Quotation, block: Span) -> int | None:
    """Return where a quotation left open before this block closes in it, None if the block opens its own.

    Lines that break inside a quotation leave it open, and the next mark of its kind is the closing one.
    """
    opening = text[quotation.span.start]
    marks = {"“": "“”", '"': '"', "«": "«»"}.get(opening)
    if marks is None:
        return None
    at = [i for i in range(block.start, block.end) if text[i] in marks]
    if not at or at[0] == block.start or text[at[0]] == "“" or (opening == '"' and len(at) % 2 == 0):
        return None
    return at[0] + 1


def _in_block(text: str, block: Span) -> Iterator[Quotation]:
    """Yield the outermost quotations of a block, in order."""
    marks = list(_marks(text, block))
    at = 0
    while at < len(marks):
        opening = marks[at]
        if not opening.opens:
            at += 1
            continue
        end = _partner(marks, at)
        if end is not None:
            yield Quotation(span=opening.span.cover(marks[end].span))
            at = end + 1
        elif opening.style != "single" and not _inside_word(text, opening.span):
            yield Quotation(span=Span(opening.span.start, block.end), closed=False)
            return
        else:
            at += 1


def _partner(marks: list[_Mark], at: int) -> int | None:
    """Return the index of the mark that closes ``marks[at]``."""
    opening = marks[at]
    for index in range(at + 1, len(marks)):
        mark = marks[index]
        same = mark.style == opening.style or (opening.style, mark.style) in _MIXED
        if same and mark.closes:
            return index
        if mark.style == opening.style and mark.opens and not mark.closes and opening.style != "single":
            return None if opening.style != "curly" else _next_close(marks, index, opening.style)
    return None


def _next_close(marks: list[_Mark], at: int, style: str) -> int | None:
    """Return the next closing mark of a style: a doubled opening mark is a slip of the writer."""
    return next((i for i in range(at + 1, len(marks)) if marks[i].style == style and marks[i].closes), None)


def _marks(text: str, block: Span) -> Iterator[_Mark]:
    """Yield the quotation marks of a block with what each may do."""
    open_straight = False
    for match in _MARK.finditer(text, block.start, block.end):
        words = match.group()
        style = _STYLE[words]
        before = text[match.start() - 1] if match.start() > block.start else " "
        after = text[match.end()] if match.end() < block.end else " "
        if style == "single":
            opens, closes = _single(words, before, after)
        elif words in _OPENERS:
            opens, closes = True, False
        elif words in _CLOSERS:
            opens, closes = False, True
        else:
            opens, closes = _straight(before, after, open_straight)
            open_straight = opens
        if opens or closes:
            yield _Mark(Span(match.start(), match.end()), style, opens, closes)


def _straight(before: str, after: str, is_open: bool) -> tuple[bool, bool]:
    """Return whether a straight double mark opens or closes: white space tells, else the last mark does."""
    free_before, free_after = before.isspace() or before in _BEFORE_OPENING, after.isspace()
    if before.isdigit() and not is_open:
        return False, False  # inches
    if free_before != free_after and not (before in _BEFORE_OPENING and is_open):
        return free_before, not free_before
    return not is_open, is_open


def _single(words: str, before: str, after: str) -> tuple[bool, bool]:
    """Return whether a single mark opens or closes; inside words and before digits it is an apostrophe."""
    starts = (before.isspace() or before in _BEFORE_OPENING) and after.isalpha()
    if words == "‘":
        return starts or after.isdigit(), False
    ends = not after.isalnum() and not before.isspace()
    return (starts and words == "'"), ends


def _inside_word(text: str, span: Span) -> bool:
    return span.end < len(text) and text[span.start - 1 : span.start].isalnum() and text[span.end].isalnum()
