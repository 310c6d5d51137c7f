"""The grammar of time expressions: rules of ``times.yaml`` compiled, and the places where they match.

A pattern is a regular expression in which a blank stands for white space, ``<table>`` for any word of a table,
``<fragment>`` for a fragment, and ``<name=group>`` keeps what it matched as a group.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.annotators._number_words import NumberWords, alternatives
from dateline.codebook.files import find, read_yaml
from dateline.errors import CodebookError

FILE = "lexicons/en/times.yaml"
WORDS = re.compile(r"\(\?:([a-z]+(?:\|[a-z]+)*)\)")  # a pattern that is one of several words
REFERENCE = re.compile(r"(?<!\?P)<(\w+)(?:=(\w+))?>")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: the triggers it needs, the reader of its groups, whether it needs the story's own time, and its pattern."""

    name: str
    needs: frozenset[str]
    reads: str
    narrative: bool
    pattern: re.Pattern[str]
    example: str


@dataclass(frozen=True, slots=True)
class Trigger:
    """What a paragraph must have for the rules that need it: cheap to look for.

    Attributes:
        pattern: what is sought.
        lowered: whether in the text in lower case, which is quicker than passing over case.
        words: what is sought, where it is nothing but words: quicker still.
    """

    pattern: re.Pattern[str]
    lowered: bool
    words: tuple[str, ...] = ()

    @classmethod
    def of(cls, source: str) -> Trigger:
        """Return the trigger of a pattern."""
        lowered = source == source.lower()
        words = WORDS.fullmatch(source)
        pattern = re.compile(source, 0 if lowered else re.IGNORECASE)
        return cls(pattern, lowered, tuple(words[1].split("|")) if words else ())

    def fires(self, text: str, lowered: str) -> bool:
        """Return whether a text has it, given also in lower case."""
        if self.words:
            return any(word in lowered for word in self.words)
        return self.pattern.search(lowered if self.lowered else text) is not None


@dataclass(frozen=True, slots=True)
class Found:
    """A place where a rule matched: offsets in the document and the groups."""

    rule: Rule
    start: int
    end: int
    groups: dict[str, str | None]


@dataclass(frozen=True, slots=True)
class Grammar:
    """All rules with their tables of words.

    Attributes:
        words: the tables, words in lower case.
        rules: in the order in which they win over each other.
        triggers: a paragraph must match this for the rules that need it.
        not_times: names that only look like a time.
        numbers: the reader of numbers.
        data: the rest of the file (lists of verbs, the pattern ``ahead``).
    """

    words: dict[str, dict[str, Any]]
    rules: tuple[Rule, ...]
    triggers: dict[str, Trigger]
    not_times: re.Pattern[str]
    numbers: NumberWords
    data: dict[str, Any]

    @classmethod
    def load(cls, overlay: Path | None = None) -> Grammar:
        """Return the built-in grammar with the overlay's rules and tables after it.

        Raises:
            CodebookError: a pattern does not compile or names an unknown table.
        """
        data: dict[str, Any] = {}
        for path in find(FILE, overlay):
            _lay_over(data, read_yaml(path))
        numbers = NumberWords.load(overlay)
        pieces = _pieces(data, numbers)
        rules = tuple(_rule(row, pieces) for row in data["rules"])
        sources = {name: _expand(source, pieces, name) for name, source in data["triggers"].items()}
        sources |= {table: pieces[table] for table in ("month", "weekday", "feast")}
        triggers = {name: Trigger.of(source) for name, source in sources.items()}
        not_times = re.compile(rf"\b(?:{alternatives(data['not_times'])})\b")
        words = {t: {str(w).lower(): v for w, v in rows.items()} for t, rows in data["words"].items()}
        return cls(words, rules, triggers, not_times, numbers, data)

    def find(self, text: str, start: int, end: int) -> list[Found]:
        """Return the expressions between two offsets in text order; the longest wins, then the earlier rule."""
        piece = text[start:end]
        lowered = piece.lower()
        present = {name for name, trigger in self.triggers.items() if trigger.fires(piece, lowered)}
        if not present:
            return []
        taken = bytearray(len(piece))
        for match in self.not_times.finditer(piece):
            taken[match.start() : match.end()] = b"\1" * len(match[0])
        candidates = sorted(self._candidates(piece, present), key=lambda c: (c[1] - c[2], c[0]))
        chosen = []
        for order, a, b, groups in candidates:
            if not any(taken[a:b]):
                taken[a:b] = b"\1" * (b - a)
                chosen.append(Found(self.rules[order], start + a, start + b, groups))
        return sorted(chosen, key=lambda f: f.start)

    def _candidates(
        self, piece: str, present: set[str]
    ) -> Iterator[tuple[int, int, int, dict[str, str | None]]]:
        for order, rule in enumerate(self.rules):
            if rule.needs <= present:
                for match in rule.pattern.finditer(piece):
                    groups = match.groupdict()
                    a, b = match.span("keep") if groups.get("keep") else match.span()
                    a += len(piece[a:b]) - len(piece[a:b].lstrip())
                    b -= len(piece[a:b]) - len(piece[a:b].rstrip())
                    if a < b:
                        yield order, a, b, groups


def _lay_over(data: dict[str, Any], more: dict[str, Any]) -> None:
    for key, value in more.items():
        if isinstance(value, dict) and isinstance(data.get(key), dict):
            _lay_over(data[key], value)
        elif isinstance(value, list) and isinstance(data.get(key), list):
            data[key] = data[key] + value
        else:
            data[key] = value


def _pieces(data: dict[str, Any], numbers: NumberWords) -> dict[str, str]:
    """Return the source that stands for every ``<name>``."""
    pieces = {"number": numbers.pattern}
    for table, rows in data["words"].items():
        if table in data["proper"]:
            forms = {form for w in rows for form in (_capital(w), w.upper())}
            pieces[table] = rf"(?-i:\b(?:{alternatives(forms)}))"
        else:
            pieces[table] = f"(?:{alternatives(rows)})"
    for name, source in data["fragments"].items():
        pieces[name] = _expand(source, pieces, name)
    return pieces


def _capital(words: str) -> str:
    return " ".join(w[:1].upper() + w[1:] for w in words.split())


def _rule(row: dict[str, Any], pieces: dict[str, str]) -> Rule:
    try:
        pattern = re.compile(_expand(row["pattern"], pieces, row["name"]), re.IGNORECASE)
    except re.error as error:
        raise CodebookError(f"bad pattern: {error}", file=FILE, key=row["name"]) from error
    return Rule(
        name=row["name"],
        needs=frozenset(needs if isinstance(needs := row["needs"], list) else [needs]),
        reads=row["reads"],
        narrative=row.get("anchor") == "narrative",
        pattern=pattern,
        example=row["example"],
    )


def _expand(source: str, pieces: dict[str, str], rule: str) -> str:
    def piece(match: re.Match[str]) -> str:
        if match[1] not in pieces:
            raise CodebookError(f"unknown table or fragment <{match[1]}>", file=FILE, key=rule)
        return f"(?P<{match[2]}>{pieces[match[1]]})" if match[2] else pieces[match[1]]

    return REFERENCE.sub(piece, _blanks(source))


def _blanks(source: str) -> str:
    r"""Return the pattern with blanks as ``\s{1,3}``: one in look-behinds, untouched in character classes."""
    out, i, behind = [], 0, 0
    while i < len(source):
        if source.startswith(("(?<!", "(?<="), i):
            behind = i + 1
        if (
            source[i] == ")"
            and behind
            and source.count("(", behind - 1, i) == source.count(")", behind - 1, i) + 1
        ):
            behind = 0
        if source[i] == "[":
            close = source.index("]", i + 2)
            out.append(source[i : close + 1])
            i = close + 1
            continue
        if source[i] == "\\":
            out.append(source[i : i + 2])
            i += 2
            continue
        if source[i] == " ":
            optional = source.startswith("?", i + 1)
            out.append(r"\s" if behind else r"\s{0,3}" if optional else r"\s{1,3}")
            i += 1 + (optional and not behind)
            continue
        out.append(source[i])
        i += 1
    return "".join(out)
