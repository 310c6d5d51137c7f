"""dateline codebook."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli import _options
from dateline.cli._output import opened

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("codebook")
def command() -> None:
    """Check a codebook of your own, or import one.

    A codebook is one YAML file with event types, verbs, nouns, actors and roles that are laid over the built-in ones:
    dateline read --codebook FILE.yaml, dateline code --codebook FILE.yaml.
    """


@command.command("check")
@click.argument("file", metavar="FILE.yaml", type=FILE)
@_options.pipeline
@click.pass_context
def check(ctx: click.Context, file: Path, pipeline: str) -> None:
    """Check a codebook, and run its examples.

    Says with line and key what cannot be used, and which examples are not coded as their rows say (or, under "not",
    are coded so). The exit code is 1 when there are such.
    """
    import dateline
    from dateline.codebook import examples, user
    from dateline.config import from_environment

    overlay = from_environment().overlay
    wrong = user.problems(file, overlay)
    for problem in wrong:
        click.echo(str(problem))
    if wrong:
        click.echo(f"{file}: {_number(len(wrong), 'problem')}", err=True)
        ctx.exit(1)
    book = user.load(file, overlay)
    coder = dateline.load(pipeline, codebook=file, overlay=overlay)
    failed = 0
    for failure in examples.failures(book, lambda text: coder.code(coder.plain(text))):
        failed += 1
        click.echo(f"{file}:{failure.line} {failure}")
    sizes = [_number(size, noun) for noun, size in user.sizes(book).items() if size]
    click.echo(f"{file}: {', '.join(sizes) or 'no rows'}")
    click.echo(f"{_number(examples.count(book), 'example')}, {failed or 'none'} coded otherwise")
    ctx.exit(1 if failed else 0)


@command.command("import-petrarch")
@click.argument("actors", metavar="ACTORS.txt", type=FILE)
@click.argument("agents", metavar="[AGENTS.txt]", type=FILE, required=False)
@_options.output
def import_petrarch(actors: Path, agents: Path | None, output: str) -> None:
    """Write PETRARCH dictionaries of actors and agents as a codebook.

    CAMEO codes become country and PLOVER sector. Whoever has dated codes is taken for a person. What PLOVER has no
    code for is left out and listed.
    """
    from dateline.codebook.petrarch import Import

    found = Import()
    found.read_actors(actors)
    if agents is not None:
        found.read_agents(agents)
    with opened(output) as stream:
        stream.write(found.yaml())
    for note in found.notes:
        click.echo(f"left out: {note}", err=True)
    click.echo(
        f"{_number(len(found.actors), 'actor')} and {_number(len(found.roles), 'role')}, "
        f"{_number(len(found.notes), 'line')} left out",
        err=True,
    )


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
