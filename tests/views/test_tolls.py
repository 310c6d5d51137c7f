"""Nobody against some, counts that are called wrong, and durations of one act."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.archive import Archive
from dateline.model import Actor, Attribution, Indicator
from handmade import HANSEN, LIND, article, document, span, telling

NONE = "A tunnel collapsed in the zinc mine of Lorne. Nobody was killed, the owner wrote."


def tell(archive: Archive, first: str, second: str, **more: Any) -> list[str]:
    """Add two articles, each of them what one person says, and return what their conflicts are about."""
    archive.add(telling(f"Hansen said: {first} It snowed.", (HANSEN, "said", "It snowed")))
    text = f"Lind said: {second} It rained."
    archive.add(telling(text, (LIND, "said", "It rained"), **{"published": "2018-04-28", **more}))
    return [c.field for c in archive.conflicts()]


@pytest.mark.parametrize(
    "some",
    [
        "Two night guards died when a tunnel collapsed in the zinc mine of Lorne.",
        "A collapsed tunnel killed at least 12 miners in the zinc mine of Lorne.",
        "The zinc mine of Lorne, where a tunnel collapsed, counted nine deaths.",
    ],
)
def test_nobody_goes_against_a_number(archive: Archive, some: str) -> None:
    """Nobody was killed, and some were, in one happening of one place."""
    assert tell(archive, NONE, some) == ["value"]


@pytest.mark.parametrize(
    ("none", "some"),
    [
        (NONE, "Two guards died when a tunnel collapsed in the zinc mine of Arden."),
        (NONE, "Two guards were hurt when a tunnel collapsed in the zinc mine of Lorne."),
        (NONE, "Since 2009 a total of 40 miners died when tunnels collapsed in the zinc mine of Lorne."),
        (NONE.replace("Nobody", "So far nobody"), "Two guards died when the tunnel collapsed in the zinc mine of Lorne."),
        (NONE.replace("was killed", "was killed in Kells"), "Two guards died when a tunnel collapsed in the zinc mine of Lorne."),
        (NONE.replace("Nobody", "No guard"), "Two miners died when a tunnel collapsed in the zinc mine of Lorne."),
    ],
)  # fmt: skip
def test_another_place_harm_time_and_group_do_not(archive: Archive, none: str, some: str) -> None:
    """Another mine, the hurt, all years, what was known so far, and other people speak against nothing."""
    if "guard" in none:
        none, some = none.replace("guard", "soldier"), some.replace("miners", "villagers")
    assert tell(archive, none, some) == []


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        ("The first boat came ten minutes after the call from Lorne.", "The first boat came two hours after the call from Lorne.", ["value"]),
        ("The search for the crew at Lorne took 40 minutes.", "The search for the crew at Lorne took half a day.", ["value"]),
        ("The first boat came an hour after the call from Lorne.", "The first boat came 50 minutes after the call from Lorne.", []),
        ("The first boat came ten minutes after the call from Lorne.", "A second plane came two hours after the call from Lorne.", []),
        ("The first boat came ten minutes after the call from Lorne.", "The first boat came two hours before the call from Lorne.", []),
        ("The first boat at Lorne was ten years old.", "The first boat at Lorne was two years old.", []),
    ],
)  # fmt: skip
def test_one_act_has_one_delay(archive: Archive, left: str, right: str, found: list[str]) -> None:
    """Two sources time one act from one other; other boats, rounding, and other relations are left alone."""
    assert tell(archive, left, right) == found


def test_one_article_times_an_act_by_two_speakers(archive: Archive) -> None:
    """Two speakers of one article contradict each other as well, one speaker does not."""
    ours, theirs = (
        "the boat left Lorne ten minutes after the call",
        "the boat left Lorne an hour after the call",
    )
    archive.add(
        telling(f"Hansen said {ours}. Lind said {theirs}.", (HANSEN, "said", ours), (LIND, "said", theirs))
    )
    assert [c.field for c in archive.conflicts()] == ["value"]


def test_how_long_a_siege_lasted(archive: Archive) -> None:
    """Where nothing else is said, two articles that know of one name can mean one siege."""
    for who, words, day in (
        (HANSEN, "the siege lasted two hours", 27),
        (LIND, "the siege lasted seven hours", 28),
    ):
        text = f"{who.name} said {words}. It was a day of fear in Lorne."
        archive.add(telling(text, (who, "said", words), published=f"2018-04-{day}"))
    assert [c.field for c in archive.conflicts()] == ["value"]


@pytest.mark.parametrize(
    ("behind", "found"),
    [("and called the figure of the union wrong", ["value"]), ("and will count again", [])],
)
def test_a_count_that_is_called_wrong(archive: Archive, behind: str, found: list[str]) -> None:
    """A later and lower count may be of fewer places, unless it says that the other is wrong."""
    union = Actor(id="org:union", name="the union", kind="organisation")
    texts = {
        "Storms killed 9 people in Lorne, the union said.": union,
        f"Storms killed 30 people in Lorne, Lind said, {behind}.": LIND,
    }
    for n, (text, who) in enumerate(texts.items()):
        told = document(text, f"2018-04-2{n + 6}", publisher=f"Paper {n}")
        words = text.split(" in")[0].removeprefix("Storms killed ")
        count = Indicator(
            measure="people killed",
            value=float(words.split()[0]),
            unit="people",
            evidence=told.evidence(span(text, words)),
            attribution=(Attribution(speaker=who),),
        )
        archive.add(article(told, indicators=(count,)))
    assert [c.field for c in archive.conflicts()] == found
