"""CAMEO codes of words about another act."""

from __future__ import annotations

import pytest

from dateline.codebook import ontology
from dateline.coders._compound_codes import COMPOUND, compound
from dateline.pipeline import Coder


@pytest.mark.parametrize(
    ("event_type", "inner", "word", "code"),
    [
        ("AGREE", "0841", "", "0353"),  # the longest known beginning counts
        ("REQUEST", "0841", "urge", "0253"),
        ("REQUEST", "0841", "demand", "1053"),
        ("REJECT", "072", "", "1222"),
        ("THREATEN", "1724", "", "1324"),
        ("THREATEN", None, "", None),
        ("ACCUSE", "190", "", None),
    ],
)
def test_code_follows_the_act_within(event_type: str, inner: str | None, word: str, code: str | None) -> None:
    """To promise, ask for, refuse or threaten an act has the code that belongs to the act."""
    assert compound(event_type, inner, word) == code


def test_every_code_is_one_of_cameo() -> None:
    """No code of the table is unknown to the ontology."""
    known = ontology.load(None).cameo
    assert not {code for family in COMPOUND.values() for code in family.values()} - set(known)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Norway urged Russia to release the fishermen.", "0253"),
        ("Norway demanded that Russia release the fishermen.", "1053"),
        ("China threatened to cut off aid to Nepal.", "1311"),
        ("Turkey refused to extradite the general to Egypt.", "1213"),
    ],
)
def test_events_have_the_code(coder: Coder, text: str, code: str) -> None:
    """The code reaches the event."""
    assert code in {event.cameo for event in coder.code(coder.plain(text)).events}
