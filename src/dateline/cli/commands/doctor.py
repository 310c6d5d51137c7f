"""dateline doctor."""

from __future__ import annotations

import dataclasses
import json

import click

from dateline.cli import _options
from dateline.cli._progress import printable


@click.command("doctor")
@_options.db
@click.option("--full", is_flag=True, help="Compare every stored text and quotation too; takes longer.")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object.")
@click.pass_context
def command(ctx: click.Context, db: str, full: bool, as_json: bool) -> None:
    """Look after the installation and the database, and say what is wrong.

    Looked at are versions, extras, the hashes of the pipelines, the codebook, disk and permissions, and whether the
    database is sound. The exit code is 1 if there is a problem.
    """
    from dateline.cli._checks import checks

    found = list(checks(db, texts=full))
    problems = sum(not check.ok for check in found)
    if as_json:
        click.echo(json.dumps({"ok": not problems, "checks": [dataclasses.asdict(check) for check in found]}))
    else:
        width = max(len(check.name) for check in found)
        for check in found:
            click.echo(f"{'ok ' if check.ok else 'BAD'}  {check.name:{width}}  {printable(check.found)}")
        click.echo("all is well" if not problems else f"{problems} problem" + "s" * (problems > 1))
    ctx.exit(1 if problems else 0)
