"""Nature, disease and accident attack nobody."""

from __future__ import annotations

import pytest

from dateline.pipeline import Coder


@pytest.mark.parametrize(
    "text",
    [
        "The earthquake killed 20 people in Peru.",
        "Twenty people were killed in a landslide in Peru.",
        "Ten French soldiers were killed in a helicopter crash in Mali.",
        "The virus has killed 3,000 people in China.",
        "Three Chinese miners were killed when a mine collapsed.",
        "A fire destroyed a French hospital.",
        "Coronavirus deaths in Peru rose.",
        "The explosion of the French company's drilling rig killed ten workers.",
        "The Norwegian rig exploded off Ghana, killing five Ghanaian workers.",
        "The Italian ferry sank off Albania, killing ten Albanian passengers.",
    ],
)
def test_what_nature_and_accidents_do_is_no_attack(coder: Coder, text: str) -> None:
    """Whoever dies of it, and wherever."""
    assert not [e for e in coder.read(text).events if e.event_type == "ASSAULT"]


@pytest.mark.parametrize(
    "text",
    [
        "Ten Palestinians were killed by Israeli fire in Gaza.",
        "Ten people were killed in an explosion in Baghdad.",
        "Five French soldiers were wounded when rebels attacked a base in Mali.",
        "Russian missiles killed ten people in Kyiv.",
        "A car exploded in Baghdad, killing five Iraqi policemen.",
    ],
)
def test_fire_and_blasts_of_fighters_are_attacks(coder: Coder, text: str) -> None:
    """Fire that is somebody's is shooting."""
    assert [e for e in coder.read(text).events if e.event_type == "ASSAULT"]


def test_where_a_bomb_went_off_is_not_who_laid_it(coder: Coder) -> None:
    """The place of a blast is no actor."""
    events = coder.read("A bomb blast in Paris killed ten French soldiers.").events
    assert [e.actors for e in events if e.event_type == "ASSAULT"] == [()]


def test_a_report_of_a_disaster_tells_of_no_attacks_by_nobody(coder: Coder) -> None:
    """What is destroyed there was destroyed by it; who does harm is named."""
    text = "The earthquake struck Haiti on Tuesday. After the quake, thousands were killed and the French embassy was destroyed. "
    assert not [e for e in coder.read(text).events if e.event_type == "ASSAULT"]
    (event,) = [
        e for e in coder.read(text + "Police killed a French nurse.").events if e.event_type == "ASSAULT"
    ]
    assert event.actors
