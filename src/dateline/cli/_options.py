"""Options that several commands have."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

from dateline.config import DEFAULT_DB
from dateline.model.event import Certainty, Status
from dateline.model.when import stretch

if TYPE_CHECKING:
    from dateline.archive import Archive

F = TypeVar("F", bound=Callable[..., Any])


def day(value: str | datetime.date) -> datetime.date:
    """Return the calendar day that an option names."""
    if isinstance(value, datetime.date):
        return value
    try:
        return datetime.date.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is not a day; write it as 2018-06-12") from error


def first_day(value: str | datetime.date) -> datetime.date:
    """Return the day, or the first one of the month or year, that an option names."""
    return _stretch(value)[0]


def last_day(value: str | datetime.date) -> datetime.date:
    """Return the day, or the last one of the month or year, that an option names."""
    return _stretch(value)[1]


def _stretch(value: str | datetime.date) -> tuple[datetime.date, datetime.date]:
    if isinstance(value, datetime.date):
        return value, value
    try:
        return stretch(value)
    except (ValueError, OverflowError) as error:
        raise click.BadParameter(
            f"{value!r} is not a day; write it as 2018-06-12, 2018-06 or 2018"
        ) from error


db = click.option(
    "--db",
    default=DEFAULT_DB,
    envvar="DATELINE_DB",
    show_default=True,
    metavar="DB",
    help="Path of a SQLite file, or a postgresql:// URL. [env: DATELINE_DB]",
)
pipeline = click.option(
    "--pipeline",
    type=click.Choice(["minilm", "fast"]),
    default="minilm",
    envvar="DATELINE_PIPELINE",
    show_default=True,
    help="English pipeline: the accurate one, or the fast one.",
)
codebook = click.option(
    "--codebook",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    envvar="DATELINE_CODEBOOK",
    metavar="FILE.yaml",
    help="Types, verbs, nouns, actors and roles of your own. [env: DATELINE_CODEBOOK]",
)
published = click.option(
    "--published", type=day, metavar="DATE", help="Publication day, where an item has none."
)
publisher = click.option("--publisher", metavar="NAME", help="Publisher, where an item has none.")
mapping = click.option(
    "--mapping",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE.yaml",
    help="Where JSON of a news API has its articles.",
)
private = click.option(
    "--allow-private",
    is_flag=True,
    help="Also fetch from this machine and its network; without it only public addresses are.",
)
seconds = click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True),
    default=300.0,
    show_default=True,
    help="With workers, time for one item; it is tried twice, then listed as failed.",
)
output = click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False),
    default="-",
    help="Write there instead of standard output.",
)


def format_(*names: str) -> Callable[[F], F]:
    """Return the option for the form of the output."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(names),
        default="text",
        show_default=True,
        help="Form of the output.",
    )


def choice(command: F) -> F:
    """Add the options that choose records by participant, time, place, source, and for events by status, certainty and score."""
    options = (
        click.option("--actor", metavar="A", help="Code (PRK, PRKGOV) or name of one who takes part."),
        click.option("--with", "with_", metavar="B", help="Another who takes part."),
        click.option("--since", type=first_day, metavar="DATE", help="On this day or later."),
        click.option("--until", type=last_day, metavar="DATE", help="On this day or earlier."),
        click.option("--as-of", type=last_day, metavar="DATE", help="As it was known on this day."),
        click.option(
            "--status",
            type=click.Choice(get_args(Status)),
            multiple=True,
            help="Of events; several are allowed.",
        ),
        click.option(
            "--certainty",
            type=click.Choice(get_args(Certainty)),
            multiple=True,
            help="Of events; several are allowed.",
        ),
        click.option(
            "--min-score",
            type=click.FloatRange(0, 1),
            metavar="P",
            help="Of events: as likely right as this, or likelier.",
        ),
        click.option("--place", metavar="PLACE", help="Part of the name of the place, or its country (PRK)."),
        click.option("--source", metavar="NAME", help="Part of the name of a publisher."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@contextmanager
def archive(db: str) -> Iterator[Archive]:
    """Give the archive at a path or URL, which must be there."""
    from dateline.archive import Archive

    with Archive.open(db, create=False) as opened:
        yield opened
