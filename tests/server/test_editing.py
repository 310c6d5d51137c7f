"""Only an editor judges, and only by our own forms."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import dateline
from dateline.server import app
from dateline.server._safety import COOKIE
from handmade import article, document
from served import TOKEN


@pytest.fixture
def browser(tmp_path: Path, filled: Path) -> Iterator[TestClient]:
    """A browser before a database of its own."""
    shutil.copy(filled, tmp_path / "own.db")
    with TestClient(app(tmp_path / "own.db", editor_token=TOKEN)) as made:
        yield made


def form(browser: TestClient) -> str:
    """Return what our forms carry."""
    found = re.search(r'name="form" value="(\w+)"', browser.get("/edit").text)
    assert found is not None
    return found[1]


def sign_in(browser: TestClient) -> str:
    """Sign in; return what our forms carry."""
    carried = form(browser)
    answer = browser.post("/edit", data={"token": TOKEN, "form": carried}, follow_redirects=False)
    assert answer.status_code == 303
    assert "httponly" in answer.headers["set-cookie"].lower()
    assert "samesite=strict" in answer.headers["set-cookie"].lower()
    assert TOKEN not in answer.headers["set-cookie"]
    return carried


def meeting(browser: TestClient) -> dict[str, object]:
    """Return the record with several reports."""
    found: dict[str, object] = browser.get("/api/records?source=wire").json()["items"][0]
    return found


def test_an_editor_divides_a_record_and_takes_it_back(browser: TestClient) -> None:
    """The button of a report makes two records of one; taking it back makes one of two."""
    carried, record = sign_in(browser), meeting(browser)
    page = browser.get(f"/records/{record['record_id']}").text
    assert page.count("Not the same as report 1") == len(record["reports"]) - 1  # type: ignore[arg-type]
    left, right = (record["reports"][n]["id"] for n in (0, -1))  # type: ignore[index]
    verdict = {"left": left, "right": right, "verdict": "different", "form": carried, "note": "two days"}
    divided = browser.post("/judge", data=verdict)
    assert divided.status_code == 200
    assert "two days" in divided.text
    after = {r["id"]: one["record_id"] for one in all_events(browser) for r in one["reports"]}
    assert after[left] != after[right]
    number = re.search(r'name="number" value="(\d+)"', browser.get("/edit").text)
    assert number is not None
    browser.post("/judge/undo", data={"number": number[1], "form": carried})
    again = {r["id"]: one["record_id"] for one in all_events(browser) for r in one["reports"]}
    assert again[left] == again[right]


def all_events(browser: TestClient) -> list[dict]:  # type: ignore[type-arg]
    """Return all events."""
    return browser.get("/api/records?limit=200").json()["items"]  # type: ignore[no-any-return]


def test_readers_cannot_judge(browser: TestClient) -> None:
    """Without the cookie no form works, and no button is shown."""
    carried, record = form(browser), meeting(browser)
    assert "/judge" not in browser.get(f"/records/{record['record_id']}").text
    data = {"left": "a", "right": "b", "verdict": "same", "form": carried}
    assert browser.post("/judge", data=data).status_code == 403


@pytest.mark.parametrize("carried", ["", "0" * 64, "é"])
def test_forms_of_other_sites_do_nothing(browser: TestClient, carried: str) -> None:
    """Even with an editor's cookie a form that is not ours is refused."""
    sign_in(browser)
    for path, data in (
        ("/judge", {"left": "a", "right": "b", "verdict": "same"}),
        ("/judge/undo", {"number": "1"}),
    ):
        assert browser.post(path, data={**data, "form": carried}).status_code == 403
    assert browser.post("/edit", data={"token": TOKEN, "form": carried}).status_code == 403


@pytest.mark.parametrize("token", ["", "wrong", TOKEN + "x", "ü"])
def test_a_wrong_token_is_no_token(browser: TestClient, token: str) -> None:
    """Neither form nor header lets another token pass."""
    answer = browser.post("/edit", data={"token": token, "form": form(browser)}, follow_redirects=False)
    assert answer.status_code == 403
    assert COOKIE not in answer.cookies
    verdict = {"left": "a", "right": "b", "same": True}
    by_header = browser.post(
        "/api/judgements", json=verdict, headers={"authorization": f"Bearer {token}".encode()}
    )
    assert by_header.status_code == 403


def test_the_cookie_alone_does_not_open_the_api(browser: TestClient) -> None:
    """The API takes the token in a header, which no other site's page can send."""
    sign_in(browser)
    answer = browser.post("/api/judgements", json={"left": "a", "right": "b", "same": True})
    assert answer.status_code == 403


def test_programs_judge_with_the_token(browser: TestClient) -> None:
    """With the header a program judges, and takes it back."""
    headers, record = {"authorization": f"Bearer {TOKEN}"}, meeting(browser)
    left, right = (record["reports"][n]["id"] for n in (0, -1))  # type: ignore[index]
    verdict = {"left": left, "right": right, "same": False, "author": "Ann"}
    told = browser.post("/api/judgements", json=verdict, headers=headers).json()
    assert told["new"]
    assert len(set(told["records"])) == 2
    undone = browser.delete(f"/api/judgements/{told['number']}", headers=headers)
    assert len(set(undone.json()["records"])) == 1


def test_an_editor_can_stop(browser: TestClient) -> None:
    """Afterwards the browser is a reader's again."""
    carried = sign_in(browser)
    assert "Stop editing" in browser.get("/edit").text
    browser.post("/edit/end", data={"form": carried})
    assert "Editor&#39;s token" in browser.get("/edit").text or "Editor's token" in browser.get("/edit").text


def test_pages_follow_what_is_written(browser: TestClient) -> None:
    """What was counted before is counted again when the database has changed."""
    before = browser.get("/api").json()["counts"]
    assert browser.get("/").status_code == 200
    with dateline.open(browser.app.state.desk.where) as archive:  # type: ignore[attr-defined]
        archive.add(
            article(document("Kim Jong Un met nobody else in Oslo.", "2030-01-02", publisher="New Paper"))
        )
    after = browser.get("/api").json()["counts"]
    assert after["documents"] == before["documents"] + 1
    assert "New Paper" in browser.get("/").text
