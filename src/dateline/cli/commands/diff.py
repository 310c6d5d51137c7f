"""dateline diff."""

from __future__ import annotations

import json
import textwrap
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from dateline.cli import _options
from dateline.cli._output import opened
from dateline.cli._progress import printable

if TYPE_CHECKING:
    from dateline.model.comparison import Change, Comparison

WIDTH = 80
EXAMPLES = 3
KINDS = ("event", "statement", "indicator", "commitment")


@click.command("diff")
@click.argument("before", metavar="RUN1")
@click.argument("after", metavar="RUN2")
@_options.db
@click.option(
    "--examples", type=click.IntRange(0), default=EXAMPLES, show_default=True, help="How many of each type."
)
@_options.format_("text", "jsonl")
@_options.output
def command(before: str, after: str, db: str, examples: int, form: str, output: str) -> None:
    """Show what appeared, vanished and changed from one coding to another, by type.

    RUN1 and RUN2 are numbers or starts of ids, as runs lists them. In jsonl, every change is a line.
    """
    with _options.archive(db) as archive:
        found = archive.diff(before, after)
    with opened(output) as stream:
        if form == "jsonl":
            stream.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in _json(found))
        else:
            stream.writelines(f"{line}\n" for line in _text(found, examples))


def _json(found: Comparison) -> Iterator[dict[str, Any]]:
    from dateline.formats.jsonl import value_json
    from dateline.model.codec import to_json

    yield {"line": "comparison", **{k: v for k, v in to_json(found).items() if k != "changes"}}
    for change in found.changes:
        values = {"before": change.before, "after": change.after}
        told = {name: value_json(value) if value else None for name, value in values.items()}
        yield {"line": "change", **to_json(change), **told}


def _text(found: Comparison, examples: int) -> Iterator[str]:
    one, other = found.before, found.after
    yield f"run {one.number} and run {other.number}: {found.documents} documents in both" + "".join(
        f", {count} only in run {run.number}"
        for count, run in ((found.only_before, one), (found.only_after, other))
        if count
    )
    for kind in KINDS:
        changes = [c for c in found.changes if c.kind == kind]
        counts = Counter(c.what for c in changes)
        told = ", ".join(f"{counts[what]} {what}" for what in ("appeared", "vanished", "changed"))
        yield f"{kind}s: {found.alike.get(kind, 0)} alike, {told}"
        for what in ("appeared", "vanished", "changed"):
            yield from _by_type([c for c in changes if c.what == what], examples)


def _by_type(changes: list[Change], examples: int) -> Iterator[str]:
    types = Counter(c.type for c in changes)
    for name, count in sorted(types.items(), key=lambda item: (-item[1], item[0])):
        yield f"  {changes[0].what}: {printable(name)} {count}"
        for change in [c for c in changes if c.type == name][:examples]:
            yield from _example(change)


def _example(change: Change) -> Iterator[str]:
    told = change.after or change.before
    assert told is not None
    for name, (before, after) in change.fields.items():
        yield from _wrapped(f"{name}: {printable(before)} → {printable(after)}", "    ")
    source = f" ({printable(change.publisher)})" if change.publisher else ""
    yield from _wrapped(f"“{printable(told.evidence.exact)}”{source}", "    ")


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=indent + "  ", max_lines=4, placeholder=" …"
    )
