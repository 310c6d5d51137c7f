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
    """A word of commitment: where its content and its addressee stand in the parse.

    Attributes:
        kind: what it makes.
        content: relations of what is undertaken, the best first.
        to: relations of whom it is directed at.
        aimed: True if it counts only with somebody named who is to do it ("asked Seoul to leave").
        mandative: True if its clause must be in the subjunctive ("insisted that they leave").
        answered: True if it counts only where somebody answers it ("accepted a plan by Japan to …").
        heads: lemmas that the content's head must be one of; empty for any.
        not_heads: lemmas that it must not be: an explanation offered is none that is undertaken.
        example: a sentence with it.
        content_is: what is undertaken in the example.
    """

    kind: CommitmentKind
    content: tuple[str, ...]
    to: tuple[str, ...]
    aimed: bool = False
    mandative: bool = False
    answered: bool = False
    heads: frozenset[str] = frozenset()
    not_heads: frozenset[str] = frozenset()
    example: str
    content_is: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clauses:
    """Words of what a speaker says that somebody will or must do; the file explains each list."""

    hostile: frozenset[str] = frozenset()
    ending: frozenset[str] = frozenset()
    suffered: frozenset[str] = frozenset()
    spared: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    firms: frozenset[str] = frozenset()
    terms: frozenset[str] = frozenset()
    examples: tuple[dict[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Words that change the state of a commitment; the file explains each field."""

    state: CommitmentState
    verbs: frozenset[str]
    objects: frozenset[str] = frozenset()
    particle: str | None = None
    negated: bool = False
    alone: bool = False
    own: bool = False
    whether: bool = False
    example: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentLexicon:
    """All of ``lexicons/en/commitments.yaml``; ``words`` by (lemma, part of speech)."""

    words: dict[tuple[str, str], Undertaking]
    answers: tuple[Answer, ...]
    answerable: frozenset[str]
    clauses: Clauses
    unreal: frozenset[str]
    condition_marks: frozenset[str]
    calendar: frozenset[str] = frozenset()
    authors: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()


@lru_cache(maxsize=4)
def load(overlay: Path | None = None) -> CommitmentLexicon:
    """Return the lexicon, the user's rows laid over ours."""
    words: dict[tuple[str, str], Undertaking] = {}
    answers: list[Answer] = []
    conditions: set[str] = set()
    unreal: set[str] = set()
    clauses: dict[str, list[Any]] = {}
    answerable: set[str] = set()
    calendar: set[str] = set()
    authors: set[str] = set()
    texts: set[str] = set()
    for path in find("lexicons/en/commitments.yaml", overlay):
        data: dict[str, Any] = read_yaml(path)
        for key, pos in (("verbs", "VERB"), ("nouns", "NOUN"), ("adjectives", "ADJ")):
            for row in data.get(key, ()):
                words[row["lemma"], pos] = Undertaking(
                    kind=row["kind"],
                    content=tuple(row["content"]),
                    to=tuple(row["to"]),
                    aimed=bool(row.get("aimed")),
                    mandative=bool(row.get("mandative")),
                    answered=bool(row.get("answered")),
                    heads=frozenset(row.get("heads", ())),
                    not_heads=frozenset(row.get("not_heads", ())),
                    example=row["example"],
                    content_is=row["content_is"],
                )
        for row in data.get("answers", ()):
            answers.append(
                Answer(
                    state=row["state"],
                    verbs=frozenset(row["verbs"]),
                    objects=frozenset(row.get("objects", ())),
                    particle=row.get("particle"),
                    negated=bool(row.get("negated")),
                    alone=bool(row.get("alone")),
                    own=bool(row.get("own")),
                    whether=bool(row.get("whether")),
                    example=row["example"],
                )
            )
        for key, values in data.get("clauses", {}).items():
            clauses.setdefault(key, []).extend(values)
        unreal.update(data.get("unreal", ()))
        conditions.update(data.get("condition_marks", ()))
        answerable.update(data.get("answerable", ()))
        calendar.update(data.get("calendar", ()))
        authors.update(data.get("authors", ()))
        texts.update(data.get("texts", ()))
    return CommitmentLexicon(
        words=words,
        answers=tuple(answers),
        answerable=frozenset(answerable | {lemma for lemma, pos in words if pos == "NOUN"}),
        clauses=_clauses(clauses),
        unreal=frozenset(unreal),
        condition_marks=frozenset(conditions),
        calendar=frozenset(calendar),
        authors=frozenset(authors),
        texts=frozenset(texts),
    )


def _clauses(lists: dict[str, list[Any]]) -> Clauses:
    examples = tuple(lists.pop("examples", ()))
    return Clauses(examples=examples, **{key: frozenset(words) for key, words in lists.items()})
