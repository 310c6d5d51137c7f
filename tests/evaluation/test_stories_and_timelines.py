"""Stories, mentions and timelines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.errors import FormatError, SourceError, UnknownName
from dateline.evaluation import TASKS, gold, stories_docs, stories_mentions, task, timeline
from dateline.evaluation._clusters import b_cubed
from dateline.pipeline import Coder

QUAKE = "A strong earthquake struck the island on Monday and killed fifty villagers near the coast."
QUAKE_2 = "The earthquake on the island killed fifty villagers near the coast, rescuers said."
TRIAL = "A court sentenced the former minister to ten years in prison for taking bribes from builders."
TRIAL_2 = "The former minister was sentenced by the court to prison for bribes from builders."


def write(path: Path, rows: list[dict[str, object]]) -> Path:
    """Write rows as JSONL."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def test_like_texts_join_and_others_do_not(tmp_path: Path, coder: Coder) -> None:
    """Two articles on one event are one story, without any gold field."""
    texts = {"a": QUAKE, "b": TRIAL, "c": QUAKE_2, "d": TRIAL_2}
    write(tmp_path / "docs.jsonl", [{"id": i, "text": t} for i, t in texts.items()])
    found = {row["id"]: row["cluster"] for row in stories_docs.predict(tmp_path, coder)}
    assert found["a"] == found["c"] != found["b"] == found["d"]


def test_mentions_of_one_act_in_one_story_are_one_event(tmp_path: Path, coder: Coder) -> None:
    """The head is taken from the parse of the mention's own words in its article; what stands in no sentence is alone."""
    docs = {"a": QUAKE, "c": QUAKE_2, "b": TRIAL}
    write(tmp_path / "docs.jsonl", [{"id": name, "text": text} for name, text in docs.items()])
    mentions = (("1", "a", "killed"), ("2", "c", "killed"), ("3", "b", "sentenced"), ("4", "c", "said"))
    rows: list[dict[str, object]] = [
        {"id": name, "doc": doc, "start": (at := docs[doc].index(text)), "end": at + len(text), "text": text}
        for name, doc, text in mentions
    ]
    write(tmp_path / "mentions.jsonl", rows)
    found = {row["id"]: row["cluster"] for row in stories_mentions.predict(tmp_path, coder)}
    assert found["1"] == found["2"] != found["3"]
    assert len({found["1"], found["3"], found["4"]}) == 3


def test_words_before_a_dateline_in_a_headline_are_read_too(coder: Coder) -> None:
    """What the parser takes for a dateline is parsed by itself where a mention stands in it."""
    text = (
        "Lima: Paintings Stolen In Harbour Museum Raid\nThree men took six paintings from a museum in Lima."
    )
    at = text.index("Stolen")
    plain = coder.sentences(coder.plain(text))
    assert not any(t.text == "Stolen" for s in plain for t in s.tokens)
    tokens = [
        t
        for s in stories_mentions.sentences(coder, text, [(at, at + 6)])
        for t in s.tokens
        if t.text == "Stolen"
    ]
    assert [t.start for t in tokens] == [at]
    assert stories_mentions.sentences(coder, text, []) == plain


def test_b_cubed_of_perfect_and_of_missing_predictions() -> None:
    """Perfect groups score one; an item without a prediction counts as wrong."""
    truth = {"a": "x", "b": "x", "c": "y"}
    assert b_cubed(truth, {"a": 1, "b": 1, "c": 2})["f1"] == 1
    assert b_cubed(truth, {})["f1"] == 0
    assert b_cubed(truth, {"a": 1, "b": 1, "c": 1})["p"] < 1


def test_timeline_has_the_days_that_articles_name(tmp_path: Path, coder: Coder) -> None:
    """Days that all articles name come first; no gold entry is read."""
    rows: list[dict[str, object]] = [
        {
            "id": str(i),
            "timeline_set": "s",
            "date": f"2011-03-{day:02}",
            "text": "The dam broke on March 11, 2011. Rain fell.",
        }
        for i, day in enumerate(range(12, 21))
    ]
    write(tmp_path / "articles.jsonl", rows)
    write(tmp_path / "gold.jsonl", [{"id": "g", "timeline_set": "s"}])
    (found,) = timeline.predict(tmp_path, coder)
    assert found["entries"] == [{"date": "2011-03-11", "text": "The dam broke on March 11, 2011."}]
    assert found["ranked"][:2] == ["2011-03-11", "2011-03-12"]


def test_timeline_is_scored_by_days_and_by_the_words_under_them(tmp_path: Path) -> None:
    """With as many days as the gold has, the first of the ranking count; words count under their own day only."""
    entries = [{"date": "2011-03-11", "sentences": ["the dam broke"]}]
    write(tmp_path / "gold.jsonl", [{"id": "g", "entries": entries}])
    told = [{"date": "2011-03-11", "text": "the dam broke"}, {"date": "2011-03-12", "text": "the dam"}]
    found = timeline.score(tmp_path, [{"id": "g", "entries": told, "ranked": ["2011-03-11", "2011-03-12"]}])
    assert (found["date_r"], found["date_p"], found["date_f1_given_length"]) == (1, 0.5, 1)
    assert found["agree_r1"] == pytest.approx(2 * (3 / 5) * 1 / (3 / 5 + 1))


def test_unknown_task_lists_the_known_ones() -> None:
    """A typo is answered with the nearest name, and every listed task has both functions."""
    with pytest.raises(UnknownName, match="did you mean 'timex'"):
        task("timexx")
    for name in TASKS:
        assert callable(task(name).predict)
        assert callable(task(name).score)


def test_bad_gold_line_is_named(tmp_path: Path) -> None:
    """File and line of what is no JSON object."""
    bad = tmp_path / "docs.jsonl"
    bad.write_text('{"id": 1}\nnot json\n')
    with pytest.raises(FormatError, match=r"docs.jsonl:2"):
        list(gold.lines(bad))
    with pytest.raises(SourceError, match="none of"):
        gold.inside(tmp_path, "other.jsonl")


def test_a_timeline_without_an_id_is_named_by_its_set(tmp_path: Path, coder: Coder) -> None:
    """Nothing but the set is needed to predict."""
    write(
        tmp_path / "articles.jsonl", [{"id": "1", "timeline_set": "s", "date": "2011-03-04", "text": QUAKE}]
    )
    write(tmp_path / "gold.jsonl", [{"timeline_set": "s"}])
    (found,) = timeline.predict(tmp_path, coder)
    assert found["id"] == "s"


@pytest.mark.parametrize(
    ("name", "row", "given"),
    [
        ("relation", {"id": "1", "gold": []}, True),
        ("relation", {"id": "1", "marked": "x"}, False),
        ("pubdate", {"id": "1", "date": None}, False),
        ("maintext", {"id": "1", "with": ["x"]}, True),
        ("articles", {"id": "1", "text": "x"}, False),
    ],
)
def test_gold_is_known_by_its_fields(name: str, row: dict[str, object], given: bool, tmp_path: Path) -> None:
    """Where the gold field is gone there is nothing to score; anything else that fails is a failure."""
    write(tmp_path / "inputs.jsonl", [row])
    assert gold.is_given(name, tmp_path) is given
