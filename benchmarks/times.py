"""Speed of finding and resolving time expressions against dateparser, measured paragraph by paragraph in one process.

    python benchmarks/times.py [--most 200]

Prints words a CPU second of both on the built-in articles, how many expressions each finds, and the ratio. dateparser's ``search_dates`` is given
the language and the day of publication. (HeidelTime needs Java and a tagger under a licence of its own: it is not measured.)
"""

from __future__ import annotations

import argparse
import datetime
import time
from pathlib import Path

from dateparser.search import search_dates

from dateline import sources
from dateline.annotators.times import Times
from dateline.config import Config
from dateline.model import Annotations, Block, Document, RawDocument, Span, When
from dateline.pipeline import Coder

SAMPLES = Path(__file__).resolve().parent.parent / "src/dateline/knowledge/samples/korea"
TODAY = datetime.date(2019, 3, 1)


def paragraphs() -> list[str]:
    """Return the paragraphs of the built-in articles."""
    coder = Coder(Config(pipeline="fast"))
    raws = [raw for raw in sources.fetch(str(SAMPLES)) if isinstance(raw, RawDocument)]
    documents = [document for raw in raws for document in coder.documents(raw)]
    return [b.span.of(d.text) for d in documents for b in d.body() if len(b.span) > 60]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--most", type=int, default=200)
    texts = paragraphs()[: parser.parse_args().most]
    times = Times()
    when = When(start=TODAY, end=TODAY, basis="given")
    settings = {"RELATIVE_BASE": datetime.datetime.combine(TODAY, datetime.time())}
    ours = theirs = 0.0
    found = others = 0
    for number, text in enumerate([*texts[:5], *texts]):
        document = Document(
            text=text, blocks=(Block(span=Span(0, len(text))),), published=when, language="en"
        )
        start = time.process_time()
        mine = times.annotate(document, Annotations()).times or ()
        middle = time.process_time()
        his = search_dates(text, languages=["en"], settings=settings) or []
        if number >= 5:  # the first ones warm up both
            ours, theirs = ours + middle - start, theirs + time.process_time() - middle
            found, others = found + len(mine), others + len(his)
    words = sum(len(text.split()) for text in texts)
    print(f"paragraphs            {len(texts)}, {words} words")
    print(f"dateline              {words / ours:8.0f} words per CPU second, {found} expressions")
    print(f"dateparser            {words / theirs:8.0f} words per CPU second, {others} expressions")
    print(f"dateline / dateparser {theirs / ours:8.1f} times as fast")


if __name__ == "__main__":
    main()
