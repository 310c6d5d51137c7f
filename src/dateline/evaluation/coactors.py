"""Co-actors: everybody who is coordinated with a given actor of a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.coders._clause import conjuncts
from dateline.evaluation import gold as files
from dateline.model import Annotations, Mention, Sentence, Span
from dateline.pipeline import Coder

FILES = ("coactors.jsonl",)


def predict(gold: Path, coder: Coder) -> Iterator[dict[str, Any]]:
    """Yield ``id`` and ``actors``, the words of all who are coordinated with ``span`` in ``text``."""
    for path in files.inside(gold, *FILES):
        for row in files.lines(path):
            text, words = str(row["text"]), str(row["span"])
            at = max(text.find(words), 0)
            annotations = coder.annotate(coder.plain(text))
            actors = coordinated(text, annotations, Span(at, at + len(words)))
            yield {"id": row["id"], "actors": actors or [words]}


def coordinated(text: str, annotations: Annotations, span: Span) -> list[str]:
    """Return the words of the actors that are coordinated with the one at a span, itself included."""
    sentence = next((s for s in annotations.sentences or () if span.overlap(s.span)), None)
    if sentence is None:
        return []
    inside = [t for t in sentence.tokens if t.span in span]
    tops = [t for t in inside if t.head not in [i.index for i in inside]]
    head = next((t for t in reversed(tops) if t.upos in ("NOUN", "PROPN")), tops[0] if tops else None)
    while head is not None and head.dep == "conj":
        head = sentence.head(head)
    found: dict[str, None] = {}
    for token in conjuncts(sentence, head) if head is not None else ():
        mentions = [
            m for m in annotations.mentions or () if m.sentence == sentence.index and m.head == token.index
        ]
        found.update(dict.fromkeys(_names(text, sentence, mentions[0]) if mentions else [token.text]))
    return list(found)


def _names(text: str, sentence: Sentence, mention: Mention) -> list[str]:
    """Return the words of a mention without its article; for several actors in one phrase, those of each."""
    if len(mention.actors) > 1:
        return [actor.name for actor in mention.actors]
    first = sentence.tokens[mention.start]
    start = sentence.tokens[mention.start + 1].start if first.dep == "det" else mention.span.start
    return [text[start : mention.span.end]]


def score(gold: Path, predictions: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the share of records in which exactly the right actors are named."""
    known = files.by_id(predictions)
    right = total = 0
    for path in files.inside(gold, *FILES):
        for row in files.lines(path):
            given = known.get(str(row["id"]), {}).get("actors", [])
            right += {_plain(words) for words in given} == {_plain(words) for words in row["gold"]}
            total += 1
    return {"all_actors": right / total if total else 0.0, "right": right, "n": total}


def _plain(words: str) -> str:
    return " ".join(words.lower().split())
