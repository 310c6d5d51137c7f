"""Lines of a terminal: words that fit its columns, also where a character takes two of them or none."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from rich.cells import cell_len, chop_cells

WIDTH = 80


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
    rest = first if rest is None else rest
    if cell_len(words) == len(words):
        return textwrap.wrap(
            words, width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
        )
    lines, line, room = [], first, width - cell_len(first)
    for word in _pieces(words, max(2, width - max(cell_len(first), cell_len(rest)))):
        gap = " " if word.startswith(" ") and line not in (first, rest) else ""
        piece = word.removeprefix(" ")
        if cell_len(gap + piece) > room and line not in (first, rest):
            lines.append(line)
            line, room, gap = rest, width - cell_len(rest), ""
        line += gap + piece
        room -= cell_len(gap + piece)
    return [*lines, line] if line not in (first, rest) else lines


def _pieces(words: str, room: int) -> Iterator[str]:
    """Yield the words, each with the space before it; a wide one in pieces, of one character where lines may break there."""
    for word in words.split():
        if cell_len(word) <= room and cell_len(word) == len(word):
            yield f" {word}"
            continue
        for number, piece in enumerate(_breakable(word, room)):
            yield " " * (number == 0) + piece


def _breakable(word: str, room: int) -> Iterator[str]:
    """Yield a word in parts: wide characters alone, with what belongs to them, others together."""
    held = ""
    for character in word:
        if held and cell_len(character) == 2 and not held.endswith("\u200d"):
            yield from _cut(held, room)
            held = ""
        elif held and cell_len(held[-1]) == 2 and cell_len(character) == 1 and character.isalnum():
            yield held
            held = ""
        held += character
    yield from _cut(held, room)


def _cut(part: str, room: int) -> list[str]:
    return [part] if cell_len(part) <= room else chop_cells(part, room)
