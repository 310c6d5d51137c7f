"""dateline conflicts."""

from __future__ import annotations

from typing import Any

import click

from dateline.cli import _options


@click.command("conflicts")
@_options.db
@_options.choice
@click.option("--type", "type", metavar="T", help="Event type or measure.")
@_options.format_("text", "jsonl")
@_options.output
def command(db: str, form: str, output: str, **choice: Any) -> None:
    """Show accounts that cannot both hold: dates, places, denials and figures."""
    from dateline.cli._output import write

    with _options.archive(db) as archive:
        found = archive.conflicts(**choice)
    write(found, form, output)
