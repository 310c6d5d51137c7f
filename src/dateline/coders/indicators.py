"""Indicators: figures with a political or humanitarian meaning, with their bounds, date and source."""

from __future__ import annotations

import bisect
import dataclasses
from pathlib import Path

from dateline.coders._figure_dates import date_of, is_earlier
from dateline.coders._measures import Measure, Measures
from dateline.model import (
    Actor,
    Annotations,
    Attribution,
    Document,
    Indicator,
    Place,
    PlaceMention,
    Quantity,
    Sentence,
    Span,
    Statement,
    Token,
)

EDGE = ("compound", "amod", "nummod", "det", "case", "advmod", "nmod:poss", "flat")


class Indicators:
    """Chooses the quantities that are indicators and fills in what is known about them."""

    def __init__(self, overlay: Path | None = None) -> None:
        self._measures = Measures(overlay)

    def code(
        self, document: Document, annotations: Annotations, statements: tuple[Statement, ...]
    ) -> tuple[Indicator, ...]:
        """Return the indicators in text order."""
        sentences = annotations.sentences or ()
        starts = [s.span.start for s in sentences]
        found: list[Indicator] = []
        measures: list[tuple[int, Measure]] = []
        money: tuple[int, str, Measure] | None = None
        for quantity in annotations.quantities or ():
            at = bisect.bisect_right(starts, quantity.span.start) - 1
            if at < 0:
                continue
            measure = self._measures.of(sentences[at], quantity)
            if measure is None and money is not None and money[:2] == (at, quantity.unit):
                measure = money[2]  # "$3m in 2021, down from $5m"
            compared = quantity.noun is None and measures and measures[-1][0] == at
            if (
                measure is None
                and compared
                and is_earlier(document, annotations, sentences[at], quantity.span)
            ):
                measure = measures[-1][1]
            if measure is None:
                before = sentences[at - 1] if at else None
                measure = self._measures.going_on(sentences[at], quantity, [m for _, m in measures], before)
            if measure is not None:
                measures.append((at, measure))
                money = (at, quantity.unit or "", measure) if measure.unit == quantity.unit else money
                found.append(
                    self._indicator(document, annotations, statements, sentences[at], quantity, measure)
                )
        return _without_repeats(document, found)

    def _indicator(
        self,
        document: Document,
        annotations: Annotations,
        statements: tuple[Statement, ...],
        sentence: Sentence,
        quantity: Quantity,
        measure: Measure,
    ) -> Indicator:
        span = _phrase(sentence, quantity)
        return Indicator(
            measure=measure.name,
            value=quantity.value,
            low=quantity.low,
            high=quantity.high,
            unit=measure.unit or quantity.unit,
            qualifier=self._qualifier(sentence, quantity),
            place=_place(annotations, sentence, quantity.span, statements),
            actor=_actor(document, annotations, sentence, quantity),
            date=date_of(document, annotations, sentence, quantity.span),
            attribution=_attribution(statements, quantity.span),
            evidence=document.evidence(span),
        )

    def _qualifier(self, sentence: Sentence, quantity: Quantity) -> str | None:
        """Return the words that bend the figure, with the sentence's hedges ("more than, reportedly")."""
        hedges = [
            t.text.lower()
            for t in sentence.tokens
            if t.upos == "ADV" and t.lemma.lower() in self._measures.hedges and t.span not in quantity.span
        ]
        words = ([quantity.qualifier] if quantity.qualifier else []) + hedges
        return ", ".join(dict.fromkeys(words)) or None


def _without_repeats(document: Document, found: list[Indicator]) -> tuple[Indicator, ...]:
    """Return the indicators without those of the headline that the body gives again."""
    titles = [b.span for b in document.blocks if b.kind in ("title", "heading")]
    top = {i for i, x in enumerate(found) if any(x.evidence.span in t for t in titles)}
    told = {_figure(x) for i, x in enumerate(found) if i not in top}
    return tuple(x for i, x in enumerate(found) if i not in top or _figure(x) not in told)


def _figure(indicator: Indicator) -> tuple[str, float | None]:
    """Return measure and figure; a headline drops "close to" and the like."""
    figure = indicator.value if indicator.value is not None else indicator.low or indicator.high
    return indicator.measure, figure


def _phrase(sentence: Sentence, quantity: Quantity) -> Span:
    """Return number and noun ("at least 90 people"); the number alone where the noun stands far off."""
    if quantity.noun is None:
        return quantity.span
    span = quantity.span.cover(quantity.noun)
    return span if len(span) - len(quantity.span) - len(quantity.noun) <= 60 else quantity.span


def _inside(layer_span: Span, sentence: Sentence) -> bool:
    return layer_span.start >= sentence.span.start and layer_span.end <= sentence.span.end


def _place(
    annotations: Annotations, sentence: Sentence, span: Span, statements: tuple[Statement, ...]
) -> Place | None:
    """Return the placed name nearest to the figure in its sentence; where a speaker sits is no place of the figure."""
    speakers = [source for statement in statements for source in statement.source]
    near = [
        (p.span.gap(span), _of_state(annotations, sentence, p))
        for p in annotations.places or ()
        if p.place is not None
        and _inside(p.span, sentence)
        and not any(source.overlap(p.span) for source in speakers)
    ]
    return min(near, key=lambda n: n[0])[1] if near else None


def _of_state(annotations: Annotations, sentence: Sentence, found: PlaceMention) -> Place | None:
    """Return the place, by the name of its state where the words name one: "the North" is North Korea, no town."""
    for mention in annotations.mentions or ():
        if mention.sentence == sentence.index and mention.actors and found.span in mention.span:
            state = mention.actors[0]
            if state.kind == "state" and state.country and sentence.tokens[mention.head].span in found.span:
                own = found.place is not None and found.place.country == state.country
                return (
                    found.place
                    if own
                    else Place(name=state.name, country=state.country, kind="country", span=found.span)
                )
    return found.place


def _actor(
    document: Document, annotations: Annotations, sentence: Sentence, quantity: Quantity
) -> Actor | None:
    """Return whom the counted noun stands for, or who is named in its phrase ("three Dutch marines")."""
    if quantity.noun is None:
        return None
    noun = next((t for t in sentence.tokens if t.span == quantity.noun), None)
    if noun is None:
        return None
    phrase = _words(sentence, noun)
    for mention in annotations.mentions or ():
        if mention.sentence == sentence.index and mention.actors:
            head: Token = sentence.tokens[mention.head]
            known = mention.actors[0].country is not None
            if known and (head.index == noun.index or head.index in phrase):
                return _unnumbered(document, mention.actors[0], quantity)
    return None


def _unnumbered(document: Document, actor: Actor, quantity: Quantity) -> Actor:
    """Return the actor by a name without the figure: "70 lawmakers" are lawmakers, however many."""
    figure = {words.lower() for words in quantity.span.of(document.text).split()}
    rest = actor.name
    while rest and rest.split()[0].lower() in figure:
        rest = " ".join(rest.split()[1:])
    return dataclasses.replace(actor, name=rest) if rest else actor


def _words(sentence: Sentence, noun: Token) -> set[int]:
    return {t.index for t in sentence.children(noun, *EDGE)}


def _attribution(statements: tuple[Statement, ...], span: Span) -> tuple[Attribution, ...]:
    """Return who gives the figure: the statements whose content holds it, the widest first."""
    holding = [s for s in statements if any(span in content for content in s.content)]
    holding.sort(key=lambda s: -sum(len(c) for c in s.content))
    return tuple(
        Attribution(speaker=s.speaker, via=s.via[0] if s.via else None, cue=s.cue or None) for s in holding
    )
