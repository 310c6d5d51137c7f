"""dateline gazetteer."""

from __future__ import annotations

from pathlib import Path

import click

SHOWN = 20  # bad lines; a file of another kind has a million


@click.group("gazetteer")
def command() -> None:
    """Add places to the gazetteer."""


@command.command("load")
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="DATELINE_KNOWLEDGE",
    required=True,
    metavar="FOLDER",
    help="Folder of your own knowledge; made if it is not there. [env: DATELINE_KNOWLEDGE]",
)
@click.option(
    "--smallest", type=click.IntRange(min=0), default=0, show_default=True, help="Fewest people of a place."
)
@click.pass_context
def load(ctx: click.Context, file: Path, into: Path, smallest: int) -> None:
    """Lay the towns and villages of a GeoNames file over the built-in cities.

    FILE is allCountries.txt, cities500.txt, XX.txt or their zip from download.geonames.org. The table is written into
    FOLDER; dateline uses it when DATELINE_KNOWLEDGE names that folder. Lines that cannot be read are listed with their
    numbers, the others are kept, and the exit code is 1.
    """
    from dateline.codebook import geonames, places

    done = geonames.load(file, into, smallest=smallest)
    for number, reason in done.wrong[:SHOWN]:
        click.echo(f"{file}:{number}: {reason}", err=True)
    if len(done.wrong) > SHOWN:
        click.echo(f"{file}: {len(done.wrong) - SHOWN} more lines that cannot be read", err=True)
    click.echo(f"{done.places} places from {file.name}; {done.rows} names in {into / places.CITIES}")
    ctx.exit(1 if done.wrong else 0)
