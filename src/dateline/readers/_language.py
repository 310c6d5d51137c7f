"""The language of a text, when it is long enough to tell."""

from __future__ import annotations

import re

ENOUGH = 25  # words
FEW = 10  # letters, of a script that English is not written in
LATIN = "\u024f"  # its last letter
MARGIN = 0.15  # of the score by which another language must lead English
SAMPLE = 4000  # characters
GUESSED = 1500  # characters of it that the guess takes; it slows down with each
COMMON = frozenset(
    "the of and to in a that for on was is with as by at from it he said be his has have an are were not".split()  # noqa: SIM905
)
COMMON_SHARE = 0.2  # English prose has more of these words than this, no other language comes near
WORD = re.compile(r"[^\W\d_]+")


def language(text: str) -> str | None:
    """Return the two letters of a text's language, None when it is too short to tell.

    Example:
        >>> language("Short.") is None
        True
    """
    sample = text[:SAMPLE]
    words = WORD.findall(sample.lower())
    letters = sum(map(len, words))
    other_script = sum(letter > LATIN for word in words for letter in word) > letters / 2
    if len(words) < ENOUGH and letters < 5 * ENOUGH and not (other_script and letters >= FEW):
        return None
    if sum(word in COMMON for word in words) >= COMMON_SHARE * len(words):
        return "en"
    import py3langid  # half a second that most texts do not need

    ranked = py3langid.rank(sample[:GUESSED])
    found, score = ranked[0]
    english = dict(ranked).get("en", score)
    if found != "en" and score - english < MARGIN * abs(english):
        return None  # lists of names and headlines look like many languages
    return str(found)
