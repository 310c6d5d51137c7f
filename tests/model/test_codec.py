"""JSON of the model's values."""

from __future__ import annotations

import datetime

import pytest

from dateline.errors import EvidenceError, FormatError
from dateline.model import (
    Actor,
    Attribution,
    Block,
    Commitment,
    Document,
    Event,
    Indicator,
    Place,
    Span,
    StateChange,
    Statement,
    Trigger,
    When,
)
from dateline.model.codec import from_json, to_json

TEXT = "Seoul said Kim met Moon in Singapore on 12 June 2018."
DOCUMENT = Document(text=TEXT, blocks=(Block(span=Span(0, len(TEXT))),))
DAY = datetime.date(2018, 6, 12)
ACTOR = Actor(id="KOR", name="South Korea", kind="state", country="KOR", sector="GOV", mention=Span(0, 5))
EVENT = Event(
    event_type="CONSULT",
    mode="third-party",
    cameo="044",
    actors=(ACTOR,),
    date=When(start=DAY, end=DAY, basis="stated", text="12 June 2018", span=Span(40, 52)),
    place=Place(name="Singapore", country="SGP", lat=1.3, lon=103.8, span=Span(27, 36)),
    attribution=(Attribution(speaker=ACTOR, via="KCNA", cue="said", certainty="reported"),),
    trigger=Trigger(start=15, end=18, text="met"),
    evidence=DOCUMENT.evidence(Span(0, len(TEXT))),
)
VALUES = [
    EVENT,
    Statement(
        speaker=ACTOR,
        direct="mixed",
        content=(Span(11, 18), Span(19, 23)),
        evidence=DOCUMENT.evidence(Span(0, 23)),
    ),
    Indicator(
        measure="visits", value=2.0, attribution=EVENT.attribution, evidence=DOCUMENT.evidence(Span(0, 5))
    ),
    Commitment(
        kind="offer",
        by=(ACTOR,),
        content="met",
        evidence=DOCUMENT.evidence(Span(15, 18)),
        history=(StateChange(state="open", date=DAY, evidence=DOCUMENT.evidence(Span(0, 5))),),
    ),
]


@pytest.mark.parametrize("value", VALUES, ids=lambda v: type(v).__name__)
def test_every_value_survives_the_round_trip(value: object) -> None:
    """What is written can be read back, and is equal."""
    assert from_json(type(value), to_json(value), lambda _: TEXT) == value


def test_json_of_an_event_has_the_fixed_field_names() -> None:
    """The names of the interface stay as they are."""
    data = to_json(EVENT)
    assert data["actors"][0]["code"] == "KORGOV"
    assert data["actors"][0]["mention"] == {"start": 0, "end": 5}
    assert data["date"]["start"] == "2018-06-12"
    assert data["trigger"] == {"start": 15, "end": 18, "text": "met"}
    assert data["evidence"]["exact"] == TEXT


def test_content_of_a_statement_is_written_as_pairs() -> None:
    """Lists of spans become lists of [start, end]."""
    assert to_json(VALUES[1])["content"] == [[11, 18], [19, 23]]


def test_evidence_is_checked_again_when_read() -> None:
    """A stored quotation that no longer fits the text is refused."""
    with pytest.raises(EvidenceError):
        from_json(Event, to_json(EVENT), lambda _: TEXT.replace("Seoul", "Tokyo"))


def test_json_of_the_wrong_form_is_refused() -> None:
    """A missing field is named in the error."""
    data = to_json(EVENT)
    del data["trigger"]
    with pytest.raises(FormatError, match="trigger"):
        from_json(Event, data, lambda _: TEXT)
