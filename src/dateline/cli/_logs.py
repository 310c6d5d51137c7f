"""Logs for machines: one JSON object a line on standard error, without secrets."""

from __future__ import annotations

import datetime
import json
import logging
import sys
import traceback
from typing import Any

from dateline.config import redacted

LOGGER = logging.getLogger("dateline")
_USUAL = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class JsonLines(logging.Formatter):
    """Writes a log record as JSON: time (UTC), level, logger, event, and the fields that came with it."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line: dict[str, Any] = {
            "time": datetime.datetime.fromtimestamp(record.created, datetime.UTC).isoformat(
                timespec="milliseconds"
            ),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
        }
        line |= {name: value for name, value in vars(record).items() if name not in _USUAL}
        if record.exc_info:
            line["traceback"] = "".join(traceback.format_exception(*record.exc_info))
        return json.dumps({name: _plain(value) for name, value in line.items()}, ensure_ascii=False)


def _plain(value: object) -> object:
    """Return a value that JSON has, redacted if it is words."""
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, dict):
        return {str(name): _named(str(name), inner) for name, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(inner) for inner in value]
    return redacted(str(value)).encode(errors="replace").decode()


def _named(name: str, value: object) -> object:
    """Return a field's value; none if the name says that it is a secret."""
    return "***" if redacted(f"{name}=x") != f"{name}=x" else _plain(value)


def start() -> None:
    """Write what the program logs to standard error as JSON lines."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    LOGGER.setLevel(logging.INFO)


def stop() -> None:
    """Write no JSON lines any more."""
    root = logging.getLogger()
    root.handlers[:] = [h for h in root.handlers if not isinstance(h.formatter, JsonLines)]
    LOGGER.setLevel(logging.NOTSET)


def are_on() -> bool:
    """Return whether they are written."""
    return any(isinstance(handler.formatter, JsonLines) for handler in logging.getLogger().handlers)
