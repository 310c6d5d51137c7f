"""The pages of one record and of one article, and the list of articles."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from dateline import views
from dateline.model import Document, Event, Record
from dateline.model.imported import Imported
from dateline.server._choice import USUAL, place
from dateline.server._choice import cursor as as_word
from dateline.server._given import Cursor, Desks, Text, plain
from dateline.server._marking import found_in, parts
from dateline.server._rendering import FEW_SHOWN, render
from dateline.store import Query, Reader, imports
from dateline.store.pages import At, latest_documents

BEFORE = datetime.timedelta(days=1)  # by which data sets differ in the day of one event
MOST_NEAR = 12
LONG = datetime.timedelta(days=31)

router = APIRouter(include_in_schema=False)


@router.get("/records/{name}")
def record(request: Request, desk: Desks, name: str) -> Response:
    """All reports of one record, what differs, and why they are one."""
    archive = desk.archive()
    found = archive.show(name)
    if isinstance(found, Document):
        return RedirectResponse(f"/documents/{found.id}", status_code=303)
    if found.record_id != name:
        return RedirectResponse(f"/records/{found.record_id}", status_code=303)
    ids = {report.id for report in found.reports}
    with desk.reading() as reader:
        judged = [j for j in reader.judgements(ids) if j.left in ids or j.right in ids]
        others = {n: reader.record_of(n) for j in judged for n in (j.left, j.right) if n not in ids}
        near = [
            (j, others.get(j.left) or others.get(j.right)) for j in judged if not {j.left, j.right} <= ids
        ][:MOST_NEAR]
        named = _named(reader, found, [name for _, name in near if name])
        beside = _beside(reader, found)
    ruled = [r for r in archive.judgements() if r.left in ids or r.right in ids]
    return render(
        request,
        "record.html",
        record=found,
        own=views.fields(found.value),
        inside=[j for j in judged if j.left in ids and j.right in ids],
        near=near,
        named=named,
        numbers={report.id: number for number, report in enumerate(found.reports, 1)},
        rulings=ruled,
        beside=beside,
    )


def _named(reader: Reader, found: Record, near: Sequence[str]) -> dict[str, Record]:
    """Return the records by their ids that a page names beside its own: those compared with it, and those that contradict it."""
    against = [name for name in found.conflicts if ":" in name]
    names = tuple(dict.fromkeys((*near, *against)))
    told = views.records(reader, found.kind, Query(records=names)) if names else ()
    return {record.record_id: record for record in told}


def _beside(reader: Reader, record: Record) -> list[Imported]:
    """Return what other data sets have of an event: of its type and countries in the same days, or from one of its articles."""
    event = record.value
    if not isinstance(event, Event) or event.date is None or event.date.start.year == datetime.MINYEAR:
        return []
    urls = {report.url for report in record.reports if report.url}
    lands = {a.country for a in (*event.actors, *event.recipients) if a.country}
    until = min(event.date.end, event.date.start + LONG) + BEFORE
    found = imports.near(reader, event.date.start - BEFORE, until, (event.event_type,), urls)
    return [
        one
        for one in found
        if urls & {one.url, *(m.url for m in one.mentions)}
        or len(lands & {a.country for a in (*one.actors, *one.recipients)}) > 1
    ][:FEW_SHOWN]


@router.get("/documents")
def documents(
    request: Request, desk: Desks, q: Text = "", source: Text = "", cursor: Cursor = ""
) -> Response:
    """The articles, newest first."""
    with desk.reading() as reader:
        rows = latest_documents(
            reader, words=plain(q), source=plain(source), limit=USUAL, after=place(cursor)
        )
    last = At(rows[-1].published_start, rows[-1].id) if len(rows) == USUAL else None
    link = urlencode({k: v for k, v in (("q", q), ("source", source)) if v})
    return render(request, "documents.html", rows=rows, q=q, source=source, link=link, next=as_word(last))


@router.get("/documents/{name}")
def document(request: Request, desk: Desks, name: str) -> Response:
    """One article with what was found in it."""
    archive = desk.archive()
    found = archive.show(name)
    if not isinstance(found, Document):
        return RedirectResponse(f"/records/{found.record_id}", status_code=303)
    if found.id != name:
        return RedirectResponse(f"/documents/{found.id}", status_code=303)
    marks = found_in(found, archive.of_document(found.id))
    return render(
        request,
        "document.html",
        document=found,
        parts=tuple(parts(found, marks)),
        found=marks,
        revisions=archive.revisions(found.id),
    )
