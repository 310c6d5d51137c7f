"""The shared pass: words in, tags, trees, names and states out (ONNX Runtime, numpy).

The graph's outputs per word: ``upos``, ``xpos``, ``ner`` scores; ``arc`` scores against every head; ``rd`` and ``rh``
for the relation labels; in some graphs ``states``, the encoder's last hidden state, for learned heads that want to share the pass.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.annotators._lemmas import Lemmas, irregular
from dateline.annotators._tree import best_tree
from dateline.config import keep_to_ourselves
from dateline.model.letters import capitals

BATCH_PIECES = 256  # padded word pieces in a batch: small batches stay in the cache
MAX_PIECES = 480  # of the 512 positions that the encoder has
WORDS = 1 << 15  # words whose pieces are remembered
OUTPUTS = ["upos", "xpos", "ner", "arc", "rd", "rh", "states"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parse:
    """The analysis of one sentence: lists of one entry a word; ``heads`` has -1 for the root."""

    upos: list[str]
    xpos: list[str]
    lemmas: list[str]
    heads: list[int]
    deps: list[str]
    entities: list[tuple[int, int, str]]
    states: NDArray[np.float32] | None


@dataclass(frozen=True, slots=True)
class _Pieces:
    ids: list[int]
    shapes: list[int]
    first: list[int]


class Encoder:
    """A small transformer with heads for tags, dependencies and names.

    Args:
        folder: ``model.int8.onnx``, ``labels.json``, ``rel.npy``, ``tokenizer.json``, ``lemma.json``.
        threads: threads of the runtime.
        apart: fusions that the runtime shall not make.
    """

    def __init__(self, folder: Path, threads: int = 1, apart: Sequence[str] = ()) -> None:
        keep_to_ourselves()
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(folder / "model.int8.onnx"),
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=list(apart),
        )
        given = {output.name for output in self._session.get_outputs()}
        self._outputs = [name for name in OUTPUTS if name in given]
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._start, *_, self._end = self._tokenizer.encode(["a"], is_pretokenized=True).ids
        self._word = lru_cache(WORDS)(self._pieces)
        self._labels: dict[str, list[str]] = json.loads((folder / "labels.json").read_text("utf-8"))
        relations = np.load(folder / "rel.npy").astype(np.float32)
        self._n_relations = relations.shape[0]
        self._relations = np.ascontiguousarray(relations.transpose(1, 0, 2).reshape(relations.shape[1], -1))
        lexicon = json.loads((folder / "lemma.json").read_text("utf-8"))
        self._lemmas = Lemmas({**lexicon["lex"], **irregular()}, lexicon["known"])
        self._bio = _Bio(self._labels["ner"])

    def parse(self, sentences: Sequence[Sequence[str]]) -> list[Parse]:
        """Return the analysis of every sentence, in order.

        A sentence of more word pieces than the encoder can hold is analysed in halves; the second half's root
        hangs on the first's as ``parataxis``.
        """
        results: list[Parse | None] = [None] * len(sentences)
        pieces: dict[int, _Pieces] = {}
        for i, words in enumerate(sentences):
            encoded = self._encode(words)
            if len(encoded.ids) > MAX_PIECES and len(words) > 1:
                half = len(words) // 2
                results[i] = _join(*self.parse([words[:half], words[half:]]))
            elif words:
                pieces[i] = encoded
        for batch in _batches(pieces):
            for i, parse in zip(batch, self._run(batch, sentences, pieces), strict=True):
                results[i] = parse
        empty = Parse(upos=[], xpos=[], lemmas=[], heads=[], deps=[], entities=[], states=None)
        return [empty if r is None else r for r in results]

    def _pieces(self, word: str) -> tuple[list[int], int]:
        """Return the vocabulary's pieces of a word, which do not depend on its neighbours, and the class of its capitals."""
        return self._tokenizer.encode([word], is_pretokenized=True).ids[1:-1], capitals(word)

    def _encode(self, words: Sequence[str]) -> _Pieces:
        ids, shapes, first = [self._start], [0], []
        for ours, shape in map(self._word, words):
            first.append(len(ids) if ours else 0)
            ids += ours
            shapes += [shape] * len(ours)
        ids.append(self._end)
        shapes.append(0)
        if len(ids) > MAX_PIECES and len(words) == 1:
            ids, shapes = ids[:MAX_PIECES], shapes[:MAX_PIECES]
        return _Pieces(ids, shapes, first)

    def _run(
        self, batch: list[int], sentences: Sequence[Sequence[str]], pieces: dict[int, _Pieces]
    ) -> Iterator[Parse]:
        rows, width = len(batch), max(len(pieces[i].ids) for i in batch)
        longest = max(len(sentences[i]) for i in batch)
        ids, shapes, mask = (np.zeros((rows, width), np.int64) for _ in range(3))
        first = np.zeros((rows, longest), np.int64)
        for row, i in enumerate(batch):
            n = len(pieces[i].ids)
            ids[row, :n], shapes[row, :n], mask[row, :n] = pieces[i].ids, pieces[i].shapes, 1
            first[row, : len(sentences[i])] = pieces[i].first
        feed = {"ids": ids, "cs": shapes, "mask": mask, "first": first}
        out = dict(zip(self._outputs, self._session.run(self._outputs, feed), strict=True))
        for kind in ("upos", "xpos"):
            out[kind] = out[kind].argmax(-1).tolist()
        for row, i in enumerate(batch):
            yield self._decode(sentences[i], {kind: scores[row] for kind, scores in out.items()})

    def _decode(self, words: Sequence[str], out: dict[str, Any]) -> Parse:
        n = len(words)
        heads = best_tree(out["arc"][:n, : n + 1])
        by_label = (out["rd"][:n] @ self._relations).reshape(n, self._n_relations, -1)
        relation = np.matmul(by_label, out["rh"][heads][:, :, None])[:, :, 0].argmax(-1)
        upos = [self._labels["upos"][k] for k in out["upos"][:n]]
        xpos = [self._labels["xpos"][k] for k in out["xpos"][:n]]
        return Parse(
            upos=upos,
            xpos=xpos,
            lemmas=list(map(self._lemmas, words, upos, xpos)),
            heads=(heads - 1).tolist(),
            deps=[self._labels["dep"][k] for k in relation.tolist()],
            entities=self._bio.spans(out["ner"][:n]),
            states=out["states"][:n] if "states" in out else None,
        )


def _batches(pieces: dict[int, _Pieces]) -> Iterator[list[int]]:
    """Yield groups of sentences of similar length."""
    todo = sorted(pieces, key=lambda i: len(pieces[i].ids))
    batch: list[int] = []
    for i in todo:
        if batch and (len(batch) + 1) * len(pieces[i].ids) > BATCH_PIECES:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


def _join(left: Parse, right: Parse) -> Parse:
    n, root = len(left.upos), left.heads.index(-1)
    deps = [d if h >= 0 else "parataxis" for d, h in zip(right.deps, right.heads, strict=True)]
    states = (
        None if left.states is None or right.states is None else np.concatenate([left.states, right.states])
    )
    return Parse(
        upos=left.upos + right.upos,
        xpos=left.xpos + right.xpos,
        lemmas=left.lemmas + right.lemmas,
        heads=left.heads + [h + n if h >= 0 else root for h in right.heads],
        deps=left.deps + deps,
        entities=left.entities + [(a + n, b + n, label) for a, b, label in right.entities],
        states=states,
    )


class _Bio:
    """Legal sequences of BIO labels."""

    def __init__(self, labels: list[str]) -> None:
        self._labels = labels
        size = len(labels)
        self._start = np.array([-1e4 if label[0] == "I" else 0.0 for label in labels])
        self._step = np.zeros((size, size))
        for a, before in enumerate(labels):
            for b, label in enumerate(labels):
                if label[0] == "I" and not (before != "O" and before[2:] == label[2:]):
                    self._step[a, b] = -1e4

    def spans(self, scores: NDArray[np.float32]) -> list[tuple[int, int, str]]:
        """Return (start, end, label) of the names in the best legal sequence."""
        path: list[int] = scores.argmax(-1).tolist()
        if not any(path):
            return []
        if self._start[path[0]] < 0 or any(self._step[a, b] < 0 for a, b in pairwise(path)):
            path = self._viterbi(scores)
        found: list[tuple[int, int, str]] = []
        for i, k in enumerate(path):
            label = self._labels[k]
            if label[0] == "B":
                found.append((i, i + 1, label[2:]))
            elif label[0] == "I":
                found[-1] = (found[-1][0], i + 1, label[2:])
        return found

    def _viterbi(self, scores: NDArray[np.float32]) -> list[int]:
        value, back = scores[0] + self._start, []
        for row in scores[1:]:
            table = value[:, None] + self._step
            back.append(table.argmax(0))
            value = table.max(0) + row
        path = [int(value.argmax())]
        for pointers in reversed(back):
            path.append(int(pointers[path[-1]]))
        return path[::-1]
