"""Which articles tell one story."""

from __future__ import annotations

import numpy as np

from dateline.resolvers._linkage import average_linkage, with_neighbours
from dateline.resolvers.stories import likeness, stories

BURU = (
    "A quake of 6.4 shook the island of Buru on Friday and brought down 40 houses in Namlea, rescuers said."
)
BURU_2 = "Rescuers in Namlea dug through 40 houses after the quake of 6.4 on Buru island."
TIMOR = "A quake of 5.1 shook the coast of Timor and brought down a school in Kupang, the police said."
TRIAL = "The court in Lille freed the baker Marchand, who had burned his own shop for the insurance."


def test_one_quake_is_one_story_and_another_is_not() -> None:
    """Names and figures count for more than the words that all quakes share."""
    groups = stories([BURU, TRIAL, BURU_2, TIMOR])
    assert groups[0] == groups[2]
    assert len(set(groups)) == 3


def test_days_tell_like_happenings_apart() -> None:
    """Of four reports in the same words those of the same days are closer."""
    told = "A tanker ran aground off Cape Saro on {}, the coast guard said, and its crew was rescued on {}."
    days = [("Friday", "Sunday, 3 May"), ("Tuesday", "Thursday, 9 July")] * 2
    others = [f"{TRIAL} Case {n} was heard in room {n + 7}." for n in range(6)]
    found = likeness([*(told.format(*pair) for pair in days), *others])
    assert found[0, 2] > found[0, 1] + 0.1
    assert found[1, 3] > found[1, 2] + 0.1


def test_nothing_is_no_story() -> None:
    """Neither no text nor an empty one fails."""
    assert stories([]) == []
    assert len(set(stories(["", "", TRIAL]))) == 3


def test_likeness_is_symmetric_and_bounded() -> None:
    """A text is most like itself."""
    found = likeness([BURU, BURU_2, TIMOR, TRIAL])
    assert np.allclose(found, found.T)
    assert found.max() <= 1.0 + 1e-9
    assert found[0, 1] > found[0, 2] > found[0, 3]


def test_linkage_stops_at_the_least_likeness() -> None:
    """Two groups join only while their mean likeness holds."""
    table = np.array([[1, 0.9, 0.5], [0.9, 1, 0.1], [0.5, 0.1, 1]])
    assert average_linkage(table, 0.31) == [0, 0, 2]
    assert average_linkage(table, 0.29) == [0, 0, 0]
    assert average_linkage(table, 0.95) == [0, 1, 2]


def test_nearest_rows_count_beside_the_mean() -> None:
    """Two groups with one near pair join sooner than by the mean of all pairs."""
    table = np.array([[1, 0.9, 0.5], [0.9, 1, 0.1], [0.5, 0.1, 1]])
    assert average_linkage(table, 0.39, 0.5) == [0, 0, 0]
    assert average_linkage(table, 0.41, 0.5) == [0, 0, 2]


def test_friends_of_friends_are_closer() -> None:
    """Two rows that have a neighbour in common gain on two that have none."""
    table = np.array([[1, 0.2, 0.6, 0.0], [0.2, 1, 0.6, 0.0], [0.6, 0.6, 1, 0.0], [0.0, 0.0, 0.0, 1]])
    mixed = with_neighbours(table, 3, 0.5)
    assert mixed[0, 1] > 0.2
    assert mixed[0, 3] == 0.0
