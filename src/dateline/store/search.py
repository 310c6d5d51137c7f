"""Full-text search by the database: FTS5 in SQLite, tsvector in PostgreSQL."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from dateline.errors import ConfigError
from dateline.model import Document, Span
from dateline.store import revisions, tables

LONGEST = 100_000  # characters of a text that can be found; PostgreSQL limits the size of an entry
LOOKED_AT = 1_000  # documents with some words, of which those of some days and countries are chosen
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


def telling(
    connection: sa.Connection,
    words: Sequence[str],
    countries: Sequence[str],
    since: datetime.date,
    until: datetime.date,
    limit: int,
) -> list[str]:
    """Return documents that have two of some words, and tell of events of some country, oldest first.

    Args:
        connection: to the database.
        words: any two of them; a single one must be there.
        countries: one of them takes part in an event of the document.
        since: published on this day or later.
        until: published on this day or earlier.
        limit: how many at most, of the newest ``LOOKED_AT`` that have the words.
    """
    plain = list(dict.fromkeys(w for word in words for w in _TOKEN.findall(word)))
    if not plain or not countries:
        return []
    pairs: list[tuple[str, ...]] = [*combinations(plain, 2)] or [(plain[0],)]
    some = _having(connection, pairs)
    having = some.order_by(some.selected_columns.number.desc()).limit(LOOKED_AT).subquery()
    documents, events, who = tables.documents.c, tables.events.c, tables.participants.c
    acting = sa.select(who.report).where(
        who.run == events.run, who.report == events.id, who.country.in_(countries)
    )
    told = sa.select(events.id).where(events.document == documents.id, acting.exists())
    rows = sa.select(documents.id).join(having, having.c.document == documents.id)
    rows = rows.where(documents.published_start.between(since, until), told.exists())
    return list(
        connection.execute(rows.order_by(documents.published_start, documents.id).limit(limit)).scalars()
    )


def spread(connection: sa.Connection, word: str) -> tuple[int, int]:
    """Return how many of the documents that were last read have words that begin so, and how many were looked at."""
    number = tables.searchable.c.number
    last = connection.execute(sa.select(sa.func.max(number))).scalar() or 0
    found = having(connection, (word,))
    if found is None:
        return 0, min(last, LOOKED_AT)
    inside = found.where(found.selected_columns.number > last - LOOKED_AT).subquery()
    return int(connection.execute(sa.select(sa.func.count()).select_from(inside)).scalar_one()), min(
        last, LOOKED_AT
    )


def having(connection: sa.Connection, words: Sequence[str]) -> sa.Select[Any] | None:
    """Return the question for the documents that have all of some words or of their beginnings; None if no word is given."""
    plain = tuple(w for word in words for w in _TOKEN.findall(word))
    return _having(connection, [plain], begun=True) if plain else None


def _having(
    connection: sa.Connection, groups: Sequence[tuple[str, ...]], *, begun: bool = False
) -> sa.Select[Any]:
    """Return the question for documents that have all words of one of some groups, by number; only letters and digits get in."""
    table = tables.searchable
    if connection.dialect.name == "postgresql":
        end = ":*" if begun else ""
        said = " | ".join("(" + " & ".join(f"'{word}'{end}" for word in group) + ")" for group in groups)
        query = sa.func.to_tsquery(_english(), said)
        return sa.select(table.c.number, table.c.document).where(table.c.vector.op("@@")(query))
    end = "*" if begun else ""
    said = " OR ".join("(" + " AND ".join(f'"{word}"{end}' for word in group) + ")" for group in groups)
    words = sa.table(WORDS, sa.column("rowid"))
    # the number is that of the words, by which the database sorts and stops without reading all of them
    columns = (words.c.rowid.label("number"), table.c.document)
    found = sa.select(*columns).join_from(table, words, words.c.rowid == table.c.number)
    return found.where(sa.literal_column(WORDS).op("MATCH")(said))


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
