"""What monitors ask for at /metrics."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from prometheus_client import REGISTRY, Metric
from prometheus_client.parser import text_string_to_metric_families

import dateline
from dateline.errors import StoreBusy
from dateline.server import _metrics, app
from served import TOKEN


@pytest.fixture
def fresh(filled: Path) -> TestClient:
    """A browser of a server that was not asked before."""
    return TestClient(app(filled, editor_token=TOKEN), raise_server_exceptions=False)


def told(client: TestClient) -> dict[str, Metric]:
    """Return what the server says, as a monitor reads it."""
    answer = client.get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    return {family.name: family for family in text_string_to_metric_families(answer.text)}


def routes(client: TestClient) -> set[tuple[str, str, str]]:
    """Return the labels under which requests were counted."""
    samples = told(client)["dateline_http_requests"].samples
    labels = ("method", "route", "status")
    return {tuple(s.labels[name] for name in labels) for s in samples if s.name.endswith("_total")}  # type: ignore[misc]


def test_requests_are_counted_by_the_pattern_of_their_route(fresh: TestClient) -> None:
    """Two records are one label; their time lies in a histogram of the same label."""
    (first, second) = fresh.get("/api/records?limit=2").json()["items"]
    for record in (first, second):
        assert fresh.get(f"/records/{record['record_id']}").status_code == 200
    families = told(fresh)
    (count,) = (
        s
        for s in families["dateline_http_requests"].samples
        if s.name.endswith("_total") and s.labels["route"] == "/records/{name}"
    )
    assert (count.value, count.labels["method"], count.labels["status"]) == (2, "GET", "200")
    buckets = [
        s.value
        for s in families["dateline_http_request_seconds"].samples
        if s.name.endswith("_bucket") and s.labels["route"] == "/records/{name}"
    ]
    assert buckets == sorted(buckets)
    assert buckets[-1] == 2


def test_a_visitor_cannot_make_labels(fresh: TestClient) -> None:
    """Paths, methods, hosts and queries that nobody foresaw are counted under words of ours."""
    for number in range(30):
        fresh.get(f"/nothing{number}")
        fresh.get(f"/records/no{number}")
        fresh.get(f"/static/no{number}.css")
        fresh.get(f"/x%22%7D%201%0Aevil%7Ba=%22{number}")
        fresh.request(f"METHOD{number}", "/")
        fresh.get("/", headers={"host": f"evil{number}.example"})
        fresh.get(f"/api/records?actor=evil{number}")
    assert routes(fresh) == {
        ("GET", "none", "404"),
        ("GET", "none", "400"),
        ("GET", "/records/{name}", "404"),
        ("GET", "/static", "404"),
        ("GET", "/api/records", "200"),
        ("other", "/", "405"),
    }


def test_every_way_of_asking_has_its_route(fresh: TestClient) -> None:
    """HEAD, styles, the schema and the numbers themselves are told apart."""
    fresh.head("/timeline")
    fresh.get("/static/style.css")
    fresh.get("/api/openapi.json")
    fresh.get("/metrics")
    assert routes(fresh) == {
        ("HEAD", "/timeline", "200"),
        ("GET", "/static", "200"),
        ("GET", "/api/openapi.json", "200"),
        ("GET", "/metrics", "200"),
    }


def test_a_bug_is_counted_as_one(fresh: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """A request that ends in an error of ours has status 500, and nothing stays in progress but the question itself."""
    monkeypatch.setattr("dateline.server._api.counted", lambda _: 1 / 0)
    assert fresh.get("/api").status_code == 500
    assert routes(fresh) == {("GET", "/api", "500")}
    assert told(fresh)["dateline_http_requests_in_progress"].samples[0].value == 1


def test_the_content_of_the_store_is_told(tmp_path: Path, filled: Path, fresh: TestClient) -> None:
    """Numbers are those of the API, and the newest day of publication is told in seconds."""
    counts = fresh.get("/api").json()["counts"]
    families = told(fresh)
    assert families["dateline_documents"].samples[0].value == counts["documents"]
    assert families["dateline_records"].samples[0].value == counts["records"]
    reports = {s.labels["kind"]: s.value for s in families["dateline_reports"].samples}
    assert reports == {kind: counts[f"{kind}s"] for kind in ("event", "statement", "indicator", "commitment")}
    newest = families["dateline_newest_publication_timestamp_seconds"].samples[0].value
    assert newest == datetime.datetime(2029, 6, 13, tzinfo=datetime.UTC).timestamp()
    empty = tmp_path / "empty.db"
    dateline.open(str(empty)).close()
    nothing = told(TestClient(app(empty)))
    assert nothing["dateline_documents"].samples[0].value == 0
    assert nothing["dateline_newest_publication_timestamp_seconds"].samples == []


def test_memory_is_told(fresh: TestClient) -> None:
    """The process needs some."""
    assert told(fresh)["process_resident_memory_bytes"].samples[0].value > 1_000_000


def test_a_store_that_does_not_answer_is_told(fresh: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other numbers are still there."""

    def busy(_: object) -> None:
        raise StoreBusy("somebody holds it")

    assert told(fresh)["dateline_store_up"].samples[0].value == 1
    monkeypatch.setattr(_metrics, "counted", busy)
    families = told(fresh)
    assert families["dateline_store_up"].samples[0].value == 0
    assert families["dateline_documents"].samples == []
    assert "process_resident_memory_bytes" in families


def test_each_application_counts_for_itself(filled: Path, fresh: TestClient) -> None:
    """Two servers in one process share no numbers, and leave those of the process alone."""
    before = {family.name for family in REGISTRY.collect()}
    other = TestClient(app(filled))
    fresh.get("/runs")
    assert routes(other) == set()
    assert {family.name for family in REGISTRY.collect()} == before


def test_it_answers_to_its_own_names_only(fresh: TestClient) -> None:
    """The numbers are no more open than the pages."""
    answer = fresh.get("/metrics", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert "dateline_" not in answer.text
