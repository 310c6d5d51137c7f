"""dateline code."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any

import click

from dateline.cli import _options

if TYPE_CHECKING:
    from dateline.pipeline import Coder


@click.command("code")
@click.argument(
    "source",
    metavar="[IN.jsonl|-]",
    default="-",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True),
)
@_options.output
@_options.pipeline
@click.option("--strict", is_flag=True, help="Stop at the first line that fails.")
@click.pass_context
def command(ctx: click.Context, source: str, output: str, pipeline: str, strict: bool) -> None:
    """Code articles without a database.

    Each input line is a JSON object with "text" or "html" and, if known, "id", "published", "title", "url" and
    "publisher". Each output line has what was found, in the same order; offsets are code points of its "text".
    Events of one line that are told to be the same have the same "record_id".
    A line that fails gives {"id", "error"}, and the exit code is 1.
    """
    import dateline

    coder, failed = dateline.load(pipeline), False
    with click.open_file(source, "rb") as lines, click.open_file(output, "w", encoding="utf-8") as out:
        for number, found in enumerate(_coded(lines, coder, strict), 1):
            if "error" in found:
                failed = True
                click.echo(f"line {number}: {found['error']['message']}", err=True)
            out.write(json.dumps(found, ensure_ascii=False) + "\n")
            out.flush()
    ctx.exit(1 if failed else 0)


def _coded(lines: IO[bytes], coder: Coder, strict: bool) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _one(line, number, coder, strict)


def _one(line: bytes, number: int, coder: Coder, strict: bool) -> dict[str, Any]:
    from dateline.errors import DatelineError, DocumentError
    from dateline.formats.article import article_json
    from dateline.model import Issue
    from dateline.resolvers import events_of
    from dateline.resolvers.events import Events
    from dateline.sources import records

    given = _id(line)
    where = f"line {number}" if given is None else str(given)
    try:
        raw = records.line(line.removeprefix(b"\xef\xbb\xbf"), where)
        if isinstance(raw, Issue):
            raise DocumentError(raw.message, where=where, reason=raw.code)
        documents = coder.documents(raw)
        if not documents:
            raise DocumentError("no article in it", where=where, reason="empty")
        article = coder.code(documents[0])
        found = article_json(article, events_of([article], Events()))
    except DatelineError as error:
        if strict:
            raise
        return _failed(given, getattr(error, "reason", error.code), error.message)
    except Exception as error:
        if strict:
            raise
        return _failed(given, "internal", f"{type(error).__name__}: {error}")
    return {**found, "id": found["id"] if given is None else given}


def _failed(given: Any, code: str, message: str) -> dict[str, Any]:
    return {"id": given, "error": {"code": code, "message": message}}


def _id(line: bytes) -> Any:
    try:
        value = json.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError):
        return None
    return value.get("id") if isinstance(value, dict) else None
