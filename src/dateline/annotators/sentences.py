"""Sentences: split, tokenised, tagged, parsed, with names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.annotators import _pipelines
from dateline.annotators._encoder import Parse
from dateline.annotators._repair import repair
from dateline.annotators._split import sentences
from dateline.model import Annotations, Document, Entity, Sentence, Span, Token

MAX_WORDS = 200  # longer "sentences" are lists or junk: cut, so that cost stays linear
UNBROKEN = re.compile(
    r"\S{500}(?=\S)"
)  # the tokenizer takes the square of its length, and no word is as long
KNOWN_WORDS = (
    100_000  # then a new tokenizer forgets them: each word ever seen takes 500 bytes, and names never end
)
CODED = ("title", "heading", "paragraph", "list")


class Sentences:
    """The parsed sentences of all blocks that are coded; furniture has none.

    spaCy's tokenizer makes the words; its ``Doc`` does not leave this folder.

    Args:
        root: folder of the pipelines.
        pipeline: ``minilm`` (default) or ``fast``.
        threads: threads of the encoder.
    """

    name = "sentences"
    requires: tuple[str, ...] = ()
    provides: tuple[str, ...] = ("sentences",)

    def __init__(self, root: Path, pipeline: str = "minilm", threads: int = 1) -> None:
        self.digest = _pipelines.check(root, pipeline)
        self._tokenizer = _tokenizer()
        self._parse = _pipelines.load(root, pipeline, threads)

    def annotate(self, document: Document, annotations: Annotations) -> Annotations:
        """Return the annotations with the layer ``sentences``."""
        if len(self._tokenizer.vocab.strings) > KNOWN_WORDS:
            self._tokenizer = _tokenizer()
        words = [
            (block, span, part) for block, span in _spans(document) for part in self._words(document, span)
        ]
        texts = [[document.text[a:b] for a, b in part] for _, _, part in words]
        glued = [[i > 0 and part[i - 1][1] == a for i, (a, _) in enumerate(part)] for _, _, part in words]
        parses = [repair(*given) for given in zip(texts, glued, self._parse(texts), strict=True)]
        found = tuple(
            _sentence(index, block, part, document, parse)
            for index, ((block, _, part), parse) in enumerate(zip(words, parses, strict=True))
        )
        return annotations.add(sentences=found)

    def _words(self, document: Document, span: Span) -> Iterator[list[tuple[int, int]]]:
        """Yield the offsets of a sentence's words, in runs of at most MAX_WORDS."""
        text = span.of(document.text)
        offsets = [
            (start + t.idx, start + t.idx + len(t.text))
            for start, piece in _pieces(span.start, text)
            for t in self._tokenizer(piece)
            if not t.is_space
        ]
        for at in range(0, len(offsets), MAX_WORDS):
            yield offsets[at : at + MAX_WORDS]


def _tokenizer() -> Any:
    from spacy.lang.en import English

    return English().tokenizer


def _pieces(start: int, text: str) -> Iterator[tuple[int, str]]:
    """Yield a text with its start, cut where hundreds of characters stand without a space."""
    at = 0
    for match in UNBROKEN.finditer(text):
        yield start + at, text[at : match.end()]
        at = match.end()
    yield start + at, text[at:]


def _spans(document: Document) -> Iterator[tuple[int, Span]]:
    for index, block in enumerate(document.blocks):
        if block.kind in CODED:
            for span in sentences(document.text, block.span):
                yield index, span


def _sentence(
    index: int, block: int, words: list[tuple[int, int]], document: Document, parse: Parse
) -> Sentence:
    tokens = tuple(
        Token(i, start, end, document.text[start:end], *analysis)
        for i, ((start, end), *analysis) in enumerate(
            zip(words, parse.lemmas, parse.upos, parse.xpos, parse.heads, parse.deps, strict=True)
        )
    )
    return Sentence(
        index=index,
        span=Span(words[0][0], words[-1][1]),
        block=block,
        tokens=tokens,
        entities=tuple(Entity(*e) for e in parse.entities),
        states=parse.states,
    )
