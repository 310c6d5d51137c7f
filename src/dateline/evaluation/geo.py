"""Places and event locations of short texts: predictions and the share of texts with every expected field right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.codebook import places as gazetteer
from dateline.codebook.places import Spot, key
from dateline.evaluation.gold import by_id, inside, lines
from dateline.model import Article, Event, Place, PlaceMention

if TYPE_CHECKING:
    from dateline.pipeline import Coder

FILES = ("geo.jsonl",)
FEATURES = {"country": "PCLI", "state": "ADM1", "county": "ADM2", "city": "PPL"}  # GeoNames' feature codes


def predict(gold: Path, coder: Coder) -> Iterator[dict[str, Any]]:
    """Yield places in text order and the location of the event; only ``id``, ``text``, ``event_label`` are read."""
    for row in rows(gold):
        article = coder.code(coder.plain(row["text"]))
        yield {
            "id": row["id"],
            "places": [_place(article, mention) for mention in article.places],
            "event_location": location(article, row.get("event_label")),
        }


def rows(gold: Path) -> Iterator[dict[str, Any]]:
    """Yield the lines of the gold file."""
    for path in inside(gold, *FILES):
        yield from lines(path)


def _place(article: Article, mention: PlaceMention) -> dict[str, Any]:
    place = mention.place
    spot = _spot(place) if place else None
    state = gazetteer.load().states.get((spot.country or "", spot.admin1 or "")) if spot else None
    return {
        "search_name": mention.span.of(article.document.text),
        "name": place.name if place else None,
        "country": place.country if place else None,
        "admin1_name": state.name if state else None,
        "feature_code": FEATURES.get(spot.kind) if spot else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "geonameid": str(place.geonameid) if place and place.geonameid else None,
    }


def _spot(place: Place) -> Spot | None:
    """Return what the gazetteer has of a place, for the fields that records do not keep."""
    return next((s for s in gazetteer.load().find(key(place.name)) if s.geonameid == place.geonameid), None)


def location(article: Article, label: str | None) -> str | None:
    """Return the words for where an event happened: that of the first event of the label that has a place.

    Args:
        article: the coded text.
        label: a word for the event ("arrest"); without one there is no location.
    """
    if label is None:
        return None
    stem = label.casefold().split()[-1]
    named = [e for e in article.events if _trigger(e).startswith(stem)]
    for event in (*named, *(e for e in article.events if e not in named)):
        if event.place is not None and event.place.span is not None:
            return event.place.span.of(article.document.text)
    return _beside(article, stem)


def _trigger(event: Event) -> str:
    return event.trigger.text.casefold()


def _beside(article: Article, stem: str) -> str | None:
    """Return the first place of the first sentence with the word, for events that were not coded."""
    for sentence in article.annotations.sentences or ():
        if any(token.lemma.casefold() == stem for token in sentence.tokens):
            for mention in article.places:
                if mention.span in sentence.span:
                    return mention.span.of(article.document.text)
    return None


def score(gold: Path, predictions: list[dict[str, Any]]) -> dict[str, Any]:
    """Return ``all_fields``, the share of texts in which every expected field is met, and the share for each field."""
    found = by_id(predictions)
    total, met, right, count = Counter[str](), Counter[str](), 0, 0
    for row in rows(gold):
        checks = list(_checks(row["gold"], found.get(str(row["id"]))))
        total.update(name for name, _ in checks)
        met.update(name for name, held in checks if held)
        right += all(held for _, held in checks)
        count += 1
    return {
        "all_fields": right / count if count else 0.0,
        "fields": {name: {"accuracy": met[name] / total[name], "n": total[name]} for name in total},
    }


def _checks(wanted: dict[str, Any], given: dict[str, Any] | None) -> Iterator[tuple[str, bool]]:
    places = (given or {}).get("places")
    for place in wanted.get("places", []):
        index = place["place_index"]
        other = places[index] if places and len(places) > index else {}
        for name, value in place.items():
            if name != "place_index":
                yield name, str(other.get(name)) == str(value)
    if wanted.get("places") == []:
        yield "no_place", places == []
    if "event_location" in wanted:
        yield "event_location", (given or {}).get("event_location") == wanted["event_location"]
