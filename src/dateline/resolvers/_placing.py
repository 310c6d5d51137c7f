"""Which record a new report belongs to, given the reports it may be the same as."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from dateline.model import Document, Event, Judgement, Span
from dateline.model.record import Value

NEAR_MISS = 0.5  # judgements below this say nothing and are not kept
KEPT = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A report with the document that tells it, and its record once it has one.

    Attributes:
        value: the report.
        document: the document.
        record: its record, None as long as it has none.
        id: its id; made once if it is not given, because a report is held against many.
    """

    value: Value
    document: Document
    record: str | None = None
    id: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if not self.id:
            object.__setattr__(self, "id", self.value.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """The record of a report, and the judgements behind it."""

    record: str
    judgements: tuple[Judgement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Where reports of the same thing can be found.

    Attributes:
        keys: they have one of these.
        types: and one of these types, if given.
        since: and are not over before this day.
        until: and have begun by this day.
    """

    keys: tuple[str, ...]
    types: tuple[str, ...] = ()
    since: datetime.date | None = None
    until: datetime.date | None = None


class Resolver(Protocol):
    """One kind's sense of sameness."""

    author: str

    def keys(self, told: Told) -> tuple[str, ...]:
        """Return the keys under which a report is found."""
        ...

    def search(self, told: Told) -> Search:
        """Return where reports are that could be the same as this one."""
        ...

    def judge(self, left: Told, right: Told) -> Judgement:
        """Return whether two reports tell of one thing."""
        ...


def place(resolver: Resolver, told: Told, candidates: Iterable[Told]) -> Placement:
    """Return the record of a report: the one whose reports it is most like on average, or a new one.

    Most of the record's reports must be judged the same as it, so that chains of vague reports do not grow.
    The result depends on the report and the candidates alone, not on their order.
    """
    by_record: dict[str, list[Judgement]] = defaultdict(list)
    for other in candidates:
        if other.record is not None and other.id != told.id:
            by_record[other.record].append(resolver.judge(told, other))
    good = [(_mean(found), record) for record, found in by_record.items() if _agree(found)]
    record = max(good)[1] if good else "record1:" + told.id.partition(":")[2]
    kept = [j for found in by_record.values() for j in found if j.same or j.score >= NEAR_MISS]
    kept.sort(key=lambda j: (-j.score, j.id))
    return Placement(record=record, judgements=tuple(kept[:KEPT]))


def successor(told: Told, earlier: Iterable[Told]) -> Told | None:
    """Return the report of an older run that stands at the same words, None if there is none.

    A newer coder may see type, date or parties of it otherwise; it is still the same report, and keeps its record.
    """
    return next((other for other in earlier if _spot(other.value) == _spot(told.value)), None)


def _spot(value: Value) -> Span:
    return value.trigger.span if isinstance(value, Event) else value.evidence.span


def verdict(
    left: Told, right: Told, *, same: bool, score: float, reasons: Iterable[str], author: str
) -> Judgement:
    """Return a Judgement with the ids in order."""
    first, second = sorted((left.id, right.id))
    return Judgement(
        left=first, right=second, same=same, score=round(score, 3), reasons=tuple(reasons), author=author
    )


def _mean(found: list[Judgement]) -> float:
    return round(sum(j.score for j in found) / len(found), 6)


def _agree(found: list[Judgement]) -> bool:
    return 2 * sum(j.same for j in found) > len(found)
