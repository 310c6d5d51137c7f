"""What monitors ask for at ``/metrics``: requests, the content of the store, memory; in the text form of Prometheus."""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from fastapi.staticfiles import StaticFiles
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from sqlalchemy.exc import SQLAlchemyError
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.config import VERSION
from dateline.errors import DatelineError
from dateline.server._desk import Desk
from dateline.server._lists import counted
from dateline.store.pages import latest_documents

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)  # seconds
METHODS = frozenset({"GET", "HEAD", "POST", "DELETE"})
OTHER = "other"  # instead of a word that a visitor chose
NONE = "none"  # no page of ours
SCHEMA = "/api/openapi.json"  # the one route that FastAPI gives no pattern
REPORTS = ("events", "statements", "indicators", "commitments")

router = APIRouter(include_in_schema=False)


class Metrics:
    """What is counted of one application, in a registry of its own.

    Args:
        desk: has the store.
    """

    def __init__(self, desk: Desk) -> None:
        self.registry = CollectorRegistry()
        labels = ("method", "route", "status")
        self.requests = Counter(
            "dateline_http_requests", "Requests that were answered.", labels, registry=self.registry
        )
        self.seconds = Histogram(
            "dateline_http_request_seconds",
            "Time from a request to the end of its answer.",
            labels[1:2],
            buckets=BUCKETS,
            registry=self.registry,
        )
        self.current = Gauge(
            "dateline_http_requests_in_progress", "Requests that are being answered.", registry=self.registry
        )
        info = Gauge("dateline_info", "The version, as a label.", ("version",), registry=self.registry)
        info.labels(VERSION).set(1)
        self.registry.register(_Content(desk))
        ProcessCollector(registry=self.registry)

    def text(self) -> bytes:
        """Return all of it, as it is now."""
        return generate_latest(self.registry)


class _Content:
    """Tells what is in the store when it is asked; counted again only after a change."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def collect(self) -> Iterator[Metric]:
        """Yield the numbers; of a store that does not answer, only that."""
        try:
            numbers, newest = counted(self._desk), self._desk.kept("newest", self._newest)
        except (DatelineError, SQLAlchemyError):  # a server that was stopped
            numbers, newest = {}, None
        yield GaugeMetricFamily(
            "dateline_store_up", "1 if the database answers, otherwise 0.", float(bool(numbers))
        )
        for name, about in (("documents", "Articles in the store."), ("records", "Records in the store.")):
            yield _gauge(f"dateline_{name}", about, numbers.get(name))
        reports = GaugeMetricFamily("dateline_reports", "Reports in the store, by kind.", labels=["kind"])
        for kind in REPORTS:
            if kind in numbers:
                reports.add_metric([kind.removesuffix("s")], numbers[kind])
        yield reports
        about = "Day of the newest publication in the store, as seconds since 1970 (UTC)."
        yield _gauge("dateline_newest_publication_timestamp_seconds", about, newest)

    def _newest(self) -> float | None:
        with self._desk.reading() as reader:
            found = latest_documents(reader, limit=1)
        day: datetime.date | None = found[0].published_start if found else None
        if day is None:
            return None
        return datetime.datetime.combine(day, datetime.time(), datetime.UTC).timestamp()


def _gauge(name: str, about: str, value: float | None) -> Metric:
    """Return a number; without one, only its name."""
    return GaugeMetricFamily(name, about) if value is None else GaugeMetricFamily(name, about, value)


class Meter:
    """Counts requests and their time, by the pattern of the route: a visitor cannot make new labels."""

    def __init__(self, app: ASGIApp, *, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status, began = 500, time.perf_counter()

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        with self._metrics.current.track_inprogress():
            try:
                await self._app(scope, receive, noted)
            finally:
                method, route = _method(scope), _route(scope)
                self._metrics.requests.labels(method, route, str(status)).inc()
                self._metrics.seconds.labels(route).observe(time.perf_counter() - began)


def _method(scope: Scope) -> str:
    method: str = scope["method"]
    return method if method in METHODS else OTHER


def _route(scope: Scope) -> str:
    """Return the pattern of a route (``/records/{name}``), never the path that was asked for."""
    pattern: Any = getattr(scope.get("route"), "path", None)
    if isinstance(pattern, str):
        return pattern
    if isinstance(scope.get("endpoint"), StaticFiles):
        return "/static"
    return SCHEMA if scope["path"] == SCHEMA else NONE


@router.get("/metrics")
def metrics(request: Request) -> Response:
    """Return the numbers for Prometheus."""
    found: Metrics = request.app.state.metrics
    return Response(found.text(), media_type=CONTENT_TYPE_PLAIN_0_0_4)
