"""dateline timeline."""

from __future__ import annotations

from typing import Any

import click

from dateline.cli import _options


@click.command("timeline")
@_options.db
@_options.choice
@click.option("--type", "type", metavar="T", help="PLOVER event type, such as CONSULT.")
@click.option("--all", "everything", is_flag=True, help="Also planned, hypothetical, denied, ... events.")
@_options.format_("text", "jsonl", "html", "timelinejs")
@_options.output
def command(db: str, everything: bool, form: str, output: str, **choice: Any) -> None:
    """Show what happened, in order; each event with its reports and the words that they rest on."""
    from dateline.cli._output import write

    with _options.archive(db) as archive:
        found = archive.timeline(include_all=everything, **choice)
    write(found, form, output, title=_title(choice))


def _title(choice: dict[str, Any]) -> str:
    who = " and ".join(name for name in (choice["actor"], choice["with_"]) if name)
    return f"Timeline: {who}" if who else "Timeline"
