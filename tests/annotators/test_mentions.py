"""Mentions of actors."""

from __future__ import annotations

import pytest

from dateline.model import Actor
from dateline.pipeline import Coder


def actors(coder: Coder, text: str, words: str, published: str = "2020-06-12") -> list[Actor]:
    """Return whom the mention of these words stands for."""
    article = coder.read(text, published=published)
    for mention in article.annotations.mentions or ():
        if mention.span.of(article.document.text) == words:
            return list(mention.actors)
    raise AssertionError([m.span.of(article.document.text) for m in article.annotations.mentions or ()])


@pytest.mark.parametrize(
    ("text", "words", "country", "sector"),
    [
        ("President Donald Trump left for Paris.", "President Donald Trump", "USA", "GOV"),
        ("Pyongyang fired two missiles.", "Pyongyang", "PRK", "GOV"),
        ("South Korean officials protested.", "South Korean officials", "KOR", "GOV"),
        ("The White House denied it.", "The White House", "USA", "GOV"),
        ("Kim Jong-un smiled.", "Kim Jong-un", "PRK", "GOV"),
        ("The World Health Organization asked for data.", "The World Health Organization", "UNO", None),
        ("South Korea's vice defence minister Park Jae-min spoke.", "South Korea's vice defence minister Park Jae-min", "KOR", "GOV"),
        ("Former president Barack Obama spoke.", "Former president Barack Obama", "USA", "ELI"),
        ("Police in Kenya arrested ten people.", "Police", "KEN", "COP"),
    ],
)  # fmt: skip
def test_names_titles_and_metonyms_are_resolved(
    coder: Coder, text: str, words: str, country: str, sector: str | None
) -> None:
    """Country and PLOVER sector of names, titles, metonyms and roles."""
    (actor,) = actors(coder, text, words)
    assert (actor.country, actor.sector) == (country, sector)


def test_roles_hold_at_the_day_of_publication(coder: Coder) -> None:
    """A president is GOV while in office, and an elite afterwards."""
    assert actors(coder, "Park Geun-hye spoke.", "Park Geun-hye", "2014-05-01")[0].sector == "GOV"
    assert actors(coder, "Park Geun-hye spoke.", "Park Geun-hye", "2019-05-01")[0].sector == "ELI"


def test_the_two_leaders_are_the_last_two_people(coder: Coder) -> None:
    """A nominal reference leads back to those named before."""
    text = "Yoon Suk-yeol received Joe Biden in Seoul. The two leaders announced new drills."
    assert [a.name for a in actors(coder, text, "The two leaders", "2022-05-22")] == [
        "Yoon Suk-yeol",
        "Joe Biden",
    ]


def test_pronoun_leads_back_to_the_subject(coder: Coder) -> None:
    """He is the person named before, and the reason is kept."""
    (actor,) = actors(coder, "Moon Jae-in flew to Hanoi. He met Japanese officials there.", "He")
    assert actor.name == "Moon Jae-in"
    assert "pronoun" in (actor.reason or "")


def test_the_north_is_resolved_where_the_article_is_about_korea(coder: Coder) -> None:
    """A contextual name stands for a state only if the article names that state."""
    assert actors(coder, "North Korea was angry. The North cut its lines.", "The North")[0].country == "PRK"


def test_a_surname_that_is_a_country_is_no_country(coder: Coder) -> None:
    """A longer personal name goes before the country in it."""
    assert all(
        a.country != "JOR" for a in actors(coder, "Michael Jordan spoke to reporters.", "Michael Jordan")
    )
