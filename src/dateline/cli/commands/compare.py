"""dateline compare."""

from __future__ import annotations

from typing import Any

import click

from dateline.cli import _options
from dateline.cli._output import opened


@click.command("compare")
@_options.db
@_options.choice
@click.option("--type", "type", metavar="T", help="PLOVER event type, such as CONSULT.")
@click.option("--name", "system", metavar="NAME", help="Only this data set.")
@click.option(
    "--days",
    type=click.IntRange(0, 31),
    default=2,
    show_default=True,
    metavar="N",
    help="How many days apart the dates of one event may lie.",
)
@click.option("--all", "everything", is_flag=True, help="Also our planned, hypothetical, denied, ... events.")
@click.option("--most", type=click.IntRange(min=1), metavar="N", help="So many of each kind at most.")
@_options.format_("text", "jsonl", "csv")
@_options.output
def command(
    db: str,
    system: str | None,
    days: int,
    everything: bool,
    most: int | None,
    form: str,
    output: str,
    **choice: Any,
) -> None:
    """Show our events beside imported ones: what both have, where they differ, what only one has.

    Counts come first. Two are taken for one event if days, pair of actors and type (PLOVER's, or CAMEO's root) agree; if none
    does, one that differs in one of these. Actors are compared by country, those without one by name.
    """
    from dateline.errors import ConfigError
    from dateline.formats.overlap import FORMS, SHOWN

    with _options.archive(db) as archive:
        known = archive.data_sets()
        if not known or (system is not None and system not in known):
            there = ", ".join(known) or "none; 'dateline import' brings some in"
            raise ConfigError(f"no such data set; there is: {there}", where=system)
        found = archive.compare(system=system, days=days, include_all=everything, **choice)
    most = SHOWN if most is None and form == "text" else most
    with opened(output) as stream:
        stream.writelines(f"{line}\n" for line in FORMS[form](found, most=most))
