"""Speed and memory of the whole pipeline against the bare parser, measured in one run.

    python benchmarks/speed.py [--pipeline minilm|fast]

Prints words per CPU second of both, their ratio, cold starts of the command line, and peak memory. The text is that of the
built-in articles. Seconds of a cold start are those of the clock.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

from dateline import sources
from dateline.config import Config
from dateline.model import Annotations, Document, RawDocument
from dateline.pipeline import Coder

SAMPLES = Path(__file__).resolve().parent.parent / "src/dateline/knowledge/samples/korea"
ROUNDS = 3


def documents(coder: Coder) -> list[Document]:
    """Return the built-in articles."""
    raws = [raw for raw in sources.fetch(str(SAMPLES)) if isinstance(raw, RawDocument)]
    return [document for raw in raws for document in coder.documents(raw)]


def cold(*command: str, given: str = "") -> float:
    """Return the wall seconds of a command from a cold start."""
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "dateline", *command], input=given, text=True, capture_output=True, check=True
    )
    return time.perf_counter() - start


def timed(coder: Coder, items: list[Document]) -> tuple[float, float]:
    """Return the CPU seconds of parsing and of coding all documents, each document in turn: both meet the same machine."""
    bare = whole = 0.0
    for document in items:
        start = time.process_time()
        coder.annotators[0].annotate(document, Annotations())
        middle = time.process_time()
        coder.code(document)
        bare, whole = bare + middle - start, whole + time.process_time() - middle
    return bare, whole


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pipeline", default="minilm")
    coder = Coder(Config(pipeline=parser.parse_args().pipeline))
    items = documents(coder)
    words = sum(len(s.tokens) for d in items for s in coder.sentences(d))
    rounds = [timed(coder, items) for _ in range(ROUNDS)]
    bare, whole = (min(found) for found in zip(*rounds, strict=True))
    ratio = statistics.median(one / both for one, both in rounds)
    line = json.dumps(
        {"id": "1", "text": "Kim Jong Un met Moon Jae-in in Panmunjom on Friday.", "published": "2018-04-27"}
    )
    print(f"documents                    {len(items)}, {words} words")
    print(f"bare parser                  {words / bare:8.0f} words per CPU second")
    print(f"whole pipeline               {words / whole:8.0f} words per CPU second")
    print(f"whole / bare                 {ratio:8.2f}   (wanted: at least 0.65)")
    print(f"articles of 500 words        {words / whole / 500:8.1f} per CPU second (wanted: at least 5)")
    print(
        f"dateline --help              {min(cold('--help') for _ in range(ROUNDS)):8.2f} s (wanted: under 0.5)"
    )
    print(f"dateline code, one sentence  {cold('code', '-', given=line):8.2f} s (wanted: under 4)")
    print(
        f"peak memory                  {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB (wanted: under 1200)"
    )


if __name__ == "__main__":
    main()
