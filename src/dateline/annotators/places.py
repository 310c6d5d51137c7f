"""Places: named in the text, told from their namesakes, and put on the map."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from dateline.annotators._place_choice import choose, containers
from dateline.annotators._place_names import Finder, Name
from dateline.annotators._place_uses import Uses
from dateline.codebook import places as gazetteer
from dateline.codebook.places import Spot, key
from dateline.model import Annotations, Document, Place, PlaceMention, Sentence

KINDS = {"country": "country", "state": "region", "region": "region", "county": "region", "city": "city"}


class Places:
    """The places that a document names, with points on the map.

    Names come from GeoNames and from the pipeline's names of places; of several places of one name the context decides:
    what stands beside it ("Paris, Texas"), the states and countries that the document names, its other places, the home
    of the newspaper, and how many people live there.
    """

    name = "places"
    requires: tuple[str, ...] = ("sentences", "mentions")
    provides: tuple[str, ...] = ("places",)

    def __init__(self, overlay: Path | None = None) -> None:
        self._gazetteer = gazetteer.load(overlay)
        self._finder = Finder(self._gazetteer, overlay)
        self._uses = Uses(self._gazetteer.capitals, overlay)

    def annotate(self, document: Document, annotations: Annotations) -> Annotations:
        """Return the annotations with the layer ``places``: names that stand for the place, not for who rules there."""
        found = self._resolved(document, annotations)
        within = containers([name for name, _ in found], document.text)
        beside = {*within, *within.values()}  # "KABUL, Afghanistan" is where, whatever the parser makes of it
        return annotations.add(
            places=tuple(
                _mention(name, spot)
                for index, (name, spot) in enumerate(found)
                if index in beside or self._uses.is_place(name, spot)
            )
        )

    def toponyms(self, document: Document, annotations: Annotations) -> tuple[PlaceMention, ...]:
        """Return every place name whatever its use: adjectives, parts of names, and metonyms too."""
        return tuple(_mention(name, spot) for name, spot in self._resolved(document, annotations))

    def _resolved(self, document: Document, annotations: Annotations) -> list[tuple[Name, Spot | None]]:
        sentences = annotations.sentences or ()
        home = self._gazetteer.home(urlsplit(document.url).netloc) if document.url else None
        names = [n for s in sentences for n in self._finder.names(document.text, s)]
        names = borne_out(names, document.text, sentences, home)
        chosen = zip(names, choose(names, document.text, home), strict=True)
        return [(name, spot) for name, spot in chosen if spot is None or spot.kind != "school"]


def borne_out(
    names: Sequence[Name], text: str, sentences: Sequence[Sentence], home: Spot | None
) -> list[Name]:
    """Return the names without the doubtful ones that nothing else in the document speaks for.

    A doubtful name counts if the document is sure of it elsewhere, or a state or country follows it ("SALINA, Kan.");
    not if it is a person's last name there.
    """
    sure = {n.key for n in names if not n.doubtful} | ({key(home.name)} if home else set())
    people = {
        key(s.tokens[e.end - 1].text)
        for s in sentences
        for e in s.entities
        if e.label == "PER" and e.end - e.start > 1
    }
    located = containers(names, text)
    return [
        name
        for index, name in enumerate(names)
        if not name.doubtful or index in located or (name.key in sure and name.key not in people)
    ]


def _mention(name: Name, spot: Spot | None) -> PlaceMention:
    if spot is None:
        return PlaceMention(span=name.span)
    place = Place(
        name=spot.name,
        country=spot.country,
        lat=spot.lat,
        lon=spot.lon,
        geonameid=spot.geonameid,
        kind=KINDS.get(spot.kind, "other"),
        span=name.span,
    )
    return PlaceMention(span=name.span, place=place)
