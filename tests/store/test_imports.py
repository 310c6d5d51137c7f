"""What is imported lies beside the reports, once, and comes back as it was."""

from __future__ import annotations

import datetime

import pytest

import dateline
from databases import Database
from dateline.model import Actor, Place
from dateline.model.imported import Imported, ImportedMention
from handmade import article, day

EVENT = Imported(
    system="gdelt",
    source_id="7",
    url="https://paper.example/a",
    event_type="CONSULT",
    actors=(Actor(id="gdelt:PRK:kim", name="Kim", country="PRK"),),
    date=day("2018-04-27", "given"),
    place=Place(name="Panmunjom", lat=37.9),
    given={"GLOBALEVENTID": "7", "Actor1Name": "KIM", "nested": {"a": [1, None]}},
)
MENTION = ImportedMention(
    system="gdelt",
    event="7",
    url="https://paper.example/b",
    published=datetime.date(2018, 4, 28),
    given={"GLOBALEVENTID": "7"},
)


def test_it_comes_back_with_its_mentions(db: Database) -> None:
    """In whatever order event and mentions are imported; those of another data set are not its own."""
    other = ImportedMention(system="x", event="7", given={})
    with dateline.open(db.url) as archive:
        assert archive.import_events([MENTION, other]) == (2, 0)
        assert archive.import_events([EVENT]) == (1, 0)
        (found,) = archive.imported()
    assert found.mentions == (MENTION,)
    assert found.urls == ("https://paper.example/a", "https://paper.example/b")
    assert (found.given, found.actors, found.date, found.place) == (
        EVENT.given,
        EVENT.actors,
        EVENT.date,
        EVENT.place,
    )


def test_importing_again_changes_nothing(db: Database) -> None:
    """The data set's own id tells; also within one file."""
    with dateline.open(db.url) as archive:
        assert archive.import_events([EVENT, EVENT, MENTION]) == (2, 1)
        assert archive.import_events([EVENT, MENTION]) == (0, 2)
        assert len(archive.imported()) == 1


def test_a_data_set_can_be_replaced(db: Database) -> None:
    """What it had goes, other data sets stay."""
    other = Imported(system="x", source_id="1")
    with dateline.open(db.url) as archive:
        archive.import_events([EVENT, MENTION, other])
        assert archive.import_events([], instead_of="gdelt") == (0, 0)
        assert archive.imported() == (other,)


def test_a_failing_import_leaves_nothing(db: Database) -> None:
    """Either all of it is kept, or nothing, and what was to be replaced is still there."""

    def stream() -> object:
        yield Imported(system="gdelt", source_id="8")
        raise KeyError("broken")

    with dateline.open(db.url) as archive:
        archive.import_events([EVENT])
        with pytest.raises(KeyError):
            archive.import_events(stream(), instead_of="gdelt")  # type: ignore[arg-type]
        assert [one.source_id for one in archive.imported()] == ["7"]


def test_our_records_know_nothing_of_it(db: Database) -> None:
    """It is no report, no record, and counts nowhere as a source."""
    with dateline.open(db.url) as archive:
        archive.add(article())
        before = archive.records(), archive.counts(), archive.conflicts()
        archive.import_events([EVENT, MENTION])
        assert (archive.records(), archive.counts(), archive.conflicts()) == before
