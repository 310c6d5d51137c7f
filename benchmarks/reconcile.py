"""Cost of bringing a new event into a store of ten thousand, a hundred thousand, a million: measured in one run.

    python benchmarks/reconcile.py [--sizes 10000,100000] [--new 300] [--dense]

Fills a store with made-up reports, told by one to four outlets each, and prints for each size the CPU milliseconds of writing,
judging and placing a new event, how many reports it was compared with, and the ratio to the first size. A second store stays at the first size,
and is measured in turns with the one that grows, because others may use the machine; the ratio is the median of the rounds. Stores grow as archives
do: 500 reports a day, so that a larger one reaches further back. With --dense all sizes cover the same two years: a larger one has more outlets.
The new events are of the last days, and are taken back after each size.
"""

from __future__ import annotations

import argparse
import datetime
import random
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa

import dateline
from dateline.archive import Archive, hand_run
from dateline.model import Actor, Annotations, Article, Block, Document, Event, Place, Span, Trigger, When
from dateline.model.codec import to_json
from dateline.resolvers import RESOLVERS, Resolver, Told
from dateline.store import Writer, _check, tables
from dateline.store._dialect import CACHE_KILOBYTES
from dateline.store.writer import _participants

T = TypeVar("T")
A_DAY = 500
SPAN = 730
FIRST = datetime.date(2015, 1, 1)
IN_DOCUMENT = 5
CHUNK = 2_000
FILLING_KILOBYTES = (
    3_000_000  # of SQLite's cache while the store is filled; what is measured has its own again
)
ACTS = {
    "CONSULT": ("met", "talks with"), "AGREE": ("signed", "a pact with"), "ACCUSE": ("accused", "of spying"),
    "REJECT": ("rejected", "a plan of"), "THREATEN": ("threatened", "with tariffs"), "COERCE": ("seized", "a ship of"),
    "ASSAULT": ("attacked", "a post of"), "AID": ("sent", "food to"), "PROTEST": ("protested", "against"),
    "SANCTION": ("sanctioned", "banks of"), "MOBILIZE": ("moved", "troops near"), "REQUEST": ("asked", "help from"),
}  # fmt: skip
TOPICS = tuple(
    f"{what} {where}"
    for what in ("grain", "steel", "border", "fishing", "energy", "water", "visa", "debt", "railway", "satellite", "refugee", "island")
    for where in ("dispute", "accord", "crossing", "quota", "summit", "shipment", "tariff", "survey", "corridor", "hearing")
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One event of the made-up world."""

    number: int
    kind: str
    parties: tuple[str, str]
    place: str
    topic: str
    on: datetime.date


def world(seed: int, *, dense: bool, start: int = 0) -> Iterator[tuple[Happening, int]]:
    """Yield happenings with the number of reports that tell of each."""
    dice = random.Random(seed)
    codes = [f"{a}{b}{c}" for a in "ABCDEF" for b in "AEIOU" for c in "NRS"]
    weights = [1 / (rank + 1) ** 0.8 for rank in range(len(codes))]  # a few countries make most of the news
    told = start
    for number in count():
        left, right = dice.choices(codes, weights, k=2)
        if left == right:
            continue
        back = dice.randrange(SPAN) if dense else told // A_DAY
        reports = dice.choice((1, 1, 1, 2, 2, 4))
        yield (
            Happening(
                number=number,
                kind=dice.choice(tuple(ACTS)),
                parties=(left, right),
                place=f"Port {dice.choice(codes).title()}",
                topic=dice.choice(TOPICS),
                on=FIRST + datetime.timedelta(days=back),
            ),
            reports,
        )
        told += reports


def batches(items: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    """Yield the items in groups."""
    found = iter(items)
    while group := tuple(islice(found, size)):
        yield group


def articles(seed: int, *, dense: bool, start: int = 0) -> Iterator[tuple[Article, tuple[str, ...]]]:
    """Yield articles of several reports, with the happening that each report tells."""
    told = ((h, n) for h, times in world(seed, dense=dense, start=start) for n in range(times))
    for number, group in enumerate(batches(told, IN_DOCUMENT)):
        yield _article(seed, number, group), tuple(f"{seed}-{h.number}" for h, _ in group)


def paper(text: str, day: datetime.date, publisher: str, path: str) -> Document:
    """Return a made-up article of one paragraph."""
    return Document(
        text=text,
        blocks=(Block(span=Span(0, len(text))),),
        published=When(start=day, end=day, basis="given"),
        publisher=publisher,
        url=f"https://paper.example/{path}",
        language="en",
    )


def _article(seed: int, number: int, group: tuple[tuple[Happening, int], ...]) -> Article:
    sentences = [_sentence(h, n) for h, n in group]
    text = " ".join(sentences)
    day = group[-1][0].on
    document = paper(text, day, f"Paper {number % 40}", f"{seed}/{number}")
    events, at = [], 0
    for sentence, (happening, _) in zip(sentences, group, strict=True):
        events.append(_event(document, happening, at, sentence))
        at += len(sentence) + 1
    return Article(document=document, annotations=Annotations(), events=tuple(events))


def _sentence(happening: Happening, n: int) -> str:
    verb, rest = ACTS[happening.kind]
    tail = ("officials said", "according to a statement", "it was reported late", "two diplomats said")[n % 4]
    left, right = happening.parties
    return f"Envoys of {left} {verb} {rest} {right} at {happening.place} over the {happening.topic}, {tail}."


def _event(document: Document, happening: Happening, at: int, sentence: str) -> Event:
    verb = ACTS[happening.kind][0]
    start = at + sentence.index(f" {verb} ") + 1
    left, right = (
        Actor(id=code, name=f"Land {code}", kind="state", country=code) for code in happening.parties
    )
    return Event(
        event_type=happening.kind,
        actors=(left,),
        recipients=(right,),
        date=When(start=happening.on, end=happening.on, basis="stated"),
        place=Place(name=happening.place, country=happening.parties[0], kind="city"),
        trigger=Trigger(start=start, end=start + len(verb), text=verb),
        evidence=document.evidence(Span(at, at + len(sentence))),
    )


def fill(archive: Archive, found: Iterable[tuple[Article, tuple[str, ...]]]) -> None:
    """Write articles in bulk, each report into the record of its happening."""
    resolver = RESOLVERS["event"]()
    for part in batches(found, CHUNK):
        rows = _rows(part, resolver)
        with archive.store.writing() as writer:
            _cached(writer, FILLING_KILOBYTES)
            run = writer.run(hand_run())
            for table, values in rows.items():
                if "run" in table.c:
                    values = [{"run": run, **value} for value in values]
                writer.connection.execute(table.insert(), values)
    with archive.store.writing() as writer:
        _cached(writer, CACHE_KILOBYTES)


def _cached(writer: Writer, kilobytes: int) -> None:
    if writer.connection.dialect.name == "sqlite":
        writer.connection.exec_driver_sql(f"PRAGMA cache_size = -{kilobytes}")


def _rows(
    part: Iterable[tuple[Article, tuple[str, ...]]], resolver: Resolver
) -> dict[sa.Table, list[dict[str, Any]]]:
    rows: dict[sa.Table, list[dict[str, Any]]] = defaultdict(list)
    for article, happenings in part:
        document = article.document
        rows[tables.documents].append(_check.pack_document(document))
        rows[tables.document_runs].append({"document": document.id})
        for event, happening in zip(article.events, happenings, strict=True):
            name, date = event.id, event.date
            assert date is not None
            rows[tables.events].append(
                {
                    "id": name, "document": document.id, "position": event.evidence.start,
                    "country": event.place.country if event.place else None, "start_date": date.start,
                    "end_date": date.end, "payload": to_json(event), **_check.columns(event),
                }
            )  # fmt: skip
            for row in _participants(0, event):
                row.pop("run")
                rows[tables.participants].append(row)
            rows[tables.memberships].append(
                {"report": name, "record": f"record1:{happening}", "kind": "event"}
            )
            keys = resolver.keys(Told(value=event, document=document))
            rows[tables.keys] += [{"key": key, "report": name} for key in keys]
    return rows


class TakenBackError(Exception):
    """Takes back what was tried."""


def cost(archive: Archive, new: list[Article]) -> tuple[float, float, float]:
    """Return CPU milliseconds, reports compared and reports joined per new event, then take it all back."""
    resolver = archive._resolvers["event"]
    compared, judge = 0, resolver.judge

    def counting(left: Told, right: Told) -> Any:
        nonlocal compared
        compared += 1
        return judge(left, right)

    resolver.judge = counting  # type: ignore[method-assign]
    events = sum(len(a.events) for a in new)
    try:
        with archive.store.writing() as writer:
            before = time.process_time()
            for article in new:
                number = writer.article(article, hand_run(), seen=FIRST)
                archive._keeping.place(writer, article, hand_run(), number)
            spent = time.process_time() - before
            joined = sum(
                writer.record_of(e.id) != "record1:" + e.id.partition(":")[2] for a in new for e in a.events
            )
            raise TakenBackError
    except TakenBackError:
        resolver.judge = judge  # type: ignore[method-assign]
    return 1000 * spent / events, compared / events, joined / events


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", default="10000,100000")
    parser.add_argument("--new", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--dense", action="store_true")
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")]
    stored, filled = articles(1, dense=options.dense), 0
    with tempfile.TemporaryDirectory() as scratch:
        small, large = (dateline.open(str(Path(scratch) / f"{name}.db")) for name in ("small", "large"))
        with small, large:
            fill(small, islice(articles(1, dense=options.dense), sizes[0] // IN_DOCUMENT))
            for size in sizes:
                start = time.perf_counter()
                fill(large, islice(stored, (size - filled) // IN_DOCUMENT))
                filled, spent = size, time.perf_counter() - start
                here = in_turns(small, large, sizes[0], size, options)
                print(f"{size:>9,} events  {here}  (filled in {spent:.0f} s)", flush=True)


def in_turns(small: Archive, large: Archive, least: int, size: int, options: argparse.Namespace) -> str:
    """Return what a new event takes of both stores, measured one after the other several times."""
    found = []
    for number in range(options.rounds + 1):
        both = []
        for archive, start in ((small, least), (large, size)):
            made = articles(2 + number, dense=options.dense, start=start)
            both.append(cost(archive, [a for a, _ in islice(made, options.new // IN_DOCUMENT)]))
        if number:  # the first round warms caches of words, codebooks and pages
            found.append(both)
    (few, *_), (many, compared, joined) = (
        [statistics.median(values) for values in zip(*side, strict=True)] for side in zip(*found, strict=True)
    )
    ratio = statistics.median(b[0] / a[0] for a, b in found)
    return (
        f"{many:6.2f} ms per new event, {compared:6.1f} compared, {joined:4.0%} joined; "
        f"{few:.2f} ms with {least:,} in the store, ratio {ratio:.2f}"
    )


if __name__ == "__main__":
    main()
