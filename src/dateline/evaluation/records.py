"""Records over several articles: whether the reports of one real event, and no others, share one; which conflicts are found.

The gold are cases (``evaluation.cases``) whose events have a ``key`` shared by all mentions of one real event.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from dateline.evaluation import cases
from dateline.evaluation import gold as files
from dateline.evaluation._align import aligner
from dateline.evaluation._clusters import b_cubed
from dateline.evaluation._event_match import GoldEvent, PredictedEvent, match
from dateline.formats.article import article_json
from dateline.model import Article, Event
from dateline.model.conflict import Conflict, Side
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


def conflict_figures(
    gold: Iterable[Mapping[str, Any]], texts: Mapping[str, tuple[str, str]], found: Iterable[Conflict]
) -> dict[str, Any]:
    """Return which of the annotated disagreements are found as conflicts, and which seeming ones are taken for conflicts.

    Args:
        gold: ``id``, ``kind`` (``conflict`` for real ones) and ``sides`` with ``article`` and ``exact``.
        texts: document id and text of each article, by name.
        found: the conflicts of a store that holds the articles.

    Returns:
        ``real`` and ``seeming``: how many there are; ``found`` and ``false``: ids of those of each that are reported.
    """
    reported = [[_evidence(side) for side in conflict.sides] for conflict in found]
    rows = list(gold)
    hits = {row["id"]: any(_covers(sides, row, texts) for sides in reported) for row in rows}
    real = [row["id"] for row in rows if row["kind"] == "conflict"]
    seeming = [row["id"] for row in rows if row["kind"] != "conflict"]
    return {
        "real": len(real),
        "found": [name for name in real if hits[name]],
        "seeming": len(seeming),
        "false": [name for name in seeming if hits[name]],
    }


def _evidence(side: Side) -> tuple[str, int, int]:
    evidence = side.report.evidence
    return evidence.document, evidence.start, evidence.end


def _covers(
    sides: list[tuple[str, int, int]], row: Mapping[str, Any], texts: Mapping[str, tuple[str, str]]
) -> bool:
    """Return whether two of the annotated sides are each touched by a side of their own."""
    touched = set()
    for told in row["sides"]:
        document, text = texts[told["article"]]
        where = cases.locate(text, told["exact"])
        touched |= {
            (told["exact"], i)
            for i, (name, start, end) in enumerate(sides)
            if where and name == document and start < where[1] and where[0] < end
        }
    return len({i for _, i in touched}) > 1 and len({exact for exact, _ in touched}) > 1
