"""Answers of news APIs, by a file that says where the articles stand."""

from __future__ import annotations

import datetime
import io
import json
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import ConfigError
from dateline.model import Issue, RawDocument
from dateline.sources import apis, fetch

WORDS = "The ministers met in Oslo."
ARTICLE = {
    "body": {"plain": WORDS},
    "heads": ["Talks in Oslo", "second"],
    "link": "http://a.example/1",
    "day": "2024-03-06T10:00:00Z",
    "source": {"name": "Courier"},
    "uri": 7,
}
MAPPING = """
list: response.results
fields: {text: body.plain, title: heads.0, url: link, published: day, publisher: source.name, id: uri}
"""


def mapping(folder: Path, text: str = MAPPING) -> apis.Mapping:
    """Return the mapping of a file."""
    path = folder / "api.yaml"
    path.write_text(text)
    return apis.load(path)


def answer(*articles: Any) -> bytes:
    """Return an answer with a list of articles."""
    return json.dumps({"response": {"results": articles}}).encode()


def test_fields_are_found_where_the_file_says(tmp_path: Path) -> None:
    """Through objects and by number through lists; each article is named by its place."""
    found = list(apis.items(answer(ARTICLE, ARTICLE), "api", mapping(tmp_path)))
    first = found[0]
    assert [item.where for item in found] == ["api#1", "api#2"]
    assert isinstance(first, RawDocument)
    assert (first.title, first.url, first.publisher) == ("Talks in Oslo", "http://a.example/1", "Courier")
    assert (first.published, first.source_id) == (datetime.date(2024, 3, 6), "7")
    assert first.content.decode() == WORDS


@pytest.mark.parametrize("moment", [1_709_719_200, 1_709_719_200_000, 1_709_719_200.5])
def test_moments_in_numbers_are_days(tmp_path: Path, moment: float) -> None:
    """Seconds and milliseconds since 1970."""
    (item,) = apis.items(answer({**ARTICLE, "day": moment}), "api", mapping(tmp_path))
    assert isinstance(item, RawDocument)
    assert item.published == datetime.date(2024, 3, 6)


@pytest.mark.parametrize("moment", [10**30, -(10**30), True])
def test_a_number_that_is_no_moment_does_not_stop_the_rest(tmp_path: Path, moment: int) -> None:
    """It is an issue or an article without a day; the next one is read."""
    found = list(apis.items(answer({**ARTICLE, "day": moment}, ARTICLE), "api", mapping(tmp_path)))
    assert len(found) == 2
    assert isinstance(found[1], RawDocument)


def test_what_is_always_the_same_is_given_once(tmp_path: Path) -> None:
    """Values fill in what an article does not say, and give way to what it says."""
    told = mapping(tmp_path, MAPPING + "values: {publisher: Wire}\n")
    without = {name: value for name, value in ARTICLE.items() if name != "source"}
    found = list(apis.items(answer(ARTICLE, without), "api", told))
    assert [item.publisher for item in found if isinstance(item, RawDocument)] == ["Courier", "Wire"]


@pytest.mark.parametrize(
    "content",
    [b"", b"[", b"<html>", b"{}", b'{"response": 3}', b'{"response": {"results": {}}}', b"[" * 100_000],
)
def test_an_answer_of_another_shape_is_one_issue(tmp_path: Path, content: bytes) -> None:
    """It says what was looked for."""
    (item,) = apis.items(content, "api", mapping(tmp_path))
    assert isinstance(item, Issue)
    assert (item.stage, item.where, item.code) == ("source", "api", "format")


@pytest.mark.parametrize("article", [None, 3, "text", [], {}, {"body": "plain"}, {"body": {"plain": None}}])
def test_a_broken_article_does_not_stop_the_others(tmp_path: Path, article: Any) -> None:
    """It is an issue under its number."""
    broken, whole = apis.items(answer(article, ARTICLE), "api", mapping(tmp_path))
    assert isinstance(broken, Issue)
    assert broken.where == "api#1"
    assert isinstance(whole, RawDocument)


def test_lines_are_mapped_too(tmp_path: Path) -> None:
    """Each line an article; the list of the mapping counts for whole answers only."""
    stream = io.BytesIO(b"\n".join([json.dumps(ARTICLE).encode(), b"{", json.dumps(ARTICLE).encode()]))
    kinds = [type(item) for item in apis.lines(stream, "dump", 10_000, mapping(tmp_path))]
    assert kinds == [RawDocument, Issue, RawDocument]


def test_files_are_read_by_the_mapping(tmp_path: Path) -> None:
    """An answer that was kept in a file."""
    (tmp_path / "kept.json").write_bytes(answer(ARTICLE))
    (item,) = fetch(str(tmp_path / "kept.json"), mapping=mapping(tmp_path))
    assert isinstance(item, RawDocument)
    assert item.publisher == "Courier"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("- a", "nothing else"),
        ("listing: a\nfields: {text: a}", "nothing else"),
        ("fields: [text]", "'fields' is not a list"),
        ("fields: {text: [a]}", "'fields' is not a list"),
        ("fields: {words: a}", "no field 'words'"),
        ("fields: {title: a}", "neither 'text' nor 'html'"),
        ("fields: {text: a}\nvalues: {author: b}", "no field 'author'"),
        ("fields: {text: a", "cannot be read"),
        ("fields: !!python/object/apply:os.getcwd []", "cannot be read"),
    ],
)
def test_a_mapping_that_cannot_be_used_says_why(tmp_path: Path, text: str, why: str) -> None:
    """The error names the file, and nothing in it is run."""
    with pytest.raises(ConfigError, match=why) as error:
        mapping(tmp_path, text)
    assert error.value.where == str(tmp_path / "api.yaml")
