"""The web application."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

import dateline
from dateline.archive import Archive
from dateline.errors import ConfigError, DatelineError, MissingExtra, NotFound, Refused, StoreBusy
from dateline.pipeline import Coder
from dateline.server import _api, _editing, _metrics, _pages, _rendering
from dateline.server._choice import WrongFilters
from dateline.server._desk import Desk
from dateline.server._safety import HEADERS, LOCAL, Editors, Shield

HERE = Path(__file__).parent
STATUSES: tuple[tuple[type[DatelineError], int], ...] = (
    (NotFound, 404),
    (StoreBusy, 503),
    (MissingExtra, 501),
    (ConfigError, 400),
    (Refused, 403),
)


def app(
    db: str | Path,
    *,
    editor_token: str | None = None,
    hosts: Iterable[str] = LOCAL,
    coder: Callable[[], Coder] = dateline.load,
    secure: bool = False,
) -> FastAPI:
    """Return the application over the archive at a path or URL, which must be there.

    Args:
        db: path of a SQLite file, or a ``postgresql://`` URL.
        editor_token: who has it may judge; a new one is made if none is given.
        hosts: names by which the server may be called; an empty list allows all.
        coder: makes the coder that reads questions, when the first is asked.
        secure: whether the editor's cookie travels by HTTPS only.

    Raises:
        ConfigError: there is no such database.
    """
    desk = Desk(Archive.open(db, create=False), coder)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        desk.prepare()
        yield
        desk.close()

    made = FastAPI(
        title="dateline",
        version=dateline.__version__,
        description="A sourced, dated record of events, statements, figures and commitments.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=lifespan,
    )
    made.state.desk = desk
    made.state.editors = Editors(editor_token or secrets.token_urlsafe(24), secure=secure)
    made.state.metrics = _metrics.Metrics(desk)
    made.include_router(_api.router)
    made.include_router(_editing.router)
    made.include_router(_metrics.router)
    made.include_router(_pages.router)
    made.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    for kind, handler in (
        (DatelineError, _failed),
        (RequestValidationError, _invalid),
        (HTTPException, _http),
    ):
        made.add_exception_handler(kind, handler)
    made.add_exception_handler(Exception, _bug)
    made.add_middleware(Shield, hosts=tuple(hosts))
    made.add_middleware(_metrics.Meter, metrics=made.state.metrics)
    return made


def _failed(request: Request, error: Any) -> Response:
    if isinstance(error, WrongFilters) and request.url.path in _rendering.LISTS:
        return _rendering.wrong(request, error)
    status = next((number for kind, number in STATUSES if isinstance(error, kind)), 500)
    return _answer(request, status, error.code, error.message, error.where)


def _invalid(request: Request, error: Any) -> Response:
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"][1:]) or None
    return _answer(request, 422, "invalid", f"{first['msg']}", where)


def _http(request: Request, error: Any) -> Response:
    words = {404: "no such page", 405: "not allowed here"}.get(error.status_code, str(error.detail))
    found = _answer(request, error.status_code, "http", words, request.url.path)
    for name, value in (error.headers or {}).items():
        found.headers[name] = value
    return found


def _bug(request: Request, error: Exception) -> Response:
    found = _answer(request, 500, "internal", f"internal error ({type(error).__name__})", request.url.path)
    found.headers.update(HEADERS)  # such answers are made outside the shield
    return found


def _answer(request: Request, status: int, code: str, message: str, where: str | None) -> Response:
    if request.url.path.startswith("/api"):
        told = {"error": {"code": code, "message": message, "where": where}}
        return JSONResponse(told, status_code=status)
    return _rendering.failure(request, status, message, where)
