"""dateline backup."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli import _options


@click.command("backup")
@click.argument("file", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@_options.db
def command(file: Path, db: str) -> None:
    """Copy the database into a file while others use it.

    The copy is of one moment, is checked, and is a SQLite database that every command can open, also when DB is a
    PostgreSQL server. A file that is there is never written over.
    """
    from dateline.store import copying

    with _options.archive(db) as archive:
        copying.backup(archive.store, file)
        count = archive.counts()["documents"]
    click.echo(f"{count} documents in {file} ({file.stat().st_size:,} bytes)")
