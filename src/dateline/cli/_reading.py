"""What commands say that read articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli._progress import aside, failed
from dateline.config import redacted

if TYPE_CHECKING:
    from dateline.model import Issue

KINDS = ("events", "statements", "indicators", "commitments")


def check(where: Iterable[str]) -> None:
    """Refuse paths that are not there.

    Raises:
        UsageError: one is not.
    """
    for place in where:
        if place != "-" and "://" not in place and not _exists(Path(place.removeprefix("@"))):
            raise click.UsageError(f"{place}: no such file or folder")


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # it may not be looked at: reading it says so
        return True


def summary(total: Counter[str], issues: list[Issue], db: str) -> None:
    """Say what was read, and what went wrong."""
    new, known = total["new"], total["known"]
    if new:
        click.echo(f"{number(new, 'new document')} in {redacted(db)}" + (f", {known} known" if known else ""))
        click.echo("  " + found(total))
    elif known or not issues:
        click.echo(f"nothing new ({number(known, 'document')} known)")
    for issue in issues:
        failed(issue)
    if issues:
        aside(f"{number(len(issues), 'problem')}; all else was kept")


def found(total: Counter[str]) -> str:
    """Return how many reports of each kind were found, in words."""
    return ", ".join(number(total[kind], kind.removesuffix("s")) for kind in KINDS)


def number(count: int, noun: str) -> str:
    """Return a count with its noun."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
