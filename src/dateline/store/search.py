"""Full-text search by the database: FTS5 in SQLite, tsvector in PostgreSQL."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from dateline.errors import ConfigError
from dateline.model import Document, Span
from dateline.store import revisions, tables

LONGEST = 100_000  # characters of a text that can be found; PostgreSQL limits the size of an entry
EXCERPT = 240  # characters
MAX_PARTS = 40
TITLE_WEIGHT = 5.0  # a word of the title counts as so many of the text
WORDS = "searchable_words"  # SQLite's own table of words; PostgreSQL keeps them in the column ``vector``

_PART = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')
_TOKEN = re.compile(r"\w+")
_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ied", "ed", "es", "ly", "s", "e", "y")
_SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Words that stand side by side, and whether they must or must not."""

    words: tuple[str, ...]
    wanted: bool


def parts(text: str) -> tuple[Part, ...]:
    """Return what is sought: words, "words side by side", and -words that must not be there.

    Raises:
        ConfigError: nothing is sought, or too much.
    """
    found = [
        Part(words=tuple(_TOKEN.findall(quoted or word)), wanted=not minus)
        for minus, quoted, word in _PART.findall(text)
    ]
    kept = tuple(part for part in found if part.words)
    if not any(part.wanted for part in kept):
        raise ConfigError("nothing to look for; give at least one word that an article must have")
    if sum(len(part.words) for part in kept) > MAX_PARTS:
        raise ConfigError(f"too many words to look for; give at most {MAX_PARTS}")
    return kept


def index(connection: sa.Connection, document: str, title: str | None, text: str) -> None:
    """Let a document be found by its words; nothing happens if it can be already."""
    table = tables.searchable
    if connection.execute(sa.select(table.c.number).where(table.c.document == document)).first():
        return
    highest = connection.execute(sa.select(sa.func.max(table.c.number))).scalar()
    row: dict[str, Any] = {"number": (highest or 0) + 1, "document": document}
    body = text[:LONGEST]
    if connection.dialect.name == "postgresql":
        row["vector"] = _vector(title or "", "A").op("||")(_vector(body, "D"))
        connection.execute(table.insert().values(row))
    else:
        connection.execute(table.insert().values(row))
        words = sa.table(WORDS, sa.column("rowid"), sa.column("title"), sa.column("body"))
        connection.execute(words.insert().values(rowid=row["number"], title=title or "", body=body))


def find(
    connection: sa.Connection, sought: Sequence[Part], chosen: Sequence[sa.ColumnElement[bool]], limit: int
) -> Sequence[Any]:
    """Return documents of the newest revisions with their score, best first.

    Args:
        connection: to the database.
        sought: from ``parts``.
        chosen: more conditions on the table of documents.
        limit: how many at most.
    """
    table, documents = tables.searchable, tables.documents
    source = table.join(documents, documents.c.id == table.c.document)
    score: sa.ColumnElement[Any]
    if connection.dialect.name == "postgresql":
        query = sa.func.websearch_to_tsquery(_english(), _websearch(sought))
        matches = table.c.vector.op("@@")(query)
        score = sa.func.ts_rank_cd(table.c.vector, query)
    else:
        words = sa.table(WORDS, sa.column("rowid"))
        source = source.join(words, words.c.rowid == table.c.number)
        matches = sa.literal_column(WORDS).op("MATCH")(_match(sought))
        score = -sa.func.bm25(sa.literal_column(WORDS), TITLE_WEIGHT, 1.0)
    rows = sa.select(documents.c.id, score.label("score")).select_from(source)
    rows = rows.where(matches, sa.not_(revisions.replaced()), *chosen)
    return connection.execute(rows.order_by(sa.desc("score"), documents.c.id).limit(limit)).all()


def excerpt(document: Document, sought: Sequence[Part]) -> Span:
    """Return a part of the text that has as many of the sought words as any other of its length."""
    roots = {_root(word) for part in sought if part.wanted for word in part.words}
    text = document.text[:LONGEST]
    hits = [(m.start(), m.end(), root) for m in _TOKEN.finditer(text) if (root := _root(m.group())) in roots]
    best, most = (0, 0), 0
    for first, (start, _, _) in enumerate(hits):
        near = [hit for hit in hits[first : first + MAX_PARTS] if hit[1] <= start + EXCERPT]
        if len({root for _, _, root in near}) > most:
            best, most = (start, near[-1][1] if near else start), len({root for _, _, root in near})
    return _widened(document, *best)


def _widened(document: Document, start: int, end: int) -> Span:
    """Return the range with words around it, inside its paragraph."""
    text = document.text
    block = next((b.span for b in document.blocks if b.span.start <= start < b.span.end), Span(0, len(text)))
    spare = max(0, EXCERPT - (end - start))
    first = max(block.start, start - spare // 3)
    last = min(max(block.end, end), first + max(EXCERPT, end - first))
    if first > block.start:
        space = text.find(" ", first, start)
        first = space + 1 if space >= 0 else start
    if last < len(text) and last < block.end:
        space = text.rfind(" ", end, last)
        last = space if space > first else last
    return Span(first, last)


def _root(word: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
    ending = next((e for e in _ENDINGS if plain.endswith(e) and len(plain) - len(e) >= _SHORTEST_STEM), "")
    return plain.removesuffix(ending)


def _match(sought: Sequence[Part]) -> str:
    """Return FTS5's way of saying it; only letters and digits get into it."""
    wanted = " AND ".join(f'"{" ".join(part.words)}"' for part in sought if part.wanted)
    unwanted = "".join(f' NOT "{" ".join(part.words)}"' for part in sought if not part.wanted)
    return f"({wanted}){unwanted}"


def _websearch(sought: Sequence[Part]) -> str:
    """Return PostgreSQL's way of saying it."""
    return " ".join(f'{"" if part.wanted else "-"}"{" ".join(part.words)}"' for part in sought)


def _english() -> sa.ColumnElement[Any]:
    return sa.cast("english", postgresql.REGCONFIG)


def _vector(text: str, weight: Literal["A", "D"]) -> sa.ColumnElement[Any]:
    return sa.func.setweight(sa.func.to_tsvector(_english(), text), sa.literal_column(f"'{weight}'"))
