"""Words of force, help and warning that tell of none, beside those that do."""

from __future__ import annotations

import pytest

from dateline.pipeline import Coder


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("The tour has taken her from Peru to China since March.", "ASSAULT"),
        ("Iran said that it should not be taken out of proportion.", "ASSAULT"),
        ("The girl in Haiti was trapped in the bathroom when the wall fell.", "COERCE"),
        ("Villagers in Mali have armed themselves with clubs.", "AID"),
        ("Aided by a weak currency, Japanese officials have raised their forecast.", "AID"),
        ("The French embassy warned French citizens to avoid the port of Tunis.", "THREATEN"),
        ("The Kenyan minister declined to comment on Uganda.", "REJECT"),
        ("The McCain video release embarrassed the United States.", "RETREAT"),
        ("Millions in Haiti were crushed in the earthquake.", "COERCE"),
        ("The refugees persuaded the president of Kenya that the time had come.", "REQUEST"),
        ("Rebels advanced on the Libyan army, raising concern over civilians.", "ACCUSE"),
        ("The Kenyan wreck offers parallels to the Greek one.", "AGREE"),
        ("Greece said that it was dangerous.", "ACCUSE"),
        ("He is held at a prison in London, the British government said.", "ASSAULT"),
        ("A man in Peru has fallen to his death.", "ASSAULT"),
        ("Asked whether there were rebels of Mali in the town, the French general laughed.", "REQUEST"),
        ("The mayor of Lima pleaded guilty.", "REQUEST"),
        ("The advert did not appeal to the Kenyan minister.", "REQUEST"),
        ("Police in Ohio in the United States stopped a vehicle.", "SANCTION"),
        ("The Kenyan spokesman declined to give his name to Uganda.", "REJECT"),
        ("Shares in Toyota of Japan were hit.", "ASSAULT"),
        ("Kenya paid 3 million dollars for the crane.", "AID"),
        ("The Libyan military launched escalated strikes in the town.", "PROTEST"),
        ("The senator looked into the camera in Texas.", "ACCUSE"),
        ("McCain of the United States battled Bush for the nomination.", "ASSAULT"),
        ("The spill is threatening Cuba.", "THREATEN"),
        ("Our coast is threatened, the Cuban minister said.", "THREATEN"),
        ("Germany did not rule out aid to Mali.", "REJECT"),
        ("The Kenyan report offers a wealth of details.", "AGREE"),
        ("The Chilean navy launched a search and rescue operation in Peru.", "ASSAULT"),
    ],
)
def test_what_only_looks_like_an_act(coder: Coder, text: str, event_type: str) -> None:
    """Journeys, walls, oneself, currencies, advice and rescue are nobody's force or help."""
    assert event_type not in {e.event_type for e in coder.read(text).events}


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Hamas took an Israeli soldier.", "ASSAULT"),
        ("Israel took out a commander of Hamas in Gaza.", "ASSAULT"),
        ("Villagers in Mali were trapped by the French army.", "COERCE"),
        ("Iran armed the Houthis.", "AID"),
        ("Aided by Japan, Peruvian officials rebuilt the dam.", "AID"),
        ("China warned Japan to leave the island.", "THREATEN"),
        ("The Chilean navy launched an operation against Peru.", "ASSAULT"),
        ("The Kenyan minister declined to meet the Ugandan president.", "REJECT"),
        ("The release of the hostages by Hamas was reported.", "RETREAT"),
        ("The Syrian army crushed the opposition in Homs.", "COERCE"),
        ("Kenya persuaded Uganda to leave the island.", "REQUEST"),
        ("Teachers launched strikes in Kenya.", "PROTEST"),
        ("Spanish prosecutors are looking into the payments of the minister.", "ACCUSE"),
        ("The army of Mali battled rebels for the town.", "ASSAULT"),
        ("Civilians are threatened by the Libyan army.", "THREATEN"),
        ("Germany ruled out aid to Mali.", "REJECT"),
        ("Militants of Boko Haram attacked a market in Cameroon.", "ASSAULT"),
        ("Sweden paid 8 million dollars to the United Nations.", "AID"),
        ("The Taliban held two American hostages.", "ASSAULT"),
        ("The death of the Haitian president at the hands of gunmen was reported.", "ASSAULT"),
        ("Mali asked France to stay.", "REQUEST"),
        ("The letter urged Kenya to free the poet.", "REQUEST"),
        ("The United States stopped aid to Ethiopia.", "SANCTION"),
        ("Kenya declined to give visas to Ugandan players.", "REJECT"),
        ("Greece raised concern over the Libyan army.", "ACCUSE"),
        ("Russia occupied Crimea in Ukraine.", "ASSAULT"),
        ("Thousands of Peruvian protesters hit the streets of Lima.", "PROTEST"),
    ],
)
def test_what_is_an_act(coder: Coder, text: str, event_type: str) -> None:
    """The same words of somebody who does it to another."""
    assert event_type in {e.event_type for e in coder.read(text).events}


@pytest.mark.parametrize(
    ("text", "event_type", "status"),
    [
        ("Nigeria gave no sign that the rebels were attacked by its army.", "ASSAULT", "negated"),
        ("It is unclear what follows if rebels succeed in overthrowing the president of Mali.", "SANCTION", "hypothetical"),
        ("Mr Brown was due to meet the Haitian president on Monday.", "AGREE", "planned"),
        ("Peru has not made a decision on recognising Kosovo.", "SUPPORT", "hypothetical"),
        ("Police in Kenya were able to arrest a Ugandan poet.", "COERCE", "actual"),
        ("Kenya sent troops to Somalia rather than giving Somalia money.", "AID", "negated"),
        ("Kenya and Uganda said that talks would resume on Friday.", "AGREE", "planned"),
        ("Germany casts no blame and helps Mali.", "AID", "actual"),
        ("Leaders of France weighed the pros and cons of arming the rebels in Mali.", "MOBILIZE", "hypothetical"),
        ("Rebels succeeded in overthrowing the president of Mali.", "SANCTION", "actual"),
    ],
)  # fmt: skip
def test_status_comes_from_the_clause_above(coder: Coder, text: str, event_type: str, status: str) -> None:
    """No sign of an act denies it, and "succeed in" shares its condition."""
    assert status in {e.status for e in coder.read(text).events if e.event_type == event_type}


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        (
            "Juma Otieno pleaded not guilty to the counts, including the fatal shooting of a Ugandan soldier.",
            "disputed",
        ),
        ("Juma Otieno pleaded not guilty to the murder of the Ugandan minister.", "disputed"),
        ("Juma Otieno was convicted of the murder of the Ugandan minister.", "asserted"),
    ],
)
def test_who_is_charged_did_it_as_is_said(coder: Coder, text: str, certainty: str) -> None:
    """A deed under a charge has its doer; only a verdict is sure of him."""
    (event,) = [e for e in coder.read(text).events if e.event_type == "ASSAULT"]
    assert ([a.name for a in event.actors], event.certainty) == (["Juma Otieno"], certainty)


def test_what_demands_want_is_not_done(coder: Coder) -> None:
    """A that-clause of demands is part of the request."""
    events = coder.read("They heard the Peruvian demand that Chile end the blockade of the port.").events
    assert {(e.event_type, e.status) for e in events} == {("REQUEST", "actual")}


def test_who_does_something_the_day_before_an_attack_attacks(coder: Coder) -> None:
    """The clause behind "before" has the subject of the sentence, not the noun beside it."""
    text = "Obama briefed members of Congress the day before launching attacks on Libya."
    (event,) = [e for e in coder.read(text, published="2011-04-05").events if e.event_type == "ASSAULT"]
    assert [a.name for a in event.actors] == ["Barack Obama"]
