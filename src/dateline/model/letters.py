"""What the letters of a word look like."""

from __future__ import annotations


def capitals(word: str) -> int:
    """Return the class of a word's capitals, which an encoder's uncased vocabulary lacks: 1 to 7.

    Example:
        >>> capitals("U"), capitals("USA"), capitals("Usa"), capitals("usa"), capitals("2nd")
        (4, 3, 5, 7, 1)
    """
    if any(c.isdigit() for c in word):
        return 1
    if not any(c.isalpha() for c in word):
        return 2
    if word.isupper():
        return 3 if len(word) > 1 else 4
    if word[0].isupper():
        return 5
    return 6 if any(c.isupper() for c in word) else 7
