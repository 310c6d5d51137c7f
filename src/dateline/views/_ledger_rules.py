"""What later reports can make of a commitment, as ``resolution/commitments.yaml`` says it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from dateline.codebook.files import find, read_csv, read_yaml
from dateline.model.commitment import CommitmentKind, CommitmentState
from dateline.resolvers import stem

SAME = "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Whose deeds of which kind give which state; the file explains each field."""

    state: CommitmentState
    kinds: frozenset[CommitmentKind]
    who: Literal["maker", "addressee"]
    types: frozenset[str]
    acts: frozenset[str]
    named: bool
    days: int
    why: str
    negative: bool = False
    example: tuple[str, str]

    @property
    def same(self) -> bool:
        """Whether what was undertaken itself has to be done."""
        return SAME in self.acts


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """Words that say that no answer came."""

    state: CommitmentState
    kinds: frozenset[CommitmentKind]
    days: int
    why: str
    pattern: re.Pattern[str]
    examples: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """Words that say what became of a commitment; the file explains each field."""

    state: CommitmentState
    kinds: frozenset[CommitmentKind]
    who: Literal["maker", "addressee", "anybody"]
    pattern: re.Pattern[str]
    acts: frozenset[str]
    days: int
    why: str
    whole: bool = False
    example: tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """All of the file; words are without endings, but ``unsure`` and ``pronouns`` as they stand."""

    threshold: float
    rules: tuple[Rule, ...]
    names: dict[str, frozenset[str]]
    verbs: dict[str, frozenset[str]]
    silence: Silence
    fates: tuple[Fate, ...]
    contrary: dict[str, re.Pattern[str]]
    after: dict[str, frozenset[str]]
    given: frozenset[str]
    patience: int
    soon: int
    acts: dict[str, frozenset[str]]
    got: frozenset[str]
    nominal: frozenset[str]
    money: frozenset[str]
    ends: frozenset[str]
    itself: frozenset[str]
    held: dict[str, frozenset[str]]
    kin: dict[str, str]
    phrases: dict[str, str]
    negative: frozenset[str]
    lasting: frozenset[str]
    light: frozenset[str]
    conditional: re.Pattern[str]
    unsure: frozenset[str]
    empty: frozenset[str]
    pronouns: frozenset[str]


@cache
def rules() -> Rules:
    """Return the rules."""
    (path,) = find("resolution/commitments.yaml")
    data: dict[str, Any] = read_yaml(path)
    return Rules(
        threshold=float(data["threshold"]),
        rules=tuple(_rule(row) for row in data["rules"]),
        names={kind: _stems(words) for kind, words in data["names"].items()},
        verbs={kind: _stems(words) for kind, words in data["verbs"].items()},
        silence=_silence(data["silence"]),
        fates=tuple(_fate(row) for row in data["fates"]),
        contrary={stem(verb): re.compile(row, re.I) for verb, row in data["contrary"].items()},
        after={state: frozenset(others) for state, others in data["after"].items()},
        given=frozenset(data["given"]),
        patience=data["patience"],
        soon=data["soon"],
        acts=_acts(data["acts"]),
        got=_stems(data["got"]),
        nominal=frozenset(data["nominal"]),
        money=_stems(data["money"]),
        ends=_stems(data["ends"]),
        itself=_stems(data["itself"]),
        held=_acts(data["held"]),
        kin={stem(word): stem(row[0]) for row in reversed(data["kin"]) for word in row},
        phrases={word: row[0] for row in data["kin"] for word in row if " " in word},
        negative=_stems(data["negative"]),
        lasting=_stems(data["lasting"]),
        light=_stems(data["light"]),
        conditional=re.compile(rf"\b(?:{'|'.join(map(re.escape, data['conditional']))})\b", re.I),
        unsure=frozenset(data["unsure"]),
        empty=_stems(data["empty"]),
        pronouns=frozenset(data["pronouns"]),
    )


@cache
def called() -> dict[str, str]:
    """Return the code of each state by its names, adjectives and what stands for its government, in lower case."""
    found: dict[str, str] = {}
    for path in find("gazetteers/states.csv"):
        for row in read_csv(path):
            words = (*row.items("aliases"), *row.items("adjectives"), *row.items("metonyms"))
            for name in (row.cells["name"], *words):
                found.setdefault(name.casefold(), row.cells["id"])
    return found


@cache
def adjectives() -> dict[str, tuple[str, ...]]:
    """Return of each state its name and its first adjective, by its code."""
    found: dict[str, tuple[str, ...]] = {}
    for path in find("gazetteers/states.csv"):
        for row in read_csv(path):
            found[row.cells["id"]] = (row.cells["name"], *row.items("adjectives")[:1])
    return found


@cache
def past_forms() -> dict[str, str]:
    """Return the verbs of their irregular forms that tell of what was done: "paid" is of "pay"."""
    rows = (row for path in find("lexicons/en/irregular_verbs.csv") for row in read_csv(path))
    return {row.cells["form"]: row.cells["lemma"] for row in rows if row.cells["tag"] in ("VBD", "VBN")}


def _rule(row: dict[str, Any]) -> Rule:
    making, report = row["example"]
    return Rule(
        state=row["state"],
        kinds=frozenset(row["kinds"]),
        who=row["who"],
        types=frozenset(row["types"]),
        acts=frozenset(row["acts"]),
        named=bool(row.get("named")),
        days=row["days"],
        why=row["why"],
        negative=bool(row.get("negative")),
        example=(making, report),
    )


def _fate(row: dict[str, Any]) -> Fate:
    making, report = row["example"]
    return Fate(
        state=row["state"],
        kinds=frozenset(row["kinds"]),
        who=row["who"],
        pattern=re.compile(rf"\b(?:{row['pattern']})\b", re.I),
        acts=frozenset(row.get("acts", ())),
        days=row["days"],
        why=row["why"],
        whole=bool(row.get("whole")),
        example=(making, report),
    )


def _silence(row: dict[str, Any]) -> Silence:
    patterns = "|".join(p["pattern"] for p in row["patterns"])
    return Silence(
        state=row["state"],
        kinds=frozenset(row["kinds"]),
        days=row["days"],
        why=row["why"],
        pattern=re.compile(patterns, re.I),
        examples=tuple((p["pattern"], p["example"]) for p in row["patterns"]),
    )


def _acts(rows: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    return {stem(word): frozenset(acts) for word, acts in rows.items()}


def _stems(words: list[str]) -> frozenset[str]:
    return frozenset(stem(word) for word in words)
