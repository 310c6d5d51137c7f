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


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("The summit ended on Tuesday. Russia attacked Ukraine at once.", "2022-06-07", "2022-06-07"),
        ("The summit will end on Sunday. Russia attacked Ukraine at once.", "2022-06-10", "2022-06-10"),
        (
            "The summit ended on Tuesday.\n\nIt was long.\n\nRussia attacked Ukraine.",
            "2022-06-10",
            "2022-06-10",
        ),
        (
            "The summit ended on Wednesday.\n\nIt was long.\n\nRussia attacked Ukraine.",
            "2022-06-08",
            "2022-06-08",
        ),
        (
            "The envoys left after the summit ended on Wednesday.\n\nRussia attacked Ukraine.",
            "2022-06-08",
            "2022-06-08",
        ),
        (
            "The envoys say that the summit ended on Wednesday.\n\nRussia attacked Ukraine.",
            "2022-06-10",
            "2022-06-10",
        ),
        ("The summit ended on Tuesday. Russia has attacked Ukraine.", "2022-06-10", "2022-06-10"),
        ("It has been quiet since 2010, when Russia attacked Ukraine.", "2010-01-01", "2010-12-31"),
        ("Russia plans to attack Ukraine by early July.", "2022-06-11", "2022-07-10"),
        ("On the last day of May Russia attacked Ukraine.", "2022-05-31", "2022-05-31"),
    ],
)
def test_the_story_goes_on_and_limits_are_kept(coder: Coder, text: str, start: str, end: str) -> None:
    """A simple past stays on the paragraph's day, or over paragraphs on that of the news; a clause that dates a time has it; "by" is any day until then."""
    found = date_of_attack(coder, text)
    assert found is not None
    assert (found.start.isoformat(), found.end.isoformat()) == (start, end)


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


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("It was the first killing of a Korean citizen by North Korean troops since 2010.", "2022-06-10", "2022-06-10"),
        ("North Korea has closed its border with China since January 2020.", "2020-01-01", "2022-06-10"),
        ("Under a pine tree from 1953, Kim Jong Un talked with Moon Jae-in.", "2022-06-10", "2022-06-10"),
    ],
)  # fmt: skip
def test_since_and_from_date_no_single_act(coder: Coder, text: str, start: str, end: str) -> None:
    """What has lasted since a day runs to the report; a count since a year, or a thing from a year, dates nothing."""
    document = coder.plain(text, published=datetime.date(2022, 6, 10))
    dates = [e.date for e in coder.code(document).events]
    assert [(d.start.isoformat(), d.end.isoformat()) for d in dates if d] == [(start, end)]
