"""Who did one thing, and how it ended, as two articles have it."""

from __future__ import annotations

import pytest

from dateline.archive import Archive
from handmade import HANSEN, LIND, telling


def told(archive: Archive, left: str, right: str, published: str = "2018-04-28") -> list[str]:
    """Add two articles with what two people say in them, and return what they contradict each other in."""
    archive.add(telling(f"Hansen said {left}.", (HANSEN, "said", left)))
    archive.add(telling(f"Lind said {right}.", (LIND, "said", right), published=published))
    return [c.field for c in archive.conflicts()]


RAID = "the raid on the stadium in Lamina"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (f"{RAID} was ordered by General Sylla", f"Keita ordered {RAID}"),
        (f"General Sylla was behind {RAID}", f"Moussa Keita was responsible for {RAID}"),
        (f"{RAID} had been carried out by the Lions of Arden", f"the Guard of Lorne staged {RAID}"),
    ],
)
def test_one_deed_has_one_doer(archive: Archive, left: str, right: str) -> None:
    """Two speakers name two who ordered, did, or are to blame for one thing, in whatever voice they say it."""
    assert told(archive, left, right) == ["actors"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (f"{RAID} was ordered by General Sylla", f"Sylla ordered {RAID}"),
        (f"{RAID} was ordered by General Sylla", f"Keita also ordered {RAID}"),
        (f"General Sylla ordered {RAID}", f"the Guard of Lorne staged {RAID}"),
        (f"General Sylla ordered {RAID}", "Keita ordered new boots for the guards"),
    ],
)
def test_one_name_a_share_another_act_and_another_deed(archive: Archive, left: str, right: str) -> None:
    """A longer name, several doers, who ordered and who did it, and two deeds are no contradiction."""
    assert told(archive, left, right) == []


def test_two_speakers_of_one_article_lay_a_deed_to_two(archive: Archive) -> None:
    """In one article one word for the deed will do."""
    ours, theirs = "Arden was responsible for the deaths", "Lorne was responsible for the deaths"
    text = f"Hansen said {ours}. Lind said {theirs}."
    archive.add(telling(text, (HANSEN, "said", ours), (LIND, "said", theirs)))
    assert [c.field for c in archive.conflicts()] == ["actors"]


BILL = "the pension bill on Thursday"


@pytest.mark.parametrize(
    ("right", "published", "found"),
    [
        (f"the council of Lorne rejected {BILL}", "2018-04-28", ["content"]),
        (f"the council of Lorne rejected {BILL}", "2018-05-28", []),
        (f"the miners of Arden rejected {BILL}", "2018-04-28", []),
        (f"the council of Lorne may reject {BILL}", "2018-04-28", []),
    ],
)
def test_a_vote_ends_one_way(archive: Archive, right: str, published: str, found: list[str]) -> None:
    """What one outlet has as approved another of that day has as rejected by the same; a writer's sentence will do."""
    left = f"The council of Lorne approved {BILL}"
    archive.add(telling(f"{left}. Hansen said snow fell.", (HANSEN, "said", "snow fell")))
    words = f"{right[0].upper()}{right[1:]}. Lind said rain fell."
    archive.add(telling(words, (LIND, "said", "rain fell"), published=published))
    assert [c.field for c in archive.conflicts()] == found


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        ("rebels shot down an army helicopter near Goma on Monday", "rebels shot down an army helicopter near Bukavu on Monday", ["place"]),
        ("rebels shot down an army helicopter near Goma on Monday", "rebels shot down an army helicopter near Bukavu on Friday", []),
        ("rebels shot down an army helicopter near Goma on Monday", "rebels shot down another army helicopter near Bukavu on Monday", []),
        ("guards seized a trawler off Bodo on Monday", "guards seized two tankers with oil near Narvik on Monday", []),
        ("the ferry Amalia sank off Zamboanga with sailors on board", "the ferry Amalia sank near Jolo with sailors on board", ["place"]),
        ("the ferry Amalia sank off Zamboanga with sailors on board", "the ferry Amalia left Jolo with sailors on board", []),
    ],
)  # fmt: skip
def test_a_happening_has_one_place(archive: Archive, left: str, right: str, found: list[str]) -> None:
    """What is told in the same words of one day, or of one ship, happened in one place only."""
    assert told(archive, left, right) == found
