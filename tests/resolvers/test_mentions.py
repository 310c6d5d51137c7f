"""Which mentions name one event."""

from __future__ import annotations

from collections import Counter

import numpy as np

from dateline.model import Sentence
from dateline.pipeline import Coder
from dateline.resolvers import _network, _synonyms
from dateline.resolvers._network import Network
from dateline.resolvers._vectors import nearness
from dateline.resolvers.mentions import LEAST, MODEL, Mention, joined, mention, pairs, same_events
from dateline.resolvers.stories import likeness

TEXTS = {
    "a": "A strong quake hit Buru on Friday. The earthquake killed forty people in Namlea.",
    "b": "Forty people were killed when an earthquake hit the island of Buru, and the governor flew to Namlea.",
}


def parsed(coder: Coder) -> dict[str, tuple[Sentence, ...]]:
    """Return the sentences of the texts."""
    return {name: coder.sentences(coder.plain(text)) for name, text in TEXTS.items()}


def named(sentences: dict[str, tuple[Sentence, ...]], document: str, words: str) -> Mention:
    """Return the mention of these words."""
    at = TEXTS[document].index(words)
    found = mention(document, sentences[document], at, at + len(words))
    assert found is not None
    return found


def test_synonyms_and_arguments_join_mentions(coder: Coder) -> None:
    """A quake and an earthquake are one event; to hit, to kill and to fly are others."""
    sentences = parsed(coder)
    given = [
        ("a", "quake"),
        ("a", "earthquake"),
        ("a", "killed"),
        ("b", "killed"),
        ("b", "earthquake"),
        ("b", "flew"),
    ]
    mentions = [named(sentences, *one) for one in given]
    events = same_events(mentions, [0, 0], likeness(list(TEXTS.values())), sentences)
    assert events[0] == events[1] == events[4]
    assert events[2] == events[3]
    assert len({events[0], events[2], events[5]}) == 3


def test_mentions_of_two_stories_are_apart(coder: Coder) -> None:
    """The same word in another story is another event."""
    sentences = parsed(coder)
    mentions = [named(sentences, "a", "killed"), named(sentences, "b", "killed")]
    events = same_events(mentions, [0, 1], likeness(list(TEXTS.values())), sentences)
    assert events[0] != events[1]


def test_words_of_speech_need_more_to_be_one_event() -> None:
    """A probability that joins two acts leaves two speakers apart."""
    assert joined(2, [(0, 1, {"speech": False})], np.array([LEAST * 1.5])) == [0, 0]
    assert joined(2, [(0, 1, {"speech": True})], np.array([LEAST * 1.5])) == [0, 1]


def test_head_of_a_phrase_is_the_word_that_says_most(coder: Coder) -> None:
    """Articles and particles give way, and what stands in no sentence is no mention."""
    sentences = parsed(coder)
    assert named(sentences, "a", "A strong quake").head.text == "quake"
    assert mention("a", sentences["a"], 9_000, 9_004) is None


def test_nearness_of_words() -> None:
    """Synonyms are nearer than other acts, and unknown words have none."""
    near, far = nearness("quake", "earthquake"), nearness("quake", "murder")
    assert near is not None
    assert far is not None
    assert near > 0.6 > far
    assert nearness("quake", "qwxzzk") is None


def test_networks_are_averaged() -> None:
    """What is below nothing in the hidden layer counts as nothing, and the mean of two networks is taken."""
    hidden = (np.array([[1.0, -1.0], [0.0, 0.5]]), np.array([[0.0, 0.0], [0.0, 0.0]]))
    model = Network(features=("x",), hidden=hidden, out=(np.array([2.0, 4.0, 1.0]), np.zeros(3)))
    found = model.probability([[1.0], [-1.0], [0.0]])
    assert np.allclose(np.log(found / (1 - found)), [1.5, 3.5, 1.5])


def test_scorer_reads_the_features_of_a_pair(coder: Coder) -> None:
    """One word for one act is likelier one event than two words for two acts."""
    sentences = parsed(coder)
    table = likeness(list(TEXTS.values()))
    rows = {name: i for i, name in enumerate(TEXTS)}
    words = [("a", "killed"), ("b", "killed"), ("b", "flew")]
    found = list(pairs([named(sentences, *one) for one in words], table, rows, Counter()))
    model = _network.load(MODEL)
    assert all(values.keys() == set(model.features) for _, _, values in found)
    same, other, _ = model.probability([[values[n] for n in model.features] for _, _, values in found])
    assert same > 0.5 > other


def test_words_of_one_act_share_a_sense() -> None:
    """A phrase, its noun and its synonyms share a sense; what follows from an act has none in common with it."""
    passing, death, charge = (_synonyms.places([phrase]) for phrase in ("pass_away", "death", "indict"))
    arrest, custody = _synonyms.places(["arrest"]), _synonyms.places(["take_into_custody", "take"])
    assert _synonyms.sameness(passing, death) > 0
    assert _synonyms.sameness(arrest, custody) > 0
    assert _synonyms.sameness(arrest, charge) < _synonyms.sameness(arrest, custody)
    assert _synonyms.sameness(death, charge) == 0.0
    assert not _synonyms.places(["qwxzzk"])
    assert _synonyms.sameness(arrest, _synonyms.places(["arrests"])) == 1.0


def test_a_phrase_tells_more_than_its_head(coder: Coder) -> None:
    """Particle and object are read with the verb."""
    text = "The firm laid off ninety workers. The queen passed away."
    sentences = coder.sentences(coder.plain(text))
    for words, phrase in (("laid off", "lay_off"), ("passed away", "pass_away")):
        at = text.index(words)
        found = mention("a", sentences, at, at + len(words))
        assert found is not None
        assert found.senses == _synonyms.places([phrase])
