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
from dateline.model.record import sides
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


@pytest.mark.parametrize(
    ("question", "state"),
    [
        ("Which promises were broken?", "broken"),
        ("Which offers went unanswered?", "unanswered"),
        ("Which agreements were kept?", "kept"),
    ],
)
def test_the_state_that_is_asked_for_chooses(
    archive: Archive, coder: Coder, question: str, state: str
) -> None:
    """Only commitments of which that became are told."""
    found = ask(archive, coder, question)
    assert {
        getattr(line.record.value, "state", None) for line in found.lines if line.section == "undertaken"
    } == {state}
    assert {line.section for line in found.lines} <= {"undertaken", "contradicted"}


def test_who_refuses_is_not_who_offers(archive: Archive, coder: Coder) -> None:
    """An offer left unanswered by somebody was made to them."""
    found = ask(archive, coder, "Which offers did North Korea leave unanswered?")
    assert found.lines
    for line in found.lines:
        assert "unanswered" in str(getattr(line.record.value, "state", ""))
        assert "PRK" in {a.country for side in sides(line.record.value) for a in side}


def test_where_reports_disagree(archive: Archive, coder: Coder) -> None:
    """The accounts that differ on somebody are told, and nothing else; on another there are none."""
    found = ask(archive, coder, "Where do reports disagree about North Korea?")
    assert {line.section for line in found.lines} == {"contradicted"}
    assert all(line.conflict for line in found.lines)
    assert not ask(archive, coder, "Where do reports disagree about Chile?").found
    assert not ask(archive, coder, "Where do CNN and Reuters disagree?").found  # neither is read


@pytest.mark.parametrize(
    "question",
    [
        "How many people died in Peru?",
        "Who won the world cup?",
        "How many wugs did the blick gorp?",
        "What is love?",
        "What did Trump say about Chile?",
    ],
)
def test_what_is_told_of_another_is_no_answer(archive: Archive, coder: Coder, question: str) -> None:
    """Figures of another country, and acts of another matter, are not offered instead."""
    assert [line.text for line in ask(archive, coder, question).lines] == []


def test_a_place_chooses(archive: Archive, coder: Coder) -> None:
    """What was in a town is asked for, not all that its country did."""
    found = ask(archive, coder, "What happened in Kaesong?")
    assert found.lines
    for line in found.lines:
        place = getattr(line.record.value, "place", None)
        titles = " ".join(r.title or "" for r in line.record.reports)
        assert "Kaes" in f"{place.name if place else ''} {told(line)} {titles}"


def test_a_misspelt_name_is_read_as_the_nearest_on_record(archive: Archive, coder: Coder) -> None:
    """The answer says so; a name like none on record gets none."""
    found = ask(archive, coder, "What did Trumpf do in Singapore?")
    assert found.question.respelt == (("Trumpf", "Donald Trump"),)
    assert found.question.text == "What did Trumpf do in Singapore?"
    assert "".join(text(found)).startswith("Nobody on record is called “Trumpf”: read as Donald Trump.\n")
    assert not ask(archive, coder, "What did Lukashenka do?").found


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
