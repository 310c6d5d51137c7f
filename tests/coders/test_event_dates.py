"""Dates of events: the order in which the sources of a date are tried."""

from __future__ import annotations

import datetime

import pytest

from dateline.model import When
from dateline.pipeline import Coder

FRIDAY = datetime.date(2022, 6, 10)


def date_of_attack(coder: Coder, text: str) -> When | None:
    """Return the date of the only ASSAULT in a text published on Friday."""
    events = coder.code(coder.plain(text, published=FRIDAY)).events
    (event,) = [e for e in events if e.event_type == "ASSAULT"]
    return event.date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Russia attacked Ukraine on 24 February 2022.", "2022-02-24"),
        ("Two years ago, Russia attacked Georgia.", "2020"),
        ("Russia attacked Ukraine.", "2022-06-10"),
        ("Turkey said on Wednesday that Russia attacked Ukraine in April.", "2022-04"),
    ],
)
def test_date_is_the_one_tied_to_the_act(coder: Coder, text: str, date: str) -> None:
    """The act's own time wins over that of the report; without any, the act is new and dated by publication."""
    found = date_of_attack(coder, text)
    assert found is not None
    assert found.iso() == date


def test_publication_is_named_as_the_basis(coder: Coder) -> None:
    """A date taken from the publication says so."""
    found = date_of_attack(coder, "Russia attacked Ukraine.")
    assert found is not None
    assert found.basis == "published"


@pytest.mark.parametrize(
    "text", ["Russia plans to attack Ukraine.", "Russia may attack Ukraine.", "Russia had attacked Ukraine."]
)
def test_plans_and_background_stay_undated(coder: Coder, text: str) -> None:
    """Plans, possibilities and the pluperfect take no date from the publication."""
    assert date_of_attack(coder, text) is None
