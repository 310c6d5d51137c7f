"""A learned second opinion on what one stretch of a text does to another (ONNX Runtime, numpy).

A MiniLM reads the sentence with both stretches marked and gives a probability to each PLOVER type. It is loaded when it
is first asked. How it was trained: ``training/README.md``; from what, and how good it is: the model card of the pipelines.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.config import keep_to_ourselves
from dateline.model import Span
from dateline.model.letters import capitals

WORD = re.compile(r"\w+|[^\w\s]")
FIRST, LAST, UNKNOWN = 101, 102, 100  # [CLS], [SEP], [UNK] of the vocabulary
OPEN_ACTOR, CLOSE_ACTOR, OPEN_RECIPIENT, CLOSE_RECIPIENT = (
    1,
    2,
    3,
    4,
)  # pieces that the vocabulary leaves unused
MARK_KINDS, ACTOR_KINDS, RECIPIENT_KINDS = 7, 12, 16  # where each group of kinds starts
MAX_PIECES, MARGIN = 160, 20
BATCH = 16


@dataclass(frozen=True, slots=True)
class Pieces:
    """A marked sentence for the model: word pieces, the kind of each, and where both opening marks stand."""

    ids: list[int]
    kinds: list[int]
    actor_at: int
    recipient_at: int


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the model thinks.

    Attributes:
        types: logarithm of the probability of each PLOVER type.
        nothing: probability that the one does nothing to the other.
        modes: the likelier mode of a type, where the model tells one.
    """

    types: dict[str, float]
    nothing: float
    modes: dict[str, str]


class RelationModel:
    """Gives each PLOVER type a probability, given a sentence and two spans.

    Args:
        folder: ``model.int8.onnx``, ``pieces.npz`` (embeddings of the vocabulary in four bits), ``labels.json``.
        vocabulary: the ``tokenizer.json`` that it shares with the pipeline ``minilm``.
        threads: threads of the runtime.
    """

    def __init__(self, folder: Path, vocabulary: Path, threads: int = 1) -> None:
        keep_to_ourselves()
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        model = str(folder / "model.int8.onnx")
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._tokenizer = tokenizer(vocabulary)
        with np.load(folder / "pieces.npz") as table:
            self._rows, self._codes, self._scales = table["rows"], table["codes"], table["scales"]
        self._labels: list[str] = json.loads((folder / "labels.json").read_text("utf-8"))

    def opinions(self, asked: Sequence[tuple[str, Span, Span | None]]) -> list[Opinion]:
        """Return an opinion on each text, actor and recipient, in order."""
        given = [pieces(self._tokenizer, *each) for each in asked]
        order = sorted(range(len(given)), key=lambda i: len(given[i].ids))
        found: dict[int, Opinion] = {}
        for at in range(0, len(order), BATCH):
            batch = order[at : at + BATCH]
            for i, row in zip(batch, self._run([given[i] for i in batch]), strict=True):
                found[i] = self._opinion(row)
        return [found[i] for i in range(len(given))]

    def _run(self, batch: list[Pieces]) -> NDArray[np.float32]:
        width = max(len(each.ids) for each in batch)
        ids, kinds, mask = (np.zeros((len(batch), width), np.int64) for _ in range(3))
        for row, each in enumerate(batch):
            n = len(each.ids)
            ids[row, :n], kinds[row, :n], mask[row, :n] = each.ids, each.kinds, 1
        feed = {
            "words": self._vectors(ids),
            "kinds": kinds,
            "mask": mask,
            "actor": np.array([each.actor_at for each in batch], np.int64),
            "recipient": np.array([each.recipient_at for each in batch], np.int64),
        }
        logits: NDArray[np.float32] = self._session.run(["types"], feed)[0]
        return logits

    def _vectors(self, ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the embeddings of word pieces: two codes a byte, one scale for each group of them."""
        rows = self._rows[ids].astype(np.int64)
        packed = self._codes[rows]
        codes = (
            np.stack([packed & 15, packed >> 4], -1).reshape(*packed.shape[:-1], -1).astype(np.float32) - 8
        )
        scales = self._scales[rows].astype(np.float32)
        vectors: NDArray[np.float32] = codes * np.repeat(scales, codes.shape[-1] // scales.shape[-1], -1)
        return vectors

    def _opinion(self, logits: NDArray[np.float32]) -> Opinion:
        """Add up the finer labels (``SANCTION/convict``) of each type."""
        odds = np.exp(logits.astype(np.float64) - logits.max())
        odds /= odds.sum()
        types: dict[str, float] = {}
        best: dict[str, tuple[float, str]] = {}
        for label, p in zip(self._labels, odds.tolist(), strict=True):
            name, _, mode = label.partition("/")
            types[name] = types.get(name, 0.0) + p
            best[name] = max(best.get(name, (0.0, "")), (p, mode))
        nothing = types.pop("NONE", 0.0)
        logs = {name: float(np.log(p / (1 - nothing + 1e-9) + 1e-6)) for name, p in types.items()}
        return Opinion(logs, nothing, {name: mode for name, (_, mode) in best.items() if mode})


def tokenizer(path: Path) -> Any:
    """Return the word pieces of a ``tokenizer.json``, nothing cut or filled up."""
    from tokenizers import Tokenizer

    found = Tokenizer.from_file(str(path))
    found.no_truncation()
    found.no_padding()
    return found


def pieces(tokenizer: Any, text: str, actor: Span, recipient: Span | None) -> Pieces:
    """Return a text with the actor and, where there is one, the recipient marked, in the model's word pieces."""
    words, kinds = _marked(text, actor, None if recipient == actor else recipient)
    encoding = tokenizer.encode(
        [w for w in words if isinstance(w, str)], is_pretokenized=True, add_special_tokens=False
    )
    by_word: dict[int, list[int]] = {}
    for piece, word in zip(encoding.ids, encoding.word_ids, strict=True):
        by_word.setdefault(word, []).append(piece)
    ids, of_ids, number = [FIRST], [0], 0
    for word, kind in zip(words, kinds, strict=True):
        new = [word] if isinstance(word, int) else by_word.get(number, [])
        number += isinstance(word, str)
        ids += new
        of_ids += [kind] * len(new)
    ids, of_ids = _cut([*ids, LAST], [*of_ids, 0])
    first = ids.index(OPEN_ACTOR) if OPEN_ACTOR in ids else 0
    second = ids.index(OPEN_RECIPIENT) if OPEN_RECIPIENT in ids else first
    return Pieces(ids, of_ids, first, second)


def _marked(text: str, actor: Span, recipient: Span | None) -> tuple[list[str | int], list[int]]:
    """Return words and marks in order, and the kind of each: which mark, or whose words and how capitalised."""
    edges = [(actor.start, 1, OPEN_ACTOR), (actor.end, 0, CLOSE_ACTOR)]
    if recipient is not None:
        edges += [(recipient.start, 1, OPEN_RECIPIENT), (recipient.end, 0, CLOSE_RECIPIENT)]
    words: list[str | int] = []
    kinds: list[int] = []
    at = inside = 0
    for place, _, mark in [*sorted(edges), (len(text), 1, 0)]:
        for match in WORD.finditer(text, at, max(at, place)):
            words.append(match.group())
            kinds.append(_kind(match.group(), inside))
        at = max(at, place)
        if mark:
            words.append(mark)
            kinds.append(MARK_KINDS + mark)
            flag = 1 if mark in (OPEN_ACTOR, CLOSE_ACTOR) else 2
            inside = inside | flag if mark in (OPEN_ACTOR, OPEN_RECIPIENT) else inside & ~flag
    return words, kinds


def _kind(word: str, inside: int) -> int:
    shape = capitals(word)
    if not inside:
        return shape
    return (ACTOR_KINDS if inside & 1 else RECIPIENT_KINDS) + (
        3 if shape in (1, 2) else 2 if shape == 7 else 1
    )


def _cut(ids: list[int], kinds: list[int]) -> tuple[list[int], list[int]]:
    """Keep what stands around the marks of a sentence that is too long."""
    if len(ids) <= MAX_PIECES:
        return ids, kinds
    marks = [i for i, piece in enumerate(ids) if piece in (1, 2, 3, 4)]
    low = max(1, min(marks) - MARGIN) if max(marks) + MARGIN > MAX_PIECES else 1
    keep = [0, *range(low, min(len(ids) - 1, low + MAX_PIECES - 2)), len(ids) - 1]
    return [ids[i] for i in keep], [kinds[i] for i in keep]
