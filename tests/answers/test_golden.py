"""Questions over the built-in articles get the answers that were made for them by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import dateline
from dateline import sources
from dateline.answers import ask
from dateline.archive import Archive
from dateline.codebook.files import KNOWLEDGE
from dateline.executors.serial import run
from dateline.formats.answer import text
from dateline.model.answer import Answer, AnswerLine
from dateline.pipeline import Coder

ANSWERED = 30  # of the questions, in full
CASES = yaml.safe_load((Path(__file__).parents[1] / "cases/questions.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def coder() -> Coder:
    """The English coder."""
    return dateline.load()


@pytest.fixture(scope="module")
def archive(coder: Coder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The built-in articles, read."""
    with dateline.open(str(tmp_path_factory.mktemp("ask") / "a.db")) as opened:
        list(run(sources.fetch(str(KNOWLEDGE / "samples/korea")), coder, opened))
        yield opened


@pytest.fixture(scope="module")
def answers(archive: Archive, coder: Coder) -> list[Answer]:
    """The answers to all questions."""
    return [ask(archive, coder, case["question"]) for case in CASES]


def test_most_questions_get_all_sentences_that_they_need(answers: list[Answer]) -> None:
    """The number of questions that are answered in full does not fall; what is missing is listed."""
    problems = [
        f"{case['question']} {found}"
        for case, answer in zip(CASES, answers, strict=True)
        if (found := list(missing(case, answer)))
    ]
    assert len(CASES) - len(problems) >= ANSWERED, "\n".join(problems)


def test_no_answer_says_what_it_must_not(answers: list[Answer]) -> None:
    """Nothing is made up where the record has nothing, and no sentence rests on furniture."""
    for case, answer in zip(CASES, answers, strict=True):
        if case.get("nothing"):
            assert [line.text for line in answer.lines] == []
        for words in case.get("lacks", ()):
            assert not [line.text for line in answer.lines if words in told(line)]


def test_every_sentence_rests_on_a_record(archive: Archive, coder: Coder) -> None:
    """The quotations under a sentence are those of a record that the archive has."""
    found = ask(archive, coder, "What did Kim Jong Un do in 2018?")
    assert found.lines
    for line in found.lines:
        assert archive.show(line.record.record_id) == line.record


def test_nothing_is_said_of_what_is_not_there(archive: Archive, coder: Coder) -> None:
    """A question that the record cannot answer gets no sentence."""
    found = ask(archive, coder, "What did Peru offer Iceland in 1987?")
    assert not found.found
    assert "".join(text(found)) == "Nothing in the record answers this.\n"


def missing(case: dict[str, Any], answer: Answer) -> Iterator[str]:
    """Yield the sentences that an answer lacks."""
    for need in case.get("needs", ()):
        if not any(meets(line, need) for line in answer.lines):
            yield f"lacks {need}"


def meets(line: AnswerLine, need: dict[str, str]) -> bool:
    """Return whether a sentence is the one that is needed."""
    value = line.record.value
    date = getattr(value, "date", None)
    day = date.start.isoformat() if date else ""
    words = re.escape(need.get("words", ""))
    return (
        day.startswith(need.get("date", ""))
        and need.get("section", line.section) == line.section
        and re.search(words, told(line)) is not None
    )


def told(line: AnswerLine) -> str:
    """Return a sentence with its quotations."""
    return " ".join([line.text, *(r.evidence.exact for r in line.record.reports)])
