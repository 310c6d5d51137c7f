"""Place names in a sentence, each with all the places that it can mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from dateline.codebook.files import find, read_yaml
from dateline.codebook.places import LONGEST, Places, Spot
from dateline.codebook.places import key as _key
from dateline.model import Entity, Sentence, Span, Token

INNER = frozenset(("of", "the", "and", "de", "la", "le", "el", "al", "du", "des", "upon", "on", "under", "am", "an", "der", "sur", "y", "au", "aux", "en", "sous", "les", "by", "next", "di", "da", "do", "-", "–", "'", "’", "'s", "’s", "&", "."))  # fmt: skip
COUNTY = frozenset(("county", "parish", "counties"))
IN = ("in", "at", "near", "from")
WEAK = 4.5  # smaller towns share their names with anything
BIG = 5.0  # so is the name of a large city, mostly
SURE = 7.0  # names of countries and states need no other sign

key = lru_cache(1 << 13)(_key)  # the same few names are asked for again and again


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A place name: tokens ``start`` to ``end`` of a sentence.

    Attributes:
        span: the words.
        sentence: the sentence.
        start: first token.
        end: one past the last.
        spots: what it can mean; empty if no gazetteer has it.
        label: what the pipeline calls the name that it stands in, None if nothing.
        part: True where that name is longer.
        built: True where its last word says that it is a street, a building or a stretch of land.
        doubtful: True where it counts only if the rest of the document bears it out.
        built: True where its last word says that it is a street, a building or a stretch of land.
        doubtful: True where it counts only if the rest of the document bears it out.
    """

    span: Span
    sentence: Sentence
    start: int
    end: int
    spots: tuple[Spot, ...]
    label: str | None = None
    part: bool = False
    built: bool = False
    doubtful: bool = False

    @property
    def key(self) -> str:
        """The name as a key of the gazetteer."""
        return key(" ".join(t.text for t in self.sentence.tokens[self.start : self.end]))

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
                found[entity.start] = self._unknown(sentence, entity.start, entity.end)
        return tuple(found[i] for i in sorted(found))

    def _unknown(self, sentence: Sentence, start: int, end: int) -> Name:
        last = sentence.tokens[end - 1].text.casefold().rstrip(".")
        return _name(sentence, start, end, (), label="LOC", built=end - start > 1 and last in self._local)

    def _at(
        self, text: str, sentence: Sentence, at: int, labels: list[Entity | None], taken: set[int]
    ) -> Name | None:
        tokens = sentence.tokens
        if not tokens[at].text[:1].isupper():
            return None
        label = labels[at]
        for end in _ends(sentence, at, taken):
            words = key(text[tokens[at].start : tokens[end - 1].end])
            spots = self._places.find(words)
            doubt = self._doubt(sentence, at, end, spots, label, words) if spots else None
            if doubt is None:
                continue
            if (
                label is not None
                and label.label == "LOC"
                and self._only_part(sentence, at, end, label, spots)
            ):
                return self._unknown(sentence, at, label.end)
            return _name(
                sentence,
                at,
                end,
                spots,
                label=label.label if label else None,
                part=label is not None and (label.start, label.end) != (at, end),
                doubtful=doubt,
            )
        return None

    def _only_part(
        self, sentence: Sentence, start: int, end: int, label: Entity, spots: tuple[Spot, ...]
    ) -> bool:
        """Return whether a longer name begins with this one and names another place: "Elysian" in "Elysian Fields"."""
        rest = [t for t in sentence.tokens[end : label.end] if t.text[:1].isupper()]
        if label.start != start or not rest or rest[0].index != end or any(s.weight >= WEAK for s in spots):
            return False
        return not any(t.text.casefold().rstrip(".") in self._local for t in rest)

    def _doubt(
        self,
        sentence: Sentence,
        start: int,
        end: int,
        spots: tuple[Spot, ...],
        label: Entity | None,
        words: str,
    ) -> bool | None:
        """Return None if these words are no place here, True if only the rest of the document can tell."""
        if end - start > 1 and spots[-1].kind == "county":
            return False
        kind = label.label if label else None
        whole = label is not None and label.start >= start and label.end <= end
        best = max(s.weight for s in spots)
        before = sentence.tokens[start - 1].text if start else ""
        if kind == "PER":
            if whole and words in self._places.capitals:
                return False
            return self._in_person(sentence, start, end, label, before)
        if words in self._common and not (whole and kind == "LOC"):
            return None
        if kind in ("LOC", "NORP"):
            return False
        sure = best >= SURE
        if kind == "ORG":
            if spots[0].kind == "school":
                return False
            if whole and spots[0].kind == "other":  # the White House said; at the Peace House
                return None if self._before(sentence, start) not in IN else False
            return not (sure or (end - start > 1 and not whole) or best >= BIG)
        if sentence.tokens[start].upos not in ("PROPN", "ADJ"):
            return None
        return not (sure or best >= BIG or (end - start > 1 and best >= 4.5))

    def _before(self, sentence: Sentence, start: int) -> str:
        """Return the word before a name, articles left out."""
        words = [t.text.casefold() for t in sentence.tokens[max(0, start - 2) : start]]
        return next((w for w in reversed(words) if w not in ("the", "a")), "")

    def _in_person(
        self, sentence: Sentence, start: int, end: int, label: Entity | None, before: str
    ) -> bool | None:
        """Return the doubt about a place inside what the pipeline takes for a person."""
        if label is None:
            return None
        whole = label.start >= start and label.end <= end
        if before in ("-", "–") or before.endswith("-"):
            return False  # "R-Ashland"
        if whole:
            return before.casefold() not in IN
        opening = label.start == start and sentence.tokens[start].text.isupper() and start == 0
        after_of = label.start < start and before.casefold() in ("of", *IN)
        return True if opening or after_of else None

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
        inner = word in INNER or word[:2] in ("d'", "d’", "l'", "l’")
        if end - 1 in taken or (end - 1 > at and not word[:1].isupper() and not inner and word not in COUNTY):
            break
        if (
            word[:1].isupper()
            or word in COUNTY
            or (inner and len(word) > 3)
            or (end - at > 1 and word[:1].islower() and word not in INNER)
        ):
            ends.append(end)
        elif word in ("-", "–") and end < len(tokens) and tokens[end].text[:1].islower():
            ends.append(end + 1)  # Stratford-upon-Avon, Punggye-ri
    return sorted(ends, reverse=True)


def _labels(sentence: Sentence) -> list[Entity | None]:
    """Return for each token the pipeline's name that it belongs to."""
    labels: list[Entity | None] = [None] * len(sentence.tokens)
    for entity in sentence.entities:
        labels[entity.start : entity.end] = [entity] * (entity.end - entity.start)
    return labels


def _name(
    sentence: Sentence,
    start: int,
    end: int,
    spots: tuple[Spot, ...],
    *,
    label: str | None = None,
    part: bool = False,
    built: bool = False,
    doubtful: bool = False,
) -> Name:
    tokens = sentence.tokens
    return Name(
        span=Span(tokens[start].start, tokens[end - 1].end),
        sentence=sentence,
        start=start,
        end=end,
        spots=spots,
        label=label,
        part=part,
        built=built,
        doubtful=doubtful,
    )
