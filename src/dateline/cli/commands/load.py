"""dateline load."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli import _options
from dateline.cli._progress import shown
from dateline.cli._reading import summary

if TYPE_CHECKING:
    from dateline.model import Issue


@click.command("load")
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@_options.db
@click.pass_context
def command(ctx: click.Context, folder: Path, db: str) -> None:
    """Put what 'dateline batch' found into the database, in the order of the inputs.

    The database then is the one that 'dateline read' of the same inputs makes. What it has is passed over: when it was broken
    off, the same command goes on. Items that failed in the batch are listed, and the exit code is 1.
    """
    import dateline
    from dateline.executors import batch
    from dateline.executors.load import load, size

    batch.read_plan(folder)  # before a database is made
    total = Counter[str]()
    issues: list[Issue] = []
    with dateline.open(db) as archive:
        outcomes = load(folder, archive)
        for outcome in shown(outcomes, "loading", lambda outcome: outcome.where, total=size(folder)):
            total.update(outcome.found, new=outcome.new, known=outcome.known)
            issues += outcome.issues
    summary(total, issues, db)
    ctx.exit(1 if issues else 0)
