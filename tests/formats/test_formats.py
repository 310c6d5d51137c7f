"""Every format writes every kind of record, and hostile text stays text."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import html.parser
import json
import re
from pathlib import Path

import pytest

import dateline
from dateline import formats
from dateline.errors import UnknownName
from dateline.formats import _words
from dateline.formats.article import article_json
from dateline.formats.text import Text
from dateline.model import Actor, Place, Record, Span, StateChange
from dateline.model.conflict import Conflict, Side
from handmade import KIM, article, day, document, event, full

HOSTILE = "<script>alert(1)</script> \"'><img src=x onerror=alert(2)> \x1b[31m\u202e &amp; met </style>"


@pytest.fixture
def records(tmp_path: Path) -> tuple[Record, ...]:
    """A record of each kind."""
    with dateline.open(str(tmp_path / "a.db")) as archive:
        archive.add(full())
        return archive.records()


@pytest.fixture
def hostile(tmp_path: Path) -> tuple[Record, ...]:
    """A record in which every free text is hostile."""
    told = document(HOSTILE, publisher=HOSTILE, title=HOSTILE, url="javascript:alert(1)")
    bad = dataclasses.replace(KIM, name=HOSTILE)
    with dateline.open(str(tmp_path / "b.db")) as archive:
        archive.add(article(told, event(told, actors=(bad,), place=Place(name=HOSTILE))))
        return archive.records()


def written(name: str, items: object, **settings: object) -> str:
    """Return the whole output."""
    return "".join(formats.load(name, **settings).write(items, title=HOSTILE))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", formats.FORMATS)
def test_every_format_writes_every_kind(name: str, records: tuple[Record, ...]) -> None:
    """No kind of record is lost; the words of the event's evidence are in each."""
    out = written(name, records)
    assert "Kim Jong Un met Moon Jae-in on Friday" in " ".join(out.split())


@pytest.mark.parametrize("name", formats.FORMATS)
def test_every_format_writes_nothing_well(name: str) -> None:
    """No records give valid output too."""
    out = written(name, [])
    if name == "timelinejs":
        assert json.loads(out)["events"] == []


def test_unknown_formats_list_the_known() -> None:
    """A typo gets the nearest name."""
    with pytest.raises(UnknownName, match="jsonl"):
        formats.load("json")


class Tags(html.parser.HTMLParser):
    """Collects the tags of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep one."""
        self.tags.append((tag, dict(attrs)))


def test_hostile_text_stays_text_in_html(hostile: tuple[Record, ...]) -> None:
    """No script, no image, no handler, no script address comes from the news."""
    out = written("html", hostile)
    parser = Tags()
    parser.feed(out)
    names = {tag for tag, _ in parser.tags}
    assert not names & {"script", "img", "iframe", "a", "link"}
    assert not any(key.startswith("on") for _, attrs in parser.tags for key in attrs)
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "&lt;script&gt;" in out


def test_the_page_forbids_all_but_its_own_style(records: tuple[Record, ...]) -> None:
    """The policy names the hash of the style that stands in the page, and nothing else."""
    out = written("html", records)
    style = re.search(r"<style>(.*?)</style>", out, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style.group(1).encode()).digest()).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', out)
    assert policy is not None
    assert (
        policy.group(1)
        == f"default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'sha256-{digest}'"
    )
    assert "style=" not in out.replace("<style", "")
    assert "light-dark" in style.group(1)
    assert "@media print" in style.group(1)


def test_addresses_are_links_that_tell_nothing(records: tuple[Record, ...]) -> None:
    """Web addresses are links without referrer."""
    assert '<a href="https://courier.example/handshake" rel="noopener noreferrer nofollow">' in written(
        "html", records
    )


def test_hostile_text_stays_text_in_timelinejs(hostile: tuple[Record, ...]) -> None:
    """TimelineJS shows HTML, so what it gets is escaped."""
    out = written("timelinejs", hostile)
    assert "<script>" not in out
    (slide,) = json.loads(out)["events"]
    assert slide["start_date"] == {"year": 2018, "month": 4, "day": 27}
    assert "end_date" not in slide


def test_text_is_80_columns_without_control_characters(
    records: tuple[Record, ...], hostile: tuple[Record, ...]
) -> None:
    """Nothing of the news steers the terminal; colours only when asked for."""
    out = written("text", (*records, *hostile))
    assert max(map(len, out.splitlines())) <= 80
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "\x1b[1m" in written("text", records, colour=True)


def test_text_shows_who_when_and_the_words(records: tuple[Record, ...]) -> None:
    """Date, type, participants, place, outlet, publication and quotation."""
    out = written("text", records[:1])
    for words in (
        "2018-04-27  CONSULT",
        "Kim Jong Un [PRKGOV]",
        "at Panmunjom",
        "Evening Courier, 2018-04-27",
        "“Kim",
    ):
        assert words in out


def test_jsonl_has_the_promised_fields(records: tuple[Record, ...]) -> None:
    """One object a line with the fields of the interface."""
    lines = [json.loads(line) for line in written("jsonl", records).splitlines()]
    assert [line["kind"] for line in lines] == ["event", "statement", "indicator", "commitment"]
    event_line = lines[0]
    assert event_line["record_id"].startswith("record1:")
    assert event_line["event_type"] == "CONSULT"
    assert event_line["date"]["start"] == "2018-04-27"
    assert event_line["actors"][0]["code"] == "PRKGOV"
    assert {"independent_sources", "conflicts", "first_reported", "last_changed"} <= event_line.keys()
    (report,) = event_line["reports"]
    assert {
        "document",
        "publisher",
        "published",
        "url",
        "evidence",
        "attribution",
        "differs",
    } <= report.keys()
    assert lines[1]["content"] == [[39, 69]]
    assert lines[3]["commitment_kind"] == "offer"


def test_conflicts_are_written(records: tuple[Record, ...]) -> None:
    """Both sides are shown in text, JSON and HTML."""
    report = records[0].reports[0]
    sides = tuple(
        Side(value=v, record=records[0].record_id, report=report) for v in ("2018-04-26", "2018-04-27")
    )
    conflict = Conflict(field="date", matter="CONSULT Kim", sides=sides)
    assert "day: 2018-04-26 / 2018-04-27" in written("text", [conflict])
    assert json.loads(written("jsonl", [conflict]))["sides"][0]["value"] == "2018-04-26"
    assert "<strong>2018-04-26</strong>" in written("html", [conflict])


def test_a_marked_document_brackets_its_evidence() -> None:
    """Text outside the evidence stays as it is; overlaps are shown once."""
    told = document("One two three.\nFour five.")
    out = "".join(
        Text().document(told, [("event", Span(4, 7)), ("event", Span(5, 9)), ("statement", Span(15, 19))])
    )
    assert out == "One [event: two] three.\n[statement: Four] five.\n"


def test_an_article_has_the_fields_of_the_interface() -> None:
    """The JSON of a coded article, as `code` writes it."""
    told = full()
    out = article_json(told)
    assert json.loads(json.dumps(out)) == out
    assert out["published"] == {"start": "2018-04-27", "end": "2018-04-27", "basis": "given"}
    assert out["id"] == told.document.id
    assert [a["id"] for a in out["actors"]] == sorted(a["id"] for a in out["actors"])
    assert all(
        set(a) == {"id", "name", "kind", "country", "sector", "code", "mentions"} for a in out["actors"]
    )
    for found in (*out["events"], *out["statements"], *out["indicators"], *out["commitments"]):
        evidence = found["evidence"]
        assert out["text"][evidence["start"] : evidence["end"]] == evidence["exact"]
    assert article_json(article(document(source_id="a1")))["id"] == "a1"
    assert day("2018-04-27").iso() == out["events"][0]["date"]["start"]


def told(record: Record, **fields: object) -> Record:
    """Return the record with another event in it."""
    return dataclasses.replace(record, value=dataclasses.replace(record.value, **fields))  # type: ignore[arg-type]


def test_types_and_doubts_are_told_in_words(records: tuple[Record, ...]) -> None:
    """A newcomer sees what a type means, and what keeps an event from being a plain fact."""
    doubtful = told(
        records[0],
        event_type="COERCE",
        mode="restrict",
        status="negated",
        certainty="unconfirmed",
        date=dataclasses.replace(day("2018-04-27"), basis="published"),
    )
    for name in ("text", "html"):
        out = written(name, [doubtful])
        assert "COERCE (repression: restrict)" in out
        for words in ("did not happen", "unconfirmed", "dated by its report"):
            assert words in out
            assert words not in written(name, records[:1])


def test_an_unsure_date_is_said_to_lie_between_days() -> None:
    """An interval is told in words; a week and a month stay what they are."""
    first, last = day("2018-05-07"), day("2018-05-13")
    span = dataclasses.replace(first, end=last.end, precision="range")
    assert _words.day(span) == "between 2018-05-07 and 2018-05-13"
    assert _words.day(dataclasses.replace(span, precision="week")) == "week of 2018-05-07"
    assert _words.day(None) == "undated"


def test_an_unknown_outlet_is_told_by_its_headline(records: tuple[Record, ...]) -> None:
    """Readers can tell which article is meant, and that its date is a guess."""
    guess = dataclasses.replace(
        day("2018-04-01"), end=day("2018-06-30").end, precision="range", basis="inferred"
    )
    report = dataclasses.replace(
        records[0].reports[0], publisher=None, url=None, title="A \x1bhandshake", published=guess
    )
    assert (
        _words.source(report) == "unknown outlet (“A handshake”), published between 2018-04-01 and 2018-06-30"
    )


def test_disputes_name_fields_and_records(records: tuple[Record, ...]) -> None:
    """What differs is named; another record that contradicts this one is given by its id."""
    disputed = dataclasses.replace(records[0], conflicts=("date", "record1:beef"))
    for name in ("text", "html"):
        assert "ccounts differ in: day; contradicted by record1:beef" in " ".join(
            written(name, [disputed]).split()
        )


def test_quotations_that_bring_their_marks_get_no_more() -> None:
    """No doubled quotation marks; the words stay as they are."""
    assert _words.quoted("“Never again.”") == "“Never again.”"
    assert _words.quoted("“Never,” he said, “again.”") == "““Never,” he said, “again.””"
    assert _words.quoted("“Never") == "“Never”"
    assert _words.quoted("Never") == "“Never”"


def test_the_page_has_sections_to_jump_to(records: tuple[Record, ...]) -> None:
    """Records stand under their kind and year, each section is linked, and the header counts."""
    out = written("html", records)
    for heading in ("2018", "Statements, 2018", "Commitments, "):
        assert f"<h2>{heading}" in out
    links = set(re.findall(r'<a href="#(s\d+)">', out))
    assert links == set(re.findall(r'<section id="(s\d+)">', out))
    assert "4 records, 4 reports, 1 named outlet" in out
    assert "<nav" not in written("html", records[:1])


def test_a_commitment_without_a_due_day_is_told_under_the_day_of_its_report(
    records: tuple[Record, ...],
) -> None:
    """Its words are quoted once: with the report, not again with its first state."""
    (offer,) = (record for record in records if record.kind == "commitment")
    quoted = dataclasses.replace(
        offer.value,  # type: ignore[type-var]
        due=None,
        history=(StateChange(state="open", date=None, evidence=offer.reports[0].evidence),),
    )
    out = written("text", [dataclasses.replace(offer, value=quoted)])
    assert out.startswith("reported 2018-04-27  offer, open")
    assert " ".join(out.split()).count("5,000 tonnes of rice if talks go on.”") == 1


def test_a_speaker_and_a_measure_are_named_once(records: tuple[Record, ...]) -> None:
    """The source of a statement does not name its speaker again, nor a figure again what it counts."""
    (statement,) = (record for record in records if record.kind == "statement")
    assert statement.reports[0].attribution
    assert written("text", [statement]).count("Kim Jong Un") == 1
    (figure,) = (record for record in records if record.kind == "indicator")
    reporters = dataclasses.replace(figure.value, place=None, actor=Actor(id="role:r", name="reporters"))  # type: ignore[type-var]
    assert _words.line(reporters) == "more than 200 people"
