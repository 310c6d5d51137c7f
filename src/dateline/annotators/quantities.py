"""Quantities: numbers with their qualifier, their unit and the noun that they count."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path

from dateline.annotators._number_bounds import Bounds
from dateline.annotators._number_pattern import NumberPattern
from dateline.annotators._number_words import load
from dateline.model import Annotations, Document, Quantity, Sentence, Span, Token

PARTS = frozenset(("of", "among"))
PARTS_OF_UNIT = frozenset(("of", "in", "worth", "for"))
NOUNS = ("NOUN", "PROPN", "SYM")
COUNTING = (
    "nummod",
    "nummod:gov",
    "compound",
    "amod",
    "nmod",
    "det",
    "nmod:npmod",
    "obl:npmod",
    "dep",
    "advmod",
)
TAKE_OVER = frozenset(
    ("hand", "turn", "take", "sign", "bring", "give")
)  # verbs that own the "over" behind them
NOT_COUNTED = re.compile(
    r"\s?-\s?(?:years?|months?|weeks?|days?|hours?)\b|(?<!\s)\s++years?(?:(?:\s++|-)old|\s++of\s+age)",
    re.IGNORECASE,
)


class Quantities:
    """Finds numbers in digits and words, bounds and ranges; not dates, clock times, ages, ordinals or numbered names."""

    name = "quantities"
    requires: tuple[str, ...] = ("sentences", "times")
    provides: tuple[str, ...] = ("quantities",)

    def __init__(self, overlay: Path | None = None) -> None:
        self._pattern = NumberPattern.load(overlay)
        self._none_of = frozenset(load(overlay)["none_of"])

    def annotate(self, document: Document, annotations: Annotations) -> Annotations:
        """Return the annotations with the layer ``quantities``."""
        times = sorted(
            t.span for t in annotations.times or () if t.kind in ("DATE", "TIME", "SET", "DURATION")
        )
        found: list[Quantity] = []
        at = 0
        for sentence in annotations.sentences or ():
            while at < len(times) and times[at].end <= sentence.span.start:
                at += 1
            taken = [t for t in times[at : at + 40] if t.start < sentence.span.end]
            found += self._in_sentence(document.text, sentence, taken)
        return annotations.add(quantities=tuple(found))

    def _in_sentence(self, text: str, sentence: Sentence, times: list[Span]) -> Iterator[Quantity]:
        for bounds in self._pattern.find(text, sentence.span.start, sentence.span.end):
            if any(bounds.number.overlap(t) for t in times):
                continue
            quantity = _counted(text, sentence, bounds, times)
            if quantity is not None and (not bounds.zero or quantity.unit in self._none_of):
                yield quantity


def _counted(text: str, sentence: Sentence, bounds: Bounds, times: list[Span]) -> Quantity | None:
    """Return the quantity with its noun; None for ages, numbered names and the like."""
    if NOT_COUNTED.match(text, bounds.number.end):
        return None
    inside = [t for t in sentence.tokens if t.start < bounds.number.end and t.end > bounds.number.start]
    if not inside:
        return None
    bounds = _without_particle(sentence, bounds)
    indices = {t.index for t in inside}
    core = next((t for t in inside if t.head not in indices), inside[-1])
    noun = _noun(sentence, core, indices, PARTS if bounds.unit is None else PARTS_OF_UNIT)
    if noun is not None and noun.index < core.index and any(t.overlap(noun.span) for t in times):
        noun = _next_plural(sentence, core)  # "On Monday 12 miners died", parsed as one name
    if bounds.unit is None and (_is_label(sentence, core, noun) or _is_age(text, core, bounds)):
        return None
    if bounds.zero and noun is None and bounds.unit is None:
        return None
    return Quantity(
        span=bounds.span,
        value=bounds.value,
        low=bounds.low,
        high=bounds.high,
        qualifier=bounds.qualifier,
        unit=bounds.unit or (noun.lemma.lower() if noun is not None else None),
        noun=noun.span if noun is not None else None,
    )


def _without_particle(sentence: Sentence, bounds: Bounds) -> Bounds:
    """Return the figure without an "over" that belongs to the verb: "handed over 55 boxes"."""
    over = next((t for t in sentence.tokens if t.start == bounds.span.start), None)
    if over is None or over.text != "over" or over.index == 0 or over.end > bounds.number.start:
        return bounds
    if sentence.tokens[over.index - 1].lemma.lower() not in TAKE_OVER:
        return bounds
    known = bounds.value
    return dataclasses.replace(bounds, span=bounds.number, low=known, high=known, qualifier=None)


def _noun(sentence: Sentence, core: Token, inside: set[int], parts: frozenset[str]) -> Token | None:
    """Return the noun that a number counts: its head, or what stands behind "of"."""
    head = sentence.head(core)
    if head is not None and core.dep in COUNTING and head.index > core.index:
        beside = head.index == core.index + 1 and (head.upos == "ADJ" or head.xpos == "VBN")
        if head.upos in NOUNS or (beside and core.dep != "advmod"):  # "63 dead", "30 wounded"
            return head
    for index in sorted(inside):
        for kid in sentence.children(sentence.tokens[index], "nmod", "obl", "dep"):
            if kid.index not in inside and kid.upos in NOUNS and kid.index > core.index:
                cases = {c.lemma.lower() for c in sentence.children(kid, "case")}
                if cases & parts or not cases:
                    return kid
    if head is not None and core.dep == "nummod" and head.upos in NOUNS:
        return head
    return None


def _next_plural(sentence: Sentence, core: Token) -> Token | None:
    after = sentence.tokens[core.index + 1 : core.index + 3]
    return next((t for t in after if t.xpos == "NNS"), None)


def _is_label(sentence: Sentence, core: Token, noun: Token | None) -> bool:
    """Return whether the number names its noun ("Resolution 1973") or belongs to a name ("the Big Four")."""
    if noun is not None and noun.index < core.index:
        return True
    if core.upos == "PROPN":
        return True
    before = sentence.tokens[core.index - 1] if core.index else None
    if before is not None and core.dep in ("flat", "appos") and before.upos == "PROPN":
        return True
    return any(e.start <= core.index < e.end for e in sentence.entities)


def _is_age(text: str, core: Token, bounds: Bounds) -> bool:
    """Return whether the number stands between commas behind a name ("Horton, 34, was ...") or after "aged"."""
    before, after = text[: core.start].rstrip(), text[core.end : core.end + 2].lstrip()
    if (
        bounds.qualifier is None
        and before.endswith(",")
        and after[:1] in (",", ".", "")
        and core.dep in ("appos", "nummod", "dep", "list")
    ):
        return True
    return before[-5:].lower().endswith((" aged", " age"))
