"""Lines fit the columns of a terminal, whatever is written in them, and lose no word."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from dateline.formats.wrapping import wrapped

LETTERS = st.text(st.sampled_from("ab .,-“”\u0301é金正恩、。وزارة👩🇰🇵ｶｱ\u200d"), max_size=120)


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("", []),
        ("one two", ["- one", "  two"]),
        ("朝鮮中央通信社", ["- 朝鮮中", "  央通信", "  社"]),
        ("Kim 金正恩 met", ["- Kim 金", "  正恩", "  met"]),
        ("ab 金cdefghijk", ["- ab 金", "  cdefgh", "  ijk"]),
    ],
)
def test_wide_characters_take_two_columns(words: str, lines: list[str]) -> None:
    """Lines break between them; words of one column a letter stay whole while they fit."""
    assert wrapped(words, "- ", "  ", width=8) == lines


@settings(max_examples=200, deadline=None)
@given(LETTERS, st.integers(8, 40))
def test_no_line_is_too_long_and_nothing_is_lost(words: str, width: int) -> None:
    """Every character but spaces comes out, in order."""
    lines = wrapped(" ".join(words.split()), "  - ", "    ", width=width)
    assert all(cell_len(line) <= width for line in lines)
    shown = "".join(line[4:] for line in lines)
    assert "".join(shown.split()) == "".join(words.split())
