"""Main text of a page: predictions and figures on the ``maintext`` gold folder."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.errors import DocumentError
from dateline.evaluation.gold import inside, lines, prf
from dateline.model import Document, RawDocument
from dateline.readers import read

FILES = ("aeb.jsonl", "traf.jsonl")
SHINGLE = 4
WORD = re.compile(r"\w+")
PART_OF_TEXT = frozenset({"dateline"})  # set off as furniture, but words of the article


def predict(gold: Path, coder: object = None) -> Iterator[dict[str, Any]]:
    """Yield the main text of every page of a gold folder; reads ``html_file`` and ``url`` only."""
    for row in pages(gold, FILES):
        document = page(gold, row)
        yield {"id": row["id"], "text": main_text(document) if document else ""}


def pages(gold: Path, names: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """Yield the lines of a gold folder's files, or of a file."""
    for path in inside(gold, *names):
        yield from lines(path)


def page(gold: Path, row: dict[str, Any]) -> Document | None:
    """Return the page of a gold line as a document of any language, None if it cannot be read."""
    folder = gold if gold.is_dir() else gold.parent
    content = gzip.decompress((folder / row["html_file"]).read_bytes())
    raw = RawDocument(content=content, where=row["html_file"], media_type="text/html", url=row.get("url"))
    try:
        return read(raw, languages=())[0]
    except DocumentError:
        return None


def main_text(document: Document) -> str:
    """Return the text of the article without its headline."""
    return "\n".join(
        block.span.of(document.text)
        for block in document.blocks
        if block.kind not in ("furniture", "title") or block.reason in PART_OF_TEXT
    )


def score(gold: Path, predictions: list[dict[str, Any]]) -> dict[str, Any]:
    """Return ``p``, ``r`` and ``f1``: of four-word shingles for ``aeb``, of segments for ``traf``.

    Args:
        gold: the folder or file.
        predictions: ``{"id", "text"}``; a page without one counts as an empty text.

    Source: scrapinghub/article-extraction-benchmark and adbar/trafilatura, as the gold's README describes them.
    """
    texts = {row["id"]: row.get("text") or "" for row in predictions}
    rows = list(pages(gold, FILES))
    found: dict[str, Any] = {}
    for name, measure in (("aeb", _shingled), ("traf", _segmented)):
        members = [row for row in rows if row["set"] == name]
        if members:
            found[name] = {"pages": len(members), **measure(members, texts)}
    return found


def _shingled(rows: list[dict[str, Any]], texts: dict[str, str]) -> dict[str, float]:
    """Return the figures over shingles; every page weighs the same."""
    right = wrong = missed = 0.0
    for row in rows:
        wanted, given = _shingles(row["text"]), _shingles(texts.get(row["id"], ""))
        shared = (wanted & given).total()
        whole = wanted.total() + given.total() - shared
        if whole:
            right += shared / whole
            wrong += (given.total() - shared) / whole
            missed += (wanted.total() - shared) / whole
    return prf(right, right + wrong, right + missed)


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    """Return the runs of four words of a text."""
    words = WORD.findall(text.lower())
    if len(words) < SHINGLE:
        return Counter([tuple(words)] if words else [])
    return Counter(tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))


def _segmented(rows: list[dict[str, Any]], texts: dict[str, str]) -> dict[str, float]:
    """Return the figures over segments that must and must not be in the text."""
    right = wrong = missed = 0
    for row in rows:
        text = _spaced(texts.get(row["id"], ""))
        hits = sum(_spaced(segment) in text for segment in row["with"])
        right += hits
        missed += len(row["with"]) - hits
        wrong += sum(_spaced(segment) in text for segment in row["without"])
    return prf(right, right + wrong, right + missed)


def _spaced(text: str) -> str:
    """Return text with single spaces, as the segments are compared."""
    return re.sub(r"\s+", " ", text)
