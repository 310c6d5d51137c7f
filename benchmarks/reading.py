"""Speed of reading pages against trafilatura alone, measured page by page in one process.

    python benchmarks/reading.py FOLDER [--warm 15]

FOLDER holds pages (.html or .html.gz). Prints pages per CPU second of both, and their ratio; the first pages warm up both.
"""

from __future__ import annotations

import argparse
import gzip
import time
from collections.abc import Callable
from pathlib import Path

import trafilatura

from dateline.errors import DocumentError
from dateline.model import RawDocument
from dateline.readers import read


def ours(content: bytes) -> None:
    """Read a page of any language as ``dateline`` does."""
    try:
        read(RawDocument(content=content, where="page.html", media_type="text/html"), languages=())
    except DocumentError:
        return


def bare(content: bytes) -> None:
    """Extract the main text of a page with trafilatura alone."""
    trafilatura.extract(content, include_comments=False)


def seconds(work: Callable[[bytes], None], content: bytes) -> float:
    """Return the CPU seconds that some work on a page takes."""
    start = time.process_time()
    work(content)
    return time.process_time() - start


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--warm", type=int, default=15)
    given = parser.parse_args()
    paths = sorted(path for path in given.folder.rglob("*") if path.name.endswith((".html", ".html.gz")))
    pages = [gzip.decompress(p.read_bytes()) if p.suffix == ".gz" else p.read_bytes() for p in paths]
    for content in pages[: given.warm]:
        ours(content)
        bare(content)
    reading = extraction = 0.0
    for content in pages:
        reading += seconds(ours, content)
        extraction += seconds(bare, content)
    print(f"pages                 {len(pages)}")
    print(f"dateline read         {len(pages) / reading:8.1f} pages per CPU second (wanted: at least 40)")
    print(f"trafilatura alone     {len(pages) / extraction:8.1f} pages per CPU second")
    print(f"read / alone          {extraction / reading:8.2f}")


if __name__ == "__main__":
    main()
