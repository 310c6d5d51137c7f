"""dateline revisions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from dateline.cli import _options
from dateline.cli._output import NOTHING, opened
from dateline.cli._progress import printable

if TYPE_CHECKING:
    from dateline.model.revision import Revision


@click.command("revisions")
@click.argument("name", metavar="[URL|ID]", required=False)
@_options.db
@_options.format_("text", "jsonl")
@_options.output
def command(name: str | None, db: str, form: str, output: str) -> None:
    """Show how articles were changed at their address: which sentences went and which came.

    Views use the newest text; with --as-of the one that stood there on that day.
    """
    from dateline.model.codec import to_json

    with _options.archive(db) as archive:
        found = archive.revisions(name)
    with opened(output) as stream:
        for revision in found:
            if form == "jsonl":
                stream.write(json.dumps(to_json(revision), ensure_ascii=False) + "\n")
            else:
                stream.writelines(f"{line}\n" for line in _lines(revision))
    if not found and form == "text":
        click.echo(NOTHING, err=True)


def _lines(revision: Revision) -> Iterator[str]:
    from dateline.formats.wrapping import wrapped

    if revision.number == 1:
        yield printable(revision.url)
    since = revision.since.isoformat() if revision.since else "undated"
    yield f"  {revision.number}  {since}  {revision.document}{'  (newest)' if revision.newest else ''}"
    for mark, changed in (("-", revision.removed), ("+", revision.added)):
        for sentence in changed:
            indent = f"     {mark} "
            yield from wrapped(printable(sentence), indent, " " * len(indent))
