"""What a block of text is if it is not the article: rules over words, from the lexicon."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dateline.codebook.files import find, read_yaml
from dateline.errors import CodebookError

LEXICON = "lexicons/en/furniture.yaml"
DEFAULT_WORDS = 30
PLACES = ("any", "start", "end")
SPACED = re.compile(r"\s(?<!\s\s)\s*+([,.;:!?)\]}’]|n't\b|'(?:s|re|ve|ll|d|m)?\b)|([(\[{‘])\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One row of the lexicon.

    Attributes:
        pattern: matched at the start of a block.
        reason: what the block then is.
        words: length of the longest block it may take.
        place: where in the document it counts: ``any``, ``start`` or ``end``.
        opens: whether, below an article, all that follows is of its kind.
    """

    pattern: re.Pattern[str]
    reason: str
    words: int
    place: str
    opens: bool


def plain(text: str) -> str:
    """Return text as rules read it: single spaces, none before punctuation, straight apostrophes.

    Example:
        >>> plain("( CNN ) --  It 's here .")
        "(CNN) -- It's here."
    """
    single = " ".join(text.split()).replace("’", "'")
    return SPACED.sub(lambda match: match[1] or match[2], single)


@cache
def rules(overlay: Path | None = None) -> tuple[Rule, ...]:
    """Return the rules of the lexicon and of the user's own, which go first."""
    found: list[Rule] = []
    for path in reversed(find(LEXICON, overlay)):
        found.extend(_rule(row, path) for row in read_yaml(path)["rows"])
    return tuple(found)


def _rule(row: dict[str, object], path: Path) -> Rule:
    """Return one row as a rule.

    Raises:
        CodebookError: its pattern or place cannot be used.
    """
    pattern, place = str(row["pattern"]), str(row.get("where", "any"))
    if place not in PLACES:
        raise CodebookError(f"where: {place!r} is none of {PLACES}", file=str(path), key=pattern[:40])
    try:
        compiled = re.compile(rf"\A(?:{pattern}){'$' if row.get('whole') else ''}", re.IGNORECASE)
    except re.error as error:
        raise CodebookError(f"not a regular expression: {error}", file=str(path), key=pattern[:40]) from error
    words = row.get("words", DEFAULT_WORDS)
    return Rule(
        pattern=compiled,
        reason=str(row["reason"]),
        words=words if isinstance(words, int) else DEFAULT_WORDS,
        place=place,
        opens=row.get("opens") is True,
    )


def rule(text: str, place: str = "any", overlay: Path | None = None) -> Rule | None:
    """Return the rule that knows a block for furniture, None if none does.

    Args:
        text: the block.
        place: ``start`` before the first long paragraph, ``end`` after the last one, else ``any``.
        overlay: folder of the user's own knowledge.
    """
    read = plain(text)
    count = read.count(" ") + 1
    for row in rules(overlay):
        if count <= row.words and row.place in ("any", place) and row.pattern.match(read):
            return row
    return None


def reason(text: str, place: str = "any") -> str | None:
    """Return what a block is if it is furniture, None if no rule knows it."""
    found = rule(text, place)
    return found.reason if found is not None else None
