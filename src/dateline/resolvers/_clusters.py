"""Records without a store: for one article, or for as many as memory holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from dateline.model import Article, Document
from dateline.model.record import Value
from dateline.resolvers._placing import Resolver, Told, place


class Clusters:
    """Puts reports into records as the store would, in the order in which they come."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._by_key: dict[str, list[Told]] = defaultdict(list)
        self.records: dict[str, str] = {}

    def add(self, value: Value, document: Document) -> str:
        """Return the record of a report."""
        if value.id not in self.records:
            told = Told(value=value, document=document)
            candidates = {
                id(other): other for key in self._resolver.search(told).keys for other in self._by_key[key]
            }.values()
            found = place(self._resolver, told, candidates)
            for key in self._resolver.keys(told):
                self._by_key[key].append(Told(value=value, document=document, record=found.record))
            self.records[value.id] = found.record
        return self.records[value.id]


def events_of(articles: Iterable[Article], resolver: Resolver) -> dict[str, str]:
    """Return the record of each event of the articles, by the event's id."""
    clusters = Clusters(resolver)
    for article in articles:
        for event in article.events:
            clusters.add(event, article.document)
    return clusters.records
