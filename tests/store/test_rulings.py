"""Judgements by people stand above those of the machine, and can be taken back."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator

import pytest

import dateline
from databases import Database
from dateline.archive import Archive
from dateline.errors import ConfigError, NotFound, StoreError
from dateline.model import Event, Record, Run
from dateline.model.ruling import Ruling
from dateline.store._divide import divide
from handmade import article, day, document, event, full

AT = datetime.datetime(2026, 11, 1, 12, 0, tzinfo=datetime.UTC)
OLD = Run(version="1", pipeline="fast", model_digest="m", codebook_digest="c")
NEW = Run(version="2", pipeline="fast", model_digest="m", codebook_digest="c")
APRIL = "Kim Jong Un and Moon Jae-in met at Panmunjom on April 27."
AGAIN = "The two leaders, Kim and Moon, met at the village of Panmunjom."
MAY = "They met again at Panmunjom, in the same house, on May 26."


@pytest.fixture
def archive(db: Database) -> Iterator[Archive]:
    """An empty archive."""
    with dateline.open(db.url) as opened:
        yield opened


def tell(archive: Archive, text: str, when: str, run: Run = OLD, publisher: str = "Courier") -> Event:
    """Add an article with one meeting, and return the report of it."""
    told = document(text, when, publisher=publisher)
    met = event(told, date=day(when))
    archive.add(article(told, met), run)
    return met


def judge(archive: Archive, left: str, right: str, *, same: bool, author: str = "Ann") -> Ruling:
    """Judge at a fixed moment."""
    return archive.judge(left, right, same=same, author=author, at=AT).ruling


def parts(archive: Archive) -> set[frozenset[str]]:
    """Return the reports of each record."""
    return {frozenset(r.id for r in record.reports) for record in archive.timeline()}


def of(archive: Archive, report: Event) -> Record:
    """Return the record of a report."""
    found = archive.show(report.id)
    assert isinstance(found, Record)
    return found


def test_same_merges_at_once_and_undo_splits(archive: Archive) -> None:
    """Two records are one after "same", and two again after it is taken back, under their old ids."""
    april, may = tell(archive, APRIL, "2018-04-27"), tell(archive, MAY, "2018-05-26")
    before = {r.record_id for r in archive.timeline()}
    assert len(before) == 2
    ruled = archive.judge(*sorted(before), same=True, author="Ann", note="one visit", at=AT)
    assert ruled.new
    (record,) = archive.timeline()
    assert {r.id for r in record.reports} == {april.id, may.id}
    assert ruled.records == (record.record_id, record.record_id)
    assert all(archive.show(name) == record for name in before)
    archive.undo(ruled.ruling.number, at=AT)
    assert {r.record_id for r in archive.timeline()} == before


def test_different_splits_one_record(archive: Archive) -> None:
    """Two reports that the machine has together are two records after "different"."""
    first, second = (
        tell(archive, APRIL, "2018-04-27"),
        tell(archive, AGAIN, "2018-04-27", publisher="Tribune"),
    )
    (together,) = archive.timeline()
    ruling = judge(archive, first.id, second.id, same=False)
    assert parts(archive) == {frozenset({first.id}), frozenset({second.id})}
    assert of(archive, first).record_id == together.record_id
    assert ruling.machine
    assert ruling.machine[0].same
    archive.undo(ruling.number, at=AT)
    assert archive.timeline() == (together,)


def test_a_record_against_one_of_its_reports_takes_that_out(archive: Archive) -> None:
    """The report leaves, the others stay."""
    reports = [tell(archive, APRIL, "2018-04-27", publisher=f"Paper {n}") for n in range(3)]
    (record,) = archive.timeline()
    judge(archive, record.record_id, reports[2].id, same=False)
    sizes = sorted(len(part) for part in parts(archive))
    assert sizes[0] == 1 or frozenset({reports[2].id}) in parts(archive)
    assert of(archive, reports[0]).record_id != of(archive, reports[2]).record_id


def test_a_judgement_holds_when_coded_again(archive: Archive) -> None:
    """A newer coder that sees the same words otherwise keeps the merged record and the split one."""
    april, may = tell(archive, APRIL, "2018-04-27"), tell(archive, MAY, "2018-05-26")
    judge(archive, april.id, may.id, same=True)
    told = document(MAY, "2018-05-26", publisher="Courier")
    archive.add(article(told, event(told, mode="meet", date=day("2018-05-25"))), NEW)
    (record,) = archive.timeline()
    assert len(record.reports) == 2


def test_what_joins_a_merged_record_goes_back_with_its_own(archive: Archive) -> None:
    """A report read after "same" follows the reports that the machine would join it to when that is taken back."""
    april, may = tell(archive, APRIL, "2018-04-27"), tell(archive, MAY, "2018-05-26")
    ruling = judge(archive, april.id, may.id, same=True)
    late = tell(archive, MAY, "2018-05-26", publisher="Tribune")
    assert len(parts(archive)) == 1
    archive.undo(ruling.number, at=AT)
    assert parts(archive) == {frozenset({april.id}), frozenset({may.id, late.id})}


def test_the_same_judgement_twice_is_one(archive: Archive) -> None:
    """Judging again, whoever does it and in whatever order, writes nothing; taking back twice neither."""
    april, may = tell(archive, APRIL, "2018-04-27"), tell(archive, MAY, "2018-05-26")
    first = judge(archive, april.id, may.id, same=True)
    again = archive.judge(may.id, april.id, same=True, author="Bob", at=AT)
    assert (again.ruling, again.new) == (first, False)
    assert archive.undo(first.number, at=AT).new
    assert not archive.undo(first.number, at=AT).new
    assert archive.judgements() == ()
    (undone,) = archive.judgements(undone=True)
    assert undone.undone_at == "2026-11-01T12:00:00+00:00"


def test_contrary_judgements_are_refused_by_name(archive: Archive) -> None:
    """Who judged otherwise, directly or by a chain, is named with what to do."""
    april, may = tell(archive, APRIL, "2018-04-27"), tell(archive, MAY, "2018-05-26")
    june = tell(archive, "They met a third time, at sea.", "2018-06-26")
    judge(archive, april.id, may.id, same=True)
    judge(archive, may.id, june.id, same=True)
    with pytest.raises(
        StoreError, match="Ann judged on 2026-11-01 that they are same; 'dateline judge undo 1'"
    ):
        judge(archive, april.id, june.id, same=False)
    archive.undo(2, at=AT)
    judge(archive, april.id, june.id, same=False)
    with pytest.raises(StoreError, match="they are different"):
        judge(archive, may.id, june.id, same=True)


def test_what_cannot_be_judged_is_said(archive: Archive) -> None:
    """Unknown ids, documents, two kinds, one report twice and no author are errors that change nothing."""
    april = tell(archive, APRIL, "2018-04-27")
    archive.add(full())
    statement = full().statements[0]
    for wrong, error in (
        ((april.id, "record1:none"), NotFound),
        ((april.id, april.evidence.document), ConfigError),
        ((april.id, statement.id), ConfigError),
        ((april.id, april.id), ConfigError),
    ):
        with pytest.raises(error):
            judge(archive, *wrong, same=True)
    with pytest.raises(ConfigError, match="author"):
        judge(archive, april.id, statement.id, same=True, author=" ")
    with pytest.raises(NotFound, match="no judgement"):
        archive.undo(7)
    assert archive.judgements(undone=True) == ()


def ruling(number: int, left: str, right: str, same: bool) -> Ruling:
    """Return a ruling on two reports."""
    return Ruling(number=number, kind="event", left=left, right=right, same=same, author="Ann", made_at="")


def test_reports_go_where_they_are_most_alike() -> None:
    """When a record is divided, each of its other reports goes to the half it is most like."""
    machine = dict.fromkeys(("event1:a", "event1:b", "event1:c", "event1:d"), "record1:a")
    pairs = {("event1:a", "event1:c"): 0.9, ("event1:b", "event1:d"): 0.9}

    def alike(left: str, right: str) -> float:
        return pairs.get((left, right), 0.1)

    found = divide(machine, (ruling(1, "event1:a", "event1:b", False),), alike)
    assert found == {
        "event1:a": "record1:a",
        "event1:c": "record1:a",
        "event1:b": "record1:b",
        "event1:d": "record1:b",
    }


def test_every_order_of_judgements_keeps_what_people_said() -> None:
    """Whatever else is joined, pairs called the same are together and pairs called different are apart."""
    machine = {
        "event1:a": "record1:a",
        "event1:b": "record1:a",
        "event1:c": "record1:c",
        "event1:d": "record1:c",
    }
    said = (("event1:b", "event1:d", True), ("event1:a", "event1:c", False), ("event1:a", "event1:b", False))
    for order in itertools.permutations(said):
        found = divide(machine, [ruling(n, *one) for n, one in enumerate(order)], lambda *_: 0.5)
        assert found["event1:b"] == found["event1:d"]
        assert found["event1:a"] != found["event1:c"]
        assert found["event1:a"] != found["event1:b"]
        assert found.keys() == machine.keys()


def test_no_judgement_means_the_machines_records() -> None:
    """Without rulings every report stays in its record."""
    machine = {"event1:a": "record1:a", "event1:b": "record1:a", "event1:c": "record1:c"}
    assert divide(machine, (), lambda *_: 0.0) == machine
