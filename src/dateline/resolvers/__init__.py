"""Which reports tell of one thing of the world."""

from dateline.resolvers._acts import named, readings, stem
from dateline.resolvers._clusters import Clusters, events_of
from dateline.resolvers._placing import Placement, Resolver, Search, Told, place, successor
from dateline.resolvers._plans import announced
from dateline.resolvers._synonyms import places, sameness
from dateline.resolvers._words import telling
from dateline.resolvers.commitments import Commitments
from dateline.resolvers.events import Events
from dateline.resolvers.indicators import Indicators
from dateline.resolvers.statements import Statements

RESOLVERS: dict[str, type[Resolver]] = {
    "event": Events,
    "statement": Statements,
    "indicator": Indicators,
    "commitment": Commitments,
}

__all__ = [
    "RESOLVERS",
    "Clusters",
    "Placement",
    "Resolver",
    "Search",
    "Told",
    "announced",
    "events_of",
    "named",
    "place",
    "places",
    "readings",
    "sameness",
    "stem",
    "successor",
    "telling",
]
