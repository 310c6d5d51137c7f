"""Relays: outlets and persons that pass a statement on."""

from __future__ import annotations

import bisect
import dataclasses
from collections.abc import Iterator

from dateline.codebook.cues import Cues
from dateline.coders._cue_hits import Hit
from dateline.model import Actor, Document, Sentence, Statement, Token

_CARRY = frozenset(
    {"carry", "publish", "report", "quote", "release", "broadcast", "cite", "run", "air", "post"}
)
_THROUGH = frozenset({"by", "on", "in", "to", "with", "via", "through", "from"})
_SERVICES = frozenset(
    [
        "account",
        "channel",
        "correspondent",
        "feed",
        "interview",
        "page",
        "post",
        "program",
        "programme",
        "report",
        "reporter",
        "show",
        "tweet",
        "website",
    ]
)
# The same where a fronted phrase, closed by a comma, stands before it: "Asked about it, he said …".
FRONTED = 0.5

PASSED_ON = 0.8  # share of the outer content that the inner statement must hold


class Relay:
    """Finds the outlets through which a statement came."""

    def __init__(self, document: Document, sentences: tuple[Sentence, ...], cues: Cues) -> None:
        self._document, self._cues = document, cues
        self._seen = [
            (span.start, name)
            for sentence in sentences
            for entity in sentence.entities
            for span in (sentence.span_of(sentence.tokens[entity.start : entity.end]),)
            if (name := self._outlet(span.of(document.text))) is not None
        ]

    def _outlet(self, words: str) -> str | None:
        """Return the usual name of an outlet, None if the words name none."""
        plain, known = " ".join(words.split()), self._known(words)
        ends_so = plain.split()[-1].lower() in self._cues.outlet_nouns if " " in plain else False
        return known or (plain.removeprefix("the ").removeprefix("The ") if ends_so else None)

    def _known(self, words: str) -> str | None:
        """Return the usual name of an outlet of the gazetteer; "news agency" behind it is no part of it."""
        rest = words.lower().removeprefix("the ").split()
        while rest:
            found = self._cues.outlets.get(" ".join(rest))
            if found is not None:
                return found
            if rest.pop() not in self._cues.outlet_nouns:
                return None
        return None

    def _last(self, offset: int) -> list[str]:
        """Return the outlet named last before a place, for "the station"."""
        return [name for start, name in self._seen if start < offset][-1:]

    def via(self, hit: Hit, speaker: Actor | None) -> tuple[str, ...]:
        """Return the names of the outlets, outermost first."""
        sentence = hit.sentence
        found: list[str] = []
        if hit.hearer:
            found += self._named(sentence, _top(sentence, hit.hearer))
        if "tweet" in hit.word.lemma.lower() or (hit.head is not None and hit.head.lemma.lower() == "tweet"):
            found.append("Twitter")
        stack = [t for t in sentence.children(hit.word) if t.index not in hit.content]
        head = sentence.head(hit.word)
        if head is not None and head.lemma.lower() == "quote":
            stack += [t for t in sentence.children(head) if t.index != hit.word.index]
        for child in stack:
            for token in sentence.subtree(child):
                if token.index in hit.content or token.index in hit.speaker or token.index in hit.hearer:
                    continue
                cases = {t.lemma.lower() for t in sentence.children(token, "case")}
                if cases & _THROUGH or token.dep == "obl:agent":
                    found += self._named(sentence, token)
        return tuple(dict.fromkeys(name for name in found if speaker is None or name != speaker.name))

    def _named(self, sentence: Sentence, head: Token) -> list[str]:
        """Return the name of the outlet that a phrase names, an empty list if it names none."""
        if head.lemma.lower() in _SERVICES:
            for child in sentence.children(head, "compound", "nmod:poss", "nmod"):
                if named := self._named(sentence, child):
                    return named
        entity = next((e for e in sentence.entities if e.start <= head.index < e.end), None)
        first = entity.start if entity else head.index
        if entity and first and sentence.tokens[first - 1].upos in ("ADJ", "PROPN"):
            wider = sentence.span_of(sentence.tokens[first - 1 : entity.end])
            if (name := self._known(wider.of(self._document.text))) is not None:
                return [name]
        span = sentence.span_of(sentence.tokens[first : entity.end]) if entity else head.span
        name = self._outlet(span.of(self._document.text))
        if name is not None:
            return [name]
        if entity is None and head.lemma.lower() in self._cues.outlet_nouns and _definite(sentence, head):
            return self._last(head.start)
        return []

    def merged(self, drafts: list[Statement]) -> Iterator[Statement]:
        """Yield the statements; who but passes another's on becomes its relay.

        "KCNA reported that the minister said X" is one statement, of the minister, via KCNA. A person who tells
        what another said makes a statement too, and both are kept.
        """
        teller_of: dict[int, Statement] = {}
        gone: set[int] = set()
        order = sorted(range(len(drafts)), key=lambda i: drafts[i].evidence.start)
        starts = [drafts[i].evidence.start for i in order]
        for i, outer in enumerate(drafts):
            room = outer.content[0]
            for at in range(bisect.bisect_left(starts, room.start), bisect.bisect_left(starts, room.end)):
                j = order[at]
                if i != j and drafts[j].speaker is not None and _passes(outer, drafts[j]):
                    teller_of[j] = outer
                    if outer.speaker is not None and self._is_outlet(outer.speaker):
                        gone.add(i)
        for j, draft in enumerate(drafts):
            if j not in gone:
                yield _through(draft, teller_of.get(j))

    def _is_outlet(self, actor: Actor) -> bool:
        return actor.id.startswith("outlet:") or self._outlet(actor.name) is not None


def _definite(sentence: Sentence, head: Token) -> bool:
    return any(t.text.lower() in ("the", "this") for t in sentence.children(head, "det"))


def _through(draft: Statement, teller: Statement | None) -> Statement:
    """Return the statement with its teller in front of its relays."""
    if teller is None or teller.speaker is None:
        return draft
    return dataclasses.replace(
        draft, via=tuple(dict.fromkeys((*teller.via, teller.speaker.name, *draft.via)))
    )


def _passes(outer: Statement, inner: Statement) -> bool:
    """Return whether the inner statement, its cue and speaker fill the content of the outer one."""
    if len(outer.content) != 1 or outer.direct is True:
        return False
    room, told = outer.content[0], inner.evidence.span
    if told not in room:
        return False
    lead = outer.evidence.exact[
        room.start - outer.evidence.start : told.start - outer.evidence.start
    ].rstrip()
    fronted = lead.endswith(",") and told.end == room.end and len(told) >= FRONTED * len(room)
    return fronted or len(told) >= PASSED_ON * len(room)


def _top(sentence: Sentence, indices: frozenset[int]) -> Token:
    words = [sentence.tokens[i] for i in sorted(indices)]
    return next((t for t in words if t.head not in indices), words[-1])
