"""Answers to questions, as text of 80 columns and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator

from dateline.formats import _words
from dateline.formats.jsonl import conflict_json, report_json
from dateline.formats.wrapping import wrapped
from dateline.model.answer import Answer, AnswerLine, Question
from dateline.model.codec import to_json

QUOTES = 2  # reports quoted for one sentence
BOLD, PLAIN = "\x1b[1m", "\x1b[0m"
NOTHING = "Nothing in the record answers this."
HEADS = {
    "done": "",
    "not done": "Said, planned or doubted, not known to have been done",
    "denied": "Denied, or told not to have happened",
    "undertaken": "Offered, promised, threatened or demanded",
    "said": "Said",
    "counted": "",
    "contradicted": "Where accounts differ",
}


def text(answer: Answer, *, colour: bool = False) -> Iterator[str]:
    """Yield the sentences by section, each with its sources and their words."""
    if not answer.found:
        yield f"{NOTHING}\n"
    for written, taken in answer.question.respelt:
        yield from _wrapped(
            f"Nobody on record is called “{_words.clean(written)}”: read as {_words.clean(taken)}.", ""
        )
    section = None
    for line in answer.lines:
        if line.section != section:
            section = line.section
            if HEADS[section]:
                yield f"\n{BOLD * colour}{HEADS[section]}{PLAIN * colour}\n"
        yield from _sentence(line)
    for name, count in answer.left_out.items():
        yield f"\n{count} more in the record ({HEADS[name] or name}).\n"


def jsonl(answer: Answer) -> Iterator[str]:
    """Yield one JSON object: the question as understood, and the sentences with their records and evidence."""
    lines = [
        {
            "section": line.section,
            "text": line.text,
            "record": line.record.record_id,
            "kind": line.record.kind,
            "independent_sources": line.record.independent_sources,
            "reports": [report_json(report) for report in line.record.reports],
            **({"conflict": conflict_json(line.conflict)} if line.conflict else {}),
        }
        for line in answer.lines
    ]
    told = {
        "question": answer.question.text,
        "understood": understood(answer.question),
        "found": answer.found,
        "answer": lines,
        "left_out": answer.left_out,
    }
    yield json.dumps(told, ensure_ascii=False) + "\n"


def understood(question: Question) -> dict[str, object]:
    """Return what a question was taken to ask."""
    found: dict[str, object] = to_json(question)
    found["subjects"] = [actor.name for actor in question.subjects]
    found["others"] = [actor.name for actor in question.others]
    return {name: value for name, value in found.items() if name != "text" and value}


def _sentence(line: AnswerLine) -> Iterator[str]:
    yield from _wrapped(_words.clean(line.text), "")
    reports = [side.report for side in line.conflict.sides] if line.conflict else line.record.reports
    told = dict.fromkeys(f"{_words.source(r)}: {_words.quote(r.evidence)}" for r in reports)
    for quote in list(told)[:QUOTES]:
        yield from _wrapped(f"- {quote}", "  ")
    rest = len(told) - QUOTES
    more = f", {rest} more" if rest > 0 else ""
    yield f"    [{_words.origins(line.record)}{more} · {line.record.record_id}]\n"


def _wrapped(words: str, indent: str) -> Iterator[str]:
    for row in wrapped(words, indent, indent + "  "):
        yield row + "\n"
