"""A shard: items and what was found in them as Parquet tables, which come back exactly as they were.

Tables that people read have the columns of the database; ``payload`` holds the whole value as JSON. Reports belong to the
article with the same number.
"""

from __future__ import annotations

import contextlib
import datetime
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from dateline.errors import FormatError, MissingExtra
from dateline.model import Annotations, Article, Document, Issue, RawDocument
from dateline.model.codec import from_json, to_json
from dateline.store import _check, tables
from dateline.store.writer import by_kind

NAMES = {kind: table.name for kind, table in tables.REPORTS.items()}
TABLES = ("documents", *NAMES.values(), "issues")
GROUP = 64  # items or articles that are in memory at once
BOUND_TO_DATABASE = frozenset({"run"})

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found in one item.

    Attributes:
        number: of the item, from 0.
        articles: what was coded, without annotations.
        issues: what went wrong with the item.
    """

    number: int
    articles: tuple[Article, ...] = ()
    issues: tuple[Issue, ...] = ()


def arrow() -> tuple[Any, Any]:
    """Return pyarrow and its module for Parquet.

    Raises:
        MissingExtra: it is not installed.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise MissingExtra("Parquet", "parquet") from error
    return pyarrow, parquet


def write_items(items: Iterable[RawDocument | Issue], path: Path) -> None:
    """Write items as they were read, a few in memory at a time."""
    with _Table(path, "items") as table:
        for number, item in enumerate(items):
            table.add([_item_row(number, item)])
            table.flush(GROUP)


def read_items(path: Path) -> Iterator[tuple[int, RawDocument | Issue]]:
    """Yield the items with their numbers, a few in memory at a time.

    Raises:
        FormatError: the file is damaged.
    """
    for row in _rows(path):
        told = json.loads(row["payload"])
        if row["content"] is None:
            yield row["number"], Issue(**told)
        else:
            day = told.pop("published")
            published = None if day is None else datetime.date.fromisoformat(day)
            yield row["number"], RawDocument(content=row["content"], published=published, **told)


def _item_row(number: int, item: RawDocument | Issue) -> Row:
    if isinstance(item, Issue):
        return {"number": number, "content": None, "payload": _json(to_json(item))}
    told = {f.name: to_json(getattr(item, f.name)) for f in fields(item) if f.name != "content"}
    return {"number": number, "content": item.content, "payload": _json(told)}


class Shard:
    """Writes the tables of a shard; in use with ``with``."""

    def __init__(self, folder: Path) -> None:
        self._tables = {name: _Table(folder / f"{name}.parquet", name) for name in TABLES}
        self._articles = 0
        self._stack = contextlib.ExitStack()

    def __enter__(self) -> Shard:
        for table in self._tables.values():
            self._stack.enter_context(table)
        return self

    def __exit__(self, *error: Any) -> None:
        self._stack.__exit__(*error)

    def article(self, item: int, article: Article) -> None:
        """Add an article that was found in an item.

        Raises:
            EvidenceError: a quotation does not fit the document.
            DocumentError: the text cannot be kept.
        """
        document, number = article.document, self._articles
        rows: dict[str, list[Row]] = {"documents": [{"item": item, **_check.pack_document(document)}]}
        for kind, values in by_kind(article).items():
            rows[NAMES[kind]] = [
                {**_check.pack(kind, value, document), **_check.columns(value)} for value in values
            ]
        rows["issues"] = [{"item": item, **_issue_row(issue)} for issue in article.issues]
        for name, found in rows.items():  # all of it was made: from here on nothing fails
            self._tables[name].add({"article": number, **row} for row in found)
        self._articles += 1
        if self._articles % GROUP == 0:
            for table in self._tables.values():
                table.flush()

    def issues(self, item: int, issues: Iterable[Issue]) -> None:
        """Add what went wrong with an item."""
        self._tables["issues"].add({"item": item, "article": None, **_issue_row(issue)} for issue in issues)

    def counts(self) -> dict[str, int]:
        """Return how many rows each table has."""
        return {name: table.count for name, table in self._tables.items()}


def read(folder: Path) -> Iterator[Found]:
    """Yield what was found, item by item; items in which nothing was found and nothing went wrong are left out.

    Raises:
        FormatError: a file is missing or damaged.
        EvidenceError: a quotation does not stand in its document.
    """
    values: dict[int, dict[str, list[Any]]] = defaultdict(dict)
    for kind, name in NAMES.items():
        for row in _rows(folder / f"{name}.parquet"):
            values[row["article"]].setdefault(kind, []).append(row["payload"])
    own: dict[int, list[Issue]] = defaultdict(list)
    loose: dict[int, list[Issue]] = defaultdict(list)
    for row in _rows(folder / "issues.parquet"):
        where = loose[row["item"]] if row["article"] is None else own[row["article"]]
        where.append(Issue(**json.loads(row["payload"])))
    articles: dict[int, list[Row]] = defaultdict(list)
    for row in _rows(folder / "documents.parquet"):
        articles[row["item"]].append(row)
    for item in sorted({*articles, *loose}):
        found = tuple(
            _article(row, values[row["article"]], own[row["article"]]) for row in articles.pop(item, ())
        )
        yield Found(number=item, articles=found, issues=tuple(loose[item]))


def _article(row: Row, values: dict[str, list[str]], issues: list[Issue]) -> Article:
    payload = {**json.loads(row["payload"]), "text": row["text"]}
    document = from_json(Document, payload, _no_text)
    reports: dict[str, Any] = {
        NAMES[kind]: tuple(_check.unpack(kind, json.loads(value), document) for value in found)
        for kind, found in values.items()
    }
    return Article(document=document, annotations=Annotations(), issues=tuple(issues), **reports)


def _issue_row(issue: Issue) -> Row:
    told = {f.name: _check.printable(getattr(issue, f.name)) for f in fields(issue)}
    return {**told, "payload": to_json(issue)}


def _no_text(name: str) -> str:
    raise FormatError("a document has no evidence of its own", where=name)


def _json(value: Any) -> str:
    """Return JSON in plain ASCII: half characters stay what they are."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"), sort_keys=True)


def _rows(path: Path) -> Iterator[Row]:
    """Yield the rows of a table."""
    pa, parquet = arrow()
    try:
        with parquet.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=GROUP):
                yield from batch.to_pylist()
    except (pa.ArrowException, OSError, ValueError) as error:
        raise FormatError(f"cannot be read: {' '.join(str(error).split())[:200]}", where=str(path)) from error


@dataclass
class _Table:
    """A Parquet file that is written piece by piece."""

    path: Path
    name: str
    count: int = 0
    waiting: list[Row] = field(default_factory=list)

    def __enter__(self) -> _Table:
        pa, parquet = arrow()
        self._arrow, self._schema = pa, _schema(pa, self.name)
        self._writer = parquet.ParquetWriter(self.path, self._schema, compression="zstd")
        return self

    def __exit__(self, *error: object) -> None:
        if error[0] is None:
            self.flush()
        self._writer.close()

    def add(self, rows: Iterable[Row]) -> None:
        """Add rows; they are written with the next flush."""
        for row in rows:
            payload = row["payload"]
            self.waiting.append({**row, "payload": payload if isinstance(payload, str) else _json(payload)})
            self.count += 1

    def flush(self, least: int = 1) -> None:
        """Write what waits, if there are so many rows."""
        if len(self.waiting) >= least:
            self._writer.write_table(self._arrow.Table.from_pylist(self.waiting, schema=self._schema))
            self.waiting.clear()


def _schema(pa: Any, name: str) -> Any:
    """Return the columns of a table."""
    numbers = [("item", pa.int32()), ("article", pa.int32())]
    if name == "items":
        return pa.schema([("number", pa.int32()), ("content", pa.large_binary()), ("payload", pa.string())])
    if name == "issues":
        return pa.schema(
            [*numbers, *((f, pa.string()) for f in ("stage", "where", "code", "message", "payload"))]
        )
    types = {sa.Integer: pa.int64(), sa.Float: pa.float64(), sa.Date: pa.date32()}
    own = [
        (column.name, next((t for kind, t in types.items() if isinstance(column.type, kind)), pa.string()))
        for column in tables.metadata.tables[name].columns
        if column.name not in BOUND_TO_DATABASE
    ]
    return pa.schema([*(numbers if name == "documents" else numbers[1:]), *own])
