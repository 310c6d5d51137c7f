"""Pages say codes, numbers and names in words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import dateline
from dateline.model import Indicator
from dateline.pipeline import Coder
from dateline.server import _words, app
from handmade import KIM, MOON, article, day, document, event, full, span
from served import disputed


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory, coder: Coder) -> TestClient:
    """Pages over an article with much in it, and one without a title."""
    path = tmp_path_factory.mktemp("words") / "a.db"
    with dateline.open(str(path)) as archive:
        archive.add(full())
        for kind, on in (("met", "2018-03-02"), ("visited", "2018-02-07")):
            told = document(
                f"Kim Jong Un {kind} Moon Jae-in in a hall by the sea, and they ate noodles of the kind that the cooks of his house make.",
                on,
            )
            made = (event(told, kind, date=day(on)), event(told, "ate", event_type="COOPERATE", date=day(on)))
            archive.add(article(told, *made))
        told = document("Hundreds of people fled, and 300 people drowned.", "2018-05-01", publisher="Wire")
        fled = Indicator(
            measure="people fled",
            low=100,
            unit="people",
            qualifier="hundreds",
            evidence=told.evidence(span(told.text, "Hundreds of people")),
            date=day("2018-05-01"),
        )
        archive.add(article(told, indicators=(fled,)))
    return TestClient(app(path, coder=lambda: coder), base_url="http://127.0.0.1")


def test_the_overview_shows_one_entry_of_each_article(client: TestClient) -> None:
    """Of several events of one article the first stands for it among the latest."""
    latest = client.get("/").text.partition('id="latest"')[2].partition("The whole timeline")[0]
    sources = re.findall(r'<cite><a href="(/documents/[^"]+)"', latest)
    assert len(sources) == len(set(sources)) >= 2


def test_an_article_without_a_title_is_told_by_its_beginning(client: TestClient) -> None:
    """Lists and the article itself name it by its first words."""
    for path in ("/documents", "/"):
        page = client.get(path).text
        assert (
            "Kim Jong Un met Moon Jae-in in a hall by the sea, and they ate noodles of the kind that the cooks of his…"
            in page
        )
        assert "Untitled" not in page


def test_a_figure_links_to_its_record(client: TestClient) -> None:
    """The link says which figure the record holds; words that are a number themselves stay."""
    page = client.get("/indicators").text
    assert re.search(r'<a href="/records/[^"]+">hundreds \(100 people or more\)</a>, Wire, ', page)


def test_a_record_names_its_fields_in_words(client: TestClient) -> None:
    """Status and type are no codes, and a record that it was compared with is told by what it says."""
    name = client.get("/api/records?actor=KOR&limit=1").json()["items"][0]["record_id"]
    page = client.get(f"/records/{name}").text
    assert "<dd>happened</dd>" in page
    assert "None" not in page.partition('id="judgements"')[2]
    assert not re.search(r">record1:\w+…<", page)


@pytest.mark.parametrize(
    ("name", "words"), [("UNO", "United Nations"), ("IGO", "other international bodies"), ("Kim", "Kim")]
)
def test_bodies_have_names(name: str, words: str) -> None:
    """Codes of international bodies are said as those of countries are."""
    assert _words.land(name) == words


@pytest.mark.parametrize(("number", "words"), [(0, "0 reports"), (1, "1 report"), (1200, "1,200 reports")])
def test_numbers_fit_their_things(number: int, words: str) -> None:
    """One thing is no plural."""
    assert _words.times(number, "report") == words


@pytest.mark.parametrize(
    ("words", "field", "plain"),
    [
        ("AGREE", "event_type", "will cooperate"),
        ("negated", "status", "did not happen"),
        ("2018-04/2018-06", "date", "2018-04 – 2018-06"),
        ("and/or", "place", "and/or"),
    ],
)
def test_fields_are_said_plainly(words: str, field: str, plain: str) -> None:
    """What a field holds is no code."""
    assert _words.as_words(words, field) == plain


def test_an_actor_is_found_by_any_known_name(client: TestClient) -> None:
    """Another spelling that the gazetteer knows leads to the same person."""
    page = client.get("/actors", params={"name": "Kim Jong-eun"}).text
    assert KIM.name in page.partition("As reported")[2]
    assert MOON.name in page


def test_what_was_said_names_its_speaker_once(client: TestClient) -> None:
    """The page of a statement does not say again according to whom."""
    (said,) = client.get("/api/statements?actor=PRK").json()["items"]
    assert said["reports"][0]["attribution"]
    assert "According to" not in client.get(f"/records/{said['record_id']}").text


def test_an_answer_on_differing_accounts_quotes_each(tmp_path: Path, coder: Coder) -> None:
    """Both sides stand under the sentence that says they differ."""
    path = tmp_path / "b.db"
    with dateline.open(str(path)) as archive:
        for one in disputed():
            archive.add(one)
    with TestClient(app(path, coder=lambda: coder), base_url="http://127.0.0.1") as made:
        page = made.get("/ask", params={"question": "Where do reports disagree about North Korea?"}).text
    assert "Where accounts differ" in page
    assert "Lake Gazette" in page
    assert "Harbour Post" in page
