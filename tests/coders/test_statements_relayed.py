"""Statements: through whom words came, and who heard them."""

from __future__ import annotations

import pytest
from tests.coders.statement_words import content, source


def test_common_noun_is_no_outlet(read) -> None:  # type: ignore[no-untyped-def]
    """Nothing comes through Time where it comes "in time"."""
    (statement, *_) = read("The doctors had not come in time, the minister said.")
    assert statement.via == ()


def test_teller_becomes_relay(read) -> None:  # type: ignore[no-untyped-def]
    """A chain such as "KCNA reported that the minister said X" is one statement, of the minister, via KCNA."""
    text = "KCNA reported that the foreign minister said talks were over."
    (statement,) = read(text)
    assert (source(text, statement), statement.via) == ("the foreign minister", ("KCNA",))


def test_outlet_told_is_hearer_and_relay(read) -> None:  # type: ignore[no-untyped-def]
    """To tell an outlet names the hearer, and the outlet it comes through."""
    text = "The mayor told Al Jazeera that the city was safe."
    (statement,) = read(text)
    assert statement.via == ("Al Jazeera",)
    assert statement.addressee is not None
    assert statement.addressee.mention is not None
    assert statement.addressee.mention.of(text) == "Al Jazeera"


def test_reporters_are_hearers_and_no_relay(read) -> None:  # type: ignore[no-untyped-def]
    """Hearers without a name of an outlet pass nothing on."""
    (statement,) = read("The mayor told reporters that the city was safe.")
    assert statement.via == ()
    assert statement.addressee is not None


def test_hearsay_has_no_speaker(read) -> None:  # type: ignore[no-untyped-def]
    """Of what somebody "is said to" have done nobody is named as the source."""
    (statement,) = read("Pyongyang is said to have fired a missile.")
    assert statement.speaker is None
    assert statement.source == ()


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("The foreign minister, quoted by KCNA, said that talks were over.", "KCNA"),
        ("In her statement, carried by KCNA, Ana Ruiz called the drills a provocation.", "KCNA"),
        ("The talks are over, Yonhap quoted an official as saying.", "Yonhap"),
        ("The vote is over, the envoy said, according to the Yonhap news agency.", "Yonhap"),
        ("The Daily Mail, citing sources close to the group, reported that a bid was weighed.", "Daily Mail"),
    ],
)
def test_carrier_is_relay(read, text: str, via: str) -> None:  # type: ignore[no-untyped-def]
    """Who carries, quotes or is told passes the words on."""
    (statement,) = read(text)
    assert statement.via == (via,)


def test_outlet_that_quotes_is_relay(read) -> None:  # type: ignore[no-untyped-def]
    """In "Quoting officials, KCNA said" the officials speak, through the outlet."""
    text = "Quoting local officials, KCNA said that the road was open."
    (statement,) = read(text)
    assert (source(text, statement), statement.via) == ("local officials", ("KCNA",))


def test_relay_holds_while_the_speaker_goes_on(read) -> None:  # type: ignore[no-untyped-def]
    """What the same speaker adds came through the same outlet."""
    text = "Ana Ruiz told Reuters that the dam was safe. She added that nobody had to leave."
    assert [s.via for s in read(text)] == [("Reuters",), ("Reuters",)]


def test_outlet_between_speaker_and_verb_is_relay(read) -> None:  # type: ignore[no-untyped-def]
    """In "Kim, according to KCNA, said" the outlet passes on what the subject of the verb says."""
    text = "The envoy, according to KCNA, called the day a surprise and said that talks would follow."
    assert [(s.cue, s.via) for s in read(text)] == [("called", ("KCNA",)), ("said", ("KCNA",))]


def test_short_name_is_the_outlet_named_before(read) -> None:  # type: ignore[no-untyped-def]
    """The Times is the paper whose longer name the text gave."""
    text = "The Korea Times told of it first. The minister told the Times that it was over."
    assert read(text)[-1].via == ("Korea Times",)


def test_paper_is_the_outlet_that_spoke(read) -> None:  # type: ignore[no-untyped-def]
    """The short name of an outlet and "the paper" lead back to the one whose full name the text gave."""
    text = (
        "The Korea Times said on Friday that the road was shut. The Times said that trucks had left. "
        "The paper also said that they would come back."
    )
    assert [s.speaker.name for s in read(text) if s.speaker is not None] == ["Korea Times"] * 3


def test_quotation_before_the_outlet_belongs_to_whom_it_quotes(read) -> None:  # type: ignore[no-untyped-def]
    """In "“…,” the paper quoted Ana Ruiz as saying" she says it."""
    text = "“We are glad to be home,” the paper quoted Ana Ruiz as saying. “It took a year.”"
    (statement,) = read(text)
    assert (source(text, statement), content(text, statement)) == (
        "Ana Ruiz",
        ["“We are glad to be home,”", "“It took a year.”"],
    )
