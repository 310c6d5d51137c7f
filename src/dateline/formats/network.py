"""Who acts towards whom: a directed network, as GraphML and as a list of edges."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from statistics import fmean
from xml.etree import ElementTree as ET

from dateline.formats import Item, _events, _tables, _words
from dateline.model import Actor, Event

GRAPHML = "http://graphml.graphdrawing.org/xmlns"
EDGE_COLUMNS = (
    "source",
    "target",
    "events",
    "verbal_cooperation",
    "material_cooperation",
    "verbal_conflict",
    "material_conflict",
    "mean_intensity",
    "first",
    "last",
)
KEYS = {"name": "string", "code": "string", "country": "string", "kind": "string"}
EDGE_KEYS = {
    name: {"first": "string", "last": "string", "mean_intensity": "double"}.get(name, "int")
    for name in EDGE_COLUMNS[2:]
}


@dataclass(slots=True)
class _Edge:
    quads: list[int] = field(default_factory=lambda: [0, 0, 0, 0])
    intensities: array[float] = field(default_factory=lambda: array("d"))
    first: str | None = None
    last: str | None = None
    count: int = 0

    def add(self, event: Event) -> None:
        """Count an event."""
        self.count += 1
        if event.quad:
            self.quads[event.quad - 1] += 1
        if event.intensity is not None:
            self.intensities.append(event.intensity)
        if event.date:
            start, end = event.date.start.isoformat(), event.date.end.isoformat()
            self.first, self.last = min(self.first or start, start), max(self.last or end, end)

    def cells(self) -> list[_tables.Cell]:
        """Return the values of the columns after source and target."""
        mean = round(fmean(self.intensities), 3) if self.intensities else None
        return [
            self.count,
            *self.quads,
            mean,
            self.first,
            self.last,
        ]


class NetworkCsv:
    """One line for each pair that acts: how many events of each quad class, mean intensity, first and last day.

    Loss: everything else; a reciprocal event counts in both directions.
    """

    media_type = "text/csv"

    def write(self, items: Iterable[Item], *, title: str = "") -> Iterator[str]:
        """Yield the lines."""
        actors, edges = _network(items)
        yield _tables.commas(EDGE_COLUMNS)
        for (one, other), edge in edges.items():
            yield _tables.commas([actors[one].name, actors[other].name, *edge.cells()])

    def lacks(self, item: Item) -> str | None:
        """Return why an item is not counted, None if it is."""
        return _lacks(item)


class GraphMl:
    """The same network for Gephi, Cytoscape, igraph and networkx.

    Loss: everything else; a reciprocal event counts in both directions.
    """

    media_type = "application/graphml+xml"

    def write(self, items: Iterable[Item], *, title: str = "") -> Iterator[str]:
        """Yield the XML."""
        actors, edges = _network(items)
        root = ET.Element("graphml", xmlns=GRAPHML)
        for owner, keys in (("node", KEYS), ("edge", EDGE_KEYS)):
            for name, kind in keys.items():
                key = {"id": f"{owner}-{name}", "for": owner, "attr.name": name, "attr.type": kind}
                ET.SubElement(root, "key", key)
        graph = ET.SubElement(root, "graph", edgedefault="directed")
        for id, actor in actors.items():
            node = ET.SubElement(graph, "node", id=_words.clean(id))
            told = (actor.name, actor.code, actor.country, actor.kind)
            _data(node, "node", dict(zip(KEYS, told, strict=True)))
        for (one, other), edge in edges.items():
            found = ET.SubElement(graph, "edge", source=_words.clean(one), target=_words.clean(other))
            _data(found, "edge", dict(zip(EDGE_KEYS, edge.cells(), strict=True)))
        ET.indent(root)
        yield f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'

    def lacks(self, item: Item) -> str | None:
        """Return why an item is not counted, None if it is."""
        return _lacks(item)


def _data(parent: ET.Element, owner: str, values: dict[str, _tables.Cell]) -> None:
    for name, value in values.items():
        if value is not None:
            ET.SubElement(parent, "data", key=f"{owner}-{name}").text = _words.clean(str(value))


def _network(items: Iterable[Item]) -> tuple[dict[str, Actor], dict[tuple[str, str], _Edge]]:
    actors: dict[str, Actor] = {}
    edges: dict[tuple[str, str], _Edge] = {}
    for _, event in _events.events(items):
        for actor in (*event.actors, *event.recipients):
            actors.setdefault(actor.id, actor)
        for pair in _pairs(event):
            edges.setdefault(pair, _Edge()).add(event)
    return actors, edges


def _pairs(event: Event) -> Iterable[tuple[str, str]]:
    """Return who acts towards whom, each pair once."""
    if event.recipients:
        return dict.fromkeys((a.id, b.id) for a in event.actors for b in event.recipients)
    both = combinations([a.id for a in event.actors], 2)
    return dict.fromkeys(pair for a, b in both for pair in ((a, b), (b, a)))


def _lacks(item: Item) -> str | None:
    for _, event in _events.events([item]):
        return None if _pairs(event) else "of one party only"
    return _events.NO_EVENT
