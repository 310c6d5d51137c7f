"""dateline timeline."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from dateline.cli import _options


@click.command("timeline")
@_options.db
@_options.choice
@click.option("--type", "type", metavar="T", help="PLOVER event type, such as CONSULT.")
@click.option("--all", "everything", is_flag=True, help="Also planned, hypothetical, denied, ... events.")
@click.option(
    "--days", is_flag=True, help="The days of which the articles tell most, with their best sentences."
)
@click.option("--most", type=click.IntRange(min=1), metavar="N", help="With --days: so many at most.")
@_options.format_("text", "jsonl", "html", "timelinejs")
@_options.output
def command(
    db: str, everything: bool, days: bool, most: int | None, form: str, output: str, **choice: Any
) -> None:
    """Show what happened, in order; each event with its reports and the words that they rest on."""
    from dateline.cli._output import write

    if days and form == "timelinejs":
        raise click.UsageError("--days is written as text, jsonl or html")
    with _options.archive(db) as archive:
        found: Iterable[Any]
        if days:
            found = archive.days(most=most, **choice)
        else:
            found = archive.each("event", include_all=everything, **choice)
        write(found, form, output, title=_title(choice))


def _title(choice: dict[str, Any]) -> str:
    who = " and ".join(name for name in (choice["actor"], choice["with_"]) if name)
    return f"Timeline: {who}" if who else "Timeline"
