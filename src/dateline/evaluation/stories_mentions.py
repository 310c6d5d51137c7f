"""Same-event clustering of event mentions across articles: ``mentions.jsonl`` (and ``docs.jsonl`` beside it)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.evaluation import gold as files
from dateline.evaluation import stories_docs
from dateline.evaluation._clusters import b_cubed
from dateline.pipeline import Coder


def predict(gold: Path, coder: Coder) -> Iterator[dict[str, Any]]:
    """Yield ``{"id", "cluster"}``: mentions with the same lemma of the head in articles of one story are one event."""
    folder = gold if gold.is_dir() else gold.parent
    story = {row["id"]: row["cluster"] for row in stories_docs.predict(folder, coder)}
    texts = {row["id"]: row["text"] for row in files.lines(folder / "docs.jsonl")}
    lemmas: dict[str, dict[int, str]] = {}
    for row in files.lines(gold / "mentions.jsonl" if gold.is_dir() else gold):
        name = row["doc"]
        if name not in lemmas:
            lemmas[name] = _lemmas(coder, texts[name])
        lemma = lemmas[name].get(row["end"] - 1) or row["text"].casefold()
        yield {"id": row["id"], "cluster": f"{story[name]}/{lemma}"}


def _lemmas(coder: Coder, text: str) -> dict[int, str]:
    """Return the lemma of the word that each character belongs to."""
    return {
        at: token.lemma.casefold()
        for sentence in coder.sentences(coder.plain(text))
        for token in sentence.tokens
        for at in range(token.start, token.end)
    }


def score(gold: Path, predictions: list[dict[str, Any]]) -> dict[str, Any]:
    """Return B-cubed precision, recall, F1 over all mentions."""
    rows = list(files.lines(gold / "mentions.jsonl" if gold.is_dir() else gold))
    return {
        "b3": b_cubed({r["id"]: r["cluster"] for r in rows}, {p["id"]: p["cluster"] for p in predictions})
    }
