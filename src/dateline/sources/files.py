"""Files, by what their suffix says they hold."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from dateline.errors import SourceError
from dateline.model import Issue, RawDocument
from dateline.sources import apis, feeds, mail, records, warc, zips
from dateline.sources._open import UNPACK_ERRORS, Follow, kind_suffix, opened, read_limited, shown

Items = Iterator[RawDocument | Issue]
JSON_FILE_LIMIT = 250_000_000  # it is taken into memory as a whole, where it needs ten times as much


def one(stream: BinaryIO, where: str, limit: int, media_type: str | None = None) -> Items:
    """Yield a stream as one article."""
    yield RawDocument(content=read_limited(stream, limit), where=where, media_type=media_type)


def plain(stream: BinaryIO, where: str, limit: int) -> Items:
    """Yield a text file as one article."""
    yield from one(stream, where, limit, "text/plain")


def page(stream: BinaryIO, where: str, limit: int) -> Items:
    """Yield an HTML file as one article."""
    yield from one(stream, where, limit, "text/html")


def json_file(stream: BinaryIO, where: str, limit: int) -> Items:
    """Yield the articles of a ``.json`` file, which people also use for JSON lines."""
    content = stream.read(JSON_FILE_LIMIT + 1)
    if len(content) > JSON_FILE_LIMIT:
        yield Issue(
            stage="source", where=where, code="too-large", message="too large for .json; write JSON lines"
        )
        return
    content = content.removeprefix(b"\xef\xbb\xbf")
    found = list(records.whole(content, where))
    if (
        len(found) == 1
        and isinstance(found[0], Issue)
        and found[0].message.startswith("not JSON: Extra data")
    ):
        yield from records.lines(io.BytesIO(content), where, limit)
    else:
        yield from found


def xml(stream: BinaryIO, where: str, limit: int) -> Items:
    """Yield the entries of a feed, or a page that is written in XML."""
    head = stream.read(PEEK)
    if not feeds.is_feed(head) and b"<html" in head.lower():
        content = head + stream.read(max(0, limit + 1 - PEEK))
        yield RawDocument(content=content, where=where, media_type="text/html")
    else:
        yield from feeds.stream(_Joined(head, stream), where)  # type: ignore[arg-type]


class _Joined:
    """A stream whose first bytes were read before."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest

    def read(self, size: int) -> bytes:
        """Return the next bytes."""
        found, self._head = self._head[:size], self._head[size:]
        return found + self._rest.read(size - len(found))


def zipped(stream: BinaryIO, where: str, limit: int) -> Items:
    """Yield the articles of all files in a zip archive."""
    yield from zips.items(stream, where, limit, UNZIPPED, _is_unread)


KINDS: dict[str, Callable[[BinaryIO, str, int], Items]] = {
    "": one,
    ".txt": plain,
    ".text": plain,
    ".md": plain,
    ".html": page,
    ".htm": page,
    ".xhtml": page,
    ".json": json_file,
    ".jsonl": records.lines,
    ".ndjson": records.lines,
    ".xml": xml,
    ".rss": xml,
    ".atom": xml,
    ".rdf": xml,
    ".warc": warc.items,
    ".eml": mail.message,
    ".mbox": mail.box,
    ".zip": zipped,
}
UNZIPPED = {suffix: reader for suffix, reader in KINDS.items() if suffix not in (".zip", ".warc")}
PEEK = 2000

KNOWN = ", ".join(sorted(kind for kind in KINDS if kind))
PASSED_OVER = frozenset(
    f".{suffix}"
    for group in (
        "css js map png jpg jpeg gif svg webp ico avif woff woff2 ttf otf eot mp3 mp4 webm",
        "db db-wal db-shm yaml yml toml ini log py csv tsv",
    )
    for suffix in group.split()
)


ABOUT = re.compile(r"(?:readme|licen[cs]e|copying|changelog|notice)(?:\.(?:md|txt))?", re.IGNORECASE)


def _is_passed_over(path: Path) -> bool:
    """Return whether a file of a folder is none of its articles: part of a saved page, or a note about the folder."""
    return path.suffix.lower() in PASSED_OVER or ABOUT.fullmatch(path.name) is not None


def _is_unread(name: str) -> bool:
    """Return whether a file of an archive is none of its articles."""
    parts = PurePosixPath(name).parts
    hidden = any(p.startswith((".", "__MACOSX")) and p != ".." for p in parts)
    return hidden or _is_passed_over(Path(name))


def mapped(mapping: apis.Mapping | None) -> Mapping[str, Callable[[BinaryIO, str, int], Items]]:
    """Return what reads each kind of file when JSON is that of a news API."""
    if mapping is None:
        return KINDS

    def answer(stream: BinaryIO, where: str, _limit: int) -> Items:
        yield from apis.items(stream.read(JSON_FILE_LIMIT), where, mapping)

    def lines(stream: BinaryIO, where: str, limit: int) -> Items:
        yield from apis.lines(stream, where, limit, mapping)

    return {**KINDS, ".json": answer, ".jsonl": lines, ".ndjson": lines}


def items(path: Path, limit: int, mapping: apis.Mapping | None = None, follow: Follow | None = None) -> Items:
    """Yield the articles of one file; a file that cannot be read is one Issue."""
    where, suffix, kinds = shown(path), kind_suffix(path), mapped(mapping)
    if suffix not in kinds:
        message = f"files of kind {suffix!r} are not read (known: {KNOWN})"
        yield Issue(stage="source", where=where, code="format", message=message)
        return
    try:
        with opened(path, follow) as stream:
            yield from kinds[suffix](stream, where, limit)
    except SourceError as error:
        yield Issue(stage="source", where=error.where or where, code=error.code, message=error.message)
    except (*UNPACK_ERRORS, ValueError) as error:
        yield Issue(stage="source", where=where, code="format", message=f"cannot be read: {error}")


def folder(
    root: Path, limit: int, mapping: apis.Mapping | None = None, follow: Follow | None = None
) -> Items:
    """Yield the articles of all files below a folder, in order of their paths; hidden ones are passed over.

    A folder that cannot be opened, or that holds no article, is an Issue.
    """
    paths, closed = listed(root)
    for path in paths:
        yield from items(path, limit, mapping, follow)
    yield from closed
    if not paths and not closed:
        message = f"no articles in this folder (read are {KNOWN})"
        yield Issue(stage="source", where=shown(root), code="empty", message=message)


def listed(root: Path) -> tuple[list[Path], list[Issue]]:
    """Return the files below a folder that hold its articles, in order, and the folders that cannot be opened."""
    closed: list[OSError] = []
    found = sorted(
        Path(place) / name for place, _, names in os.walk(root, onerror=closed.append) for name in names
    )
    issues = [
        Issue(
            stage="source",
            where=shown(Path(error.filename)),
            code="source",
            message=f"cannot be opened: {error.strerror}",
        )
        for error in closed
    ]
    return [path for path in found if _is_article(path, root)], issues


def _is_article(path: Path, root: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(root).parts)
    return not hidden and not _is_passed_over(path) and path.is_file()
