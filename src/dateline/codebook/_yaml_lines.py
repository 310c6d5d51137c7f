"""YAML with the line of every value, for messages; plain on purpose: no dates, no octal numbers, no aliases."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from dateline.errors import CodebookError

Steps = tuple[str | int, ...]
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
NUMBER = re.compile(r"^-?(?:0|[1-9]\d*)(?:\.\d+)?$")
DEEPEST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """A value and where its parts stand: line by the steps that lead to a part."""

    value: Any
    lines: Mapping[Steps, int]

    def line(self, steps: Steps) -> int:
        """Return the line of a part; of the nearest part around it where it has none."""
        while steps and steps not in self.lines:
            steps = steps[:-1]
        return self.lines.get(steps, 1)


def parse(text: str, file: str) -> Located:
    """Return the content of a YAML text.

    Raises:
        CodebookError: it is not YAML, names a key twice, or has anchors, tags or more levels than any codebook; names
            file and line.
    """
    reader = _Reader(file)
    try:
        for event in yaml.parse(text, Loader=LOADER):
            reader.take(event)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise CodebookError(str(error.problem), file=file, line=line) from error
    except yaml.YAMLError as error:
        raise CodebookError(f"not YAML: {str(error).splitlines()[0]}", file=file) from error
    return Located(value=reader.root.get(()), lines=reader.lines)


def written(steps: Steps) -> str:
    """Return the steps to a part as people write them.

    Example:
        >>> written(("verbs", 2, "type"))
        'verbs[2].type'
    """
    return "".join(f"[{s}]" if isinstance(s, int) else f".{s}" for s in steps).removeprefix(".")


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being read; ``key`` waits for its value."""

    steps: Steps
    value: Any
    key: str | None = None


class _Reader:
    """Builds values from events, one after the other: a loader would recurse, and lose the lines."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._open: list[_Open] = []
        self.root: dict[Steps, Any] = {}
        self.lines: dict[Steps, int] = {}

    def take(self, event: yaml.Event) -> None:
        """Take the next event."""
        if isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            self._open.pop()
        elif isinstance(event, yaml.NodeEvent):
            line = _line(event)
            if isinstance(event, yaml.AliasEvent) or event.anchor or getattr(event, "tag", None):
                raise self._error("an anchor, alias or tag (&, *, !): write the value out, or quote it", line)
            within = self._open[-1] if self._open else None
            if within is not None and isinstance(within.value, dict) and within.key is None:
                self._key(within, event, line)
            else:
                self._value(within, event, line)
        elif isinstance(event, yaml.DocumentStartEvent) and self.root:
            raise self._error("a second document: a codebook is one", _line(event))

    def _key(self, within: _Open, event: yaml.NodeEvent, line: int) -> None:
        if not isinstance(event, yaml.ScalarEvent):
            raise self._error("a key that is no word", line)
        steps = (*within.steps, event.value)
        if event.value in within.value:
            raise self._error("the key stands twice", line, steps)
        within.key = event.value
        self.lines[steps] = line

    def _value(self, within: _Open | None, event: yaml.NodeEvent, line: int) -> None:
        value: Any = [] if isinstance(event, yaml.SequenceStartEvent) else {}
        if isinstance(event, yaml.ScalarEvent):
            value = _plain(event.value) if event.implicit[0] else event.value
        steps: Steps = ()
        if within is None:
            self.root[()] = value
        elif within.key is None:
            steps = (*within.steps, len(within.value))
            within.value.append(value)
        else:
            steps = (*within.steps, within.key)
            within.value[within.key] = value
            within.key = None
        self.lines.setdefault(steps, line)
        if not isinstance(event, yaml.ScalarEvent):
            if len(self._open) == DEEPEST:
                raise self._error(f"more than {DEEPEST} levels", line)
            self._open.append(_Open(steps, value))

    def _error(self, message: str, line: int, steps: Steps | None = None) -> CodebookError:
        within = steps or self._open[-1].steps if steps or self._open else ()
        return CodebookError(message, file=self._file, line=line, key=written(within) or None)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _plain(text: str) -> Any:
    """Return what a text without quotes stands for; codes, days and names stay text: 042, 2024-02-11, NO."""
    if text in WORDS:
        return WORDS[text]
    if NUMBER.match(text):
        return float(text) if "." in text else int(text)
    return text
