"""Threads of comments below a report, in text without markup."""

from __future__ import annotations

import pytest

from dateline.readers.text import document

REPORT = (
    "The ministry said on Friday that the bridge over the northern river would stay closed for at least three weeks.",
    "Engineers told reporters that two of its pillars had moved since the flood and that the road was not safe to use.",
    "The mayor warned that the village had food for ten days, according to a letter that the council published on Monday.",
    "Boats will carry the sick to the other bank until a second road through the hills has been cleared of fallen trees.",
)
THREAD = (
    "I cross that bridge every day and nobody ever looked at it!!",
    "You should have voted for the other guy then.",
    "My uncle built it, and i dont think he would like your tone.",
    "lol, your uncle.",
    "Can we all calm down? I just want my road back.",
    "Thank you for saying that, I feel the same way about it.",
    "Why is it always our money??",
)


def kinds(*lines: str) -> list[str | None]:
    """Return the reasons of the blocks of a text."""
    return [block.reason for block in document("\n".join(lines)).blocks]


def test_thread_below_a_report_is_no_part_of_it() -> None:
    """Sentences in the voice of many posters, below a report that quotes others, are comments."""
    assert kinds(*REPORT, *THREAD) == [None] * len(REPORT) + ["comments"] * len(THREAD)


def test_column_in_the_first_person_stays() -> None:
    """Where the writer himself says "I" throughout, what follows is his."""
    column = tuple(f"I think so, and my reasons are these. {line}" for line in REPORT)
    assert kinds(*column, *THREAD) == [None] * (len(column) + len(THREAD))


def test_quoted_speakers_stay() -> None:
    """Witnesses who are quoted at length say "I" and "you" too."""
    quoted = tuple(f"“{line}” said a villager." for line in THREAD)
    assert kinds(*REPORT, *quoted) == [None] * (len(REPORT) + len(quoted))


@pytest.mark.parametrize("count", [2, 4])
def test_few_loud_lines_are_no_thread(count: int) -> None:
    """A report may end in a line or two in another voice."""
    assert kinds(*REPORT, *THREAD[:count]) == [None] * (len(REPORT) + count)
