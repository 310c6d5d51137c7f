"""How two sides dealt with each other: each record once, in its period, with where the level jumps."""

from __future__ import annotations

import datetime
import itertools

import pytest

from dateline.archive import Archive
from dateline.model import Actor, When
from dateline.views import _jumps, _periods
from handmade import KIM, MOON, article, day, document, event

pytestmark = pytest.mark.usefixtures("each_database")

FRANCE = Actor(id="FRA", name="France", kind="state", country="FRA")


def tell(
    archive: Archive, when: str, intensity: float | None, publisher: str = "Courier", **fields: object
) -> None:
    """Add an article with one event."""
    kind = fields.get("event_type", "CONSULT")
    told = document(f"{publisher}, {kind} of {when}: they met, {publisher} says.", when, publisher=publisher)
    given = {
        "date": day(when),
        "intensity": intensity,
        "quad": 1 if (intensity or 0) >= 0 else 3,
        "place": None,
    }
    archive.add(article(told, event(told, **{**given, **fields})))


def test_records_count_once_in_their_period(archive: Archive) -> None:
    """Two outlets tell of one event: one event, two sources; the next month has another; gaps are periods too."""
    tell(archive, "2018-04-27", 4.0)
    tell(archive, "2018-04-27", 4.0, "Tribune")
    tell(archive, "2018-06-01", -3.0)
    found = archive.tension("PRK", "KOR")
    assert [(p.label, p.actual, p.intensity, p.mean, p.sources) for p in found.periods] == [
        ("2018-04", 1, 4.0, 4.0, 2),
        ("2018-05", 0, 0.0, None, 0),
        ("2018-06", 1, -3.0, -3.0, 1),
    ]
    assert [p.quads for p in found.periods] == [(1, 0, 0, 0), (0, 0, 0, 0), (0, 0, 1, 0)]


def test_plans_are_counted_apart(archive: Archive) -> None:
    """What is planned has no intensity yet; what is hypothetical or denied is left out."""
    tell(archive, "2018-04-27", 4.0)
    tell(archive, "2018-04-20", 4.0, status="planned", event_type="AID")
    tell(archive, "2018-04-10", -9.0, status="hypothetical", event_type="ASSAULT")
    tell(archive, "2018-04-11", -9.0, certainty="denied", event_type="ASSAULT")
    (period,) = archive.tension("KOR", "PRK").periods
    assert (period.actual, period.planned, period.intensity, period.share_actual) == (1, 1, 4.0, 0.5)


def test_the_two_must_face_each_other(archive: Archive) -> None:
    """What both do to a third says nothing of the two; who acts on whom does not matter."""
    tell(archive, "2018-04-27", -5.0, actors=(KIM, MOON), recipients=(FRANCE,), event_type="ASSAULT")
    tell(archive, "2018-05-27", -2.0, actors=(MOON,), recipients=(KIM, FRANCE), event_type="ACCUSE")
    found = archive.tension("PRK", "KOR")
    assert [(p.label, p.intensity) for p in found.periods] == [("2018-05", -2.0)]
    assert archive.tension("PRK", "USA").periods == ()


def test_unknown_intensity_adds_nothing(archive: Archive) -> None:
    """The event is counted; the mean is over those that are known."""
    tell(archive, "2018-04-27", None)
    tell(archive, "2018-04-02", 4.0, event_type="AID")
    (period,) = archive.tension("PRK", "KOR").periods
    assert (period.actual, period.intensity, period.mean) == (2, 4.0, 4.0)


def test_days_and_what_was_known_choose(archive: Archive) -> None:
    """Since and until bound the periods, as_of the articles; empty periods inside the bounds are told."""
    for when in ("2018-03-05", "2018-04-27", "2018-05-06"):
        tell(archive, when, 1.0)
    found = archive.tension("PRK", "KOR", since="2018-04-01", until="2018-06-30")
    assert [p.label for p in found.periods] == ["2018-04", "2018-05", "2018-06"]
    assert [p.label for p in archive.tension("PRK", "KOR", as_of="2018-04-30").periods] == [
        "2018-03",
        "2018-04",
    ]


def test_dates_wider_than_a_period_are_left_out_and_counted(archive: Archive) -> None:
    """A month has no place among weeks, and a week stands in the month of its middle."""
    may = When(
        start=datetime.date(2018, 5, 1), end=datetime.date(2018, 5, 31), precision="month", basis="stated"
    )
    tell(archive, "2018-05-20", 1.0, date=may)
    found = archive.tension("PRK", "KOR", by="week")
    assert (found.periods, found.unplaced) == ((), 1)
    assert archive.tension("PRK", "KOR", by="month").unplaced == 0
    week = When(
        start=datetime.date(2018, 4, 28), end=datetime.date(2018, 5, 4), precision="week", basis="stated"
    )
    assert _periods.home(week, "month") == datetime.date(2018, 5, 1)


def test_a_jump_is_found_with_its_records(archive: Archive) -> None:
    """A calm half year, then a hostile one: one jump, at its month, with the weightiest records."""
    for month in range(1, 7):
        tell(archive, f"2018-{month:02d}-10", 1.0 + 0.1 * (month % 3))
    for month in range(7, 13):
        tell(
            archive,
            f"2018-{month:02d}-10",
            -8.0 - 0.1 * (month % 3),
            actors=(MOON,),
            recipients=(KIM,),
            event_type="THREATEN",
        )
    found = archive.tension("PRK", "KOR")
    assert found.jumps is not None
    (jump,) = found.jumps
    assert jump.label == "2018-07"
    assert jump.before > 0 > jump.after
    assert len(jump.records) == 5


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((), ()),
        ((1.0, 2.0, 1.0), ()),
        ((3.0,) * 30, ()),
        (tuple((-1.0) ** n for n in range(40)), ()),
        (tuple((-1.0) ** n for n in range(20)) + tuple(12 + (-1.0) ** n for n in range(20)), (20,)),
    ],
)
def test_levels(values: tuple[float, ...], expected: tuple[int, ...]) -> None:
    """Only a lasting change of level is a jump; regular ups and downs are none."""
    assert _jumps.jumps(values) == expected


def test_smoothing_keeps_what_is_even() -> None:
    """A constant stays what it is, at the edges too."""
    assert _jumps.smoothed((2.0,) * 6) == (2.0,) * 6
    assert _jumps.smoothed(()) == ()


@pytest.mark.parametrize("by", ["day", "week", "month", "quarter", "year"])
def test_periods_follow_without_gaps(by: _periods.By) -> None:
    """Each begins on the day after the one before, and has a name of its own."""
    spans = list(_periods.periods(datetime.date(2018, 11, 17), datetime.date(2021, 2, 3), by))
    assert spans[0][0] <= datetime.date(2018, 11, 17)
    assert spans[-1][1] >= datetime.date(2021, 2, 3)
    for (_, end), (start, _) in itertools.pairwise(spans):
        assert start - end == datetime.timedelta(days=1)
    assert len({_periods.label(start, by) for start, _ in spans}) == len(spans)
