"""Fit the score of events, and show how well it holds: docs/event-scores.md with its picture, and the weights.

    python tools/event_scores.py [--gold ARTICLES] [--dry]

Fitted on the built-in articles and the ordinary prose of tests/cases; an article is measured with weights fitted on all others.
ARTICLES (a folder of annotated articles, as docs/how-to/measure.md describes) is only measured, with the final weights.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.coders._event_score import FEATURES, Told
from dateline.evaluation import cases, ordinary
from dateline.evaluation._align import aligner, overlap
from dateline.evaluation._event_match import GoldEvent, PredictedEvent, match
from dateline.evaluation.articles import SOFT
from dateline.formats.article import article_json
from dateline.model import Article
from dateline.pipeline import Coder

ROOT = Path(__file__).resolve().parent.parent
WEIGHTS = ROOT / "src/dateline/knowledge/lexicons/en/event_score.yaml"
RIDGE = 3.0  # how strongly weights are held to zero: there are few events
BANDS = (0.0, 0.6, 0.7, 0.8, 0.9, 1.0)
Floats = NDArray[np.float64]
ABOUT = """\
about:
  source: fitted by tools/event_scores.py on the articles of tests/cases, which were written and annotated for dateline
  licence: Apache-2.0
  version: 1
  note: a logistic regression; base is added for every event, weights for its features (coders/_event_score.py)

"""
PAGE = """\
# Scores of events

Written by `python tools/event_scores.py --gold FOLDER`. An event's `score` is the probability that its text tells an act of this type
with this trigger. It says nothing about parties, date or place. It comes from the grammar of the sentence alone: a logistic
regression of {features} features, fitted on {fitted} events of articles that were written and annotated for dateline. Fitted on so
few, on articles on which the coder was developed too, it is coarse: use it to sort events and to look at the doubtful ones first.

An event has the score `s`; of the events of a band, which share is right? On the diagonal the score says what is true.

![Reliability of event scores](event-scores.svg)

{tables}
## What counts

| feature | weight |
| --- | ---: |
{weights}

`main`: the trigger heads its sentence; `depth`: how far below the head it stands (0 to 1); `past`, `present`: its tense; `noun`: a noun
names the act; `pronoun`: a party is named by a pronoun; `day`: the words give a day; `unreal`: hypothetical or negated; `unsure`:
unconfirmed, disputed or denied. A user's own `lexicons/en/event_score.yaml` stands for ours.
"""


class Recorder:
    """Stands for the score: keeps the features of each event, and gives the event their number."""

    def __init__(self) -> None:
        self.rows: list[list[float]] = []

    def __call__(self, told: Told) -> float:
        """Return the number of a row of features."""
        self.rows.append([1.0, *(float(f(told)) for f in FEATURES.values())])
        return float(len(self.rows) - 1)


def judged(row: Mapping[str, Any], article: Article) -> Iterator[tuple[int, bool]]:
    """Yield the number of each event that the gold covers, and whether the gold has it."""
    predicted = article_json(article)
    place = aligner(row["text"], predicted["text"])
    given = [PredictedEvent.of(e, place) for e in predicted["events"]]
    right = set(match([GoldEvent.of(e) for e in row["events"]], given).values())
    soft = [(f["start"], f["end"]) for f in row["furniture"] if f["kind"] in SOFT]
    for i, (event, p) in enumerate(zip(article.events, given, strict=True)):
        covered = p.sentence is not None and p.sentence[0] < row.get("annotated_until", len(row["text"]))
        where = p.trigger or p.sentence
        aside = where is not None and any(overlap(where, r) >= where[1] - where[0] for r in soft)
        if covered and (i in right or not aside) and event.score is not None:
            yield int(event.score), i in right


def own(coder: Coder) -> Iterator[tuple[str, int, bool]]:
    """Yield article, number and whether it is right, for each event in the articles of this project."""
    samples = ROOT / "src/dateline/knowledge/samples/korea"
    for gold, article in cases.read(ROOT / "tests/cases/korea", samples, coder):
        yield from ((gold["id"], number, right) for number, right in judged(gold, article))
    for path in sorted((ROOT / "tests/cases/ordinary").glob("*.txt")):
        document = coder.plain(path.read_text("utf-8"), published=ordinary.DAY)
        yield from ((path.stem, int(e.score or 0), False) for e in coder.code(document).events)


def public(folder: Path, coder: Coder) -> Iterator[tuple[str, int, bool]]:
    """Yield the same for a folder of annotated articles."""
    for line in (folder / "inputs.jsonl").read_text("utf-8").splitlines():
        given = json.loads(line)
        gold = json.loads((folder / f"{given['id']}.json").read_text("utf-8"))
        kind = "text/plain" if given.get("text") else "text/html"
        published, title = given.get("published") or None, given.get("title")
        source = given.get("text") or given.get("html") or ""
        article = coder.read(source, published=published, title=title, url=given.get("url"), media_type=kind)
        yield from ((given["id"], number, right) for number, right in judged(gold, article))


def fit(x: Floats, y: Floats) -> Floats:
    """Return the weights of a ridge logistic regression, by Newton's method; the first column is the constant."""
    w, hold = np.zeros(x.shape[1]), np.full(x.shape[1], RIDGE)
    hold[0] = 1e-6
    for _ in range(50):
        p = chance(x, w)
        w -= np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + np.diag(hold), x.T @ (p - y) + hold * w)
    return w


def chance(x: Floats, w: Floats) -> Floats:
    """Return the probability of each row."""
    return np.asarray(1 / (1 + np.exp(-x @ w)), dtype=np.float64)


def left_out(x: Floats, y: Floats, articles: Sequence[str]) -> Floats:
    """Return the probability of each row by weights fitted on the other articles."""
    names, p = np.array(articles), np.zeros(len(y))
    for name in set(articles):
        p[names == name] = chance(x[names == name], fit(x[names != name], y[names != name]))
    return p


def ranks(y: Floats, p: Floats) -> float:
    """Return the share of pairs of a right and a wrong event of which the right one has the higher score."""
    good, bad = p[y > 0][:, None], p[y == 0]
    return float((good > bad).mean() + (good == bad).mean() / 2)


def bands(y: Floats, p: Floats) -> Iterator[tuple[float, float, int, float, float]]:
    """Yield bounds, number of events, mean score and share of right ones of each band that holds any."""
    for low, high in pairwise(BANDS):
        here = (p >= low) & (p < high + (high == 1))
        if here.any():
            yield low, high, int(here.sum()), float(p[here].mean()), float(y[here].mean())


def table(title: str, y: Floats, p: Floats) -> str:
    """Return one Markdown table."""
    brier = (
        f"{np.mean((p - y) ** 2):.3f} (the share of all as every score: {np.mean((y.mean() - y) ** 2):.3f})"
    )
    rows = [
        f"| {low:.1f} to {high:.1f} | {n} | {mean:.2f} | {right:.2f} |"
        for low, high, n, mean, right in bands(y, p)
    ]
    head = f"## {title}\n\n{len(y)} events, of which {y.mean():.2f} are right. Mean squared error {brier}; a right event has"
    head += f" a higher score than a wrong one in {ranks(y, p):.2f} of pairs."
    return "\n".join(
        [head, "", "| score | events | mean score | right |", "| --- | ---: | ---: | ---: |", *rows, ""]
    )


def picture(sets: Sequence[tuple[str, Floats, Floats]]) -> str:
    """Return the reliability diagram as SVG: mean score against share of right ones, a circle a band, its area the events."""
    size, edge, colours = 320, 44, ("#1f5fa8", "#c2571a")
    at = lambda v: edge + v * size  # noqa: E731 - one scale for both axes
    up = lambda v: edge / 2 + (1 - v) * size  # noqa: E731
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size + 2 * edge} {size + edge * 1.5 + 10:.0f}" '
        'font-family="sans-serif" font-size="11" role="img" aria-label="Reliability diagram of event scores">',
        '<rect width="100%" height="100%" fill="white"/>',
        f'<path d="M{at(0)} {up(1)}V{up(0)}H{at(1)}" fill="none" stroke="#444"/>',
        f'<path d="M{at(0)} {up(0)}L{at(1)} {up(1)}" stroke="#999" stroke-dasharray="4 4"/>',
    ]
    for tick in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0):
        out += [
            f'<text x="{at(tick):.0f}" y="{up(0) + 15:.0f}" text-anchor="middle">{tick:.1f}</text>',
            f'<text x="{at(0) - 6:.0f}" y="{up(tick) + 4:.0f}" text-anchor="end">{tick:.1f}</text>',
        ]
    for number, ((title, y, p), colour) in enumerate(zip(sets, colours, strict=False)):
        points = [(at(mean), up(right), n) for _, _, n, mean, right in bands(y, p)]
        line = " ".join(f"{a:.1f},{b:.1f}" for a, b, _ in points)
        out.append(f'<polyline points="{line}" fill="none" stroke="{colour}"/>')
        out += [
            f'<circle cx="{a:.1f}" cy="{b:.1f}" r="{n**0.5 / 1.5 + 1:.1f}" fill="{colour}" fill-opacity=".6"/>'
            for a, b, n in points
        ]
        out.append(
            f'<text x="{at(0.03):.0f}" y="{up(0.96 - 0.06 * number):.0f}" fill="{colour}">{title}</text>'
        )
    out.append(
        f'<text x="{at(0.5)}" y="{up(0) + 32:.0f}" text-anchor="middle">score; upwards: share that is right</text>'
    )
    return "\n".join([*out, "</svg>", ""])


def main() -> None:
    """Fit, measure, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, help="folder of annotated articles to measure on")
    parser.add_argument("--dry", action="store_true", help="write nothing")
    options = parser.parse_args()
    coder, recorder = Coder(), Recorder()
    coder._events.score = recorder  # type: ignore[assignment]
    rows = list(own(coder))
    x, y = np.array([recorder.rows[n] for _, n, _ in rows]), np.array([float(r) for *_, r in rows])
    w = fit(x, y).round(2)
    sets = [("own articles, each left out in turn", y, left_out(x, y, [name for name, *_ in rows]))]
    if options.gold:
        others = list(public(options.gold, coder))
        given = np.array([recorder.rows[n] for _, n, _ in others])
        sets.append(("public articles", np.array([float(r) for *_, r in others]), chance(given, w)))
    tables = "\n".join(table(title[0].upper() + title[1:], *figures) for title, *figures in sets)
    weights = dict(zip(FEATURES, w[1:].tolist(), strict=True))
    lines = "\n".join(f"| `{name}` | {value:+.2f} |" for name, value in weights.items())
    page = PAGE.format(features=len(FEATURES), fitted=len(y), tables=tables, weights=lines)
    print(page)
    if not options.dry:
        pairs = "".join(f"  {name}: {value}\n" for name, value in weights.items())
        WEIGHTS.write_text(f"{ABOUT}base: {w[0]}\nweights:\n{pairs}", "utf-8")
        (ROOT / "docs/event-scores.md").write_text(page, "utf-8")
        (ROOT / "docs/event-scores.svg").write_text(picture(sets), "utf-8")


if __name__ == "__main__":
    main()
