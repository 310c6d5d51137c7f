"""dateline judge."""

from __future__ import annotations

import getpass
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from dateline.cli import _options
from dateline.cli._output import opened
from dateline.cli._progress import printable

if TYPE_CHECKING:
    from dateline.model.ruling import Ruling
    from dateline.store import Ruled


@click.group("judge")
def command() -> None:
    """Say which records or reports are one thing of the world, and which are not.

    What people judge holds at once, and above what the machine finds, now and when articles are read or coded again. Each
    judgement can be taken back.
    """


def _verdict(name: str, same: bool, help: str) -> None:
    @command.command(name, help=help)
    @click.argument("left", metavar="A")
    @click.argument("right", metavar="B")
    @click.option(
        "--author", metavar="NAME", default=_user, show_default="your user name", help="Who judges."
    )
    @click.option("--note", metavar="TEXT", help="Why.")
    @_options.db
    def judge(left: str, right: str, author: str, note: str | None, db: str) -> None:
        with _options.archive(db) as archive:
            ruled = archive.judge(left, right, same=same, author=author, note=note)
        click.echo(
            f"{'judgement' if ruled.new else 'already judgement'} {ruled.ruling.number}: {_now(ruled)}"
        )


def _user() -> str:
    """Return the name of who is logged in, empty when the system has none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


_verdict(
    "same", True, "Make one record of two, or of the records of two reports; the start of an ID is enough."
)
_verdict("different", False, "Keep two apart: reports of one record become two records.")


@command.command("undo")
@click.argument("number", metavar="NUMBER", type=int)
@_options.db
def undo(number: int, db: str) -> None:
    """Take a judgement back; what the machine found holds again."""
    with _options.archive(db) as archive:
        ruled = archive.undo(number)
    said = "taken back" if ruled.new else "already taken back"
    click.echo(f"judgement {number} {said}: {_now(ruled)}")


@command.command("list")
@_options.db
@click.option("--all", "undone", is_flag=True, help="Also those that were taken back.")
@_options.format_("text", "jsonl")
@_options.output
def list_(db: str, undone: bool, form: str, output: str) -> None:
    """List the judgements by people, with what the machine found."""
    from dateline.model.codec import to_json

    with _options.archive(db) as archive:
        found = archive.judgements(undone=undone)
    with opened(output) as stream:
        for ruling in found:
            if form == "jsonl":
                stream.write(json.dumps(to_json(ruling), ensure_ascii=False) + "\n")
            else:
                stream.writelines(f"{line}\n" for line in _lines(ruling))
    if not found and form == "text":
        click.echo("nothing found", err=True)


def _now(ruled: Ruled) -> str:
    left, right = ruled.records
    return f"one record, {left}" if left == right else f"two records, {left} and {right}"


def _lines(ruling: Ruling) -> Iterator[str]:
    undone = f", taken back {ruling.undone_at[:10]}" if ruling.undone_at else ""
    yield f"{ruling.number}  {ruling.verdict}  {ruling.made_at[:10]}  {printable(ruling.author)}{undone}"
    yield f"   {ruling.left} and {ruling.right}"
    if ruling.note:
        yield f"   “{printable(ruling.note)}”"
    for judgement in ruling.machine:
        verdict = "same" if judgement.same else "different"
        yield f"   {judgement.author}: {verdict} ({judgement.score:.2f})"
