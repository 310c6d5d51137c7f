"""What one span of a text does to another: the codebook's word, weighed with the learned model's where there is one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from dateline.codebook.events import EventCodebook
from dateline.coders._acts import Act
from dateline.coders._relation import Relation, candidates
from dateline.coders._relation_blend import Weights, blend, load
from dateline.coders._relation_model import RelationModel
from dateline.model import Sentence, Span

WEIGHTS = "blend.json"


@dataclass(frozen=True, slots=True)
class Learned:
    """The model and what its word weighs."""

    model: RelationModel
    weights: Weights


def learned(folder: Path, vocabulary: Path, threads: int = 1) -> Learned:
    """Return the model in a folder with its weights."""
    return Learned(RelationModel(folder, vocabulary, threads), load(folder / WEIGHTS))


class Relations:
    """Finds the relation between two spans.

    Args:
        book: the codebook.
        learn: loads the learned model; called once, when the first relation is asked for. None for the codebook alone.
    """

    def __init__(self, book: EventCodebook, learn: Callable[[], Learned] | None = None) -> None:
        self._book = book
        self._learn = learn

    @cached_property
    def _learned(self) -> Learned | None:
        return self._learn() if self._learn is not None else None

    @property
    def model(self) -> RelationModel | None:
        """The learned model, loaded when it is first asked for; None where it is off."""
        return self._learned.model if self._learned is not None else None

    def between(
        self, text: str, sentences: Sequence[tuple[Sentence, dict[int, Act]]], actor: Span, recipient: Span
    ) -> Relation:
        """Return the relation told by sentences, given with their acts, that hold one of the spans or both."""
        best, found = Relation(None, None, -1.0), []
        for sentence, acts in sentences:
            here = list(candidates(sentence, acts, self._book, actor, recipient))
            found += here
            if here and (here[0].score > best.score or best.event_type is None):
                best = here[0]
        if self._learned is None or not sentences:
            return best
        part, whose = _around(text, [s for s, _ in sentences], actor, recipient)
        opinion = self._learned.model.opinions([(part, *whose)])[0]
        types = {*opinion.types, *(c.event_type for c in found if c.event_type)}
        hostile = frozenset(name for name in types if (self._book.ontology.quad(name) or 0) > 2)
        return blend(best, found, opinion, self._learned.weights, hostile)


def _around(
    text: str, sentences: Sequence[Sentence], actor: Span, recipient: Span
) -> tuple[str, tuple[Span, Span]]:
    """Return the text of the sentences and both spans in it."""
    low = min(actor.start, recipient.start, *(s.span.start for s in sentences))
    high = max(actor.end, recipient.end, *(s.span.end for s in sentences))
    return text[low:high], (
        Span(actor.start - low, actor.end - low),
        Span(recipient.start - low, recipient.end - low),
    )
