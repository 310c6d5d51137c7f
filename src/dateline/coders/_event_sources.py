"""Who says that an act happened, and where it took place: what statements and places add to an act."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.coders._acts import Act
from dateline.model import Actor, Attribution, Place, PlaceMention, Sentence, Span, Statement, Token
from dateline.model.event import Certainty

STANCES: dict[str, Certainty] = {"denies": "denied", "claims": "disputed", "believes": "unconfirmed"}
RANK: tuple[Certainty, ...] = ("asserted", "reported", "unconfirmed", "disputed", "denied")
PLACE_WORDS = frozenset({"in", "at", "near", "outside", "around", "across", "inside"})


class EventSources:
    """The statements of a document, looked up by what they say."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._contents = sorted(
            ((span, statement) for statement in statements for span in statement.content),
            key=lambda pair: pair[0].start,
        )

    def speaker(self, words: Span) -> Actor | None:
        """Return who says the words: the speaker of the innermost statement around them."""
        around = [(len(span), s) for span, s in self._contents if words in span and s.speaker is not None]
        return min(around, key=lambda pair: pair[0])[1].speaker if around else None

    def of(self, trigger: Span) -> tuple[Attribution, ...]:
        """Return the chain of who says so, outermost first."""
        around = [(len(span), s) for span, s in self._contents if trigger in span]
        found: list[Attribution] = []
        for _, statement in sorted(around, key=lambda pair: -pair[0]):
            certainty = STANCES.get(statement.stance, "reported")
            for via in statement.via or (None,):
                found.append(
                    Attribution(
                        speaker=statement.speaker, via=via, cue=statement.cue or None, certainty=certainty
                    )
                )
        return tuple(found)


def overall(own: Certainty, chain: tuple[Attribution, ...]) -> Certainty:
    """Return what the article makes of an act: the least certain of the sentence's word and the chain's links."""
    return max((own, *(link.certainty for link in chain)), key=RANK.index)


def place_of(sentence: Sentence, act: Act, places: tuple[PlaceMention, ...]) -> Place | None:
    """Return the place that the grammar ties to the act: "in Singapore" under it or its verb."""
    near = {act.trigger.index}
    head = sentence.head(act.trigger)
    if act.noun and head is not None:
        near.add(head.index)
    near |= {t.index for t in act.recipients}
    for mention in places:
        token = _head(sentence, mention.span)
        if token is None or mention.place is None:
            continue
        cases = {c.lemma.lower() for c in sentence.children(token, "case")}
        if cases & PLACE_WORDS and token.head in near:
            return mention.place
    return None


def inside(sentence: Sentence, act: Act, places: tuple[PlaceMention, ...]) -> Place | None:
    """Return the first place that anything under the act names: "into the streets of Maputo"."""
    words = sentence.span_of(sentence.subtree(act.trigger))
    return next((m.place for m in places if m.place is not None and m.span in words), None)


def _head(sentence: Sentence, span: Span) -> Token | None:
    inside = [t for t in sentence.tokens if span.start <= t.start and t.end <= span.end]
    within = {t.index for t in inside}
    return next((t for t in inside if t.head not in within), None)
