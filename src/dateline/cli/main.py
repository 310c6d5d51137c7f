"""The command line: ``dateline COMMAND``; a command's code is loaded when it is asked for."""

from __future__ import annotations

import os
import sys
import traceback
from importlib import import_module
from typing import IO, Any

import click

from dateline.config import redacted
from dateline.errors import ConfigError, DatelineError, UnknownName

# name -> (module below cli/commands, what the list of commands says)
COMMANDS = {
    "read": ("read", "Read articles into the database."),
    "watch": ("watch", "Poll feeds, and read what is new."),
    "batch": ("batch", "Read and code with many workers or machines, into files."),
    "load": ("load", "Put what a batch found into the database."),
    "code": ("code", "Code articles without a database, line by line."),
    "timeline": ("timeline", "Show what happened, in order."),
    "records": ("records", "Show all records."),
    "search": ("search", "Find articles by their words."),
    "show": ("show", "Show one record or document."),
    "judge": ("judge", "Say which records are one, and which are not."),
    "revisions": ("revisions", "Show how articles were changed."),
    "tension": ("tension", "Show how two sides dealt with each other over time."),
    "recode": ("recode", "Code the stored articles again."),
    "runs": ("runs", "List the codings that were made."),
    "diff": ("diff", "Show what two codings found otherwise."),
    "statements": ("statements", "Show who said what."),
    "indicators": ("indicators", "Show the figures."),
    "commitments": ("commitments", "Show what was promised, threatened and demanded."),
    "conflicts": ("conflicts", "Show accounts that cannot both hold."),
    "ask": ("ask", "Answer a question from the record, with the words it rests on."),
    "serve": ("serve", "Show the record as web pages, with an HTTP API."),
    "export": ("export", "Write records in the form that another program reads."),
    "import": ("import_", "Lay the events of another data set beside our records."),
    "compare": ("compare", "Show our events beside those of other data sets."),
    "codebook": ("codebook", "Check a codebook of your own, or import one."),
    "doctor": ("doctor", "Look after the installation and the database."),
    "backup": ("backup", "Copy the database while others use it."),
    "restore": ("restore", "Put a backup in place."),
    "gazetteer": ("gazetteer", "Add places to the gazetteer."),
    "evaluate": ("evaluate", "Predict and score on gold data."),
}
BAD_DATA, BAD_USE = 1, 2


class Failure(click.ClickException):
    """A dateline error as click shows it: one line."""

    exit_code = BAD_DATA

    def __init__(self, error: DatelineError) -> None:
        super().__init__(redacted(" ".join(str(error).split())))
        self.logged = False

    def show(self, file: IO[Any] | None = None) -> None:
        """Show the line, unless it stands in the log."""
        if not self.logged:
            super().show(file)


class Misuse(Failure):
    """A dateline error that another command line would not have."""

    exit_code = BAD_USE


class Commands(click.Group):
    """A group that loads a command when it is used, and turns errors into one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names, in the order of use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"dateline.cli.commands.{COMMANDS[cmd_name][0]}")
        found: click.Command = module.command
        if not any(param.name == "debug" for param in found.params):
            found.params += [_debug_option(), _log_option()]
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command, or say which one may be meant."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            raise Misuse(UnknownName("command", args[0], COMMANDS))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, about) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; errors become one line, unless --debug is on."""
        try:
            return self._logged(ctx)
        except DatelineError as error:
            _trace(ctx)
            failure = (Misuse if isinstance(error, ConfigError) else Failure)(error)
            failure.logged = bool(ctx.find_root().meta.get("dateline.logs"))
            raise failure from error
        except (click.exceptions.Exit, click.ClickException, click.Abort, BrokenPipeError):
            raise
        except Exception as error:
            _trace(ctx)
            message = (
                f"internal error ({type(error).__name__}: {error}); run again with --debug and report it"
            )
            raise click.ClickException(redacted(" ".join(message.split()))) from error

    def _logged(self, ctx: click.Context) -> Any:
        """Run the command, and log its end when logs are written."""
        from time import perf_counter

        started, code = perf_counter(), BAD_DATA
        try:
            found = super().invoke(ctx)
            code = 0
        except (click.exceptions.Exit, click.ClickException) as end:
            code = end.exit_code
            raise
        except DatelineError as error:
            code = BAD_USE if isinstance(error, ConfigError) else BAD_DATA
            if ctx.find_root().meta.get("dateline.logs"):
                _log_failure(error)
            raise
        finally:
            if ctx.find_root().meta.get("dateline.logs"):
                _log_end(ctx, code, perf_counter() - started)
        return found


def _debug_option() -> click.Option:
    def on(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
        if value:
            ctx.find_root().meta["dateline.debug"] = True

    return click.Option(["--debug"], is_flag=True, expose_value=False, callback=on, help="Show tracebacks.")


def _log_option() -> click.Option:
    def on(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
        if value and not ctx.find_root().meta.get("dateline.logs"):
            from dateline.cli import _logs

            ctx.find_root().meta["dateline.logs"] = True
            _logs.start()
            ctx.find_root().call_on_close(_logs.stop)
        elif not ctx.find_root().meta.get("dateline.logs") and "dateline.cli._logs" in sys.modules:
            from dateline.cli import _logs

            _logs.stop()  # what an earlier command of this process was asked for is not asked for now

    about = "Write what happens as JSON lines to standard error."
    return click.Option(["--log-json"], is_flag=True, expose_value=False, callback=on, help=about)


def _log_failure(error: DatelineError) -> None:
    from dateline.cli import _logs

    _logs.LOGGER.error("failed", extra={"code": error.code, "where": error.where, "problem": error.message})


def _log_end(ctx: click.Context, code: int, seconds: float) -> None:
    from dateline.cli import _logs

    told = {"command": ctx.invoked_subcommand, "exit_code": code, "seconds": round(seconds, 3)}
    _logs.LOGGER.info("ended", extra=told)


def _trace(ctx: click.Context) -> None:
    if ctx.find_root().meta.get("dateline.debug"):
        click.echo(redacted(traceback.format_exc()), err=True, nl=False)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="dateline", prog_name="dateline")
def dateline() -> None:
    """Read the news and keep the record: who did what to whom, when and where, who says so."""


dateline.params += [_debug_option(), _log_option()]


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):  # news is Unicode, whatever the locale says
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        dateline(prog_name="dateline")
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(BAD_DATA) from None
