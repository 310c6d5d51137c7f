"""Scores of records."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

import dateline
from dateline.codebook.files import read_yaml
from dateline.evaluation import records
from dateline.evaluation.records import Mention
from dateline.model import Article, Event
from dateline.store import Stored
from dateline.views import fields, record
from handmade import document, event

CASES = Path(__file__).resolve().parents[1] / "cases/korea"

Pairs = list[tuple[dict[str, Any], Article]]

FLOOR, FLOOR_WITHIN, FLOOR_ACROSS = 0.93, 0.95, 0.75  # B-cubed F1, and F1 of pairs in two articles
LEAST_CONFLICTS = 9  # of thirteen
LEAST_RIGHT = 0.65  # of the records, in each field
MOST_FALSE = 2  # pairs of mentions in one record that are two events


@pytest.fixture(scope="module")
def found(pairs: Pairs) -> list[Mention]:
    """The events of the built-in articles that the coder finds, in records."""
    return list(records.mentions(pairs))


def test_records_of_the_built_in_articles_hold_their_floors(found: list[Mention]) -> None:
    """Reports of one real event share a record, reports of two do not; a false merge is worse than a missed one."""
    figures = records.score(found)
    assert figures["mentions"] > 100
    assert figures["b3"]["f1"] >= FLOOR
    assert figures["b3"]["p"] >= 0.97
    assert figures["within"]["f1"] >= FLOOR_WITHIN
    assert figures["across"]["f1"] >= FLOOR_ACROSS
    assert len(list(records.false_merges(found))) <= MOST_FALSE


def test_no_record_holds_two_days_of_a_recurring_event(found: list[Mention]) -> None:
    """Missile tests of May, July and August stay apart, as do counts of other days."""
    recurring = [m for m in found if m.event.event_type == "MOBILIZE" and m.event.mode == "weapons"]
    days: dict[str, set[datetime.date]] = {}
    for mention in recurring:
        if mention.gold["date"]:
            days.setdefault(mention.record, set()).add(
                datetime.date.fromisoformat(str(mention.gold["date"]["start"]))
            )
    assert len(days) >= 3
    assert all(len(told) == 1 for told in days.values())


def test_records_of_several_reports_hold_the_fields_that_people_gave_them(
    pairs: Pairs, found: list[Mention]
) -> None:
    """Most canonical values are those of the world as hand-made; of Trump and "North Korea's leader", Kim is named."""
    world = {one["key"]: one for one in read_yaml(CASES / "world.yaml")["events"]}
    documents = {told.document.id: told.document for _, told in pairs}
    reports: dict[str, dict[str, Stored]] = {}
    for one in found:
        where = documents[one.event.evidence.document]
        stored = Stored(name=one.event.id, record=one.record, kind="event", value=one.event, document=where)
        reports.setdefault(one.record, {})[one.event.id] = stored
    keys = {one.record: one.key for one in found}
    right = dict.fromkeys(("actors", "recipients", "date"), 0)
    merged = {keys[name]: record([*told.values()]) for name, told in reports.items() if len(told) > 1}
    for key, one in merged.items():
        value, wanted = one.value, world[key]
        assert isinstance(value, Event)
        for side in ("actors", "recipients"):
            right[side] += {a.name for a in getattr(value, side)} == set(wanted[side])
        right["date"] += value.date is not None and value.date.start.isoformat() == wanted["date"]["start"]
    assert all(n >= LEAST_RIGHT * len(merged) for n in right.values()), (right, len(merged))
    cancelled = merged["trump-cancels-summit"]
    assert any(report.differs.get("recipients") == "leader" for report in cancelled.reports)
    assert fields(cancelled.value)["recipients"] == "Kim Jong Un"
    assert fields(merged["singapore-summit"].value)["actors"] == "Donald Trump, Kim Jong Un"


def test_conflicts_of_the_built_in_articles(pairs: Pairs, tmp_path: Path) -> None:
    """Some disagreements are found; counts that moved, plans that changed and rounded figures are none."""
    world = read_yaml(CASES / "world.yaml")
    names = [path.stem for path in sorted(CASES.glob("*.yaml")) if "meta" in read_yaml(path)]
    texts = {name: (a.document.id, a.document.text) for name, (_, a) in zip(names, pairs, strict=True)}
    with dateline.open(str(tmp_path / "a.db")) as archive:
        for _, article in pairs:
            archive.add(article)
        found = archive.conflicts()
    figures = records.conflict_figures(world["conflicts"], texts, found)
    assert len(figures["found"]) >= LEAST_CONFLICTS
    assert figures["false"] == []
    assert all(conflict.explanation for conflict in found)


def mention(key: str, record: str, article: str = "a") -> Mention:
    """Return a mention of an event."""
    return Mention(article=article, key=key, record=record, gold={}, event=event(document()))


def test_a_merge_of_two_events_costs_precision_and_a_split_recall() -> None:
    """B-cubed over all mentions, pairs only over two articles."""
    split = records.score([mention("x", "1"), mention("x", "2", "b")])
    assert (split["b3"]["p"], split["b3"]["r"]) == (1.0, 0.5)
    assert split["across"]["r"] == 0.0
    assert split["within"]["f1"] == 1.0
    merged = [mention("x", "1"), mention("y", "1", "b")]
    assert records.score(merged)["b3"]["p"] == 0.5
    assert records.score(merged)["across"]["p"] == 0.0
    assert [(a.key, b.key) for a, b in records.false_merges(merged)] == [("x", "y")]
