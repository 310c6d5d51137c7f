"""Parsed sentences."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.annotators import _lemmas, _pipelines
from dateline.annotators.sentences import Sentences
from dateline.codebook.files import KNOWLEDGE
from dateline.errors import CodebookError, UnknownName
from dateline.model import Annotations, Block, Document, Sentence, Span

ROOT = KNOWLEDGE / "pipelines"
NEWS = "South Korean officials said Pyongyang did not respond. Kim Jong Un met Moon Jae-in in Panmunjom."


@pytest.fixture(scope="module", params=["minilm", "fast"])
def annotator(request: pytest.FixtureRequest) -> Sentences:
    """Each pipeline."""
    return Sentences(ROOT, request.param)


def parse(annotator: Sentences, text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a one-block document."""
    document = Document(text=text, blocks=(Block(span=Span(0, len(text))),))
    return annotator.annotate(document, Annotations()).sentences or ()


def test_subject_verb_and_clause_are_found(annotator: Sentences) -> None:
    """Both pipelines find who says what, and the names."""
    first, second = parse(annotator, NEWS)
    said = next(t for t in first.tokens if t.text == "said")
    assert said.head == -1
    assert [t.text for t in first.children(said, "nsubj")] == ["officials"]
    assert [t.lemma for t in first.children(said, "ccomp")] == ["respond"]
    assert "PER" in {e.label for e in second.entities}


def test_offsets_of_words_are_exact(annotator: Sentences) -> None:
    """text[start:end] is the word, always."""
    for sentence in parse(annotator, NEWS):
        for token in sentence.tokens:
            assert NEWS[token.start : token.end] == token.text


def test_only_the_default_pipeline_gives_states() -> None:
    """The encoder's states come with the shared pass, one row of 384 a word."""
    (sentence,) = parse(Sentences(ROOT, "minilm"), "Kim met Moon.")
    assert sentence.states.shape == (len(sentence.tokens), 384)
    (sentence,) = parse(Sentences(ROOT, "fast"), "Kim met Moon.")
    assert sentence.states is None


def test_furniture_is_never_parsed(annotator: Sentences) -> None:
    """Blocks of furniture have no sentences; sentences know their block."""
    text = "Donate now.\n\nKim met Moon."
    blocks = (Block(span=Span(0, 11), kind="furniture", reason="donation"), Block(span=Span(13, 26)))
    (only,) = annotator.annotate(Document(text=text, blocks=blocks), Annotations()).sentences or ()
    assert (only.span.of(text), only.block) == ("Kim met Moon.", 1)


def test_endless_sentence_is_cut_and_parsed(annotator: Sentences) -> None:
    """A line of thousands of words, and a word of thousands of letters, are parsed without an error."""
    text = "missile " * 1500 + "x" * 5000 + " 한국의미사일" * 300
    found = parse(annotator, text)
    assert sum(len(s.tokens) for s in found) >= 1800
    assert all(sum(t.head < 0 for t in s.tokens) == 1 for s in found)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=120))
def test_any_text_can_be_parsed(text: str) -> None:
    """No string raises, and each sentence has one root."""
    for sentence in parse(SHARED, text):
        assert sum(t.head < 0 for t in sentence.tokens) == 1
        assert all(text[t.start : t.end] == t.text for t in sentence.tokens)


SHARED = Sentences(ROOT, "minilm")


def test_unknown_pipeline_is_named_with_the_known_ones() -> None:
    """The error lists what there is and suggests the nearest."""
    with pytest.raises(UnknownName, match="did you mean 'minilm'"):
        Sentences(ROOT, "minilmm")


def test_changed_model_file_is_refused(tmp_path: Path) -> None:
    """Weights are checked by hash before they are loaded."""
    shutil.copy(ROOT / "SHA256SUMS", tmp_path)
    shutil.copytree(ROOT / "minilm", tmp_path / "minilm")
    _pipelines.check(tmp_path, "minilm")
    (tmp_path / "minilm" / "labels.json").write_text("{}")
    with pytest.raises(CodebookError, match="changed"):
        _pipelines.check(tmp_path, "minilm")


def test_words_are_not_remembered_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tokenizer that knows too many words gives way to a new one, which makes the same words."""
    annotator = Sentences(ROOT, "fast")
    at_first = len(annotator._tokenizer.vocab.strings)
    monkeypatch.setattr("dateline.annotators.sentences.KNOWN_WORDS", at_first + 300)
    before = parse(annotator, NEWS)
    for number in range(20):
        parse(annotator, " ".join(f"Name{number}x{word}" for word in range(100)) + ".")
        assert len(annotator._tokenizer.vocab.strings) < at_first + 1000
    assert parse(annotator, NEWS) == before


def test_lemmas_are_not_remembered_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many words come, only so many are kept; each has its lemma, also the second time."""
    monkeypatch.setattr(_lemmas, "CACHED", 3)
    lemmas = _lemmas.Lemmas({"went/VBD": "go"}, ["talk", "plane"])
    for _ in range(2):
        given = [("Talks", "NNS"), ("planes", "NNS"), ("went", "VBD"), ("Oslo", "NNP"), ("talked", "VBD")]
        found = [lemmas(form, "PROPN" if tag == "NNP" else "X", tag) for form, tag in given]
        assert found == ["talk", "plane", "go", "Oslo", "talk"]
        assert len(lemmas._cache) <= 3
