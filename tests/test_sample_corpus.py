"""The sample corpus and its hand-made gold: every gold string stands in its article, every code is legal."""

import csv
import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, get_args

import lxml.etree
import lxml.html
import pytest
import yaml

from dateline.model.commitment import CommitmentKind, CommitmentState
from dateline.model.event import Certainty, Status

KNOWLEDGE = Path(__file__).parent.parent / "src" / "dateline" / "knowledge"
CORPUS = KNOWLEDGE / "samples" / "korea"
GOLD = Path(__file__).parent / "cases" / "korea"
NAMES = sorted(path.stem for path in GOLD.glob("*.yaml") if path.stem != "world")

FURNITURE = {
    *("related", "promo", "form", "comments", "donation", "bio", "share", "cookie"),
    *("nav", "caption", "copyright", "tags", "byline", "dateline"),
}
# PLOVER's primary sectors, frequent ones first.
SECTORS = {
    *("COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS"),
    *("CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC"),
}
BASES = {"stated", "relative", "published", "inferred"}
CONFLICTS = {"conflict", "change", "correction", "same"}
INTERNATIONAL = {"UNO", "IGO", "NGO", "EUR", "IMG"}
DATED = {"metadata", "text", "none"}
HISTORICAL_DAYS = 90
UNSEEN = {"script", "style", "noscript", "head", "template"}
INLINE = {"b", "em", "i", "strong", "small", "sub", "sup"}
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


@cache
def load(name: str) -> dict[str, Any]:
    """Return the gold file of that name."""
    gold: dict[str, Any] = yaml.safe_load((GOLD / f"{name}.yaml").read_text(encoding="utf-8"))
    return gold


def pieces(node: Any) -> list[str]:
    """Return the text below a node in reading order, with a blank at the edge of all but inline elements."""
    if not isinstance(node.tag, str) or node.tag in UNSEEN:
        return [" ", node.tail or ""]
    edge = "" if node.tag in INLINE else " "
    inner = [piece for child in node for piece in pieces(child)]
    return [edge, node.text or "", *inner, edge, node.tail or ""]


def visible(markup: str) -> str:
    """Return what a browser shows of an HTML page or fragment."""
    return "".join(pieces(lxml.html.document_fromstring(markup)))


@cache
def article_text(name: str) -> str:
    """Return the visible text of an article, runs of white space collapsed."""
    meta = load(name)["meta"]
    path, entry = CORPUS / meta["file"], meta.get("entry")
    if path.suffix == ".xml":
        item = lxml.etree.fromstring(path.read_bytes()).findall(".//item")[entry]
        text = visible(item.findtext(CONTENT))
    elif path.suffix == ".jsonl":
        text = json.loads(path.read_text(encoding="utf-8").splitlines()[entry])["text"]
    else:
        text = path.read_text(encoding="utf-8")
        text = visible(text) if path.suffix == ".html" else text
    return " ".join(text.split())


@cache
def plover() -> dict[str, set[str]]:
    """Return the legal modes of every event type."""
    codes = yaml.safe_load((KNOWLEDGE / "ontologies" / "plover.yaml").read_text(encoding="utf-8"))
    return {name: set(row["modes"]) for name, row in codes["types"].items()}


@cache
def countries() -> set[str]:
    """Return the legal country codes."""
    lines = (KNOWLEDGE / "gazetteers" / "states.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return {row["id"] for row in rows if row["kind"] == "state"} | INTERNATIONAL


def parties(event: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the actors and recipients of an event."""
    return [*event["actors"], *event["recipients"]]


def test_corpus_is_large_and_mixed_enough() -> None:
    """There are 24 articles or more from four outlets or more, half the files are pages, five have no date."""
    gold = [load(name) for name in NAMES]
    assert len(gold) >= 24
    assert len({article["publisher"] for article in gold}) >= 4
    assert sum(len(article["events"]) for article in gold) >= 150
    assert sum(article["meta"]["dated"] == "none" for article in gold) >= 5
    assert {Path(article["meta"]["file"]).suffix for article in gold} == {".html", ".txt", ".xml", ".jsonl"}


def test_every_file_of_the_corpus_has_gold() -> None:
    """No article lacks gold, in feeds and JSON Lines neither."""
    wanted = {(load(name)["meta"]["file"], load(name)["meta"].get("entry")) for name in NAMES}
    found: set[tuple[str, int | None]] = {
        (path.name, None) for path in CORPUS.iterdir() if path.suffix in {".html", ".txt"}
    }
    for path in CORPUS.glob("*.xml"):
        items = lxml.etree.fromstring(path.read_bytes()).findall(".//item")
        found |= {(path.name, index) for index in range(len(items))}
    for path in CORPUS.glob("*.jsonl"):
        found |= {(path.name, index) for index in range(len(path.read_text(encoding="utf-8").splitlines()))}
    assert wanted == found


@pytest.mark.parametrize("name", NAMES)
def test_articles_are_short(name: str) -> None:
    """An article has 150 words or more and, furniture included, fewer than 500."""
    assert 150 <= len(article_text(name).split()) < 500


@pytest.mark.parametrize("name", NAMES)
def test_sentences_stand_once_in_the_article(name: str) -> None:
    """Each gold sentence is found at one place only, so that it can be pointed at."""
    gold, text = load(name), article_text(name)
    rows = [*gold["events"], *gold["statements"], *gold["indicators"], *gold["commitments"]]
    assert [row["sentence"] for row in rows if text.count(row["sentence"]) != 1] == []


@pytest.mark.parametrize("name", NAMES)
def test_quotes_stand_in_their_sentence(name: str) -> None:
    """Triggers, actors, contents, cues and figures are exact parts of their sentence."""
    gold = load(name)
    quotes = [(event["trigger"], event["sentence"]) for event in gold["events"]]
    quotes += [(who["text"], e["sentence"]) for e in gold["events"] for who in parties(e) if who["text"]]
    quotes += [(row[key], row["sentence"]) for row in gold["statements"] for key in ("content", "cue")]
    quotes += [(row.get("speaker_text", row["cue"]), row["sentence"]) for row in gold["statements"]]
    quotes += [(row["text"], row["sentence"]) for row in gold["indicators"]]
    quotes += [(row["content"], row["sentence"]) for row in gold["commitments"]]
    assert [quote for quote, sentence in quotes if quote not in sentence] == []


@pytest.mark.parametrize("name", NAMES)
def test_furniture_is_apart_from_the_story(name: str) -> None:
    """Furniture stands in the article with a known kind, and no gold sentence is part of it."""
    gold, text = load(name), article_text(name)
    assert {row["kind"] for row in gold["furniture"]} <= FURNITURE
    assert [row["text"] for row in gold["furniture"] if row["text"] not in text] == []
    strings = [row["text"] for row in gold["furniture"]]
    assert [e["sentence"] for e in gold["events"] if any(e["sentence"] in string for string in strings)] == []


@pytest.mark.parametrize("name", NAMES)
def test_event_codes_are_legal(name: str) -> None:
    """Types, modes, sectors and countries come from the codebooks, status and certainty from the model."""
    for event in load(name)["events"]:
        assert {event["event_type"], *event["alt_types"]} <= set(plover()), event["key"]
        assert event["mode"] is None or event["mode"] in plover()[event["event_type"]], event["key"]
        assert event["status"] in get_args(Status), event["key"]
        assert event["certainty"] in get_args(Certainty), event["key"]
        assert {who["sector"] for who in parties(event)} <= {None, *SECTORS}, event["key"]
        assert {who["country"] for who in parties(event)} <= {None, *countries()}, event["key"]
        assert isinstance(event["core"], bool), event["key"]


@pytest.mark.parametrize("name", NAMES)
def test_other_codes_are_legal(name: str) -> None:
    """Statements, indicators, commitments and the head of the file use known values only."""
    gold = load(name)
    assert gold["meta"]["dated"] in DATED
    assert {row["direct"] for row in gold["statements"]} <= {True, False, "mixed"}
    assert {row["speaker_country"] for row in gold["statements"]} <= {None, *countries()}
    assert {row["kind"] for row in gold["commitments"]} <= set(get_args(CommitmentKind))
    assert {row["state"] for row in gold["commitments"]} <= set(get_args(CommitmentState))
    for row in gold["indicators"]:
        known = [row[key] for key in ("low", "value", "high") if row[key] is not None]
        assert known, row["text"]
        assert known == sorted(known), row["text"]


@pytest.mark.parametrize("name", NAMES)
def test_dates_are_intervals(name: str) -> None:
    """A date has a start, an end not before it, and a basis."""
    gold = load(name)
    for when in filter(None, [gold["published"], *(event["date"] for event in gold["events"])]):
        assert date.fromisoformat(when["start"]) <= date.fromisoformat(when["end"])
        assert when["basis"] in BASES


@pytest.mark.parametrize("name", [name for name in NAMES if load(name)["published"]])
def test_historical_means_ended_long_before_publication(name: str) -> None:
    """Past events are historical if, and only if, they ended more than 90 days before publication."""
    gold = load(name)
    published = date.fromisoformat(gold["published"]["end"])
    for event in gold["events"]:
        if event["status"] not in {"actual", "historical"} or event["date"] is None:
            continue
        age = (published - date.fromisoformat(event["date"]["end"])).days
        assert (event["status"] == "historical") == (age > HISTORICAL_DAYS), (event["key"], age)
        assert age >= -1, (event["key"], "happened after publication")


def test_keys_agree_with_the_world() -> None:
    """Every event key stands in world.yaml once, which lists exactly the articles that tell the event."""
    told: dict[str, set[str]] = {}
    for name in NAMES:
        for event in load(name)["events"]:
            told.setdefault(event["key"], set()).add(name)
    world = load("world")["events"]
    assert len({event["key"] for event in world}) == len(world)
    assert {event["key"]: set(event["articles"]) for event in world} == told


def test_world_codes_are_legal() -> None:
    """The events of the world have legal types and modes and dates in order."""
    for event in load("world")["events"]:
        assert event["event_type"] in plover(), event["key"]
        assert event["mode"] is None or event["mode"] in plover()[event["event_type"]], event["key"]
        assert event["date"] is None or event["date"]["start"] <= event["date"]["end"], event["key"]
        assert event["description"], event["key"]


def test_conflicts_quote_their_articles() -> None:
    """Each side of a conflict is an exact quote that stands once in its article; there are two sides or more."""
    for conflict in load("world")["conflicts"]:
        assert conflict["kind"] in CONFLICTS
        assert len(conflict["sides"]) >= 2
        for side in conflict["sides"]:
            assert article_text(side["article"]).count(side["exact"]) == 1, (conflict["id"], side)
