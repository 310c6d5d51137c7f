"""Comparisons: what two runs found in the same documents."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from dateline.model.record import Value
from dateline.model.run import Run

What = Literal["appeared", "vanished", "changed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSummary:
    """A run with what it did.

    Attributes:
        number: counts up; it names the run.
        run: its recipe.
        documents: how many documents it coded.
        speaks_for: for how many of them views use what it found.
        found: how many reports of each kind it found ("events", ...).
    """

    number: int
    run: Run
    documents: int
    speaks_for: int
    found: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One report that two runs do not have alike.

    Attributes:
        what: ``appeared`` in the later run, ``vanished`` from the earlier one, or ``changed``.
        kind: ``event``, ``statement``, ``indicator`` or ``commitment``.
        type: event type, stance, measure or kind of commitment; as the later run has it, where it does.
        document: id of the document.
        publisher: its outlet.
        before: the report of the earlier run.
        after: the report of the later run.
        fields: for a changed report, the fields with both readings, for people.
    """

    what: What
    kind: str
    type: str
    document: str
    publisher: str | None = None
    before: Value | None = None
    after: Value | None = None
    fields: dict[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two runs side by side, over the documents that both coded.

    Attributes:
        before: the one.
        after: the other.
        documents: how many documents both coded.
        only_before: how many only the one coded.
        only_after: how many only the other coded.
        alike: how many reports of each kind are the same in both ("event", ...).
        changes: the others, by kind and document in text order.
    """

    before: RunSummary
    after: RunSummary
    documents: int
    only_before: int
    only_after: int
    alike: dict[str, int]
    changes: tuple[Change, ...]
