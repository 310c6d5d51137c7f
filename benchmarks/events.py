"""Cost of mentions and events per sentence with a small and a ten times larger list of names, measured in one run.

    python benchmarks/events.py [--names 2000]

Lays a list of made-up people over the built-in ones, then one ten times as long, and prints CPU milliseconds per sentence of the
annotator of mentions and of the coder of events, and their ratios; about 1 means that the cost does not grow with the lists.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from dateline import sources
from dateline.annotators.mentions import Mentions
from dateline.coders.events import Events
from dateline.config import Config
from dateline.model import Annotations, RawDocument
from dateline.pipeline import Coder

SAMPLES = Path(__file__).resolve().parent.parent / "src/dateline/knowledge/samples/korea"
ROUNDS = 3
HEAD = "# source: made up\n# licence: CC0-1.0\n# retrieved: 2026-01-01\nname,aliases,country,office,sector,from,to\n"
SYLLABLES = ("bar", "den", "kol", "mi", "ro", "sa", "tun", "ve", "zor", "lin")


def word(number: int) -> str:
    """Return a made-up name for a number."""
    return "".join(SYLLABLES[int(digit)] for digit in f"{number:06d}").capitalize()


def overlay(folder: Path, names: int) -> Path:
    """Return a folder of knowledge with as many made-up people."""
    (folder / "gazetteers").mkdir(parents=True)
    rows = (f"{word(i)} {word(i * 7 + 1)},,NOR,Minister,GOV,2010,\n" for i in range(names))
    (folder / "gazetteers/persons.csv").write_text(HEAD + "".join(rows), "utf-8")
    return folder


def least(work: Callable[[], object]) -> float:
    """Return the least CPU seconds of several rounds."""
    found = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        found = min(found, time.process_time() - start)
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--names", type=int, default=2000)
    names = parser.parse_args().names
    plain = Coder(Config())
    raws = [raw for raw in sources.fetch(str(SAMPLES)) if isinstance(raw, RawDocument)]
    coded = [plain.code(document) for raw in raws for document in plain.documents(raw)]
    sentences = sum(len(a.annotations.sentences or ()) for a in coded)
    found: list[tuple[float, float]] = []
    with tempfile.TemporaryDirectory() as scratch:
        for times in (1, 10):
            where = overlay(Path(scratch) / str(times), names * times)
            mentions, events = Mentions(where), Events(where)
            bare = [
                (a.document, Annotations(sentences=a.annotations.sentences, times=a.annotations.times))
                for a in coded
            ]
            found.append(
                (
                    least(lambda m=mentions, b=bare: [m.annotate(d, layers) for d, layers in b]),
                    least(lambda e=events: [e.code(a.document, a.annotations, a.statements) for a in coded]),
                )
            )
    print(f"sentences  {sentences}, made-up names {names} and {10 * names}")
    for number, stage in enumerate(("mentions", "events")):
        small, large = (1000 * costs[number] / sentences for costs in found)
        print(f"{stage:10} {small:6.3f} and {large:6.3f} ms per sentence, ratio {large / small:.2f}")


if __name__ == "__main__":
    main()
