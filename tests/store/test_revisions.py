"""A new text at a known address takes the place of the old one, which stays and can be seen."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pytest

import dateline
from databases import Database
from dateline.archive import Archive
from dateline.model import Document, Record
from dateline.store import Query
from handmade import article, day, document, event

URL = "https://courier.example/talks"
FIRST = "Kim Jong Un and Moon Jae-in met at Panmunjom on April 26. They spoke for three hours."
SECOND = "Kim Jong Un and Moon Jae-in met at Panmunjom on April 27. They spoke for three hours."
SEEN = datetime.date(2018, 5, 9)


@pytest.fixture
def archive(db: Database) -> Iterator[Archive]:
    """An empty archive."""
    with dateline.open(db.url) as opened:
        yield opened


def tell(
    archive: Archive, text: str, published: str | None, when: str, url: str = URL, seen: datetime.date = SEEN
) -> Document:
    """Add an article with one meeting, read on a fixed day."""
    told = document(text, published, url=url)
    archive.add(article(told, event(told, date=day(when))), seen=seen)
    return told


def dates(archive: Archive, **choice: object) -> list[str]:
    """Return the days of the events."""
    found = archive.timeline(**choice)
    return [r.value.date.iso() for r in found if r.value.date]  # type: ignore[union-attr]


def test_the_newest_text_speaks_for_its_address(archive: Archive) -> None:
    """After a correction only the new date is told, and it contradicts nothing."""
    tell(archive, FIRST, "2018-04-27", "2018-04-26")
    tell(archive, SECOND, "2018-04-28", "2018-04-27")
    assert dates(archive) == ["2018-04-27"]
    assert archive.conflicts() == ()
    assert len(archive.timeline()[0].reports) == 1


def test_as_of_an_earlier_day_the_old_text_speaks(archive: Archive) -> None:
    """What stood there on a day is told for that day."""
    tell(archive, FIRST, "2018-04-27", "2018-04-26")
    tell(archive, SECOND, "2018-04-28", "2018-04-27")
    assert dates(archive, as_of="2018-04-26") == []
    assert dates(archive, as_of="2018-04-27") == ["2018-04-26"]
    assert dates(archive, as_of="2018-04-28") == ["2018-04-27"]


def test_a_new_text_under_the_old_date_counts_from_the_day_it_was_seen(archive: Archive) -> None:
    """Nobody knows since when it stood there, so it is not said of the days before."""
    tell(archive, FIRST, "2018-04-27", "2018-04-26")
    tell(archive, SECOND, "2018-04-27", "2018-04-27")
    assert dates(archive) == ["2018-04-27"]
    assert dates(archive, as_of="2018-05-08") == ["2018-04-26"]
    assert dates(archive, as_of="2018-05-09") == ["2018-04-27"]


def test_an_older_text_read_later_does_not_take_the_place(archive: Archive) -> None:
    """Revisions stand in the order of their days, not in that of reading."""
    new, old = (
        tell(archive, SECOND, "2018-04-28", "2018-04-27"),
        tell(archive, FIRST, "2018-04-27", "2018-04-26"),
    )
    assert dates(archive) == ["2018-04-27"]
    assert [r.document for r in archive.revisions()] == [old.id, new.id]


def test_what_changed_is_told_by_sentences(archive: Archive) -> None:
    """Sentences that stayed are not shown; address and document ids both find the article."""
    tell(archive, FIRST, "2018-04-27", "2018-04-26")
    new = tell(archive, SECOND, "2018-04-28", "2018-04-27")
    first, second = archive.revisions(URL)
    assert (first.added, first.removed, first.newest) == ((), (), False)
    assert second.removed == ("Kim Jong Un and Moon Jae-in met at Panmunjom on April 26.",)
    assert second.added == ("Kim Jong Un and Moon Jae-in met at Panmunjom on April 27.",)
    assert second.newest
    assert archive.revisions(new.id) == (first, second)
    assert archive.revisions("https://elsewhere.example/") == ()


def test_the_old_report_stays_with_the_record(archive: Archive) -> None:
    """Shown alone, a record also lists superseded reports; they do not count as sources."""
    tell(archive, SECOND + " Nobody else was there.", "2018-04-27", "2018-04-27")
    tell(archive, SECOND, "2018-04-28", "2018-04-27")
    (record,) = archive.timeline()
    shown = archive.show(record.record_id)
    assert isinstance(shown, Record)
    assert [r.superseded for r in shown.reports] == [True, False]
    assert shown.independent_sources == 1
    assert shown.first_reported == datetime.date(2018, 4, 28)
    with archive.store.reading() as reader:
        assert len(reader.reports("event", Query(superseded=True))) == 2


def test_other_articles_at_an_address_are_no_revisions(archive: Archive) -> None:
    """Texts that share few words, and front pages, are articles of their own."""
    tell(archive, FIRST, "2018-04-27", "2018-04-26")
    tell(
        archive,
        "Heavy snow closed mountain passes; nobody met anybody anywhere near Davos.",
        "2018-04-28",
        "2018-01-26",
    )
    front = "https://courier.example/"
    tell(archive, FIRST + " It rained.", "2018-04-27", "2018-04-26", url=front)
    tell(archive, FIRST + " It snowed.", "2018-04-28", "2018-04-26", url=front)
    assert archive.revisions() == ()
    assert archive.counts()["events"] == 4


def test_three_texts_are_one_series(archive: Archive) -> None:
    """Each takes the place of the one before."""
    for number, published in enumerate(("2018-04-27", "2018-04-28", "2018-04-30")):
        tell(archive, f"{FIRST} Update {number}.", published, "2018-04-26")
    assert [r.number for r in archive.revisions()] == [1, 2, 3]
    assert archive.counts()["events"] == 1
    assert archive.counts()["documents"] == 3
