"""Who is struck, and who acts, where the phrases of the verb do not say so plainly."""

from __future__ import annotations

import datetime

import pytest

from dateline.model import Event
from dateline.pipeline import Coder

PUBLISHED = datetime.date(2022, 6, 10)


def code(coder: Coder, text: str) -> tuple[Event, ...]:
    """Return the events of a text published on a Friday in June 2022."""
    return coder.code(coder.plain(text, published=PUBLISHED)).events


@pytest.mark.parametrize(
    ("text", "event_type", "actors", "recipients"),
    [
        ("Pakistani jets hit a house in Paktika province.", "ASSAULT", {"PAK"}, {"AFG"}),
        ("The Libyan army pounded the port, once in the hands of Tuareg rebels from Mali.", "ASSAULT", {"LBY"}, {"MLI"}),
        ("Russian troops attacked the town, held by Ukrainian marines.", "ASSAULT", {"RUS"}, {"UKR"}),
        ("Iranian police crushed the protests.", "COERCE", {"IRN"}, {"IRN"}),
        ("Two hostages, a Canadian and a Norwegian, were freed by the Syrian rebels.", "RETREAT", {"SYR"}, {"CAN", "NOR"}),
        ("Brussels promised Cairo seven billion euros.", "AGREE", {"EUR"}, {"EGY"}),
        ("Turkish prosecutors had the Greek mayor detained.", "COERCE", {"TUR"}, {"GRC"}),
        ("Germany gave the Libyan rebels political recognition.", "SUPPORT", {"DEU"}, {"LBY"}),
        ("Pyongyang test-fired a hypersonic missile as the new American president took office.", "MOBILIZE", {"PRK"}, set()),
        ("Thousands poured into the streets of Maputo.", "PROTEST", {"MOZ"}, set()),
    ],
)  # fmt: skip
def test_parties_are_found_away_from_their_verb(
    coder: Coder, text: str, event_type: str, actors: set[str], recipients: set[str]
) -> None:
    """Holders and owners of what is struck, people listed, the land, the crowd, the one who has it done."""
    found = [e for e in code(coder, text) if e.event_type == event_type]
    assert found
    assert {a.country for a in found[0].actors} == actors
    assert {a.country for a in found[0].recipients} == recipients


def test_a_namesake_of_a_place_is_not_struck(coder: Coder) -> None:
    """A place in a country that the text never names counts only where the text names no other country."""
    text = "Pakistani jets hit a house in Paktika province. Norway and Denmark condemned Pakistan."
    struck = next(e for e in code(coder, text) if e.event_type == "ASSAULT")
    assert not struck.recipients


def test_a_protest_may_be_the_aim_of_what_is_done(coder: Coder) -> None:
    """Who shuts shops to protest protests; who leaves to attack has not attacked yet."""
    assert [
        e.event_type for e in code(coder, "Kenyan traders shut their shops to protest against a levy.")
    ] == ["PROTEST"]
    assert not [
        e for e in code(coder, "Kenyan traders left to attack Ugandan traders.") if e.event_type == "ASSAULT"
    ]


def test_help_that_will_not_come_is_refused_help(coder: Coder) -> None:
    """The mode and the code of a refusal say what is refused."""
    (event,) = code(coder, "Hungary will not help Ukraine.")
    assert (event.event_type, event.mode, event.cameo) == ("REJECT", "assist", "122")
