"""dateline indicators."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from dateline.cli import _options

if TYPE_CHECKING:
    from dateline.formats import Item


@click.command("indicators")
@_options.db
@_options.choice
@click.option("--type", "type", metavar="M", help="Measure.")
@click.option(
    "--series", is_flag=True, help="By measure and place, day by day, with the lowest and highest figure."
)
@_options.format_("text", "jsonl")
@_options.output
def command(db: str, series: bool, form: str, output: str, **choice: Any) -> None:
    """Show the figures, with the words that give them."""
    from dateline.cli._output import write

    with _options.archive(db) as archive:
        found: Sequence[Item] = archive.series(**choice) if series else archive.indicators(**choice)
    write(found, form, output)
