"""Place names: predictions and the share of gold names found and placed within 161 km (100 miles)."""

from __future__ import annotations

import dataclasses
import statistics
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.codebook.places import distance
from dateline.evaluation.gold import by_id, inside, lines, prf
from dateline.evaluation.timex import document, match

if TYPE_CHECKING:
    from dateline.pipeline import Coder

FILES = ("places.jsonl",)
NEAR = 161.0  # kilometres


def predict(gold: Path, coder: Coder) -> Iterator[dict[str, Any]]:
    """Yield the place names of each text, whatever their use; only ``id``, ``text`` and ``url`` are read.

    The gold data count adjectives, metonyms and parts of names too, so this takes all that the annotator of places
    finds, not only its layer.
    """
    annotator: Any = next(a for a in coder.annotators if a.name == "places")
    for row in rows(gold):
        text = dataclasses.replace(document(row["text"], None), url=row.get("url"))
        found = annotator.toponyms(text, coder.annotate(text))
        yield {
            "id": row["id"],
            "toponyms": [
                {
                    "start": mention.span.start,
                    "end": mention.span.end,
                    "lat": mention.place.lat if mention.place else None,
                    "lon": mention.place.lon if mention.place else None,
                }
                for mention in found
            ],
        }


def rows(gold: Path) -> Iterator[dict[str, Any]]:
    """Yield the lines of the gold file."""
    for path in inside(gold, *FILES):
        yield from lines(path)


def score(gold: Path, predictions: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the figures of all texts and of each set.

    Spans match when they overlap, one to one, largest overlap first. ``acc161`` is the share of the gold names with
    coordinates that were found and placed near enough, ``res161`` that among those found and placed.
    """
    found = by_id(predictions)
    groups: dict[str, list[tuple[list[dict[str, Any]], list[dict[str, Any]]]]] = {"all": []}
    for row in rows(gold):
        pair = (row["toponyms"], found.get(str(row["id"]), {}).get("toponyms") or [])
        groups["all"].append(pair)
        groups.setdefault(row["set"], []).append(pair)
    return {name: figures(pairs) for name, pairs in groups.items()}


def figures(pairs: Sequence[tuple[list[dict[str, Any]], list[dict[str, Any]]]]) -> dict[str, Any]:
    """Return the figures of pairs of wanted and predicted names."""
    wanted = sum(len(names) for names, _ in pairs)
    given = sum(len(names) for _, names in pairs)
    matched = placeable = 0
    errors: list[float] = []
    for names, predicted in pairs:
        links = match(names, predicted)
        matched += len(links)
        placeable += sum(_placed(name) for name in names)
        for index, other in links.items():
            if _placed(names[index]) and _placed(predicted[other]):
                errors.append(distance(_point(names[index]), _point(predicted[other])))
    near = sum(error <= NEAR for error in errors)
    spans = prf(matched, given, wanted)
    return {
        "docs": len(pairs),
        "gold": wanted,
        "span_p": spans["p"],
        "span_r": spans["r"],
        "span_f1": spans["f1"],
        "acc161": near / placeable if placeable else 0.0,
        "res161": near / len(errors) if errors else 0.0,
        "median_km": statistics.median_high(errors) if errors else None,
    }


def _placed(name: dict[str, Any]) -> bool:
    return name.get("lat") is not None and name.get("lon") is not None


def _point(name: dict[str, Any]) -> tuple[float, float]:
    return name["lat"], name["lon"]
