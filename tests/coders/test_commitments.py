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


def test_who_demands_stands_in_the_clause_itself(coder: Coder) -> None:
    """A clause with a subject of its own is not laid to the one of the clause above; a participle is laid to its noun."""
    text = (
        "Peru's president sent officials to Cusco, while families of the miners called for a ban on the firm."
    )
    assert "president" not in {a.name for c in read(coder, text).commitments for a in c.by}
    (demand,) = read(coder, "Police in Lima held students demanding the release of two singers.").commitments
    assert [a.name for a in demand.by] == ["students"]


def test_a_letter_speaks_for_its_author(coder: Coder) -> None:
    """What a text urges is urged by the one who wrote it."""
    (demand,) = read(coder, "Ruth Kahn wrote a letter urging Libya to free the nurses.").commitments
    assert [a.name for a in demand.by] == ["Ruth Kahn"]


@pytest.mark.parametrize(
    "text",
    [
        "Peru offered no plan for the harbour.",
        "The minister of Peru offered few answers about the harbour.",
        "Peru did not return calls seeking comment.",
        "Managers in Peru are too willing to cut corners.",
        "Peru demanded to know why the dam broke.",
        "Any deal that lets Peru keep the mine would be a defeat, Chile said.",
        "Had Peru offered compensation, the fishermen would have left.",
        "Peru's president used to demand a referendum in every speech.",
        "The constitution requires Peru to consult its parliament.",
        "Peru's president refrained from demanding a halt.",
        "Lima's police said that Peru has yet to find the ship.",
        "Carlos Mesa did not think that Peru was ready to talk.",
    ],
)
def test_what_nobody_undertakes(coder: Coder, text: str) -> None:
    """Hardly anything offered, calls by telephone, habits, laws and what would have been are no commitments."""
    assert read(coder, text).commitments == ()


@pytest.mark.parametrize(
    "text",
    [
        "Joe Biden said that he would fire the general if he could.",
        "Joe Biden said that the economy would recover.",
        "Joe Biden described the trip as a mission that would help the hotels.",
    ],
)
def test_what_would_be_is_no_promise(coder: Coder, text: str) -> None:
    """What happens by itself, or would if things were otherwise, is promised by nobody."""
    assert read(coder, text).commitments == ()


def test_what_is_answered_by_others_must_be_asked(coder: Coder) -> None:
    """Nobody accepts a promise, and a verb of what is promised is no answer to it."""
    text = "Iran said that it would sell ships and cancel the dividend. Oman accepted the ships."
    assert {c.state for c in read(coder, text).commitments} == {"open"}


def test_who_is_ready_to_strike_threatens(coder: Coder) -> None:
    """To be ready for something hostile is a threat."""
    (threat,) = read(coder, "Iran is ready to attack the harbour.").commitments
    assert threat.kind == "threat"


def test_company_speaks_through_its_people(coder: Coder) -> None:
    """What a chief executive says that the company will do is promised."""
    (promise,) = read(
        coder, "BP chief executive Bob Dudley said the company would pay every fisherman."
    ).commitments
    assert (promise.kind, promise.content) == ("promise", "the company would pay every fisherman")


def test_hours_before_an_infinitive_are_a_term(coder: Coder) -> None:
    """The span of time that somebody is given counts, whichever verb the parse lays it to."""
    (demand,) = read(
        coder, "Bolivia's opposition gave President Evo Morales 48 hours to step down."
    ).commitments
    assert (demand.kind, [a.name for a in demand.to]) == ("ultimatum", ["Evo Morales"])


def test_who_accepts_offers_is_the_one_they_are_made_to(coder: Coder) -> None:
    """Offers of nobody named are those that somebody accepts."""
    (offer,) = read(coder, "The government of Peru accepted offers of skimmers.").commitments
    assert (offer.by, [a.country for a in offer.to]) == ((), ["PER"])


def test_who_is_no_better_prepared_offers_nothing(coder: Coder) -> None:
    """A degree of being prepared is no offer."""
    assert read(coder, "Peru is better prepared to fight a fire than Chile.").commitments == ()
