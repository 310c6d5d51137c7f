"""Compares the ledger of commitments with states made by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from dateline.archive import Archive
from dateline.model import Commitment, Record

GOLD = Path(__file__).parent / "cases/ledger.yaml"


@dataclass(kw_only=True)
class Score:
    """How many states are right, and what the others are.

    Attributes:
        counted: ``right``, ``missed`` (open, or told of by nobody, where something became of it), ``false`` (a state that is not
            so), ``unread`` (the commitment itself was not found in its article), ``source`` and ``sources`` (states other than
            open that rest on the right article, of how many with one in the gold).
        wrong: one line each.
    """

    counted: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    @property
    def accuracy(self) -> float:
        """Share of the states of found commitments that are right."""
        return self.counted["right"] / (sum(self.counted[k] for k in ("right", "missed", "false")) or 1)


def score(archive: Archive, articles: Mapping[str, str]) -> Score:
    """Return how the archive's ledger compares with the gold.

    Args:
        archive: of the sample corpus.
        articles: name of each article by the id of its document.
    """
    found, days = Score(), dict[Any, tuple[Record, ...]]()
    for row, wanted in _rows():
        day = wanted["at"]
        records = days.setdefault(day, archive.commitments(as_of=day))
        record = _meant(records, row, articles)
        states = wanted["state"] if isinstance(wanted["state"], list) else [wanted["state"]]
        if record is None:
            found.counted["unread"] += 1
            continue
        _count(found, record, states, wanted, row, articles)
    return found


def _count(
    found: Score,
    record: Record,
    states: list[str],
    wanted: dict[str, Any],
    row: dict[str, Any],
    articles: Mapping[str, str],
) -> None:
    value = record.value
    assert isinstance(value, Commitment)
    step = value.history[-1] if value.history else None
    if value.state in states:
        found.counted["right"] += 1
        if wanted.get("by"):
            rests_on = articles[step.evidence.document] if step and step.evidence else None
            found.counted["sources"] += 1
            found.counted["source"] += rests_on == wanted["by"]
        return
    kind = "missed" if value.state == "open" else "false"
    found.counted[kind] += 1
    words = step.evidence.exact if step and step.evidence else ""
    found.wrong.append(
        f"{kind}: {row['article']}: {row['words']} on {wanted['at']}: {value.state}, not {states}: {words}"
    )


def _rows() -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for row in yaml.safe_load(GOLD.read_text("utf-8"))["commitments"]:
        for wanted in row["states"]:
            yield row, wanted


def _meant(records: tuple[Record, ...], row: dict[str, Any], articles: Mapping[str, str]) -> Record | None:
    for record in records:
        for report in record.reports:
            quote = " ".join(report.evidence.exact.split())
            here = articles.get(report.document) == row["article"]
            if here and (row["words"] in quote or quote in row["words"]):
                return record
    return None
