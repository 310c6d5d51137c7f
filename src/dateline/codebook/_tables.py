"""A user's codebook as the tables of a knowledge folder: every row in the columns that our own files have."""

from __future__ import annotations

import copy
import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dateline.codebook.files import find, read_csv, read_yaml

ONTOLOGY = "ontologies/plover.yaml"
NOUN_CLASSES = "lexicons/en/events.yaml"
TABLES = {
    "lexicons/en/events_verbs.csv": "verbs needs actor recipient type mode cameo weak example",
    "lexicons/en/events_nouns.csv": "nouns needs of recipient type mode cameo bare weak example",
    "gazetteers/states.csv": "id name kind aliases from to",
    "gazetteers/organisations.csv": "name aliases country sector kind from to",
    "gazetteers/groups.csv": "name aliases country sector kind from to",
    "gazetteers/outlets.csv": "name aliases country kind",
    "gazetteers/persons.csv": "name aliases country office sector from to",
    "gazetteers/roles.csv": "noun plural sector kind",
}
TABLE_OF_KIND = {"state": "states", "group": "groups", "outlet": "outlets", "person": "persons"}
DEFAULTS = {"verbs": {"actor": "subj", "recipient": "obj"}, "nouns": {"of": "actor", "recipient": "-"}}


def tables(content: Mapping[str, Any], overlay: Path | None) -> Iterator[tuple[str, str]]:
    """Yield name below ``knowledge/`` and content of each file that a codebook makes, with the overlay's rows after its own."""
    if content.get("event_types"):
        yield ONTOLOGY, _json(_merged(ONTOLOGY, overlay) | {"types": types_of(content, overlay)})
    if content.get("classes"):
        own = read_yaml(find(NOUN_CLASSES, overlay)[-1]) if _own(NOUN_CLASSES, overlay) else {}
        yield NOUN_CLASSES, _json(own | {"classes": own.get("classes", {}) | content["classes"]})
    for name, columns in TABLES.items():
        rows = list(_rows(content, Path(name).stem))
        if rows:
            yield name, _csv(columns.split(), rows, name, overlay)


def types_of(content: Mapping[str, Any], overlay: Path | None) -> dict[str, dict[str, Any]]:
    """Return all event types, the codebook's own added, and its scores, definitions and modes laid over known ones."""
    types: dict[str, dict[str, Any]] = copy.deepcopy(_merged(ONTOLOGY, overlay)["types"])
    for name, row in content.get("event_types", {}).items():
        known = types.setdefault(name, {})
        modes = known.get("modes", {}) | {
            mode: {"score": value.get("score"), "definition": value["definition"]}
            for mode, value in row.get("modes", {}).items()
        }
        known |= {key: row[key] for key in ("quad", "score", "definition", "rules") if key in row}
        known["modes"] = modes
    return types


def items(value: Any) -> tuple[str, ...]:
    """Return the items of a cell that is one text or a list of them."""
    if value is None:
        return ()
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),)


def _rows(content: Mapping[str, Any], table: str) -> Iterator[dict[str, str]]:
    section = {"events_verbs": "verbs", "events_nouns": "nouns", "roles": "roles"}.get(table, "actors")
    for row in content.get(section, ()):
        if section != "actors":
            yield _cells(DEFAULTS.get(section, {}) | row)
        elif TABLE_OF_KIND.get(row["kind"], "organisations") == table:
            yield _cells(row | {"id": row.get("country", "")})


def _cells(row: Mapping[str, Any]) -> dict[str, str]:
    return {key: _cell(key, value) for key, value in row.items()}


def _cell(key: str, value: Any) -> str:
    if isinstance(value, bool):
        return "y" if value else ""
    return (" ; " if key == "needs" else "|").join(" ".join(part.split()) for part in items(value))


def _csv(columns: list[str], rows: list[dict[str, str]], name: str, overlay: Path | None) -> str:
    theirs = [row.cells for row in read_csv(find(name, overlay)[-1])] if _own(name, overlay) else []
    more = list(dict.fromkeys(key for row in theirs for key in row if key not in columns))
    out = io.StringIO()
    writer = csv.DictWriter(out, [*columns, *more], extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows([*rows, *theirs])
    return out.getvalue()


def _own(name: str, overlay: Path | None) -> bool:
    return overlay is not None and (overlay / name).is_file()


def _merged(name: str, overlay: Path | None) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for path in find(name, overlay):
        found |= read_yaml(path)
    return found


def _json(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, default=str)
