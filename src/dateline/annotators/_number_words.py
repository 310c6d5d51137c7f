"""Numbers in digits and in words: the pattern that finds them and the value they stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.codebook.files import find, read_yaml

DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,9}(?:\.\d{1,30})?|\d{1,30}(?:\.\d{1,30})?)"  # longer ones are no numbers of anything


def load(overlay: Path | None = None) -> dict[str, Any]:
    """Return the content of ``numbers.yaml`` with the overlay's tables laid over it."""
    data: dict[str, Any] = {}
    for path in find("lexicons/en/numbers.yaml", overlay):
        data |= read_yaml(path)
    return data


def alternatives(words: Any) -> str:
    """Return a pattern for any of the words, longest first."""
    return "|".join(
        re.escape(w).replace(r"\ ", r"\s+") for w in sorted(map(str, words), key=len, reverse=True)
    )


@dataclass(frozen=True, slots=True)
class NumberWords:
    """Reads English numbers ("2.2 million", "twenty-two", "three hundred and five").

    Attributes:
        small: value of each plain number word.
        multipliers: value of each multiplier.
        pattern: source of a regular expression that matches one number, digits or words.
        words: the same for words only.
    """

    small: dict[str, int]
    multipliers: dict[str, int]
    pattern: str
    words: str

    @classmethod
    def load(cls, overlay: Path | None = None) -> NumberWords:
        """Return the reader for the words in ``numbers.yaml``."""
        data = load(overlay)
        small, multipliers = dict(data["words"]), dict(data["multipliers"])
        long_ones = alternatives(w for w in multipliers if len(w) > 3)
        one = alternatives(small)
        joint = r"(?:\s?-\s?|\s+(?:and\s+)?)"
        words = rf"(?:(?:{one}|an?(?=\s+(?:{long_ones})\b))(?:{joint}(?:{one}|{long_ones})\b)*)"
        digits = rf"(?:{DIGITS}(?:\s?-?(?:{alternatives(multipliers)})\b)?)"
        return cls(small, multipliers, rf"(?:{digits}|{words})", words)

    def value(self, text: str) -> float | None:
        """Return the number that ``text`` stands for, None when it is none."""
        digits = re.match(DIGITS, text)
        if digits:
            number = float(digits[0].replace(",", ""))
            rest = text[digits.end() :].strip(" \t\n-").lower()
            return number * self.multipliers[rest] if rest in self.multipliers else None if rest else number
        return self._of_words(re.findall(r"[a-z]+", text.lower()))

    def _of_words(self, words: list[str]) -> float | None:
        total, group, seen = 0.0, 0.0, False
        for word in words:
            if word in self.small:
                group += self.small[word]
            elif word in ("a", "an"):
                group += 1
            elif word == "hundred":
                group = (group or 1) * 100
            elif word in self.multipliers:
                total, group = total + (group or 1) * self.multipliers[word], 0.0
            elif word != "and":
                return None
            seen = seen or word != "and"
        return total + group if seen else None
