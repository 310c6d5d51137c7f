"""Times that belong to other clauses, distances between clauses, and days taken over from what was told before."""

from __future__ import annotations

import datetime

import pytest

from dateline.model import Event
from dateline.pipeline import Coder

FRIDAY = datetime.date(2022, 6, 10)


def first(coder: Coder, text: str, event_type: str) -> Event:
    """Return the first event of that type in a text published on Friday."""
    events = coder.code(coder.plain(text, published=FRIDAY)).events
    return next(e for e in events if e.event_type == event_type)


@pytest.mark.parametrize(
    ("text", "event_type", "date"),
    [
        ("The premier, who takes office in August, warned Iran.", "THREATEN", "2022-06-10"),
        ("Turkey said on Tuesday that Iran had attacked Iraq on Monday.", "ASSAULT", "2022-06-06"),
        ("Kenya said on Tuesday that it would send aid to Uganda on 1 August.", "AGREE", "2022-06-07"),
        (
            "Iran attacked Iraq on Monday, three days after Turkey expelled the Iranian envoy.",
            "SANCTION",
            "2022-06-03",
        ),
        (
            "Iran attacked Iraq three days after Turkey expelled the Iranian envoy on Monday.",
            "ASSAULT",
            "2022-06-09",
        ),
        ("Kenya condemned Uganda when the leaders met in May 2022.", "ACCUSE", "2022-05"),
    ],
)
def test_times_belong_to_their_clause(coder: Coder, text: str, event_type: str, date: str) -> None:
    """A time dates the act of its own clause, a distance the act on its other end; else the day of the report."""
    found = first(coder, text, event_type).date
    assert found is not None
    assert found.iso() == date


def test_words_were_spoken_on_the_day_of_the_speech(coder: Coder) -> None:
    """What a speaker adds a sentence later was said on the day that the text gives for him."""
    text = "The Iranian president condemned Israel on Wednesday. The Iranian president also condemned Turkey."
    events = [e for e in coder.code(coder.plain(text, published=FRIDAY)).events if e.event_type == "ACCUSE"]
    assert [e.date.iso() for e in events if e.date] == ["2022-06-08", "2022-06-08"]
    assert events[1].date is not None
    assert events[1].date.basis == "inferred"
