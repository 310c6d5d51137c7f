"""dateline serve."""

from __future__ import annotations

import secrets

import click

from dateline.cli import _options
from dateline.errors import ConfigError, MissingExtra

LOCAL = ("127.0.0.1", "localhost", "::1")


@click.command("serve")
@_options.db
@_options.pipeline
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8010, show_default=True, type=click.IntRange(0, 65535), help="Port.")
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="NAME",
    help="A name by which people call this server; needed when it listens on other addresses.",
)
@click.option(
    "--editor-token",
    envvar="DATELINE_EDITOR_TOKEN",
    metavar="TOKEN",
    help="Who has it may judge; a new one is made and shown if none is given. [env: DATELINE_EDITOR_TOKEN]",
)
@click.option("--secure", is_flag=True, help="Behind HTTPS: the editor's cookie travels by HTTPS only.")
def command(
    db: str,
    pipeline: str,
    host: str,
    port: int,
    names: tuple[str, ...],
    editor_token: str | None,
    secure: bool,
) -> None:
    """Show the record as web pages, with an HTTP API under /api; everything is served from this machine.

    Only this machine can reach it unless another address is given.
    """
    try:
        import uvicorn

        from dateline.server import app, settle
    except ModuleNotFoundError as error:
        raise MissingExtra("the web pages", "serve") from error
    import dateline

    if host not in LOCAL and not names:
        raise ConfigError("give the names by which people will call it, with --name", where=f"--host {host}")
    token = editor_token or secrets.token_urlsafe(24)
    made = app(
        db,
        editor_token=token,
        hosts=(*LOCAL[:2], "[::1]", *names),
        coder=lambda: dateline.load(pipeline=pipeline),
        secure=secure,
    )
    click.echo(f"http://{f'[{host}]' if ':' in host else host}:{port}/  (stop with Ctrl-C)", err=True)
    if editor_token is None:
        click.echo(f"editor's token, for /edit: {token}", err=True)
    settle()
    uvicorn.run(made, host=host, port=port, log_level="warning", server_header=False, proxy_headers=False)
