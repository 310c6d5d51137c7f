"""dateline records."""

from __future__ import annotations

from typing import Any

import click

from dateline.cli import _options


@click.command("records")
@_options.db
@_options.choice
@click.option(
    "--kind", type=click.Choice(["event", "statement", "indicator", "commitment"]), help="Only these."
)
@click.option("--type", "type", metavar="T", help="Event type, stance, measure or kind of commitment.")
@_options.format_("text", "jsonl", "html")
@_options.output
def command(db: str, kind: str | None, form: str, output: str, **choice: Any) -> None:
    """Show all records of the world, merged from their reports."""
    from dateline.cli._output import write

    with _options.archive(db) as archive:
        write(archive.each(kind, **choice), form, output, title="Records")
