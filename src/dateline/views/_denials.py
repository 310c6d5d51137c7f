"""Statements that call another account wrong: "he denied it", "not from Oslo but from Bergen"."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import takewhile

from dateline.codebook.files import find, read_csv
from dateline.model import Event, Span, Statement
from dateline.model.conflict import Conflict
from dateline.resolvers import named, stem, telling
from dateline.store import Stored
from dateline.views import _merging, _sides
from dateline.views._claims import names_of, sentence, speaks_for
from dateline.views._ledger_rules import called
from dateline.views._phrasing import pattern, words

NEAR = 600  # characters inside which a denial of the same article can mean a claim
SENTENCES = 2  # ends of sentences between a claim and "he denied it"
BEFORE = 400  # and "it" what was claimed before
ALIKE_NEAR, ALIKE_FAR = (
    0.5,
    0.5,
)  # share of the telling words of a denial, and of the shorter of two, that are in both
FEW_WORDS = 3  # that two articles must share
INTENDED = frozenset(map(stem, words("intended")))
LONG = 3  # telling words, besides names, of a denial whose first one has to be in what is denied
OWN = 2  # of them no names
SOON = datetime.timedelta(days=30)  # between two articles
SHORT = 90  # characters of a claim that are shown
ANYBODY = words("anybody")
ATTACKS = words("attacks")
COMMON = 200  # claims with one word; more say that it is no help
STEM = 4  # letters that a name and its forms share
_STATE = dict.fromkeys(("GOV", "MIL", "COP", "SPY", "JUD", "LEG"), "GOV")  # who speaks for a government
CLAIMS = ("says", "claims", "believes", "warns", "promises")


_DENY = pattern("deny")
NOT_BUT = pattern("not_but")
_ACCOUNT = pattern("account")
_WITHHOLD = pattern("withhold")
_COUNTED = re.compile(r"\b(two|three|four|five|six|seven|eight|nine|ten|\d+)[ -]([a-z]{3,})", re.I)
_REFUSED = pattern("refused")
_CLAUSE_NOT = pattern("clause_not")
_DENIED_NOUN = pattern("denied_noun")
_NOT_DENIED = pattern("not_denied")
_WHOSE = pattern("whose_claim")
_ENDING = re.compile(r"[.!?\n]")
_FULL_STOP = re.compile(r"[.!?\n][\s\"”’']*")
_RELATIVE = pattern("relative")
_NONE = pattern("none")
_WORD = re.compile(r"[^\W\d_]+")
NAME = re.compile(r"\b[A-Z0-9][\w’']+(?:-\w+)*")


def negated(text: str, word: str) -> bool:
    """Return whether a text has a telling word behind a negation."""
    return any(word in telling(m.group()) and _NONE.search(text[: m.start()]) for m in _WORD.finditer(text))


def _unsaid(text: str, words: frozenset[str]) -> bool:
    """Return whether a text has one of some words some words behind a negation of its clause: "not used by militants"."""
    return any(words & telling(m.group()) for m in _CLAUSE_NOT.finditer(text))


@dataclass(frozen=True, kw_only=True)
class _Claim:
    """What a statement says or an event reports."""

    stored: Stored

    @cached_property
    def text(self) -> str:
        """Its words; of a denial without what it says besides of the thing: "breaking a truce that it had announced"."""
        value = self.stored.value
        if not isinstance(value, Statement):
            return value.evidence.exact
        said = " ".join(span.of(self.stored.document.text) for span in value.content)
        besides = _RELATIVE.search(said) if value.stance == "denies" else None
        return said[: besides.start()] if besides else said

    @cached_property
    def deed(self) -> frozenset[str]:
        """The acts and the word without ending with which a denial begins: "denied shelling the village"; else none."""
        first = next(iter(_WORD.findall(self.text)), "").lower()
        deed = first.endswith("ing") and stem(first) not in INTENDED
        return named(stem(first)) | {stem(first)} if deed else frozenset()

    @cached_property
    def head(self) -> frozenset[str]:
        """The noun with which a longer denial begins, without ending, and the acts that it can name: "rocket attacks"."""
        told = _WORD.findall(self.text)
        own = [w for w in told if w.islower() and telling(w) and stem(w) not in INTENDED]
        if len(own) <= LONG:
            return frozenset()
        first = takewhile(lambda w: w in own, told[told.index(own[0]) :])
        head = stem(list(first)[-1])
        return named(head) | {head}

    @property
    def span(self) -> Span:
        value = self.stored.value
        if isinstance(value, Statement):
            return Span(value.content[0].start, value.content[-1].end)
        return value.trigger.span if isinstance(value, Event) else value.evidence.span

    @cached_property
    def words(self) -> frozenset[str]:
        """Telling words, and stretches of time and numbers of things ("two weeks")."""
        counted = (
            f"{number.lower()} {noun.lower().removesuffix('s')}"
            for number, noun in _COUNTED.findall(self.text)
        )
        return telling(self.text).union(counted)

    @cached_property
    def whose(self) -> tuple[str, ...]:
        """Words for who said what a denial denies, as far as it says so: "denied government claims"."""
        found = _WHOSE.search(self.stored.value.evidence.exact)
        told = _WORD.findall(found["whose"].lower()) if found else []
        return tuple(w for w in told if w not in ANYBODY and (telling(w) or w in called() or w in trades()))

    def can_be_of(self, whom: tuple[str, ...]) -> bool:
        """Return whether who says this can be whom words name; anybody can where it is told without a speaker."""
        value = self.stored.value
        who = value.speaker if isinstance(value, Statement) else None
        if who is None or not whom:
            return True
        names = {w[:STEM] for w in _WORD.findall(who.name.lower())}
        by_name = any(w[:STEM] in names or called().get(w) == who.country for w in whom if w not in trades())
        trade = {_STATE.get(trades()[w], trades()[w]) for w in whom if w in trades()}
        return by_name or _STATE.get(who.sector or "", who.sector) in trade

    @property
    def speaker(self) -> str | None:
        value = self.stored.value
        return value.speaker.id if isinstance(value, Statement) and value.speaker else None

    def alike(self, other: _Claim) -> float:
        shared = self.words & other.words
        return (len(shared) + sum(" " in word for word in shared)) / max(
            1, min(len(self.words), len(other.words))
        )

    @cached_property
    def names(self) -> frozenset[str]:
        """Telling words that are written large inside it."""
        return names_of(self.text)

    def answers(self, denial: _Claim) -> float:
        """Return the share of a denial's telling words that this claim has and does not deny itself; names alone are none."""
        shared = self.words & denial.words
        if _DENY.search(self.text):
            return 0.0
        if not shared - denial.names or any(negated(self.text, word) for word in shared):
            return 0.0
        if _unsaid(self.text, shared - denial.names):
            return 0.0
        told = {stem(word) for word in _WORD.findall(self.text.lower())}
        told = told.union(*map(named, told))
        if (denial.deed and not denial.deed & told) or (denial.head and not denial.head & told):
            return 0.0
        one_act = bool(_acts(self.words - shared) & _acts(denial.words - shared))  # "struck" answers "bombed"
        return (len(shared) + one_act + sum(" " in word for word in shared)) / len(denial.words)

    def soon(self, other: _Claim) -> bool:
        a, b = self.stored.document.published, other.stored.document.published
        return a is None or b is None or max(a.start - b.end, b.start - a.end) <= SOON


def _acts(words: Iterable[str]) -> frozenset[str]:
    """Return the acts that words can name."""
    return frozenset("attack" if act in ATTACKS else act for word in words for act in named(stem(word)))


def refuted(said: Iterable[Stored], events: Iterable[Stored]) -> Iterator[Conflict]:
    """Yield claims with the statement that denies them; of several that it can mean, the likest and nearest."""
    statements = list(said)
    denials = [_Claim(stored=s) for s in statements if _denies(s)]
    if not denials:
        return
    pool = _Pool(statements, events)
    for denial in denials:
        target = pool.meant(denial)
        if target is not None:
            yield _sides.conflict(
                "status", (target.stored, denial.stored), (_short(target.text), _sides.DENIED)
            )


def corrected(said: Iterable[Stored], events: Iterable[Stored]) -> Iterator[Conflict]:
    """Yield what one account says and another corrects by name: "not from Oslo but from Bergen"."""
    statements = list(said)
    found: dict[tuple[str, int], tuple[_Claim, re.Match[str]]] = {}
    for stored in statements:
        evidence = stored.value.evidence
        match = NOT_BUT.search(evidence.exact)
        if match and NAME.search(match["wrong"]):
            found.setdefault((evidence.document, evidence.start), (_Claim(stored=stored), match))
    if not found:
        return
    pool = _Pool(statements, events)
    for claim, match in found.values():
        target = pool.holds(claim, match["wrong"])
        if target is not None:
            yield _sides.conflict(
                "content",
                (target.stored, claim.stored),
                (_short(target.text), _short("not" + match.string[match.start("wrong") :])),
            )


class _Pool:
    """All claims, found by document and by word."""

    def __init__(self, said: Iterable[Stored], events: Iterable[Stored]) -> None:
        self._by_document: dict[str, list[_Claim]] = defaultdict(list)
        self._by_word: dict[str, list[_Claim]] = defaultdict(list)
        for stored in (*said, *events):
            if _asserts(stored):
                claim = _Claim(stored=stored)
                self._by_document[stored.document.id].append(claim)
                for word in claim.words:
                    self._by_word[word].append(claim)

    def meant(self, denial: _Claim) -> _Claim | None:
        """Return the claim that a denial is about, None if none can be told."""
        here = [
            c
            for c in self._by_document[denial.stored.document.id]
            if _other(c, denial) and c.can_be_of(denial.whose)
        ]
        if not denial.words:
            before = [c for c in here if 0 <= denial.span.start - c.span.end <= BEFORE and _is_said(c)]
            before = [c for c in before if _answered(c, denial)]
            return max(before, key=lambda c: c.span.end, default=None)
        near = [c for c in here if _gap(c.span, denial.span) <= NEAR and c.answers(denial) >= ALIKE_NEAR]
        found = near or [
            c for c in self._elsewhere(denial) if c.alike(denial) >= ALIKE_FAR and c.answers(denial) > 0
        ]
        return max(
            found,
            key=lambda c: (c.alike(denial), _is_said(c), -_gap(c.span, denial.span), c.stored.value.id),
            default=None,
        )

    def _elsewhere(self, denial: _Claim) -> list[_Claim]:
        found = self._sharing(denial.words, denial)
        return [
            c
            for c in found
            if _other(c, denial)
            and c.can_be_of(denial.whose)
            and len(c.words & denial.words) >= FEW_WORDS
            and len((c.words & denial.words) - denial.names - c.names) >= OWN
        ]

    def holds(self, correction: _Claim, wrong: str) -> _Claim | None:
        """Return the claim of another article that holds the names called wrong, and tells of the same."""
        names = frozenset().union(*(telling(name) for name in NAME.findall(wrong)))
        topic = telling(correction.stored.value.evidence.exact) - names
        found = [
            c
            for c in self._sharing(names, correction)
            if names <= c.words and (c.words & topic) - c.names and not NOT_BUT.search(c.text)
        ]
        return max(found, key=lambda c: (len(c.words & topic), c.stored.value.id), default=None)

    def _sharing(self, words: frozenset[str], claim: _Claim) -> list[_Claim]:
        """Return the claims of other articles of about that time with one of the words, rare ones first."""
        found: dict[str, _Claim] = {}
        for word in sorted(words, key=lambda w: len(self._by_word.get(w, ()))):
            for other in self._by_word.get(word, ())[:COMMON]:
                if other.stored.document.id != claim.stored.document.id and claim.soon(other):
                    found.setdefault(other.stored.value.id, other)
        return list(found.values())


@cache
def trades() -> dict[str, str]:
    """Return the sector of those whom one word names: "government", "rebels"."""
    found: dict[str, str] = {}
    for path in find("gazetteers/roles.csv"):
        for row in read_csv(path):
            for noun in (row.cells["noun"], row.cells["plural"]):
                if " " not in noun and row.cells["sector"]:
                    found.setdefault(noun, row.cells["sector"])
    return found


def _denies(stored: Stored) -> bool:
    """Return whether a statement says that something is not so; to refuse and reject is no denial."""
    value = stored.value
    if not isinstance(value, Statement) or value.stance != "denies" or not _DENY.search(value.cue):
        return False
    if value.cue.lower().startswith("disput") and not _ACCOUNT.search(value.evidence.exact):
        return False  # who disputes an island says that it is his
    if _NOT_DENIED.search(value.evidence.exact) or _REFUSED.match(value.evidence.exact, _object_at(stored)):
        return False
    told = sentence(stored.document, value.evidence.span).of(stored.document.text)
    return _WITHHOLD.search(value.evidence.exact) is None and not told.rstrip("\"”’' ").endswith("?")


def _object_at(stored: Stored) -> int:
    """Return where in the words of a denial the noun behind its cue begins."""
    text = stored.value.evidence.exact
    found = _DENIED_NOUN.search(text)
    return found.end() if found else len(text)


def _asserts(stored: Stored) -> bool:
    value = stored.value
    if isinstance(value, Event):
        return value.status in _merging.HAPPENED and value.certainty != _sides.DENIED
    if not isinstance(value, Statement) or value.stance not in CLAIMS or not value.content:
        return False
    ending = _ENDING.search(stored.document.text, value.content[-1].end - 1)
    return ending is None or ending.group() != "?"


def _is_said(claim: _Claim) -> bool:
    return isinstance(claim.stored.value, Statement)


def _other(claim: _Claim, denial: _Claim) -> bool:
    """Return whether a claim is somebody else's, and not the sentence that denies it."""
    if claim.speaker is not None and (claim.speaker == denial.speaker or _one_house(claim, denial)):
        return False
    if claim.stored.document.id != denial.stored.document.id:
        return True
    if _is_said(claim):
        return denial.span not in claim.span
    return not claim.stored.value.evidence.span.overlap(denial.stored.value.evidence.span)


def _answered(claim: _Claim, denial: _Claim) -> bool:
    """Return whether "the allegations" that follow a claim can be it: they come right behind, or it names who denies them."""
    text, start = denial.stored.document.text, denial.stored.value.evidence.start
    between = text[claim.stored.value.evidence.end : start]
    value = denial.stored.value
    who = value.speaker.name if isinstance(value, Statement) and value.speaker else ""
    told = sentence(denial.stored.document, claim.stored.value.evidence.span).of(text)
    return len(_FULL_STOP.findall(between)) <= SENTENCES or bool(
        set(_WORD.findall(who)) & set(_WORD.findall(told))
    )


def _one_house(claim: _Claim, denial: _Claim) -> bool:
    """Return whether one of two speakers is the unnamed spokesman of the other."""
    values = (claim.stored.value, denial.stored.value)
    told = [v.speaker.name for v in values if isinstance(v, Statement) and v.speaker]
    return len(told) == len(values) and (speaks_for(*told) or speaks_for(*reversed(told)))


def _gap(left: Span, right: Span) -> int:
    return max(left.start - right.end, right.start - left.end, 0)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= SHORT else text[:SHORT].rpartition(" ")[0] + " …"
