"""Constructions of news that name acts without their plain verb, and those that only look like acts."""

from __future__ import annotations

import datetime

import pytest

from dateline.model import Event
from dateline.pipeline import Coder

PUBLISHED = datetime.date(2022, 6, 10)


def code(coder: Coder, text: str) -> tuple[Event, ...]:
    """Return the events of a text published on a Friday in June 2022."""
    return coder.code(coder.plain(text, published=PUBLISHED)).events


def sides(event: Event) -> tuple[set[str | None], set[str | None]]:
    """Return the countries of both sides."""
    return {a.country for a in event.actors}, {a.country for a in event.recipients}


@pytest.mark.parametrize(
    ("text", "event_type", "status"),
    [
        ("The Norwegian prime minister called the Russian law shocking.", "ACCUSE", "actual"),
        ("The Norwegian prime minister called the Sudanese deal a success.", "SUPPORT", "actual"),
        ("A ballistic missile was launched on Monday.", "MOBILIZE", "actual"),
        ("Iran fired three missiles into the sea on Thursday.", "MOBILIZE", "actual"),
        ("Kenya handed over 12 boxes of bones to Namibia.", "RETREAT", "actual"),
        ("Egypt offered to close the camp.", "AGREE", "actual"),
        ("Talks between Sudan and Ethiopia broke down on Monday.", "REJECT", "actual"),
        ("Iran had no intention to hold talks with Israel.", "REJECT", "actual"),
        ("Turkey said it would not impose sanctions on Russia.", "CONCEDE", "actual"),
        ("Turkey said it would not release the French journalists.", "REJECT", "actual"),
        ("The French president was the first leader to visit Iraq.", "CONSULT", "actual"),
        ("The bill would have tightened sanctions on Iran.", "SANCTION", "negated"),
        ("Germany has no plan to send vaccines to Namibia.", "AID", "negated"),
        ("Iran halted its missile tests.", "CONCEDE", "actual"),
        ("The American president met in Oslo with the Russian president.", "CONSULT", "actual"),
        (
            "Talks between Ankara and Baghdad on restarting a pipeline entered a second day.",
            "CONSULT",
            "actual",
        ),
        ("North Korea launched what appeared to be a satellite.", "MOBILIZE", "actual"),
        ("Saudi guards shot at migrants crossing from Yemen.", "ASSAULT", "actual"),
        ("Spain vowed to arrest the Catalan leader.", "THREATEN", "actual"),
        ("Indian strikes hit Pakistan.", "ASSAULT", "actual"),
        ("Egypt ruled out taking in refugees from Gaza.", "REJECT", "actual"),
        ("Norway wants to attack Denmark.", "THREATEN", "actual"),
        ("Iran walked away from the talks with the United States.", "REJECT", "actual"),
    ],
)
def test_constructions_name_acts(coder: Coder, text: str, event_type: str, status: str) -> None:
    """Evaluations, passives without an agent, refusals in other words and the like are the acts that they tell."""
    assert (event_type, status) in {(e.event_type, e.status) for e in code(coder, text)}


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("The president called it the first step.", "CONSULT"),
        ("President Macron ended a trip to Japan on Monday.", "SANCTION"),
        ("The letter was released by the White House.", "RETREAT"),
        ("Officials in London spent the night asking what the vote would mean.", "REQUEST"),
        ("Iran had to send a message to its people, Turkey said.", "REQUEST"),
        ("The news took Turkey by surprise.", "ASSAULT"),
        ("The flags were a sign of protest against Iran.", "PROTEST"),
        ("Indian strikes hit Pakistan.", "PROTEST"),
        ("The Kenyan vessel was linked to a Russian firm.", "ACCUSE"),
        ("The news took Turkey by surprise and Greece to court.", "ASSAULT"),
    ],
)
def test_look_alikes_are_no_acts(coder: Coder, text: str, event_type: str) -> None:
    """Words of an act in another sense give no event of its type."""
    assert event_type not in {e.event_type for e in code(coder, text)}


def test_a_refused_meeting_has_two_sides(coder: Coder) -> None:
    """Who will not meet another stands on one side, the other on the other."""
    (event,) = code(coder, "Iran will not sit down with Israel.")
    assert (event.event_type, sides(event)) == ("REJECT", ({"IRN"}, {"ISR"}))


def test_own_word_of_harm_is_a_threat(coder: Coder) -> None:
    """What a party says that it may do to another is a threat of that party."""
    found = code(coder, "Iran may close its embassy in Turkey, the Iranian foreign minister said.")
    assert ("THREATEN", "actual") in {(e.event_type, e.status) for e in found}


def test_a_warning_hangs_on_the_party_of_its_condition(coder: Coder) -> None:
    """Whoever is warned may only be named in the condition."""
    (event,) = [
        e
        for e in code(
            coder, "The Iranian president warned that Iran would respond strongly if Israel attacked."
        )
        if e.event_type == "THREATEN"
    ]
    assert sides(event) == ({"IRN"}, {"ISR"})


def test_captors_release_their_captives(coder: Coder) -> None:
    """Where nobody else is named, those who held captives set them free."""
    found = code(coder, "Two sailors who were arrested by Iran were released on Monday.")
    (event,) = [e for e in found if e.event_type == "RETREAT"]
    assert sides(event)[0] == {"IRN"}


def test_doers_of_what_is_condemned_are_its_recipients(coder: Coder) -> None:
    """To condemn "the launch" is to accuse whoever launched, as told before."""
    found = code(coder, "North Korea launched a missile on Monday. Japan condemned the launch.")
    (event,) = [e for e in found if e.event_type == "ACCUSE"]
    assert sides(event) == ({"JPN"}, {"PRK"})


def test_talks_named_again_are_those_of_who_met_before(coder: Coder) -> None:
    """Talks that fail, or a meeting with a day of its own, have the parties of the last meeting told."""
    text = "Moon Jae-in met Kim Jong Un in May 2018. The talks were cut short. The last meeting was held in May 2021."
    events = coder.code(coder.plain(text, published=datetime.date(2022, 6, 10))).events
    found = [(e.event_type, {a.country for a in e.actors}) for e in events[1:]]
    assert found == [("SANCTION", {"KOR", "PRK"}), ("CONSULT", {"KOR", "PRK"})]
    assert [e.date.iso() for e in events if e.date] == ["2018-05", "2018-05", "2021-05"]


@pytest.mark.parametrize(
    ("text", "event_type", "actors", "recipients"),
    [
        ("Shells fired by Russian troops killed six civilians in Kherson.", "ASSAULT", {"RUS"}, {"UKR"}),
        (
            "The Security Council adopted a resolution demanding a ceasefire in Gaza.",
            "REQUEST",
            {"UNO"},
            {"PSE"},
        ),
        ("The Brazilian president proposed sending a commission to Libya.", "AGREE", {"BRA"}, {"LBY"}),
        ("Turkey's request to Greece to release the pilot was published.", "REQUEST", {"TUR"}, {"GRC"}),
        ("Kenya has been rocked by protests against the tax.", "PROTEST", set(), {"KEN"}),
        ("The two hotlines worked for years. North Korea cut them.", "SANCTION", {"PRK"}, set()),
        ("Iran and France held talks. Iran broke off the talks.", "SANCTION", {"IRN"}, {"FRA"}),
        ("Drones operated by the Ethiopian army killed dozens.", "ASSAULT", {"ETH"}, set()),
        ("Russia withdrew its forces from their base in Syria.", "RETREAT", {"RUS"}, {"SYR"}),
        ("Seoul, Washington to hold defence talks next week", "AGREE", {"KOR", "USA"}, set()),
        ("Australia, Vanuatu sign security pact", "SUPPORT", {"AUS", "VUT"}, set()),
    ],
)
def test_parties_stand_further_away(
    coder: Coder, text: str, event_type: str, actors: set[str], recipients: set[str]
) -> None:
    """Agents of participles, whom things are sent to or asked of, what is shaken, what a pronoun stands for, who met before."""
    (event,) = [e for e in code(coder, text) if e.event_type == event_type]
    assert sides(event) == (actors, recipients)


def test_who_is_held_is_not_the_holder(coder: Coder) -> None:
    """The doer of a participle stands for weapons, not for people."""
    (event,) = [
        e for e in code(coder, "The army rescued pupils held by rebels in Nigeria.") if e.event_type == "AID"
    ]
    assert [a.name for a in event.recipients] == ["pupils"]


def test_talks_of_nobody_named_are_no_event(coder: Coder) -> None:
    """Where nobody has met, "the talks" are nobody's."""
    document = coder.plain("The talks were cut short on Friday.", published=datetime.date(2022, 6, 10))
    assert coder.code(document).events == ()
