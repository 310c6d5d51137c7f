"""Documents a second of one core from a WARC file to the database, with the memory after so many pages.

    python benchmarks/stream.py [--pages 2000] [--words 500] [--marks 1000,2000] [--pipeline minilm] [--dense 0.35]

Writes a WARC of made-up pages of about so many words: sentences of the built-in articles in other orders, told of other countries, people, places,
numbers and days (see retold.py), between menus, teasers, scripts and a footer. The built-in articles tell more of politics than most: 43 reports in
500 words, where pages of public extraction sets have 8. So about a third of the sentences are theirs (--dense, a share), and the others
tell of music, weather and museums. Reads it as `dateline read` does, in this process,
and prints CPU milliseconds a document of reading, coding and keeping, and the memory that the process holds at each mark.
"""

from __future__ import annotations

import argparse
import gzip
import html
import json
import os
import random
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import prose
from retold import Cast, Retold

import dateline
from dateline import sources
from dateline.config import Config
from dateline.executors import serial
from dateline.model import Article, Document, RawDocument, Sentence
from dateline.pipeline import Coder

SAMPLES = Path(dateline.__file__).parent / "knowledge/samples/korea"


@dataclass(slots=True)
class Timed:
    """A coder that says how long it was at reading and at coding."""

    coder: Coder
    reading: float = 0.0
    coding: float = 0.0
    words: int = 0
    run: object = field(init=False)

    def __post_init__(self) -> None:
        self.run = self.coder.run

    def documents(self, raw: RawDocument) -> tuple[Document, ...]:
        """Return what reading gives, and count its seconds."""
        start = time.process_time()
        found = self.coder.documents(raw)
        self.reading += time.process_time() - start
        return found

    def code(self, document: Document) -> Article:
        """Return what coding gives, and count its seconds and words."""
        start = time.process_time()
        article = self.coder.code(document)
        self.coding += time.process_time() - start
        self.words += sum(len(document.text[b.span.start : b.span.end].split()) for b in document.body())
        return article


def sentences(coder: Coder) -> Retold:
    """Return the sentences of the built-in articles, to be told anew."""
    raws = [raw for raw in sources.fetch(str(SAMPLES)) if isinstance(raw, RawDocument)]
    documents = [document for raw in raws for document in coder.documents(raw)]
    return Retold(
        (s.span.of(d.text), _named(d, s, "PER"), _named(d, s, "LOC"))
        for d in documents
        for s in coder.sentences(d)
        if len(s.tokens) > 5
    )


def _named(document: Document, sentence: Sentence, label: str) -> list[str]:
    found = (e for e in sentence.entities if e.label == label)
    return [sentence.span_of(sentence.tokens[e.start : e.end]).of(document.text) for e in found]


def told(cast: Cast, known: Retold, most: int, dense: float) -> Iterator[str]:
    """Yield the paragraphs of one article."""
    words, part = 0, list[str]()
    while words < most:
        text = known.one(cast) if cast.dice.random() < dense else prose.sentence(cast.dice)
        words += text.count(" ") + 1
        part.append(text)
        if len(part) == 2:
            yield " ".join(part)
            part = []
    yield " ".join(part)


def page(dice: random.Random, known: Retold, most: int, number: int, dense: float) -> bytes:
    """Return one page with what stands around an article."""
    cast = Cast(dice, dice.randrange(2015, 2025))
    title = known.one(cast)[:70].rsplit(" ", 1)[0]
    day = f"{cast.year}-{dice.randrange(1, 13):02d}-{dice.randrange(1, 29):02d}"
    meta = {"@type": "NewsArticle", "headline": title, "datePublished": f"{day}T08:00:00Z"}
    links = "".join(f'<li><a href="/s/{i}">Section {i}</a></li>' for i in range(40))
    others = (known.one(Cast(dice, cast.year))[:60] for _ in range(12))
    teasers = "".join(
        f'<div class="teaser"><a href="/{i}"><h4>{html.escape(other)}</h4></a></div>'
        for i, other in enumerate(others)
    )
    text = "".join(f"<p>{html.escape(p)}</p>" for p in told(cast, known, most, dense))
    script = json.dumps({f"slot{i}": {"id": dice.random(), "path": f"/ad/{i}"} for i in range(300)})
    return (
        f"<!DOCTYPE html><html lang=en><head><title>{html.escape(title)} | The Paper</title>"
        f'<meta property="og:title" content="{html.escape(title)}"><link rel="canonical" href="https://paper{number % 40}.example/{number}">'
        f'<script type="application/ld+json">{json.dumps(meta)}</script><script>var ads = {script};</script></head>'
        f"<body><nav><ul>{links}</ul></nav><main><article><h1>{html.escape(title)}</h1>"
        f'<p class="byline">By A. Writer, <time datetime="{day}">{day}</time></p>{text}</article></main>'
        f"<aside>{teasers}</aside><footer><p>© The Paper. All rights reserved.</p></footer></body></html>"
    ).encode()


def warc(where: Path, known: Retold, most: int, pages: int, dense: float) -> None:
    """Write a WARC file of made-up pages."""
    dice = random.Random(7)
    with where.open("wb") as out:
        for number in range(pages):
            body = page(dice, known, most, number, dense)
            answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
            head = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://paper{number % 40}.example/{number}\r\n"
                f"WARC-Date: 2024-06-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012d}>\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
            )
            out.write(gzip.compress(head.encode() + answer + b"\r\n\r\n", 1))


def held() -> float:
    """Return the megabytes that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--words", type=int, default=500)
    parser.add_argument("--marks", default="500,1000,2000")
    parser.add_argument("--dense", type=float, default=0.35)
    parser.add_argument("--pipeline", default="minilm")
    given = parser.parse_args()
    marks = {int(mark) for mark in given.marks.split(",")}
    coder = Timed(Coder(Config(pipeline=given.pipeline)))
    known = sentences(coder.coder)
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder) / "pages.warc.gz"
        warc(where, known, given.words, given.pages, given.dense)
        coder.reading = 0.0
        with dateline.open(f"{folder}/a.db") as archive:
            start, done, reports = time.process_time(), 0, 0
            for number, outcome in enumerate(serial.run(sources.fetch(str(where)), coder, archive), 1):
                done += outcome.new
                reports += sum(outcome.found.values())
                if number in marks or number == given.pages:
                    show(number, done, reports, coder, time.process_time() - start)
            print(f"database {sum(p.stat().st_size for p in Path(folder).glob('a.db*')) / 1e6:.0f} MB")


def show(pages: int, done: int, reports: int, coder: Timed, spent: float) -> None:
    """Print a line."""
    keeping = spent - coder.reading - coder.coding
    print(
        f"{pages:>6} pages: {done} documents of {coder.words / done:.0f} words, {done / spent:5.2f} a CPU second; ms a document: "
        f"read {1000 * coder.reading / done:.1f}, code {1000 * coder.coding / done:.1f}, keep and fetch {1000 * keeping / done:.1f}; "
        f"{reports / done:.1f} reports; memory {held():.0f} MB",
        flush=True,
    )


if __name__ == "__main__":
    main()
