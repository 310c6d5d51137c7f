"""Measure dateline and write docs/accuracy.md, docs/errors.md and the table in README.md.

    python tools/write_accuracy.py [--gold FOLDER] [--only TASK…] [--skip TASK…] [--limit N] [--jobs N]

Always measured: the built-in articles with their hand-made gold, and false alarms on ordinary prose. With --gold, each folder or
file under FOLDER that evaluation/report.py names is measured too, in the forms that docs/how-to/measure.md describes. A task that
fails is listed with its error, and the rest goes on; the exit status is then 1. The pages are written when all is measured.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path
from typing import Any

from dateline.evaluation import articles, cases, errors_page, ordinary, records, report
from dateline.evaluation.error_classes import Comparer
from dateline.formats.article import article_json
from dateline.model import Article
from dateline.pipeline import Coder

ROOT = Path(__file__).resolve().parent.parent
BEGIN, END = "<!-- accuracy -->", "<!-- /accuracy -->"
Pairs = list[tuple[dict[str, Any], Article]]
HEAD = """\
# Accuracy

Written by `make eval`: one run, no averaging. The built-in articles were written and annotated by one person of this project: treat
their figures as kind; [what goes wrong in them](errors.md). Public sets are development halves, on which dateline was tuned: expect
less on unseen text. Figures are shares from 0 to 1; `p`, `r` and `f1` are precision, recall and their harmonic mean.
[What the tasks are and how to run them](how-to/measure.md).

The relation model was trained on both of its sets. `folds` are figures by five folds, each by a model and weights that had not seen its
sentences (the codebook beside it had been developed on them); `seen_in_training` are those of the model in use: memory, not skill.
"""
PART = "\nOf sets marked as *a part*, every n-th record was measured.\n"


def coded(coder: Coder) -> Pairs:
    """Return the built-in articles with their gold."""
    samples = ROOT / "src/dateline/knowledge/samples/korea"
    return list(cases.read(ROOT / "tests/cases/korea", samples, coder))


def scored(pairs: Pairs) -> dict[str, Any]:
    """Return the figures on the built-in articles."""
    predictions = [article_json(article) | {"id": gold["id"]} for gold, article in pairs]
    return articles.score_rows([gold for gold, _ in pairs], predictions)


def builtin(coder: Coder) -> dict[str, Any]:
    """Return the figures on the built-in articles."""
    return scored(coded(coder))


def own(pairs: Pairs, alarms: ordinary.Alarms) -> Iterator[report.Measured]:
    """Yield what is measured without any other gold."""
    figures = scored(pairs) | {"records": records.score(records.mentions(pairs))}
    names = report.ARTICLES | report.RECORDS
    headline = {words: report.dig(figures, name) for name, words in names.items()}
    yield report.Measured(title="built-in articles", records=len(pairs), headline=headline, figures=figures)
    rate = {"false events per 1,000 words": alarms.rate}
    yield report.Measured(title="ordinary prose", records=alarms.texts, headline=rate, figures=rate)


def public(options: argparse.Namespace) -> list[report.Measured]:
    """Return the figures on all sets that are there, in their usual order."""
    chosen = [
        s
        for s in report.SETS
        if (options.gold / s.where).exists()
        and s.task not in options.skip
        and (not options.only or s.task in options.only)
    ]
    found: dict[str, report.Measured] = {}
    with ProcessPoolExecutor(options.jobs) as pool:
        longest_first = sorted(chosen, key=lambda s: s.task not in ("quotes", "places", "timeline"))
        waiting = [pool.submit(report.measure, s, options.gold, options.limit) for s in longest_first]
        for done in as_completed(waiting):
            m = done.result()
            found[m.title] = m
            print(f"{m.seconds:6.0f} s  {m.title}{f': FAILED, {m.error}' if m.error else ''}", flush=True)
    return [found[s.title] for s in chosen]


def main() -> int:
    """Measure and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, help="folder of gold sets")
    parser.add_argument("--only", nargs="*", default=[], help="only these tasks")
    parser.add_argument("--skip", nargs="*", default=[], help="tasks to leave out")
    parser.add_argument("--limit", type=int, help="records a set at most, where records stand alone")
    parser.add_argument("--jobs", type=int, default=2, help="processes (default 2)")
    options = parser.parse_args()
    if options.gold and not options.gold.is_dir():
        parser.error(f"--gold: no such folder: {options.gold}")
    start, coder = time.perf_counter(), Coder()
    pairs, alarms = coded(coder), ordinary.alarms(ROOT / "tests/cases/ordinary", coder)
    compared = [Comparer().compare(gold, article) for gold, article in pairs]
    measured = list(own(pairs, alarms))
    print(f"{time.perf_counter() - start:6.0f} s  built-in articles and ordinary prose", flush=True)
    measured += public(options) if options.gold else []
    write(measured, errors_page.page(compared, alarms))
    print(f"{time.perf_counter() - start:6.0f} s  in all\n\n{report.short_table(measured)}")
    return int(any(m.error is not None for m in measured))


def write(measured: list[report.Measured], errors: str) -> None:
    """Write the three pages."""
    part = PART if any(m.part for m in measured) else ""
    (ROOT / "docs/accuracy.md").write_text(f"{HEAD}{part}\n{report.full_table(measured)}\n", "utf-8")
    (ROOT / "docs/errors.md").write_text(errors.rstrip() + "\n", "utf-8")
    readme = ROOT / "README.md"
    table = f"{BEGIN}\n{report.short_table(measured)}\n{END}"
    content = re.sub(f"{BEGIN}.*{END}", lambda _: table, readme.read_text("utf-8"), flags=re.DOTALL)
    readme.write_text(content, "utf-8")


if __name__ == "__main__":
    sys.exit(main())
