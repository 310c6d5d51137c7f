"""YAML with the line of every value, for messages; plain on purpose: no dates, no octal numbers, no aliases."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import yaml

from dateline.errors import CodebookError

Steps = tuple[str | int, ...]
TAG = "tag:yaml.org,2002:"


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


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads codes and days as the text they are: 042, 2024-02-11, NO."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


for _kind, _pattern, _first in (
    ("bool", r"true|false", "tf"),
    ("null", r"~|null|", ["~", "n", ""]),
    ("int", r"-?(?:0|[1-9]\d*)", "-0123456789"),
    ("float", r"-?(?:0|[1-9]\d*)\.\d+", "-0123456789"),
):
    _Loader.add_implicit_resolver(TAG + _kind, re.compile(rf"^(?:{_pattern})$"), list(_first))


def parse(text: str, file: str) -> Located:
    """Return the content of a YAML text.

    Raises:
        CodebookError: it is not YAML, names a key twice, or uses an anchor; names file and line.
    """
    lines: dict[Steps, int] = {}
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        value = _Builder(loader, file, lines).build(node, ()) if node is not None else None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise CodebookError(str(error.problem), file=file, line=line) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise CodebookError(f"not YAML: {str(error).splitlines()[0]}", file=file) from error
    finally:
        loader.dispose()
    return Located(value=value, lines=lines)


def written(steps: Steps) -> str:
    """Return the steps to a part as people write them.

    Example:
        >>> written(("verbs", 2, "type"))
        'verbs[2].type'
    """
    return "".join(f"[{s}]" if isinstance(s, int) else f".{s}" for s in steps).removeprefix(".")


class _Builder:
    def __init__(self, loader: Any, file: str, lines: dict[Steps, int]) -> None:
        self._loader, self._file, self._lines = loader, file, lines
        self._seen: set[int] = set()

    def build(self, node: yaml.Node, steps: Steps) -> Any:
        line = node.start_mark.line + 1
        self._lines.setdefault(steps, line)
        if id(node) in self._seen:
            raise CodebookError(
                "an alias (*name): write the value out", file=self._file, line=line, key=written(steps)
            )
        self._seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return [self.build(kid, (*steps, i)) for i, kid in enumerate(node.value)]
        if not isinstance(node, yaml.MappingNode):
            return self._loader.construct_object(node)
        found: dict[str, Any] = {}
        for key, kid in node.value:
            name = str(key.value)
            inner = (*steps, name)
            if name in found:
                line = key.start_mark.line + 1
                raise CodebookError("the key stands twice", file=self._file, line=line, key=written(inner))
            self._lines[inner] = key.start_mark.line + 1
            found[name] = self.build(kid, inner)
        return found
