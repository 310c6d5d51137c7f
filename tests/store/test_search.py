"""Articles are found by their words, by the database itself, and alike on both."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dateline
from databases import Database
from dateline.archive import Archive
from dateline.errors import ConfigError
from dateline.model import Run
from dateline.store.search import EXCERPT, excerpt, parts
from handmade import article, document

FERRY = (
    "The ferries between the two islands stopped on Monday. Crews demanded higher wages, their union said."
)
BRIDGE = "Parliament voted for a bridge between the islands. The ferry company protested against the vote."
CAFÉ = "In Orléans the owner of a café found a painting worth 40,000 euros behind a wall."


@pytest.fixture
def archive(db: Database) -> Iterator[Archive]:
    """An archive with three articles."""
    with dateline.open(db.url) as opened:
        for text, title, day in (
            (FERRY, "Strike", "2024-03-04"),
            (BRIDGE, "Islands get a bridge", "2024-03-05"),
            (CAFÉ, "A find", "2024-04-01"),
        ):
            opened.add(article(document(text, day, title=title), statements=()))
        yield opened


def titles(archive: Archive, words: str, **choice: object) -> list[str | None]:
    """Return the titles of what is found, best first."""
    return [passage.title for passage in archive.search(words, **choice)]  # type: ignore[arg-type]


def test_all_words_must_be_there_in_any_form(archive: Archive) -> None:
    """Plural and singular are one word; an article without one of the words is not found."""
    assert set(titles(archive, "ferry island")) == {"Strike", "Islands get a bridge"}
    assert titles(archive, "ferry wage") == ["Strike"]
    assert titles(archive, "ferry painting") == []


def test_a_word_of_the_title_counts_more(archive: Archive) -> None:
    """Of two articles with the word, the one that is about it comes first."""
    assert titles(archive, "islands") == ["Islands get a bridge", "Strike"]
    assert titles(archive, "islands", limit=1) == ["Islands get a bridge"]


def test_words_side_by_side_and_words_left_out(archive: Archive) -> None:
    """Quotation marks and minus signs mean what they mean elsewhere."""
    assert titles(archive, '"higher wages"') == ["Strike"]
    assert titles(archive, '"wages higher"') == []
    assert titles(archive, "ferry -bridge") == ["Strike"]
    assert titles(archive, 'ferry -"higher wages"') == ["Islands get a bridge"]


def test_days_of_publication_choose(archive: Archive) -> None:
    """Both ends are inclusive."""
    assert titles(archive, "islands", since="2024-03-05") == ["Islands get a bridge"]
    assert titles(archive, "islands", until="2024-03-04") == ["Strike"]


def test_the_words_found_stand_in_the_text(archive: Archive) -> None:
    """What is shown is evidence: exact characters of the article, with the words in it."""
    (passage,) = archive.search("ferries wages")
    text = archive.document(passage.document).text
    assert text[passage.evidence.start : passage.evidence.end] == passage.evidence.exact
    assert "ferries" in passage.evidence.exact
    assert "wages" in passage.evidence.exact


@pytest.mark.parametrize("words", ["", "   ", "-ferry", '""', "!!! ???", "word " * 50])
def test_nothing_to_look_for_is_an_error(words: str) -> None:
    """An empty question is not answered with everything."""
    with pytest.raises(ConfigError):
        parts(words)


HOSTILE = (
    "ferry' OR 1=1 --",
    'ferry" OR "painting',
    "ferry) NOT (x",
    "ferry*",
    "title:ferry",
    "NEAR(ferry islands)",
    "ferry & ! | <-> painting",
    "ferry \\ : *",
    "ferry AND",
    "^ferry",
    "ferry \x00 \ud800",
)


def test_words_are_no_language_of_the_database(archive: Archive) -> None:
    """What means something to FTS5, tsquery or SQL is taken for words, and never fails."""
    for words in HOSTILE:
        assert "A find" not in titles(archive, words), words


def test_the_newest_text_of_an_address_is_found(db: Database) -> None:
    """A replaced revision is not shown."""
    with dateline.open(db.url) as archive:
        for text, day in ((FERRY, "2024-03-04"), (FERRY.replace("Monday", "Sunday"), "2024-03-06")):
            told = document(text, day, url="https://isles.example/strike")
            archive.add(article(told, statements=()))
        (passage,) = archive.search("ferries")
        assert "Sunday" in archive.document(passage.document).text


def test_a_second_coding_is_not_found_twice(db: Database) -> None:
    """Runs share documents."""
    with dateline.open(db.url) as archive:
        for version in ("1", "2"):
            archive.add(
                article(document(FERRY), statements=()),
                Run(version=version, pipeline="hand", model_digest="", codebook_digest=""),
            )
        assert len(archive.search("ferry")) == 1


def test_very_long_texts_can_be_kept_and_found(db: Database) -> None:
    """A text with more different words than PostgreSQL can index is found by its beginning."""
    text = FERRY + " " + " ".join(f"w{number:x}é" for number in range(200_000))
    with dateline.open(db.url) as archive:
        archive.add(article(document(text), statements=()))
        assert len(archive.search("ferries")) == 1


@given(text=st.text(min_size=1), words=st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1))
def test_an_excerpt_is_a_part_of_the_text(text: str, words: str) -> None:
    """Whatever text and words are, the excerpt lies inside and is not empty."""
    try:
        sought = parts(words)
    except ConfigError:
        return
    span = excerpt(document(text), sought)
    assert 0 <= span.start < span.end <= len(text)


def test_an_excerpt_shows_most_of_the_words() -> None:
    """Among places with the words, the one where they stand together is shown, with whole words around it."""
    text = (
        "A ferry left. " + "Nothing happened there for a long time. " * 20 + "The ferry crew asked for wages."
    )
    span = excerpt(document(text), parts("ferry wages"))
    assert "ferry crew asked for wages" in text[span.start : span.end]
    assert span.end - span.start <= EXCERPT
    assert text[span.start - 1] == " "
