"""Who or what suffers an act says whether it is one."""

from __future__ import annotations

import pytest

from dateline.pipeline import Coder


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("The French engineers freed the drill from the pipe.", "RETREAT"),
        ("The mayor of Lima is killing wildlife with the new road.", "ASSAULT"),
        ("Total of France captured some of the leaking oil.", "ASSAULT"),
        ("Total of France has launched a national advertising campaign.", "PROTEST"),
        ("Shell of Britain is to launch an operation that will last for a week.", "ASSAULT"),
    ],
)
def test_things_and_firms_make_no_act_of_force(coder: Coder, text: str, event_type: str) -> None:
    """A drill is not freed as hostages are, and a firm storms nothing."""
    assert event_type not in {e.event_type for e in coder.read(text).events}


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Iran freed the crew.", "RETREAT"),
        ("Gunmen in Mali shot a beekeeper and wounded two shopkeepers.", "ASSAULT"),
        ("Guards of Shell shot villagers in Nigeria.", "ASSAULT"),
        ("Gazprom cut off gas to Ukraine.", "SANCTION"),
        ("Peru arrested five on Monday.", "COERCE"),
    ],
)
def test_people_suffer_it_whatever_they_do_for_a_living(coder: Coder, text: str, event_type: str) -> None:
    """Words for people are known by their form too."""
    assert event_type in {e.event_type for e in coder.read(text).events}


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Officials of France are considering helping Mali.", "AID"),
        ("France wants to help Mali.", "AGREE"),
    ],
)
def test_who_only_considers_agrees_to_nothing(coder: Coder, text: str, event_type: str) -> None:
    """A wish is a word given; a debate is none."""
    assert [(e.event_type, e.status) for e in coder.read(text).events] == [(event_type, "hypothetical")]
