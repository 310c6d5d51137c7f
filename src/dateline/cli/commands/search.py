"""dateline search."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from dateline.cli import _options
from dateline.cli._output import NOTHING, opened
from dateline.cli._progress import printable

if TYPE_CHECKING:
    from dateline.model.passage import Passage


@click.command("search", context_settings={"ignore_unknown_options": True})
@click.argument("words", nargs=-1, required=True)
@_options.db
@click.option(
    "--limit",
    type=click.IntRange(1, 1000),
    default=20,
    show_default=True,
    metavar="N",
    help="So many articles at most.",
)
@click.option("--since", type=_options.first_day, metavar="DATE", help="Published on this day or later.")
@click.option("--until", type=_options.last_day, metavar="DATE", help="Published on this day or earlier.")
@_options.format_("text", "jsonl")
@_options.output
def command(words: Sequence[str], db: str, form: str, output: str, **choice: Any) -> None:
    """Find articles by their words, best first, each with the part that has most of them.

    All words must be there, in whatever form (talk finds talks). "Words in double quotes" stand side by side, and an
    article with a -word is left out.
    """
    with _options.archive(db) as archive:
        found = archive.search(_joined(words), **choice)
    with opened(output) as stream:
        for line in _lines(found, form):
            stream.write(f"{line}\n")
    if not found and form == "text":
        click.echo(NOTHING, err=True)


def _joined(words: Sequence[str]) -> str:
    """Return what was typed; an argument with spaces was quoted for the shell, and means words side by side."""
    return " ".join(f'"{w}"' if " " in w and '"' not in w and len(words) > 1 else w for w in words)


def _lines(found: Sequence[Passage], form: str) -> Iterator[str]:
    from dateline.formats.wrapping import wrapped
    from dateline.model.codec import to_json

    for passage in found:
        if form == "jsonl":
            yield json.dumps(to_json(passage), ensure_ascii=False)
            continue
        day = passage.published.iso() if passage.published else "undated"
        about = ", ".join(part for part in (passage.publisher, passage.title) if part)
        yield from wrapped(printable(f"{day}  {about or passage.url or ''}".rstrip()), "", "  ")
        yield from wrapped(printable(f"“{passage.evidence.exact}”"), "    ")
        yield f"    {passage.document}"
