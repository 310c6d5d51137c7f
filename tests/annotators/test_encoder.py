"""The shared pass."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from dateline.annotators import _encoder
from dateline.annotators._encoder import Encoder
from dateline.codebook.files import KNOWLEDGE

ROOT = KNOWLEDGE / "pipelines"
WORDS = st.text(min_size=1, max_size=12) | st.sampled_from(
    ["Seoul", "U.S.", "co-operate", "naïve", "北京", "\u200b"]
)


@pytest.fixture(scope="module", params=["minilm", "fast"])
def encoder(request: pytest.FixtureRequest) -> Encoder:
    """The encoder of each pipeline."""
    return Encoder(ROOT / request.param)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    """The tokenizer that both pipelines share."""
    found = Tokenizer.from_file(str(ROOT / "minilm/tokenizer.json"))
    found.no_truncation()
    found.no_padding()
    return found


@given(words=st.lists(WORDS, min_size=1, max_size=20))
def test_words_are_cut_into_pieces_one_by_one_as_in_their_sentence(
    encoder: Encoder, tokenizer: Tokenizer, words: list[str]
) -> None:
    """Remembering the pieces of a word changes nothing: they do not depend on its neighbours."""
    whole = tokenizer.encode(words, is_pretokenized=True)
    found = encoder._encode(words)
    assert found.ids == whole.ids
    assert len(found.shapes) == len(whole.ids)
    owners = whole.word_ids
    assert found.first == [owners.index(i) if i in owners else 0 for i in range(len(words))]


def test_a_sentence_longer_than_the_encoder_is_analysed_in_halves(encoder: Encoder) -> None:
    """Every word has its analysis, and there is one root."""
    (parse,) = encoder.parse([["Kim", "met", "Moon", "and"] * 150])
    assert len(parse.upos) == len(parse.heads) == 600
    assert parse.heads.count(-1) == 1


def test_a_word_longer_than_the_encoder_is_cut(encoder: Encoder) -> None:
    """One word of thousands of pieces has an analysis."""
    (parse,) = encoder.parse([["x1" * 2000]])
    assert parse.heads == [-1]


def test_the_order_of_sentences_is_kept_and_an_empty_one_is_empty(encoder: Encoder) -> None:
    """Sentences come back in the order given, whatever the batches."""
    given = [["Moon", "met", "Kim", "in", "Panmunjom", "."], [], ["Yes", "."]]
    assert [len(p.lemmas) for p in encoder.parse(given)] == [6, 0, 2]


def test_more_words_than_are_remembered_are_read(encoder: Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    """The memory of words is bounded, and what falls out of it is made again."""
    monkeypatch.setattr(_encoder, "WORDS", 2)
    small = Encoder(ROOT / "fast")
    words = [["a", "b", "c", "d"], ["a", "b", "c", "d"]]
    assert [small._encode(w).ids for w in words] == [encoder._encode(w).ids for w in words]
    assert small._word.cache_info().currsize == 2
