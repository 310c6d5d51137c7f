"""Same-event clustering of event mentions across articles: ``mentions.jsonl`` (and ``docs.jsonl`` beside it)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.evaluation import gold as files
from dateline.evaluation._clusters import b_cubed
from dateline.model import Sentence
from dateline.pipeline import Coder
from dateline.resolvers import stories
from dateline.resolvers._mention_pairs import Mention
from dateline.resolvers.mentions import mention, same_events


def predict(gold: Path, coder: Coder) -> Iterator[dict[str, Any]]:
    """Yield ``{"id", "cluster"}`` for each mention; one that no sentence holds is an event of its own."""
    folder = gold if gold.is_dir() else gold.parent
    texts = {str(row["id"]): row["text"] for row in files.lines(folder / "docs.jsonl")}
    parsed = {name: coder.sentences(coder.plain(text)) for name, text in texts.items()}
    rows = list(files.lines(gold / "mentions.jsonl" if gold.is_dir() else gold))
    known = {row["id"]: found for row in rows if (found := read(row, parsed)) is not None}
    documents = list(texts.values())
    events = same_events(
        list(known.values()), stories.stories(documents), stories.likeness(documents), parsed
    )
    event = dict(zip(known, events, strict=True))
    for row in rows:
        yield {
            "id": row["id"],
            "cluster": str(event[row["id"]]) if row["id"] in event else f"alone/{row['id']}",
        }


def read(row: dict[str, Any], parsed: dict[str, tuple[Sentence, ...]]) -> Mention | None:
    """Return the mention of a line, given the sentences of each article."""
    return mention(str(row["doc"]), parsed[str(row["doc"])], row["start"], row["end"])


def score(gold: Path, predictions: list[dict[str, Any]]) -> dict[str, Any]:
    """Return B-cubed precision, recall, F1 over all mentions."""
    rows = list(files.lines(gold / "mentions.jsonl" if gold.is_dir() else gold))
    return {
        "b3": b_cubed({r["id"]: r["cluster"] for r in rows}, {p["id"]: p["cluster"] for p in predictions})
    }
