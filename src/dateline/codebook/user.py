"""A codebook of the user's own: one YAML file with types, verbs, nouns, actors and roles, laid over the built-in ones."""

from __future__ import annotations

import atexit
import difflib
import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from dateline.codebook import _tables
from dateline.codebook._own_rows import wrong_rows
from dateline.codebook._yaml_lines import Located, Steps, parse, written
from dateline.codebook.files import KNOWLEDGE
from dateline.errors import CodebookError

SCHEMA = "schemas/codebook.json"
SECTIONS = ("verbs", "nouns", "actors", "roles")
COPY = "codebook.yaml"  # in the folder, so that any change of the file is a change of the run


@dataclass(frozen=True, slots=True, kw_only=True)
class UserCodebook:
    """A checked codebook.

    Attributes:
        file: its path, for messages.
        content: its sections.
        located: the content with its lines.
    """

    file: str
    content: Mapping[str, Any]
    located: Located

    def line(self, *steps: str | int) -> int:
        """Return the line of a part."""
        return self.located.line(steps)


def load(path: Path, overlay: Path | None = None) -> UserCodebook:
    """Return a codebook whose rows can all be used.

    Args:
        path: the YAML file.
        overlay: a folder of the user's own knowledge, whose types and classes it may name.

    Raises:
        CodebookError: the first thing that is wrong, with file, line and key.
    """
    return _usable(_read(path), overlay)


def problems(path: Path, overlay: Path | None = None) -> tuple[CodebookError, ...]:
    """Return all that is wrong with a codebook, in the order of its lines."""
    try:
        return tuple(_problems(_read(path), overlay))
    except CodebookError as error:
        return (error,)


def sizes(book: UserCodebook) -> dict[str, int]:
    """Return how many types, modes and rows of each kind a codebook has."""
    types = book.content.get("event_types", {})
    rows = {section.removesuffix("s"): len(book.content.get(section, ())) for section in SECTIONS}
    return {"type": len(types), "mode": sum(len(row.get("modes", ())) for row in types.values()), **rows}


def laid_over(path: Path | str | None, overlay: Path | None = None) -> Path | None:
    """Return the folder that lays a codebook over our knowledge, and over the user's own folder if there is one.

    The rows become tables like those of such a folder, so that all that reads knowledge reads them. The folder lives
    as long as the process. Without a codebook it is the overlay itself.

    Raises:
        CodebookError: the codebook cannot be used.
    """
    if path is None:
        return overlay
    return _folder(_text(Path(path)), str(path), overlay)


@lru_cache(maxsize=8)
def _folder(text: str, file: str, overlay: Path | None) -> Path:
    book = _usable(_book(text, file), overlay)
    folder = Path(tempfile.mkdtemp(prefix="dateline-codebook-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    if overlay is not None:
        shutil.copytree(overlay, folder, dirs_exist_ok=True)
    (folder / COPY).write_text(text, "utf-8")
    for name, content in _tables.tables(book.content, overlay):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, "utf-8")
    return folder


def _read(path: Path) -> UserCodebook:
    return _book(_text(path), str(path))


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise CodebookError(f"cannot read: {error.strerror}", file=str(path)) from error
    except UnicodeDecodeError as error:
        raise CodebookError(f"not UTF-8: {error.reason}", file=str(path)) from error


def _book(text: str, file: str) -> UserCodebook:
    located = parse(text, file)
    content = located.value if isinstance(located.value, dict) else {}
    return UserCodebook(file=file, content=content, located=located)


def _usable(book: UserCodebook, overlay: Path | None) -> UserCodebook:
    for problem in _problems(book, overlay):
        raise problem
    return book


def _problems(book: UserCodebook, overlay: Path | None) -> Iterator[CodebookError]:
    def error(message: str, steps: Steps) -> CodebookError:
        return CodebookError(message, file=book.file, line=book.line(*steps), key=written(steps) or None)

    shape = [found for e in _validator().iter_errors(book.located.value) for found in _wrong_shape(e)]
    rows = () if shape else wrong_rows(book.content, overlay)
    for message, steps in sorted((*shape, *rows), key=lambda found: book.line(*found[1])):
        yield error(message, steps)


@cache
def _validator() -> Any:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(json.loads((KNOWLEDGE / SCHEMA).read_text("utf-8")))


def _wrong_shape(error: Any) -> Iterator[tuple[str, Steps]]:
    """Yield what does not fit the schema, in words for people, and the steps to it."""
    steps: Steps = tuple(error.absolute_path)
    schema: dict[str, Any] = error.schema
    if error.validator == "additionalProperties":
        known = list(schema["properties"])
        for key in [k for k in error.instance if k not in known]:
            yield f"no such key{_near(key, known)} (known: {', '.join(known)})", (*steps, key)
    elif "propertyNames" in error.absolute_schema_path:
        yield f"{error.instance!r} is not {schema.get('description', 'a name')}", (*steps, error.instance)
    elif error.validator == "enum":
        known = [str(value) for value in schema["enum"]]
        yield f"{error.instance!r} is not one of {', '.join(known)}{_near(error.instance, known)}", steps
    elif error.validator == "required":
        missing = str(error.message).split("'")[1]
        yield f"{missing!r} is missing", steps
    elif error.validator == "pattern":
        yield f"{error.instance!r} is not {schema.get('description', 'well formed')}", steps
    else:
        yield str(error.message), steps


def _near(word: Any, known: list[str]) -> str:
    near = difflib.get_close_matches(str(word), known, n=1)
    return f"; did you mean {near[0]!r}?" if near else ""
