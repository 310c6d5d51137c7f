"""Offices at the day of an act."""

from __future__ import annotations

import datetime

from dateline.codebook import gazetteer
from dateline.coders._offices import then
from dateline.model import Actor, When

TRUMP = Actor(id="person:donald-trump", name="Donald Trump", kind="person", country="USA", sector="ELI")


def day(basis: str, year: int = 2018) -> When:
    """Return a day of a year."""
    on = datetime.date(year, 6, 12)
    return When(start=on, end=on, basis=basis)  # type: ignore[arg-type]


def test_who_was_in_office_on_the_day_acted_in_it() -> None:
    """A president of then who is out of office now is GOV in an act of his term."""
    assert then((TRUMP,), day("stated"), gazetteer.load())[0].sector == "GOV"


def test_who_was_out_of_office_stays_so() -> None:
    """Neither a day outside the term nor one that is only guessed gives an office."""
    assert then((TRUMP,), day("stated", 2012), gazetteer.load()) == (TRUMP,)
    assert then((TRUMP,), day("published"), gazetteer.load()) == (TRUMP,)
    assert then((TRUMP,), None, gazetteer.load()) == (TRUMP,)
