"""Conflicts: accounts that cannot both hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.model.ids import content_id
from dateline.model.record import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One account: what it says, and where."""

    value: str
    record: str
    report: Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Reports of one matter that differ in a field.

    Attributes:
        field: what they differ in (``date``, ``value``, ``place``, ``actors``, ``magnitude``, ``status``,
            ``content``, ``assessment``).
        matter: what it is about, for people.
        sides: the accounts, oldest publication first; two at least.
        explanation: why both cannot hold, for people.
        state: ``open``; ``resolved`` when a person judged two of the reports to be of two things; ``superseded`` when the
            text of one side has a later version.
    """

    field: str
    matter: str
    sides: tuple[Side, ...]
    explanation: str = ""
    state: Literal["open", "resolved", "superseded"] = "open"

    @property
    def id(self) -> str:
        """Content id of this conflict."""
        return content_id("conflict1", self.field, sorted(side.report.id for side in self.sides))

    @property
    def records(self) -> tuple[str, ...]:
        """The records that take part, each once."""
        return tuple(dict.fromkeys(side.record for side in self.sides if side.record))
