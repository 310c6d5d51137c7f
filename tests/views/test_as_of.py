"""What was known on a day: every view answers as if nothing later had ever been read."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import dateline
from dateline import sources
from dateline.archive import Archive
from dateline.model import Article, Commitment, RawDocument, When
from dateline.pipeline import Coder
from handmade import article, day, document, event

CORPUS = Path(dateline.__file__).parent / "knowledge/samples/korea"
FILES = (
    "fever-counts-courier.html",
    "fever-counts-wire.html",
    "hotlines-cut.txt",
    "hotlines-unanswered.txt",
    "may-missiles.txt",
    "rice-offer-refused.html",
    "quillfield-weekly.jsonl",
    "icbm-march.txt",
    "juche-digest.xml",
    "official-shot-at-sea.html",
)
ONE_DAY = datetime.timedelta(days=1)
VIEWS: dict[str, Callable[..., Any]] = {
    "timeline": lambda archive, **when: archive.timeline(include_all=True, **when),
    "records": Archive.records,
    "statements": Archive.statements,
    "indicators": Archive.indicators,
    "series": Archive.series,
    "commitments": Archive.commitments,
    "conflicts": Archive.conflicts,
    "tension": lambda archive, **when: archive.tension("USA", "PRK", by="quarter", **when),
}


@pytest.fixture(scope="module")
def articles(coder: Coder) -> list[Article]:
    """Some articles of the built-in corpus, coded, in the order in which they were published."""
    raws = [
        raw for name in FILES for raw in sources.fetch(str(CORPUS / name)) if isinstance(raw, RawDocument)
    ]
    coded = [coder.code(document) for raw in raws for document in coder.documents(raw)]
    return sorted(coded, key=lambda a: (published(a), a.document.id))


@pytest.fixture(scope="module")
def archive(articles: list[Article], tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """An archive of all of them."""
    opened = dateline.open(str(tmp_path_factory.mktemp("all") / "a.db"))
    for one in articles:
        opened.add(one)
    return opened


def published(one: Article) -> datetime.date:
    """Return the day by which an article was out."""
    return one.document.published.end if one.document.published else datetime.date.max


def test_every_view_answers_as_on_that_day(archive: Archive, articles: list[Article], tmp_path: Path) -> None:
    """At each day of publication, an archive that ends there and --as-of that day give equal answers."""
    waiting = list(articles)
    with dateline.open(str(tmp_path / "then.db")) as then:
        for today in sorted({published(a) for a in articles} - {datetime.date.max}):
            while waiting and published(waiting[0]) <= today:
                then.add(waiting.pop(0))
            for name, view in VIEWS.items():
                assert view(archive, as_of=today) == view(then), f"{name} as of {today}"


def test_first_reported_and_last_changed_are_true(archive: Archive) -> None:
    """A record is not known before the one day, and has all its reports by the other."""
    days = sorted({d for r in archive.records() for d in (r.first_reported, r.last_changed) if d})
    known = {
        d: {r.record_id: r for r in archive.records(as_of=d)} for d in {*days, *(d - ONE_DAY for d in days)}
    }
    checked = 0
    for record in archive.records():
        first, last = record.first_reported, record.last_changed
        if first is not None and last is not None:
            checked += 1
            assert record.record_id not in known[first - ONE_DAY]
            assert known[first][record.record_id].first_reported == first
            assert known[last][record.record_id].reports == record.reports
            before = known[last - ONE_DAY].get(record.record_id)
            assert before is None or len(before.reports) < len(record.reports)
    assert checked > 50


def test_a_conflict_is_known_when_its_last_side_is(archive: Archive) -> None:
    """The day before the last account came out there was nothing to contradict."""
    found = archive.conflicts()
    assert found
    for conflict in found:
        known = max(side.report.published.end for side in conflict.sides if side.report.published)
        assert conflict.id in {c.id for c in archive.conflicts(as_of=known)}
        assert conflict.id not in {c.id for c in archive.conflicts(as_of=known - ONE_DAY)}


def test_a_commitment_has_the_state_of_the_day(archive: Archive) -> None:
    """No step in the life of a commitment is shown before an article told it."""
    days = sorted({r.last_changed for r in archive.commitments() if r.last_changed})
    for today in days:
        for record in archive.commitments(as_of=today):
            assert isinstance(record.value, Commitment)
            assert all(report.published and report.published.end <= today for report in record.reports)
            steps = [step.date for step in record.value.history if step.date]
            assert all(step <= today for step in steps)


def test_what_may_have_been_published_later_was_not_known(tmp_path: Path) -> None:
    """An article of some day of a year is known from the end of that year; an undated one never is."""
    year = When(
        start=datetime.date(2018, 1, 1), end=datetime.date(2018, 12, 31), precision="year", basis="inferred"
    )
    with dateline.open(str(tmp_path / "a.db")) as archive:
        for text, when in (("They met at noon.", year), ("Somebody met somebody else at sea.", None)):
            told = document(text, None)
            told = type(told)(text=told.text, blocks=told.blocks, published=when)
            archive.add(article(told, event(told, date=day("2018-01-05"))))
        assert archive.timeline(as_of="2018-12-30") == ()
        (record,) = archive.timeline(as_of="2018-12-31")
        assert record.first_reported == datetime.date(2018, 12, 31)
        assert record.reports[0].published == year
