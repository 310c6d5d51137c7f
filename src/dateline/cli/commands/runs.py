"""dateline runs."""

from __future__ import annotations

import json

import click

from dateline.cli import _options
from dateline.cli._output import NOTHING, opened
from dateline.cli._progress import printable

DIGITS = 12  # of a hash that people are shown


@click.command("runs")
@_options.db
@click.option(
    "--prefer", metavar="RUN", help="Let this run (number or start of the id) speak for what it coded."
)
@_options.format_("text", "jsonl")
@_options.output
def command(db: str, prefer: str | None, form: str, output: str) -> None:
    """List the codings that were made, oldest first: each recipe of version, pipeline and codebook is a run."""
    from dateline.formats.wrapping import wrapped
    from dateline.model.codec import to_json

    with _options.archive(db) as archive:
        if prefer:
            archive.prefer(prefer)
        found = archive.runs()
    with opened(output) as stream:
        for run in found:
            if form == "jsonl":
                line = json.dumps({"id": run.run.id, **to_json(run)}, ensure_ascii=False)
            else:
                recipe = f"dateline {run.run.version}, {run.run.pipeline}, codebook {run.run.codebook_digest[:DIGITS]}"
                counts = ", ".join(f"{count} {kind}" for kind, count in run.found.items())
                told = f"{run.documents} documents, speaks for {run.speaks_for}; {counts}"
                head = wrapped(f"{run.number}  {printable(recipe)}  {run.run.id}", "", "   ")
                line = "\n".join([*head, *wrapped(told, "   ")])
            stream.write(f"{line}\n")
    if not found and form == "text":
        click.echo(NOTHING, err=True)
