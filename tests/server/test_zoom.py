"""The steps of a timeline's time."""

from __future__ import annotations

import datetime
from itertools import pairwise

import pytest

from dateline.server._choice import day
from dateline.server._zoom import LEVELS, zoom

D = datetime.date
COUNTS = {D(1994, 5, 3): 2, D(2009, 12, 31): 1, D(2018, 4, 27): 3, D(2018, 4, 30): 1, D(2018, 6, 12): 6}


def test_many_years_open_as_years_and_centuries_as_decades() -> None:
    """The step is the shortest of which there are not too many."""
    years = zoom(COUNTS, None, None)
    assert years is not None
    assert years.level == "year"
    centuries = zoom({**COUNTS, D(1815, 6, 18): 1}, None, None)
    assert centuries is not None
    assert centuries.level == "decade"
    assert [s.count for s in centuries.slots if s.count] == [1, 2, 1, 10]


def test_each_step_leads_deeper_down_to_a_day() -> None:
    """Following the fullest step from all time ends at a day, and no report is lost on the way."""
    since = until = None
    seen = []
    for _ in range(6):
        found = zoom(COUNTS, since, until)
        assert found is not None
        seen.append(found.level)
        fullest = max(found.slots, key=lambda s: s.count)
        since, until = day(fullest.since), day(fullest.until, last=True)
        assert since is not None
        assert until is not None
        assert fullest.count == sum(n for d, n in COUNTS.items() if since <= d <= until)
    assert seen[0] == "year"
    assert since == until == D(2018, 6, 12)


@pytest.mark.parametrize("level", LEVELS)
def test_steps_follow_each_other_without_gaps(level: str) -> None:
    """Every day of a year lies in one step, whatever its length."""
    found = zoom(COUNTS, D(2018, 1, 1), D(2018, 4, 30), level)
    assert found is not None
    assert found.level == level
    spans = [(day(s.since), day(s.until, last=True)) for s in found.slots]
    for (_, end), (start, _) in pairwise(spans):
        assert end is not None
        assert start == end + datetime.timedelta(days=1)
    assert sum(s.count for s in found.slots) == 4


def test_a_month_knows_what_is_around_and_beside_it() -> None:
    """The wider times lead back, the neighbours on; there is nothing after the last."""
    found = zoom(COUNTS, D(2018, 6, 1), D(2018, 6, 30))
    assert found is not None
    assert [w.label for w in found.up] == ["2010s", "2018"]
    assert found.before is not None
    assert found.before.label == "2018-05"
    assert found.after is None


def test_the_ends_of_the_calendar_are_no_trouble() -> None:
    """Days of the first and of the last year have steps too."""
    for only in (D(1, 1, 1), D(9999, 12, 31)):
        for level in LEVELS:
            found = zoom({only: 1}, only, only, level)
            assert found is not None
            assert sum(s.count for s in found.slots) == 1


def test_nothing_has_no_steps() -> None:
    """Without reports there is nothing to zoom into."""
    assert zoom({}, None, None) is None


def test_a_day_of_antiquity_does_not_press_the_rest_together() -> None:
    """All time begins after a gap of centuries; a way leads to what lies before it."""
    found = zoom({**COUNTS, D(1, 1, 1): 1}, None, None)
    assert found is not None
    assert found.level == "year"
    assert sum(s.count for s in found.slots) == sum(COUNTS.values())
    assert found.before is not None
    earlier = zoom({**COUNTS, D(1, 1, 1): 1}, day(found.before.since), day(found.before.until, last=True))
    assert earlier is not None
    assert sum(s.count for s in earlier.slots) == 1


def test_of_too_many_decades_the_newest_are_shown() -> None:
    """Somebody who asks for all time since the year 1 sees the present."""
    found = zoom(COUNTS, D(1, 1, 1), None)
    assert found is not None
    assert found.level == "decade"
    assert sum(s.count for s in found.slots) == sum(COUNTS.values())
