"""One frozen Config, passed as an argument."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import ConfigError

VERSION = "0.1.0"
DEFAULT_DB = "dateline.db"
MAX_DOCUMENT_BYTES = 20_000_000
MAX_BODY_CHARACTERS = 1_000_000  # a novel; an article has five thousand


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Settings of one run.

    Attributes:
        db: path of a SQLite file, or a ``postgresql://`` URL.
        pipeline: name of the English pipeline, ``minilm`` (default) or ``fast``.
        threads: threads of the encoder.
        relation: ``model`` lets a learned model weigh in on what one does to another, ``off`` leaves it to the codebook
            (its frames and operators alone, which is the fallback where the model may not run; scores are then no probabilities).
        max_document_bytes: larger items are refused with a DocumentError.
        max_body_characters: so are items with a longer body, which would keep the parser busy for minutes.
        overlay: a folder of the user's own knowledge files, laid over the built-in ones.
        codebook: a YAML file of the user's own types, verbs, nouns, actors and roles, laid over both.
    """

    db: str = DEFAULT_DB
    pipeline: str = "minilm"
    threads: int = 1
    relation: str = "model"
    max_document_bytes: int = MAX_DOCUMENT_BYTES
    max_body_characters: int = MAX_BODY_CHARACTERS
    overlay: Path | None = None
    codebook: Path | str | None = None


_SECRETS = (
    (re.compile(r"(\b[\w+.-]+://[^\s:/@]*):\S*@"), r"\1:***@"),  # the password of an address
    (
        re.compile(
            r"(\b\w*(?:password|passwd|pwd|secret|token|api[_-]?key|access[_-]?key|authorization)\b[\"']?\s*[=:]\s*[\"']?)"
            r"(?:(?:bearer|basic)\s+)?[^\s&;,\"']+",
            re.IGNORECASE,
        ),
        r"\1***",
    ),
)


def keep_to_ourselves() -> None:
    """Let ONNX Runtime, which is imported after this, send no reports on its use to its maker, as newer ones do by themselves."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"


def redacted(text: str) -> str:
    """Return the text without passwords, tokens and keys that stand in addresses, settings or headers."""
    for pattern, instead in _SECRETS:
        text = pattern.sub(instead, text)
    return text


def from_environment(environ: Mapping[str, str] | None = None) -> Config:
    """Return the Config that the environment variables ``DATELINE_*`` describe.

    Raises:
        ConfigError: ``DATELINE_KNOWLEDGE`` is no folder, ``DATELINE_CODEBOOK`` no file, or ``DATELINE_THREADS`` no number.
    """
    env = os.environ if environ is None else environ
    overlay = env.get("DATELINE_KNOWLEDGE")
    if overlay and not Path(overlay).is_dir():
        raise ConfigError("no such folder", where=f"DATELINE_KNOWLEDGE={overlay}")
    codebook = env.get("DATELINE_CODEBOOK")
    if codebook and not Path(codebook).is_file():
        raise ConfigError("no such file", where=f"DATELINE_CODEBOOK={codebook}")
    threads = env.get("DATELINE_THREADS") or "1"
    if not threads.isdecimal():
        raise ConfigError("not a number", where=f"DATELINE_THREADS={threads}")
    return Config(
        db=env.get("DATELINE_DB") or DEFAULT_DB,
        pipeline=env.get("DATELINE_PIPELINE") or "minilm",
        threads=int(threads),
        relation=env.get("DATELINE_RELATION") or "model",
        overlay=Path(overlay) if overlay else None,
        codebook=Path(codebook) if codebook else None,
    )
