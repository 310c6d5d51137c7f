"""The numbers of what passed between two countries."""

from __future__ import annotations

import dataclasses
import datetime

import dateline
from databases import Database
from dateline.model import Actor, Article, When
from dateline.store import Query, dealings, tables
from dateline.views import tension
from handmade import article, document, event

D = datetime.date


def told(text_day: D, left: str, right: str, **changed: object) -> Article:
    """Return an article of one event between two countries."""
    doc = document(published=text_day.isoformat())
    lands = [(Actor(id=code, name=code, kind="state", country=code),) for code in (left, right)]
    found = dataclasses.replace(event(doc), actors=lands[0], recipients=lands[1], **changed)  # type: ignore[arg-type]
    return article(doc, found)


def test_a_pair_is_found_in_both_directions_with_its_numbers(db: Database) -> None:
    """Who is named first does not matter; what did not happen does not count."""
    day = When(start=D(2018, 4, 27), end=D(2018, 4, 27), basis="stated")
    with dateline.open(db.url) as archive:
        archive.add(told(D(2018, 4, 28), "PRK", "USA", date=day, quad=1, intensity=3.0))
        archive.add(told(D(2018, 4, 29), "USA", "PRK", date=day, quad=4, intensity=-5.0, status="planned"))
        archive.add(told(D(2018, 4, 30), "USA", "PRK", date=day, status="negated"))
        archive.add(told(D(2018, 5, 1), "USA", "KOR", date=day))
        with archive.store.reading() as reader:
            found = dealings.between(reader, "USA", "PRK", Query())
            assert sorted((d.standing, d.intensity) for d in found) == [(1, -5.0), (2, 3.0)]
            assert dealings.between(reader, "USA", "PRK", Query(since=D(2018, 4, 28))) == []
            known = dealings.between(reader, "USA", "PRK", Query(as_of=D(2018, 4, 28)))
            assert [d.standing for d in known] == [2]
            assert dealings.many(reader, "PRK", "USA", 2)
            assert not dealings.many(reader, "PRK", "USA", 3)


def test_the_curve_from_numbers_is_the_curve_of_the_records(db: Database) -> None:
    """Periods, counts and intensity are the same, whether reports are read or their numbers are added up."""
    with dateline.open(db.url) as archive:
        for month, quad in ((1, 1), (1, 3), (2, 4), (4, 2)):
            for number in range(month + 1):
                day = When(start=D(2018, month, 5 + number), end=D(2018, month, 5 + number), basis="stated")
                archive.add(
                    told(D(2018, month, 20 + number), "PRK", "USA", date=day, quad=quad, intensity=quad - 2.5)
                )
        with archive.store.reading() as reader:
            read = tension(reader, "PRK", "United States", "month", Query())
            added = tension(reader, "PRK", "United States", "month", Query(), whole=1)
    assert [(p.label, p.quads, p.intensity, p.actual, p.planned) for p in added.periods] == [
        (p.label, p.quads, p.intensity, p.actual, p.planned) for p in read.periods
    ]
    assert [p.records for p in added.periods] == [tuple(sorted(p.records)) for p in read.periods]


def test_an_older_store_gets_the_same_numbers(db: Database) -> None:
    """What the upgrade reads out of the stored events is what a writer writes."""
    import importlib

    import sqlalchemy as sa

    step = importlib.import_module("dateline.store.migrations.versions.0005_dealings")
    day = When(start=D(2018, 4, 1), end=D(2018, 4, 30), precision="month", basis="stated")
    with dateline.open(db.url) as archive:
        archive.add(told(D(2018, 4, 28), "PRK", "USA", date=day, quad=1, intensity=3.0, score=0.75))
        archive.add(told(D(2018, 4, 29), "KOR", "PRK", date=None))
        written = db.rows()
        with archive.store.writing() as writer:
            writer.connection.execute(sa.delete(tables.dealings))
            writer.connection.execute(sa.update(tables.events).values(place=None, score=None))
            step._fill(writer.connection)
    filled = db.rows()
    assert len(written["dealings"]) == 2
    assert filled == written
