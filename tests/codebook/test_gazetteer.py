"""The gazetteer: names, terms of office and role nouns."""

from __future__ import annotations

import pytest

from dateline.codebook._sound import alike
from dateline.codebook.gazetteer import Entry, Term, load, words_of


def found(*words: str) -> str:
    """Return the name of the first entry for a row of words."""
    match = load().find(words, 0)
    assert match is not None
    return match.entries[0].name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("People", "'s", "Republic", "of", "China"), "China"),
        (("Kim", "Jong", "-", "un"), "Kim Jong Un"),
        (("U.S.",), "United States"),
        (("UN", "Security", "Council"), "United Nations Security Council"),
        (("CIA",), "Central Intelligence Agency"),
        (("Jose", "Eduardo", "dos", "Santos"), "José Eduardo dos Santos"),
    ],
)
def test_names_are_found_however_they_are_written(words: tuple[str, ...], name: str) -> None:
    """Possessives, hyphens, dots, marks and short forms lead to the canonical name."""
    assert found(*words) == name


def test_acronyms_need_capitals() -> None:
    """A word in small letters is no acronym."""
    assert load().find(("who",), 0) is None


def test_a_possessive_is_a_word_of_its_own() -> None:
    """Names are cut as the parser cuts the text."""
    assert words_of("Lord's Resistance Army") == ["Lord", "'s", "Resistance", "Army"]


def entry(*terms: Term) -> Entry:
    """Return a person with these terms."""
    return Entry(id="person:x", name="X", kind="person", terms=terms)


def test_of_offices_at_once_the_state_goes_first() -> None:
    """GOV goes before PTY while both hold, and the party's term counts when it is alone."""
    party = Term(office="Secretary", country="PRK", sector="PTY", start="2010", end="2025")
    state = Term(office="President", country="PRK", sector="GOV", start="2012", end="2020")
    both = entry(party, state)
    assert [both.term(day).sector for day in ("2011-01-01", "2015-01-01", "2022-01-01")] == [
        "PTY",
        "GOV",
        "PTY",
    ]  # type: ignore[union-attr]


def test_without_a_live_term_the_last_begun_counts() -> None:
    """After the end of all terms the last one is returned, before the first one the first."""
    term = Term(office="President", country="FRA", sector="GOV", start="2000", end="2005")
    assert entry(term).term("2010-01-01") is term
    assert entry(term).term("1990-01-01") is term
    assert not entry(term).live("2010-01-01")


def test_roles_tell_what_is_known_of_them() -> None:
    """No sector is None, weak and headed nouns say so, and some belong to one country."""
    roles = load().roles
    assert roles["donor"].sector is None
    assert roles["operator"].weak
    assert roles["head"].takes
    assert roles["congressman"].home == "USA"


def test_every_country_of_bodies_and_people_is_known() -> None:
    """Countries are those of the table of states, or PLOVER's international codes."""
    gazetteer = load()
    states = {e.id for e in gazetteer.by_id.values() if e.kind == "state"}
    international = {"UNO", "IGO", "NGO", "EUR", "IMG", "MNC", "ISM"}
    used = {t.country for e in gazetteer.by_id.values() for t in e.terms if t.country}
    assert used <= states | international


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (("Aleksandr", "Lukashenka"), ["Alexander Lukashenko"]),
        (("Hasan", "Rohani"), ["Hassan Rouhani"]),
        (("Marten", "Dug"), []),
        (("Putin",), []),
    ],
)
def test_other_spellings_are_found_by_their_consonants(words: tuple[str, ...], names: list[str]) -> None:
    """A transliteration leads to the name; one word alone does not."""
    assert [e.name for e in load().spelt_otherwise(words, "person")] == names


def test_names_that_only_share_consonants_are_not_one() -> None:
    """Hassan is not Hussein."""
    assert not alike(("ali", "hassan"), ("ali", "hussein"))


@pytest.mark.parametrize(
    ("written", "name"),
    [("Lukashenka", "Alexander Lukashenko"), ("Trumpf", "Donald Trump"), ("Medvedyev", "Dmitry Medvedev")],
)
def test_a_surname_is_found_by_a_spelling_like_it(written: str, name: str) -> None:
    """A slip of one or two letters leads to the people who bear it."""
    assert name in [entry.name for entry in load().spelt_like(written)]


@pytest.mark.parametrize("written", ["Xqzwv", "Kim", "Donald Trumpf"])
def test_short_words_and_whole_names_are_like_no_surname(written: str) -> None:
    """What is too short to tell, or no single word, is not guessed at."""
    assert load().spelt_like(written) == []
