"""Spans of one text laid on another text of the same article."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable

Range = tuple[int, int]
WORD = re.compile(r"\w+|[^\w\s]")


def aligner(gold: str, predicted: str | None) -> Callable[[object, object], Range | None]:
    """Return a function from offsets in the predicted text to a range of the gold text, None where nothing fits.

    Equal texts need no mapping; texts that differ in white space are mapped by their other characters, others by words.
    """
    if predicted is None or predicted == gold:
        return _same
    ours = [i for i, c in enumerate(gold) if not c.isspace()]
    theirs = [i for i, c in enumerate(predicted) if not c.isspace()]
    if [gold[i] for i in ours] == [predicted[i] for i in theirs]:
        table = dict(zip(theirs, ours, strict=True))
    else:
        table = _by_words(gold, predicted)

    def map_range(start: object, end: object) -> Range | None:
        if not isinstance(start, int) or not isinstance(end, int):
            return None
        found = [table[i] for i in range(max(start, 0), min(end, len(predicted))) if i in table]
        return (min(found), max(found) + 1) if found else None

    return map_range


def _same(start: object, end: object) -> Range | None:
    return (start, end) if isinstance(start, int) and isinstance(end, int) and start < end else None


def _by_words(gold: str, predicted: str) -> dict[int, int]:
    ours, theirs = list(WORD.finditer(gold)), list(WORD.finditer(predicted))
    matcher = difflib.SequenceMatcher(
        None, [m.group() for m in ours], [m.group() for m in theirs], autojunk=False
    )
    table: dict[int, int] = {}
    for i, j, n in matcher.get_matching_blocks():
        for k in range(n):
            for offset in range(len(ours[i + k].group())):
                table[theirs[j + k].start() + offset] = ours[i + k].start() + offset
    return table


def overlap(a: Range | None, b: Range | None) -> int:
    """Return the number of characters in both ranges."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0])) if a and b else 0
