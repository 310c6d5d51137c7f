"""dateline import."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli import _options
from dateline.cli._progress import printable
from dateline.config import redacted
from dateline.importers import IMPORTERS

if TYPE_CHECKING:
    from dateline.importers import Importer
    from dateline.model import Issue
    from dateline.model.imported import Imported, ImportedMention

SHOWN = 20  # problems listed


@click.command("import")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "--format", "form", type=click.Choice(list(IMPORTERS)), required=True, help="What the files are."
)
@_options.db
@click.option("--name", metavar="NAME", help="Name of the data set, if it is not that of the format.")
@click.option("--replace", is_flag=True, help="Take out first what was imported under this name.")
@click.pass_context
def command(
    ctx: click.Context, files: tuple[str, ...], form: str, db: str, name: str | None, replace: bool
) -> None:
    """Lay the events of another data set beside our records: plain files, .gz or .zip, - is standard input.

    They stay what they are, somebody else's records without evidence of ours; 'dateline compare' shows both. What was
    imported before is passed over. A line that cannot be used is listed, the others are kept, and the exit code is 1.
    """
    import dateline
    from dateline import importers

    _check(files)
    importer = importers.load(form)
    system = name or importer.system
    issues: list[Issue] = []
    with dateline.open(db) as archive:
        found = _read(files, importer, system, issues)
        new, known = archive.import_events(found, instead_of=system if replace else None)
    what = "mention" if form == "gdelt-mentions" else "event"
    click.echo(f"{new} new {what}{'s' * (new != 1)} of {printable(system)} in {redacted(db)}, {known} known")
    for issue in issues[:SHOWN]:
        click.echo(printable(f"failed: {issue.where}: {issue.message} [{issue.code}]"), err=True)
    if issues:
        listed = f", the first {SHOWN} of them listed" if len(issues) > SHOWN else ""
        click.echo(f"{len(issues)} problem{'s' * (len(issues) != 1)}{listed}; all else was kept", err=True)
    ctx.exit(1 if issues else 0)


def _check(files: tuple[str, ...]) -> None:
    for file in files:
        if file != "-" and not Path(file).is_file():
            raise click.UsageError(f"{file}: no such file")


def _read(
    files: tuple[str, ...], importer: Importer, system: str, issues: list[Issue]
) -> Iterator[Imported | ImportedMention]:
    """Yield what the files hold; what is wrong goes to the list."""
    from dateline.errors import SourceError
    from dateline.model import Issue
    from dateline.sources.lines import lines

    for file in files:
        try:
            with lines(file) as stream:
                for one in importer.read(stream, file, system=system):
                    if isinstance(one, Issue):
                        issues.append(one)
                    else:
                        yield one
        except SourceError as error:
            issues.append(Issue(stage="import", where=file, code=error.code, message=error.message))
