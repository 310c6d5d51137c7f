"""The English pipelines in the wheel, by name, checked by hash before they are loaded."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from dateline.annotators._encoder import Encoder, Parse
from dateline.errors import CodebookError, UnknownName

Parser = Callable[[Sequence[Sequence[str]]], list[Parse]]
SUMS = "SHA256SUMS"


def check(root: Path, name: str) -> str:
    """Return a digest of a pipeline's files after comparing each with the list of hashes.

    Raises:
        CodebookError: a file is missing or was changed.
    """
    wanted = [line.split("  ", 1) for line in (root / SUMS).read_text("utf-8").splitlines() if line]
    mine = [(digest, path) for digest, path in wanted if path.startswith(f"{name}/")]
    for digest, path in mine:
        file = root / path
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            raise CodebookError(
                "model file is missing or was changed; install dateline again", file=str(file)
            )
    return hashlib.sha256("".join(digest for digest, _ in mine).encode()).hexdigest()[:16]


def load(root: Path, name: str, threads: int = 1) -> Parser:
    """Return the parser of a pipeline: sentences of words in, analyses out.

    Raises:
        UnknownName: there is no such pipeline.
    """
    if name not in PIPELINES:
        raise UnknownName("pipeline", name, PIPELINES)
    return _on_as_many(threads, PIPELINES[name](root / name, threads))


def _on_as_many(threads: int, parse: Parser) -> Parser:
    """Return the parser with the threads of the linear algebra (BLAS) limited while it works.

    These wait for each other busily: where other programs have the cores, a parse takes several times the processor time.
    """
    from threadpoolctl import ThreadpoolController

    libraries = ThreadpoolController()  # of those loaded by now; whoever else uses them keeps the own limit

    def limited(sentences: Sequence[Sequence[str]]) -> list[Parse]:
        with libraries.limit(limits=threads, user_api="blas"):
            return parse(sentences)

    return limited


def _minilm(folder: Path, threads: int) -> Parser:
    return Encoder(folder, threads).parse


def _fast(folder: Path, threads: int) -> Parser:
    # the fused node takes twice the time of its two parts; minilm keeps it, since without it 8-bit rounding falls otherwise
    return Encoder(folder, threads, apart=("SkipLayerNormFusion",)).parse


PIPELINES: dict[str, Callable[[Path, int], Parser]] = {"minilm": _minilm, "fast": _fast}
