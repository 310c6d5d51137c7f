"""Whether two articles tell of one commitment."""

from __future__ import annotations

import datetime
import re

from dateline.model import Actor, Commitment, Judgement
from dateline.resolvers._placing import Search, Told, verdict
from dateline.resolvers._words import likeness, sketch, telling

THRESHOLD = 0.5
NEWS = datetime.timedelta(days=7)  # between two articles on the news of one week
_NOUN = re.compile(r"(?:ation|ate|ion|al|ment|e)$")  # "to mediate", "mediation"; "to withdraw", "withdrawal"
ROOT = 3  # letters that a word keeps


class Commitments:
    """Made by the same parties, in nearly the same words, in two documents; in one week one may put it shorter."""

    author = "resolver:commitments/2"

    def keys(self, told: Told) -> tuple[str, ...]:
        """Return each party with a few telling words of the content."""
        parties = sorted(_parties(told)) or ["-"]
        return tuple(
            f"commitment/{party}/{_root(word)}"
            for party in parties
            for word in sketch(_commitment(told).content)
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
        shorter = a.kind == b.kind and _in_one_week(left, right) and _holds(a, b)
        same = apart and parties and kinds and (share >= THRESHOLD or shorter)
        share = max(share, THRESHOLD) if same else share
        told = "one says in short what the other does" if shorter else f"{share:.2f} in common"
        reasons = (f"kind: {a.kind} and {b.kind}", f"words: {told}")
        return verdict(
            left, right, same=same, score=share if same else share / 2, reasons=reasons, author=self.author
        )


def _commitment(told: Told) -> Commitment:
    assert isinstance(told.value, Commitment)
    return told.value


def _parties(told: Told) -> frozenset[str]:
    return _countries(_commitment(told).by)


def _holds(a: Commitment, b: Commitment) -> bool:
    """Return whether all that one says to the same people is in what the other says, forms of words aside."""
    left, right = (frozenset(map(_root, telling(c.content))) for c in (a, b))
    to = (_countries(a.to), _countries(b.to))
    known = not all(to) or bool(to[0] & to[1])
    return bool(left and right) and known and (left <= right or right <= left)


def _in_one_week(left: Told, right: Told) -> bool:
    first, second = left.document.published, right.document.published
    return bool(first and second and max(first.start - second.end, second.start - first.end) <= NEWS)


def _root(word: str) -> str:
    bare = _NOUN.sub("", word)
    return bare if len(bare) >= ROOT else word


def _countries(actors: tuple[Actor, ...]) -> frozenset[str]:
    return frozenset(actor.country or actor.id for actor in actors)
