"""What news APIs answer: JSON of any shape, by a file that says where the articles stand in it."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import yaml

from dateline.errors import ConfigError
from dateline.model import Issue, RawDocument
from dateline.sources import records

FIELDS = ("text", "html", "title", "url", "published", "publisher", "id")
MILLISECONDS = 100_000_000_000  # seconds since 1970 reach it in the year 5138

Steps = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """Where the articles stand in an answer.

    Attributes:
        list: steps to the list of articles; none when the answer is the list.
        fields: steps from an article to each field.
        values: fields that are the same for all articles.
    """

    list: Steps
    fields: dict[str, Steps]
    values: dict[str, str]


def load(path: Path) -> Mapping:
    """Return the mapping of a YAML file: ``list``, ``fields``, and ``values`` for what is always the same.

    Raises:
        ConfigError: it is none; the message says why.
    """
    where = str(path)
    try:
        found = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ConfigError(f"cannot be read: {' '.join(str(error).split())}", where=where) from error
    if not isinstance(found, dict) or set(found) - {"list", "fields", "values"}:
        raise ConfigError("a mapping has 'list', 'fields' and 'values', and nothing else", where=where)
    fields, values = found.get("fields") or {}, found.get("values") or {}
    for name, given in (("fields", fields), ("values", values)):
        if not isinstance(given, dict) or not all(isinstance(v, str | int) for v in given.values()):
            raise ConfigError(f"'{name}' is not a list of NAME: TEXT", where=where)
        if unknown := set(given) - set(FIELDS):
            message = f"no field {min(map(str, unknown))!r} (known: {', '.join(FIELDS)})"
            raise ConfigError(message, where=where)
    if not {"text", "html"} & set(fields):
        raise ConfigError("'fields' says where neither 'text' nor 'html' stands", where=where)
    return Mapping(
        list=steps(found.get("list") or ""),
        fields={name: steps(given) for name, given in fields.items()},
        values={name: str(given) for name, given in values.items()},
    )


def steps(path: str | int) -> Steps:
    """Return the steps of a path: ``response.results.0`` is three."""
    return tuple(step for step in str(path).split(".") if step)


def at(value: Any, path: Steps) -> Any:
    """Return what stands at the end of the steps, None if there is nothing."""
    for step in path:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and step.isdecimal() and int(step) < len(value):
            value = value[int(step)]
        else:
            return None
    return value


def items(content: bytes, where: str, mapping: Mapping) -> Iterator[RawDocument | Issue]:
    """Yield the articles of an answer.

    Args:
        content: JSON.
        where: its name; articles are ``where#N``.
        mapping: where they stand.
    """
    try:
        listed = at(json.loads(content), mapping.list)
    except (ValueError, RecursionError) as error:
        yield Issue(stage="source", where=where, code="format", message=f"not JSON: {error}")
        return
    if not isinstance(listed, list):
        message = f"no list at {'.'.join(mapping.list)!r}; see 'list' of the mapping"
        yield Issue(stage="source", where=where, code="format", message=message)
        return
    for number, article in enumerate(listed, 1):
        yield records.item(record(article, mapping), f"{where}#{number}")


def lines(stream: BinaryIO, where: str, limit: int, mapping: Mapping) -> Iterator[RawDocument | Issue]:
    """Yield the articles of JSON lines, one a line; 'list' of the mapping is not used."""
    yield from records.lines(stream, where, limit, change=lambda value: record(value, mapping))


def record(article: Any, mapping: Mapping) -> dict[str, Any]:
    """Return an article with the names of our fields."""
    found = {name: at(article, path) for name, path in mapping.fields.items()}
    found = {name: value for name, value in found.items() if value is not None}
    if isinstance(found.get("published"), int | float):
        found["published"] = _moment(found["published"])
    return {**mapping.values, **found}


def _moment(number: float) -> str:
    """Return the day, in UTC, of seconds or milliseconds since 1970; the number itself if it is none."""
    seconds = number / 1000 if abs(number) >= MILLISECONDS else number
    try:
        return datetime.datetime.fromtimestamp(seconds, datetime.UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return str(number)
