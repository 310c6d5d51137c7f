"""The pages: each is one question to the archive and one template."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlencode

import jinja2
from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from dateline import answers, views
from dateline.codebook import gazetteer
from dateline.errors import DatelineError, NotFound
from dateline.formats import answer as answer_format
from dateline.formats._words import TYPES
from dateline.model import Document, Event, Record
from dateline.model.imported import Imported
from dateline.model.tension import By, Tension
from dateline.server import _charts, _words
from dateline.server._choice import CERTAINTIES, STATES, USUAL, Filters, WrongFilters, cursor, place
from dateline.server._desk import Desk
from dateline.server._lists import FOLLOWED, Shown, counted, disputed, everyday, figures, listed, tension
from dateline.server._marking import found_in, parts
from dateline.server._zoom import Zoom
from dateline.server._zoom import zoom as zoomed
from dateline.store import Query as Asked
from dateline.store import Reader, imports
from dateline.store.pages import At, Choice, days, latest_documents, sample

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
HAPPENED = Choice(
    kind="event", axis="reported", statuses=("actual", "historical"), certainties=("asserted", "reported")
)
BEFORE = datetime.timedelta(days=1)  # by which data sets differ in the day of one event
LONG = datetime.timedelta(days=31)
GLANCE = 1_000  # reports looked through for the short lists of a pair or an actor
SAMPLED = 400  # reports from which pairs and partners are counted
MAPPED = 600
PERIODS = 366  # of a curve; of more, bars are thinner than a line
READINGS = 300
SERIES = 40
STANCES = ("says", "claims", "denies", "warns", "promises", "asks", "believes")
COMMITMENTS = ("offer", "promise", "agreement", "threat", "demand", "ultimatum")

router = APIRouter(include_in_schema=False)


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

Filtered = Annotated[Filters, Depends()]
Cursor = Annotated[str, Query(max_length=400)]
Text = Annotated[str, Query(max_length=200)]


def _desk(request: Request) -> Desk:
    found: Desk = request.app.state.desk
    return found


Desks = Annotated[Desk, Depends(_desk)]


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


def plain(words: str) -> str:
    """Return the words without characters that no database takes."""
    return "".join(c for c in words if c >= " " and not 0xD800 <= ord(c) <= 0xDFFF).strip()


@router.get("/")
def overview(request: Request, desk: Desks) -> Response:
    """What is in the store, what is new, who deals with whom, what is contradicted."""

    def make() -> dict[str, Any]:
        with desk.reading() as reader:
            return {
                "followed": not reader.more_than("event", FOLLOWED),
                "latest": listed(reader, HAPPENED, limit=FEW_SHOWN).records,
                "pairs": _pairs(reader, Choice(kind="event", axis="reported")),
                "commitments": listed(
                    reader, Choice(kind="commitment", axis="reported", statuses=("open",)), limit=5
                ).records,
                "documents": latest_documents(reader, limit=6),
            }

    found = desk.kept("overview", make)
    dispute = disputed(desk, Choice(kind="event"), limit=5).conflicts[:5]
    return render(
        request, "overview.html", counts=counted(desk), conflicts=dispute, filters=Filters(),
        zoom=zoomed(everyday(desk), None, None), **found,
    )  # fmt: skip


def _pairs(reader: Reader, choice: Choice) -> list[tuple[str, str, int]]:
    """Return the countries that dealt with each other most in the newest reports."""
    found: Counter[tuple[str, str]] = Counter()
    for _, event in sample(reader, choice, SAMPLED):
        ours, theirs = _countries(event.get("actors")), _countries(event.get("recipients"))
        both = {tuple(sorted((a, b))) for a in ours for b in theirs or ours if a != b}
        found.update(pair for pair in both if len(pair) == 2)
    return [(*pair, number) for pair, number in found.most_common(FEW_SHOWN)]


def _countries(actors: object) -> set[str]:
    return {a["country"] for a in actors if a.get("country")} if isinstance(actors, list) else set()


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
        "next": cursor(got.after),
        "whole": got.whole,
        "reached": got.after.day if got.after else None,
        "followed": got.followed,
    }


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
        beside = _beside(reader, found)
    ruled = [r for r in archive.judgements() if r.left in ids or r.right in ids]
    return render(
        request,
        "record.html",
        record=found,
        own=views.fields(found.value),
        inside=[j for j in judged if j.left in ids and j.right in ids],
        near=[(j, others.get(j.left) or others.get(j.right)) for j in judged if not {j.left, j.right} <= ids][
            :12
        ],
        numbers={report.id: number for number, report in enumerate(found.reports, 1)},
        rulings=ruled,
        beside=beside,
    )


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
    return render(request, "documents.html", rows=rows, q=q, source=source, link=link, next=_cursor(last))


def _cursor(at: At | None) -> str | None:
    return cursor(at)


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


@router.get("/pair")
def pair(
    request: Request,
    desk: Desks,
    left: Text = "",
    right: Text = "",
    by: By = "month",
    since: Text = "",
    until: Text = "",
) -> Response:
    """How two sides dealt with each other: the curve, the acts, the words, what is open."""
    given = {"left": left, "right": right, "by": by, "since": since, "until": until}
    ours, theirs = plain(left), plain(right)
    both = Filters(actor=ours, with_=theirs, since=since, until=until)
    try:
        asked = both.choice("event").query
    except WrongFilters as error:
        return render(
            request, "pair.html", status=400, given=given, pairs=(), tension=None, problems=error.problems
        )
    if not ours or not theirs:
        with desk.reading() as reader:
            pairs = _pairs(reader, Choice(kind="event", axis="reported"))
        return render(request, "pair.html", given=given, pairs=pairs, tension=None)

    def make() -> dict[str, Any]:
        with desk.reading() as reader:
            found, begun = tension(reader, ours, theirs, by, Asked(since=asked.since, until=asked.until))
            if len(found.periods) > PERIODS:
                found, begun = _newest(found), found.periods[-PERIODS].start
            return {
                "tension": found,
                "curve": _charts.curve(found) if found.periods else None,
                "cut": begun,
                "followed": not reader.more_than("event", FOLLOWED),
                "acts": listed(reader, both.choice("event"), limit=FEW_SHOWN, enough=GLANCE).records,
                "statements": listed(reader, both.choice("statement"), limit=6, enough=GLANCE).records,
                "commitments": listed(reader, both.choice("commitment"), limit=6, enough=GLANCE).records,
            }

    found = desk.kept(("pair", both, by), make)
    return render(request, "pair.html", given=given, link=both.link(), **found)


def _newest(found: Tension) -> Tension:
    """Return the newest part of a curve that is too long to be seen."""
    periods = found.periods[-PERIODS:]
    jumps = tuple(j for j in found.jumps if j.start >= periods[0].start) if found.jumps else found.jumps
    return replace(found, periods=periods, jumps=jumps)


@router.get("/actors")
def actors(request: Request, desk: Desks, name: Text = "") -> Response:
    """One actor: offices in time, acts, words, commitments, with whom."""
    words = plain(name)
    if not words:
        return render(request, "actors.html", name="", busy=desk.kept("busy", lambda: _busy(desk)))
    filters = Filters(actor=words)

    def make() -> dict[str, Any]:
        with desk.reading() as reader:
            told = sample(reader, replace(filters.choice("event"), axis="reported"), SAMPLED)
            return {
                "followed": not reader.more_than("event", FOLLOWED),
                "acts": listed(reader, filters.choice("event"), limit=FEW_SHOWN).records,
                "statements": listed(reader, filters.choice("statement"), limit=5, enough=GLANCE).records,
                "commitments": listed(reader, filters.choice("commitment"), limit=6, enough=GLANCE).records,
                **_company(told, words),
            }

    found = desk.kept(("actor", words), make)
    return render(request, "actors.html", name=words, terms=_terms(words), link=filters.link(), **found)


def _busy(desk: Desk) -> list[tuple[str, str, int]]:
    with desk.reading() as reader:
        told = sample(reader, Choice(kind="event", axis="reported"), SAMPLED)
    found: Counter[tuple[str, str]] = Counter()
    for _, event in told:
        for one in [*event.get("actors", ()), *event.get("recipients", ())]:
            if one.get("kind") != "role":
                found[one["name"], one.get("code") or ""] += 1
    return [(name, code, number) for (name, code), number in found.most_common(24)]


def _company(told: list[tuple[str, dict[str, Any]]], words: str) -> dict[str, Any]:
    """Return under which names somebody appears, and with whom, in the newest reports."""
    match = views.match(words)
    names: Counter[tuple[str, str]] = Counter()
    others: Counter[str] = Counter()
    for _, event in told:
        everybody = [*event.get("actors", ()), *event.get("recipients", ())]
        for one in everybody:
            code = one.get("code") or ""
            own = (
                one["id"] in match.ids
                or one.get("country") in match.countries
                or bool(match.prefix and code.startswith(match.prefix))
                or bool(match.name and match.name in one["name"].lower())
            )
            if own:
                names[one["name"], code] += 1
            elif one.get("country"):
                others[one["country"]] += 1
    return {"names": names.most_common(12), "others": others.most_common(FEW_SHOWN), "sampled": len(told)}


def _terms(words: str) -> list[tuple[str, Any]]:
    """Return the offices that the gazetteer knows of somebody, with the days."""
    parts_ = gazetteer.words_of(words)
    found = gazetteer.load().find(parts_, 0) if parts_ else None
    if found is None or found.length < len(parts_):
        return []
    return [(entry.name, term) for entry in found.entries if entry.kind == "person" for term in entry.terms]


@router.get("/conflicts")
def conflicts(request: Request, desk: Desks, filters: Filtered, cursor: Cursor = "") -> Response:
    """Accounts that cannot both hold."""
    got = disputed(desk, filters.choice("event"), limit=USUAL, after=place(cursor))
    return render(
        request,
        "conflicts.html",
        filters=filters,
        conflicts=got.conflicts,
        next=_cursor(got.after),
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
