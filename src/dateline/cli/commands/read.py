"""dateline read."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.cli import _options
from dateline.cli._progress import is_shown, shown
from dateline.cli._reading import check, summary

if TYPE_CHECKING:
    from dateline.archive import Archive
    from dateline.executors.processes import Item
    from dateline.executors.serial import Outcome
    from dateline.model import Issue
    from dateline.pipeline import Coder


@click.command("read")
@click.argument("where", metavar="PATH|URL|-...", nargs=-1, required=True)
@_options.db
@_options.published
@_options.publisher
@_options.mapping
@_options.private
@click.option(
    "--workers",
    type=click.IntRange(1, 256),
    default=1,
    show_default=True,
    help="Processes that code; what is kept is the same.",
)
@_options.seconds
@_options.pipeline
@_options.codebook
@click.option("--strict", is_flag=True, help="Stop at the first item that fails.")
@click.pass_context
def command(
    ctx: click.Context,
    where: tuple[str, ...],
    db: str,
    published: datetime.date | None,
    publisher: str | None,
    mapping: Path | None,
    allow_private: bool,
    workers: int,
    seconds: float,
    pipeline: str,
    codebook: Path | None,
    strict: bool,
) -> None:
    """Read files, folders, feeds, sitemaps and pages into the database.

    @FILE is a list of places, one a line. What was read before is passed over. An item that fails is listed, the others are kept, and the exit code is 1.
    """
    import dateline
    from dateline import sources
    from dateline.executors import serial
    from dateline.sources import apis, urls

    check(where)
    how: dict[str, Any] = {"published": published, "publisher": publisher}
    how["mapping"] = None if mapping is None else apis.load(mapping)
    extent = sources.Extent(where) if is_shown() else None
    how["follow"] = extent and extent.reading
    how["get"] = urls.private if allow_private else urls.get
    items = (item for place in where for item in serial.guarded(sources.fetch(place, **how), place))
    with dateline.open(db) as archive:
        coder = dateline.load(pipeline, codebook=codebook)
        total = Counter[str]()
        issues: list[Issue] = []
        if workers == 1:
            outcomes = serial.run(items, coder, archive, strict=strict)
        else:
            outcomes = _parallel(items, coder, archive, workers=workers, seconds=seconds, strict=strict)
        far: dict[str, Any] = {}
        if extent is not None and extent.total is not None:
            far = {"total": extent.total, "done": lambda _: extent.done()}
        for outcome in shown(outcomes, "reading", lambda outcome: outcome.where, **far):
            total.update(outcome.found, new=outcome.new, known=outcome.known)
            issues += outcome.issues
    summary(total, issues, db)
    ctx.exit(1 if issues else 0)


def _parallel(items: Iterable[Item], coder: Coder, archive: Archive, **how: Any) -> Iterator[Outcome]:
    from functools import partial

    from dateline.executors import processes

    make = partial(processes.coder_of, coder.config)
    return processes.run(items, make, coder.run, archive, **how)
