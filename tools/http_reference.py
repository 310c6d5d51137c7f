"""The page of docs/reference on the HTTP API, from its OpenAPI document: cog calls ``routes``."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import dateline
from dateline.server import app

LABELS = {
    "dateline_http_requests": ("method", "route", "status"),
    "dateline_http_request_seconds": ("route", "le"),
    "dateline_info": ("version",),
    "dateline_reports": ("kind",),
}


@contextmanager
def empty() -> Iterator[Any]:
    """Give the application over an empty archive."""
    with tempfile.TemporaryDirectory() as scratch:
        path = str(Path(scratch) / "a.db")
        dateline.open(path).close()
        made = app(path)
        yield made
        made.state.desk.close()


def document() -> dict[str, Any]:
    """Return the OpenAPI document."""
    with empty() as made:
        found: dict[str, Any] = made.openapi()
    return found


def metrics() -> str:
    """Return the numbers of ``/metrics`` with what they say; those of the process are Prometheus' own."""
    lines = ["| name | labels | what |", "| --- | --- | --- |"]
    with empty() as made:
        found = sorted(made.state.metrics.registry.collect(), key=lambda family: family.name)
    for family in found:
        if family.name.startswith("dateline_"):
            name = family.name + {"counter": "_total", "histogram": "_bucket"}.get(family.type, "")
            labels = ", ".join(f"`{label}`" for label in LABELS.get(family.name, ()))
            lines.append(f"| `{name}` | {labels} | {family.documentation} |")
    return "\n".join(lines)


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
