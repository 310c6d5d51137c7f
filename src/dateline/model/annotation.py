"""What the annotators find: layers of typed spans over one document."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, Literal

from dateline.model.actor import Actor
from dateline.model.place import Place
from dateline.model.span import Span
from dateline.model.when import When


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a parsed sentence.

    Attributes:
        index: position in its sentence, from 0.
        start: first code point in the document.
        end: one past the last.
        text: the word.
        lemma: base form.
        upos: universal part of speech.
        xpos: Penn tag.
        head: index of its head in the sentence, -1 for the root.
        dep: relation to the head (Universal Dependencies, as harmonised by the pipeline's model card).
    """

    index: int
    start: int
    end: int
    text: str
    lemma: str
    upos: str
    xpos: str
    head: int
    dep: str

    @property
    def span(self) -> Span:
        """Its place in the document."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Entity:
    """A name found by the pipeline: tokens ``start`` to ``end`` (exclusive) of a sentence; PER, ORG, LOC or NORP."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One parsed sentence.

    Attributes:
        index: position in the document, from 0.
        span: where it stands.
        block: index of its block in ``document.blocks``.
        tokens: its words.
        entities: its names.
        states: the encoder's state of every word, an array of (words, 384) float32; None with the fast pipeline.
    """

    index: int
    span: Span
    block: int
    tokens: tuple[Token, ...]
    entities: tuple[Entity, ...] = ()
    states: Any = field(default=None, repr=False, compare=False)
    _children: tuple[tuple[Token, ...], ...] = field(default=(), init=False, repr=False, compare=False)
    _by_dep: tuple[dict[str, tuple[Token, ...]], ...] = field(
        default=(), init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        kids: list[list[Token]] = [[] for _ in self.tokens]
        by_dep: list[dict[str, tuple[Token, ...]]] = [{} for _ in self.tokens]
        for token in self.tokens:
            if token.head >= 0:
                kids[token.head].append(token)
                alike = by_dep[token.head]
                alike[token.dep] = (*alike.get(token.dep, ()), token)
        object.__setattr__(self, "_children", tuple(tuple(k) for k in kids))
        object.__setattr__(self, "_by_dep", tuple(by_dep))

    def root(self) -> Token | None:
        """Return the token without a head, None in an empty sentence."""
        return next((t for t in self.tokens if t.head < 0), None)

    def head(self, token: Token) -> Token | None:
        """Return the token's head, None for the root."""
        return self.tokens[token.head] if token.head >= 0 else None

    def children(self, token: Token, *deps: str) -> tuple[Token, ...]:
        """Return the tokens that hang on ``token``, in order; with ``deps``, only those in these relations."""
        kids = self._children[token.index]
        if not deps or not kids:  # nothing is asked as often as this
            return kids
        by_dep = self._by_dep[token.index]
        if len(deps) == 1:
            return by_dep.get(deps[0], ())
        return () if by_dep.keys().isdisjoint(deps) else tuple([t for t in kids if t.dep in deps])

    def subtree(self, token: Token, *without: str) -> tuple[Token, ...]:
        """Return ``token`` and all below it in text order; children in the relations ``without`` are left out."""
        if not self._children[token.index]:
            return (token,)
        found, stack = [token], [token]
        while stack:
            for kid in self._children[stack.pop().index]:
                if kid.dep not in without:
                    found.append(kid)
                    stack.append(kid)
        return tuple(sorted(found, key=attrgetter("index")))

    def span_of(self, tokens: tuple[Token, ...]) -> Span:
        """Return the smallest span of the document that holds the tokens."""
        return Span(min(t.start for t in tokens), max(t.end for t in tokens))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that stand for an actor.

    Attributes:
        span: the whole phrase ("South Korean President Moon Jae-in").
        sentence: index of the sentence.
        start: first token of the phrase in the sentence.
        end: one past the last token.
        head: index of the phrase's syntactic head in the sentence.
        kind: ``name``, ``nominal`` ("officials", "the two leaders") or ``pronoun``.
        actors: whom it stands for; one in most cases, several for "the two leaders", none when unknown.
    """

    span: Span
    sentence: int
    start: int
    end: int
    head: int
    kind: Literal["name", "nominal", "pronoun"]
    actors: tuple[Actor, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """Words that name a time.

    Attributes:
        span: the words.
        kind: TIMEX3 type.
        value: TIMEX3-style value (``2020-06-09``, ``2020-W24``, ``P3D``, ``PRESENT_REF``), None when not resolved.
        when: the interval of days, None for durations, sets and unresolved ones.
        anchor: what a relative expression was laid on: ``published``, ``narrative`` or None.
    """

    span: Span
    kind: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str | None = None
    when: When | None = None
    anchor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Text between quotation marks; ``span`` has the marks in it, ``closed`` is False where the closing one lacks."""

    span: Span
    closed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with what it counts.

    Attributes:
        span: number and qualifier ("more than 2.2 million").
        value: the number, None where only bounds are known ("thousands").
        low: lower bound, None if open.
        high: upper bound, None if open.
        qualifier: the words that bend it ("more than", "about"), None if none.
        unit: what is counted or measured, as a lemma phrase ("people", "USD", "percent"), None if unknown.
        noun: span of the noun that it counts, None if none.
    """

    span: Span
    value: float | None = None
    low: float | None = None
    high: float | None = None
    qualifier: str | None = None
    unit: str | None = None
    noun: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """Words that name a place; ``place`` is None when it was found and not placed."""

    span: Span
    place: Place | None = None


Layer = Literal["sentences", "mentions", "times", "quotations", "quantities", "places"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotations:
    """All layers over one document; None is a layer that no annotator has provided yet."""

    sentences: tuple[Sentence, ...] | None = None
    mentions: tuple[Mention, ...] | None = None
    times: tuple[TimeExpression, ...] | None = None
    quotations: tuple[Quotation, ...] | None = None
    quantities: tuple[Quantity, ...] | None = None
    places: tuple[PlaceMention, ...] | None = None

    def add(self, **layers: Any) -> Annotations:
        """Return these annotations with more layers."""
        return dataclasses.replace(self, **layers)
