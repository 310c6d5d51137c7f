"""Which reports are one event."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from dateline.codebook.files import Row, find, read_csv
from dateline.model import Place
from dateline.resolvers import Told, place
from dateline.resolvers.events import Events, type_groups
from handmade import KIM, MOON, PANMUNJOM, TRUMP, day, document, event

FIRST = "Kim Jong Un and Moon Jae-in met at Panmunjom on April 27 and signed a declaration."
SECOND = "The North Korean and South Korean leaders met at the village of Panmunjom on Friday."


def told(text: str = FIRST, **fields: Any) -> Told:
    """Return an event as a report."""
    words = document(text)
    return Told(value=event(words, "met", **fields), document=words)


def same(left: Told, right: Told) -> bool:
    """Return the verdict, which must not hang on the order."""
    resolver = Events()
    one, other = resolver.judge(left, right), resolver.judge(right, left)
    assert (one.left, one.right, one.same, one.score) == (other.left, other.right, other.same, other.score)
    if one.same:
        assert set(resolver.search(left).keys) & set(resolver.keys(right))
        assert set(resolver.search(right).keys) & set(resolver.keys(left))
        assert right.value.event_type in resolver.search(left).types
    return one.same


def test_two_outlets_tell_of_one_meeting() -> None:
    """Same type, day, parties and place in other words are one event."""
    assert same(told(), told(SECOND))


def test_another_day_is_another_event() -> None:
    """Two firm days that are not neighbours are two events."""
    assert not same(told(), told(SECOND, date=day("2018-05-26")))


def test_a_published_basis_gives_way_to_a_stated_day_close_by() -> None:
    """A report dated by its publication may be of the day before."""
    assert same(told(), told(SECOND, date=day("2018-04-28", "published")))


def test_other_countries_are_another_event() -> None:
    """Participants of other states settle it."""
    assert not same(told(), told(SECOND, actors=(KIM, TRUMP)))


def test_fewer_participants_can_be_the_same_event() -> None:
    """A report may name one side only."""
    assert same(told(), told(SECOND, actors=(KIM,)))


def test_a_place_in_another_country_is_another_event() -> None:
    """Places that contradict settle it."""
    assert not same(told(), told(SECOND, place=Place(name="Singapore", country="SGP", kind="city")))


def test_who_hits_whom_matters() -> None:
    """The same act the other way round is another event."""
    one = told(event_type="ASSAULT", actors=(KIM,), recipients=(MOON,))
    other = told(SECOND, event_type="ASSAULT", actors=(MOON,), recipients=(KIM,))
    assert not same(one, other)


def test_plan_and_deed_are_linked_and_kept_apart() -> None:
    """A planned and an actual report are not the same, and the judgement says why."""
    judgement = Events().judge(told(), told(SECOND, status="planned"))
    assert not judgement.same
    assert judgement.score > 0.5
    assert any("linked" in reason for reason in judgement.reasons)


def test_types_that_are_readings_of_one_act_can_match() -> None:
    """A signing may be coded AGREE or CONSULT."""
    assert same(told(), told(FIRST.replace("April 27", "Friday"), event_type="AGREE"))
    assert not same(told(), told(SECOND, event_type="ASSAULT"))


def test_placing_does_not_hang_on_the_order_of_candidates() -> None:
    """Any order of the candidates gives the same record."""
    new = told("Leaders Kim Jong Un and Moon Jae-in met at Panmunjom.", place=None)
    others = [
        Told(value=t.value, document=t.document, record=f"record1:{i}")
        for i, t in enumerate((told(), told(SECOND), told(SECOND, place=PANMUNJOM, mode="visit")))
    ]
    results = {place(Events(), new, order).record for order in itertools.permutations(others)}
    assert len(results) == 1
    assert results < {"record1:0", "record1:1", "record1:2"}


def test_a_report_without_match_makes_its_own_record() -> None:
    """The id of a record is that of its first report."""
    new = told()
    assert place(Events(), new, []).record == "record1:" + new.value.id.split(":")[1]


ROWS = list(read_csv(find("resolution/event_types.csv")[0]))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.cells["group"])
def test_groups_of_types_are_well_formed(row: Row) -> None:
    """Each row has two types or more, a weight between 0 and 1, and an example of two readings."""
    assert len(row.items("types")) >= 2
    assert 0 < float(row.cells["weight"]) < 1
    assert " / " in row.cells["example"]
    assert all(kind in type_groups() for kind in row.items("types"))
