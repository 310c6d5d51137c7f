"""Statements: whose words stand in quotation marks, beside a colon or behind a question."""

from __future__ import annotations

import pytest
from tests.coders.statement_words import content, source

BESIDE = [
    (
        "“The bridge is safe, and has been for years,” wrote the authors of the report.",
        "the authors of the report",
        ["“The bridge is safe, and has been for years,”"],
    ),
    ("“We will not leave the island,” Ana Ruiz growled.", "Ana Ruiz", ["“We will not leave the island,”"]),
    ("“The harbour is closed for good.” — Ana Ruiz", "Ana Ruiz", ["“The harbour is closed for good.”"]),
    (
        "Ana Ruiz, head of the dockers' union: “Nobody asked us.”",
        "Ana Ruiz, head of the dockers' union",
        ["“Nobody asked us.”"],
    ),
    ("Then she added a warning: “The harbour may close.”", "she", ["“The harbour may close.”"]),
    ("Asked when it would open, Ana Ruiz said, “In May, perhaps.”", "Ana Ruiz", ["“In May, perhaps.”"]),
    ("He was blunt about the harbour: “It is finished,” he said.", "he", ["“It is finished,”"]),
]


@pytest.mark.parametrize(("text", "who", "said"), BESIDE, ids=[b[0][:30] for b in BESIDE])
def test_speaker_beside_a_quotation(read, text: str, who: str, said: list[str]) -> None:  # type: ignore[no-untyped-def]
    """Who stands beside a quotation by verb, dash, label or colon says it, and no more than it."""
    (statement,) = read(text)
    assert (source(text, statement), content(text, statement)) == (who, said)


def test_quotation_before_a_new_sentence_is_not_its_speakers(read) -> None:  # type: ignore[no-untyped-def]
    """A quotation that ends in a full stop is not said by who begins the next sentence."""
    text = "“We did all that we could.” The mayor said the harbour would open in May."
    assert [content(text, s) for s in read(text)] == [["the harbour would open in May"]]


def test_verb_inside_a_quotation_takes_no_other_quotation(read) -> None:  # type: ignore[no-untyped-def]
    """The next quotation belongs to who said the first one, not to a verb in the first one."""
    text = "“We are continuing,” Ana Ruiz said. “The harbour will open in May.”"
    assert [(s.cue, len(s.content)) for s in read(text)] == [("said", 2)]


def test_verb_joined_before_a_quotation_is_the_speakers(read) -> None:  # type: ignore[no-untyped-def]
    """In "said X would open and added, “…”" the one who said it adds the quotation."""
    text = "The mayor said the harbour would open and added, “We are ready.”"
    assert [(s.cue, source(text, s), content(text, s)) for s in read(text)] == [
        ("said", "The mayor", ["the harbour would open"]),
        ("added", "The mayor", ["“We are ready.”"]),
    ]


def test_quoted_as_saying(read) -> None:  # type: ignore[no-untyped-def]
    """The one quoted speaks; who quotes passes it on."""
    text = "The foreign minister was quoted by KCNA as saying that talks were over."
    (statement,) = read(text)
    assert (source(text, statement), statement.via) == ("The foreign minister", ("KCNA",))
    assert content(text, statement) == ["that talks were over"]


def test_quotation_over_sentences_is_one_content(read) -> None:  # type: ignore[no-untyped-def]
    """A quotation that holds several sentences is taken whole."""
    text = "“We came. We saw. We left,” Ana Ruiz said."
    (statement,) = read(text)
    assert content(text, statement) == ["“We came. We saw. We left,”"]
    assert statement.direct is True


def test_another_speakers_quotation_is_not_taken(read) -> None:  # type: ignore[no-untyped-def]
    """A quotation with a cue of its own is no continuation."""
    text = "“We came,” Ana Ruiz said.\n“We saw nothing,” Tom Berg said."
    assert [source(text, s) for s in read(text)] == ["Ana Ruiz", "Tom Berg"]


def test_mixed_speech(read) -> None:  # type: ignore[no-untyped-def]
    """A clause with a quoted part is mixed; without one it is indirect."""
    mixed, indirect = read("The king said the plan was “a waste of money”. The queen said the plan was good.")
    assert (mixed.direct, indirect.direct) == ("mixed", False)


def test_quoted_self_reference_is_no_statement(read) -> None:  # type: ignore[no-untyped-def]
    """A thought of "I" inside a quotation is part of what is quoted."""
    assert [s.cue for s in read("“I think we will win,” Ana Ruiz said.")] == ["said"]


def test_label_before_a_colon(read) -> None:  # type: ignore[no-untyped-def]
    """A name and a colon at the start of a block attributes the rest."""
    text = "Angela Merkel: Europe must pay more for its defence."
    (statement,) = read(text)
    assert (source(text, statement), statement.cue) == ("Angela Merkel", ":")


def test_fronted_question_is_no_content(read) -> None:  # type: ignore[no-untyped-def]
    """What somebody was asked about stands outside of what is said."""
    text = "Asked about the vote, Angela Merkel said that it was fair."
    (statement,) = read(text)
    assert content(text, statement) == ["that it was fair"]


def test_quotation_ends_at_its_comma(read) -> None:  # type: ignore[no-untyped-def]
    """Behind a quotation that ends in a comma the writer goes on."""
    text = "“We will not go,” she said as the crowd cheered."
    (statement,) = read(text)
    assert content(text, statement) == ["“We will not go,”"]


def test_title_or_scare_quote_does_not_make_speech_direct(read) -> None:  # type: ignore[no-untyped-def]
    """A marked word inside indirect speech leaves the clause whole."""
    text = "Ana Ruiz said the “interim” government had failed."
    (statement,) = read(text)
    assert content(text, statement) == ["the “interim” government had failed"]


@pytest.mark.parametrize(
    ("text", "who", "cue"),
    [
        ("“They are all here for the free food,” Ana Ruiz shot back.", "Ana Ruiz", "shot back"),
        ("She sighed: “This is how it always ends.”", "She", "sighed"),
    ],
)
def test_any_verb_beside_a_quotation(read, text: str, who: str, cue: str) -> None:  # type: ignore[no-untyped-def]
    """A quotation beside what a person does is said by this person, whatever the verb."""
    (statement,) = read(text)
    assert (source(text, statement), statement.cue, statement.direct) == (who, cue, True)
