"""The pages of all: each is one question to the archive and one template."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from dateline import answers
from dateline.errors import DatelineError, NotFound
from dateline.formats import answer as answer_format
from dateline.model import Record
from dateline.model.conflict import Conflict
from dateline.server import _charts, _parties, _sources
from dateline.server._choice import USUAL, Filters, place
from dateline.server._choice import cursor as as_word
from dateline.server._given import Cursor, Desks, Filtered, Text, plain
from dateline.server._lists import FOLLOWED, Shown, counted, disputed, everyday, figures, listed
from dateline.server._rendering import FEW_SHOWN, render
from dateline.server._zoom import Zoom
from dateline.server._zoom import zoom as zoomed
from dateline.store import Reader, imports
from dateline.store.pages import Choice, days, latest_documents, sample

T = TypeVar("T")
HAPPENED = Choice(
    kind="event", axis="reported", statuses=("actual", "historical"), certainties=("asserted", "reported")
)
UNMET = Choice(kind="commitment", axis="reported", statuses=("open",))
LOOKED_AT = 25  # contradictions of which one for each article is shown
PARTS = 5  # of a list that are read for entries of different articles
MAPPED = 600
READINGS = 300
SERIES = 40

router = APIRouter(include_in_schema=False)
router.include_router(_parties.router)
router.include_router(_sources.router)


@router.get("/")
def overview(request: Request, desk: Desks) -> Response:
    """What is in the store, what is new, who deals with whom, what is contradicted."""

    def make() -> dict[str, Any]:
        with desk.reading() as reader:
            return {
                "followed": not reader.more_than("event", FOLLOWED),
                "latest": _of_articles(reader, HAPPENED, FEW_SHOWN),
                "pairs": _parties.busiest(reader, Choice(kind="event", axis="reported")),
                "commitments": _of_articles(reader, UNMET, 5),
                "documents": latest_documents(reader, limit=6),
            }

    found = desk.kept("overview", make)
    dispute = _first_of_each(disputed(desk, Choice(kind="event"), limit=LOOKED_AT).conflicts, _articles)[:5]
    return render(
        request, "overview.html", counts=counted(desk), conflicts=dispute, filters=Filters(),
        zoom=zoomed(everyday(desk), None, None), **found,
    )  # fmt: skip


def _of_articles(reader: Reader, choice: Choice, limit: int) -> list[Record]:
    """Return the first records of a list, one of each article."""
    found: list[Record] = []
    after = None
    for _ in range(PARTS):
        got = listed(reader, choice, limit=2 * limit, after=after)
        found = _first_of_each([*found, *got.records], lambda record: record.reports[0].document)
        after = got.after
        if after is None or len(found) >= limit:
            break
    return found[:limit]


def _articles(conflict: Conflict) -> frozenset[str]:
    return frozenset(side.report.document for side in conflict.sides)


def _first_of_each(members: Iterable[T], key: Callable[[T], object]) -> list[T]:
    found: dict[object, T] = {}
    for one in members:
        found.setdefault(key(one), one)
    return list(found.values())


@router.get("/timeline")
def timeline(
    request: Request,
    desk: Desks,
    filters: Filtered,
    everything: Annotated[str, Query(alias="all")] = "",
    zoom: Text = "",
    cursor: Cursor = "",
) -> Response:
    """What happened, in order: from decades down to a day."""
    shown = filters
    if not everything and not filters.status and not filters.certainty:
        shown = filters.but(status="actual,historical", certainty="asserted,reported")
    choice = shown.choice("event")

    def make() -> tuple[Zoom | None, bool]:
        with desk.reading() as reader:
            told = days(reader, choice) if _narrow(filters) else None
            counted_all = told is None
            if told is None:
                told = everyday(desk)
            return zoomed(told, choice.query.since, choice.query.until, zoom), counted_all

    with desk.reading() as reader:
        got = listed(reader, choice, limit=USUAL, after=place(cursor))
    steps, of_all = desk.kept(("zoom", choice, zoom), make)
    return render(
        request,
        "timeline.html",
        filters=filters,
        kept={"all": everything, "zoom": zoom},
        everything=everything,
        zoom=steps,
        of_all=of_all and _narrow(filters),
        **_next(got),
        first=not cursor,
    )


def _narrow(filters: Filters) -> bool:
    return bool(set(filters.shown()) - {"order", "since", "until"})


def _next(got: Shown) -> dict[str, Any]:
    return {
        "records": got.records,
        "next": as_word(got.after),
        "whole": got.whole,
        "reached": got.after.day if got.after else None,
        "followed": got.followed,
    }


@router.get("/conflicts")
def conflicts(request: Request, desk: Desks, filters: Filtered, cursor: Cursor = "") -> Response:
    """Accounts that cannot both hold."""
    got = disputed(desk, filters.choice("event"), limit=USUAL, after=place(cursor))
    return render(
        request,
        "conflicts.html",
        filters=filters,
        conflicts=got.conflicts,
        next=as_word(got.after),
        whole=got.whole,
        first=not cursor,
    )


def _list(template: str, kind: str) -> Any:
    def found(request: Request, desk: Desks, filters: Filtered, cursor: Cursor = "") -> Response:
        with desk.reading() as reader:
            got = listed(reader, filters.choice(kind), limit=USUAL, after=place(cursor))
        return render(request, template, filters=filters, kind=kind, first=not cursor, **_next(got))

    return found


router.get("/commitments")(_list("commitments.html", "commitment"))
router.get("/statements")(_list("statements.html", "statement"))


@router.get("/indicators")
def indicators(request: Request, desk: Desks, filters: Filtered) -> Response:
    """The figures as series, with the spread of the sources."""
    choice = filters.choice("indicator")

    def make() -> list[tuple[Any, Any]]:
        with desk.reading() as reader:
            found, _ = figures(reader, choice, READINGS)
            ordered = sorted(found, key=lambda s: (-len(s.points), -sum(len(p.readings) for p in s.points)))
            return [(series, _charts.figures(series)) for series in ordered[:READINGS]]

    series = desk.kept(("series", choice), make)
    return render(
        request, "indicators.html", filters=filters, series=series[:SERIES], more=len(series) - SERIES
    )


@router.get("/map")
def world_map(request: Request, desk: Desks, filters: Filtered, view: Text = "") -> Response:
    """Where it happened."""
    choice = filters.choice("event")

    def make() -> _charts.Chart:
        with desk.reading() as reader:
            return _charts.chart(sample(reader, choice, MAPPED), world=view == "world")

    found = desk.kept(("map", choice, view), make)
    return render(request, "map.html", filters=filters, chart=found, view=view, most=MAPPED)


@router.get("/ask")
def ask(request: Request, desk: Desks, question: Annotated[str, Query(max_length=500)] = "") -> Response:
    """A question, and its answer from the record."""
    words, problem, answer = plain(question), None, None
    if words:
        try:
            with desk.coder() as coder:
                answer = answers.ask(desk.archive(), coder, words)
        except NotFound:
            raise
        except DatelineError as error:
            problem = error.message
    else:
        desk.warm()
    return render(
        request,
        "ask.html",
        question=words,
        answer=answer,
        problem=problem,
        heads=answer_format.HEADS,
        nothing=answer_format.NOTHING,
    )


@router.get("/runs")
def runs(request: Request, desk: Desks) -> Response:
    """The codings that were made, and what went wrong."""

    def make() -> Mapping[str, Any]:
        archive = desk.archive()
        issues = archive.issues()
        with desk.reading() as reader:
            beside = imports.summaries(reader)
        return {
            "runs": archive.runs(),
            "imported": beside,
            "issues": issues[:100],
            "more": max(0, len(issues) - 100),
        }

    return render(request, "runs.html", counts=counted(desk), **desk.kept("runs", make))
