"""What is known only to have been so by a day is shown so."""

from __future__ import annotations

import dataclasses
import datetime
from pathlib import Path

import dateline
from dateline.formats.text import Text
from dateline.model import Article, Commitment, StateChange, When
from dateline.server import _words
from handmade import SEOUL, article, document, span

OFFER = "Seoul offered 5,000 tonnes of rice if talks go on."
OPEN = When(
    start=datetime.date(2020, 6, 1), end=datetime.date(2020, 11, 30), precision="range", basis="inferred"
)


def offered(published: When | None = None) -> Article:
    """Return an article with an offer; published on a day, or at some time within half a year."""
    told = document(OFFER, "2020-11-30")
    if published is not None:
        told = dataclasses.replace(told, published=published)
    words = told.evidence(span(OFFER, "5,000 tonnes of rice"))
    step = StateChange(state="open", date=datetime.date(2020, 11, 30), evidence=words)
    made = Commitment(
        kind="offer",
        by=(SEOUL,),
        content=words.exact,
        condition="if talks go on",
        history=(step,),
        evidence=words,
    )
    return article(told, commitments=(made,))


def shown(path: Path, told: Article) -> tuple[str, str, StateChange]:
    """Return the ledger's only entry as text, its day on pages, and its last step."""
    with dateline.open(str(path)) as archive:
        archive.add(told)
        (record,) = archive.commitments()
    assert isinstance(record.value, Commitment)
    return "".join(Text().write([record])), _words.date(record), record.value.history[-1]


def test_a_state_that_an_undated_article_tells_is_of_that_day_or_before(tmp_path: Path) -> None:
    """The last day on which the article can have come out is "by", in the ledger's text, its pages and its JSON."""
    text, page, step = shown(tmp_path / "a.db", offered(OPEN))
    assert "* by 2020-11-30 open" in text
    assert page == "by 2020-11-30"
    assert (step.date, step.latest) == (datetime.date(2020, 11, 30), True)


def test_a_state_that_a_dated_article_tells_is_of_its_day(tmp_path: Path) -> None:
    """Where the day of publication is known, it is the day."""
    text, page, step = shown(tmp_path / "a.db", offered())
    assert "* 2020-11-30 open" in text
    assert page == "2020-11-30"
    assert not step.latest


def test_a_condition_has_its_own_word_once(tmp_path: Path) -> None:
    """A condition that begins with "if" is shown as it stands, not behind another one."""
    text, _, _ = shown(tmp_path / "a.db", offered())
    assert "rice (if talks go on)" in text
