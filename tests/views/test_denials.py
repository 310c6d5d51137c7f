"""Which claim a denial means: by whose it is said to be, by who speaks for whom, and by what it is of."""

from __future__ import annotations

import pytest

from dateline.archive import Archive
from dateline.model import Actor, Statement
from handmade import article, document, span

HARBOUR = Actor(id="org:harbour", name="Harbour Ministry", kind="organisation", country="NOR", sector="GOV")
VOICE = Actor(id="role:voice", name="ministry spokesman", kind="role", country="NOR", sector="GOV")
REBEL = Actor(id="person:berg", name="Berg", kind="person", country="NOR", sector="REB")
COLONEL = Actor(id="person:lind", name="Lind", kind="person", country="SWE", sector="MIL")


def denied(
    archive: Archive,
    who: Actor,
    claim: str,
    by: Actor,
    denial: str,
    words: str,
    *,
    between: str = "Rain fell. ",
) -> list[str]:
    """Add an article with a claim and its denial, and return who is said to contradict whom."""
    text = f"{who.name} said {claim}. {between}{by.name} {denial}."
    told = document(text)
    yes = Statement(
        speaker=who,
        cue="said",
        stance="says",
        content=(span(text, claim),),
        evidence=told.evidence(span(text, f"{who.name} said {claim}")),
    )
    no = Statement(
        speaker=by,
        cue="denied",
        stance="denies",
        content=(span(text, words),),
        evidence=told.evidence(span(text, f"{by.name} {denial}")),
    )
    archive.add(article(told, statements=(yes, no)))
    return [c.field for c in archive.conflicts()]


@pytest.mark.parametrize(
    ("who", "whose", "found"),
    [
        (REBEL, "rebel claims", ["status"]),
        (REBEL, "government claims", []),
        (COLONEL, "government claims", ["status"]),
        (COLONEL, "Sweden's claims", ["status"]),
        (COLONEL, "Lind's claims", ["status"]),
        (COLONEL, "Danish claims", []),
        (COLONEL, "press reports", ["status"]),
    ],
)
def test_a_denial_means_whom_it_names(archive: Archive, who: Actor, whose: str, found: list[str]) -> None:
    """Who denies "government claims" does not contradict a rebel; press reports can be of anybody."""
    claim, words = "troops seized the harbour of Bodo", "troops had seized the harbour"
    assert denied(archive, who, claim, HARBOUR, f"denied {whose} that {words}", words) == found


@pytest.mark.parametrize(("who", "found"), [(VOICE, []), (COLONEL, ["status"])])
def test_a_spokesman_does_not_contradict_his_house(archive: Archive, who: Actor, found: list[str]) -> None:
    """A "ministry spokesman" is the voice of the Harbour Ministry."""
    claim, words = "guards would hold families at the harbour", "families were held at the harbour"
    assert denied(archive, who, claim, HARBOUR, f"denied that {words}", words) == found


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        ("night raids on civilian boats killed four near the harbour", ["status"]),
        ("the navy protects civilian boats near the harbour of Bodo from raids", []),
    ],
)
def test_a_denial_is_of_its_noun(archive: Archive, claim: str, found: list[str]) -> None:
    """In "civilian deaths" the deaths are denied."""
    words = "civilian deaths near the harbour were the work of raids on boats"
    assert denied(archive, REBEL, claim, HARBOUR, f"denied that {words}", words) == found


@pytest.mark.parametrize(
    ("name", "between", "found"),
    [
        ("the trawler", "", ["status"]),
        ("the trawler", "Rain fell. ", ["status"]),
        ("the trawler", "Rain fell. A judge will hear a case. It is about a boat. ", []),
        ("Berg", "Rain fell. A judge will hear a case. It is about a boat. ", ["status"]),
    ],
)
def test_the_allegations_stand_right_before(
    archive: Archive, name: str, between: str, found: list[str]
) -> None:
    """Who denies "them" some sentences later means others, unless the claim names him."""
    claim = f"{name} had left the harbour of Bodo without papers"
    assert denied(archive, COLONEL, claim, REBEL, "denied them", "them", between=between) == found
