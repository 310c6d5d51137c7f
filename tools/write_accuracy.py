"""Measure dateline and write docs/accuracy.md and the table in README.md.

    python tools/write_accuracy.py [--gold FOLDER]

Always measured: the built-in articles with their hand-made gold. With --gold, each folder or file of that name under FOLDER is
measured too: events, articles, timex, quotes, places, stories, timeline, maintext, pubdate, in the forms that
docs/how-to/measure.md describes.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline import evaluation
from dateline.evaluation import articles, cases
from dateline.formats.article import article_json
from dateline.pipeline import Coder

ROOT = Path(__file__).resolve().parent.parent
BEGIN, END = "<!-- accuracy -->", "<!-- /accuracy -->"
PUBLIC = [
    ("articles", "articles", "whole articles"),
    ("relation", "events/plv_train.jsonl", "relation between two marked spans (PLOVER root)"),
    ("relation", "events/aw_train_wiki.jsonl", "conflict or cooperation between two marked spans"),
    ("events", "events/petr2_gsr.jsonl", "sentence to events (PETRARCH-2 gold)"),
    ("actors", "events/actor_resolution.jsonl", "actor resolution"),
    ("coactors", "events/coactors.jsonl", "coordinated actors"),
    ("geo", "events/geo.jsonl", "event places"),
    ("quotes", "quotes", "quotes (PolNeAR)"),
    ("timex", "timex", "time expressions"),
    ("places", "places", "places"),
    ("maintext", "maintext", "main text of pages"),
    ("pubdate", "pubdate", "publication date of pages"),
    ("stories-docs", "stories", "same story (ECB+)"),
    ("stories-mentions", "stories", "same event (ECB+)"),
    ("timeline", "timeline", "timelines (T17)"),
]


def builtin(coder: Coder) -> dict[str, Any]:
    """Return the figures on the built-in articles."""
    rows, predictions = [], []
    samples = ROOT / "src/dateline/knowledge/samples/korea"
    for gold, article in cases.read(ROOT / "tests/cases/korea", samples, coder):
        rows.append(gold)
        predictions.append(article_json(article) | {"id": gold["id"]})
    return articles.score_rows(rows, predictions)


def flat(figures: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, float]]:
    """Yield the figures of nested objects with dotted names; of precision, recall, F1 only F1."""
    for name, value in figures.items():
        if isinstance(value, dict):
            if "f1" in value:
                yield prefix + name + " F1", float(value["f1"])
            else:
                yield from flat(value, f"{prefix}{name}.")
        elif isinstance(value, float):
            yield prefix + name, value


def table(sections: list[tuple[str, dict[str, Any]]]) -> str:
    """Return the Markdown table of all figures."""
    lines = ["| measured on | figure | value |", "| --- | --- | --- |"]
    for title, figures in sections:
        lines += [f"| {title} | {name} | {value:.3f} |" for name, value in flat(figures)]
    return "\n".join(lines)


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--skip", nargs="*", default=[], help="tasks to leave out")
    options = parser.parse_args()
    coder = Coder()
    sections = [("built-in articles", builtin(coder))]
    for task, where, title in PUBLIC if options.gold else ():
        path = options.gold / where
        if path.exists() and task not in options.skip:
            module, start = evaluation.task(task), time.perf_counter()
            figures = module.score(path, list(module.predict(path, coder)))
            sections.append((title, figures))
            print(f"{title}: {time.perf_counter() - start:.0f} s")
    text = table(sections)
    (ROOT / "docs/accuracy.md").write_text(
        "# Accuracy\n\nWritten by `make eval`; one run, no averaging. The built-in articles were written and annotated by one person "
        "of this project:\ntreat their figures as kind. Public sets are development halves, on which dateline was tuned: expect less on unseen "
        f"text.\n\n{text}\n",
        encoding="utf-8",
    )
    readme = ROOT / "README.md"
    content = readme.read_text("utf-8")
    short = table([(title, headline(figures)) for title, figures in sections])
    readme.write_text(
        re.sub(f"{BEGIN}.*{END}", lambda _: f"{BEGIN}\n{short}\n{END}", content, flags=re.DOTALL), "utf-8"
    )
    print(text)


HEADLINES = (
    "events.detect F1", "events.www_country F1", "events.nonactual_safe", "statements F1", "indicators F1", "commitments F1",
    "furniture F1", "root.macro F1", "binary.macro F1", "types F1", "triples_country F1", "triples_full_code F1", "all_fields", "all_actors",
    "fields.country", "fields.sector", "joint F1", "direct_source", "press_rel.value_r", "all.acc161", "all.span F1", "aeb F1", "traf F1",
    "all.accuracy", "b3 F1", "date_f1",
)  # fmt: skip


def headline(figures: dict[str, Any]) -> dict[str, Any]:
    """Return the figures that the README shows; all where none of them is known."""
    found = dict(flat(figures))
    chosen = {name: found[name] for name in HEADLINES if name in found}
    return chosen or found


if __name__ == "__main__":
    main()
