"""Time that each page takes over a large store: median, and what nineteen of twenty answers do not exceed (p95), in milliseconds.

Beside the time on the clock stands that of the processor, which other programs on the machine hardly change.

    python benchmarks/pages.py [--events 1000000] [--store FILE] [--rounds 12]

Fills a store with made-up reports of all kinds (see mixed.py), unless one is given, and asks for each page in turn, with other parties,
types and days each time, so that nothing is answered from memory alone. The first round warms up and is left out.
"""

from __future__ import annotations

import argparse
import gc
import random
import statistics
import tempfile
import time
from itertools import islice
from pathlib import Path

import mixed
import reconcile
from fastapi.testclient import TestClient

import dateline
from dateline.server import app

CODES = [f"{a}{b}{c}" for a in "ABCDEF" for b in "AEIOU" for c in "NRS"]
WEIGHTS = [1 / (rank + 1) ** 0.8 for rank in range(len(CODES))]


def asked(dice: random.Random, client: TestClient) -> dict[str, str]:
    """Return the addresses of one round."""
    left, right = dice.choices(CODES, WEIGHTS, k=2)
    rare = dice.choice(CODES[-20:])
    year = dice.choice(("2015", "2016", "2017", "2018"))
    month = f"{year}-{dice.randrange(1, 13):02d}"
    page = client.get(f"/api/records?limit=3&until={month}").json()
    record = page["items"][0]["record_id"] if page["items"] else "none"
    document = page["items"][0]["reports"][0]["document"] if page["items"] else "none"
    made = client.get(f"/api/commitments?limit=2&actor={left}").json()["items"]
    promise = dice.choice(made)["record_id"] if made else record
    kind, topic = dice.choice(tuple(reconcile.ACTS)), dice.choice(reconcile.TOPICS)
    return {
        "overview": "/",
        "timeline": "/timeline",
        "timeline, further": f"/timeline?cursor={page['next'] or ''}",
        "timeline of a month": f"/timeline?since={month}&until={month}",
        "timeline of an actor": f"/timeline?actor={left}",
        "timeline of a rare actor": f"/timeline?actor={rare}",
        "timeline of a pair": f"/timeline?actor={left}&with={right}",
        "timeline of a type": f"/timeline?type={kind}&until={month}",
        "timeline of words": f"/timeline?q={topic.replace(' ', '+')}",
        "timeline of no such word": f"/timeline?q=xyzzy{dice.random()}",
        "timeline of a source": f"/timeline?source=Paper+{dice.randrange(40)}&until={month}",
        "timeline of a place": f"/timeline?place=Port+{rare.title()}",
        "timeline in doubt": f"/timeline?certainty=denied&status=planned&until={month}",
        "timeline of likely ones": f"/timeline?min-score=0.9&actor={left}",
        "timeline of one day": f"/timeline?since={month}-11&until={month}-11",
        "record": f"/records/{record}",
        "record of a commitment": f"/records/{promise}",
        "article": f"/documents/{document}",
        "articles": "/documents",
        "pair": f"/pair?left={left}&right={right}",
        "actor": f"/actors?name={left}",
        "actor, rare": f"/actors?name={rare}",
        "actors": "/actors",
        "contradictions": "/conflicts",
        "contradictions of an actor": f"/conflicts?actor={left}",
        "commitments": "/commitments",
        "commitments of an actor": f"/commitments?actor={left}&status=open",
        "statements": "/statements",
        "figures": "/indicators",
        "map": f"/map?actor={left}",
        "runs": "/runs",
        "api records": f"/api/records?limit=50&actor={left}&type={kind}",
        "api search": f"/api/search?q={topic.replace(' ', '+')}",
        "api series": f"/api/series?limit=500&place={left}",
        "api tension": f"/api/tension?left={left}&right={right}&by=week",
    }


def measure(store: str, rounds: int) -> None:
    """Print the times of each page."""
    dice, times, works = random.Random(7), dict[str, list[float]](), dict[str, list[float]]()
    with TestClient(app(store)) as client:
        for number in range(rounds + 1):
            if number == 1:
                gc.freeze()  # as 'dateline serve' does
            for name, address in asked(dice, client).items():
                start, begun = time.perf_counter(), time.process_time()
                answer = client.get(address)
                spent, worked = 1000 * (time.perf_counter() - start), 1000 * (time.process_time() - begun)
                assert answer.status_code in (200, 404), (address, answer.text)
                if number:
                    times.setdefault(name, []).append(spent)
                    works.setdefault(name, []).append(worked)
    for name, told in times.items():
        print(line(name, told, works[name]))
    print(line("all pages", [t for v in times.values() for t in v], [t for v in works.values() for t in v]))


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
    options = parser.parse_args()
    if options.store:
        measure(options.store, options.rounds)
        return
    with tempfile.TemporaryDirectory() as scratch:
        store = str(Path(scratch) / "a.db")
        with dateline.open(store) as archive:
            mixed.fill(archive, islice(mixed.articles(1), options.events // reconcile.IN_DOCUMENT))
        measure(store, options.rounds)


if __name__ == "__main__":
    main()
