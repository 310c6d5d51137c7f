"""Events: the codebook's examples through the real pipeline, and the rules of status, parties and attribution."""

from __future__ import annotations

import datetime

import pytest

from dateline.codebook import events as codebook
from dateline.codebook.events import Frame, Operator
from dateline.model import Event
from dateline.pipeline import Coder

PUBLISHED = datetime.date(2022, 6, 10)
FRAMES = tuple(codebook.load().frames())


def code(coder: Coder, text: str) -> tuple[Event, ...]:
    """Return the events of a text published on a Friday in June 2022."""
    return coder.code(coder.plain(text, published=PUBLISHED)).events


OPERATORS = tuple(
    sorted(
        {o.example: o for rows in codebook.load().operators.values() for o in rows}.values(),
        key=lambda o: (o.effect, o.word),
    )
)
EFFECTS = {
    "promise": {("AGREE", "actual")}, "threat": {("THREATEN", "actual")}, "refuse": {("REJECT", "actual")},
    "request": {("REQUEST", "actual")}, "plan": {("MOBILIZE", "planned")}, "wish": {("AGREE", "hypothetical")},
    "fail": {("AID", "negated")}, "cease": {("SANCTION", "actual")}, "decide": {("SANCTION", "planned")},
    "say": {("AGREE", "actual")}, "allege": {("ACCUSE", "actual")}, "order": {("ASSAULT", "actual")},
    "aspect": {("ASSAULT", "actual")}, "try": {("CONSULT", "actual")},
}  # fmt: skip


@pytest.mark.parametrize("operator", OPERATORS, ids=lambda o: f"{o.effect}-{o.word}")
def test_every_operator_changes_its_example(coder: Coder, operator: Operator) -> None:
    """The example of a row has the act that the operator makes, or the status that it gives."""
    found = {(e.event_type, e.status) for e in code(coder, operator.example)}
    assert EFFECTS[operator.effect] & found


def _name(frame: Frame) -> str:
    return f"{'noun' if frame.noun else 'verb'}-{frame.line}-{frame.lemmas[0]}"


@pytest.mark.parametrize("frame", FRAMES, ids=_name)
def test_every_frame_codes_its_example(coder: Coder, frame: Frame) -> None:
    """The example of a row is coded with the type and mode of the row."""
    found = [(e.event_type, e.mode) for e in code(coder, frame.example)]
    assert (frame.event_type, frame.mode) in found


@pytest.mark.parametrize("frame", [f for f in FRAMES if f.counter], ids=_name)
def test_no_frame_codes_its_counter_example(coder: Coder, frame: Frame) -> None:
    """The sentence in which a row once misfired gives no event of its type."""
    assert frame.event_type not in {e.event_type for e in code(coder, frame.counter or "")}


def code_one(coder: Coder, text: str, event_type: str) -> Event:
    """Return the only event of that type."""
    (event,) = [e for e in code(coder, text) if e.event_type == event_type]
    return event


def parties(event: Event) -> tuple[set[str | None], set[str | None]]:
    """Return the countries of both sides."""
    return {a.country for a in event.actors}, {a.country for a in event.recipients}


@pytest.mark.parametrize(
    ("text", "event_type", "actors", "recipients"),
    [
        ("Russia attacked Ukraine.", "ASSAULT", {"RUS"}, {"UKR"}),
        ("Ukraine was attacked by Russia.", "ASSAULT", {"RUS"}, {"UKR"}),
        ("Ukraine, which was attacked by Russia, has many ports.", "ASSAULT", {"RUS"}, {"UKR"}),
        ("Iran and Syria condemned Israel.", "ACCUSE", {"IRN", "SYR"}, {"ISR"}),
        ("Iran condemned and later sued Israel and Canada.", "ACCUSE", {"IRN"}, {"ISR", "CAN"}),
        ("The leaders of Japan met in Tokyo with the French president.", "CONSULT", {"JPN", "FRA"}, set()),
        ("Japan's condemnation of Russia was published.", "ACCUSE", {"JPN"}, {"RUS"}),
        ("Hungary refused to send weapons to Ukraine.", "REJECT", {"HUN"}, {"UKR"}),
        ("The United States urged China to release the activists.", "REQUEST", {"USA"}, {"CHN"}),
        ("Iran threatened to attack Israel.", "THREATEN", {"IRN"}, {"ISR"}),
        ("Norway agreed to help Ukraine.", "AGREE", {"NOR"}, {"UKR"}),
        ("Poland said that Belarus must release the journalists.", "REQUEST", {"POL"}, {"BLR"}),
        (
            "France wants talks between Syria and Turkey, which has attacked Mali.",
            "ASSAULT",
            {"TUR"},
            {"MLI"},
        ),
        (
            "Macron dealt with Peru, Chile and Brazil, threatening them with tariffs.",
            "THREATEN",
            {"FRA"},
            {"PER", "CHL", "BRA"},
        ),
    ],
)
def test_parties_follow_the_grammar(
    coder: Coder, text: str, event_type: str, actors: set[str], recipients: set[str]
) -> None:
    """Passives, relative clauses, coordination, nouns and complements put each side in its place."""
    found = [parties(e) for e in code(coder, text) if e.event_type == event_type]
    assert (actors, recipients) in found


@pytest.mark.parametrize(
    ("text", "event_type", "status"),
    [
        ("France expelled the Russian diplomats.", "SANCTION", "actual"),
        ("France will expel the Russian diplomats.", "SANCTION", "planned"),
        ("France plans to expel the Russian diplomats.", "SANCTION", "planned"),
        ("France may expel the Russian diplomats.", "SANCTION", "hypothetical"),
        ("If France expels the Russian diplomats, Belarus will be angry.", "SANCTION", "hypothetical"),
        ("Talks between France and Brazil were expected to resume on Monday.", "AGREE", "planned"),
        ("The treaty was supposed to be signed by France and Brazil in May.", "SUPPORT", "planned"),
        ("Should Brazil reject the offer, Poland will be angry.", "REJECT", "hypothetical"),
        ("Poland would be angry should Brazil not accept its terms.", "REJECT", "hypothetical"),
        ("Bombing Iran is not a solution.", "ASSAULT", "hypothetical"),
        ("Germany favours attacking Iran.", "ASSAULT", "hypothetical"),
        ("Romania needs to meet a number of economic demands of Germany.", "CONCEDE", "hypothetical"),
        ("Germany may not send troops to Mali.", "MOBILIZE", "hypothetical"),
        ("Germany supported the attack on Iran by Israel.", "ASSAULT", "actual"),
        ("Bombing Iran was not a solution.", "ASSAULT", "actual"),
        ("Chile made concessions that it might not have agreed to.", "AGREE", "hypothetical"),
        ("France did not expel the Russian diplomats.", "SANCTION", "negated"),
        ("France failed to expel the Russian diplomats.", "SANCTION", "negated"),
        ("France expelled no Russian diplomats.", "SANCTION", "negated"),
        ("Never again will Germany send aid to Lebanon.", "REJECT", "actual"),
        ("Iran did not respond to the offer of Germany.", "REJECT", "actual"),
        ("France expelled the Russian diplomats in March 2014.", "SANCTION", "historical"),
        ("Germany will meet with France in Berlin.", "AGREE", "planned"),
        ("Germany announced it will send aid to Lebanon.", "AGREE", "actual"),
        ("Germany will not send aid to Lebanon.", "REJECT", "actual"),
        ("Turkey said it would release the German journalists.", "CONCEDE", "actual"),
        ("Chad will pull out once Sudan releases the prisoners.", "RETREAT", "hypothetical"),
        ("Chad promised to pull out before Sudan expels the envoy.", "SANCTION", "hypothetical"),
        ("Chad pulled out after Sudan released the prisoners.", "RETREAT", "actual"),
        ("Chad to send envoy after Sudan frees prisoners", "RETREAT", "actual"),
    ],
)
def test_status_and_type_follow_tense(coder: Coder, text: str, event_type: str, status: str) -> None:
    """Tense, mood and negation set the status, and PLOVER's tense rules the type."""
    assert code_one(coder, text, event_type).status == status


def test_condition_is_kept_in_its_words(coder: Coder) -> None:
    """A threat keeps the words of its condition."""
    event = code_one(coder, "Iran threatened to attack Israel if the talks fail.", "THREATEN")
    assert event.condition == "if the talks fail"


def test_attribution_names_who_says_so(coder: Coder) -> None:
    """An act inside what somebody says is attributed to him."""
    event = code_one(coder, "Turkey attacked Syria, the French foreign ministry said.", "ASSAULT")
    assert [link.speaker.country for link in event.attribution if link.speaker] == ["FRA"]
    assert event.certainty == "reported"


def test_alleged_acts_are_disputed(coder: Coder) -> None:
    """The word allegedly makes an act disputed, as does who is accused of it; reportedly, unconfirmed."""
    assert code_one(coder, "Turkey is accused of bombing Syria.", "ASSAULT").certainty == "disputed"
    assert code_one(coder, "Turkey allegedly attacked Syria.", "ASSAULT").certainty == "disputed"
    assert code_one(coder, "Turkey reportedly attacked Syria.", "ASSAULT").certainty == "unconfirmed"


@pytest.mark.parametrize(
    "text",
    [
        "The storm hit the coast.",
        "The critics attacked the budget.",
        "The speech struck a chord.",
        "The company launched a new phone.",
    ],
)
def test_figures_of_speech_are_no_events(coder: Coder, text: str) -> None:
    """Nothing happens where no party is a political actor."""
    assert code(coder, text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Many companies agree that Brazil has taken advantage of France.",
        "The long war offers President Macron some advantages.",
        "The decision threatens to split the French government.",
        "President Macron recognizes that the terms are not popular in Brazil.",
        "The vote demonstrated the strength of the French president.",
        "The ministers gathered around President Macron laughed.",
        "The French minister surrounded himself with friends.",
        "Kenya was hit hardest by the crisis.",
        "The French bank was forced to intervene in the currency markets.",
        "Efforts to rescue French survivors trapped in rubble have been hampered.",
        "French fire crews battled the burning remnants of a ship off Mali.",
        "President Macron unveiled plans for a limited expansion of drilling off Norway.",
    ],
)
def test_views_and_happenings_are_no_acts(coder: Coder, text: str) -> None:
    """To share a view is no agreement, and nobody acts where only a war or a decision is the subject."""
    assert code(coder, text) == ()


def test_people_compounded_with_deaths_are_those_who_died(coder: Coder) -> None:
    """Who has no power is the victim of what a noun names."""
    event = code_one(coder, "State media reported ten protester deaths in Peru.", "ASSAULT")
    assert [a.name for a in event.recipients] == ["protester"]


def test_sport_pages_give_nothing(coder: Coder) -> None:
    """In a report about a match, attacks and defeats are no events."""
    text = (
        "France attacked from the first minute of the match. The French striker scored a goal. "
        "Germany hit back before half-time. The German coach praised France after the league season."
    )
    assert code(coder, text) == ()


def test_evidence_and_trigger_stand_in_the_text(coder: Coder) -> None:
    """The trigger is a word of the evidence, at its exact place."""
    text = "It rained. Russia attacked Ukraine on Monday."
    event = code_one(coder, text, "ASSAULT")
    assert text[event.trigger.start : event.trigger.end] == "attacked"
    assert event.trigger.span in event.evidence.span


def test_scores_come_from_the_ontology(coder: Coder) -> None:
    """Quad class, intensity and contexts are those of type, mode and CAMEO code."""
    event = code_one(coder, "Russian jets bombed Aleppo.", "ASSAULT")
    assert (event.quad, event.intensity, event.cameo, event.contexts) == (4, -9.5, "195", ("military",))


def test_relate_gives_the_type_between_two_spans(coder: Coder) -> None:
    """Between two given spans the act that joins them is chosen."""
    text = "After talks in Vienna, Iran accused Israel of lying."
    actor, recipient = ((text.index(name), text.index(name) + len(name)) for name in ("Iran", "Israel"))
    event_type, mode, score = coder.relate(text, actor=actor, recipient=recipient)
    assert (event_type, mode) == ("ACCUSE", "allege")
    assert score > 0


def test_relate_finds_nothing_in_plain_prose(coder: Coder) -> None:
    """Where no word of the codebook stands, there is no type."""
    assert coder.relate("Iran is larger than Israel.", actor=(0, 4), recipient=(20, 26))[0] is None
