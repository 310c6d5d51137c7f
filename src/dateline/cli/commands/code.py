"""dateline code."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.cli import _options
from dateline.cli._progress import printable, shown
from dateline.formats.article import article_json, failed_json

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
@_options.codebook
@click.option("--strict", is_flag=True, help="Stop at the first line that fails.")
@click.pass_context
def command(
    ctx: click.Context, source: str, output: str, pipeline: str, codebook: Path | None, strict: bool
) -> None:
    """Code articles without a database.

    Each input line is a JSON object with "text" or "html" and, if known, "id", "published", "title", "url" and
    "publisher". Each output line has what was found, in the same order; offsets are code points of its "text".
    Events of one line that are told to be the same have the same "record_id".
    A line that fails gives its id, nothing found, and the "error"; the exit code is 1.
    """
    import dateline
    from dateline.cli._output import opened

    if output != "-" and source != "-" and os.path.exists(output) and os.path.samefile(source, output):
        raise click.UsageError(f"{output} is the input; name another file to write to")
    coder, failed = dateline.load(pipeline, codebook=codebook), False
    with click.open_file(source, "rb") as lines, opened(output) as out:
        coded = _coded(lines, coder, strict)
        for number, found in enumerate(coded if output == "-" else shown(coded, "coding"), 1):
            for message in _problems(found):
                failed = True
                click.echo(printable(f"line {number}: {message}"), err=True)
            out.write(_dumped(found) + "\n")
            out.flush()
    ctx.exit(1 if failed else 0)


def _coded(lines: Iterable[bytes], coder: Coder, strict: bool) -> Iterator[dict[str, Any]]:
    """Yield an answer to each line; empty lines at the end are none."""
    empty = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            empty += 1
            continue
        for _ in range(empty):
            yield failed_json(None, None, "format", "is an empty line")
        empty = 0
        yield _one(line, number, coder, strict)


def _problems(found: dict[str, Any]) -> list[str]:
    """Return what went wrong with a line, or with a part of the work on it."""
    whole = [found["error"]["message"]] if "error" in found else []
    return whole + [f"{issue['stage']}: {issue['message']}" for issue in found["issues"]]


def _dumped(found: dict[str, Any]) -> str:
    line = json.dumps(found, ensure_ascii=False)
    try:
        line.encode()
    except UnicodeEncodeError:  # an id with half a character in it can be written escaped only
        return json.dumps(found)
    return line


def _one(line: bytes, number: int, coder: Coder, strict: bool) -> dict[str, Any]:
    from dateline.errors import DatelineError, DocumentError
    from dateline.model import Issue
    from dateline.resolvers import events_of
    from dateline.resolvers.events import Events
    from dateline.sources import records

    line = line.removeprefix(b"\xef\xbb\xbf")
    given, text = _given(line)
    where = f"line {number}" if given is None else str(given)
    try:
        raw = records.line(line, where)
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
        return failed_json(given, text, getattr(error, "reason", error.code), error.message)
    except Exception as error:
        if strict:
            raise
        return failed_json(given, text, "internal", f"{type(error).__name__}: {error}")
    return {**found, "id": found["id"] if given is None else given}


def _given(line: bytes) -> tuple[Any, str | None]:
    """Return the id and text of a line, as far as it has them."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None, None
    if not isinstance(value, dict):
        return None, None
    text = value.get("text")
    return value.get("id"), text if isinstance(text, str) else None
