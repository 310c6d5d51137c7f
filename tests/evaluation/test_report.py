"""The tables of figures."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from dateline.evaluation import report
from dateline.pipeline import Coder

TEXT = "Ana Ruiz said on Friday that Russia attacked Ukraine in Kyiv."
ASSAULT = {
    "event_type": "ASSAULT", "status": "actual", "core": True, "date": {"start": "2022-03-04", "end": "2022-03-04"}, "attribution": [],
    "actors": [{"country": "RUS"}], "recipients": [{"country": "UKR"}],
    "sentence": {"start": 0, "end": len(TEXT)}, "trigger": {"start": 36, "end": 44},
}  # fmt: skip
ARTICLE = {
    "id": "a", "text": TEXT, "annotated_until": len(TEXT), "events": [ASSAULT, ASSAULT | {"event_type": "AID", "status": "planned"}],
    "furniture": [], "statements": [], "indicators": [], "commitments": [],
}  # fmt: skip
RELATION = {
    "id": "a",
    "marked": "<s>Russia</s> attacked <t>Ukraine</t>.",
    "gold": [{"event_type": "ASSAULT"}],
}
MENTION = {
    "id": "m",
    "doc": "a",
    "sentence": TEXT,
    "text": "attacked",
    "start": 36,
    "end": 44,
    "cluster": "1",
}
PAGE = {"id": "a", "html_file": "html/a.html.gz", "url": None}
GOLD: dict[str, list[dict[str, Any]]] = {
    "articles/inputs.jsonl": [{"id": "a", "text": TEXT, "published": "2022-03-04"}],
    "events/plv_train.jsonl": [RELATION],
    "events/aw_train_wiki.jsonl": [RELATION | {"gold": [{"binary": 1}]}],
    "events/petr2_gsr.jsonl": [
        {"id": "a", "text": TEXT, "date": "2022-03-04", "gold": [{"event_type": "ASSAULT", "source": [], "target": []}]}
    ],
    "events/actor_resolution.jsonl": [
        {"id": "a", "name": "Russia", "context": "", "date": None, "gold": {"country": "RUS", "sector": "GOV"}}
    ],
    "events/coactors.jsonl": [{"id": "a", "text": TEXT, "span": "Russia", "gold": ["Russia"]}],
    "events/geo.jsonl": [{"id": "a", "text": TEXT, "gold": {"places": [{"place_index": 0, "country": "UKR"}]}}],
    "quotes/polnear.jsonl": [{"id": "a", "text": TEXT, "attributions": []}],
    "timex/esl.jsonl": [
        {
            "id": "a", "set": "esl", "dct": "2022-03-04", "text": TEXT,
            "timexes": [{"start": 17, "end": 23, "text": "Friday", "type": "DATE", "value": "2022-03-04"}],
        }
    ],
    "places/places.jsonl": [{"id": "a", "set": "lgl", "text": TEXT, "toponyms": []}],
    "maintext/aeb.jsonl": [PAGE | {"set": "aeb", "text": TEXT}],
    "maintext/traf.jsonl": [PAGE | {"id": "b", "set": "traf", "with": [TEXT], "without": ["menu"]}],
    "pubdate/pages.jsonl": [PAGE | {"set": "x", "date": "2022-03-04"}],
    "stories/docs.jsonl": [{"id": "a", "text": TEXT, "cluster": "1"}],
    "stories/mentions.jsonl": [MENTION],
    "timeline/articles.jsonl": [{"timeline_set": "t", "date": "2022-03-04", "text": TEXT}],
    "timeline/gold.jsonl": [{"id": "g", "timeline_set": "t", "entries": [{"date": "2022-03-04", "sentences": [TEXT]}]}],
}  # fmt: skip


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of gold with a record or two for every task."""
    folder = tmp_path_factory.mktemp("gold")
    for name, rows in GOLD.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    (folder / "articles/a.json").write_text(json.dumps(ARTICLE), "utf-8")
    for task in ("maintext", "pubdate"):
        (folder / task / "html").mkdir()
        page = f"<html><head><title>News</title></head><body><article><p>{TEXT} {TEXT}</p></article></body></html>"
        (folder / task / "html/a.html.gz").write_bytes(gzip.compress(page.encode()))
    return folder


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch, coder: Coder) -> None:
    """Let the report use the coder that is there."""
    monkeypatch.setattr(report, "_coder", lambda: coder)


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("chosen", report.SETS, ids=lambda s: s.title)
def test_every_headline_figure_is_one_that_its_task_returns(chosen: report.Set, gold: Path) -> None:
    """No name in the list of headlines is out of step with the scores."""
    measured = report.measure(chosen, gold)
    assert measured.error is None
    assert list(measured.headline) == list(chosen.headline.values())
    assert measured.records >= 1
    assert not measured.part


@pytest.mark.usefixtures("shared")
def test_set_that_was_trained_on_is_quoted_by_folds(gold: Path) -> None:
    """The figure to quote does not come from sentences that the model has seen; that one is named as what it is."""
    chosen = next(s for s in report.SETS if s.where.endswith("plv_train.jsonl"))
    measured = report.measure(chosen, gold)
    assert all("folds" in words for words in measured.headline)
    names = [name for name, _ in report.flat(measured.figures)]
    assert all(name.startswith(("folds.", "seen_in_training.")) for name in names)
    assert 0.8 < measured.headline["15 types macro F1 by five folds"] < 0.95


@pytest.mark.usefixtures("shared")
def test_failed_task_is_told_and_leaves_the_others(gold: Path, tmp_path: Path) -> None:
    """An error becomes a line in the tables."""
    (tmp_path / "timex").mkdir()
    (tmp_path / "timex/esl.jsonl").write_text("{broken\n", "utf-8")
    timex = next(s for s in report.SETS if s.task == "timex")
    places = next(s for s in report.SETS if s.task == "places")
    measured = [report.measure(timex, tmp_path), report.measure(places, gold)]
    assert measured[0].error is not None
    assert measured[1].error is None
    short, full = report.short_table(measured), report.full_table(measured)
    assert f"| {timex.title} | 0 | failed |" in short
    assert f"| {places.title} | 1 | found and within 161 km 0.000, spans F1" in short
    assert f"- **Failed:** {timex.title}: " in full


@pytest.mark.usefixtures("shared")
def test_part_of_a_set_is_marked(tmp_path: Path) -> None:
    """With a limit every n-th record is measured, and the tables say so."""
    rows = [GOLD["events/actor_resolution.jsonl"][0] | {"id": str(i)} for i in range(7)]
    (tmp_path / "events").mkdir()
    (tmp_path / "events/actor_resolution.jsonl").write_text(
        "".join(json.dumps(r) + "\n" for r in rows), "utf-8"
    )
    actors = next(s for s in report.SETS if s.task == "actors")
    measured = report.measure(actors, tmp_path, limit=3)
    assert (measured.records, measured.part) == (3, True)
    assert "| 3 (a part) |" in report.short_table([measured])
    assert not report.measure(actors, tmp_path, limit=7).part


def test_counts_are_no_figures() -> None:
    """Only shares and scores go into the table; nested ones have dotted names."""
    assert list(report.flat({"n": 3, "a": {"p": 0.5, "b": {"f1": 1.0}}})) == [("a.p", 0.5), ("a.b.f1", 1.0)]
