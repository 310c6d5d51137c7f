"""Says how far long work is, to people only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def shown(items: Iterable[T], doing: str, about: Callable[[T], str] = lambda _: "") -> Iterator[T]:
    """Yield the items; on a terminal, a line on standard error counts them.

    Args:
        items: the work.
        doing: what is done ("reading").
        about: what to say of the last item.
    """
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn(doing),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None)
        for item in items:
            progress.update(task, advance=1, description=escape(printable(about(item))[-60:]))
            yield item


def printable(text: str) -> str:
    """Return the text on one line, without characters that steer a terminal."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
