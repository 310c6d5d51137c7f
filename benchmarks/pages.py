"""Time that each page takes over a large store: median, and what nineteen of twenty answers do not exceed (p95), in milliseconds.

Beside the time on the clock stands that of the processor, which other programs on the machine hardly change.

    python benchmarks/pages.py [--events 1000000] [--store FILE] [--rounds 12] [--fresh]

Fills a store with made-up reports of all kinds (see mixed.py), unless one is given, and asks for each page in turn, with other parties,
types and days each time, so that nothing is answered from memory alone. The first round warms up and is left out. With --fresh nothing
that was answered in the round before is kept, as when the store is written to all the time.
"""

from __future__ import annotations

import argparse
import datetime
import random
import statistics
import tempfile
import time
from dataclasses import replace
from itertools import islice
from pathlib import Path

import mixed
import reconcile
from fastapi.testclient import TestClient

import dateline
from dateline.archive import Archive
from dateline.model import Annotations, Article, Block, Document, Span
from dateline.server import app, settle
from dateline.server._choice import cursor
from dateline.store.pages import At

CODES = [f"{a}{b}{c}" for a in "ABCDEF" for b in "AEIOU" for c in "NRS"]
WEIGHTS = [1 / (rank + 1) ** 0.8 for rank in range(len(CODES))]


def asked(dice: random.Random, client: TestClient) -> dict[str, str]:
    """Return the addresses of one round."""
    left, right = dice.choices(CODES, WEIGHTS, k=2)
    first, second = dice.sample(CODES[:5], k=2)
    rare = dice.choice(CODES[-20:])
    year = dice.choice(("2015", "2016", "2017", "2018"))
    month = f"{year}-{dice.randrange(1, 13):02d}"
    page = client.get(f"/api/records?limit=3&until={month}").json()
    record = page["items"][0]["record_id"] if page["items"] else "none"
    document = page["items"][0]["reports"][0]["document"] if page["items"] else "none"
    made = client.get(f"/api/commitments?limit=2&actor={left}").json()["items"]
    promise = dice.choice(made)["record_id"] if made else record
    kind, topic = dice.choice(tuple(reconcile.ACTS)), dice.choice(reconcile.TOPICS)
    deep = cursor(At(datetime.date(int(year), dice.randrange(1, 13), dice.randrange(1, 28)), "~"))
    state, by = dice.choice(("open", "accepted", "broken")), dice.choice(("week", "month", "quarter"))
    return {
        "overview": "/",
        "timeline": "/timeline",
        "timeline, further": f"/timeline?cursor={page['next'] or ''}",
        "timeline, far down": f"/timeline?cursor={deep}",
        "timeline, all, oldest first": f"/timeline?all=1&order=oldest&cursor={deep}",
        "timeline of a month": f"/timeline?since={month}&until={month}",
        "timeline of an actor": f"/timeline?actor={left}",
        "timeline of a busy actor": f"/timeline?actor={first}&cursor={deep}",
        "timeline of a rare actor": f"/timeline?actor={rare}",
        "timeline of part of a name": f"/timeline?actor=Land+{left[0]}",
        "timeline of a pair": f"/timeline?actor={left}&with={right}",
        "timeline of a type": f"/timeline?type={kind}&until={month}",
        "timeline of words": f"/timeline?q={topic.replace(' ', '+')}",
        "timeline of common words": f"/timeline?q={topic.split()[1]}&until={month}",
        "timeline of no such word": f"/timeline?q=xyzzy{dice.random()}",
        "timeline of a source": f"/timeline?source=Paper+{dice.randrange(40)}&until={month}",
        "timeline of a place": f"/timeline?place=Port+{rare.title()}",
        "timeline of no such place": f"/timeline?place=xyzzy{dice.random()}",
        "timeline in doubt": f"/timeline?certainty=denied&status=planned&until={month}",
        "timeline of likely ones": f"/timeline?min-score=0.9&actor={left}",
        "timeline of one day": f"/timeline?since={month}-11&until={month}-11",
        "timeline as known then": f"/timeline?as-of={month}-20&actor={left}",
        "timeline of all filters": f"/timeline?actor={first}&with={second}&type={kind}&q={topic.split()[0]}&min-score=0.5"
        f"&since={year}&source=Paper",
        "record": f"/records/{record}",
        "record of a commitment": f"/records/{promise}",
        "article": f"/documents/{document}",
        "articles": "/documents",
        "articles with common words": f"/documents?q={topic.split()[1]}",
        "articles of a source": f"/documents?source=Paper+{dice.randrange(40)}&q={topic.split()[0]}",
        "pair": f"/pair?left={left}&right={right}",
        "pair, busiest": f"/pair?left={first}&right={second}&by={by}",
        "pair, busiest, by day": f"/pair?left={first}&right={second}&by=day",
        "pairs": "/pair",
        "actor": f"/actors?name={left}",
        "actor, busiest": f"/actors?name={first}",
        "actor, rare": f"/actors?name={rare}",
        "actors": "/actors",
        "contradictions": "/conflicts",
        "contradictions of an actor": f"/conflicts?actor={left}",
        "contradictions of a type": f"/conflicts?type={kind}&until={month}",
        "commitments": "/commitments",
        "commitments by state": f"/commitments?status={state}&cursor={deep}",
        "commitments of an actor": f"/commitments?actor={left}&status=open",
        "statements": "/statements",
        "statements of a stance": f"/statements?type=denies&actor={left}",
        "figures": "/indicators",
        "figures of a place": f"/indicators?place={left}&until={month}",
        "figures with words": f"/indicators?q=cases&until={month}",
        "map": "/map",
        "map of the world in a year": f"/map?view=world&since={year}&until={year}",
        "map of an actor": f"/map?actor={left}",
        "map of a type": f"/map?type={kind}&until={month}",
        "runs": "/runs",
        "ask what happened": f"/ask?question=What+happened+in+{year}%3F",
        "ask what two did": f"/ask?question=What+did+Land+{first}+do+to+Land+{second}+in+{year}%3F",
        "ask what was promised": f"/ask?question=What+did+Land+{first}+promise%3F",
        "ask when and where": f"/ask?question=When+did+Land+{left}+attack+Land+{right}%3F",
        "api records": f"/api/records?limit=50&actor={left}&type={kind}",
        "api records, 200": f"/api/records?limit=200&until={month}",
        "api reports, 200": f"/api/reports?limit=200&actor={left}",
        "api statements, 200": f"/api/statements?limit=200&until={month}",
        "api commitments, 200": f"/api/commitments?limit=200&cursor={deep}",
        "api commitments by state": f"/api/commitments?limit=200&status={state}&actor={left}",
        "api indicators, 200": f"/api/indicators?limit=200&until={month}",
        "api documents, 200": f"/api/documents?limit=200&q={topic.split()[1]}",
        "api conflicts, 200": f"/api/conflicts?limit=200&actor={left}",
        "api search": f"/api/search?q={topic.replace(' ', '+')}",
        "api search, common, 100": f"/api/search?q={topic.split()[1]}&limit=100",
        "api series": f"/api/series?limit=500&place={left}",
        "api series, 1,000": f"/api/series?limit=1000&until={month}",
        "api tension": f"/api/tension?left={left}&right={right}&by=week",
        "api tension, busiest": f"/api/tension?left={first}&right={second}&by=day",
        "api ask": f"/api/ask?question=Who+met+Land+{left}+in+{year}%3F",
    }


def crowded(archive: Archive) -> tuple[str, str]:
    """Put in an event that three hundred articles tell and an article that tells four hundred things; return where they are shown."""
    made = list(islice(mixed.articles(5), 500))
    event = made[0][0].events[0]
    for number in range(300):
        text = f"{event.evidence.exact} That is what outlet {number} says of it."
        told = Document(
            text=text,
            blocks=(Block(span=Span(0, len(text))),),
            publisher=f"Outlet {number}",
            published=event.date,
        )
        own = replace(event, evidence=told.evidence(Span(0, len(event.evidence.exact))), date=event.date)
        archive.add(Article(document=told, annotations=Annotations(), events=(own,)))
    found = archive.records("event")
    record = max(found, key=lambda r: len(r.reports))
    text, events = "", []
    for article, _ in made[1:81]:
        start = len(text)
        events += [(one, start) for one in article.events]
        text += article.document.text + " "
    long = Document(
        text=text, blocks=(Block(span=Span(0, len(text))),), publisher="Live", published=event.date
    )
    moved = tuple(
        replace(
            one,
            evidence=long.evidence(Span(start + one.evidence.start, start + one.evidence.end)),
            trigger=replace(one.trigger, start=start + one.trigger.start, end=start + one.trigger.end),
        )
        for one, start in events
    )
    archive.add(Article(document=long, annotations=Annotations(), events=moved))
    return f"/records/{record.record_id}", f"/documents/{long.id}"


class Times:
    """The times of all pages."""

    def __init__(self) -> None:
        self.clock, self.processor = dict[str, list[float]](), dict[str, list[float]]()

    def take(self, client: TestClient, name: str, address: str, *, count: bool) -> None:
        """Ask for a page."""
        start, begun = time.perf_counter(), time.process_time()
        answer = client.get(address)
        spent, worked = 1000 * (time.perf_counter() - start), 1000 * (time.process_time() - begun)
        assert answer.status_code in (200, 404), (address, answer.text)
        if count:
            self.clock.setdefault(name, []).append(spent)
            self.processor.setdefault(name, []).append(worked)

    def tell(self) -> None:
        """Print them."""
        for name, told in self.clock.items():
            print(line(name, told, self.processor[name]))
        every = ([t for v in kept.values() for t in v] for kept in (self.clock, self.processor))
        print(line("all pages", *every))


def measure(store: str, rounds: int, *, fresh: bool) -> None:
    """Print the times of each page."""
    dice, times = random.Random(7), Times()
    with tempfile.TemporaryDirectory() as scratch:
        other = str(Path(scratch) / "crowded.db")
        with dateline.open(other) as archive:
            record, document = crowded(archive)
        with TestClient(app(store)) as client, TestClient(app(other)) as crowd:
            for number in range(rounds + 1):
                if number == 1:
                    settle()  # as 'dateline serve' does
                if fresh:
                    client.app.state.desk.forget()  # type: ignore[attr-defined]
                for name, address in asked(dice, client).items():
                    times.take(client, name, address, count=number > 0)
                crowd.app.state.desk.forget()  # type: ignore[attr-defined]
                times.take(crowd, "record of 300 reports", record, count=number > 0)
                times.take(crowd, "article of 400 events", document, count=number > 0)
    times.tell()


def line(name: str, clock: list[float], processor: list[float]) -> str:
    """Return the times of one page."""
    parts = (
        f"{what} {statistics.median(t):5.0f} / {p95(t):5.0f}"
        for what, t in (("clock", clock), ("processor", processor))
    )
    return f"{name:<28} median / p95 in ms: {'   '.join(parts)}"


def p95(times: list[float]) -> float:
    """Return the time that nineteen of twenty do not exceed."""
    return sorted(times)[min(len(times) - 1, round(0.95 * len(times)))]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--store")
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument(
        "--fresh", action="store_true", help="forget what was answered before, as after each write"
    )
    options = parser.parse_args()
    if options.store:
        measure(options.store, options.rounds, fresh=options.fresh)
        return
    with tempfile.TemporaryDirectory() as scratch:
        store = str(Path(scratch) / "a.db")
        with dateline.open(store) as archive:
            mixed.fill(archive, islice(mixed.articles(1), options.events // reconcile.IN_DOCUMENT))
        measure(store, options.rounds, fresh=options.fresh)


if __name__ == "__main__":
    main()
