"""Cost of bringing a new statement into a store of ten thousand, a hundred thousand: as ``reconcile.py`` does for events.

    python benchmarks/sayings.py [--sizes 10000,100000] [--new 300]

The statements are made up: a few people say most of them, in the same few words, 500 a day, each told by one to three papers. Prints for
each size the CPU milliseconds of writing and placing a new statement of the last days, with how many it was compared, and how many of those
said before were known again.
"""

from __future__ import annotations

import argparse
import datetime
import random
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from reconcile import A_DAY, CHUNK, FILLING_KILOBYTES, FIRST, TakenBackError, _cached, batches, paper

import dateline
from dateline.archive import Archive, hand_run
from dateline.model import Actor, Annotations, Article, Span, Statement
from dateline.resolvers import RESOLVERS, Told
from dateline.store import _check, tables
from dateline.store._dialect import CACHE_KILOBYTES
from dateline.store.writer import _participants

SPEAKERS = 200
WORDS = [
    f"{a}{b}"
    for a in ("peace", "trade", "border", "army", "vote", "treaty", "water", "prison", "harbour", "famine")
    for b in "abcdefghij"
]
IN_DOCUMENT = 5
AGAIN = 20  # sayings before the last one that a paper can come back to


def articles(seed: int, start: int = 0) -> Iterator[Article]:
    """Yield articles of several statements, one in two of them said in an earlier one."""
    dice = random.Random(seed)
    weights = [1 / (rank + 1) ** 0.9 for rank in range(SPEAKERS)]
    said: list[tuple[int, str]] = []
    for number in range(start // IN_DOCUMENT, 10**9):
        found = []
        for _ in range(IN_DOCUMENT):
            if said and dice.random() < 0.5:
                found.append(dice.choice(said[-AGAIN:]))
            else:
                said.append((dice.choices(range(SPEAKERS), weights)[0], " ".join(dice.sample(WORDS, 9))))
                found.append(said[-1])
        day = FIRST + datetime.timedelta(days=number * IN_DOCUMENT // A_DAY)
        yield _article(f"{seed}-{number}", day, found)


def _article(name: str, day: datetime.date, said: list[tuple[int, str]]) -> Article:
    sentences = [f"Speaker {who} said that {words}." for who, words in said]
    text = f"{name}. " + " ".join(sentences)
    document = paper(text, day, f"Paper {name[-1]}", name)
    statements, at = [], len(name) + 2
    for sentence, (who, words) in zip(sentences, said, strict=True):
        end = at + len(sentence)
        statements.append(
            Statement(
                speaker=Actor(id=f"name:speaker-{who}", name=f"Speaker {who}", kind="person"),
                cue="said",
                content=(Span(end - 1 - len(words), end - 1),),
                date=document.published,
                evidence=document.evidence(Span(at, end)),
            )
        )
        at = end + 1
    return Article(document=document, annotations=Annotations(), statements=tuple(statements))


def fill(archive: Archive, found: Iterator[Article]) -> None:
    """Write articles in bulk, each statement a record of its own."""
    resolver = RESOLVERS["statement"]()
    for part in batches(found, CHUNK):
        rows: dict[sa.Table, list[dict[str, Any]]] = defaultdict(list)
        for article in part:
            document = article.document
            rows[tables.documents].append(_check.pack_document(document))
            rows[tables.document_runs].append({"document": document.id})
            for value in article.statements:
                row = _check.pack("statement", value, document) | _check.columns(value)
                rows[tables.statements].append(row)
                rows[tables.participants] += [
                    {k: v for k, v in row.items() if k != "run"} for row in _participants(0, value)
                ]
                rows[tables.memberships].append(
                    {"report": value.id, "record": f"record1:{value.id}", "kind": "statement"}
                )
                keys = resolver.keys(Told(value=value, document=document))
                rows[tables.keys] += [{"key": key, "report": value.id} for key in dict.fromkeys(keys)]
        with archive.store.writing() as writer:
            _cached(writer, FILLING_KILOBYTES)
            run = writer.run(hand_run())
            for table, values in rows.items():
                writer.connection.execute(
                    table.insert(), [{"run": run, **v} if "run" in table.c else v for v in values]
                )
    with archive.store.writing() as writer:
        _cached(writer, CACHE_KILOBYTES)


def cost(archive: Archive, new: list[Article]) -> tuple[float, float, float]:
    """Return CPU milliseconds, statements compared and statements known again per new one, then take it all back."""
    resolver = archive._keeping._resolvers["statement"]
    compared, judge, found = 0, resolver.judge, sum(len(a.statements) for a in new)

    def counting(left: Told, right: Told) -> Any:
        nonlocal compared
        compared += 1
        return judge(left, right)

    resolver.judge = counting  # type: ignore[method-assign]
    try:
        with archive.store.writing() as writer:
            before = time.process_time()
            for article in new:
                archive._keeping.place(
                    writer, article, hand_run(), writer.article(article, hand_run(), seen=FIRST)
                )
            spent = time.process_time() - before
            records = {writer.record_of(s.id) for a in new for s in a.statements}
            raise TakenBackError
    except TakenBackError:
        resolver.judge = judge  # type: ignore[method-assign]
    return 1000 * spent / found, compared / found, 1 - len(records) / found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", default="10000,100000")
    parser.add_argument("--new", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch, dateline.open(str(Path(scratch) / "store.db")) as archive:
        stored, filled = articles(1), 0
        for size in (int(size) for size in options.sizes.split(",")):
            fill(archive, islice(stored, (size - filled) // IN_DOCUMENT))
            filled = size
            rounds = [
                cost(archive, list(islice(articles(2 + n, size), options.new // IN_DOCUMENT)))
                for n in range(options.rounds + 1)
            ][1:]  # the first round warms caches
            spent, compared, again = (statistics.median(values) for values in zip(*rounds, strict=True))
            print(
                f"{size:>9,} statements  {spent:6.2f} ms per new one, {compared:6.1f} compared, {again:4.0%} known again",
                flush=True,
            )


if __name__ == "__main__":
    main()
