"""dateline show."""

from __future__ import annotations

import json

import click

from dateline.cli import _options


@click.command("show")
@click.argument("name", metavar="ID")
@_options.db
@click.option(
    "--marked", is_flag=True, help="Of a document: its text, with what was found in it between brackets."
)
@_options.format_("text", "jsonl")
@_options.output
def command(name: str, db: str, marked: bool, form: str, output: str) -> None:
    """Show a record, the record of a report, or a document; the start of an ID is enough."""
    from dateline.cli._output import is_terminal, opened, write
    from dateline.formats.text import Text
    from dateline.model import Document
    from dateline.model.codec import to_json

    with _options.archive(db) as archive:
        found = archive.show(name)
        records = archive.of_document(found.id) if isinstance(found, Document) else (found,)
    if not isinstance(found, Document):
        write(records, form, output)
        return
    if form == "jsonl":
        with opened(output) as stream:
            stream.write(json.dumps({"id": found.id, **to_json(found)}, ensure_ascii=False) + "\n")
        return
    if not marked:
        write(records, form, output)
        return
    evidence = [
        (record.kind, report.evidence.span)
        for record in records
        for report in record.reports
        if report.document == found.id
    ]
    with opened(output) as stream:
        for piece in Text(colour=output == "-" and is_terminal()).document(found, evidence):
            stream.write(piece)
