"""What a year of a crawl takes: cores, hours, memory, disk and money, from figures measured here and now on one core.

    python benchmarks/crawl.py [IN...] [--pipeline minilm|fast] [--files 5000] [--pages 22000] [--cores 64] [--price 0.04] ...

Runs `dateline batch` in this process and `dateline load` on IN (WARC files, folders of pages; the built-in articles if nothing is given)
and prints CPU seconds and bytes a page and an article; then the sums for so many files of so many pages. Which share of the pages
is an English article is taken from IN, unless --english is given: give a sample of what you will read.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import dateline
from dateline.config import Config
from dateline.executors import batch as batches
from dateline.executors import shards
from dateline.executors.load import load
from dateline.model import Article, Document, RawDocument
from dateline.pipeline import Coder

SAMPLES = Path(dateline.__file__).parent / "knowledge/samples/korea"
HOUR, TERA = 3600, 1e12


@dataclass(frozen=True, kw_only=True)
class Measured:
    """What one page or article took: CPU seconds, and bytes on disk."""

    pages: int
    articles: int
    words: int
    page_seconds: float
    article_seconds: float
    load_seconds: float
    page_bytes: float
    article_bytes: float
    database_bytes: float
    memory: float


class Timed(Coder):
    """A coder that says how long it was at reading pages."""

    reading = 0.0
    words = 0

    def documents(self, raw: RawDocument) -> tuple[Document, ...]:
        """Return what reading gives, and count its seconds."""
        start = time.process_time()
        try:
            return super().documents(raw)
        finally:
            Timed.reading += time.process_time() - start

    def code(self, document: Document) -> Article:
        """Return what coding gives, and count the words."""
        Timed.words += sum(len(document.text[b.span.start : b.span.end].split()) for b in document.body())
        return super().code(document)


@cache
def timed(config: Config) -> Timed:
    return Timed(config)


def size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def measure(where: list[str], pipeline: str, folder: Path) -> Measured:
    """Return what the stages take of one core."""
    config = Config(pipeline=pipeline)
    coder = timed(config)
    coder.read("The two leaders met in Oslo on Tuesday, an official said.", published="2021-06-02")
    coder.documents(
        RawDocument(content=b"<html><body><p>Warm the reader.", where="x", media_type="text/html")
    )
    Timed.reading = Timed.words = 0
    out = folder / "out"
    batch = batches.Batch(out=out, cwd=Path.cwd(), make=timed, config=config, run=coder.run)
    parts = batches.portions(where, out)
    batches.begin(batch, parts)
    start = time.process_time()
    cut = [shard for part in parts for shard in batches.cut(batch, part)]
    cutting, start = time.process_time() - start, time.process_time()
    done = [shards.make(batch, shard) for shard in cut]
    making = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    articles, pages = sum(one.new for one in done), sum(shard.items for shard in cut)
    with dateline.open(str(folder / "a.db")) as archive:
        start = time.process_time()
        for _ in load(out, archive):
            pass
        loading = time.process_time() - start
    return Measured(
        pages=pages,
        articles=articles,
        words=Timed.words // articles,
        page_seconds=(cutting + Timed.reading) / pages,
        article_seconds=(making - Timed.reading) / articles,
        load_seconds=loading / articles,
        page_bytes=size(out / "items") / pages,
        article_bytes=size(out / "shards") / articles,
        database_bytes=sum(p.stat().st_size for p in folder.glob("a.db*")) / articles,
        memory=memory,
    )


def main() -> None:
    """Measure, and print the sums."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("where", metavar="IN", nargs="*", default=[str(SAMPLES)])
    parser.add_argument("--pipeline", default="minilm")
    parser.add_argument("--files", type=float, default=5_000, help="WARC files a year")
    parser.add_argument("--pages", type=float, default=22_000, help="pages of a file")
    parser.add_argument("--english", type=float, help="share of pages that are English articles")
    parser.add_argument("--cores", type=float, default=64)
    parser.add_argument("--price", type=float, default=0.04, help="of a core for an hour")
    parser.add_argument("--databases", type=float, default=12, help="that are loaded side by side")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        m = measure(given.where, given.pipeline, Path(folder))
    print(
        f"measured: {m.pages} pages, {m.articles} articles of {m.words} words, pipeline {given.pipeline}, one core"
    )
    print(f"  read a page        {1000 * m.page_seconds:8.1f} ms      kept {m.page_bytes / 1000:6.1f} kB")
    print(
        f"  code an article    {1000 * m.article_seconds:8.1f} ms      tables {m.article_bytes / 1000:4.1f} kB"
    )
    print(
        f"  load an article    {1000 * m.load_seconds:8.1f} ms      database {m.database_bytes / 1000:.1f} kB"
    )
    print(f"  memory of a worker {m.memory / 1e6:8.0f} MB")
    pages = given.files * given.pages
    articles = pages * (m.articles / m.pages if given.english is None else given.english)
    coding = (pages * m.page_seconds + articles * m.article_seconds) / HOUR
    loading = articles * m.load_seconds / HOUR
    print(
        f"a year: {given.files:,.0f} files of {given.pages:,.0f} pages, {pages / 1e6:,.1f} million pages, {articles / 1e6:,.1f} million articles"
    )
    print(
        f"  batch              {coding:10,.0f} core hours, {coding / given.cores / 24:,.1f} days on {given.cores:.0f} cores"
    )
    print(
        f"  load               {loading:10,.0f} core hours, {loading / given.databases / 24:,.1f} days into {given.databases:.0f} databases side by side"
    )
    print(f"  memory             {given.cores * m.memory / 1e9:10,.0f} GB for {given.cores:.0f} workers")
    print(
        f"  disk               {(pages * m.page_bytes + articles * m.article_bytes) / TERA:10.2f} TB batch, {articles * m.database_bytes / TERA:.2f} TB databases"
    )
    print(f"  cost               {(coding + loading) * given.price:10,.0f} at {given.price} a core hour")


if __name__ == "__main__":
    main()
