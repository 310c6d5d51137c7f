"""What a figure counts, as its sentence tells."""

from __future__ import annotations

import pytest

from dateline.views._scope import Scope, comparable, scope, together
from handmade import document, span


def of(text: str, words: str) -> Scope:
    """Return the scope of the words of a text."""
    return scope(document(text), span(text, words))


BLAST = of("A blast at the market in Quetta killed 40 people, police said.", "40 people")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The blast at the market in Quetta killed 28 persons.", "28 persons"),
        ("Hospitals put the dead of the market blast in Quetta at 28.", "28"),
    ],
)
def test_whole_counts_can_be_compared(text: str, words: str) -> None:
    """Everybody, however called, or a number alone."""
    assert comparable(BLAST, of(text, words))
    assert together(BLAST, of(text, words), 2)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Among the dead at the market in Quetta were 12 people from Lahore.", "12 people"),
        ("Elsewhere 5 people were killed.", "5 people"),
        ("The blast killed 6 soldiers.", "6 soldiers"),
        ("Three more people died on Friday.", "Three more people"),
        ("A blast killed 9 people in Karachi.", "9 people"),
        ("Dozens were killed in Quetta.", "Dozens"),
        ("She lost two sons, 11 and 14.", "14"),
    ],
)
def test_parts_and_other_people_cannot(text: str, words: str) -> None:
    """Parts, other groups, additions, other places, and numbers that are none."""
    assert not (comparable(BLAST, of(text, words)) and together(BLAST, of(text, words), 1))


def test_a_part_told_behind_leaves_the_whole() -> None:
    """In "27 people, including 10 officers" the first number is the whole."""
    assert not of("At least 27 people were hurt, including 10 officers.", "27 people").part
    assert of("At least 27 people were hurt, including 10 officers.", "10 officers").part
