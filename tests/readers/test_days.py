"""Days as pages write them."""

from __future__ import annotations

import datetime

import pytest

from dateline.readers._days import Day, days, months


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2021-03-04T22:15:00+01:00", "2021-03-04"),
        ("Thu, 4 Mar 2021 10:15", "2021-03-04"),
        ("March 4th, 2021", "2021-03-04"),
        ("4. März 2021", "2021-03-04"),
        ("4 de marzo de 2021", "2021-03-04"),
        ("4 марта 2021", "2021-03-04"),
        ("04.03.2021", "2021-03-04"),
        ("04.03.21", "2021-03-04"),
        ("25/12/2021", "2021-12-25"),
        ("2021年3月4日", "2021-03-04"),
        ("20210304101500", "2021-03-04"),
    ],
)
def test_days_are_read_in_many_forms(text: str, wanted: str) -> None:
    """Stamps, numbers and names of months all give the day."""
    assert [str(each.day) for each in days(text)] == [wanted]


@pytest.mark.parametrize(
    "text", ["31.02.2021", "4 Foo 2021", "1970-01-01", "0001-01-01", "192.168.10.2021", "12345678"]
)
def test_what_is_no_day_is_left_alone(text: str) -> None:
    """Days that no calendar has, unknown words and other numbers are not days."""
    assert not list(days(text))


def test_number_day_keeps_its_other_reading() -> None:
    """Where both orders are possible, both are known."""
    assert next(days("03/04/2021")).other == datetime.date(2021, 3, 4)
    assert next(days("03.04.2021")).other is None


def test_greenwich_stamp_may_be_the_neighbouring_day() -> None:
    """Two in the morning in Greenwich is still the evening before in America, never the day after."""
    stamp = next(days("2021-03-04T02:00:00Z"))
    assert stamp.hour == 2
    assert stamp.may_be(datetime.date(2021, 3, 3))
    assert not stamp.may_be(datetime.date(2021, 3, 5))
    assert not Day(day=stamp.day).may_be(datetime.date(2021, 3, 3))


def test_month_names_stand_for_one_month_each() -> None:
    """The table names the twelve months, and English ones are among them."""
    assert set(months().values()) == set(range(1, 13))
    assert months()["september"] == 9
