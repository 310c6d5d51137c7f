"""The relation between two spans: the codebook's word, the learned model's, and both."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.codebook import files
from dateline.coders import _relation_blend as blending
from dateline.coders._relation import Relation
from dateline.coders._relation_model import Opinion, RelationModel, pieces, tokenizer
from dateline.config import Config
from dateline.errors import UnknownName
from dateline.model import Span
from dateline.pipeline import Coder

ROOT = files.KNOWLEDGE / "pipelines"
VOCABULARY = ROOT / "minilm" / "tokenizer.json"
WEIGHTS = blending.Weights(
    model=1.0, best=(3.0, 2.0, 1.0, 0.5, 0.2), other=(1.0, 0.8, 0.5, 0.3, 0.0), nothing=0.7
)


@pytest.fixture(scope="module")
def model() -> RelationModel:
    """The model in the package."""
    return RelationModel(ROOT / "relation", VOCABULARY)


def spans(text: str, *parts: str) -> list[Span]:
    """The first place of each part."""
    return [Span(text.index(part), text.index(part) + len(part)) for part in parts]


def opinion(nothing: float = 0.0, **types: float) -> Opinion:
    """An opinion of these probabilities."""
    return Opinion({name: math.log(p) for name, p in types.items()}, nothing, {"SANCTION": "convict"})


@pytest.mark.parametrize(
    ("text", "actor", "recipient", "event_type"),
    [
        ("The Danish foreign ministry lambasted Belarus over the jailed poet.", "The Danish foreign ministry", "Belarus", "ACCUSE"),
        ("Ghana dispatched tents and blankets to flooded Togo.", "Ghana", "Togo", "AID"),
        ("Gunmen loyal to the general stormed the radio station.", "Gunmen loyal to the general", "the radio station", "ASSAULT"),
        ("Dockers walked off the job to protest against the Greek government.", "Dockers", "the Greek government", "PROTEST"),
    ],
)  # fmt: skip
def test_model_knows_plain_acts(
    model: RelationModel, text: str, actor: str, recipient: str, event_type: str
) -> None:
    """Plain acts have the highest probability."""
    a, r = spans(text, actor, recipient)
    types = model.opinions([(text, a, r)])[0].types
    assert max(types, key=lambda name: types[name]) == event_type


def test_order_of_questions_does_not_matter(model: RelationModel) -> None:
    """Each text gets its own opinion, however they are batched."""
    texts = [
        "Iran met Iraq.",
        "Peru sent a great deal of emergency food and medicine to Chile after the quake.",
    ]
    asked = [
        (texts[0], *spans(texts[0], "Iran", "Iraq")),
        (texts[1], *spans(texts[1], "Peru", "Chile")),
    ]
    both, turned = model.opinions(asked), model.opinions(asked[::-1])
    for one, other in zip(both, turned[::-1], strict=True):
        assert max(one.types, key=one.types.__getitem__) == max(other.types, key=other.types.__getitem__)
    assert math.isclose(sum(map(math.exp, both[0].types.values())), 1.0, abs_tol=0.01)


def test_model_says_the_same_again(model: RelationModel) -> None:
    """Loaded a second time it gives the same opinion to the last digit."""
    text = "Ghana dispatched tents and blankets to flooded Togo."
    asked = [(text, *spans(text, "Ghana", "Togo"))]
    assert model.opinions(asked) == RelationModel(ROOT / "relation", VOCABULARY).opinions(asked)


def test_marks_stand_around_their_spans() -> None:
    """The opening marks are where the model is told that they are, also when one span lies in the other."""
    words = tokenizer(VOCABULARY)
    text = "Troops of Chad entered Libya."
    found = pieces(words, text, *spans(text, "Troops of Chad", "Libya"))
    assert (found.ids[found.actor_at], found.ids[found.recipient_at]) == (1, 3)
    inside = pieces(words, text, *spans(text, "Troops of Chad", "Chad"))
    assert sorted(i for i in inside.ids if i < 5) == [1, 2, 3, 4]
    assert (inside.ids[inside.actor_at], inside.ids[inside.recipient_at]) == (1, 3)
    alone = pieces(words, text, spans(text, "Libya")[0], None)
    assert alone.recipient_at == alone.actor_at


def test_long_text_is_cut_around_the_marks() -> None:
    """No more pieces than the model has seen, and both marks among them."""
    text = "It rained. " * 100 + "Iran met Iraq. " + "It rained. " * 100
    found = pieces(tokenizer(VOCABULARY), text, *spans(text, "Iran", "Iraq"))
    assert len(found.ids) == 160 == len(found.kinds)
    assert {1, 2, 3, 4} <= set(found.ids)


def test_surer_candidate_weighs_more() -> None:
    """A sure act stands against the model's doubt; loose words give way."""
    doubt = opinion(AID=0.1, SUPPORT=0.6, AGREE=0.3)
    sure, loose = Relation("AID", None, 6.0, "070"), Relation("AID", None, 0.1)
    assert blending.blend(sure, [sure], doubt, WEIGHTS).event_type == "AID"
    assert blending.blend(sure, [sure], doubt, WEIGHTS).cameo == "070"
    assert blending.blend(loose, [loose], doubt, WEIGHTS).event_type == "SUPPORT"


def test_score_of_a_blend_is_a_probability() -> None:
    """Probabilities of all types sum to one, so the best of two equals is one half."""
    found = blending.blend(Relation(None, None, -1.0), [], opinion(AID=0.5, SUPPORT=0.5), WEIGHTS)
    assert math.isclose(found.score, 0.5)


def test_nothing_is_believed_where_no_act_joins_the_two() -> None:
    """With an act the codebook is heard; without one the model may say that there is no relation."""
    none = opinion(nothing=0.9, AID=0.9, SUPPORT=0.1)
    act = Relation("AID", None, 5.0)
    assert blending.blend(act, [act], none, WEIGHTS).event_type == "AID"
    assert blending.blend(Relation("AID", None, 0.1), [], none, WEIGHTS).event_type is None


def test_conflict_is_settled_before_its_type() -> None:
    """Three kinds of conflict outweigh one of cooperation that is likelier than each of them."""
    said = opinion(AID=0.4, ACCUSE=0.25, THREATEN=0.2, ASSAULT=0.15)
    assert blending.blend(Relation(None, None, -1.0), [], said, WEIGHTS).event_type == "ACCUSE"


def test_own_types_of_a_codebook_count() -> None:
    """A type that the model was not taught stands where the codebook is sure of it."""
    own = Relation("FISHING_RAID", None, 6.0)
    found = blending.blend(own, [own], opinion(AID=0.5, SUPPORT=0.5), WEIGHTS)
    assert found.event_type == "FISHING_RAID"


def test_mode_is_the_model_s_where_no_act_has_the_type() -> None:
    """The finer label of the model gives the mode."""
    found = blending.blend(Relation(None, None, -1.0), [], opinion(SANCTION=0.9, AID=0.1), WEIGHTS)
    assert (found.event_type, found.mode) == ("SANCTION", "convict")


def test_switched_off_the_codebook_speaks_alone() -> None:
    """With ``relation="off"`` the score is the codebook's points, and no model is loaded."""
    text = "Oslo warned Moscow."
    asked = {"actor": (0, 4), "recipient": (12, 18)}
    on, off = (
        Coder(Config(pipeline="fast", relation=name)).relate(text, **asked) for name in ("model", "off")
    )  # type: ignore[arg-type]
    assert on[0] == off[0] == "THREATEN"
    assert 0 < on[2] <= 1 < off[2]


def test_unknown_setting_is_refused(tmp_path: Path) -> None:
    """A misspelt setting is an error that names the known ones."""
    with pytest.raises(UnknownName, match="off"):
        Coder(Config(pipeline="fast", relation="of"))


def test_sides_have_weights_of_their_own() -> None:
    """Where such weights are given, they and not the sums of the types tell conflict from cooperation."""
    told = opinion(ACCUSE=0.6, AID=0.4)
    sides = blending.Sides(model=1.0, best=(2.0, 1.0, 1.0, 0.5, 0.2), lean=-1.0)
    leaning = replace(WEIGHTS, sides=sides)
    assert blending.blend(Relation(None, None, -1.0), [], told, WEIGHTS).event_type == "ACCUSE"
    assert blending.blend(Relation(None, None, -1.0), [], told, leaning).event_type == "AID"
    sure = Relation("ACCUSE", None, 6.0)
    assert blending.blend(sure, [sure], told, leaning).event_type == "ACCUSE"


def test_score_with_sides_is_that_of_the_side_and_of_the_type_in_it() -> None:
    """Two types of one side share its probability."""
    told = opinion(ACCUSE=0.5, REJECT=0.25, AID=0.25)
    sides = blending.Sides(model=1.0, best=(1.0,) * 5, lean=0.0)
    found = blending.blend(Relation(None, None, -1.0), [], told, replace(WEIGHTS, sides=sides))
    assert found.event_type == "ACCUSE"
    assert found.score == pytest.approx(0.75 * 2 / 3, abs=1e-3)
