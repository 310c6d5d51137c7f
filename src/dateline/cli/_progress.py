"""Says how far long work is: to people on a terminal, and to who reads the log."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

import click

from dateline.cli._pace import Pace

if TYPE_CHECKING:
    from dateline.model import Issue

T = TypeVar("T")
EVERY = 10.0  # seconds between two lines of the log on progress


def is_shown() -> bool:
    """Return whether anybody is told."""
    from dateline.cli import _logs

    return _logs.are_on() or sys.stderr.isatty()


def shown(
    items: Iterable[T],
    doing: str,
    about: Callable[[T], str] = lambda _: "",
    *,
    total: float | None = None,
    done: Callable[[T], float] | None = None,
) -> Iterator[T]:
    """Yield the items; on a terminal, a line on standard error counts them, with their rate and the time that is left.

    With logs for machines, each item is a line, and so is the progress from time to time. Otherwise nothing is said.

    Args:
        items: the work.
        doing: what is done ("reading").
        about: what to say of the last item.
        total: how much work there is, if that is known.
        done: how much of it is done after an item; the number of items if not given.
    """
    from dateline.cli import _logs

    if not is_shown():
        yield from items
        return
    pace = Pace(total)
    told = _logged if _logs.are_on() else _drawn
    for item in told(items, doing, about, pace):
        pace.step(pace.count + 1 if done is None else done(item))
        yield item


def _drawn(items: Iterable[T], doing: str, about: Callable[[T], str], pace: Pace) -> Iterator[T]:
    """Yield the items, with a line on the terminal."""
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (TextColumn(doing), BarColumn(bar_width=20), TextColumn("{task.description}"))
    progress = Progress(
        *columns,
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=sys.stdout.isatty(),  # what goes to a file stays what goes to a file
    )
    with progress:
        task = progress.add_task("", total=pace.total)
        for item in items:
            yield item
            where = printable(about(item))[-40:]
            progress.update(task, completed=pace.done, description=escape(f"{pace.words()}  {where}"))


def _logged(items: Iterable[T], doing: str, about: Callable[[T], str], pace: Pace) -> Iterator[T]:
    """Yield the items, with a line of the log for each and for each of its problems, and some on progress."""
    from dateline.cli._logs import LOGGER

    last = 0.0
    for number, item in enumerate(items, 1):
        counts = {name: getattr(item, name) for name in ("new", "known") if hasattr(item, name)}
        LOGGER.info(doing, extra={"where": about(item), "number": number, **counts})
        for issue in getattr(item, "issues", ()):
            told = {"where": issue.where, "stage": issue.stage, "code": issue.code, "problem": issue.message}
            LOGGER.warning("problem", extra=told)
        yield item
        if pace.elapsed - last >= EVERY:
            last = pace.elapsed
            LOGGER.info("progress", extra={"doing": doing, **pace.fields()})
    if pace.count:
        LOGGER.info("progress", extra={"doing": doing, **pace.fields()})


def failed(issue: Issue) -> None:
    """Say what went wrong on standard error."""
    aside(f"failed: {issue.where}: {issue.message} [{issue.stage}: {issue.code}]")


def aside(words: str) -> None:
    """Say something on standard error, unless that is the log, in which it stands in other words."""
    from dateline.cli import _logs

    if not _logs.are_on():
        click.echo(printable(words), err=True)


def printable(text: str) -> str:
    """Return the text on one line, without characters that steer a terminal."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
