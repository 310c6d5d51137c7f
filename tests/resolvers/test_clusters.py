"""Records without a store are those of the store."""

from __future__ import annotations

from pathlib import Path

import pytest

import dateline
from dateline.resolvers import RESOLVERS, Clusters, events_of
from dateline.resolvers.events import Events
from handmade import article, day, document, event

pytestmark = pytest.mark.usefixtures("each_database")

TEXTS = (
    ("Kim Jong Un and Moon Jae-in met at Panmunjom on April 27.", "2018-04-27"),
    ("The two leaders, Kim and Moon, met at the village of Panmunjom.", "2018-04-27"),
    ("They met again at Panmunjom, in the same house.", "2018-05-26"),
)


def test_clusters_are_the_records_of_the_store(tmp_path: Path) -> None:
    """The same articles in the same order give the same record ids in memory and in the database."""
    told = [(document(text, when), when) for text, when in TEXTS]
    articles = [article(d, event(d, date=day(when))) for d, when in told]
    found = events_of(articles, Events())
    assert len(set(found.values())) == 2
    with dateline.open(str(tmp_path / "a.db")) as archive:
        for one in articles:
            archive.add(one)
        stored = {report.id: r.record_id for r in archive.timeline() for report in r.reports}
    assert found == stored


def test_a_report_keeps_its_record() -> None:
    """Adding a report twice changes nothing."""
    told = document()
    clusters = Clusters(Events())
    assert clusters.add(event(told), told) == clusters.add(event(told), told)


def test_every_kind_has_a_resolver_with_its_own_author() -> None:
    """Judgements name who made them, with a version."""
    authors = {made().author for made in RESOLVERS.values()}
    assert len(authors) == len(RESOLVERS) == 4
    assert all(author.startswith("resolver:") and "/" in author for author in authors)
