"""What a JSON Schema cannot see: rows of a user's codebook that name types, codes and classes which do not exist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dateline.codebook import ontology
from dateline.codebook._tables import items, types_of
from dateline.codebook._yaml_lines import Steps
from dateline.codebook.events import OPEN_CLASSES, condition
from dateline.codebook.files import find, read_yaml
from dateline.errors import UnknownName

Problem = tuple[str, Steps]
NEW_TYPE = ("quad", "score", "definition")
WHOLE_CLASS = ("xcomp", "ccomp", "~")  # slots that look for the words of a class, never for one word


def wrong_rows(content: Mapping[str, Any], overlay: Path | None) -> Iterator[Problem]:
    """Yield what is wrong with rows that have the right shape, and the steps to it."""
    types = types_of(content, overlay)
    for name, row in types.items():
        for key in NEW_TYPE:
            if key not in row:
                yield f"a new type needs {key!r}", ("event_types", name)
    cameo = ontology.load(overlay).cameo
    classes = {
        name
        for path in find("lexicons/en/events.yaml", overlay)
        for name in read_yaml(path).get("classes", {})
    } | {*content.get("classes", ())}
    for section in ("verbs", "nouns"):
        for number, row in enumerate(content.get(section, ())):
            for message, key in _frame(row, types, cameo.keys(), classes):
                yield message, (section, number, key)
    for number, row in enumerate(content.get("actors", ())):
        yield from _actor(row, ("actors", number))


def _frame(
    row: Mapping[str, Any], types: Mapping[str, Any], cameo: Any, classes: set[str]
) -> Iterator[tuple[str, str]]:
    known = types.get(row["type"])
    modes = known.get("modes", {}) if known else {}
    if known is None:
        yield _unknown("type", row["type"], types), "type"
    elif "mode" in row and row["mode"] not in modes:
        yield _unknown(f"mode of {row['type']}", row["mode"], modes), "mode"
    if "cameo" in row and str(row["cameo"]) not in cameo:
        yield f"no CAMEO code {row['cameo']!r} (codes are text: '010' is not '10')", "cameo"
    for part in items(row.get("needs")):
        for need in map(condition, part.split("|")):
            words = need.words or ""
            closed = need.slot in WHOLE_CLASS
            if (
                words.startswith("@")
                and words[1:] not in classes
                and (closed or words[1:] not in OPEN_CLASSES)
            ):
                yield _unknown("noun class", words[1:], classes), "needs"
            elif closed and words and not words.startswith("@"):
                yield f"{need.slot} takes a class, {need.slot}:@name, not the word {words!r}", "needs"


def _actor(row: Mapping[str, Any], steps: Steps) -> Iterator[Problem]:
    start, end = str(row.get("from", "")), str(row.get("to", ""))
    if start and end and start[: len(end)] > end:
        yield f"ends in {end}, before it begins in {start}", (*steps, "to")
    if row["kind"] == "state" and "country" not in row:
        yield "a state needs 'country', the code that it is known by", (*steps, "name")
    if "office" in row and row["kind"] != "person":
        yield "only a person has an office", (*steps, "office")


def _unknown(kind: str, name: str, known: Any) -> str:
    return UnknownName(kind, name, known).message
