"""Links from a commitment to the reports that give it a state, and the course that they make."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.model import StateChange
from dateline.views._ledger_passages import Passage
from dateline.views._ledger_rules import rules


@dataclass(frozen=True, kw_only=True)
class Link:
    """A report that gives a commitment a state, with the score and the reason."""

    step: StateChange
    score: float
    newest: datetime.date


def link(
    state: str, day: datetime.date, passage: Passage, record: str | None, why: str, score: float
) -> Link:
    """Return the link that a sentence makes."""
    published = passage.document.published
    step = StateChange(
        state=state,  # type: ignore[arg-type]
        date=day,
        record=record,
        evidence=passage.evidence,
        reason=why,
        latest=published is not None and not published.is_day and day == published.end,
    )
    return Link(step=step, score=score, newest=day)


def course(told: Sequence[StateChange], links: Iterable[Link]) -> tuple[StateChange, ...]:
    """Return the steps that can follow each other; the article's own come first."""
    steps: list[StateChange] = []
    for step in told:
        if not steps or step.state != steps[-1].state:
            steps.append(step)
    for found in links:
        state = steps[-1].state if steps else "open"
        if found.step.state in rules().after[state]:
            steps.append(found.step)
    return tuple(steps)
