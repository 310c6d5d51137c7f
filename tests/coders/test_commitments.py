"""Commitments."""

from __future__ import annotations

import pytest

from dateline.codebook import commitments
from dateline.model import Article
from dateline.pipeline import Coder


@pytest.mark.parametrize(
    ("lemma", "pos"), [pytest.param(*key, id="-".join(key)) for key in sorted(commitments.load().words)]
)
def test_every_word_of_commitment_finds_its_example(coder: Coder, lemma: str, pos: str) -> None:
    """Each row of the lexicon finds the content of its own example."""
    word = commitments.load().words[lemma, pos]
    article = coder.read(word.example, published="2020-06-12")
    assert word.content_is in [c.content for c in article.commitments]


def read(coder: Coder, text: str) -> Article:
    """Return a coded text of June 2020."""
    return coder.read(text, published="2020-06-12")


def test_offer_without_reply_is_unanswered(coder: Coder) -> None:
    """An offer whose addressee is said not to respond is unanswered, and its history says so."""
    article = read(coder, "South Korea offered to send masks to North Korea. North Korea did not respond.")
    (offer,) = article.commitments
    assert (offer.kind, offer.state) == ("offer", "unanswered")
    assert [a.country for a in offer.by] == ["KOR"]
    assert [step.state for step in offer.history] == ["open", "unanswered"]


def test_condition_of_a_threat_is_kept(coder: Coder) -> None:
    """The clause that a threat depends on is kept as text."""
    article = read(coder, "Iran threatened to close the strait if the United States imposed new sanctions.")
    (threat,) = [c for c in article.commitments if c.kind == "threat"]
    assert threat.condition == "if the United States imposed new sanctions"


def test_negated_promise_is_no_commitment(coder: Coder) -> None:
    """Who does not promise has promised nothing."""
    assert read(coder, "Japan did not promise to pay compensation to South Korea.").commitments == ()


@pytest.mark.parametrize(
    "example",
    commitments.load().clauses.examples,
    ids=[e["kind"] for e in commitments.load().clauses.examples],
)
def test_every_kind_of_clause_finds_its_example(coder: Coder, example: dict[str, str]) -> None:
    """Each example of what a speaker says that somebody will or must do is found with its kind and content."""
    found = [(c.kind, c.content) for c in read(coder, example["text"]).commitments]
    assert (example["kind"], example["content_is"]) in found


@pytest.mark.parametrize(
    "answer",
    [pytest.param(a, id=f"{a.state}-{min(a.verbs)}") for a in commitments.load().answers],
)
def test_every_answer_changes_the_state_in_its_example(coder: Coder, answer: commitments.Answer) -> None:
    """Each row of answers gives the commitment of its own example its state, on the evidence of the answer."""
    (commitment,) = read(coder, answer.example).commitments
    assert commitment.state == answer.state
    assert [step.state for step in commitment.history] == ["open", answer.state]


def test_refusal_told_before_the_offer_counts(coder: Coder) -> None:
    """An offer told in the pluperfect behind its refusal is refused."""
    text = "North Korea rejected the rice. South Korea had promised the rice on June 1."
    (promise,) = read(coder, text).commitments
    assert promise.state == "refused"


def test_name_calling_is_no_demand(coder: Coder) -> None:
    """To call something a name demands nothing."""
    assert read(coder, "Kim Yo Jong called the vice president a political dummy.").commitments == ()


def test_opinion_of_a_speaker_is_no_demand(coder: Coder) -> None:
    """Who insists that something is so asks for nothing."""
    assert read(coder, "Officials in Seoul insist that the blast came without notice.").commitments == ()


def test_agreement_only_considered_is_none(coder: Coder) -> None:
    """What somebody may or might agree to is agreed by nobody yet."""
    for text in ("If Trump agrees to lift tariffs, China will buy soy.", "Japan may agree to lift the ban."):
        assert [c for c in read(coder, text).commitments if c.kind == "agreement"] == []


def test_what_others_will_do_is_no_promise(coder: Coder) -> None:
    """A speaker promises for himself and his own country, not for others."""
    text = "Emmanuel Macron said that Iran would close the reactor."
    assert read(coder, text).commitments == ()


def test_question_is_no_promise(coder: Coder) -> None:
    """A question leaves open what will be done."""
    assert read(coder, "North Korea has not said whether it will take the rice.").commitments == ()


def test_conditional_warning_is_a_threat(coder: Coder) -> None:
    """A government's warning of what it will do if another acts is a threat with that condition."""
    text = (
        "The South Korean defence ministry warned that it would respond strongly if North Korea fired again."
    )
    (threat,) = read(coder, text).commitments
    assert (threat.kind, threat.condition) == ("threat", "if North Korea fired again")


def test_sparing_is_a_promise(coder: Coder) -> None:
    """Not to do something hostile is promised, not threatened."""
    (promise,) = read(coder, "Donald Trump said he would not impose new sanctions on Iran.").commitments
    assert promise.kind == "promise"


def test_declaration_binds_its_parties(coder: Coder) -> None:
    """What a declaration commits its parties to is an agreement of theirs."""
    text = "Iran and Iraq signed a declaration that commits Iran and Iraq to a ceasefire."
    (agreement,) = read(coder, text).commitments
    assert (agreement.kind, agreement.content) == ("agreement", "a ceasefire")
    assert {a.country for a in agreement.by} == {"IRN", "IRQ"}


def test_explanation_offered_is_no_offer(coder: Coder) -> None:
    """Words that somebody offers undertake nothing."""
    assert read(coder, "Seoul offered an explanation to the North.").commitments == ()


def test_what_somebody_is_going_to_do_is_promised(coder: Coder) -> None:
    """The words "we are going to cut taxes" promise as "we will" does, by the one who says it."""
    (promise,) = read(coder, "“We are going to cut taxes for families,” Angela Merkel said.").commitments
    assert (promise.kind, [a.name for a in promise.by]) == ("promise", ["Angela Merkel"])
    assert promise.content == "We are going to cut taxes for families"


def test_it_that_opens_a_warning_is_the_body_that_warns(coder: Coder) -> None:
    """In "police fired as the ministry warned it will not allow protests" the ministry threatens, not the police."""
    text = (
        "Egyptian police fired tear gas as the Interior Ministry of Egypt warned it will not allow protests."
    )
    (threat,) = read(coder, text).commitments
    assert (threat.kind, [a.country for a in threat.by]) == ("threat", ["EGY"])
    assert "Ministry" in threat.by[0].name


def test_each_infinitive_of_an_agreement_is_one(coder: Coder) -> None:
    """Three things to be done, told with a "to" each, are three agreements with their own days."""
    text = "Chad and Niger agreed on Sunday to clear the mines, to open a bridge and to exchange prisoners by May 2021."
    found = read(coder, text).commitments
    assert [c.content for c in found] == [
        "to clear the mines",
        "to open a bridge",
        "to exchange prisoners by May 2021",
    ]
    assert [c.due is not None for c in found] == [False, False, True]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Portugal invited Angola on Sunday to join the exercises.", "to join the exercises"),
        ("Chad and Niger signed an accord on Monday to build a tunnel.", "to build a tunnel"),
        ("Iran reaffirmed its commitment to denuclearization.", "denuclearization"),
        ("Kim Jong Un committed to complete denuclearization.", "complete denuclearization"),
        ("Iran is committed to denuclearization.", "denuclearization"),
    ],
)
def test_days_and_nouns_beside_what_is_undertaken(coder: Coder, text: str, content: str) -> None:
    """A day parts no word from its infinitive, is undertaken by nobody, and a noun behind "to" is no infinitive."""
    (commitment,) = read(coder, text).commitments
    assert commitment.content == content
