"""Names in other spellings: transliteration changes vowels and doublings, seldom the other consonants."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

LETTERS = (
    ("x", "ks"),
    ("ph", "f"),
    ("kh", "h"),
    ("dh", "d"),
    ("th", "t"),
    ("ch", "c"),
    ("q", "k"),
    ("w", "v"),
    ("z", "s"),
)
NOT_CONSONANTS = re.compile(r"[^b-df-hj-np-tv-xz]|y")
DOUBLED = re.compile(r"(.)\1+")
ARTICLES = frozenset(("al", "el", "as", "ar", "ad", "an", "ul", "wa", "wal", "ibn", "bin", "ben"))
LEAST_LETTERS = 4
LEAST_LIKENESS = 0.84


def sound(words: Sequence[str]) -> tuple[str, ...] | None:
    """Return the consonants of each word of a folded name, None for names too short to tell.

    Example:
        >>> sound(("andrei", "kartapolov")) == sound(("andrey", "kartapolov"))
        True
        >>> sound(("aleksandr", "lukashenko")) == sound(("alexander", "lukashenka"))
        True
    """
    parts = tuple(skeleton(w) for w in words if w not in ARTICLES)
    return parts if len(parts) > 1 and sum(map(len, parts)) >= LEAST_LETTERS else None


def skeleton(word: str) -> str:
    """Return the consonants of a word, doubled ones once; those of the same sound in two scripts as one."""
    for spelling, letter in LETTERS:
        word = word.replace(spelling, letter)
    return DOUBLED.sub(r"\1", NOT_CONSONANTS.sub("", word)) or word[:1]


def alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Return whether two folded names are near enough to be spellings of one: Hassan is not Hussein."""
    return SequenceMatcher(None, " ".join(one), " ".join(other)).ratio() >= LEAST_LIKENESS
