"""The pages of two sides and of one actor."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from dateline import views
from dateline.codebook import gazetteer
from dateline.model.tension import By, Tension
from dateline.server import _charts
from dateline.server._choice import Filters, WrongFilters
from dateline.server._desk import Desk
from dateline.server._given import Desks, Text, plain
from dateline.server._lists import FOLLOWED, listed, tension
from dateline.server._rendering import FEW_SHOWN, render
from dateline.store import Query, Reader
from dateline.store.pages import Choice, sample

GLANCE = 1_000  # reports looked through for the short lists of a pair or an actor
SAMPLED = 400  # reports from which pairs and partners are counted
PERIODS = 366  # of a curve; of more, bars are thinner than a line

router = APIRouter(include_in_schema=False)


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
            pairs = busiest(reader, Choice(kind="event", axis="reported"))
        return render(request, "pair.html", given=given, pairs=pairs, tension=None)

    def make() -> dict[str, Any]:
        with desk.reading() as reader:
            found, begun = tension(reader, ours, theirs, by, Query(since=asked.since, until=asked.until))
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
    found: Counter[str] = Counter()
    codes: dict[str, Counter[str]] = {}
    for _, event in told:
        for one in [*event.get("actors", ()), *event.get("recipients", ())]:
            if one.get("kind") != "role":
                found[one["name"]] += 1
                codes.setdefault(one["name"], Counter())[one.get("code") or ""] += 1
    return [(name, codes[name].most_common(1)[0][0], number) for name, number in found.most_common(24)]


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


def busiest(reader: Reader, choice: Choice) -> list[tuple[str, str, int]]:
    """Return the countries that dealt with each other most in the newest reports."""
    found: Counter[tuple[str, str]] = Counter()
    for _, event in sample(reader, choice, SAMPLED):
        ours, theirs = _countries(event.get("actors")), _countries(event.get("recipients"))
        found.update(sorted({(min(a, b), max(a, b)) for a in ours for b in theirs or ours if a != b}))
    return [(*pair, number) for pair, number in found.most_common(FEW_SHOWN)]


def _countries(actors: object) -> set[str]:
    return {a["country"] for a in actors if a.get("country")} if isinstance(actors, list) else set()
