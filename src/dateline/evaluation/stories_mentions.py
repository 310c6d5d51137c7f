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
    lemmas: dict[tuple[str, str], str] = {}
    for row in files.lines(gold / "mentions.jsonl" if gold.is_dir() else gold):
        key = (row["sentence"], row["text"])
        if key not in lemmas:
            lemmas[key] = _lemma(coder, *key)
        yield {"id": row["id"], "cluster": f"{story.get(row['doc'], row['doc'])}/{lemmas[key]}"}


def _lemma(coder: Coder, sentence: str, text: str) -> str:
    """Return the lemma of a mention's last word as parsed in its sentence."""
    at = sentence.find(text)
    document = coder.plain(sentence)
    for parsed in coder.sentences(document):
        for token in parsed.tokens:
            if token.start <= at + len(text) - 1 < token.end:
                return token.lemma.casefold()
    return text.casefold()


def score(gold: Path, predictions: list[dict[str, Any]]) -> dict[str, Any]:
    """Return B-cubed precision, recall, F1 over all mentions."""
    rows = list(files.lines(gold / "mentions.jsonl" if gold.is_dir() else gold))
    return {
        "b3": b_cubed({r["id"]: r["cluster"] for r in rows}, {p["id"]: p["cluster"] for p in predictions})
    }
