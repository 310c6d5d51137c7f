"""Events: from one text to types and actor codes, scored as types and as who-did-what-to-whom."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

from dateline.codebook import ontology
from dateline.evaluation import gold as files
from dateline.evaluation._types import root
from dateline.model import Actor, Event
from dateline.pipeline import Coder

FILES = ("petr2_gsr.jsonl",)
COUNTRY = re.compile(r"[A-Z]{3}")
NOBODY = "---"
ANNOUNCED = ("announced", "promise")  # how the coder's reasons begin for an act that is only promised
CAMEO_BODIES = {"UNO": "IGOUNO", "EUR": "IGOEUREEC"}
DEEDS = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST"})


def predict(gold: Path, coder: Coder) -> Iterator[dict[str, Any]]:
    """Yield ``id`` and ``events`` (type, CAMEO code, codes of both sides) for the ``text`` of each record."""
    for path in files.inside(gold, *FILES):
        for row in files.lines(path):
            day = row.get("date")
            document = coder.plain(
                str(row["text"]), published=datetime.date.fromisoformat(day) if day else None
            )
            events = coder.code(document).events
            yield record(str(row["id"]), events)


def record(record_id: str, events: Sequence[Event]) -> dict[str, Any]:
    """Return a prediction: what is not negated and stands beside no accusation of it.

    CAMEO data code dyads: what somebody does to nobody is left out beside what somebody does to another.
    """
    alleged = {a.id for e in events if e.event_type == "ACCUSE" for a in e.actors}
    told = [e for e in events if e.status != "negated" and not _is_alleged(e, alleged)]
    between = [e for e in told if all(_sides(e))]
    return {"id": record_id, "events": [row for e in between or told for row in _rows(e)]}


def _is_alleged(event: Event, accusers: set[str]) -> bool:
    """Whether the event is only what an accuser says: CAMEO codes the accusation alone."""
    said = {link.speaker.id for link in event.attribution if link.speaker is not None}
    return event.event_type in DEEDS and bool(said & accusers)


def _rows(event: Event) -> Iterator[dict[str, Any]]:
    """Yield the event with its sides; one of several equal parties once for each ordered pair, as CAMEO data have it."""
    actors, recipients = _sides(event)
    if len(actors) > 1 and not recipients:
        for actor, recipient in permutations(actors, 2):
            yield _row(event, (actor,), (recipient,))
    else:
        yield _row(event, actors, recipients)


def _sides(event: Event) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Who stands before the trigger and who after: "A met B" is an act of A on B, "A and B met" one of both."""
    if event.recipients or "reciprocal" not in event.reasons:
        return event.actors, event.recipients
    before = tuple(a for a in event.actors if a.mention and a.mention.start < event.trigger.start)
    after = tuple(a for a in event.actors if a not in before)
    return (before, after) if before else (after, before)


def _row(event: Event, actors: Iterable[Actor], recipients: Iterable[Actor]) -> dict[str, Any]:
    event_type, cameo = _kind(event)
    return {
        "event_type": event_type,
        "mode": event.mode,
        "cameo": cameo,
        "status": event.status,
        "source_codes": [_code(a) for a in actors],
        "target_codes": [_code(a) for a in recipients],
    }


def _kind(event: Event) -> tuple[str, str | None]:
    """Type and code by the table from CAMEO to PLOVER, which data made from CAMEO follow: an apology is SUPPORT there.

    What somebody only announces to yield is an expressed intent (035) in CAMEO.
    """
    if event.event_type == "CONCEDE" and any(r.startswith(ANNOUNCED) for r in event.reasons):
        return "AGREE", "035"
    known = ontology.load().cameo.get(event.cameo or "")
    return (known and known.event_type) or event.event_type, event.cameo


def _code(actor: Actor) -> str:
    """The actor's code; a state as such has no sector, three dashes stand for an unknown country.

    International bodies stand under IGO, as in the actor codes of the CAMEO manual.
    """
    sector = None if actor.kind == "state" else actor.sector
    return CAMEO_BODIES.get(actor.country or "", actor.country or NOBODY) + (sector or "")


def score(gold: Path, predictions: list[dict[str, Any]]) -> dict[str, Any]:
    """Return precision, recall and F1 of types, of source-type-target by country, and of an event being there."""
    known = files.by_id(predictions)
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("types", "triples_country", "any")}
    for path in files.inside(gold, *FILES):
        for row in files.lines(path):
            sides = [_read(row.get("gold") or []), _read(known.get(str(row["id"]), {}).get("events") or [])]
            for name, count in counts.items():
                wanted, found = sides[0][name], sides[1][name]
                count["hits"] += (wanted & found).total()
                count["gold"] += wanted.total()
                count["predicted"] += found.total()
    return {name: files.prf(c["hits"], c["predicted"], c["gold"]) for name, c in counts.items()}


def _read(events: list[dict[str, Any]]) -> dict[str, Counter[Any]]:
    typed = [(kind, event) for event in events if (kind := root(event))]
    return {
        "types": Counter(kind for kind, _ in typed),
        "triples_country": Counter({triple for kind, event in typed for triple in _triples(kind, event)}),
        "any": Counter(["any"] if typed else []),
    }


def _triples(kind: str, event: dict[str, Any]) -> set[tuple[str, str, str]]:
    """Each source with each target; several sources without a target are parties of a reciprocal event."""
    sources, targets = _countries(event, "source"), _countries(event, "target")
    if len(sources) > 1 and not targets:
        return {(a, kind, b) for i, a in enumerate(sources) for j, b in enumerate(sources) if i != j}
    return {(a, kind, b) for a in sources or [NOBODY] for b in targets or [NOBODY]}


def _countries(event: dict[str, Any], side: str) -> list[str]:
    codes = event.get(f"{side}_codes")
    if codes is None:
        codes = [party.get("code") for party in event.get(side) or []]
    found = (COUNTRY.match(str(code or "").upper()) for code in codes)
    return [match.group() if match else NOBODY for match in found]
