"""A few words of a text by which texts alike find each other."""

from __future__ import annotations

from dateline.resolvers._words import plain, sketch


def test_words_of_any_report_are_no_keys() -> None:
    """By "that" and "would" a statement would be held against all others of its speaker; they serve only where there is nothing else."""
    told = sketch("that both sides would close the harbour bridge before the ferries return")
    assert told
    assert not set(told) & plain()
    assert sketch("that they would")


def test_texts_alike_share_a_key() -> None:
    """A word more or less does not part them."""
    left = sketch("The harbour bridge stays closed until the divers have looked at its pillars")
    right = sketch("The harbour bridge stays closed until divers looked at all pillars")
    assert set(left) & set(right)
