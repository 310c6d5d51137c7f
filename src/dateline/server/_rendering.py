"""Templates and what all of them know."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import jinja2
from fastapi import Request
from fastapi.responses import HTMLResponse, Response

from dateline.formats._words import TYPES
from dateline.server import _charts, _words
from dateline.server._choice import CERTAINTIES, STATES, Filters, WrongFilters

HERE = Path(__file__).parent
PAGES = (
    ("/", "Overview"),
    ("/timeline", "Timeline"),
    ("/pair", "Pairs"),
    ("/actors", "Actors"),
    ("/conflicts", "Contradictions"),
    ("/commitments", "Commitments"),
    ("/statements", "Statements"),
    ("/indicators", "Figures"),
    ("/map", "Map"),
    ("/ask", "Ask"),
    ("/documents", "Articles"),
    ("/runs", "Runs"),
)
LISTS = {  # pages with a filter -> what they list
    "/timeline": "event",
    "/map": "event",
    "/conflicts": "conflict",
    "/commitments": "commitment",
    "/statements": "statement",
    "/indicators": "indicator",
}
FEW_SHOWN = 8
STANCES = ("says", "claims", "denies", "warns", "promises", "asks", "believes")
COMMITMENTS = ("offer", "promise", "agreement", "threat", "demand", "ultimatum")


def _same(words: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(word, word) for word in words]


_environment = jinja2.Environment(
    loader=jinja2.FileSystemLoader(HERE / "templates"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.filters.update(_words.FILTERS)
_environment.globals.update(
    pages=PAGES, certainties=_same(CERTAINTIES), states=_same(STATES), stances=_same(STANCES),
    commitment_kinds=_same(COMMITMENTS), quads=_words.QUADS,
    types=sorted(TYPES.items()), status_words=_words.STATUS_WORDS, urlencode=urlencode,
    chart_size=(_charts.WIDTH, _charts.HEIGHT), short=_charts.short,
    land=(HERE / "static" / "land.txt").read_text("ascii").split("\n")[:2],
)  # fmt: skip


def render(request: Request, template: str, *, status: int = 200, **values: Any) -> Response:
    """Return a page."""
    values.setdefault("problems", {})
    editors = request.app.state.editors
    page_ = _environment.get_template(template).render(
        here=request.url.path,
        editor=editors.is_editor(request),
        form=editors.form(),
        **values,
    )
    return HTMLResponse(page_, status_code=status)


def failure(request: Request, status: int, message: str, where: str | None) -> Response:
    """Return the page that says what went wrong."""
    return render(request, "failure.html", status=status, code=status, message=message, where=where)


def wrong(request: Request, error: WrongFilters) -> Response:
    """Return the form of a list with what was written, and beside it what cannot be read."""
    given: dict[str, Any] = {
        f.name: request.query_params.get(f.name.rstrip("_").replace("_", "-"), f.default)
        for f in fields(Filters)
    }
    return render(
        request, "wrong.html", status=400, problems=error.problems, filters=Filters(**given), kind=LISTS[request.url.path],
        title=dict(PAGES)[request.url.path], everything=request.query_params.get("all", ""),
    )  # fmt: skip
