"""Quotes: who said what, against PolNeAR's attributions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.model import Article, Statement
from dateline.pipeline import Coder

FILE = "polnear.jsonl"
MATCH = 0.5  # smallest intersection over union of two contents that match
_IGNORED = frozenset(' \t\r\n"“”')
_KINDS = {True: "direct", False: "indirect", "mixed": "mixed"}

Chars = frozenset[int]


def predict(gold: Path, coder: Coder) -> Iterator[dict[str, Any]]:
    """Yield the attributions of every article; only ``id`` and ``text`` of the file are read."""
    for line in _lines(gold):
        article = coder.read(line["text"], source_id=line["id"], media_type="text/plain")
        yield {"id": line["id"], "attributions": attributions(article, line["text"])}


def attributions(article: Article, text: str) -> list[dict[str, Any]]:
    """Return the statements of an article in PolNeAR's form, offsets into ``text``.

    PolNeAR marks one level only, so what a speaker reports inside what is said of him is left out.
    """
    shift = _Shift(article.document.text, text)
    return [
        {
            "content": [shift(s.start, s.end) for s in statement.content],
            "source": [shift(s.start, s.end) for s in statement.source],
            "cue": [shift(s.start, s.end) for s in (statement.cue_span,) if s is not None],
            "kind": _KINDS[statement.direct],
        }
        for statement in outermost(article.statements)
    ]


def outermost(statements: tuple[Statement, ...]) -> list[Statement]:
    """Return the statements whose cue stands in no other's content."""
    held = [(span, statement) for statement in statements for span in statement.content]
    return [
        s
        for s in statements
        if s.cue_span is None or not any(s.cue_span in span and other is not s for span, other in held)
    ]


class _Shift:
    """Carries offsets from the stored text to the given one, which may differ in white space."""

    def __init__(self, stored: str, given: str) -> None:
        self._same = stored == given
        self._from = [i for i, c in enumerate(stored) if not c.isspace()]
        self._to = [i for i, c in enumerate(given) if not c.isspace()]
        self._rank = {at: rank for rank, at in enumerate(self._from)}

    def __call__(self, start: int, end: int) -> list[int]:
        if self._same:
            return [start, end]
        ranks = [
            self._rank[i] for i in range(start, end) if i in self._rank and self._rank[i] < len(self._to)
        ]
        return [self._to[ranks[0]], self._to[ranks[-1]] + 1] if ranks else [0, 0]


def score(gold: Path, predictions: list[dict[str, Any]]) -> dict[str, Any]:
    """Return precision, recall and F1 of content (``attr``) and of content with its source (``joint``).

    ``direct_only`` has the same of direct quotes alone, where every prediction says its kind.
    """
    found = {p["id"]: p.get("attributions") or [] for p in predictions}
    lines = list(_lines(gold))
    figures = _figures(lines, found)
    if all(a.get("kind") for attributions in found.values() for a in attributions):
        direct = [{**line, "attributions": _direct(line["attributions"])} for line in lines]
        figures["direct_only"] = _figures(direct, {name: _direct(a) for name, a in found.items()})
    return figures


def _direct(attributions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [a for a in attributions if a.get("kind") == "direct"]


def _figures(lines: list[dict[str, Any]], found: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    counts = {"gold": 0, "pred": 0, "content": 0, "joint": 0}
    for line in lines:
        _count(counts, line, found.get(line["id"], []))
    attr = _prf(counts["content"], counts["pred"], counts["gold"])
    joint = _prf(counts["joint"], counts["pred"], counts["gold"])
    return {
        "gold": counts["gold"],
        "pred": counts["pred"],
        **{f"attr_{key}": value for key, value in attr.items()},
        **{f"joint_{key}": value for key, value in joint.items()},
        "source_acc": counts["joint"] / counts["content"] if counts["content"] else 0.0,
    }


def _count(counts: dict[str, int], line: dict[str, Any], predicted: list[dict[str, Any]]) -> None:
    """Add one article to the counts."""
    text, expected = line["text"], line["attributions"]
    left = [_chars(text, a["content"]) for a in expected]
    right = [_chars(text, a.get("content")) for a in predicted]
    pairs = _pairs(left, right)
    counts["gold"] += len(left)
    counts["pred"] += len(right)
    counts["content"] += len(pairs)
    for i, j in pairs:
        one, other = _chars(text, expected[i]["source"]), _chars(text, predicted[j].get("source"))
        counts["joint"] += bool(one & other) or not (one or other)


def _chars(text: str, spans: list[list[int]] | None) -> Chars:
    """Return the offsets in the spans that are neither white space nor quotation marks."""
    return frozenset(
        i
        for start, end in spans or []
        for i in range(max(start, 0), min(end, len(text)))
        if text[i] not in _IGNORED
    )


def _pairs(left: list[Chars], right: list[Chars]) -> list[tuple[int, int]]:
    """Return the one-to-one pairs of contents that match, best first."""
    owners: dict[int, list[int]] = {}
    for j, chars in enumerate(right):
        for at in chars:
            owners.setdefault(at, []).append(j)
    ranked = []
    for i, chars in enumerate(left):
        for j in {j for at in chars for j in owners.get(at, ())}:
            share = len(chars & right[j]) / len(chars | right[j])
            if share >= MATCH:
                ranked.append((-share, i, j))
    pairs: list[tuple[int, int]] = []
    done: tuple[set[int], set[int]] = (set(), set())
    for _, i, j in sorted(ranked):
        if i not in done[0] and j not in done[1]:
            pairs.append((i, j))
            done[0].add(i)
            done[1].add(j)
    return pairs


def _prf(hits: int, predicted: int, expected: int) -> dict[str, float]:
    p = hits / predicted if predicted else 0.0
    r = hits / expected if expected else 0.0
    return {"p": p, "r": r, "f1": 2 * p * r / (p + r) if p + r else 0.0}


def _lines(gold: Path) -> Iterator[dict[str, Any]]:
    path = gold / FILE if gold.is_dir() else gold
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)
