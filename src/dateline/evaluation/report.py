"""All tasks measured, and the tables of their figures."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from dateline import evaluation
from dateline.codebook.files import KNOWLEDGE
from dateline.evaluation import gold as files
from dateline.pipeline import Coder

MEASURED = "pipelines/relation/measured.json"  # written by training/relation_blend.py


@dataclass(frozen=True, slots=True, kw_only=True)
class Set:
    """A set of gold data.

    Attributes:
        task: which task it is for.
        where: its file or folder, below the folder of all gold.
        title: for people.
        headline: the figures to quote: dotted name in what ``score`` returns, and the name for people.
        folds: figures that the recipe of the relation model measured on this set by folds. The model in use was trained on the
            set, so that what ``score`` returns goes below ``seen_in_training``, and these stand below ``folds``.
    """

    task: str
    where: str
    title: str
    headline: Mapping[str, str]
    folds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What came out on one set.

    Attributes:
        title: of the set.
        records: how many records were predicted on.
        headline: the figures to quote, by their names for people.
        figures: all that ``score`` returned.
        seconds: wall time of prediction and score.
        part: True where only every n-th record was measured.
        error: what went wrong, None if nothing did.
    """

    title: str
    records: int = 0
    headline: Mapping[str, float] = field(default_factory=dict)
    figures: Mapping[str, Any] = field(default_factory=dict)
    seconds: float = 0.0
    part: bool = False
    error: str | None = None


ARTICLES = {
    "events.detect.f1": "events found F1",
    "events.www_country.f1": "who did what to whom F1",
    "events.status": "status",
    "events.nonactual_safe": "not told as fact when it is none",
    "events.date_equal": "date",
    "events.attribution": "attribution",
    "statements.f1": "statements F1",
    "indicators.f1": "indicators F1",
    "commitments.f1": "commitments F1",
    "furniture.f1": "furniture F1",
}
RECORDS = {
    "records.within.f1": "records within articles B³ F1",
    "records.across.f1": "records across articles F1",
}
SETS = (
    Set(task="articles", where="articles", title="whole articles", headline=ARTICLES),
    Set(
        task="relation",
        where="events/plv_train.jsonl",
        title="relation between two marked spans (PLOVER)",
        headline={
            "folds.root": "15 types macro F1 by five folds",
            "folds.quad": "4 classes macro F1 by five folds",
        },
        folds=("accuracy", "root", "quad"),
    ),
    Set(
        task="relation",
        where="events/aw_train_wiki.jsonl",
        title="conflict or cooperation between two marked spans (AW)",
        headline={"folds.binary": "macro F1 by five folds"},
        folds=("binary",),
    ),
    Set(
        task="events",
        where="events/petr2_gsr.jsonl",
        title="sentence to events (PETRARCH-2)",
        headline={
            "types.f1": "types F1",
            "triples_country.f1": "who did what to whom F1",
            "any.f1": "any event F1",
        },
    ),
    Set(
        task="actors",
        where="events/actor_resolution.jsonl",
        title="actors",
        headline={
            "all_fields.accuracy": "all fields",
            "country.accuracy": "country",
            "sector.accuracy": "sector",
        },
    ),
    Set(
        task="coactors",
        where="events/coactors.jsonl",
        title="coordinated actors",
        headline={"all_actors": "all right"},
    ),
    Set(
        task="geo", where="events/geo.jsonl", title="places of events", headline={"all_fields": "all fields"}
    ),
    Set(
        task="quotes",
        where="quotes",
        title="quotes (PolNeAR)",
        headline={
            "joint_f1": "content with source F1",
            "direct_only.joint_f1": "direct quotes with source F1",
        },
    ),
    Set(
        task="timex",
        where="timex",
        title="time expressions of the press (EventStoryLine, GUM)",
        headline={
            "press_rel.value_r": "right day where the year is not named",
            "press_date.value_r": "right day, all dates",
        },
    ),
    Set(
        task="places",
        where="places",
        title="places (LGL, GeoWebNews)",
        headline={"all.acc161": "found and within 161 km", "all.span_f1": "spans F1"},
    ),
    Set(
        task="maintext",
        where="maintext",
        title="main text of pages",
        headline={
            "aeb.f1": "words F1 (article-extraction-benchmark)",
            "traf.f1": "segments F1 (trafilatura)",
        },
    ),
    Set(
        task="pubdate",
        where="pubdate",
        title="publication date of pages",
        headline={
            "accuracy": "right day",
            "precision": "right of those answered",
            "undated_holds": "undated: interval holds the day",
        },
    ),
    Set(task="stories-docs", where="stories", title="same story (ECB+)", headline={"b3.f1": "B³ F1"}),
    Set(
        task="stories-mentions",
        where="stories",
        title="same event (ECB+), which its scorer has seen",
        headline={"b3.f1": "B³ F1"},
    ),
    Set(
        task="timeline",
        where="timeline",
        title="timelines (T17)",
        headline={
            "date_f1": "dates F1",
            "date_f1_given_length": "dates F1 with as many days as the gold",
        },
    ),
)


@cache
def _coder() -> Coder:
    """Return the coder of this process, built once."""
    return Coder()


def measure(chosen: Set, gold: Path, limit: int | None = None) -> Measured:
    """Return the figures on one set; what goes wrong is told in ``error``.

    Args:
        chosen: which set.
        gold: the folder of all gold.
        limit: predict on this many records a file at most, spread evenly over it; not for tasks whose records hang together.
    """
    start = time.perf_counter()
    try:
        with tempfile.TemporaryDirectory() as scratch:
            path = gold / chosen.where
            part = limit is not None and chosen.task not in TOGETHER and _cut(path, Path(scratch), limit)
            path = Path(scratch) / path.name if part else path
            module = evaluation.task(chosen.task)
            predictions = list(module.predict(path, _coder()))
            figures = _by_folds(chosen, module.score(path, predictions))
            return Measured(
                title=chosen.title,
                records=len(predictions),
                headline={words: dig(figures, name) for name, words in chosen.headline.items()},
                figures=figures,
                seconds=time.perf_counter() - start,
                part=bool(part),
            )
    except Exception as error:  # noqa: BLE001 - one task must not take the others along
        return Measured(
            title=chosen.title,
            seconds=time.perf_counter() - start,
            error=" ".join(f"{type(error).__name__}: {error}".split()),
        )


def _by_folds(chosen: Set, figures: dict[str, Any]) -> dict[str, Any]:
    """Put figures by folds before those of a model that was trained on the set."""
    if not chosen.folds:
        return figures
    known = json.loads((KNOWLEDGE / MEASURED).read_text("utf-8"))["both"]
    return {"folds": {name: known[name] for name in chosen.folds}, "seen_in_training": figures}


TOGETHER = frozenset({"articles", "stories-docs", "stories-mentions", "timeline"})


def _cut(path: Path, folder: Path, limit: int) -> bool:
    """Write a copy of gold files with some of their lines; return whether any is shorter than its original."""
    target = folder / path.name
    cut = False
    if path.is_dir():
        target.mkdir()
        for other in path.iterdir():
            if other.suffix != ".jsonl":
                (target / other.name).symlink_to(other.resolve())
    for each in sorted(path.glob("*.jsonl")) if path.is_dir() else [path]:
        rows = list(files.lines(each))
        step = max(1, -(-len(rows) // limit))
        kept = rows[::step]
        cut = cut or len(kept) < len(rows)
        into = target / each.name if path.is_dir() else target
        into.write_text("".join(json.dumps(row) + "\n" for row in kept), "utf-8")
    return cut


def dig(figures: Mapping[str, Any], name: str) -> float:
    """Return the figure of a dotted name.

    Raises:
        KeyError: there is none.
    """
    value: Any = figures
    for part in name.split("."):
        value = value[part]
    return float(value)


def flat(figures: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, float]]:
    """Yield the shares and scores of nested figures with dotted names; counts are left out."""
    for name, value in figures.items():
        if isinstance(value, Mapping):
            yield from flat(value, f"{prefix}{name}.")
        elif isinstance(value, float):
            yield prefix + name, value


def short_table(measured: Sequence[Measured]) -> str:
    """Return the Markdown table for the README: a row for each set."""
    rows = ["| measured on | records | figures |", "| --- | ---: | --- |"]
    for m in measured:
        figures = ", ".join(f"{name} {value:.3f}" for name, value in m.headline.items())
        rows.append(f"| {m.title} | {_records(m)} | {figures if m.error is None else 'failed'} |")
    return "\n".join(rows)


def full_table(measured: Sequence[Measured]) -> str:
    """Return the Markdown table of all figures, and what failed."""
    rows = ["| measured on | records | figure | value |", "| --- | ---: | --- | ---: |"]
    for m in measured:
        rows += [f"| {m.title} | {_records(m)} | {name} | {value:.3f} |" for name, value in flat(m.figures)]
    rows += ["", *(f"- **Failed:** {m.title}: {m.error}" for m in measured if m.error is not None)]
    return "\n".join(rows).rstrip()


def _records(m: Measured) -> str:
    return f"{m.records} (a part)" if m.part else str(m.records)
