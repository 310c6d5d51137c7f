"""Same-event clustering of event mentions across articles: ``mentions.jsonl`` (and ``docs.jsonl`` beside it)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
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
    rows = list(files.lines(gold / "mentions.jsonl" if gold.is_dir() else gold))
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in rows:
        spans[str(row["doc"])].append((row["start"], row["end"]))
    parsed = {name: sentences(coder, text, spans[name]) for name, text in texts.items()}
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


def sentences(coder: Coder, text: str, spans: Sequence[tuple[int, int]]) -> tuple[Sentence, ...]:
    """Return the parsed sentences of an article, with those that a dateline in a headline hid.

    Args:
        coder: what parses.
        text: of the article.
        spans: first and last code point of each mention; the line of one that no sentence holds is parsed by itself.
    """
    found = list(coder.sentences(coder.plain(text)))
    for start, end in spans:
        if not _hold(found, start, end):
            tried = (_line(coder, text, at, end) for at in (text.rfind("\n", 0, start) + 1, start))
            found += next((new for new in tried if _hold(new, start, end)), [])
    return tuple(sorted(found, key=lambda s: s.span.start))


def _hold(sentences: Sequence[Sentence], start: int, end: int) -> bool:
    return any(t.start < end and start < t.end for s in sentences for t in s.tokens)


def _line(coder: Coder, text: str, start: int, end: int) -> list[Sentence]:
    """Return the sentences from a place to the end of the line; the blanks before them keep the offsets."""
    stop = text.find("\n", end)
    return list(coder.sentences(coder.plain(" " * start + text[start : stop if stop >= 0 else len(text)])))


def read(row: dict[str, Any], parsed: dict[str, tuple[Sentence, ...]]) -> Mention | None:
    """Return the mention of a line, given the sentences of each article."""
    return mention(str(row["doc"]), parsed[str(row["doc"])], row["start"], row["end"])


def score(gold: Path, predictions: list[dict[str, Any]]) -> dict[str, Any]:
    """Return B-cubed precision, recall, F1 over all mentions."""
    rows = list(files.lines(gold / "mentions.jsonl" if gold.is_dir() else gold))
    return {
        "b3": b_cubed({r["id"]: r["cluster"] for r in rows}, {p["id"]: p["cluster"] for p in predictions})
    }
