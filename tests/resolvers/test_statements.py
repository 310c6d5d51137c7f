"""Whether two articles quote one statement."""

from __future__ import annotations

import datetime

import pytest

from dateline.model import Actor, Block, Document, Span, Statement, When
from dateline.resolvers import Told
from dateline.resolvers.statements import Statements

DAY = datetime.date(2021, 5, 20)
WORDS = "the northern bridge will stay closed until the river falls"


def told(
    start: datetime.date | None, end: datetime.date | None = None, *, words: str = WORDS, name: str = "1"
) -> Told:
    """Return a statement of Ana Ruiz, said some time between two days."""
    text = f"{name}: Ana Ruiz said {words}."
    document = Document(text=text, blocks=(Block(span=Span(0, len(text))),))
    at = text.index(words)
    statement = Statement(
        speaker=Actor(id="name:ana-ruiz", name="Ana Ruiz", kind="person"),
        cue="said",
        content=(Span(at, at + len(words)),),
        date=When(start=start, end=end or start, basis="published") if start else None,
        evidence=document.evidence(Span(0, len(text))),
    )
    return Told(value=statement, document=document)


def finds(new: Told, stored: Told) -> bool:
    """Return whether a new statement is held against a stored one."""
    search, date = Statements().search(new), stored.value.date
    shared = set(search.keys) & set(Statements().keys(stored))
    if search.since is None or search.until is None or not isinstance(date, When):
        return bool(shared)
    return bool(shared) and date.end >= search.since and date.start <= search.until


@pytest.mark.parametrize(("days", "found"), [(0, True), (20, True), (31, True), (40, False), (700, False)])
def test_words_are_looked_for_within_a_month(days: int, found: bool) -> None:
    """What somebody says every year again is no one statement, and an old archive costs no more than a young one."""
    later = told(DAY + datetime.timedelta(days=days), name="2")
    assert finds(later, told(DAY)) is found
    assert finds(told(DAY), later) is found


def test_statement_of_no_known_month_is_found_by_others() -> None:
    """An interval of years holds the day, whichever of both was read first."""
    wide, day = told(datetime.date(2018, 1, 1), datetime.date(2023, 1, 1), name="2"), told(DAY)
    assert finds(wide, day)
    assert finds(day, wide)
    assert finds(day, told(None, name="3"))
    assert finds(told(None, name="3"), day)
    ages = told(datetime.date(1990, 1, 1), datetime.date(2023, 1, 1), name="4")
    assert finds(ages, day)
    assert finds(day, ages)


def test_few_keys_for_a_wide_interval() -> None:
    """A page without a date does not fill the store with months."""
    wide = told(datetime.date(2018, 1, 1), datetime.date(2023, 1, 1))
    found = Statements().keys(wide)
    assert len(found) == len(Statements().keys(told(None))) < len(Statements().keys(told(DAY)))


def test_same_words_in_another_article_are_one_statement() -> None:
    """Nearly the same words of one speaker are one statement, other words and the same article are not."""
    judge = Statements().judge
    assert judge(told(DAY), told(DAY, name="2")).same
    assert not judge(told(DAY), told(DAY, words="taxes on bread and salt will rise next year", name="2")).same
    assert not judge(told(DAY), told(DAY)).same
