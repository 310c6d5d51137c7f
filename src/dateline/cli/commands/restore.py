"""dateline restore."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli import _options
from dateline.config import redacted


@click.command("restore")
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_options.db
def command(file: Path, db: str) -> None:
    """Put a backup where no database is: at a new path, or in an empty PostgreSQL database.

    The backup is checked first, and brought up to date if an older dateline made it. This is also the way to move from
    SQLite to PostgreSQL and back.
    """
    from dateline.store import copying

    copying.restore(file, db)
    with _options.archive(db) as archive:
        count = archive.counts()["documents"]
    click.echo(f"{count} documents in {redacted(db)}")
