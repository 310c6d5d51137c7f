"""Questions are understood by whom, what, when and in which form they ask."""

from __future__ import annotations

import datetime

import pytest

import dateline
from dateline.answers import understand
from dateline.answers._words import alike
from dateline.errors import ConfigError
from dateline.pipeline import Coder


@pytest.fixture(scope="module")
def coder() -> Coder:
    """The English coder."""
    return dateline.load()


def test_who_acts_and_who_is_acted_on(coder: Coder) -> None:
    """The subject acts; what stands behind a verb or preposition is the other side."""
    asked = understand(coder, "What did Seoul offer Pyongyang in May 2022?")
    assert ([a.id for a in asked.subjects], [a.id for a in asked.others]) == (["KOR"], ["PRK"])
    assert (asked.aim, asked.kinds) == ("commitments", ("offer",))
    assert (asked.since, asked.until) == (datetime.date(2022, 5, 1), datetime.date(2022, 5, 31))


def test_times_can_be_open(coder: Coder) -> None:
    """The word "since" has no end."""
    asked = understand(coder, "What changed between Russia and Ukraine since 2014?")
    assert (asked.aim, asked.since, asked.until) == ("change", datetime.date(2014, 1, 1), None)
    assert {a.id for a in asked.subjects} == {"RUS", "UKR"}


def test_verbs_name_types(coder: Coder) -> None:
    """A question's verb is read as the coder reads a sentence."""
    assert understand(coder, "Who imposed sanctions on Iran?").types == ("SANCTION",)
    assert understand(coder, "What did Iran do?").types == ()


def test_the_last_of_many(coder: Coder) -> None:
    """One is wanted where the question says so."""
    asked = understand(coder, "When did Israel and Egypt last meet?")
    assert (asked.aim, asked.order) == ("when", "last")


def test_no_question_is_said_to_be_none(coder: Coder) -> None:
    """Dots are no question."""
    with pytest.raises(ConfigError, match="no question"):
        understand(coder, " ... ")


def test_forms_and_kin_of_words() -> None:
    """A word tells of its other forms and of those that the table calls its kin."""
    assert alike("missile", "missiles")
    assert alike("talk", "negotiations")
    assert not alike("offer", "often")


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("Which promises did Iran break?", ("broken",)),
        ("Which threats were carried out?", ("kept",)),
        ("Which offers went unanswered?", ("unanswered",)),
        ("Did Iran promise to keep the uranium?", ()),
    ],
)
def test_what_became_of_commitments_can_be_asked(coder: Coder, text: str, states: tuple[str, ...]) -> None:
    """A verb that tells the fate of a promise is no act of its own."""
    asked = understand(coder, text)
    assert (asked.aim, asked.states) == ("commitments", states)


def test_accounts_can_be_asked_for(coder: Coder) -> None:
    """Reports that disagree are no party."""
    asked = understand(coder, "What do the sources disagree on about Angela Merkel?")
    assert (asked.aim, asked.subjects, [a.name for a in asked.others]) == ("differ", (), ["Angela Merkel"])


def test_towns_are_places_and_countries_parties(coder: Coder) -> None:
    """A town where something was is looked for by name."""
    assert "Benghazi" in understand(coder, "How many people died in Benghazi?").places
    assert understand(coder, "What did France do in Germany?").places == ()


def test_what_is_counted_is_known(coder: Coder) -> None:
    """Of things that are counted the question names one; people are anybody."""
    assert understand(coder, "How many soldiers were killed in Mali?").counted == "soldier"
    assert understand(coder, "How many people were killed in Mali?").counted is None
