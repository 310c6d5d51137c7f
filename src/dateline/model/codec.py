"""Values to JSON and back.

Spans become ``{"start", "end"}`` (``[start, end]`` inside lists of spans), dates ISO days, tuples lists.
Reading back needs the document's text, because Evidence can only be built with it.
"""

from __future__ import annotations

import dataclasses
import datetime
import types
import typing
from collections.abc import Callable
from functools import cache, partial
from typing import Any, Literal, TypeVar, Union

from dateline.errors import FormatError
from dateline.model.actor import Actor
from dateline.model.evidence import Evidence
from dateline.model.span import Span

T = TypeVar("T")
_Reader = Callable[[Any, Callable[[str], str]], Any]


def to_json(value: Any) -> Any:
    """Return a value of the model as plain JSON types."""
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Span):
        return {"start": value.start, "end": value.end}
    if isinstance(value, tuple | list):
        if value and isinstance(value[0], Span):
            return [[s.start, s.end] for s in value]
        return [to_json(v) for v in value]
    if isinstance(value, dict):
        return {k: to_json(v) for k, v in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        out = {name: to_json(getattr(value, name)) for name in _names(type(value))}
        if isinstance(value, Actor):
            out["code"] = value.code
        return out
    raise FormatError(f"cannot write a {type(value).__name__} as JSON")


def from_json(kind: type[T], data: Any, text: Callable[[str], str]) -> T:
    """Return the value of type ``kind`` that ``to_json`` wrote.

    Args:
        kind: a dataclass of the model.
        data: the JSON value.
        text: gives the text of a document by its id; every Evidence is checked against it.

    Raises:
        EvidenceError: a quotation differs from the document.
        FormatError: the JSON does not have the form of ``kind``.
    """
    return typing.cast(T, _reader(typing.cast(Any, kind))(data, text))


@cache
def _names(kind: Any) -> tuple[str, ...]:
    """Return the fields that are written."""
    return tuple(f.name for f in dataclasses.fields(kind) if not f.name.startswith("_"))


@cache
def _readers(kind: Any) -> dict[str, _Reader]:
    """Return what reads each field; found out once, because looking a type up costs more than reading it."""
    import dateline.model.event

    hints = typing.get_type_hints(kind, localns={"Attribution": dateline.model.event.Attribution})
    return {f.name: _reader(hints[f.name]) for f in dataclasses.fields(kind) if f.init}


@cache
def _reader(hint: Any) -> _Reader:
    """Return what reads values of a type; found out once for each."""
    origin, options = typing.get_origin(hint), typing.get_args(hint)
    if origin in (Union, types.UnionType):
        return _union_reader(options)
    if origin is Literal or hint in (str, int, bool, Any):
        return lambda data, text: data
    if hint is float:
        return lambda data, text: None if data is None else float(data)
    if hint is datetime.date:
        return lambda data, text: datetime.date.fromisoformat(data)
    if hint is Span:
        return lambda data, text: Span(*data) if isinstance(data, list) else Span(data["start"], data["end"])
    if origin is tuple:
        read = _reader(options[0])
        return lambda data, text: tuple([read(item, text) for item in data])
    if origin is dict:
        return lambda data, text: dict(data)
    if dataclasses.is_dataclass(hint):
        return partial(_read_dataclass, typing.cast(type, hint))
    raise FormatError(f"cannot read a {hint} from JSON")


def _union_reader(options: tuple[Any, ...]) -> _Reader:
    rest = [o for o in options if o is not type(None)]
    read = _reader(next((o for o in rest if o is not bool), bool))
    if bool not in rest:
        return lambda data, text: None if data is None else read(data, text)
    return lambda data, text: data if data is None or isinstance(data, bool) else read(data, text)


def _read_dataclass(kind: type, data: Any, text: Callable[[str], str]) -> Any:
    if not isinstance(data, dict):
        raise FormatError(f"a {kind.__name__} must be a JSON object")
    readers = _readers(kind)
    given = {k: readers[k](v, text) for k, v in data.items() if k in readers}
    if kind is Evidence:
        given["text"] = text(data["document"])
    try:
        return kind(**given)
    except TypeError as error:
        raise FormatError(f"not a {kind.__name__}: {error}") from error
