"""Where figures stand in a text: one pattern built from ``numbers.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.annotators._number_bounds import Bounds, bend
from dateline.annotators._number_words import NumberWords, alternatives, load
from dateline.model import Span

EXACT = frozenset(
    ("another", "an additional", "additional", "a total of", "a record", "exactly", "only", "just", "a mere")
)
ORDER = ("low", "over", "high", "under", "near", "about")


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
        kinds = {
            q: kind for table in ("qualifiers", "after") for kind in data[table] for q in data[table][kind]
        }
        signs = [c for c in data["currencies"] if not c[0].isalpha() or c.endswith("$")]
        names = [c for c in data["currencies"] if c not in signs]
        units = {str(k).lower(): v for k, v in (data["currencies"] | data["units"] | data["before"]).items()}
        before = alternatives(q for kind in data["qualifiers"].values() for q in kind)
        after = alternatives(q for kind in data["after"].values() for q in kind)
        sign = "|".join((alternatives(signs), rf"\b(?:{alternatives(data['before'])})(?=[\s-])"))
        unit = "|".join((alternatives(names), alternatives(u for u in data["units"] if u != "%"), "%"))
        n, v = numbers.pattern, alternatives(data["vague"])
        tens = r"(?:(?:a|one|two|three|four|five|six|several|half\s+a|a\s+few|a\s+couple(?:\s+of)?)\s+)?dozen\b|(?:several|a\s+few|a\s+couple(?:\s+of)?)\s+(?:hundred|thousand|million|billion)\b|half\s+a\s+(?:million|billion|dozen|thousand)\b"
        source = rf"""
            \b(?P<part>{n})\s+(?:in|out\s+of)\s+(?:every\s+)?(?P<whole>{n})\b(?=\s+\w+s\b|\s+(?:people|children|women|men)\b)
            |(?<![\w.,/:#’'-])(?:(?P<q>(?:\b(?:{before})\s+)+(?:a\s+(?=dozen|hundred|thousand|million|billion|half))?))?
            (?:(?P<between>between|from)\s+)?
            (?P<number>(?P<sign>{sign})?(?(sign)[\s-]?|\s?)
              (?:(?P<vague>\b(?:{v})\b)|(?P<tens>\b(?:{tens}))|(?P<first>\b{n})
                 (?:(?P<to>\s?[-–—]\s?|\s+(?:to|or)\s+|(?(between)\s+and\s+|(?!)))(?:{sign})?\s?(?P<last>(?<![\w.]){n}))?)
              (?:(?:\s+|(?<=\d)-?)(?P<scale>{"|".join(k for k in numbers.multipliers if len(k) > 1)})\b)?
              (?:\s?(?P<unit>(?:{unit})(?!\w)))?)
            (?:\s+(?P<after>{after})\b)?
            (?![\w]|[./:]\d|,\d{{3}})
            |\b(?P<nobody>{alternatives(data["nobody"])})\b
            |\b(?P<no>no)\s+(?=[a-z])
        """
        pattern = re.compile(source, re.IGNORECASE | re.VERBOSE)
        return cls(numbers, pattern, kinds, units, {k.lower(): float(x) for k, x in data["vague"].items()})

    def find(self, text: str, start: int, end: int) -> Iterator[Bounds]:
        """Yield the figures between two offsets."""
        at = start
        while (match := self.pattern.search(text, at, end)) is not None:
            bounds = (
                self._zero(match)
                if match["no"] or match["nobody"]
                else self._share(match)
                if match["part"]
                else self._read(match)
            )
            at = max(bounds.span.end if bounds is not None else match.end(), at + 1)
            if bounds is not None:
                yield bounds

    def _share(self, match: re.Match[str]) -> Bounds | None:
        """Read "four in ten" as 40 percent."""
        part, whole = self.numbers.value(match["part"]), self.numbers.value(match["whole"])
        if part is None or not whole or part >= whole:
            return None
        span, value = Span(match.start("part"), match.end("whole")), 100 * part / whole
        return Bounds(span=span, number=span, value=value, low=value, high=value, unit="percent")

    def _zero(self, match: re.Match[str]) -> Bounds:
        span = Span(*match.span("nobody" if match["nobody"] else "no"))
        unit = "people" if match["nobody"] else None
        return Bounds(span=span, number=span, value=0.0, low=0.0, high=0.0, unit=unit, zero=True)

    def _read(self, match: re.Match[str]) -> Bounds | None:
        number = Span(*match.span("number"))
        kind, qualifier = self._kind(
            " ".join((match["q"] or "").lower().split()), " ".join((match["after"] or "").lower().split())
        )
        loose = match["vague"] is not None and kind == "about"  # "concern about thousands": a preposition
        if loose:
            kind = qualifier = None
        last = self._last(match)
        alone = match["last"] is not None and last is None  # "from four to three": two figures
        if alone:
            number = Span(number.start, match.end("first"))
        values = self._values(match, kind, last)
        if values is None:
            return None
        value, low, high = values
        opened = (match["q"] is not None and not loose) or (match["between"] is not None and last is not None)
        start = (
            match.start("q")
            if match["q"] and not loose
            else match.start("between")
            if opened
            else number.start
        )
        return Bounds(
            span=Span(start, match.end("after") if match["after"] and not alone else number.end),
            number=number,
            value=value,
            low=low,
            high=high,
            qualifier=qualifier or (match["vague"].lower() if match["vague"] else None),
            unit=self.units.get(
                " ".join((match["sign"] or (not alone and match["unit"]) or "").lower().split())
            ),
        )

    def _last(self, match: re.Match[str]) -> float | None:
        """Return the upper end of a range, None if there is no range."""
        if not match["last"]:
            return None
        first, last = self.numbers.value(match["first"]), self.numbers.value(match["last"])
        return last if first is not None and last is not None and first < last else None

    def _kind(self, before: str, after: str) -> tuple[str | None, str | None]:
        before = re.sub(r"\sa$", "", before)
        inside = [(q, k) for q, k in self.kinds.items() if q in before]  # most are not: only then whole words
        found = [(q, k) for q, k in inside if re.search(rf"\b{re.escape(q)}\b", before)]
        if after:
            found.append((after, self.kinds[after]))
        if not found:
            return None, None
        found.sort(key=lambda f: (ORDER.index(f[1]), -len(f[0])))
        kind = None if all(q in EXACT for q, _ in found) else found[0][1]
        return kind, before or after

    def _values(
        self, match: re.Match[str], kind: str | None, last: float | None
    ) -> tuple[float | None, float | None, float | None] | None:
        scale = self.numbers.multipliers.get((match["scale"] or "").lower(), 1)
        if match["vague"]:
            return None, self.vague[" ".join(match["vague"].lower().split())] * scale, None
        if match["tens"]:
            return self._tens(" ".join(match["tens"].lower().split()), kind)
        first = self.numbers.value(match["first"])
        if first is None:
            return None
        if last is not None:
            tail = re.search(r"[a-z]+$", match["last"].lower())
            if tail and tail[0] in self.numbers.multipliers and first < 1000:
                first *= self.numbers.multipliers[tail[0]]  # "$20-30 billion"
            return None, first * scale, last * scale
        if match["last"]:
            scale = 1
        return bend(first * scale, kind)

    def _tens(self, words: str, kind: str | None) -> tuple[float | None, float | None, float | None]:
        unit = {"dozen": 12, **self.numbers.multipliers}[words.split()[-1]]
        if words.startswith("several") or "few" in words:
            return None, 2.0 * unit, None
        if "couple" in words:
            return bend(2.0 * unit, "about")
        if words.startswith("half"):
            return bend(unit / 2, kind)
        return bend((self.numbers.small.get(words.split()[0], 1)) * float(unit), kind)
