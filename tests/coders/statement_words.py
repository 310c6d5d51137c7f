"""Words of statements, and documents of lines, for the tests of statements."""

from __future__ import annotations

from dateline.model import Block, Document, Span, Statement


def document(text: str) -> Document:
    """Return a document with a block for every line."""
    blocks, at = [], 0
    for line in text.split("\n"):
        if line:
            blocks.append(Block(span=Span(at, at + len(line))))
        at += len(line) + 1
    return Document(text=text, blocks=tuple(blocks))


def content(text: str, statement: Statement) -> list[str]:
    """Return the words of the content."""
    return [span.of(text) for span in statement.content]


def source(text: str, statement: Statement) -> str:
    """Return the words of the source."""
    return " | ".join(span.of(text) for span in statement.source)
