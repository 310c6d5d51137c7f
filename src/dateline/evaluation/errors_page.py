"""The page of errors: what was found and missed by event type, and the classes of errors with examples."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from dateline.evaluation.error_classes import Compared, Finding
from dateline.evaluation.gold import prf
from dateline.evaluation.ordinary import Alarms

CONFUSIONS = 15
EXAMPLES = 2

HEAD = """\
# Errors

Written by `make eval` from the built-in articles and their hand-made gold (`tests/cases/korea`). Each class of errors is decided by a
simple rule over prediction and gold (`src/dateline/evaluation/error_classes.py`); the first rule that holds counts. The articles are
ours, so they may be quoted; the word in bold is the trigger. A participant is written `COUNTRY/SECTOR`, `-` is an unknown country.
"""


def page(compared: Sequence[Compared], alarms: Alarms) -> str:
    """Return the whole page in Markdown."""
    parts = [
        HEAD,
        "## By event type\n",
        "Recall counts the core events of the gold only (`core`); `alt_types` of the gold count as right.\n",
        by_type(compared),
        "\n## Types taken for each other\n",
        "Gold and predicted events on one trigger whose types do not fit.\n",
        confusions(compared),
        "\n## Classes of errors\n",
        classes([f for c in compared for f in c.findings]),
        "\n## False alarms on ordinary prose\n",
        ordinary(alarms),
    ]
    return "\n".join(parts)


def by_type(compared: Sequence[Compared]) -> str:
    """Return the table of precision, recall and F1 of each type."""
    n: Counter[tuple[str, str]] = Counter()
    for article in compared:
        for i, g in enumerate(article.gold):
            n[g.types[0], "gold"] += 1
            n[g.types[0], "core"] += g.core
            n[g.types[0], "hit"] += g.core and i in article.pairs
        used = set(article.pairs.values())
        for j, p in enumerate(article.given):
            n[p.event_type, "predicted"] += 1
            n[p.event_type, "right"] += j in used
    names = sorted({name for name, _ in n}, key=lambda name: (-n[name, "gold"], name))
    for part in ("gold", "core", "hit", "predicted", "right"):
        n["all", part] = sum(n[name, part] for name in names)
    rows = ["| type | gold | core | predicted | precision | recall | F1 |", "| --- |" + " ---: |" * 6]
    for name in (*names, "all"):
        precision = prf(n[name, "right"], n[name, "predicted"], 0)["p"]
        recall = prf(n[name, "hit"], 0, n[name, "core"])["r"]
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        counts = " | ".join(str(n[name, part]) for part in ("gold", "core", "predicted"))
        rows.append(f"| {name} | {counts} | {precision:.2f} | {recall:.2f} | {f1:.2f} |")
    return "\n".join(rows)


def confusions(compared: Iterable[Compared]) -> str:
    """Return the table of the most frequent pairs of types that were taken for each other."""
    n = Counter((c.gold[i].types[0], c.given[j].event_type) for c in compared for i, j in c.confused.items())
    rows = ["| gold | predicted | times |", "| --- | --- | ---: |"]
    for (gold, predicted), times in sorted(n.items(), key=lambda item: (-item[1], item[0]))[:CONFUSIONS]:
        rows.append(f"| {gold} | {predicted} | {times} |")
    return "\n".join(rows)


def classes(findings: Iterable[Finding]) -> str:
    """Return the counts of all classes, and a few examples of each."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        found[finding.error].append(finding)
    order = sorted(found, key=lambda name: (_group(name), -len(found[name]), name))
    rows = ["| class | times |", "| --- | ---: |", *(f"| {name} | {len(found[name])} |" for name in order)]
    for name in order:
        rows += ["", f"### {name[0].upper()}{name[1:]} ({len(found[name])})"]
        rows += [f"- {f.words} ({f.detail})" for f in _spread(found[name])]
    return "\n".join(rows)


def ordinary(alarms: Alarms) -> str:
    """Return what was coded in prose without politics."""
    rows = [
        f"{len(alarms.events)} events in {alarms.words} words of `tests/cases/ordinary`: {alarms.rate:.1f} per 1,000 words. Nothing in these "
        "texts is an act of politics.\n"
    ]
    return "\n".join([*rows, *(f"- {name}: {event}" for name, event in alarms.events)])


def _group(name: str) -> int:
    heads = (
        "missed",
        "wrong type",
        "false",
        "status",
        "actors",
        "recipients",
        "sector",
        "date",
        "attribution",
    )
    return next((i for i, head in enumerate(heads) if name.startswith(head)), len(heads))


def _spread(findings: Sequence[Finding]) -> list[Finding]:
    """Return a few that stand far from each other, so that they come from different articles."""
    step = max(1, len(findings) // EXAMPLES)
    return list(findings[::step][:EXAMPLES])
