"""Places: found, told from their namesakes, and from those who act in their name."""

from __future__ import annotations

import dataclasses

import pytest

from dateline.annotators.places import Places
from dateline.annotators.sentences import Sentences
from dateline.codebook import files
from dateline.model import Annotations, Block, Document, Place, Span

SENTENCES = Sentences(files.KNOWLEDGE / "pipelines")
PLACES = Places()


def read(text: str, url: str | None = None) -> tuple[Document, Annotations]:
    """Return a text of one block with its sentences."""
    document = Document(text=text, blocks=(Block(span=Span(0, len(text))),), url=url)
    return document, SENTENCES.annotate(document, Annotations())


def literal(text: str, url: str | None = None) -> dict[str, Place | None]:
    """Return the places of the layer by their words; the last one of a name counts."""
    document, annotations = read(text, url)
    found = PLACES.annotate(document, annotations).places or ()
    return {m.span.of(text): m.place for m in found}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The bomb exploded in Kabul on Tuesday.", "Kabul"),
        ("Iran's president visited Baghdad.", "Baghdad"),
        ("Troops entered northern Syria.", "Syria"),
        ("Protesters marched through Paris and Lyon.", "Lyon"),
        ("A Texas town was evacuated.", "Texas"),
        ("KABUL, Afghanistan (AP) - Officials said ten people died.", "KABUL"),
        ("Talks will be held at the Peace House in Panmunjom.", "Peace House"),
    ],
)
def test_names_after_words_for_where_are_places(text: str, words: str) -> None:
    """Prepositions of place, verbs of reaching, place nouns and datelines make a name a place."""
    assert words in literal(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Washington said that it would wait.", "Washington"),
        ("Moscow accused Kyiv of lying.", "Kyiv"),
        ("Talks with Iran broke down.", "Iran"),
        ("France condemned the attack.", "France"),
        ("South Korean officials left.", "South Korean"),
        ("The White House denied it.", "White House"),
        ("Jordan Smith met Paris Hilton.", "Paris"),
    ],
)
def test_actors_and_people_are_no_places(text: str, words: str) -> None:
    """Subjects of acts, parties to talks, adjectives, seats of government that speak, and names of people are left out."""
    assert words not in literal(text)


def test_all_uses_are_toponyms() -> None:
    """Adjectives and metonyms are left out of the layer and kept among the toponyms."""
    text = "South Korean officials said that Moscow would send aid to Yemen."
    document, annotations = read(text)
    assert [m.span.of(text) for m in PLACES.toponyms(document, annotations)] == [
        "South Korean",
        "Moscow",
        "Yemen",
    ]
    assert list(literal(text)) == ["Yemen"]


@pytest.mark.parametrize(
    ("text", "words", "country", "lat"),
    [
        ("He was born in Paris.", "Paris", "FRA", 48.9),
        ("He was born in Paris, Texas.", "Paris", "USA", 33.7),
        ("Police in Paris, Texas, arrested a man; his family lives in Paris.", "Paris", "USA", 33.7),
        ("He drove from Louisville to Lexington and then to London, Kentucky.", "Lexington", "USA", 38.0),
        ("Shops in Hamilton closed. Ontario sent help to Hamilton and Toronto.", "Hamilton", "CAN", 43.2),
        ("He flew to Tbilisi and toured Georgia.", "Georgia", "GEO", 42.0),
        ("He drove from Atlanta to Savannah, across Georgia.", "Georgia", "USA", 32.8),
        ("The fair in Maysville, Ky., opened.", "Ky.", "USA", 38.2),
    ],
)  # fmt: skip
def test_namesakes_are_told_apart(text: str, words: str, country: str, lat: float) -> None:
    """What stands beside a name, and the other places of the text, decide which one is meant."""
    place = literal(text)[words]
    assert place is not None
    assert (place.country, round(place.lat or 0, 1)) == (country, lat)


def test_the_home_of_the_newspaper_decides() -> None:
    """A local paper means its own town."""
    text = "A shop in Athens burned down on Monday."
    here, there = literal(text, "http://www.onlineathens.com/news/1")["Athens"], literal(text)["Athens"]
    assert here is not None
    assert there is not None
    assert (here.country, there.country) == ("USA", "GRC")


def test_a_county_stands_at_a_town_of_its_state() -> None:
    """A county without a point of its own is put where the text plays, and has no id."""
    place = literal("Police from Pike County drove to Pikeville, Kentucky.")["Pike County"]
    assert place is not None
    assert (place.country, place.kind, place.geonameid) == ("USA", "region", None)
    assert place.lat == pytest.approx(37.5, abs=0.1)


def test_an_unknown_street_stands_at_the_town_of_the_text() -> None:
    """A street that no gazetteer has is put where the text plays; an unknown name of another kind is found and not placed."""
    street = literal("A house on Quillby Street in Maysville, Kentucky, burned down.")["Quillby Street"]
    assert street is not None
    assert (street.country, street.geonameid, round(street.lat or 0)) == ("USA", None, 39)
    unknown = literal("He walked from Dzrvakh to Gori and Tbilisi.")
    assert unknown.get("Dzrvakh") is None


def test_spans_quote_the_text() -> None:
    """The span of a place is its words, wherever the block begins."""
    text = "\n\nFloods hit Mosul, Iraq, on Friday."
    document = Document(text=text, blocks=(Block(span=Span(2, len(text))),))
    layer = PLACES.annotate(document, SENTENCES.annotate(document, Annotations())).places or ()
    assert [m.span.of(text) for m in layer] == ["Mosul", "Iraq"]
    assert all(m.place is not None and m.place.span == m.span for m in layer)


def test_no_sentences_no_places() -> None:
    """A document without text has an empty layer, not none."""
    document = Document(text="", blocks=())
    assert PLACES.annotate(document, dataclasses.replace(Annotations(), sentences=())).places == ()
