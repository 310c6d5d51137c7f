"""Says how far long work is, to people only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def shown(
    items: Iterable[T], doing: str, about: Callable[[T], str] = lambda _: "", *, total: int | None = None
) -> Iterator[T]:
    """Yield the items; on a terminal, a line on standard error counts them, and says how long it will take.

    Args:
        items: the work.
        doing: what is done ("reading").
        about: what to say of the last item.
        total: how many there are, if that is known.
    """
    from dateline.cli import _logs

    if _logs.are_on():
        yield from _logged(items, doing, about, total)
        return
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn(doing),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        *((TextColumn("left"), TimeRemainingColumn()) if total else ()),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total)
        for item in items:
            progress.update(task, advance=1, description=escape(printable(about(item))[-60:]))
            yield item


def _logged(items: Iterable[T], doing: str, about: Callable[[T], str], total: int | None) -> Iterator[T]:
    """Yield the items, with a line of the log for each and for each of its problems."""
    from dateline.cli._logs import LOGGER

    for number, item in enumerate(items, 1):
        counts = {name: getattr(item, name) for name in ("new", "known") if hasattr(item, name)}
        LOGGER.info(doing, extra={"where": about(item), "number": number, "total": total, **counts})
        for issue in getattr(item, "issues", ()):
            told = {"where": issue.where, "stage": issue.stage, "code": issue.code, "problem": issue.message}
            LOGGER.warning("problem", extra=told)
        yield item


def printable(text: str) -> str:
    """Return the text on one line, without characters that steer a terminal."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
