"""Places: named in the text, told from their namesakes, and put on the map."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from dateline.annotators._place_choice import choose
from dateline.annotators._place_names import Finder, Name
from dateline.annotators._place_uses import Uses
from dateline.codebook import places as gazetteer
from dateline.codebook.places import Spot
from dateline.model import Annotations, Document, Place, PlaceMention

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
        self._uses = Uses(overlay)

    def annotate(self, document: Document, annotations: Annotations) -> Annotations:
        """Return the annotations with the layer ``places``: names that stand for the place, not for who rules there."""
        found = self._resolved(document, annotations)
        return annotations.add(
            places=tuple(_mention(name, spot) for name, spot in found if self._uses.is_place(name, spot))
        )

    def toponyms(self, document: Document, annotations: Annotations) -> tuple[PlaceMention, ...]:
        """Return every place name whatever its use: adjectives, parts of names, and metonyms too."""
        return tuple(_mention(name, spot) for name, spot in self._resolved(document, annotations))

    def _resolved(self, document: Document, annotations: Annotations) -> list[tuple[Name, Spot | None]]:
        names = [n for s in annotations.sentences or () for n in self._finder.names(document.text, s)]
        home = self._gazetteer.home(urlsplit(document.url).netloc) if document.url else None
        return list(zip(names, choose(names, document.text, home), strict=True))


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
