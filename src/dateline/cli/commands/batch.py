"""dateline batch."""

from __future__ import annotations

import datetime
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli import _options
from dateline.cli._progress import aside, printable, shown
from dateline.cli._reading import check, found, number

if TYPE_CHECKING:
    from dateline.executors.shards import Done


@click.command("batch")
@click.argument("where", metavar="IN...", nargs=-1, required=True)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    metavar="DIR",
    help="Folder for what is found; with several machines, on a disk that all of them see.",
)
@click.option(
    "--address",
    envvar="RAY_ADDRESS",
    metavar="HOST:PORT",
    help="A Ray cluster, or 'auto' for that of this machine; without it, the cores of this machine. [env: RAY_ADDRESS]",
)
@click.option(
    "--workers", type=click.IntRange(1), help="Processes that code at once; one a core if not given."
)
@click.option(
    "--items",
    type=click.IntRange(1, 100_000),
    default=250,
    show_default=True,
    help="Items of a shard: what is lost at most when a worker is.",
)
@_options.published
@_options.publisher
@_options.mapping
@_options.private
@_options.seconds
@_options.pipeline
@_options.codebook
@click.pass_context
def command(
    ctx: click.Context,
    where: tuple[str, ...],
    out: Path,
    address: str | None,
    workers: int | None,
    items: int,
    published: datetime.date | None,
    publisher: str | None,
    mapping: Path | None,
    allow_private: bool,
    seconds: float,
    pipeline: str,
    codebook: Path | None,
) -> None:
    """Read and code files, folders, archives and whatever read takes, with many workers or machines.

    Inputs are cut into shards, and each is coded into Parquet files below DIR; 'dateline load DIR' puts them into a database.
    When it was broken off, the same command does only what is missing. Needs 'dateline[ray]'.
    """
    import dateline
    from dateline.executors import batch as batches
    from dateline.executors import cluster, processes
    from dateline.sources import apis

    check(where)
    cluster.ready(address)
    coder = dateline.load(pipeline, codebook=codebook)
    batch = batches.Batch(
        out=out.absolute(),
        cwd=Path.cwd(),
        make=processes.coder_of,
        config=coder.config,
        run=coder.run,
        published=published,
        publisher=publisher,
        mapping=None if mapping is None else apis.load(mapping),
        private=allow_private,
        size=items,
        seconds=seconds,
    )
    parts = batches.portions(where, out)
    total = Counter[str]()
    try:
        with batches.alone(out):
            batches.begin(batch, parts)
            done = cluster.run(batch, parts, address=address, workers=workers)
            weigh = _Weights(out)
            for shard in shown(done, "coding", lambda shard: shard.where, total=len(parts), done=weigh):
                total.update(shard.found, shards=1, new=shard.new, known=shard.known)
                total.update(failed=shard.failed, losses=shard.losses, repaired=shard.repaired)
    except KeyboardInterrupt:
        aside("stopped; the same command goes on")
        ctx.exit(1)
    _tell(total, out)
    ctx.exit(1 if total["failed"] else 0)


class _Weights:
    """Tells how much of a batch is done: its portions, of each as many parts as it has shards."""

    def __init__(self, out: Path) -> None:
        self._out, self._done = out, 0.0
        self._shards: dict[int, int] = {}

    def __call__(self, shard: Done) -> float:
        """Return how much is done after one more shard."""
        from dateline.executors.batch import shards

        portion = int(shard.where.partition("-")[0])
        if portion not in self._shards:
            self._shards[portion] = max(1, len(shards(self._out, portion) or ()))
        self._done += 1 / self._shards[portion]
        return self._done


def _tell(total: Counter[str], out: Path) -> None:
    """Say what was done."""
    before = f", {number(total['known'], 'document')} before" if total["known"] else ""
    click.echo(
        printable(
            f"{number(total['new'], 'document')} coded{before}, {number(total['shards'], 'shard')} in {out}"
        )
    )
    if total["new"]:
        click.echo("  " + found(total))
    if total["repaired"]:
        aside(f"{number(total['repaired'], 'shard')} damaged or of other items, coded again")
    if total["losses"]:
        aside(f"workers lost: {total['losses']}; their shards were begun again")
    if total["failed"]:
        aside(f"{number(total['failed'], 'problem')}; 'dateline load' lists them")
