"""Noun phrases and the names in them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dateline.codebook.gazetteer import Gazetteer, Match
from dateline.model import Entity, Sentence, Token

INSIDE = ("compound", "flat", "amod", "nummod", "det", "goeswith", "fixed", "nmod:unmarked")
PARTICIPLE = re.compile(r"^[a-z]+(?:ed|run|led|made|born|held)$|^(?:led|run)$")
PREFIXES = ("pro", "anti", "ex", "non", "pan")  # before a hyphen they are no names: "Pro-Gadhafi"
EDGES = ("'s", "’s", "'", "’", ",", "(", ")", '"', "“", "”", "the", "-")
NOMINAL = ("NOUN", "PROPN", "PRON")
VERBAL = ("VERB", "AUX")
NOT_IN_BASE = ("acl", "acl:relcl", "appos", "conj", "cc", "nmod", "nmod:poss", "parataxis", "case", "punct", "advmod", "obl", "dep", "list", "advcl", "cop", "nsubj", "aux", "mark", "obj", "ccomp", "xcomp", "orphan", "discourse", "nsubj:pass", "aux:pass", "expl", "csubj", "vocative")  # fmt: skip

CONTINENTS = ("America", "American", "Americans")
PARTS = ("latin", "south", "central", "north")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A name in a sentence: tokens ``start`` to ``end``; from the gazetteer (match) or only the pipeline (label)."""

    start: int
    end: int
    match: Match | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A noun phrase without its clauses and of-phrases.

    Attributes:
        head: its head.
        base: its tokens, in order: determiners, adjectives, compounds, names.
        start: first token, possessor included.
        end: one past the last token.
        pieces: the names in its base.
    """

    head: Token
    base: tuple[Token, ...]
    start: int
    end: int
    pieces: tuple[Piece, ...]


def pieces(
    sentence: Sentence,
    gazetteer: Gazetteer,
    not_of: frozenset[str] = frozenset(),
    waters: frozenset[str] = frozenset(),
    suffixes: frozenset[str] = frozenset(),
) -> tuple[Piece, ...]:
    """Return the names of a sentence, in order, without overlaps; the gazetteer's word goes before the pipeline's.

    A longer name of the pipeline that only contains a short gazetteer name wins: "Jordan Smith" is no state.

    Args:
        sentence: the sentence.
        gazetteer: the world's names.
        not_of: words after a hyphen that show that a name before it is not whose the thing is: "English-language".
        waters: words that make a place of the name of a state: "the Gulf of Mexico", "the Sea of Japan".
        suffixes: letters after the name of a firm that are no name themselves: "BP PLC".
    """
    words = _joined([t.text for t in sentence.tokens])
    found: list[Piece] = []
    at = 0
    while at < len(words):
        match = gazetteer.find(words, at) if words[at][:1].isalnum() else None
        if match is None or _is_prefix(words, at) or _only_language(words, at + match.length, not_of):
            at += 1
            continue
        if (
            _water(words, at, at + match.length, waters)
            or _suffix(words, at, suffixes)
            or _continent(words, at)
        ):
            at += match.length
            continue
        found.append(Piece(start=at, end=at + match.length, match=match))
        at += match.length
    for entity in map(_without_possessive(words), sentence.entities):
        if entity.label != "PER" and _only_language(words, entity.end, not_of):
            continue
        inside = [p for p in found if p.start < entity.end and entity.start < p.end]
        if not inside and words[entity.start][:1].isalnum():
            found.append(Piece(start=entity.start, end=entity.end, label=entity.label))
        elif inside and _longer_name(entity.start, entity.end, entity.label, inside, words):
            found = [p for p in found if p not in inside]
            found.append(
                Piece(start=entity.start, end=entity.end, label=entity.label, match=_country_in(inside))
            )
    return tuple(sorted(found, key=lambda p: p.start))


def _water(words: list[str], start: int, end: int, waters: frozenset[str]) -> bool:
    """Return whether a name is part of the name of a sea, a strait or the like, which is nobody's."""
    before = (
        words[start - 1].casefold() == "of" and words[start - 2].casefold() in waters if start >= 2 else False
    )
    return before or (end < len(words) and words[end][:1].isupper() and words[end].casefold() in waters)


def _continent(words: list[str], at: int) -> bool:
    """Whether a name is the last word of that of a continent: "Latin America" is no state."""
    return at > 0 and words[at] in CONTINENTS and words[at - 1].casefold() in PARTS


def _suffix(words: list[str], at: int, suffixes: frozenset[str]) -> bool:
    return at > 0 and words[at].replace(".", "").casefold() in suffixes and words[at - 1][:1].isupper()


def _is_prefix(words: list[str], at: int) -> bool:
    return words[at + 1 : at + 2] == ["-"] and words[at].casefold() in PREFIXES


def _only_language(words: list[str], at: int, not_of: frozenset[str]) -> bool:
    rest = words[at : at + 2]
    return len(rest) == 2 and rest[0] in ("-", "–", "‑") and rest[1].casefold() in not_of


def _joined(words: list[str]) -> list[str]:
    """Return the words with editors' brackets inside one undone: "[S]outh" is "South", then hyphens to step over."""
    for at, word in enumerate(words):
        if at and words[at - 1] == "[" and word[1:2] == "]" and word[2:].islower():
            words[at] = word[0] + word[2:]
    for at in range(len(words) - 3):
        if words[at] == "[" and words[at + 2] == "]" and len(words[at + 1]) == 1 and words[at + 3].islower():
            words[at + 1 : at + 4] = [words[at + 1] + words[at + 3], "-", "-"]
    return words


def _without_possessive(words: list[str]) -> Callable[[Entity], Entity]:
    def cut(entity: Entity) -> Entity:
        start, end = entity.start, entity.end
        if end - start > 2 and words[end - 2] in ("-", "‑") and PARTICIPLE.search(words[end - 1]):
            end -= 2  # "Chavez-hosted"
        while end - start > 1 and words[end - 1].casefold() in EDGES:
            end -= 1
        while end - start > 1 and words[start].casefold() in EDGES:
            start += 1
        return Entity(start, end, entity.label)

    return cut


def _longer_name(start: int, end: int, label: str, inside: list[Piece], words: list[str]) -> bool:
    if label not in ("PER", "ORG") or any(p.start < start or p.end > end for p in inside):
        return False
    if end - start <= sum(p.end - p.start for p in inside):
        return False
    piece = inside[-1]
    assert piece.match is not None
    if label == "ORG":
        return piece.match.entries[0].kind == "state" and not piece.match.adjective
    person = next((e for e in piece.match.entries if e.kind == "person"), None)
    if person is None:
        return piece.match.entries[0].kind == "state" and piece.end - piece.start == 1
    given = words[start].casefold()
    return piece.end - piece.start == 1 and not person.name.casefold().startswith(given)


def _country_in(inside: list[Piece]) -> Match | None:
    return next((p.match for p in inside if p.match and p.match.entries[0].kind == "state"), None)


def phrases(sentence: Sentence, names: tuple[Piece, ...]) -> Iterator[Phrase]:
    """Yield the noun phrases of a sentence, in the order of their heads."""
    owner = {i: piece for piece in names for i in range(piece.start, piece.end)}
    verbs = [t.index for t in sentence.tokens if t.upos in VERBAL and t.dep not in ("amod", "compound")]
    for token in sentence.tokens:
        if not _is_head(sentence, token, owner):
            continue
        base = tuple(t for t in sentence.subtree(token, *NOT_IN_BASE) if _contiguous(verbs, t, token))
        for name in sentence.children(token, "appos"):
            if _tight(sentence, name):
                base += sentence.subtree(name, *NOT_IN_BASE)
        base = _with_pieces(sentence, base, owner)
        held = tuple(dict.fromkeys(owner[t.index] for t in base if t.index in owner))
        start, end = base[0].index, base[-1].index + 1
        for possessor in sentence.children(token, "nmod:poss"):
            if possessor.index < start:
                start = min(t.index for t in sentence.subtree(possessor))
        if start and "]" in base[0].text and sentence.tokens[start - 1].text == "[":
            start -= 1
        yield Phrase(head=token, base=base, start=start, end=end, pieces=held)


def _tight(sentence: Sentence, token: Token) -> bool:
    """Return whether a name in apposition follows its title without a comma: "the minister Park Jae-min"."""
    head = sentence.head(token)
    if token.dep != "appos" or head is None or head.index > token.index or token.upos != "PROPN":
        return False
    return not any(
        t.text in (",", "(", "—", "–", ":", ";") for t in sentence.tokens[head.index + 1 : token.index]
    )


def _is_head(sentence: Sentence, token: Token, owner: dict[int, Piece]) -> bool:
    if (token.upos not in NOMINAL and token.index not in owner) or token.upos in ("PUNCT", "PART"):
        return False
    if token.index in owner and owner[token.index].start <= token.head < owner[token.index].end:
        return False  # inside a name: "Mines" in "Ministry of Mines"
    if _tight(sentence, token):
        return False
    head = sentence.head(token)
    if head is not None and head.index == token.index - 2 and sentence.tokens[token.index - 1].text == "-":
        return False  # the rest of a hyphened word: "secretary-general"
    if head is None or token.dep not in INSIDE:
        return token.upos in NOMINAL or token.index in owner
    if head.upos not in NOMINAL and head.index not in owner:
        return True
    return token.dep == "nmod:unmarked" and token.index in owner


def _contiguous(verbs: list[int], token: Token, head: Token) -> bool:
    """Return whether none of the verbs, given by their places in order, stands between a token and the head of its phrase."""
    low, high = (token.index, head.index) if token.index < head.index else (head.index, token.index)
    after = bisect_right(verbs, low)
    return after == len(verbs) or verbs[after] >= high


def _with_pieces(sentence: Sentence, base: tuple[Token, ...], owner: dict[int, Piece]) -> tuple[Token, ...]:
    """Return the base with every name in it made whole."""
    indices = {t.index for t in base}
    for token in base:
        piece = owner.get(token.index)
        if piece is not None:
            indices.update(range(piece.start, piece.end))
    return tuple(sentence.tokens[i] for i in sorted(indices))
