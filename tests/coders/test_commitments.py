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
