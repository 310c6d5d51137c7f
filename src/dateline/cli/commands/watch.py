"""dateline watch."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.cli import _options
from dateline.cli._progress import aside, failed, printable, shown

if TYPE_CHECKING:
    from dateline.executors.serial import Outcome

SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
LEAST = 60.0


def seconds(_ctx: click.Context, _param: click.Parameter, value: str) -> float:
    """Return the seconds of a length of time, such as 15m."""
    found = re.fullmatch(r"(\d{1,6})([smhd])", value)
    if found is None or int(found[1]) * SECONDS[found[2]] < LEAST:
        raise click.BadParameter(f"{value!r} is not a time of one minute or more; write it as 15m or 2h")
    return float(int(found[1]) * SECONDS[found[2]])


@click.command("watch")
@click.argument("feeds", metavar="FEED...", nargs=-1, required=True)
@_options.db
@click.option(
    "--every", callback=seconds, default="15m", show_default=True, help="Time between two visits to a feed."
)
@click.option("--once", is_flag=True, help="Visit each feed once, now, and end.")
@click.option("--pages", is_flag=True, help="Read the page behind each entry, not what the feed says of it.")
@click.option("--publisher", metavar="NAME", help="Publisher, where an item has none.")
@click.option(
    "--delay",
    type=click.FloatRange(0, 3600),
    default=1.0,
    show_default=True,
    help="Seconds between two requests to one site; robots.txt may ask for more.",
)
@click.option("--state", metavar="FILE", help="What was fetched before is kept there.  [default: DB.watch]")
@_options.private
@_options.pipeline
@_options.codebook
@click.pass_context
def command(
    ctx: click.Context,
    feeds: tuple[str, ...],
    db: str,
    every: float,
    once: bool,
    pages: bool,
    publisher: str | None,
    delay: float,
    state: str | None,
    allow_private: bool,
    pipeline: str,
    codebook: Path | None,
) -> None:
    """Poll feeds and sitemaps, and read what is new into the database.

    FEED is the address of an RSS, Atom or JSON feed, or of a sitemap, whose pages are read. It goes on until it is stopped
    (Ctrl-C), and after a restart where it was. With --once the exit code is 1 when something failed.
    """
    import dateline
    from dateline.executors.watch import Watch
    from dateline.sources import urls
    from dateline.sources.polite import Polite
    from dateline.sources.visits import Visits

    _check(feeds)
    signal.signal(signal.SIGTERM, _stop)
    wrong = False
    with dateline.open(db) as archive, Visits(state or _beside(db)) as visits:
        watch = Watch(
            coder=dateline.load(pipeline, codebook=codebook),
            archive=archive,
            visits=visits,
            get=Polite(partial(urls.get, allow_private=allow_private), delay=delay),
            pages=pages,
            every=every,
            publisher=publisher,
        )
        try:
            tour = _Tour(feeds)
            outcomes = watch.once(tour) if once else watch.forever(feeds)
            far: dict[str, Any] = {"total": len(feeds), "done": tour.done} if once else {}
            for outcome in shown(outcomes, "watching", lambda outcome: outcome.where, **far):
                wrong |= bool(outcome.issues)
                _tell(outcome)
        except KeyboardInterrupt:
            aside("stopped; the same command goes on")
    ctx.exit(1 if once and wrong else 0)


class _Tour:
    """Addresses, and how many of them are done."""

    def __init__(self, feeds: tuple[str, ...]) -> None:
        self._feeds, self._done = feeds, 0

    def __iter__(self) -> Iterator[str]:
        for number, feed in enumerate(self._feeds):
            self._done = number
            yield feed

    def done(self, _: Outcome) -> float:
        """Return the number of those that were visited before the present one."""
        return self._done


def _check(feeds: tuple[str, ...]) -> None:
    from dateline.errors import SourceError
    from dateline.sources import urls

    for feed in feeds:
        try:
            urls.check(feed)
        except SourceError as error:
            raise click.UsageError(str(error)) from error


def _beside(db: str) -> str:
    return "dateline.watch" if "://" in db else f"{db}.watch"


def _stop(_signal: int, _frame: Any) -> None:
    raise KeyboardInterrupt


def _tell(outcome: Outcome) -> None:
    if outcome.new:
        found = ", ".join(f"{count} {kind}" for kind, count in outcome.found.items() if count)
        click.echo(printable(f"{outcome.where}: {found or 'nothing coded'}"))
    for issue in outcome.issues:
        failed(issue)
