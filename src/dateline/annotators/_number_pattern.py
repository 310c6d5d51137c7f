"""Where figures stand in a text: one pattern built from ``numbers.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.annotators._number_bounds import Bounds, bend
from dateline.annotators._number_words import NumberWords, alternatives, load
from dateline.model import Span

EXACT = frozenset(("another", "an additional", "additional", "a total of", "a record", "exactly", "only", "just", "a mere"))
ORDER = ("low", "over", "high", "under", "about")


@dataclass(frozen=True, slots=True)
class NumberPattern:
    """Finds figures with qualifier, currency, range and unit."""

    numbers: NumberWords
    pattern: re.Pattern[str]
    kinds: dict[str, str]
    units: dict[str, str]
    vague: dict[str, float]

    @classmethod
    def load(cls, overlay: Path | None = None) -> NumberPattern:
        """Return the pattern for the words in ``numbers.yaml``."""
        data, numbers = load(overlay), NumberWords.load(overlay)
        kinds = {q: kind for table in ("qualifiers", "after") for kind in data[table] for q in data[table][kind]}
        signs = [c for c in data["currencies"] if not c[0].isalpha() or c.endswith("$")]
        names = [c for c in data["currencies"] if c not in signs]
        units = {str(k).lower(): v for k, v in (data["currencies"] | data["units"]).items()}
        before = alternatives(q for kind in data["qualifiers"].values() for q in kind)
        after = alternatives(q for kind in data["after"].values() for q in kind)
        sign = alternatives(signs)
        unit = "|".join((alternatives(names), alternatives(u for u in data["units"] if u != "%"), "%"))
        n, v = numbers.pattern, alternatives(data["vague"])
        tens = r"(?:(?:a|one|two|three|four|five|six|several|half\s+a|a\s+few|a\s+couple(?:\s+of)?)\s+)?dozen\b|(?:several|a\s+few|a\s+couple(?:\s+of)?)\s+(?:hundred|thousand|million|billion)\b|half\s+a\s+(?:million|billion|dozen|thousand)\b"
        source = rf"""
            (?<![\w.,/:#’'-])(?:(?P<q>(?:\b(?:{before})\s+)+(?:the\s+|a\s+)?))?
            (?:(?P<between>between|from)\s+)?
            (?P<number>(?P<sign>{sign})?\s?
              (?:(?P<vague>\b(?:{v})\b)|(?P<tens>\b(?:{tens}))|(?P<first>\b{n})
                 (?:\s?(?P<to>-|–|—|\s(?:to|and|or)\s)\s?(?:{sign})?\s?(?P<last>(?<![\w.]){n}))?)
              (?:(?:\s+|(?<=\d)-?)(?P<scale>{'|'.join(k for k in numbers.multipliers if len(k) > 1)})\b)?
              (?:\s?(?P<unit>(?:{unit})(?!\w)))?)
            (?:\s+(?P<after>{after})\b)?
            (?![\w]|[./:]\d|,\d{{3}})
            |\b(?P<no>no)\s+(?=[a-z])
        """
        pattern = re.compile(source, re.IGNORECASE | re.VERBOSE)
        return cls(numbers, pattern, kinds, units, {k.lower(): float(x) for k, x in data["vague"].items()})

    def find(self, text: str, start: int, end: int) -> Iterator[Bounds]:
        """Yield the figures between two offsets."""
        for match in self.pattern.finditer(text, start, end):
            bounds = self._zero(match) if match["no"] else self._read(match)
            if bounds is not None:
                yield bounds

    def _zero(self, match: re.Match[str]) -> Bounds:
        span = Span(*match.span("no"))
        return Bounds(span=span, number=span, value=0.0, low=0.0, high=0.0, zero=True)

    def _read(self, match: re.Match[str]) -> Bounds | None:
        number = Span(*match.span("number"))
        words = " ".join((match["q"] or "").lower().split())
        kind, qualifier = self._kind(words, (match["after"] or "").lower())
        unit = self.units.get(" ".join((match["sign"] or match["unit"] or "").strip().lower().split()))
        if match["sign"] and unit is None:
            unit = self.units.get(match["sign"].strip().lower())
        values = self._values(match, kind)
        if values is None:
            return None
        if match["vague"]:
            qualifier = qualifier or match["vague"].lower()
        if match["between"] and not match["last"]:
            start = number.start
        else:
            start = match.start("q") if match["q"] else match.start("between") if match["between"] else number.start
        stop = match.end("after") if match["after"] else number.end
        value, low, high = values
        return Bounds(
            span=Span(start, stop), number=number, value=value, low=low, high=high, qualifier=qualifier, unit=unit
        )

    def _kind(self, before: str, after: str) -> tuple[str | None, str | None]:
        before = re.sub(r"\s(?:the|a)$", "", before)
        found = [(q, k) for q, k in self.kinds.items() if re.search(rf"\b{re.escape(q)}\b", before)]
        if after:
            found.append((after, self.kinds[" ".join(after.split())]))
        if not found:
            return None, None
        found.sort(key=lambda f: (ORDER.index(f[1]), -len(f[0])))
        kind = None if all(q in EXACT for q, _ in found) else found[0][1]
        return kind, before or after

    def _values(
        self, match: re.Match[str], kind: str | None
    ) -> tuple[float | None, float | None, float | None] | None:
        scale = self.numbers.multipliers.get((match["scale"] or "").lower(), 1)
        if match["vague"]:
            return None, self.vague[" ".join(match["vague"].lower().split())] * scale, None
        if match["tens"]:
            return self._tens(" ".join(match["tens"].lower().split()), kind)
        first = self.numbers.value(match["first"])
        if first is None:
            return None
        if match["last"]:
            last = self.numbers.value(match["last"])
            if last is None:
                return None
            tail = re.search(r"[a-z]+$", match["last"].lower())
            if tail and tail[0] in self.numbers.multipliers and first < 1000 and last > first:
                first *= self.numbers.multipliers[tail[0]]  # "$40-50 billion"
            return (None, first * scale, last * scale) if first < last else None
        return bend(first * scale, kind)

    def _tens(self, words: str, kind: str | None) -> tuple[float | None, float | None, float | None]:
        unit = {"dozen": 12, **self.numbers.multipliers}[words.split()[-1]]
        if words.startswith("several") or "few" in words:
            return None, (3 if words.startswith("several") else 2) * unit, None
        if "couple" in words:
            return bend(2.0 * unit, "about")
        if words.startswith("half"):
            return bend(unit / 2, kind)
        return bend((self.numbers.small.get(words.split()[0], 1)) * float(unit), kind)
