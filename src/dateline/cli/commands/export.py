"""dateline export."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import click

from dateline import formats
from dateline.cli import _options

NAMES = ("jsonl", "timelinejs", "html", *formats.EXPORTS, *formats.FILES)
KINDS = ("event", "statement", "indicator", "commitment")
STREAM = "-"


@click.command("export")
@click.argument("form", metavar="FORMAT", type=click.Choice(NAMES))
@_options.db
@_options.choice
@click.option("--type", "type", metavar="T", help="Type of event, stance, measure or kind of commitment.")
@click.option(
    "--kind", "kinds", type=click.Choice(KINDS), multiple=True, help="Only this kind; several are allowed."
)
@click.option("--all", "everything", is_flag=True, help="Also planned, hypothetical, denied, ... events.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False), required=True, help="The file; - is standard output."
)
def command(db: str, form: str, everything: bool, output: str, kinds: tuple[str, ...], **choice: Any) -> None:
    """Write records in the form that another program reads.

    Events are those that happened, as an article or an attributed speaker says; --all adds the others. What a form cannot
    hold is left out: 'docs/reference/formats.md' says what.
    """
    numbers = itertools.count()
    with _options.archive(db) as archive:
        found = (r for kind in kinds or KINDS for r in archive.each(kind, include_all=everything, **choice))
        counted = (r for r, _ in zip(found, numbers, strict=False))
        if form in formats.FILES:
            _save(form, list(counted), output)
        else:
            from dateline.cli._output import write

            write(counted, form, output, title="Records")
    click.echo(f"{next(numbers)} records chosen for {form}", err=True)


def _save(form: str, found: list[Any], output: str) -> None:
    """Write the file beside its place, then put it there: nothing is ever half written."""
    import os
    import tempfile

    from dateline.errors import ConfigError

    if output == STREAM:
        raise ConfigError(f"{form} is no text; give a file with -o")
    path = Path(output)
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".dateline-") as folder:
            whole = Path(folder) / "out"
            formats.load_file(form).save(found, whole)
            os.replace(whole, path)
    except OSError as error:
        raise ConfigError(f"cannot write: {error.strerror}", where=output) from error
