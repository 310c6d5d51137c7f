"""dateline recode."""

from __future__ import annotations

import datetime
from collections import Counter
from pathlib import Path

import click

from dateline.cli import _options
from dateline.cli._progress import failed, shown


@click.command("recode")
@_options.db
@_options.pipeline
@_options.codebook
@click.option(
    "--since", type=_options.first_day, metavar="DATE", help="Only what was published on this day or later."
)
@click.option(
    "--until", type=_options.last_day, metavar="DATE", help="Only what was published on this day or earlier."
)
@click.option("--strict", is_flag=True, help="Stop at the first article that fails.")
@click.pass_context
def command(
    ctx: click.Context,
    db: str,
    pipeline: str,
    codebook: Path | None,
    since: datetime.date | None,
    until: datetime.date | None,
    strict: bool,
) -> None:
    """Code the stored articles again, with another codebook or pipeline or a newer dateline.

    The new coding is a run beside the older ones, and views use it. Nothing is read again, and nothing is lost: runs lists
    all codings, diff compares two, runs --prefer goes back to one. When it was broken off, the same command goes on.
    """
    import dateline
    from dateline.executors.recode import recode

    with _options.archive(db) as archive:
        coder = dateline.load(pipeline, codebook=codebook)
        total, issues = Counter[str](), 0
        outcomes = recode(coder, archive, since=since, until=until, strict=strict)
        known = len(archive.documents(since, until))
        for outcome in shown(outcomes, "coding", lambda outcome: outcome.where, total=known):
            total.update(outcome.found, new=outcome.new, known=outcome.known)
            for issue in outcome.issues:
                issues += 1
                failed(issue)
        number = next(s.number for s in archive.runs() if s.run == coder.run)
    if total["new"]:
        click.echo(
            f"run {number}: {total['new']} coded" + (f", {total['known']} before" if total["known"] else "")
        )
    else:
        click.echo(f"run {number}: nothing new ({total['known']} coded before)")
    ctx.exit(1 if issues else 0)
