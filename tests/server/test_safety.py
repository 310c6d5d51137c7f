"""Articles cannot harm who reads them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from dateline.server import app
from dateline.server._desk import Desk
from dateline.server._rendering import PAGES
from dateline.server._safety import POLICY
from dateline.server._words import outside, unturned
from served import HARM


@pytest.fixture(scope="module")
def harmful(client: TestClient) -> list[str]:
    """All pages on which the hostile article appears."""
    (document,) = client.get("/api/documents?q=Title").json()["items"]
    (record,) = client.get("/api/records?actor=person:x").json()["items"]
    return [
        *(path for path, _ in PAGES),
        f"/documents/{document['id']}",
        f"/records/{record['record_id']}",
        "/timeline?since=2018-05&until=2018-05",
        "/timeline?q=" + HARM.replace("/", "%2F"),
        "/actors?name=" + HARM.replace("/", "%2F"),
        "/pair?left=%22%3E%3Cscript%3E&right=MOON",
        "/documents?q=%22%3E%3Cscript%3E",
        "/ask?question=%3Cscript%3Ewho%3C/script%3E",
        "/records/%3Cscript%3E",
    ]


def test_hostile_text_stays_text(client: TestClient, harmful: list[str]) -> None:
    """Titles, names, outlets, addresses and queries are shown, never obeyed."""
    shown = 0
    for path in harmful:
        page = client.get(path).text
        assert "<script" not in page, path
        assert "<img" not in page, path
        assert "<b>" not in page, path
        assert 'href="javascript:' not in page, path
        assert "49" not in page.partition("{{ 7")[2][:10], path
        shown += "&lt;script&gt;" in page
    assert shown >= 8


@pytest.mark.parametrize("path", ["/runs", "/api/runs"])
def test_an_answer_about_a_bug_is_shielded_too(
    path: str, filled: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What nobody foresaw tells no more than its kind, under the same headers as everything else."""

    def fail(_: Desk) -> Any:
        raise KeyError("/secret/place")

    monkeypatch.setattr(Desk, "archive", fail)
    found = TestClient(app(filled), raise_server_exceptions=False).get(path)
    assert found.status_code == 500
    assert found.headers["content-security-policy"] == POLICY
    assert "secret" not in found.text


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "data:text/html,x", "vbscript:x", "//evil.example",
        "http:///x", "https://a\nb", "ftp://a/b", "http://[", "", None,
    ],
)  # fmt: skip
def test_only_addresses_of_the_web_are_links(url: str | None) -> None:
    """Nothing but http and https with a host can be followed."""
    assert outside(url) is None


def test_addresses_of_the_web_are_links() -> None:
    """An ordinary address stays as it is."""
    assert outside("https://courier.example/a?b=c#d") == "https://courier.example/a?b=c#d"


@pytest.mark.parametrize("path", ["/", "/api", "/static/style.css", "/nothing", "/api/records?format=jsonl"])
def test_every_answer_has_the_headers_of_safety(client: TestClient, path: str) -> None:
    """Nothing is loaded from elsewhere, guessed, framed or told to other sites."""
    headers = client.get(path).headers
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "", "127.0.0.1.evil.example:80", "[::2]"]
)
def test_it_answers_to_its_own_names_only(client: TestClient, host: str) -> None:
    """A page of another site cannot reach the server under that site's name."""
    answer = client.get("/api", headers={"host": host})
    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == "host"


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8010", "[::1]:8010", "LOCALHOST:1"])
def test_its_own_names_are_fine(client: TestClient, host: str) -> None:
    """The machine's own names, with any port."""
    assert client.get("/api", headers={"host": host}).status_code == 200


def test_other_names_can_be_given(filled: Path) -> None:
    """A name given at the start is answered to."""
    with TestClient(app(filled, hosts=("record.example",)), base_url="http://record.example") as named:
        assert named.get("/api").status_code == 200
        assert named.get("/api", headers={"host": "localhost"}).status_code == 400


def test_files_outside_are_not_served(client: TestClient) -> None:
    """The folder of styles cannot be left."""
    assert client.get("/static/%2e%2e/_app.py").status_code == 404
    assert client.get("/static/..%2f_app.py").status_code == 404


@pytest.mark.parametrize("sent", [b"x" * 200_000, iter([b"x"])])
def test_what_is_sent_must_be_small(client: TestClient, sent: bytes) -> None:
    """A body that is large, or hides its size, is not read."""
    answer = client.post("/api/judgements", content=sent)
    assert answer.status_code == 413
    assert answer.json()["error"]["code"] == "size"


def test_no_article_turns_the_page_around() -> None:
    """Characters that reverse what follows are replaced, one for one; plain right-to-left text stays."""
    assert unturned("a \u202eb\u2066 \u0645") == "a \ufffdb\ufffd \u0645"
