"""dateline ask."""

from __future__ import annotations

import datetime

import click

from dateline.cli import _options


@click.command("ask")
@click.argument("question")
@_options.db
@_options.pipeline
@click.option("--as-of", type=_options.last_day, metavar="DATE", help="As it was known on this day.")
@_options.format_("text", "jsonl")
@_options.output
def command(
    question: str, db: str, pipeline: str, as_of: datetime.date | None, form: str, output: str
) -> None:
    """Answer QUESTION in sentences, each with the words and the source that it rests on.

    Nothing is said that no record says; where the record has nothing, the answer says so and the exit code is 0.
    """
    import dateline
    from dateline.answers import ask
    from dateline.cli._output import is_terminal, opened
    from dateline.formats import answer as formats

    with _options.archive(db) as archive:
        found = ask(archive, dateline.load(pipeline=pipeline), question, as_of=as_of)
    pieces = (
        formats.jsonl(found)
        if form == "jsonl"
        else formats.text(found, colour=output == "-" and is_terminal())
    )
    with opened(output) as stream:
        for piece in pieces:
            stream.write(piece)
