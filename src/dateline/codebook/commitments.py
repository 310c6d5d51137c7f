"""Words that undertake, threaten or demand, and those that answer them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from dateline.codebook.files import find, read_yaml
from dateline.model.commitment import CommitmentKind, CommitmentState


@dataclass(frozen=True, slots=True, kw_only=True)
class Undertaking:
    """A word of commitment: where its content and its addressee stand in the parse."""

    kind: CommitmentKind
    content: tuple[str, ...]
    to: tuple[str, ...]
    example: str
    content_is: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Words that change the state of a commitment."""

    state: CommitmentState
    verbs: frozenset[str]
    nouns: frozenset[str]
    negated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentLexicon:
    """All of ``lexicons/en/commitments.yaml``; ``words`` by (lemma, part of speech)."""

    words: dict[tuple[str, str], Undertaking]
    answers: tuple[Answer, ...]
    answerable: frozenset[str]
    condition_marks: frozenset[str]


@lru_cache(maxsize=4)
def load(overlay: Path | None = None) -> CommitmentLexicon:
    """Return the lexicon, the user's rows laid over ours."""
    words: dict[tuple[str, str], Undertaking] = {}
    answers: list[Answer] = []
    conditions: set[str] = set()
    answerable: set[str] = set()
    for path in find("lexicons/en/commitments.yaml", overlay):
        data: dict[str, Any] = read_yaml(path)
        for key, pos in (("verbs", "VERB"), ("nouns", "NOUN")):
            for row in data.get(key, ()):
                words[row["lemma"], pos] = Undertaking(
                    kind=row["kind"],
                    content=tuple(row["content"]),
                    to=tuple(row["to"]),
                    example=row["example"],
                    content_is=row["content_is"],
                )
        for row in data.get("answers", ()):
            answers.append(
                Answer(
                    state=row["state"],
                    verbs=frozenset(row["verbs"]),
                    nouns=frozenset(row["nouns"]),
                    negated=bool(row.get("negated")),
                )
            )
        conditions.update(data.get("condition_marks", ()))
        answerable.update(data.get("answerable", ()))
    return CommitmentLexicon(
        words=words,
        answers=tuple(answers),
        answerable=frozenset(answerable | {lemma for lemma, pos in words if pos == "NOUN"}),
        condition_marks=frozenset(conditions),
    )
