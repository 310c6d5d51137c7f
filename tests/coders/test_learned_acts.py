"""Acts that the learned relation model reads where the codebook knows no frame."""

from __future__ import annotations

import math

import pytest

from dateline.codebook import ontology
from dateline.coders._learned_acts import CAMEO, SURE, LearnedActs
from dateline.coders._relation_model import Opinion
from dateline.coders.events import Events
from dateline.config import Config
from dateline.model import Event, Span
from dateline.pipeline import Coder

UNKNOWN = "Norway zigzagged past Poland on Monday."  # no frame knows the verb


class Teller:
    """Stands for the model: always of one opinion, and remembers what it was asked."""

    def __init__(self, event_type: str, sure: float, nothing: float = 0.0) -> None:
        self._opinion = Opinion({event_type: math.log(sure), "OTHER": math.log(1e-3)}, nothing, {})
        self.asked: list[tuple[str, str]] = []

    def opinions(self, asked: list[tuple[str, Span, Span]]) -> list[Opinion]:
        """Return the one opinion."""
        self.asked += [(actor.of(text), recipient.of(text)) for text, actor, recipient in asked]
        return [self._opinion for _ in asked]


def code(
    coder: Coder, monkeypatch: pytest.MonkeyPatch, text: str, teller: Teller | None
) -> tuple[Event, ...]:
    """Return the events of a text with this teller for a model."""
    events: Events = coder._events
    learned = LearnedActs(events.codebook, events._status, lambda: teller)  # type: ignore[arg-type, return-value]
    monkeypatch.setattr(events, "_learned", learned)
    return coder.code(coder.plain(text)).events


def test_verb_between_two_parties_without_a_frame_is_asked_about(
    coder: Coder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the model is sure of becomes an event of both parties, with its reason."""
    teller = Teller("CONSULT", 0.95)
    (event,) = code(coder, monkeypatch, UNKNOWN, teller)
    assert teller.asked == [("Norway", "Poland")]
    assert (event.event_type, event.status, event.cameo) == ("CONSULT", "actual", "040")
    assert [a.country for a in (*event.actors, *event.recipients)] == ["NOR", "POL"]
    assert event.reasons[0].startswith("relation model 0.95")


@pytest.mark.parametrize(("sure", "nothing"), [(SURE - 0.02, 0.0), (0.95, 0.5)])
def test_unsure_model_is_not_believed(
    coder: Coder, monkeypatch: pytest.MonkeyPatch, sure: float, nothing: float
) -> None:
    """An opinion below the mark, or one that there may be nothing, makes no event."""
    assert code(coder, monkeypatch, UNKNOWN, Teller("CONSULT", sure, nothing)) == ()


def test_without_the_model_there_is_no_such_event(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the model is switched off only the codebook codes."""
    assert code(coder, monkeypatch, UNKNOWN, None) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Norway attacked Poland on Monday.",  # the codebook knows it
        "Norway promised to zigzag past Poland.",  # content of a promise
        "Norway would have zigzagged past Poland.",  # not done
        "If Norway zigzagged past Poland, nobody would care.",
        "Norway zigzagged past the lighthouse.",  # one party only
        "Norway led Poland.",  # a state of things
    ],
)
def test_what_the_codebook_knows_or_is_not_told_as_done_is_left_alone(
    coder: Coder, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    """No event rests on the model where a frame, an operator or the grammar has settled the clause."""
    found = code(coder, monkeypatch, text, Teller("COERCE", 0.99))
    assert not [e for e in found if e.event_type == "COERCE"]


def test_negated_refusal_is_the_refusal_itself(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the model calls a rejection happened, though its verb is negated; a negated attack is no event."""
    text = "Norway did not zigzag past Poland."
    (event,) = code(coder, monkeypatch, text, Teller("REJECT", 0.95))
    assert (event.event_type, event.status) == ("REJECT", "actual")
    assert code(coder, monkeypatch, text, Teller("ASSAULT", 0.95)) == ()


def test_coordinated_parties_of_a_mutual_act_are_its_actors(
    coder: Coder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two subjects that did it together are both actors; nobody attacks together with himself."""
    text = "Norway and Poland improvised for three hours."
    (event,) = code(coder, monkeypatch, text, Teller("COOPERATE", 0.95))
    assert [a.country for a in event.actors] == ["NOR", "POL"]
    assert event.recipients == ()
    assert code(coder, monkeypatch, text, Teller("ASSAULT", 0.95)) == ()


def test_every_code_is_one_of_its_type() -> None:
    """The CAMEO code that stands for a type is in the ontology."""
    known = ontology.load(None)
    assert all(known.has(name, None) and code in known.cameo for name, code in CAMEO.items())


def test_configuration_switches_the_model_off() -> None:
    """`relation="off"` leaves nothing to ask."""
    assert Coder(Config(relation="off"))._events._relations.model is None
