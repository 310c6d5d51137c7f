"""Lists come page by page as they would come whole, whatever way they are looked for."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pytest

import dateline
from dateline import views
from dateline.model import Run
from dateline.store import Query, Reader, pages
from dateline.store.pages import At, Choice
from handmade import KIM, MOON, TRUMP, article, day, document, event, full

FIRST = datetime.date(2019, 1, 1)


@pytest.fixture(scope="module", params=("sqlite", "postgresql"))
def reader(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """A store of sixty events, every third with Trump, every fifth undated, some coded twice; on both databases."""
    if request.param == "sqlite":
        path = str(tmp_path_factory.mktemp("pages") / "a.db")
    else:
        server = request.getfixturevalue("postgresql")
        path = server.make(template=request.getfixturevalue("prepared"))
    runs = [Run(version=str(n), pipeline="p", model_digest="", codebook_digest="") for n in range(2)]
    with dateline.open(path) as archive:
        archive.add(full(), runs[0])
        for number in range(60):
            on = (FIRST + datetime.timedelta(days=number // 2 * 9)).isoformat()
            told = document(f"They met in hall {number} of the palace.", on, publisher=f"Paper {number % 4}")
            actors = (KIM, TRUMP) if number % 3 == 0 else (KIM, MOON)
            when = None if number % 5 == 0 else day(on)
            for run in runs[: 1 + (number % 7 == 0)]:
                mode = "meet" if run is runs[1] else None
                archive.add(article(told, event(told, actors=actors, date=when, mode=mode, place=None)), run)
        with archive.store.reading() as made:
            yield made


def walk(reader: Reader, choice: Choice, limit: int) -> list[str]:
    """Return the records of all pages."""
    found: list[str] = []
    after: At | None = None
    for _ in range(200):
        page = pages.page(reader, choice, limit=limit, after=after)
        assert len(page.records) <= limit
        found += page.records
        after = page.after
        if after is None:
            return found
    raise AssertionError("the list does not end")


QUERIES = {
    "all": Query(),
    "one party": Query(actors=(views.match("Trump"),)),
    "two parties": Query(actors=(views.match("PRK"), views.match("KOR"))),
    "a time": Query(since=FIRST, until=datetime.date(2019, 4, 30)),
    "known": Query(as_of=datetime.date(2019, 3, 1)),
    "a type": Query(type="consult"),
    "nothing": Query(type="ASSAULT"),
}


@pytest.mark.parametrize("way", ["usual", "looked up", "met on the way", "bit by bit"])
@pytest.mark.parametrize("newest_first", [True, False])
@pytest.mark.parametrize("name", QUERIES)
def test_pages_together_are_the_list(
    reader: Reader, monkeypatch: pytest.MonkeyPatch, name: str, newest_first: bool, way: str
) -> None:
    """No record is left out or comes twice, by whatever way the store looks for it."""
    if way == "met on the way":
        monkeypatch.setattr(pages, "RARE", -1)
    if way == "bit by bit":
        for limit in ("RARE", "LONGEST_WINDOW", "ENOUGH"):
            monkeypatch.setattr(pages, limit, 3)
    whole = {r.record_id for r in views.records(reader, "event", QUERIES[name])}
    for axis in ("date", "reported"):
        choice = Choice(query=QUERIES[name], newest_first=newest_first, axis=axis)  # type: ignore[arg-type]
        found = walk(reader, choice, 4)
        assert len(found) == len(set(found))
        assert set(found) == whole


def test_what_is_kept_can_be_chosen(reader: Reader) -> None:
    """A page is filled with what the caller keeps."""
    wanted = set(walk(reader, Choice(), 50)[::7])
    found = pages.page(reader, Choice(), limit=50, keep=lambda names: wanted & set(names))
    assert set(found.records) == wanted


@pytest.mark.parametrize(
    ("choice", "count"),
    [
        (Choice(source="paper 2"), 15),
        (Choice(words=("hall 17 ", "palace")), 1),
        (Choice(words=("100%",)), 0),
        (Choice(countries=("PRK",)), 1),
        (Choice(place="panmun"), 1),
        (Choice(statuses=("planned",)), 0),
        (Choice(kind="commitment", axis="reported", statuses=("open",)), 1),
        (Choice(kind="indicator"), 1),
    ],
)
def test_filters_of_a_row(reader: Reader, choice: Choice, count: int) -> None:
    """Publisher, words, place and status choose."""
    assert len(walk(reader, choice, 6)) == count


def test_a_bounded_search_says_how_far_it_came(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that stops before it is full is not called whole, and tells where to go on."""
    monkeypatch.setattr(pages, "ENOUGH", 6)
    page = pages.page(reader, Choice(certainties=("disputed",)), limit=2)
    assert page.records == ()
    assert not page.whole
    assert page.after is not None


def test_days_and_samples_count_what_matches(reader: Reader) -> None:
    """The days of a party are those of its events; a sample has its newest ones."""
    choice = Choice(query=QUERIES["one party"])
    counted = pages.days(reader, choice)
    assert counted is not None
    assert sum(counted.values()) == len(pages.sample(reader, choice, 100))
    newest = max(counted)
    ((_, payload),) = pages.sample(reader, choice, 1)
    assert payload["date"]["start"] == newest.isoformat()


def test_totals_are_of_the_tables(reader: Reader) -> None:
    """Documents and records are counted; reports of all runs."""
    told = pages.totals(reader)
    assert told["documents"] == 61
    assert told["records"] >= 30
    assert told["events"] == 61 + 9


@pytest.mark.parametrize("words", [("palace",), ("hall", "palace"), ("PALACE", "hal"), ("nowhere",)])
def test_rare_words_and_sources_are_looked_up_with_the_same_result(
    reader: Reader, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    """In a large store an index leads to them; what is found is what looking through all finds."""
    choices = [Choice(words=words), Choice(words=words, source="paper 3"), Choice(source="Paper 1")]
    through = [sorted(walk(reader, choice, 7)) for choice in choices]
    monkeypatch.setattr(pages, "ENOUGH", 5)
    assert [sorted(walk(reader, choice, 7)) for choice in choices] == through


def test_the_reported_axis_goes_by_documents_of_the_page(reader: Reader) -> None:
    """A list by the day of the report holds everything once, newest report first."""
    found = walk(reader, Choice(axis="reported"), 7)
    assert len(found) == len(set(found)) == len(walk(reader, Choice(), 7))
