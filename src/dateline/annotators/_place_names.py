"""Place names in a sentence, each with all the places that it can mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.codebook.files import find, read_yaml
from dateline.codebook.places import LONGEST, Places, Spot, key
from dateline.model import Sentence, Span, Token

INNER = frozenset(("of", "the", "and", "de", "la", "le", "el", "al", "du", "des", "upon", "on", "under", "am", "an", "der", "sur", "y", "di", "da", "do", "-", "–", "'", "’", "'s", "’s", "&", "."))  # fmt: skip
COUNTY = frozenset(("county", "parish", "co.", "borough", "counties"))
SURE = 7.0  # names of countries and states need no other sign


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A place name: tokens ``start`` to ``end`` of a sentence.

    Attributes:
        span: the words.
        sentence: the sentence.
        start: first token.
        end: one past the last.
        spots: what it can mean; empty if no gazetteer has it.
        county: True for a county, whose spots are the states that have one of that name.
        label: what the pipeline calls the name that it stands in, None if nothing.
        part: True where that name is longer.
    """

    span: Span
    sentence: Sentence
    start: int
    end: int
    spots: tuple[Spot, ...]
    county: bool = False
    label: str | None = None
    part: bool = False

    @property
    def head(self) -> Token:
        """The word that the others of the name hang on."""
        inside = range(self.start, self.end)
        tokens = self.sentence.tokens[self.start : self.end]
        return next((t for t in reversed(tokens) if t.head not in inside), tokens[-1])

    @property
    def adjective(self) -> bool:
        """Whether it is an adjective or the name of a people."""
        return bool(self.spots) and all(s.adjective for s in self.spots)


class Finder:
    """Finds the place names of sentences."""

    def __init__(self, places: Places, overlay: Path | None = None) -> None:
        words: dict[str, Any] = {}
        for path in find("lexicons/en/places.yaml", overlay):
            words.update(read_yaml(path))
        self._places = places
        self._common = frozenset(words["common"])
        self._local = frozenset(words["local"])
        short = sorted(places.abbreviations, key=len, reverse=True)
        parts = (re.escape(s).replace(r"\.", r"\.\s?").removesuffix(r"\s?") for s in short)
        self._short = re.compile(rf"(?<![\w.])(?:{'|'.join(parts)})(?!\w)")

    def names(self, text: str, sentence: Sentence) -> tuple[Name, ...]:
        """Return the place names of a sentence, in order, without overlaps.

        Args:
            text: text of the document.
            sentence: one sentence of it.
        """
        labels = _labels(sentence)
        found = {n.start: n for n in self._abbreviations(text, sentence)}
        taken = {i for n in found.values() for i in range(n.start, n.end)}
        at = 0
        while at < len(sentence.tokens):
            name = None if at in taken else self._at(text, sentence, at, labels, taken)
            if name is not None:
                found[at] = name
                taken.update(range(at, name.end))
            at = name.end if name else at + 1
        for entity in sentence.entities:
            if entity.label == "LOC" and not taken.intersection(range(entity.start, entity.end)):
                found[entity.start] = _name(sentence, entity.start, entity.end, (), label="LOC")
        return tuple(found[i] for i in sorted(found))

    def is_local(self, name: Name) -> bool:
        """Return whether a name that no gazetteer has ends like a street, a building or a lake."""
        return name.sentence.tokens[name.end - 1].text.casefold().rstrip(".") in self._local

    def _at(
        self,
        text: str,
        sentence: Sentence,
        at: int,
        labels: list[tuple[str, int, int] | None],
        taken: set[int],
    ) -> Name | None:
        tokens = sentence.tokens
        if not tokens[at].text[:1].isupper():
            return None
        for end in _ends(sentence, at, taken):
            words = key(text[tokens[at].start : tokens[end - 1].end])
            county = end < len(tokens) and tokens[end].text.casefold() in COUNTY
            if county and (states := self._places.county(words)):
                return _name(sentence, at, end + 1, states, county=True, label="LOC")
            spots = self._places.find(words)
            if spots and self._fits(sentence, at, end, spots, labels, words):
                label = labels[at]
                return _name(
                    sentence,
                    at,
                    end,
                    spots,
                    label=label[0] if label else None,
                    part=bool(label) and (label[1], label[2]) != (at, end),  # type: ignore[index]
                )
        return None

    def _fits(
        self,
        sentence: Sentence,
        start: int,
        end: int,
        spots: tuple[Spot, ...],
        labels: list[tuple[str, int, int] | None],
        words: str,
    ) -> bool:
        """Return whether these words are a place here, by the pipeline's names and the words themselves."""
        label = labels[start]
        whole = label is not None and label[1] >= start and label[2] <= end
        kind = label[0] if label else None
        if kind == "PER":
            return False
        if words in self._common and not (whole and kind == "LOC"):
            return False
        if kind in ("LOC", "NORP"):
            return True
        sure = any(s.weight >= SURE for s in spots)
        if kind == "ORG":
            return sure or whole or end - start > 1 or max(s.weight for s in spots) >= 5
        proper = sentence.tokens[start].upos in ("PROPN", "ADJ")
        return proper and (sure or (end - start > 1 and max(s.weight for s in spots) >= 4.5))

    def _abbreviations(self, text: str, sentence: Sentence) -> Iterator[Name]:
        """Yield the states that stand shortened after a comma, or that have their dots."""
        for hit in self._short.finditer(text, sentence.span.start, sentence.span.end):
            short = hit[0].replace(" ", "")
            before = text[max(sentence.span.start, hit.start() - 2) : hit.start()]
            after_comma = before.rstrip().endswith(",")
            if not after_comma and (short.count(".") < 2 and short not in CLEAR):
                continue
            indices = [t.index for t in sentence.tokens if t.start < hit.end() and t.end > hit.start()]
            if indices and sentence.tokens[indices[0]].start == hit.start():
                yield _name(
                    sentence, indices[0], indices[-1] + 1, (self._places.abbreviations[short],), label="LOC"
                )


CLEAR = frozenset(("Ky.", "Calif.", "Fla.", "Okla.", "Kan.", "Neb.", "Tenn.", "Conn.", "Ariz.", "Colo.", "Mich.", "Minn.", "Nev.", "Tex.", "Va.", "Wis.", "Wyo.", "Ont.", "Ind.", "Ga.", "Vt."))  # fmt: skip


def _ends(sentence: Sentence, at: int, taken: set[int]) -> list[int]:
    """Return where a name that begins here may end, longest first."""
    ends = []
    tokens = sentence.tokens
    for end in range(at + 1, min(len(tokens), at + 2 * LONGEST) + 1):
        word = tokens[end - 1].text
        if end - 1 in taken or (end - 1 > at and not word[:1].isupper() and word not in INNER):
            break
        if word[:1].isupper() or (end - at > 1 and word[:1].islower() and word not in INNER):
            ends.append(end)
        elif word in ("-", "–") and end < len(tokens) and tokens[end].text[:1].islower():
            ends.append(end + 1)  # Stratford-upon-Avon, Punggye-ri
    return sorted(ends, reverse=True)


def _labels(sentence: Sentence) -> list[tuple[str, int, int] | None]:
    """Return for each token the pipeline's name that it belongs to."""
    labels: list[tuple[str, int, int] | None] = [None] * len(sentence.tokens)
    for entity in sentence.entities:
        for i in range(entity.start, entity.end):
            labels[i] = (entity.label, entity.start, entity.end)
    return labels


def _name(
    sentence: Sentence,
    start: int,
    end: int,
    spots: tuple[Spot, ...],
    *,
    county: bool = False,
    label: str | None = None,
    part: bool = False,
) -> Name:
    tokens = sentence.tokens
    return Name(
        span=Span(tokens[start].start, tokens[end - 1].end),
        sentence=sentence,
        start=start,
        end=end,
        spots=spots,
        county=county,
        label=label,
        part=part,
    )
