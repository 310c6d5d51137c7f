"""Each page answers its question in HTML that needs no script."""

from __future__ import annotations

import datetime
import re
import shutil
from html.parser import HTMLParser
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

import dateline
from dateline.model import Event, When
from dateline.model.imported import Imported, ImportedMention
from dateline.pipeline import Coder
from dateline.server import app
from dateline.server._desk import Desk
from dateline.server._rendering import LISTS, PAGES
from served import fill


class Links(HTMLParser):
    """Gathers the addresses of a page, and what it loads."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.ids: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the addresses of one element."""
        told = dict(attrs)
        if tag == "a":
            self.links.append(told.get("href") or "")
        self.loaded += [told[name] or "" for name in ("src", "action") if name in told]
        self.loaded += [told.get("href") or ""] if tag == "link" else []
        self.ids += [told["id"] or ""] if "id" in told else []


@pytest.mark.parametrize("path", [path for path, _ in PAGES])
def test_each_page_is_whole(client: TestClient, path: str) -> None:
    """A page has a title, one main part, one first heading, a way to skip to it, and loads only what is ours."""
    answer = client.get(path)
    page = answer.text
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert len(re.findall(r"<h1[ >]", page)) == len(re.findall(r"<main ", page)) == 1
    assert "· dateline</title>" in page
    assert '<a class="skip" href="#main">' in page
    assert 'aria-current="page"' in page
    found = Links(page)
    assert "<script" not in page
    assert " style=" not in page
    assert all(address.startswith("/") for address in found.loaded)
    assert len(found.ids) == len(set(found.ids))


def test_every_link_leads_somewhere(client: TestClient) -> None:
    """All links of all pages, and of the pages behind them, are answered."""
    waiting, seen = [path for path, _ in PAGES], set[str]()
    for _ in range(2):
        found: list[str] = []
        for path in waiting:
            page = client.get(path)
            assert page.status_code == 200, path
            found += [link.partition("#")[0] for link in Links(page.text).links]
        seen |= set(waiting)
        local = {re.sub(r"\d+", "N", link): link for link in sorted(found) if link.startswith("/")}
        waiting = [link for link in local.values() if link not in seen]
    assert len(seen) > 30


def test_a_link_holds_the_whole_view(client: TestClient) -> None:
    """Filters stand in the form again, and in the links to other days and pages."""
    page = client.get("/timeline?actor=PRK&with=USA&until=2020&order=oldest").text
    assert 'value="PRK"' in page
    assert '<option value="oldest" selected>' in page
    further = [link for link in Links(page).links if "cursor=" in link]
    assert all(part in further[0] for part in ("actor=PRK", "with=USA", "until=2020", "order=oldest"))
    second = client.get(further[0].replace("&amp;", "&")).text
    assert "2015-06-12" in second
    assert "1990-06-12" not in second


def test_the_timeline_zooms(client: TestClient) -> None:
    """Years lead to months, and months to days."""
    years = client.get("/timeline").text
    assert "since=2018&amp;until=2018" in years
    assert "since=2018-04-27&amp;until=2018-04-27" in client.get("/timeline?since=2018-04&until=2018-05").text
    day = client.get("/timeline?since=2018-04-27&until=2018-04-27").text
    assert day.count('<article class="entry') == 1


def test_the_timeline_shows_what_happened_first(client: TestClient) -> None:
    """Plans and denials come when they are asked for."""
    default = client.get("/timeline?since=2018-04-01&until=2018-04-30").text
    everything = client.get("/timeline?since=2018-04-01&until=2018-04-30&all=1").text
    assert default.count('<article class="entry') <= everything.count('<article class="entry')


def test_a_record_shows_its_reports_and_what_differs(client: TestClient) -> None:
    """Reports stand side by side, with the field in which one differs and the judgement that joined them."""
    records = client.get("/api/records?source=wire").json()["items"]
    page = client.get(f"/records/{records[0]['record_id']}").text
    assert page.count('<li id="report-') == len(records[0]["reports"]) > 1
    assert '<strong>day</strong>: <span class="nowrap">2018-04-28' in page
    assert "Why they are one" in page
    assert "signed a declaration" in page


def test_a_record_has_imported_events_beside_it(tmp_path: Path) -> None:
    """Events of other data sets of the same kind, countries and days stand on its page, as text, and no others."""
    path = tmp_path / "beside.db"
    fill(path)
    with dateline.open(path) as archive:
        for record in archive.timeline():
            event = record.value
            assert isinstance(event, Event)
            lands = {a.country for a in (*event.actors, *event.recipients) if a.country}
            if event.date is not None and len(lands) > 1:
                break
        parts: dict[str, Any] = {
            "event_type": event.event_type,
            "actors": event.actors,
            "recipients": event.recipients,
        }
        far = When(start=datetime.date(1950, 1, 1), end=datetime.date(1950, 1, 1), basis="given")
        archive.import_events(
            [
                Imported(system="gdelt", source_id="7", headline="<b>bold</b>", date=event.date, **parts),
                ImportedMention(
                    system="gdelt",
                    event="7",
                    publisher="<i>Wire",
                    url="https://wire.example/7",
                    given={"n": "1"},
                ),
                ImportedMention(
                    system="gdelt", event="7", publisher="Bad", url="javascript:alert(1)", given={"n": "2"}
                ),
                Imported(system="ngec", source_id="by its article", date=event.date),
                ImportedMention(system="ngec", event="by its article", url=record.reports[0].url),
                Imported(system="gdelt", source_id="other-day", date=far, **parts),
            ]
        )
    with TestClient(app(path)) as client:
        page = client.get(f"/records/{record.record_id}").text
    assert "Also in other data sets" in page
    assert "&lt;b&gt;bold" in page
    assert "other-day" not in page
    assert "2 articles that it names" in page
    assert '<a href="https://wire.example/7"' in page
    assert "&lt;i&gt;Wire" in page
    assert "javascript:alert" not in page
    assert "by its article" in page  # of another type, but it names the article


def test_an_article_marks_its_evidence(client: TestClient) -> None:
    """The text is whole, its evidence marked by kind, with the numbers of the findings."""
    name = client.get("/api/documents?q=rice").json()["items"][0]["id"]
    page = client.get(f"/documents/{name}").text
    marked = "".join(re.findall(r'<mark class="[^"]*k-commitment[^>]*>(.*?)</mark>', page))
    assert marked == "5,000 tonnes of rice"
    whole = client.get(f"/api/documents/{name}").json()["text"]
    text = re.sub(
        r"<sup.*?</sup>|<[^>]+>", "", page.partition('<div class="text">')[2].partition("</div>")[0]
    )
    assert text.strip() == whole


def test_furniture_is_greyed_with_its_reason(client: TestClient) -> None:
    """What is not the article says what it is."""
    name = client.get("/api/documents?q=Share").json()["items"][0]["id"]
    page = client.get(f"/documents/{name}").text
    assert '<aside class="furniture" aria-label="Not the article: share' in page


def test_a_pair_has_a_curve_and_its_numbers(client: TestClient) -> None:
    """The chart has a bar for each period, and a table with the same numbers."""
    page = client.get("/pair?left=PRK&right=USA&by=year").text
    assert page.count('<rect class="up"') == page.count('<th scope="row">') == 40
    assert "smooth" in page


def test_a_long_curve_shows_its_newest_part(client: TestClient) -> None:
    """Forty years by day are no chart: the last 366 days are shown, and the page says since when."""
    page = client.get("/pair?left=PRK&right=USA&by=day").text
    assert page.count('<th scope="row">') == 366
    assert "Shown is the time since 2028-06-12" in page


def test_counts_may_be_a_little_old(filled: Path, tmp_path: Path, coder: Coder) -> None:
    """What may be so old is not made again after each change; all else is."""
    shutil.copy(filled, tmp_path / "own.db")
    with dateline.open(tmp_path / "own.db") as archive:
        desk, made = Desk(archive, lambda: coder), count()
        assert [desk.kept("a", lambda: next(made)) for _ in range(2)] == [0, 0]
        desk.forget()
        assert desk.kept("a", lambda: next(made), age=1000) == 0
        assert desk.kept("a", lambda: next(made)) == 1


def test_the_map_names_its_places(client: TestClient) -> None:
    """Places with a position are on the map and in the table."""
    page = client.get("/map").text
    assert 'aria-label="Singapore: 40 events"' in page
    assert "<td>40</td>" in page


def test_an_actor_has_offices_and_company(client: TestClient) -> None:
    """A dossier holds offices in time, acts and others."""
    page = client.get("/actors?name=Kim Jong Un").text
    assert "Supreme leader of North Korea" in page
    assert "/pair?left=Kim+Jong+Un&amp;right=USA" in page


def test_a_failure_is_a_page_too(client: TestClient) -> None:
    """What is not there, or cannot be read, is told on a page."""
    assert "Nothing is here" in client.get("/records/none").text
    assert client.get("/documents?cursor=x").status_code == 400


@pytest.mark.parametrize("path", [p for p, _ in PAGES if p in LISTS] + ["/pair"])
def test_a_wrong_filter_keeps_the_form(client: TestClient, path: str) -> None:
    """What cannot be read is told beside its field, and all that was written stays in the form."""
    found = client.get(f"{path}?since=soon&until=2018-13&actor=PRK&left=PRK&right=USA")
    assert found.status_code == 400
    assert 'value="soon"' in found.text
    assert 'value="PRK"' in found.text
    for name in ("since", "until"):
        assert f'aria-invalid="true" aria-describedby="problem-{name}"' in found.text
        assert f'id="problem-{name}">Not a day' in found.text
    told = client.get("/api/records?since=soon&until=2018-13").json()["error"]
    assert (told["code"], told["where"]) == ("config", "since")


def test_filters_of_other_kinds_are_no_mistake(client: TestClient) -> None:
    """A list that knows no status takes no offence at one."""
    assert client.get("/statements?status=xyz&min-score=x").status_code == 200
    assert client.get("/commitments?status=xyz").status_code == 400


@pytest.mark.parametrize("path", list(LISTS))
def test_nothing_found_leads_back(client: TestClient, path: str) -> None:
    """An empty list has a link that clears its filters, and only then."""
    link = f'<a href="{path}">'
    assert f"{link}Clear the filters</a>" in client.get(f"{path}?actor=Nobody+At+All&all=1").text
    assert "the filters</a>" not in client.get(path).text
    assert "Look among plans" in client.get("/timeline?actor=Nobody+At+All").text


def test_data_sets_have_their_place_on_the_page_of_runs(tmp_path: Path) -> None:
    """Imported events and mentions are counted by data set, as text."""
    path = tmp_path / "beside.db"
    fill(path)
    day_ = When(start=datetime.date(1950, 1, 1), end=datetime.date(1950, 1, 1), basis="given")
    with dateline.open(path) as archive:
        archive.import_events(
            [
                Imported(system="<b>gdelt", source_id="7", date=day_),
                ImportedMention(system="<b>gdelt", event="7"),
                ImportedMention(system="other", event="8"),
            ]
        )
    with TestClient(app(path)) as own:
        page = own.get("/runs").text
    assert "<td>&lt;b&gt;gdelt</td><td>1</td><td>1950-01-01</td><td>1</td>" in page
    assert "<td>other</td><td>0</td><td>undated</td><td>1</td>" in page
