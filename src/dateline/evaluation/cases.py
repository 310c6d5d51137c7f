"""Golden cases: articles with hand-made gold, one YAML an article.

A case names its article's file and quotes it: sentences, triggers, contents are strings that stand in the text. Here they get
the offsets that they have in the document as read. The headline is left out of the scores, as it is in public gold: what it tells
is told again below it, and was annotated there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from dateline import sources
from dateline.codebook.files import read_yaml
from dateline.errors import FormatError
from dateline.model import Article, Document, RawDocument
from dateline.pipeline import Coder

SPACE = re.compile(r"\s+")


def read(folder: Path, articles: Path, coder: Coder) -> Iterator[tuple[dict[str, Any], Article]]:
    """Yield, for each case of a folder, its gold with offsets and the coded article.

    Args:
        folder: the cases (``NAME.yaml`` with ``meta.file``).
        articles: the folder of the articles that they name.
        coder: codes them.

    Raises:
        FormatError: a case names an article that is not there, or quotes what does not stand in it.
    """
    documents = _documents(articles, coder)
    for path in sorted(folder.glob("*.yaml")):
        case = read_yaml(path)
        if "meta" in case:
            document = _find(documents.get(case["meta"]["file"], ()), case, path)
            yield gold(path.stem, case, document), coder.code(document)


def _documents(articles: Path, coder: Coder) -> dict[str, list[Document]]:
    found: dict[str, list[Document]] = {}
    for raw in sources.fetch(str(articles)):
        if isinstance(raw, RawDocument):
            name = Path(raw.where.partition("#")[0]).name
            found.setdefault(name, []).extend(coder.documents(raw))
    return found


def _find(documents: Sequence[Document], case: Mapping[str, Any], path: Path) -> Document:
    sentences = [e["sentence"] for e in case.get("events", ())] or [
        s["sentence"] for s in case.get("statements", ())
    ]
    for document in documents:
        if all(locate(document.text, s) for s in sentences[:1]):
            return document
    raise FormatError(f"no article {case['meta']['file']!r} that holds its first sentence", where=str(path))


def gold(name: str, case: Mapping[str, Any], document: Document) -> dict[str, Any]:
    """Return a case in the form of an annotated article: strings with their offsets in the document."""
    text = document.text

    def span(words: str, within: tuple[int, int] | None = None) -> dict[str, Any]:
        found = locate(text, words, *(within or (0, len(text))))
        if found is None:
            raise FormatError(f"{words!r} does not stand in the text", where=name)
        return {"start": found[0], "end": found[1], "text": words}

    def inside(row: Mapping[str, Any]) -> tuple[int, int]:
        sentence = span(row["sentence"])
        return sentence["start"], sentence["end"]

    def speaker(row: Mapping[str, Any]) -> dict[str, Any]:
        words = row.get("speaker_text")
        at = span(words, inside(row)) if words else {"start": None, "end": None}
        return {"name": row["speaker"], "start": at["start"], "end": at["end"]}

    return {
        "id": document.id,
        "text": text,
        "annotated_until": len(text),
        "furniture": [
            *(span(f["text"]) | {"kind": f["kind"]} for f in case.get("furniture", ()) if locate(text, f["text"])),
            *({"start": b.span.start, "end": b.span.end, "kind": "title"} for b in document.blocks if b.kind == "title"),
        ],
        "events": [dict(e) | {"sentence": span(e["sentence"]), "trigger": span(e["trigger"], inside(e))} for e in case["events"]],
        "statements": [
            {"speaker": speaker(s), "content": [_pair(span(s["content"], inside(s)))]}
            for s in case["statements"]
        ],
        "indicators": [dict(i) | span(i["text"], inside(i)) for i in case["indicators"]],
        "commitments": [dict(c) | span(c["content"], inside(c)) for c in case["commitments"]],
    }  # fmt: skip


def _pair(span: Mapping[str, Any]) -> list[int]:
    return [span["start"], span["end"]]


def locate(text: str, words: str, start: int = 0, end: int | None = None) -> tuple[int, int] | None:
    """Return where words stand in a text, white space of any kind between them."""
    pattern = r"\s+".join(re.escape(w) for w in SPACE.split(words.strip()))
    match = re.compile(pattern).search(text, start, len(text) if end is None else end)
    return match.span() if match else None
