"""Judgements: whether two reports tell of one thing of the world."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.ids import content_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """That two reports are the same thing or not; it can be taken back by a later one.

    Attributes:
        left: id of one report (``event1:...``); the smaller one.
        right: id of the other.
        same: the verdict.
        score: 0 to 1.
        reasons: why, for people.
        author: the resolver with its version (``resolver:events/1``) or a person.
    """

    left: str
    right: str
    same: bool
    score: float
    reasons: tuple[str, ...] = ()
    author: str

    @property
    def id(self) -> str:
        """Content id: one verdict of an author on a pair."""
        return content_id("judgement1", self.left, self.right, self.same, self.author)
