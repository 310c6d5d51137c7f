"""Records are put in sentences that claim no more than is known."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from tests.handmade import KIM, SEOUL, TRUMP, day, document, event, span

from dateline.answers._wording import sentence
from dateline.model import Actor, Attribution, Commitment, Event, Place, Record, Statement, When
from dateline.model.commitment import StateChange
from dateline.model.record import Report, Value

SPAN = When(
    start=datetime.date(2020, 6, 1), end=datetime.date(2020, 11, 30), precision="range", basis="published"
)


def record(value: Value, published: When | None = SPAN) -> Record:
    """Return a record of one report."""
    told = Report(id=value.id, document=value.evidence.document, published=published, evidence=value.evidence)
    kind = type(value).__name__.lower()
    return Record(record_id="record1:a", kind=kind, value=value, reports=(told,))


def told(words: str, text: str, **fields: Any) -> Event:
    """Return an event that a text tells of."""
    return event(document(text), words, **fields)


@pytest.mark.parametrize(
    ("words", "kind", "said"),
    [
        ("offered", "AGREE", "Donald Trump made an offer to Kim Jong Un"),
        ("agreed", "AGREE", "Donald Trump reached an agreement with Kim Jong Un"),
        ("thought", "AGREE", "Donald Trump declared a will to cooperate with Kim Jong Un"),
        ("bombed", "ASSAULT", "Donald Trump bombed or shelled Kim Jong Un"),
    ],
)
def test_an_act_is_called_by_the_word_that_names_it(words: str, kind: str, said: str) -> None:
    """The word of the article chooses among the forms of a type; any other word gets the general one."""
    found = told(words, f"Trump {words} it.", event_type=kind, actors=(TRUMP,), recipients=(KIM,), place=None)
    assert sentence(record(found)) == f"On 27 April 2018, {said}."


def test_what_is_only_known_to_have_been_told_by_then_is_said_so() -> None:
    """The interval of an undated article is no interval of the act."""
    found = sentence(record(told("met", "They met.", date=SPAN, place=None)))
    assert found.startswith("By 30 November 2020, ")
    assert found.endswith(" (day not told).")


def test_accounts_that_differ_are_mentioned() -> None:
    """A reader of the sentence alone learns that it is contradicted."""
    assert sentence(record(told("met", "They met.")), disputed=True).endswith(". Accounts differ on this.")


def test_doubt_is_expressed_once() -> None:
    """Something hypothetical needs no second warning."""
    found = told("met", "They met.", status="hypothetical", certainty="unconfirmed", place=None)
    assert "might meet" in sentence(record(found))
    assert "not confirmed" not in sentence(record(found))


@pytest.mark.parametrize(
    ("cue", "said"),
    [
        ("has repeatedly expressed", "expressed"),
        ("may have discussed", "said"),
        ("says", "said"),
        ("", "said"),
    ],
)
def test_a_statement_keeps_the_verb_of_the_article(cue: str, said: str) -> None:
    """A verb in the past stands in the sentence, any other becomes a plain one."""
    text = "He spoke of peace."
    quoted = span(text, "peace")
    found = Statement(
        speaker=TRUMP, cue=cue, content=(quoted,), date=SPAN, evidence=document(text).evidence(quoted)
    )
    assert sentence(record(found)) == f"By 30 November 2020, Donald Trump {said}: “peace”."


@pytest.mark.parametrize(
    ("published", "begins", "ends"),
    [
        (SPAN, "Reported between 1 June 2020 and 30 November 2020: ", "without an answer."),
        (day("2020-06-01", "given"), "Reported on 1 June 2020: ", "without an answer (since 1 June 2020)."),
    ],
)
def test_no_day_is_invented_for_a_commitment(published: When, begins: str, ends: str) -> None:
    """A report that may be of any day of an interval gives its interval, and no day since when a state lasts."""
    text = "Seoul offered rice and got no answer."
    rice = document(text).evidence(span(text, "rice"))
    state = StateChange(state="unanswered", date=datetime.date(2020, 6, 1))
    found = Commitment(
        kind="offer", by=(SEOUL,), content="rice", state="unanswered", history=(state,), evidence=rice
    )
    said = sentence(record(found, published))
    assert said.startswith(begins)
    assert said.endswith(ends)


@pytest.mark.parametrize(
    ("mention", "name", "said"),
    [
        ("the rebels", "rebels", "the rebels"),
        ("A gunman", "gunman", "a gunman"),
        ("Washington", "United States", "the United States"),
        ("the ministry", "Ministry of Defence", "the Ministry of Defence"),
        ("police", "police", "police"),
    ],
)
def test_names_have_the_article_that_a_sentence_wants(mention: str, name: str, said: str) -> None:
    """That of the text where it has one before just these words, else that of well-known names."""
    text = f"{mention} thanked Trump."
    who = Actor(id="role:x", name=name, kind="role", mention=span(text, mention))
    found = told("thanked", text, event_type="SUPPORT", actors=(who,), recipients=(TRUMP,), place=None)
    assert sentence(record(found)).startswith(f"On 27 April 2018, {said} ")


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("demand", "South Korea demanded of Kim Jong Un: “rice”"),
        ("agreement", "South Korea agreed with Kim Jong Un: “rice”"),
        ("threat", "South Korea threatened Kim Jong Un: “rice”"),
        ("offer", "South Korea offered to Kim Jong Un: “rice”"),
    ],
)
def test_a_commitment_is_made_to_somebody_as_its_verb_wants(kind: Any, said: str) -> None:
    """Each kind has its own word before those to whom it was made."""
    text = "It was about rice."
    rice = document(text).evidence(span(text, "rice"))
    found = Commitment(kind=kind, by=(SEOUL,), to=(KIM,), content="rice", state="open", evidence=rice)
    assert said in sentence(record(found))


def test_doubt_goes_on_in_a_sentence_that_a_day_begins() -> None:
    """No capital stands inside of it, and a place has its article."""
    kingdom = Place(name="United Kingdom", country="GBR", kind="country")
    found = told("met", "They met.", certainty="unconfirmed", place=kingdom)
    said = sentence(record(found))
    assert said.startswith("On 27 April 2018, it is not confirmed that ")
    assert said.endswith(" in the United Kingdom.")


def test_who_says_so_is_named_once() -> None:
    """A speaker who is also the go-between stands once, and a lone go-between without "via"."""
    for links in (
        (Attribution(speaker=TRUMP), Attribution(speaker=TRUMP)),
        (Attribution(speaker=TRUMP), Attribution(via="Donald Trump")),
        (Attribution(via="Donald Trump"),),
    ):
        said = sentence(record(told("met", "They met.", attribution=links, place=None)))
        assert said.endswith(", according to Donald Trump.")
