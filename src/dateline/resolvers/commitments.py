"""Whether two articles tell of one commitment."""

from __future__ import annotations

from dateline.model import Commitment, Judgement
from dateline.resolvers._placing import Search, Told, verdict
from dateline.resolvers._words import likeness, sketch

THRESHOLD = 0.5


class Commitments:
    """Made by the same parties, in nearly the same words, in two documents."""

    author = "resolver:commitments/1"

    def keys(self, told: Told) -> tuple[str, ...]:
        """Return each party with a few telling words of the content."""
        parties = sorted(_parties(told)) or ["-"]
        return tuple(
            f"commitment/{party}/{word}" for party in parties for word in sketch(_commitment(told).content)
        )

    def search(self, told: Told) -> Search:
        """Return the same keys: they do not depend on the side."""
        return Search(keys=self.keys(told))

    def judge(self, left: Told, right: Told) -> Judgement:
        """Return whether the two are one commitment."""
        a, b = _commitment(left), _commitment(right)
        share = likeness(a.content, b.content)
        parties = _parties(left) == _parties(right) or bool(_parties(left) & _parties(right))
        kinds = (a.kind == b.kind) or {a.kind, b.kind} in ({"offer", "promise"}, {"promise", "agreement"})
        apart = left.document.id != right.document.id
        same = apart and parties and kinds and share >= THRESHOLD
        reasons = (f"kind: {a.kind} and {b.kind}", f"words: {share:.2f} in common")
        return verdict(
            left, right, same=same, score=share if same else share / 2, reasons=reasons, author=self.author
        )


def _commitment(told: Told) -> Commitment:
    assert isinstance(told.value, Commitment)
    return told.value


def _parties(told: Told) -> frozenset[str]:
    return frozenset(actor.country or actor.id for actor in _commitment(told).by)
