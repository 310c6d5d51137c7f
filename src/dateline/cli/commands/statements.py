"""dateline statements."""

from __future__ import annotations

from typing import Any

import click

from dateline.cli import _options


@click.command("statements")
@_options.db
@_options.choice
@click.option("--type", "type", metavar="S", help="Stance, such as says, denies, warns.")
@_options.format_("text", "jsonl")
@_options.output
def command(db: str, form: str, output: str, **choice: Any) -> None:
    """Show who said what, with the words that are quoted or reported."""
    from dateline.cli._output import write

    with _options.archive(db) as archive:
        found = archive.statements(**choice)
    write(found, form, output)
