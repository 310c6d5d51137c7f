"""dateline read."""

from __future__ import annotations

import datetime
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli import _options

if TYPE_CHECKING:
    from dateline.executors.serial import Outcome
    from dateline.model import Issue

KINDS = ("events", "statements", "indicators", "commitments")


@click.command("read")
@click.argument("where", metavar="PATH|URL|-...", nargs=-1, required=True)
@_options.db
@click.option(
    "--published", type=_options.day, metavar="DATE", help="Publication day, where an item has none."
)
@click.option("--publisher", metavar="NAME", help="Publisher, where an item has none.")
@_options.pipeline
@click.option("--strict", is_flag=True, help="Stop at the first item that fails.")
@click.pass_context
def command(
    ctx: click.Context,
    where: tuple[str, ...],
    db: str,
    published: datetime.date | None,
    publisher: str | None,
    pipeline: str,
    strict: bool,
) -> None:
    """Read files, folders, feeds and pages into the database.

    What was read before is passed over. An item that fails is listed, the others are kept, and the exit code is 1.
    """
    import dateline
    from dateline import sources
    from dateline.executors import serial

    _check(where)
    with dateline.open(db) as archive:
        coder = dateline.load(pipeline)
        items = (
            item
            for place in where
            for item in serial.guarded(sources.fetch(place, published=published, publisher=publisher), place)
        )
        total = Counter[str]()
        issues: list[Issue] = []
        for outcome in _shown(serial.run(items, coder, archive, strict=strict)):
            total.update(outcome.found, new=outcome.new, known=outcome.known)
            issues += outcome.issues
    _summary(total, issues, db)
    ctx.exit(1 if issues else 0)


def _check(where: Iterable[str]) -> None:
    for place in where:
        if place != "-" and "://" not in place and not Path(place).exists():
            raise click.UsageError(f"{place}: no such file or folder")


def _shown(outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
    """Yield the outcomes; on a terminal, a line on standard error says how far it is."""
    if not sys.stderr.isatty():
        yield from outcomes
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None)
        for outcome in outcomes:
            progress.update(task, advance=1, description=outcome.where[-60:].replace("[", "("))
            yield outcome


def _summary(total: Counter[str], issues: list[Issue], db: str) -> None:
    new, known = total["new"], total["known"]
    if new:
        click.echo(f"{_number(new, 'new document')} in {db}" + (f", {known} known" if known else ""))
        click.echo("  " + ", ".join(_number(total[kind], kind.removesuffix("s")) for kind in KINDS))
    elif known or not issues:
        click.echo(f"nothing new ({_number(known, 'document')} known)")
    for issue in issues:
        click.echo(_line(issue), err=True)
    if issues:
        click.echo(f"{_number(len(issues), 'problem')}; all else was kept", err=True)


def _line(issue: Issue) -> str:
    return " ".join(f"failed: {issue.where}: {issue.message} [{issue.stage}: {issue.code}]".split())


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
