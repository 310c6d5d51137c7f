"""Rulings: judgements by people, which stand above those of the resolvers."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.judgement import Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """That a person takes two reports for one thing of the world, or for two.

    Attributes:
        number: counts up; it names the ruling.
        kind: of the reports.
        left: id of one report.
        right: id of the other.
        same: the verdict.
        author: who judged.
        note: why, in the words of the author.
        made_at: UTC instant, ISO 8601.
        undone_at: UTC instant at which it was taken back, None while it holds.
        machine: what resolvers made of the same pair; it is kept and does not count while the ruling holds.
    """

    number: int
    kind: str
    left: str
    right: str
    same: bool
    author: str
    note: str | None = None
    made_at: str
    undone_at: str | None = None
    machine: tuple[Judgement, ...] = ()

    @property
    def verdict(self) -> str:
        """The verdict as a word."""
        return "same" if self.same else "different"
