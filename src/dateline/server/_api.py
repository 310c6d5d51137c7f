"""The HTTP API: what the pages show, as JSON or as JSON lines."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Body, Path, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from dateline import answers
from dateline.errors import NotFound
from dateline.formats import answer as answer_format
from dateline.formats.jsonl import conflict_json, record_json, series_json
from dateline.model import Document
from dateline.model.codec import to_json
from dateline.model.tension import By
from dateline.server._choice import KINDS, MOST, USUAL, Kind, day
from dateline.server._given import Desks, Filtered
from dateline.server._lists import counted, disputed, figures, listed
from dateline.server._lists import tension as between
from dateline.server._paging import (
    FAILURES,
    LIST_ANSWERS,
    Failure,
    Fetched,
    Page,
    Wants,
    as_list,
    records_of,
    reports_of,
    whole,
)
from dateline.store import Query as Asked
from dateline.store.pages import At, latest_documents

SEARCHED = 1_000  # reports of each kind looked through by a search, unless its words are rare


class Judged(BaseModel):
    """A judgement by a person."""

    number: int
    new: bool
    records: list[str]


router = APIRouter(prefix="/api", tags=["records"], responses=FAILURES)

Limit = Annotated[int, Query(ge=1, le=MOST, description="How many at most; JSON lines go on to the end.")]
Cursor = Annotated[str, Query(max_length=400, description="Where to go on: 'next' of the page before.")]

Id = Annotated[str, Path(min_length=1, max_length=200, description="The id, or the unique start of one.")]


@router.get("", summary="What there is")
def about(desk: Desks) -> dict[str, Any]:
    """Return how many documents, records and reports there are."""
    return {"counts": counted(desk), "openapi": "/api/openapi.json"}


@router.get("/records", response_model=Page, responses=LIST_ANSWERS)
def records(
    desk: Desks,
    filters: Filtered,
    wanted: Wants,
    kind: Kind = "event",
    limit: Limit = USUAL,
    cursor: Cursor = "",
) -> Response:
    """Return records of the world, merged from their reports."""
    return as_list(records_of(desk, filters.choice(kind), whole), limit, cursor, wanted)


@router.get("/records/{name}")
def record(desk: Desks, name: Id) -> dict[str, Any]:
    """Return one record with its reports and the judgements by which they are one."""
    found = desk.archive().show(name)
    if isinstance(found, Document):
        raise NotFound("this is a document: ask /api/documents", where=name)
    with desk.reading() as reader:
        judged = reader.judgements(report.id for report in found.reports)
    return {**record_json(found), "judgements": to_json(judged)}


@router.get("/reports", response_model=Page, responses=LIST_ANSWERS)
def reports(
    desk: Desks,
    filters: Filtered,
    wanted: Wants,
    kind: Kind = "event",
    limit: Limit = USUAL,
    cursor: Cursor = "",
) -> Response:
    """Return what each document says of the records; 'limit' counts records."""
    return as_list(records_of(desk, filters.choice(kind), reports_of), limit, cursor, wanted)


def _of_kind(kind: str, about: str) -> None:
    @router.get(f"/{kind}s", response_model=Page, responses=LIST_ANSWERS, name=f"{kind}s", description=about)
    def found(
        desk: Desks, filters: Filtered, wanted: Wants, limit: Limit = USUAL, cursor: Cursor = ""
    ) -> Response:
        return as_list(records_of(desk, filters.choice(kind), whole), limit, cursor, wanted)


_of_kind("statement", "Return who said what.")
_of_kind("commitment", "Return what was promised, offered, threatened and demanded, with its states.")
_of_kind("indicator", "Return the figures.")


@router.get("/series")
def series(
    desk: Desks,
    filters: Filtered,
    limit: Annotated[
        int, Query(ge=1, le=1_000, description="How many figures at most, newest first.")
    ] = 1_000,
) -> dict[str, Any]:
    """Return the newest figures by measure and place, day by day, with the spread between sources.

    'whole' is false where there are more figures than 'limit'; narrower filters or an earlier 'until' lead to them.
    """
    with desk.reading() as reader:
        found, whole = figures(reader, filters.choice("indicator"), limit)
    return {"items": [series_json(s) for s in found], "whole": whole}


@router.get("/conflicts", response_model=Page, responses=LIST_ANSWERS)
def conflicts(
    desk: Desks, filters: Filtered, wanted: Wants, limit: Limit = USUAL, cursor: Cursor = ""
) -> Response:
    """Return accounts that cannot both hold; of a large store those among so many records at a time."""
    choice = filters.choice("event")

    def fetch(most: int, after: At | None) -> Fetched:
        got = disputed(desk, choice, limit=most, after=after)
        return Fetched([conflict_json(c) for c in got.conflicts], got.after, got.whole)

    return as_list(fetch, limit, cursor, wanted)


@router.get("/documents", response_model=Page, responses=LIST_ANSWERS)
def documents(
    desk: Desks,
    wanted: Wants,
    q: Annotated[str, Query(max_length=200, description="Part of title or text.")] = "",
    source: Annotated[str, Query(max_length=200, description="Part of the publisher's name.")] = "",
    limit: Limit = USUAL,
    cursor: Cursor = "",
) -> Response:
    """Return articles, newest publication first."""

    def fetch(most: int, after: At | None) -> Fetched:
        with desk.reading() as reader:
            rows = latest_documents(
                reader, words=_printable(q), source=_printable(source), limit=most, after=after
            )
        last = At(rows[-1].published_start, rows[-1].id) if len(rows) == most else None
        return Fetched([to_json(dict(row._mapping)) for row in rows], last)

    return as_list(fetch, limit, cursor, wanted)


def _printable(words: str) -> str:
    return "".join(c for c in words if c >= " " and not 0xD800 <= ord(c) <= 0xDFFF).strip()


@router.get("/documents/{name}")
def document(desk: Desks, name: Id) -> dict[str, Any]:
    """Return an article: its text in blocks, and what it reports, by characters of the text."""
    archive = desk.archive()
    found = archive.show(name)
    if not isinstance(found, Document):
        raise NotFound("this is a record: ask /api/records", where=name)
    told = [
        {
            "record_id": r.record_id,
            "kind": r.kind,
            "report": p.id,
            "start": p.evidence.start,
            "end": p.evidence.end,
        }
        for r in archive.of_document(found.id)
        for p in r.reports
        if p.document == found.id
    ]
    return {"id": found.id, **to_json(found), "evidence": told}


@router.get("/tension")
def tension(
    desk: Desks,
    left: Annotated[str, Query(min_length=1, max_length=200, description="Code or name of one side.")],
    right: Annotated[str, Query(min_length=1, max_length=200, description="Code or name of the other.")],
    by: By = "month",
    since: str = "",
    until: str = "",
    as_of: Annotated[str, Query(alias="as-of")] = "",
) -> dict[str, Any]:
    """Return what passed between two sides, period by period, with where its level changed.

    'read_since' is the day before which nothing was read, because the sides have so many records; 'since' and 'until' choose an earlier time.
    """
    asked = Asked(since=day(since), until=day(until, last=True), as_of=day(as_of, last=True))
    with desk.reading() as reader:
        found, begun = between(reader, _printable(left), _printable(right), by, asked)
    told: dict[str, Any] = to_json(found)
    for jump, own in zip(told["jumps"] or (), found.jumps or (), strict=True):
        jump["records"] = [r.record_id for r in own.records]
    return {**told, "read_since": begun.isoformat() if begun else None}


@router.get("/ask")
def ask(
    desk: Desks,
    question: Annotated[str, Query(min_length=1, max_length=500, description="In English.")],
    as_of: Annotated[str, Query(alias="as-of")] = "",
) -> dict[str, Any]:
    """Return an answer in sentences, each with the words and sources that it rests on."""
    with desk.coder() as coder:
        found = answers.ask(desk.archive(), coder, _printable(question), as_of=day(as_of, last=True))
    told: dict[str, Any] = json.loads("".join(answer_format.jsonl(found)))
    return told


@router.get("/search")
def search(
    desk: Desks,
    filters: Filtered,
    limit: Annotated[int, Query(ge=1, le=100, description="How many of each kind at most.")] = 10,
) -> dict[str, Any]:
    """Return the newest records of each kind, and the newest articles, that have all words of 'q'."""
    found: dict[str, Any] = {}
    with desk.reading() as reader:
        for kind in KINDS:
            shown = listed(
                reader, filters.but(status="", certainty="").choice(kind), limit=limit, enough=SEARCHED
            ).records
            found[f"{kind}s"] = [record_json(r) for r in shown]
        rows = latest_documents(
            reader, words=_printable(filters.q), source=_printable(filters.source), limit=limit
        )
        found["documents"] = [to_json(dict(row._mapping)) for row in rows]
    return found


@router.get("/runs")
def runs(desk: Desks) -> dict[str, Any]:
    """Return the codings that were made."""
    return {"items": [{"id": run.run.id, **to_json(run)} for run in desk.archive().runs()]}


class Verdict(BaseModel):
    """What an editor says of two records or reports."""

    left: str = Field(min_length=1, max_length=200)
    right: str = Field(min_length=1, max_length=200)
    same: bool
    note: str | None = Field(default=None, max_length=2000)
    author: str = Field(default="editor", min_length=1, max_length=100)


@router.post("/judgements", responses={403: {"model": Failure, "description": "No editor's token."}})
def judge(request: Request, desk: Desks, verdict: Annotated[Verdict, Body()]) -> Judged:
    """Say that two records or reports are one thing, or two; needs 'Authorization: Bearer TOKEN'."""
    request.app.state.editors.check(request, None)
    told = _fields(verdict)
    ruled = desk.archive().judge(told.pop("left"), told.pop("right"), **told)
    return Judged(number=ruled.ruling.number, new=ruled.new, records=list(ruled.records))


def _fields(verdict: Verdict) -> dict[str, Any]:
    """Return the fields of a verdict, without characters that no database takes."""
    return {k: _printable(v) if isinstance(v, str) else v for k, v in verdict.model_dump().items()}


@router.delete(
    "/judgements/{number}", responses={403: {"model": Failure, "description": "No editor's token."}}
)
def undo(request: Request, desk: Desks, number: Annotated[int, Path(ge=1, le=2**31)]) -> Judged:
    """Take a judgement back; needs 'Authorization: Bearer TOKEN'."""
    request.app.state.editors.check(request, None)
    ruled = desk.archive().undo(number)
    return Judged(number=ruled.ruling.number, new=ruled.new, records=list(ruled.records))
