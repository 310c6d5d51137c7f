"""Exports are what the other programs read: their columns, their rules, and no formulas."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import sqlite3
import tracemalloc
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import pytest

import dateline
from dateline import formats
from dateline.codebook import exchange
from dateline.formats import _flat, _pieces, acled, gdelt, icews, parquet, polecat, sqlite, timelinejs_csv
from dateline.formats._tables import cell, items
from dateline.model import Actor, Event, Record, When
from handmade import KIM, article, day, document, event, full

FORMULA = '=HYPERLINK("http://evil.example","x")\t;<b>\n\x1b[31m'


def records(tmp_path: Path, *events: Event, **known: Any) -> tuple[Record, ...]:
    """Return what the archive makes of an article with these events."""
    told = document(**known)
    with dateline.open(str(tmp_path / "a.db")) as archive:
        archive.add(article(told, *(events or (event(told, cameo="042", quad=1, intensity=2.5),))))
        return archive.records()


def written(name: str, found: object, title: str = "") -> str:
    """Return the whole output."""
    return "".join(formats.load(name).write(found, title=title))  # type: ignore[arg-type]


def rows(text: str, separator: str) -> list[list[str]]:
    """Return the cells of a table."""
    if separator == "\t":
        return [line.split("\t") for line in text.splitlines()]
    return list(csv.reader(io.StringIO(text)))


@pytest.fixture
def whole(tmp_path: Path) -> tuple[Record, ...]:
    """A record of each kind."""
    with dateline.open(str(tmp_path / "full.db")) as archive:
        archive.add(full())
        return archive.records()


@pytest.fixture
def hostile(tmp_path: Path) -> tuple[Record, ...]:
    """A record whose names, title and address are meant to do harm."""
    bad = dataclasses.replace(KIM, name=FORMULA)
    told = document(title=FORMULA, publisher=FORMULA, url="javascript:alert(1)")
    return records(
        tmp_path,
        event(told, actors=(bad,), event_type="PROTEST", mode="riot", cameo="145"),
        title=FORMULA,
        publisher=FORMULA,
        url="javascript:alert(1)",
    )


TABLES = {
    "gdelt": ("\t", gdelt.EVENT_COLUMNS, 0),
    "gdelt-mentions": ("\t", gdelt.MENTION_COLUMNS, 0),
    "polecat": ("\t", 40, 1),
    "icews": ("\t", 20, 1),
    "acled": (",", 31, 1),
    "timelinejs-csv": (",", 19, 1),
    "csv": (",", len(_flat.COLUMNS), 1),
    "network": (",", 10, 1),
}


@pytest.mark.parametrize("name", TABLES)
def test_tables_have_the_columns_of_their_programs(name: str, hostile: tuple[Record, ...]) -> None:
    """Every line has all columns, and hostile words neither add a cell, nor a line, nor a formula."""
    separator, columns, header = TABLES[name]
    told = rows(written(name, hostile), separator)
    assert {len(row) for row in told} <= {columns}
    assert not [c for row in told for c in row if c.startswith(("=", "@", "+"))]
    assert len(told) >= header


def test_the_headers_are_those_of_the_published_files() -> None:
    """Names and order are the programs' own; these are read by name."""
    assert len(polecat.COLUMNS) == 40
    assert polecat.COLUMNS[7:15] == (
        "Actor Name",
        "Actor Country",
        "Actor COW",
        "Primary Actor Sector",
        "Actor Sectors",
        "Actor Title",
        "Actor Name Raw",
        "Wikipedia Actor ID",
    )
    assert (len(icews.COLUMNS), len(acled.COLUMNS), len(timelinejs_csv.COLUMNS)) == (20, 31, 19)


def test_cells_are_no_formulas() -> None:
    """What a spreadsheet would run gets an apostrophe; numbers stay numbers."""
    assert cell("@SUM(1)") == "'@SUM(1)"
    assert cell("\t\r\n ＝1+1") == "'＝1+1"
    assert cell(-3.5) == "-3.5"
    assert items(["a;b", None]) == "a,b;"
    assert items([None, None]) == ""


def test_gdelt_says_who_when_and_what(tmp_path: Path) -> None:
    """Day, parties, code, quad class and Goldstein score stand in their columns."""
    (row,) = rows(written("gdelt", records(tmp_path)), "\t")
    assert row[1:5] == ["20180427", "201804", "2018", "2018.4027"]
    assert (row[5], row[15]) == ("PRKGOV", "KORGOV")
    assert row[26:31] == ["042", "042", "04", "1", "1.9"]
    assert row[51:54] == ["4", "Panmunjom", "KN"]


def test_a_month_is_no_day_elsewhere(tmp_path: Path) -> None:
    """Files that have room for a day only do not get a made-up one."""
    month = When(
        start=day("2018-06-01").start, end=day("2018-06-30").start, precision="month", basis="stated"
    )
    told = document()
    found = records(tmp_path, event(told, date=month, cameo="042"))
    assert written("gdelt", found) == ""
    assert len(rows(written("polecat", found), "\t")) == 1
    _title, line = rows(written("timelinejs-csv", found), ",")
    assert line[:3] == ["2018", "6", ""]
    (slide,) = json.loads(written("timelinejs", found))["events"]
    assert slide["start_date"] == {"year": 2018, "month": 6}


def test_acled_knows_precision_and_kinds(tmp_path: Path) -> None:
    """A riot is a riot by rioters; talks have no place there."""
    crowd = Actor(id="role:KOR:crowd", name="crowd", kind="role", country="KOR", sector="CVL")
    told = document()
    riot = event(told, actors=(crowd,), event_type="PROTEST", mode="riot")
    found = records(tmp_path, riot)
    head, line = rows(written("acled", found), ",")
    known = dict(zip(head, line, strict=True))
    assert known["sub_event_type"] == "Violent demonstration"
    assert (known["time_precision"], known["inter1"], known["iso"]) == ("1", "5", "408")
    assert (
        len(rows(written("acled", records(tmp_path / "b")), ",")) == 1 if (tmp_path / "b").mkdir() else True
    )


@pytest.mark.parametrize("name", ["rss", "atom", "graphml"])
def test_xml_is_well_formed_and_links_nowhere_bad(name: str, hostile: tuple[Record, ...]) -> None:
    """Hostile words stay text; an address that is no web address is no link."""
    text = written(name, hostile, FORMULA)
    root = ET.fromstring(text)
    assert "javascript:" not in " ".join(f"{e.get('href')} {e.text}" for e in root.iter() if "link" in e.tag)
    assert not list(root.iter("b"))


def test_calendars_fold_and_escape(hostile: tuple[Record, ...]) -> None:
    """No line is longer than 75 octets, each ends with CRLF, and names cannot add properties."""
    text = written("ical", hostile, "a\r\nBEGIN:VALARM")
    lines = text.split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    assert "\n" not in text.replace("\r\n", "")
    unfolded = text.replace("\r\n ", "").split("\r\n")
    assert unfolded.count("BEGIN:VEVENT") == 1
    assert "BEGIN:VALARM" not in unfolded


def test_annotations_point_at_the_words(whole: tuple[Record, ...]) -> None:
    """Each report is one annotation whose selectors hold offsets and words of its evidence."""
    page = json.loads(written("webannotation", whole))
    assert len(page["items"]) == sum(len(r.reports) for r in whole)
    for found, report in zip(page["items"], (r for w in whole for r in w.reports), strict=True):
        position, quote = found["target"]["selector"]
        assert (position["start"], position["end"]) == (report.evidence.start, report.evidence.end)
        assert quote["exact"] == report.evidence.exact


def test_claims_are_drafts(whole: tuple[Record, ...]) -> None:
    """A statement becomes a claim with its author; nobody is said to have rated it."""
    (review,) = json.loads(written("claims", whole))["@graph"]
    assert review["claimReviewed"] == "“We will close the test site,”"
    assert review["itemReviewed"]["author"] == {"@type": "Person", "name": "Kim Jong Un"}
    assert "ratingValue" not in review["reviewRating"]


def test_ftm_passes_its_package(tmp_path: Path, hostile: tuple[Record, ...]) -> None:
    """Every entity is one that followthemoney reads back, and links lead to entities that are there."""
    pytest.importorskip("followthemoney", reason="followthemoney is not installed")
    from followthemoney import model

    for found in (records(tmp_path), hostile):
        entities = [model.get_proxy(json.loads(line)) for line in written("ftm", found).splitlines()]
        known = {e.id for e in entities}
        assert {e.schema.name for e in entities} >= {"Event", "Article", "Documentation"}
        for entity in entities:
            for prop in entity.schema.properties.values():
                if prop.type.name == "entity" and not prop.stub:
                    assert set(entity.get(prop)) <= known
            entity.schema.validate({"properties": entity.to_dict()["properties"]})


def test_parquet_keeps_types(tmp_path: Path, whole: tuple[Record, ...]) -> None:
    """Numbers come back as numbers, unknown as null, all records in order."""
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    formats.load_file("parquet").save(whole, tmp_path / "a.parquet")
    told = parquet.read_table(tmp_path / "a.parquet").to_pylist()
    assert [row["record_id"] for row in told] == [r.record_id for r in whole]
    figure = next(row for row in told if row["kind"] == "indicator")
    assert (figure["value"], figure["high"]) == (200.0, None)


def test_sqlite_has_tables_and_views(tmp_path: Path, whole: tuple[Record, ...]) -> None:
    """Each record, report and participant is a row, and the views read them."""
    path = tmp_path / "a.sqlite"
    formats.load_file("sqlite").save(whole, path)
    formats.load_file("sqlite").save(whole, path)  # replaces
    with closing(sqlite3.connect(path)) as file:
        count = {
            name: file.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
            for name in ("records", "reports", "timeline", "ledger", "said", "figures")
        }
        speakers = file.execute("SELECT name FROM participants WHERE role = 'speaker'").fetchall()
    assert count == {"records": 4, "reports": 4, "timeline": 1, "ledger": 1, "said": 1, "figures": 1}
    assert speakers == [("Kim Jong Un",)]


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_feeds_are_read_by_a_reader(name: str, whole: tuple[Record, ...]) -> None:
    """A feed reader finds each record once, by its id, with the words it rests on and a day."""
    read = feedparser.parse(written(name, whole, "News & more"))
    assert (bool(read.bozo), read.feed.title) == (False, "News & more")
    assert {entry.id for entry in read.entries} == {f"urn:dateline:{r.record_id}" for r in whole}
    assert all(entry.summary and entry.updated_parsed for entry in map(_dated, read.entries))


def _dated(entry: Any) -> Any:
    entry.setdefault("updated_parsed", entry.get("published_parsed"))
    return entry


def test_annotations_are_linked_data(whole: tuple[Record, ...]) -> None:
    """Every annotation has what the recommendation asks for: an id, a type, a target with selectors that choose the same words."""
    page = json.loads(written("webannotation", whole))
    assert page["type"] == "AnnotationPage"
    ids = [found["id"] for found in page["items"]]
    assert len(set(ids)) == len(ids)
    for found in page["items"]:
        position, quote = found["target"]["selector"]
        assert (found["type"], found["motivation"]) == ("Annotation", "identifying")
        assert (position["type"], quote["type"]) == ("TextPositionSelector", "TextQuoteSelector")
        assert position["end"] - position["start"] == len(quote["exact"])
        assert ":" in found["target"]["source"]


def test_the_calendar_says_what_and_when(whole: tuple[Record, ...]) -> None:
    """Each entry has an id, a stamp, an all-day start and an end after it."""
    lines = written("ical", whole).replace("\r\n ", "").split("\r\n")
    assert (lines[0], lines[-2]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    start = lines.index("DTSTART;VALUE=DATE:20180427")
    assert "DTEND;VALUE=DATE:20180428" in lines[start : start + 3]
    for needed in ("UID:", "DTSTAMP:", "SUMMARY:"):
        assert sum(line.startswith(needed) for line in lines) == lines.count("BEGIN:VEVENT")


def test_the_graph_has_no_loose_ends(whole: tuple[Record, ...]) -> None:
    """Each edge joins two nodes that are there, and each value has a key of its type."""
    root = ET.fromstring(written("graphml", whole))
    names = {"g": "http://graphml.graphdrawing.org/xmlns"}
    nodes = {node.get("id") for node in root.iterfind(".//g:node", names)}
    edges = [(e.get("source"), e.get("target")) for e in root.iterfind(".//g:edge", names)]
    assert edges
    assert {end for edge in edges for end in edge} <= nodes
    kinds = {key.get("id"): key.get("attr.type") for key in root.iterfind("g:key", names)}
    for value in root.iterfind(".//g:data", names):
        assert kinds[value.get("key")] == "string" or float(value.text or "") is not None


def test_claims_have_what_search_engines_ask_for(whole: tuple[Record, ...]) -> None:
    """Required and recommended properties are there, in an object of schema.org."""
    told = json.loads(written("claims", whole))
    assert told["@context"] == "https://schema.org"
    for review in told["@graph"]:
        assert {"@type", "url", "claimReviewed", "reviewRating", "itemReviewed"} <= set(review)
        assert review["reviewRating"]["alternateName"]
        assert review["itemReviewed"]["appearance"]


def test_csv_and_sqlite_say_the_same(tmp_path: Path, whole: tuple[Record, ...]) -> None:
    """What one table has the other has, cell by cell."""
    path = tmp_path / "b.sqlite"
    formats.load_file("sqlite").save(whole, path)
    with closing(sqlite3.connect(path)) as file:
        told = [tuple(row) for row in file.execute("SELECT * FROM records ORDER BY rowid")]
    head, *lines = rows(written("csv", whole), ",")
    assert head == list(_flat.COLUMNS)
    assert [[cell(value) for value in row] for row in told] == lines


def test_icews_and_polecat_say_who_when_and_what(tmp_path: Path) -> None:
    """Read by the names of their columns, the cells are those of the record."""
    found = records(tmp_path)
    for name, day_column, kind_column, kind in (
        ("icews", "Event Date", "CAMEO Code", "042"),
        ("polecat", "Event Date", "Event Type", "CONSULT"),
    ):
        head, line = rows(written(name, found), "\t")
        known = dict(zip(head, line, strict=True))
        assert (known[day_column], known[kind_column], known["Country"]) == (
            "2018-04-27",
            kind,
            "North Korea",
        )


def test_the_network_counts_both_directions_of_a_meeting(tmp_path: Path) -> None:
    """Two who meet act towards each other."""
    (_head, *edges) = rows(written("network", records(tmp_path)), ",")
    assert [edge[:4] for edge in edges] == [
        ["Kim Jong Un", "Moon Jae-in", "1", "1"],
        ["Moon Jae-in", "Kim Jong Un", "1", "1"],
    ]


@pytest.mark.parametrize("name", ["html", "timelinejs", *formats.EXPORTS, *formats.FILES])
def test_every_export_says_what_it_loses(name: str) -> None:
    """A format's docstring has a paragraph on what it cannot hold."""
    made = formats.load_file(name) if name in formats.FILES else formats.load(name)
    assert "Loss:" in (type(made).__doc__ or "")


def test_countries_have_one_code_each() -> None:
    """The table of other programs' codes holds each country once, with a region that they know."""
    known = exchange.countries()
    assert known["PRK"].fips == "KN"
    assert len({c.fips for c in known.values() if c.fips}) == len([c for c in known.values() if c.fips])
    assert all(c.region for c in known.values())


def many(one: Record, number: int) -> Iterator[Record]:
    """Yield records that differ in their ids, each made when it is asked for."""
    for n in range(number):
        reports = tuple(dataclasses.replace(r, id=f"{r.id}{n}") for r in one.reports)
        yield dataclasses.replace(one, record_id=f"record1:{n:013x}", reports=reports)


def peak(name: str, one: Record, number: int, folder: Path) -> int:
    """Return how many bytes of Python's memory are held at most while so many records are written."""
    tracemalloc.start()
    if name in formats.FILES:
        formats.load_file(name).save(many(one, number), folder / f"{name}-{number}")
    else:
        for _ in formats.load(name).write(many(one, number)):
            pass
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


@pytest.mark.parametrize(
    "name",
    ["jsonl", "text", "csv", "timelinejs", "html", "webannotation", "network", "sqlite", "parquet"],
)
def test_memory_does_not_grow_with_the_records(
    name: str, tmp_path: Path, whole: tuple[Record, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten times as many records hold nowhere near ten times the memory."""
    monkeypatch.setattr(_pieces, "HELD", 5_000)
    monkeypatch.setattr(sqlite, "PART", 20)
    monkeypatch.setattr(parquet, "GROUP", 20)
    one = whole[0]
    peak(name, one, 10, tmp_path)  # what is loaded once
    few, lots = (peak(name, one, number, tmp_path) for number in (60, 600))
    assert lots < 1.5 * few + 200_000  # the records themselves are some three million bytes


@pytest.mark.parametrize("count", [0, 1, 3])
def test_long_lists_are_the_json_that_is_written_whole(count: int) -> None:
    """Written member by member, a list has the same characters, lines inside of it too."""
    members = [{"a": ["x\ny", {"b": []}], "ü": n} for n in range(count)]
    head = {"title": {"text": "t"}}
    told = "".join(_pieces.json_list(head, "items", members))
    assert told == json.dumps({**head, "items": members}, ensure_ascii=False, indent=1)


def test_what_is_told_later_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pieces come back as they were, wherever a block ends."""
    monkeypatch.setattr(_pieces, "READ", 3)
    with _pieces.Later() as later:
        places = [later.add(piece) for piece in ("\nä", "", "öü\r\n\n", "말")]
        assert "".join(later) == "\näöü\r\n\n말"
        assert [later.piece(*place) for place in places][2] == "öü\r\n\n"


CHOOSY = [
    name for name in formats.EXPORTS | formats.FORMATS if isinstance(formats.load(name), formats.Choosy)
]


@pytest.mark.parametrize("name", CHOOSY)
def test_a_format_says_what_it_has_no_place_for(name: str, tmp_path: Path, whole: tuple[Record, ...]) -> None:
    """What it lacks leaves no trace in the file, and what it does not lack does."""
    undated = dataclasses.replace(whole[0].value, date=None)  # type: ignore[arg-type]
    items = (
        *whole,
        dataclasses.replace(whole[0], value=undated),
        *records(tmp_path, event(document(), event_type="PROTEST", mode="riot", cameo="145")),
    )
    made = formats.load(name)
    assert isinstance(made, formats.Choosy)
    nothing = written(name, ())
    for item in items:
        assert (written(name, [item]) == nothing) is (made.lacks(item) is not None)
    assert {made.lacks(item) is None for item in items} == {True, False}
