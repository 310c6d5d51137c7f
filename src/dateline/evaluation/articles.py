"""Whole articles: events, statements, indicators, commitments, furniture."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

from dateline.errors import SourceError
from dateline.evaluation import gold as files
from dateline.evaluation._align import Range, aligner, overlap
from dateline.evaluation._event_match import GoldEvent, PredictedEvent, match
from dateline.evaluation._parties import same_name, side_right
from dateline.formats.article import article_json
from dateline.pipeline import Coder
from dateline.resolvers import Clusters
from dateline.resolvers.events import Events

SOFT = frozenset(
    ("dateline", "byline", "credit", "caption", "highlights", "heading", "title", "pullquote", "separator")
)
NOT_ACTUAL = ("planned", "hypothetical", "negated")
SAME_KIND = {"ultimatum": "demand", "promise": "offer"}
MARKS = "\"“”'‘’`"
LEAST_OVERLAP = 0.5  # of the contents of a statement: intersection over union


def predict(gold: Path, coder: Coder) -> Iterator[dict[str, Any]]:
    """Yield, for each line of ``inputs.jsonl``, what ``dateline code`` writes for it."""
    clusters = Clusters(Events())  # events that two articles tell share a record, as they would in the store
    for path in files.inside(gold, "inputs.jsonl"):
        for row in files.lines(path):
            article = coder.read(
                row.get("text") or row.get("html") or "",
                published=row.get("published") or None,
                title=row.get("title"),
                url=row.get("url"),
                publisher=row.get("publisher"),
                source_id=str(row["id"]),
                media_type="text/plain" if row.get("text") else "text/html",
            )
            records = {event.id: clusters.add(event, article.document) for event in article.events}
            yield article_json(article, records) | {"id": row["id"]}


def score(gold: Path, predictions: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the figures over all ``*.json`` of a folder.

    Raises:
        SourceError: the folder holds no annotated article.
    """
    rows = [json.loads(path.read_text("utf-8")) for path in sorted(gold.glob("*.json"))]
    if not rows:
        raise SourceError("no annotated article (*.json) in this folder", where=str(gold))
    return score_rows(rows, predictions)


def score_rows(rows: list[dict[str, Any]], predictions: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the figures of predictions on annotated articles, given as their JSON objects."""
    counts: Counter[str] = Counter()
    shares: dict[str, list[bool]] = {}
    found = files.by_id(predictions)
    links: list[tuple[str, str]] = []
    for row in rows:
        predicted = found.get(str(row["id"]), {})
        place = aligner(row["text"], predicted.get("text"))
        links += _events(row, predicted, place, counts, shares)
        _statements(row, predicted, place, counts)
        _indicators(row, predicted, place, counts)
        _commitments(row, predicted, place, counts)
        _furniture(row, predicted, place, counts)
    figures = _figures(counts, shares)
    if links:
        figures["events"]["link"] = _links(links)
    return figures


Place = Callable[[object, object], Range | None]


def _figures(n: Counter[str], shares: Mapping[str, list[bool]]) -> dict[str, Any]:
    def core(hits: str) -> dict[str, float]:
        p = n[hits] / n["events"] if n["events"] else 0.0
        r = n[hits + "_core"] / n["core"] if n["core"] else 0.0
        return {"p": p, "r": r, "f1": 2 * p * r / (p + r) if p + r else 0.0}

    events: dict[str, Any] = {name: core(name) for name in ("detect", "www", "www_country")}
    events |= {name: sum(values) / len(values) for name, values in sorted(shares.items())}
    return {
        "events": events,
        "statements": files.prf(n["s_hit"], n["s_pred"], n["s_gold"]),
        "indicators": _indicator_figures(n),
        "commitments": files.prf(n["c_hit"], n["c_pred"], n["c_gold"]),
        "furniture": files.prf(n["f_hit"], n["f_pred"], n["f_gold"]),
    }


def _indicator_figures(n: Counter[str]) -> dict[str, float]:
    """Return precision over all figures found, recall over those that every coder must find."""
    p = n["i_hit"] / n["i_pred"] if n["i_pred"] else 0.0
    r = n["i_hit_core"] / n["i_gold"] if n["i_gold"] else 0.0
    return {"p": p, "r": r, "f1": 2 * p * r / (p + r) if p + r else 0.0}


def _events(
    row: dict[str, Any],
    predicted: dict[str, Any],
    place: Place,
    n: Counter[str],
    shares: dict[str, list[bool]],
) -> list[tuple[str, str]]:
    """Count the events of one article; return key and record of those found, as far as both are known."""
    soft = [(f["start"], f["end"]) for f in row["furniture"] if f["kind"] in SOFT]
    gold = [GoldEvent.of(e) for e in row["events"]]
    given = [PredictedEvent.of(e, place) for e in predicted.get("events") or ()]
    given = [p for p in given if p.sentence and p.sentence[0] < row["annotated_until"]]
    pairs = match(gold, given)
    taken = set(pairs.values())
    n["events"] += sum(j in taken or not _within(p.trigger or p.sentence, soft) for j, p in enumerate(given))
    n["core"] += sum(g.core for g in gold)
    for i, g in enumerate(gold):
        p = given[pairs[i]] if i in pairs else None
        if g.status in NOT_ACTUAL:
            free = (q for j, q in enumerate(given) if j not in taken)
            said = (
                p.status == "actual"
                if p
                else any(q.status == "actual" and overlap(q.trigger, g.trigger) for q in free)
            )
            shares.setdefault("nonactual_safe", []).append(not said)
        if p is not None:
            _matched(g, p, n, shares)
    found = ((gold[i].key, given[j].record) for i, j in pairs.items())
    return [(key, record) for key, record in found if key and record]


def _links(links: list[tuple[str, str]]) -> dict[str, float]:
    """Return the figures of pairs of events that share a record, against those that are one event."""
    hits = given = gold = 0
    for (key, record), (other, place) in combinations(links, 2):
        hits += key == other and record == place
        given += record == place
        gold += key == other
    return files.prf(hits, given, gold)


def _within(where: Range | None, ranges: list[Range]) -> bool:
    return where is not None and any(overlap(where, r) >= where[1] - where[0] for r in ranges)


def _matched(g: GoldEvent, p: PredictedEvent, n: Counter[str], shares: dict[str, list[bool]]) -> None:
    def tick(name: str, right: bool) -> None:
        shares.setdefault(name, []).append(right)

    for name, right in (("detect", True), ("www_country", g.who(p)), ("www", g.who(p, sectors=True))):
        n[name] += right
        n[name + "_core"] += right and g.core
    if g.reciprocal:
        tick("actors", side_right(g.actors + g.recipients, p.actors + p.recipients))
    else:
        tick("actors", side_right(g.actors, p.actors))
        if g.recipients or p.recipients:
            tick("recipients", side_right(g.recipients, p.recipients))
    if g.date:
        tick("date_equal", p.date == g.date)
    tick("status", p.status == g.status)
    tick("attribution", attributed_right(*attributed(g, p)))


def attributed(g: GoldEvent, p: PredictedEvent) -> tuple[list[str], list[str]]:
    """Return the speakers of gold and of prediction; an event's own actors are none."""
    own = [a.name for a in g.actors]
    theirs = (*own, *(a.name for a in p.actors))
    return (
        [s for s in g.speakers if not any(same_name(s, o) for o in own)],
        [s for s in p.speakers if not any(same_name(s, o) for o in theirs)],
    )


def attributed_right(ours: list[str], theirs: list[str]) -> bool:
    """Return whether a gold speaker is named, or nobody is where the gold has nobody."""
    return any(same_name(a, b) for a in ours for b in theirs) if ours else not theirs


def _chars(text: str, ranges: list[Range | None]) -> set[int]:
    spots = (i for r in ranges if r for i in range(r[0], min(r[1], len(text))))
    return {i for i in spots if not text[i].isspace() and text[i] not in MARKS}


def _statements(row: dict[str, Any], predicted: dict[str, Any], place: Place, n: Counter[str]) -> None:
    text = row["text"]
    gold = [_chars(text, [tuple(c) for c in s["content"]]) for s in row["statements"]]
    given = []
    for statement in predicted.get("statements") or ():
        ranges = [r for r in (place(*c[:2]) for c in statement.get("content") or ()) if r]
        if ranges and ranges[0][0] < row["annotated_until"]:
            given.append((statement, _chars(text, list(ranges))))
    alike = sorted(
        (
            (len(g & c) / len(g | c), -i, -j)
            for i, g in enumerate(gold)
            for j, (_, c) in enumerate(given)
            if g | c
        ),
        reverse=True,
    )
    used_gold: set[int] = set()
    used_given: set[int] = set()
    for share, i, j in alike:
        if share >= LEAST_OVERLAP and -i not in used_gold and -j not in used_given:
            used_gold.add(-i)
            used_given.add(-j)
            n["s_hit"] += _speaker_right(row["statements"][-i]["speaker"], given[-j][0], place)
    n["s_gold"] += len(gold)
    n["s_pred"] += len(given)


def _speaker_right(gold: dict[str, Any], statement: dict[str, Any], place: Place) -> bool:
    speaker = statement.get("speaker") or {}
    mention = speaker.get("mention") or {}
    where = place(mention.get("start"), mention.get("end"))
    if where is None and statement.get("source"):
        where = place(*statement["source"][0][:2])
    ours = (gold["start"], gold["end"]) if gold.get("start") is not None else None
    return bool(overlap(ours, where)) or same_name(gold.get("name"), speaker.get("name"))


def _indicators(row: dict[str, Any], predicted: dict[str, Any], place: Place, n: Counter[str]) -> None:
    given = [(i, _evidence(i, place)) for i in predicted.get("indicators") or ()]
    given = [(i, r) for i, r in given if r and r[0] < row["annotated_until"]]
    used: set[int] = set()
    for g in row["indicators"]:
        for j, (indicator, where) in enumerate(given):
            if j not in used and overlap((g["start"], g["end"]), where) and _value_right(g, indicator):
                used.add(j)
                n["i_hit_core"] += g.get("core", True)
                break
    n["i_hit"] += len(used)
    n["i_gold"] += sum(g.get("core", True) for g in row["indicators"])
    n["i_pred"] += len(given)


def _value_right(g: dict[str, Any], p: dict[str, Any]) -> bool:
    def same(a: float | None, b: float | None) -> bool:
        return a is not None and b is not None and abs(a - b) <= 1e-6 * max(1.0, abs(a))

    value, low, high = p.get("value"), p.get("low"), p.get("high")
    if g["value"] is not None:
        return same(g["value"], value) or (value is None and same(g["value"], low))
    if g["high"] is not None:
        return same(g["low"], low) and same(g["high"], high)
    return same(g["low"], low if low is not None else value)


def _evidence(item: dict[str, Any], place: Place) -> Range | None:
    where = item.get("evidence") or {}
    return place(where.get("start"), where.get("end"))


def _commitments(row: dict[str, Any], predicted: dict[str, Any], place: Place, n: Counter[str]) -> None:
    given = [(c, _evidence(c, place)) for c in predicted.get("commitments") or ()]
    given = [(c, r) for c, r in given if r and r[0] < row["annotated_until"]]
    used: set[int] = set()
    for g in row["commitments"]:
        kind = SAME_KIND.get(g["kind"], g["kind"])
        fits = [
            (overlap((g["start"], g["end"]), r), -j)
            for j, (c, r) in enumerate(given)
            if j not in used
            and SAME_KIND.get(c["kind"], c["kind"]) == kind
            and overlap((g["start"], g["end"]), r)
        ]
        if fits:
            used.add(-max(fits)[1])
    n["c_hit"] += len(used)
    n["c_gold"] += len(row["commitments"])
    n["c_pred"] += len(given)


def _furniture(row: dict[str, Any], predicted: dict[str, Any], place: Place, n: Counter[str]) -> None:
    text = row["text"]
    soft = _chars(text, [(f["start"], f["end"]) for f in row["furniture"] if f["kind"] in SOFT])
    gold = _chars(text, [(f["start"], f["end"]) for f in row["furniture"] if f["kind"] not in SOFT]) - soft
    given = (
        _chars(text, [place(f.get("start"), f.get("end")) for f in predicted.get("furniture") or ()]) - soft
    )
    n["f_hit"] += len(gold & given)
    n["f_gold"] += len(gold)
    n["f_pred"] += len(given)
