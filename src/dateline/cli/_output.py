"""Writes records in the form asked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, Any

import click

from dateline import formats
from dateline.errors import ConfigError
from dateline.formats import Item

NOTHING = "nothing found"


def opened(path: str) -> IO[Any]:
    """Return the file to write to, standard output for ``-``.

    Raises:
        ConfigError: it cannot be written.
    """
    try:
        return click.open_file(path, "w", encoding="utf-8", atomic=path != "-")
    except OSError as error:
        raise ConfigError(f"cannot write: {error.strerror}", where=path) from error


def write(items: Iterable[Item], form: str, path: str = "-", *, title: str = "") -> None:
    """Write records; an empty answer in text is said on standard error."""
    settings = {"colour": path == "-" and is_terminal()} if form == "text" else {}
    empty = True
    with opened(path) as stream:
        for piece in formats.load(form, **settings).write(items, title=title):
            stream.write(piece)
            empty = False
    if empty and form == "text":
        click.echo(NOTHING, err=True)


def is_terminal() -> bool:
    """Return whether people see standard output in colour."""
    import os
    import sys

    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
