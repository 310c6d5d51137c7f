"""What is given, made fit to be kept: no half characters, no foreign addresses, no days that do not exist."""

from __future__ import annotations

import datetime
import html
import json
import math
import re
from typing import Any, NoReturn

from dateline.errors import FormatError
from dateline.model import Issue

LONGEST = 1_000_000  # characters of one event
_TAG = re.compile(r"<[^<>]*>")
_BAD = re.compile("[\x00\ud800-\udfff]")
_COMPACT = re.compile(r"\d{8}")


def text(line: bytes) -> str:
    """Return the words of a line.

    Raises:
        FormatError: they are not UTF-8, or far too many.
    """
    if len(line) > LONGEST:
        raise FormatError(f"longer than {LONGEST:,} bytes, which no event is")
    try:
        return line.decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise FormatError("not UTF-8") from error


def parsed(words: str) -> Any:
    """Return what a JSON text says.

    Raises:
        FormatError: it is none, or one that no database can keep.
    """
    try:
        return fit(json.loads(words, parse_constant=_refuse))
    except RecursionError as error:
        raise FormatError("nested too deeply") from error
    except ValueError as error:
        raise FormatError(f"not JSON: {error}"[:200]) from error


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def fit(value: Any) -> Any:
    """Return a JSON value without NUL and half characters, which databases refuse."""
    if isinstance(value, str):
        return _BAD.sub("\ufffd", value)
    if isinstance(value, list):
        return [fit(part) for part in value]
    if isinstance(value, dict):
        return {fit(name): fit(part) for name, part in value.items()}
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def words(value: Any) -> str | None:
    """Return a value as words on one line, None if there are none."""
    if value is None or isinstance(value, dict | list):
        return None
    told = " ".join(str(value).split())
    return told or None


def fields(value: Any) -> dict[str, Any]:
    """Return a JSON object; an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def plain(value: Any) -> str | None:
    """Return what a piece of HTML says, without its tags: pages are shown as words, never run."""
    told = words(value)
    return words(html.unescape(_TAG.sub(" ", told))) if told else None


def url(value: Any) -> str | None:
    """Return a web address, None for anything else."""
    told = words(value)
    return told if told and told.lower().startswith(("http://", "https://")) and " " not in told else None


def number(value: Any) -> float | None:
    """Return a finite number, None for anything else."""
    try:
        found = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return found if math.isfinite(found) else None


def day(value: Any) -> datetime.date | None:
    """Return the day that ``2018-06-12``, ``20180612`` or ``2018-06-12T10:00:00`` names, None if there is none.

    Raises:
        FormatError: it says something else.
    """
    told = words(value)
    if told is None:
        return None
    head = told[:8] if _COMPACT.match(told) else told[:10]
    try:
        return datetime.date.fromisoformat(head)
    except ValueError as error:
        raise FormatError(f"not a day: {told[:40]!r}") from error


def issue(where: str, line: int, error: FormatError) -> Issue:
    """Return what is wrong with a line."""
    return Issue(stage="import", where=f"{where}:{line}", code=error.code, message=error.message)
