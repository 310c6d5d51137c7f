"""dateline export."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from dateline import formats
from dateline.cli import _options
from dateline.model import Record

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
    hold is left out: 'docs/reference/formats.md' says what, and the last line how many records and why.
    """
    left_out, numbers = Counter[str](), itertools.count()
    made = formats.load_file(form) if form in formats.FILES else formats.load(form)
    with _options.archive(db) as archive:
        found = (r for kind in kinds or KINDS for r in archive.each(kind, include_all=everything, **choice))
        counted = (r for r, _ in zip(found, numbers, strict=False))
        told = _noted(counted, made, left_out) if isinstance(made, formats.Choosy) else counted
        if form in formats.FILES:
            _save(form, told, output)
        else:
            from dateline.cli._output import write

            write(told, form, output, title="Records")
    click.echo(_summary(form, next(numbers), left_out), err=True)


def _noted(found: Iterable[Record], form: formats.Choosy, left_out: Counter[str]) -> Iterator[Record]:
    """Yield records, counting those that the format has no place for, by reason."""
    for record in found:
        reason = form.lacks(record)
        if reason is not None:
            left_out[reason] += 1
        yield record


def _summary(form: str, chosen: int, left_out: Counter[str]) -> str:
    written = chosen - left_out.total()
    if not left_out:
        return f"{written} records written as {form}"
    reasons = ", ".join(f"{number} {reason}" for reason, number in left_out.most_common())
    return f"{written} of {chosen} records written as {form}; left out: {reasons}"


def _save(form: str, found: Iterable[Record], output: str) -> None:
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
