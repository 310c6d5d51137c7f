"""dateline commitments."""

from __future__ import annotations

from typing import Any, get_args

import click

from dateline.cli import _options
from dateline.model.commitment import CommitmentKind, CommitmentState


@click.command("commitments")
@_options.db
@_options.choice
@click.option("--type", "type", type=click.Choice(get_args(CommitmentKind)), help="Only this kind.")
@click.option("--state", type=click.Choice(get_args(CommitmentState)), help="Only those in this state.")
@_options.format_("text", "jsonl")
@_options.output
def command(db: str, state: str | None, form: str, output: str, **choice: Any) -> None:
    """Show what was offered, promised, agreed, threatened and demanded, and what became of it."""
    from dateline.cli._output import write

    with _options.archive(db) as archive:
        found = archive.commitments(state=state, **choice)
    write(found, form, output)
