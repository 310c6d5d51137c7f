"""Records over several articles: whether the reports of one real event, and no others, stand in one record.

The gold are cases (``evaluation.cases``) whose events have a ``key`` shared by all mentions of one real event.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from dateline.evaluation import gold as files
from dateline.evaluation._align import aligner
from dateline.evaluation._clusters import b_cubed
from dateline.evaluation._event_match import GoldEvent, PredictedEvent, match
from dateline.formats.article import article_json
from dateline.model import Article, Event
from dateline.resolvers import Clusters
from dateline.resolvers.events import Events

Pair = tuple[Mapping[str, Any], Article]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A gold event that the coder found, with the record that its report came into."""

    article: str
    key: str
    record: str
    gold: Mapping[str, Any]
    event: Event


def mentions(pairs: Iterable[Pair], clusters: Clusters | None = None) -> Iterator[Mention]:
    """Yield the matched events of annotated articles; articles are added in the order in which they come.

    Args:
        pairs: gold and coded article, as ``cases.read`` yields them.
        clusters: puts events into records; a fresh one by default.
    """
    clusters = clusters or Clusters(Events())
    for gold, article in pairs:
        records = {event.id: clusters.add(event, article.document) for event in article.events}
        place = aligner(gold["text"], article.document.text)
        given = [PredictedEvent.of(e, place) for e in article_json(article, records)["events"]]
        found = match([GoldEvent.of(e) for e in gold["events"]], given)
        for i, j in sorted(found.items()):
            annotated, event = gold["events"][i], article.events[j]
            yield Mention(
                article=str(gold["id"]),
                key=annotated["key"],
                record=records[event.id],
                gold=annotated,
                event=event,
            )


def score(found: Iterable[Mention]) -> dict[str, Any]:
    """Return the figures over mentions.

    Returns:
        ``b3``: B-cubed precision, recall and F1 over all; ``within``: the same with each article for itself; ``across``:
        precision, recall and F1 of pairs of mentions in two articles.
    """
    rows = list(found)
    return {
        "mentions": len(rows),
        "b3": _b3({i: m.key for i, m in enumerate(rows)}, {i: m.record for i, m in enumerate(rows)}),
        "within": _b3(
            {i: (m.article, m.key) for i, m in enumerate(rows)},
            {i: (m.article, m.record) for i, m in enumerate(rows)},
        ),
        "across": _pairs(rows),
    }


def false_merges(found: Iterable[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Yield pairs of mentions that share a record and not the event."""
    groups: dict[str, list[Mention]] = defaultdict(list)
    for mention in found:
        groups[mention.record].append(mention)
    for group in groups.values():
        yield from ((a, b) for a, b in combinations(group, 2) if a.key != b.key)


def _b3(gold: Mapping[int, Hashable], given: Mapping[int, Hashable]) -> dict[str, float]:
    return b_cubed({str(i): k for i, k in gold.items()}, {str(i): k for i, k in given.items()})


def _pairs(rows: list[Mention]) -> dict[str, float]:
    hits = given = gold = 0
    for a, b in combinations(rows, 2):
        if a.article != b.article:
            hits += a.key == b.key and a.record == b.record
            given += a.record == b.record
            gold += a.key == b.key
    return files.prf(hits, given, gold)
