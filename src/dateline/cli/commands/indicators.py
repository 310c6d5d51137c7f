"""dateline indicators."""

from __future__ import annotations

from typing import Any

import click

from dateline.cli import _options


@click.command("indicators")
@_options.db
@_options.choice
@click.option("--type", "type", metavar="M", help="Measure.")
@_options.format_("text", "jsonl")
@_options.output
def command(db: str, form: str, output: str, **choice: Any) -> None:
    """Show the figures, with the words that give them."""
    from dateline.cli._output import write

    with _options.archive(db) as archive:
        found = archive.indicators(**choice)
    write(found, form, output)
