"""Lines of a terminal: words that fit its columns, also where a character takes two of them or none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len

WIDTH = 80
JOINER = "\u200d"


def wrapped(words: str, first: str = "", rest: str | None = None, *, width: int = WIDTH) -> list[str]:
    """Return words as lines of so many columns; what has no spaces (Chinese, an address) is cut where the line ends.

    Args:
        words: on one line.
        first: what the first line begins with.
        rest: what the others begin with, as the first if not given.
        width: in columns.

    Example:
        >>> wrapped("朝鮮中央通信社", "- ", "  ", width=8)
        ['- 朝鮮中', '  央通信', '  社']
    """
    lines = _Lines(first, first if rest is None else rest, width)
    for gap, word in re.findall(r"(\s*)(\S+)", words):
        for number, part in enumerate(_parts(word)):
            lines.add(part, gap="" if number else gap)
    return lines.done


class _Lines:
    """Lines being filled, measured whole: what a sign takes may hang on the one before it."""

    def __init__(self, first: str, rest: str, width: int) -> None:
        self.done: list[str] = []
        self._first, self._rest, self._width = first, rest, width

    def add(self, part: str, gap: str) -> None:
        """Write a part behind the last line or on a new one; over several, letter by letter, where it is longer than a line."""
        if self.done and self._fits(gap + part):
            self.done[-1] += gap + part
            return
        self._begin()
        for number, letter in enumerate([part] if self._fits(part) else _letters(part)):
            if number and not self._fits(letter):
                self._begin()
            self.done[-1] += letter

    def _fits(self, text: str) -> bool:
        return cell_len(self.done[-1] + text) <= self._width

    def _begin(self) -> None:
        self.done.append(self._rest if self.done else self._first)


def _parts(word: str) -> Iterator[str]:
    """Yield what lines may break between: wide letters, and runs of others; a run's marks stay with the letter before."""
    held = before = ""
    for letter in _letters(word):
        after_wide = cell_len(before) > 1 and letter[0].isalnum()
        if held and (cell_len(letter) > 1 or after_wide):
            yield held
            held = ""
        held += letter
        before = letter
    yield held


def _letters(word: str) -> Iterator[str]:
    """Yield each character with what takes no column of its own or is joined to it."""
    held = ""
    for character in word:
        if held and cell_len(character) and not held.endswith(JOINER):
            yield held
            held = ""
        held += character
    yield held
