"""How the API answers: failures, and lists as pages of JSON or as JSON lines."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Annotated, Any, Literal, NamedTuple

from fastapi import Depends, Header, Query
from fastapi.responses import JSONResponse, Response, StreamingResponse
from pydantic import BaseModel, Field

from dateline.formats.jsonl import record_json, report_json
from dateline.model import Record
from dateline.server._choice import cursor, place
from dateline.server._desk import Desk
from dateline.server._lists import listed
from dateline.store.pages import At, Choice

LINES = "application/x-ndjson"
STREAMED = 100  # records read at a time


class Problem(BaseModel):
    """What went wrong."""

    code: str = Field(description="Stable word for programs.")
    message: str = Field(description="What is wrong and what to do, for people.")
    where: str | None = Field(description="The parameter, path or id that it is about.")


class Failure(BaseModel):
    """The form of every failure."""

    error: Problem


class Page(BaseModel):
    """One page of a list."""

    items: list[dict[str, Any]]
    next: str | None = Field(description="Give it as 'cursor' for the page after this one; null at the end.")
    whole: bool = Field(
        description="False where only so many records were looked through for this page; 'next' goes on."
    )
    followed: bool = Field(
        default=True,
        description="False where commitments have the states that their own articles tell, as in lists of a large store; "
        "/api/records/{name} follows one through later reports.",
    )


FAILURES: dict[int | str, dict[str, Any]] = {
    status: {"model": Failure, "description": words}
    for status, words in (
        (400, "A filter cannot be read."),
        (404, "Nothing has this id."),
        (422, "A parameter has the wrong form."),
        (503, "Another process holds the database."),
    )
}
LIST_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"model": Page, "content": {LINES: {"schema": {"type": "string"}}}}
}
Form = Annotated[Literal["json", "jsonl"] | None, Query(alias="format", description="Form of the answer.")]
Accept = Annotated[str, Header(include_in_schema=False)]
Wanted = Literal["json", "jsonl"]


def _wanted(form: Form = None, accept: Accept = "") -> Wanted:
    return form or ("jsonl" if LINES in accept else "json")


Wants = Annotated[Wanted, Depends(_wanted)]


class Fetched(NamedTuple):
    """Items of a page, where the next one begins, whether all was looked through, and whether commitments were followed."""

    items: Iterable[Mapping[str, Any]]
    after: At | None
    whole: bool = True
    followed: bool = True


Fetch = Callable[[int, At | None], Fetched]


def as_list(fetch: Fetch, limit: int, word: str, wanted: Wanted) -> Response:
    """Return one page of a list, or all of it as JSON lines."""
    after = place(word)
    if wanted == "jsonl":
        first = fetch(STREAMED, after)  # so that a failure is told as such
        return StreamingResponse(_lines(fetch, first), media_type=LINES)
    got = fetch(limit, after)
    told = {"items": list(got.items), "next": cursor(got.after), "whole": got.whole, "followed": got.followed}
    return JSONResponse(told)


def _lines(fetch: Fetch, got: Fetched) -> Iterator[str]:
    while True:
        for item in got.items:
            yield json.dumps(item, ensure_ascii=False) + "\n"
        if got.after is None:
            return
        got = fetch(STREAMED, got.after)


def records_of(desk: Desk, choice: Choice, shape: Callable[[Record], Iterable[Mapping[str, Any]]]) -> Fetch:
    """Return what fetches the records of a choice, each in so many items as its shape has."""

    def fetch(limit: int, after: At | None) -> Fetched:
        with desk.reading() as reader:
            got = listed(reader, choice, limit=limit, after=after)
        items = [item for record in got.records for item in shape(record)]
        return Fetched(items, got.after, got.whole, got.followed)

    return fetch


def whole(record: Record) -> Iterator[Mapping[str, Any]]:
    """Yield a record as one item."""
    yield record_json(record)


def reports_of(record: Record) -> Iterator[Mapping[str, Any]]:
    """Yield the reports of a record, an item each."""
    for report in record.reports:
        yield {"record_id": record.record_id, "kind": record.kind, **report_json(report)}
