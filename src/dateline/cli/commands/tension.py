"""dateline tension."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from dateline.cli import _options
from dateline.cli._output import NOTHING, opened
from dateline.model.tension import By

if TYPE_CHECKING:
    from dateline.model.tension import Tension


@click.command("tension")
@click.argument("left", metavar="A")
@click.argument("right", metavar="B")
@_options.db
@click.option(
    "--by", type=click.Choice(get_args(By)), default="month", show_default=True, help="Length of a period."
)
@click.option("--since", type=_options.first_day, metavar="DATE", help="On this day or later.")
@click.option("--until", type=_options.last_day, metavar="DATE", help="On this day or earlier.")
@click.option("--as-of", type=_options.last_day, metavar="DATE", help="As it was known on this day.")
@click.option(
    "--plot", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="Draw it: .svg or .png."
)
@_options.format_("text", "jsonl", "csv")
@_options.output
def command(
    left: str,
    right: str,
    db: str,
    by: By,
    since: datetime.date | None,
    until: datetime.date | None,
    as_of: datetime.date | None,
    plot: Path | None,
    form: str,
    output: str,
) -> None:
    """Show how A and B (codes or names) dealt with each other: cooperation and conflict, period by period.

    Each record counts once: what one did to the other, and what both did together. The level is marked where it jumps,
    with the records behind it.
    """
    from dateline.formats.tension import FORMS

    if plot is not None and plot.suffix not in (".svg", ".png"):
        raise click.UsageError(f"{plot}: pictures are .svg or .png")
    with _options.archive(db) as archive:
        found = archive.tension(left, right, by=by, since=since, until=until, as_of=as_of)
    if plot is not None and found.periods:
        _draw(found, plot)
    with opened(output) as stream:
        stream.writelines(f"{line}\n" for line in FORMS[form](found))
    if not found.periods:
        click.echo(NOTHING, err=True)
    elif found.jumps is None:
        click.echo("jumps are not looked for: pip install 'dateline[tension]'", err=True)


def _draw(found: Tension, path: Path) -> None:
    from dateline.errors import ConfigError
    from dateline.formats.tension_plot import plot

    picture = plot(found, "svg" if path.suffix == ".svg" else "png")
    try:
        path.write_bytes(picture)
    except OSError as error:
        raise ConfigError(f"cannot write: {error.strerror}", where=str(path)) from error
