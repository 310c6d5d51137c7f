"""Statements: who speaks, and what is nobody's statement."""

from __future__ import annotations

import pytest
from tests.coders.statement_words import content, source


@pytest.mark.parametrize(
    "text",
    ["If the king says that he will go, the ship will sail.", "A guard asked not to be named."],
)
def test_condition_and_anonymity_are_no_statements(read, text: str) -> None:  # type: ignore[no-untyped-def]
    """What somebody might say, and that he wants no name, is no statement."""
    assert read(text) == ()


def test_participle_shares_the_subject(read) -> None:  # type: ignore[no-untyped-def]
    """What stands behind "adding that" is said by the subject of the main verb."""
    text = "The minister said the border was open, adding that trains would run."
    assert [(s.cue, source(text, s)) for s in read(text)] == [
        ("said", "The minister"),
        ("adding", "The minister"),
    ]


def test_relative_clause_names_antecedent_and_pronoun(read) -> None:  # type: ignore[no-untyped-def]
    """A source in "X, who said …" has X and "who" as source."""
    text = "They met the governor, who said that the dam was safe."
    (statement,) = (s for s in read(text) if s.cue == "said")
    assert source(text, statement) == "the governor | who"


def test_free_paragraph_belongs_to_the_last_speaker(read) -> None:  # type: ignore[no-untyped-def]
    """A paragraph that is nothing but a quotation goes on with the statement before it."""
    text = "“We came,” Ana Ruiz said.\n“We saw nothing there.”"
    (statement,) = read(text)
    assert content(text, statement) == ["“We came,”", "“We saw nothing there.”"]


def test_pronoun_stands_for_the_last_speaker(read) -> None:  # type: ignore[no-untyped-def]
    """A pronoun's statement has the person it stands for, the pronoun as mention."""
    text = "Ana Ruiz said the law was dead. She added that a new one would follow."
    first, second = read(text)
    assert first.speaker is not None
    assert second.speaker is not None
    assert second.speaker.id == first.speaker.id
    assert source(text, second) == "She"


def test_unnamed_source_is_kept_as_role(read) -> None:  # type: ignore[no-untyped-def]
    """An anonymous source is an actor with the words of the text."""
    (statement,) = read("A senior official said the deal was dead.")
    assert statement.speaker is not None
    assert statement.speaker.kind == "role"


def test_thoughts_of_nobody_named_are_left_out(read) -> None:  # type: ignore[no-untyped-def]
    """Beliefs count for named actors only; speech counts for all."""
    assert read("Many people believe that the war is lost.") == ()
    assert [s.stance for s in read("Angela Merkel believes that the war is lost.")] == ["believes"]


def test_document_speaks_for_its_author(read) -> None:  # type: ignore[no-untyped-def]
    """Where a report says something, its author is the speaker, and the whole phrase is the source."""
    text = "The report by KCNA said that the army was ready."
    (statement,) = read(text)
    assert statement.speaker is not None
    assert (statement.speaker.name, source(text, statement)) == ("KCNA", "The report by KCNA")


def test_person_who_tells_makes_a_statement_too(read) -> None:  # type: ignore[no-untyped-def]
    """Where a person tells what another said, both statements are kept, the inner one through the person."""
    text = "Ana Ruiz said that the foreign ministry denied the report."
    outer, inner = read(text)
    assert (source(text, outer), outer.via) == ("Ana Ruiz", ())
    assert (source(text, inner), inner.via) == ("the foreign ministry", ("Ana Ruiz",))


def test_imagined_speech_is_no_statement(read) -> None:  # type: ignore[no-untyped-def]
    """What a speaker only expects another to say was not said."""
    assert [s.cue for s in read("Ana Ruiz said that the ministry would deny the report.")] == ["said"]


@pytest.mark.parametrize(
    "text",
    [
        "The ministry did not say whether the border was open.",
        "North Korea has not confirmed the report.",
        "Nobody in the ministry confirmed that the border was open.",
        "The text does not mention inspections.",
    ],
)
def test_silence_is_no_statement(read, text: str) -> None:  # type: ignore[no-untyped-def]
    """Who does not say something makes no statement."""
    assert read(text) == ()


def test_act_told_by_another_is_no_statement(read) -> None:  # type: ignore[no-untyped-def]
    """What a speaker tells that another promised or asked is an act in his words."""
    (statement,) = read("Ana Ruiz said the governor had promised to repair the dam.")
    assert statement.cue == "said"


def test_pronoun_keeps_its_speaker(read) -> None:  # type: ignore[no-untyped-def]
    """The pronoun that named a speaker names the same one again, though another was mentioned between."""
    text = "Ana Ruiz spoke on Monday. She said that Boris Johnson was late. The talks, she added, would start anyway."
    assert [s.speaker.name for s in read(text)] == ["Ana Ruiz", "Ana Ruiz"]


def test_time_before_the_speaker_is_no_part_of_him(read) -> None:  # type: ignore[no-untyped-def]
    """A time that the parser put before the speaker's phrase stays out of the source."""
    text = "Last week tour companies in Beijing said that the border was closed."
    (statement,) = read(text)
    assert source(text, statement) == "tour companies in Beijing"


def test_writer_is_nobody_of_the_text(read) -> None:  # type: ignore[no-untyped-def]
    """Outside quotation marks "I" and "we" are not the one who spoke before."""
    first, second = read("Ana Ruiz said the law was dead. We asked that the court look at it.")
    assert first.speaker is not None
    assert second.speaker is None


def test_who_is_brought_to_speak_speaks(read) -> None:  # type: ignore[no-untyped-def]
    """In "prompted an official to warn" the official warns."""
    text = "It was a failure that prompted an official to warn that the dam could break."
    (statement,) = read(text)
    assert source(text, statement) == "an official"


@pytest.mark.parametrize("called", ["named", "identified as"])
def test_woman_with_a_name_is_the_one_named(read, called: str) -> None:  # type: ignore[no-untyped-def]
    """A speaker introduced by a noun and his name is known by the name."""
    (statement,) = read(f"A woman {called} Ana Ruiz said that the road was shut.")
    assert statement.speaker is not None
    assert statement.speaker.name == "Ana Ruiz"


def test_what_a_speaker_does_is_no_part_of_his_name(read) -> None:  # type: ignore[no-untyped-def]
    """A participle behind a comma belongs to the sentence, not to the source."""
    text = "The minister, seeking votes, said that the tax was dead."
    (statement,) = read(text)
    assert source(text, statement) == "The minister"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Spokesman Ivo Lund said it was over. The spokesman said that trucks would come.", "Ivo Lund"),
        (
            "A report by Human Rights Watch said it was over. The report said that trucks came.",
            "Human Rights Watch",
        ),
        (
            "The road is shut, according to a statement issued by the Danish Foreign Ministry. "
            "Trucks would come, the statement said.",
            "Foreign Ministry",
        ),
    ],
)
def test_noun_stands_for_the_speaker_it_named(read, text: str, name: str) -> None:  # type: ignore[no-untyped-def]
    """The spokesman and the report are those that spoke before, a document the one who made it."""
    speakers = [s.speaker for s in read(text)]
    assert [s.name for s in speakers if s is not None] == [name, name]


def test_they_outside_quotation_marks_are_not_named_inside(read) -> None:  # type: ignore[no-untyped-def]
    """A plural that only quoted words name does not go on to speak; those who spoke last do."""
    text = (
        "Aid agencies say it is bad. “In every direction the task is huge,” Ana Ruiz told the BBC. "
        "“We run camps for three million people.” They say that while news can spread fast, aid can not."
    )
    statement = read(text)[-1]
    assert statement.speaker is not None
    assert statement.speaker.name == "Aid agencies"


@pytest.mark.parametrize(
    "text",
    [
        "A Danish government spokesman said it was over. The government said that trucks would come.",
        "An aide said it was over. The aides said that trucks would come.",
    ],
)
def test_house_and_many_are_not_the_speaker_before(read, text: str) -> None:  # type: ignore[no-untyped-def]
    """The government is not its spokesman, nor are the aides the aide."""
    first, second = (s.speaker for s in read(text))
    assert first is not None
    assert second is not None
    assert first.name != second.name
