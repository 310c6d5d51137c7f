"""The HTTP API says the same as the archive, page by page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

import dateline
from dateline.cli.commands import records, timeline
from dateline.formats.jsonl import record_json


def every(client: TestClient, path: str, **params: Any) -> list[dict[str, Any]]:
    """Return all items of a list, page by page."""
    found: list[dict[str, Any]] = []
    cursor = ""
    while True:
        answer = client.get(path, params={**params, "cursor": cursor})
        assert answer.status_code == 200, answer.text
        told = answer.json()
        found += told["items"]
        if told["next"] is None:
            return found
        cursor = told["next"]


@pytest.mark.parametrize("order", ["newest", "oldest"])
@pytest.mark.parametrize("kind", ["event", "statement", "indicator", "commitment"])
def test_pages_hold_each_record_once(client: TestClient, filled: Path, kind: str, order: str) -> None:
    """Pages of three give all records of a kind, each once, as the archive has them."""
    told = every(client, "/api/records", kind=kind, limit=3, order=order)
    with dateline.open(str(filled)) as archive:
        known = {r.record_id: json.loads(json.dumps(record_json(r))) for r in archive.records(kind)}
    assert len(told) == len(known)
    assert {r["record_id"]: r for r in told} == known


def test_events_come_newest_first(client: TestClient) -> None:
    """The days of a list go down, undated records come last."""
    days = [r["date"]["start"] if r["date"] else "" for r in every(client, "/api/records", limit=7)]
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize(
    ("params", "count"),
    [
        ({"actor": "USA", "with": "PRK"}, 40),
        ({"actor": "Trump"}, 40),
        ({"actor": "nobody at all"}, 0),
        ({"since": "2018", "until": "2018-05"}, 2),
        ({"since": "2020-06-12", "until": "2020-06-12"}, 1),
        ({"source": "wire"}, 1),
        ({"place": "SGP"}, 40),
        ({"place": "panmun"}, 1),
        ({"status": "planned"}, 0),
        ({"certainty": "asserted", "type": "consult", "actor": "person:x"}, 1),
        ({"q": "Singapore 1999"}, 1),
        ({"as-of": "1991-12-31"}, 2),
    ],
)
def test_filters_choose(client: TestClient, params: dict[str, str], count: int) -> None:
    """Each filter chooses as the command line does."""
    assert len(every(client, "/api/records", limit=5, **params)) == count


def test_json_lines_go_to_the_end(client: TestClient) -> None:
    """JSON lines stream the whole list, by parameter or by the Accept header."""
    asked = client.get("/api/records?format=jsonl&limit=1")
    by_header = client.get("/api/records", headers={"accept": "application/x-ndjson"})
    assert asked.headers["content-type"].startswith("application/x-ndjson")
    lines = [json.loads(line) for line in asked.text.splitlines()]
    assert len(lines) == len(every(client, "/api/records"))
    assert asked.text == by_header.text


def test_a_record_by_id_or_its_start(client: TestClient) -> None:
    """A record is found by its whole id, by the unique start of it, and comes with the judgements."""
    first = client.get("/api/records?source=wire").json()["items"][0]
    whole = client.get(f"/api/records/{first['record_id']}").json()
    assert whole["record_id"] == first["record_id"]
    assert whole["judgements"][0]["same"] in (True, False)
    assert client.get(f"/api/records/{first['record_id'][:20]}").json() == whole


def test_a_document_quotes_its_own_text(client: TestClient) -> None:
    """The evidence of a document stands where it says."""
    name = client.get("/api/documents?q=rice").json()["items"][0]["id"]
    told = client.get(f"/api/documents/{name}").json()
    assert {one["kind"] for one in told["evidence"]} == {"event", "statement", "indicator", "commitment"}
    for one in told["evidence"]:
        reports = client.get(f"/api/records/{one['record_id']}").json()["reports"]
        (exact,) = {r["evidence"]["exact"] for r in reports if r["id"] == one["report"]}
        assert told["text"][one["start"] : one["end"]] == exact


def test_documents_page_without_gaps(client: TestClient) -> None:
    """Pages of articles hold each article once."""
    names = [d["id"] for d in every(client, "/api/documents", limit=4)]
    assert len(names) == len(set(names)) == client.get("/api").json()["counts"]["documents"]


def test_tension_counts_both_sides(client: TestClient) -> None:
    """The curve of two sides has a period for each year, with one meeting each."""
    told = client.get("/api/tension?left=PRK&right=USA&by=year").json()
    assert [p["actual"] for p in told["periods"]] == [1] * 40


def test_conflicts_have_their_sides(client: TestClient) -> None:
    """The two dates of one meeting are a conflict with two sides."""
    told = every(client, "/api/conflicts", limit=100)
    assert {"2017-03-27", "2017-03-28"} in [{s["value"] for s in c["sides"]} for c in told]


def test_search_looks_through_everything(client: TestClient) -> None:
    """A search finds records of each kind, and articles."""
    told = client.get("/api/search?q=rice").json()
    assert [len(told[k]) for k in ("commitments", "documents", "statements")] == [1, 1, 0]


def test_an_answer_rests_on_records(client: TestClient) -> None:
    """A question is answered with the records that the answer rests on."""
    told = client.get("/api/ask", params={"question": "When did Trump meet Kim Jong Un in 2018?"}).json()
    assert told["found"]
    assert told["answer"][0]["record"].startswith("record1:")


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/api/records/none", 404, "not-found"),
        ("/api/nothing", 404, "http"),
        ("/api/records?limit=0", 422, "invalid"),
        ("/api/records?kind=dream", 422, "invalid"),
        ("/api/records?since=yesterday", 400, "config"),
        ("/api/records?status=sure", 400, "config"),
        ("/api/records?cursor=x", 400, "config"),
        ("/api/documents/record1:", 404, "not-found"),
    ],
)
def test_failures_have_one_shape(client: TestClient, path: str, status: int, code: str) -> None:
    """Whatever goes wrong is told with a code, a message and where."""
    answer = client.get(path)
    assert answer.status_code == status
    assert set(answer.json()["error"]) == {"code", "message", "where"}
    assert answer.json()["error"]["code"] == code


def test_what_has_not_changed_is_not_sent_again(client: TestClient) -> None:
    """An ETag brings 304 without a body; another address has another one."""
    first = client.get("/api/records?limit=1")
    again = client.get("/api/records?limit=1", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/api/records?limit=2").headers["etag"] != first.headers["etag"]


def test_head_tells_without_the_body(client: TestClient) -> None:
    """HEAD has the headers of GET."""
    told, whole = client.head("/api/records?limit=1"), client.get("/api/records?limit=1")
    assert told.content == b""
    assert told.headers["etag"] == whole.headers["etag"]


def test_filters_are_those_of_the_command_line(client: TestClient) -> None:
    """Whatever chooses records in a command chooses them in a request, under the same name."""
    told = client.get("/api/openapi.json").json()["paths"]
    shared = {p.name or "" for p in timeline.command.params} & {p.name or "" for p in records.command.params}
    own = {"db", "form", "output", "debug", "log_json"}  # the last two are of every command
    names = {{"with_": "with"}.get(name, name).replace("_", "-") for name in shared - own}
    assert {"actor", "with", "since", "as-of", "min-score", "place"} <= names
    for kind in (
        "records",
        "reports",
        "statements",
        "commitments",
        "indicators",
        "conflicts",
        "search",
        "series",
    ):
        assert names <= {p["name"] for p in told[f"/api/{kind}"]["get"]["parameters"]}, kind
