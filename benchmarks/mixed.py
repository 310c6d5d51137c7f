"""A made-up store with reports of all kinds, searchable by words, for measuring pages and answers.

    python benchmarks/mixed.py STORE [--events 1000000]

Each article of reconcile.py also has a statement, each second one a commitment, each second one a figure. One event in eight did not
happen or is in doubt, and each has a score.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any, cast

import reconcile
import sqlalchemy as sa

import dateline
from dateline.archive import Archive, hand_run
from dateline.model import Actor, Article, Commitment, Indicator, Span, Statement
from dateline.model.event import Certainty, Status
from dateline.model.record import Value
from dateline.resolvers import RESOLVERS, Told
from dateline.store import _check, dealings, search, tables
from dateline.store.writer import _participants, by_kind

STATUSES = ("actual",) * 13 + ("planned", "negated", "hypothetical")
CERTAINTIES = ("asserted",) * 9 + ("reported",) * 5 + ("disputed", "denied")
STANCES = ("says", "denies", "warns", "asks")
KINDS = ("offer", "promise", "threat", "demand")
MEASURES = ("people killed", "tonnes shipped", "soldiers moved", "fever cases", "prisoners freed")
MORE = ("statement", "indicator", "commitment")


def articles(seed: int) -> Iterator[tuple[Article, tuple[str, ...]]]:
    """Yield articles of several reports of all kinds, with the happening that each event tells."""
    for number, (article, happenings) in enumerate(reconcile.articles(seed, dense=False)):
        yield _enriched(number, article), happenings


def _enriched(number: int, article: Article) -> Article:
    events = tuple(
        replace(
            event,
            status=cast(Status, STATUSES[(7 * number + i) % 16]),
            certainty=cast(Certainty, CERTAINTIES[(5 * number + 3 * i) % 16]),
            score=round(0.3 + ((11 * number + i) % 69) / 100, 2),
            quad=1 + (number + i) % 4,
            intensity=float((number + i) % 19 - 9),
        )
        for i, event in enumerate(article.events)
    )
    first = events[0]
    (speaker,), (other,) = first.actors, first.recipients
    said = Statement(
        speaker=_leader(speaker), cue="said", stance=STANCES[number % 4], date=first.date,
        content=(Span(first.evidence.start, first.evidence.start + 30),), evidence=first.evidence,
    )  # fmt: skip
    made = Commitment(
        kind=KINDS[number % 4],  # type: ignore[arg-type]
        by=(speaker,), to=(other,), content=first.evidence.exact[10:60], evidence=events[-1].evidence,
    )  # fmt: skip
    figure = Indicator(
        measure=MEASURES[number % 5], value=float(number % 997), unit="people", place=first.place,
        date=first.date, evidence=first.evidence,
    )  # fmt: skip
    odd = number % 2
    return replace(
        article,
        events=events,
        statements=(said,),
        commitments=(made,) * odd,
        indicators=(figure,) * (1 - odd),
    )


def _leader(land: Actor) -> Actor:
    return replace(land, id=f"{land.id}-leader", name=f"Leader of {land.name}", kind="person")


def fill(archive: Archive, found: Iterable[tuple[Article, tuple[str, ...]]]) -> None:
    """Write articles in bulk: each event into the record of its happening, other reports into records of their own."""
    for part in reconcile.batches(found, reconcile.CHUNK):
        rows = reconcile._rows(part, RESOLVERS["event"]())
        with archive.store.writing() as writer:
            for article, _ in part:
                for event in article.events:
                    for row in dealings.rows(0, event, article.document.publisher):
                        row.pop("run")
                        rows[tables.dealings].append(row)
                for kind in MORE:
                    for value in by_kind(article)[kind]:
                        _add(rows, kind, value, article)
            run = writer.run(hand_run())
            for table, values in rows.items():
                if "run" in table.c:
                    values = [{"run": run, **value} for value in values]
                writer.connection.execute(table.insert(), values)
            for article, _ in part:
                search.index(writer.connection, article.document.id, None, article.document.text)


def _add(rows: dict[sa.Table, list[dict[str, Any]]], kind: str, value: Value, article: Article) -> None:
    name = value.id
    rows[tables.REPORTS[kind]].append({**_check.pack(kind, value, article.document), **_check.columns(value)})
    for row in _participants(0, value):
        row.pop("run")
        rows[tables.participants].append(row)
    record = "record1:" + name.partition(":")[2]
    rows[tables.memberships].append({"report": name, "record": record, "kind": kind})
    keys = RESOLVERS[kind]().keys(Told(value=value, document=article.document))
    rows[tables.keys] += [{"key": key, "report": name} for key in keys]


def main() -> None:
    """Fill a store."""
    parser = argparse.ArgumentParser()
    parser.add_argument("store")
    parser.add_argument("--events", type=int, default=1_000_000)
    options = parser.parse_args()
    start = time.perf_counter()
    with dateline.open(options.store) as archive:
        fill(archive, islice(articles(1), options.events // reconcile.IN_DOCUMENT))
        print(f"{archive.counts()} in {time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main()
