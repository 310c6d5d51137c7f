"""Actors: a name, with a little context and a date, resolved to country, PLOVER sector and Wikipedia title."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from dateline.codebook import gazetteer
from dateline.evaluation import gold as files
from dateline.model import Actor
from dateline.pipeline import Coder

FILES = ("actor_resolution.jsonl",)
PRONOUNS = frozenset(("he", "him", "she", "her", "they", "them", "it", "we", "i", "you"))
ARTICLES = frozenset(("a", "an", "the", "'s", "’s"))
NAMED = ("person", "organisation", "group")


def predict(gold: Path, coder: Coder) -> Iterator[dict[str, Any]]:
    """Yield ``id``, ``country``, ``sector`` and ``wiki``, or ``none``, for each ``name``, ``context`` and ``date``."""
    for path in files.inside(gold, *FILES):
        for row in files.lines(path):
            day = date.fromisoformat(row["date"]) if row.get("date") else None
            actor = coder.resolve(str(row["name"]), row.get("context") or "", day)
            if str(row["name"]).casefold() in PRONOUNS:
                yield {
                    "id": row["id"],
                    "country": "",
                    "sector": "UNK",
                    "wiki": "",
                }  # the gold data's convention
                continue
            if actor is None:
                yield {"id": row["id"], "none": True}
                continue
            yield {
                "id": row["id"],
                "country": actor.country or "",
                "sector": actor.sector or "",
                "rest": _rest(str(row["name"])),
                "wiki": _title(actor, str(row["name"])),
                "reason": actor.reason,
            }


def _rest(name: str) -> str:
    """Return the words of a name that are no nationality and no article: "destroyer" of "a US destroyer"."""
    words, kept, at = name.replace("'s", " 's").replace("’s", " ’s").split(), [], 0
    while at < len(words):
        match = gazetteer.load().find(words, at)
        if match is not None and match.entries[0].kind == "state" and not match.metonym:
            at += match.length
        else:
            kept.append(words[at])
            at += 1
    return " ".join(w for w in kept if w.casefold() not in ARTICLES)


def _title(actor: Actor, words: str) -> str:
    """Return the title of the page of an actor, or of its body: the gazetteer's names are those; a capital has its own."""
    reason = actor.reason or ""
    if reason.startswith("metonym"):
        return words
    body = gazetteer.load().by_id.get(actor.id.removeprefix("role:").rsplit(":", 1)[0])
    if actor.kind == "role" and body is not None and body.kind in NAMED:
        return body.name  # somebody of a body: its own page
    if actor.kind in NAMED and reason.endswith(f" of {actor.name}"):
        return actor.name
    known = actor.kind in NAMED and reason.startswith("gazetteer")
    return actor.name if known or reason.startswith("place") else ""


def score(gold: Path, predictions: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the share of records in which every expected field is met, and the share for each field."""
    known = files.by_id(predictions)
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for path in files.inside(gold, *FILES):
        for row in files.lines(path):
            prediction = known.get(str(row["id"]))
            met = {key: _met(key, value, prediction) for key, value in row["gold"].items()}
            total.update(met.keys())
            right.update(key for key, good in met.items() if good)
            total["all_fields"] += 1
            right["all_fields"] += all(met.values())
    return {key: {"accuracy": right[key] / n, "n": n} for key, n in total.items()}


def _met(key: str, value: Any, prediction: dict[str, Any] | None) -> bool:
    """Return whether a prediction meets one expected field."""
    if prediction is None:
        return False
    if key == "none":
        return bool(prediction.get("none"))
    if prediction.get("none"):
        return False
    got = prediction.get(key.removesuffix("_any_of").removesuffix("_not")) or ""
    if key.endswith("_any_of"):
        return got in value
    return bool(got != value if key.endswith("_not") else got == (value or ""))
