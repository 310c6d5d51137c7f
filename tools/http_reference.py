"""The page of docs/reference on the HTTP API, from its OpenAPI document: cog calls ``routes``."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dateline
from dateline.server import app


def document() -> dict[str, Any]:
    """Return the OpenAPI document."""
    with tempfile.TemporaryDirectory() as scratch:
        path = str(Path(scratch) / "a.db")
        dateline.open(path).close()
        made = app(path)
        found: dict[str, Any] = made.openapi()
        made.state.desk.close()
    return found


def routes() -> str:
    """Return the routes with what they answer, and the parameters."""
    told = document()
    lines = ["| route | what | parameters |", "| --- | --- | --- |"]
    filters = [p["name"] for p in told["paths"]["/api/records"]["get"]["parameters"]]
    for path, methods in told["paths"].items():
        for method, operation in methods.items():
            names = [p["name"] for p in operation.get("parameters", ())]
            shared = set(filters) - {"kind"}
            own = ["*filters*"] * (shared <= set(names)) + [
                f"`{n}`" for n in names if not (shared <= set(names) and n in shared)
            ]
            about = operation.get("description") or operation.get("summary", "")
            lines.append(f"| `{method.upper()} {path}` | {' '.join(about.split())} | {', '.join(own)} |")
    return "\n".join([*lines, "", "*filters*, the same for all lists:", "", *_parameters(told)])


def _parameters(told: dict[str, Any]) -> Iterator[str]:
    yield "| parameter | what |"
    yield "| --- | --- |"
    for parameter in told["paths"]["/api/records"]["get"]["parameters"]:
        if parameter["name"] != "kind":
            yield f"| `{parameter['name']}` | {parameter.get('description', '')} |"
