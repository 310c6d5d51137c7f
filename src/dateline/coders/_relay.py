"""Relays: outlets and persons that pass a statement on."""

from __future__ import annotations

import bisect
import dataclasses
from collections.abc import Iterator

from dateline.codebook.cues import Cues
from dateline.coders._actors import PRONOUNS
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

MAX_PAUSE = 250  # characters between the words of one speaker that came through the same outlet
LEFT_AND_RIGHT = 2  # parts of a sentence that a phrase cuts
_QUOTE = frozenset({"quote", "cite"})
PASSED_ON = 0.8  # share of the outer content that the inner statement must hold


class Relay:
    """Finds the outlets through which a statement came."""

    def __init__(self, document: Document, sentences: tuple[Sentence, ...], cues: Cues) -> None:
        self._document, self._cues = document, cues
        self._seen: list[tuple[int, str]] = []
        for sentence in sentences:
            for entity in sentence.entities:
                span = sentence.span_of(sentence.tokens[entity.start : entity.end])
                if (name := self._outlet(span.of(document.text))) is not None:
                    self._seen.append((span.start, self._fuller(name, span.start)))

    def _outlet(self, words: str) -> str | None:
        """Return the usual name of an outlet, None if the words name none; "in time" is not Time."""
        if not any(c.isupper() for c in words):
            return None
        plain, known = " ".join(words.split()), self._known(words)
        ends_so = plain.split()[-1].lower() in self._cues.outlet_nouns if " " in plain else False
        return known or (plain.removeprefix("the ").removeprefix("The ") if ends_so else None)

    def _known(self, words: str) -> str | None:
        """Return the usual name of an outlet of the gazetteer; "news agency" behind it is no part of it."""
        named = words.split()
        while named and not any(c.isupper() for c in named[0]):  # "state-run KCNA"
            named.pop(0)
        rest = " ".join(named).lower().removeprefix("the ").split()
        while rest:
            found = self._cues.outlets.get(" ".join(rest))
            if found is not None:
                return found
            if rest.pop() not in self._cues.outlet_nouns | {"news"}:
                return None
        return None

    def _last(self, offset: int) -> list[str]:
        """Return the outlet named last before a place, for "the station"."""
        return [name for start, name in self._seen if start < offset][-1:]

    def _fuller(self, name: str, offset: int) -> str:
        """Return the outlet named before a place that ends in a short name: "the Times" behind the New York Times."""
        short = name.removeprefix("The ")
        before = (full for start, full in reversed(self._seen) if start < offset and full != name)
        return (
            next((full for full in before if full.endswith(f" {short}")), name) if " " not in short else name
        )

    def via(self, hit: Hit, speaker: Actor | None) -> tuple[str, ...]:
        """Return the names of the outlets, outermost first."""
        sentence = hit.sentence
        found: list[str] = []
        if hit.hearer:
            found += self._named(sentence, _top(sentence, hit.hearer))
        found += self._carrier(hit)
        if "tweet" in hit.word.lemma.lower() or (hit.head is not None and hit.head.lemma.lower() == "tweet"):
            found.append("Twitter")
        stack = [t for t in sentence.children(hit.word) if t.index not in hit.content]
        head = sentence.head(hit.word)
        if head is not None and head.lemma.lower() in _QUOTE and hit.word.xpos == "VBG":
            stack += [t for t in sentence.children(head) if t.index != hit.word.index]
            active = sentence.children(head, "nsubj")
            found += [name for t in active for name in self._named(sentence, t)]
            passive = sentence.children(head, "aux:pass") and not sentence.children(head, "obl:agent")
            if passive and not sentence.children(hit.word, "obl", "obl:agent"):
                found += self._last(head.start)
        for child in stack:
            for token in sentence.subtree(child):
                if token.index in hit.content or token.index in hit.speaker or token.index in hit.hearer:
                    continue
                cases = {t.lemma.lower() for t in sentence.children(token, "case")}
                if cases & _THROUGH or token.dep == "obl:agent":
                    found += self._named(sentence, token)
        return tuple(dict.fromkeys(name for name in found if speaker is None or name != speaker.name))

    def _carrier(self, hit: Hit) -> list[str]:
        """Return who carries the speaker: "a spokesman, quoted by KCNA, said", "KCNA carried a statement by Kim, who …"."""
        sentence = hit.sentence
        if hit.head is None:
            return []
        heads = (hit.head, *sentence.children(hit.head, "nmod"))
        carried = [t for h in heads for t in sentence.children(h, "acl") if t.lemma.lower() in _CARRY]
        agents = [a for t in carried for a in sentence.children(t, "obl:agent", "obl")]
        if not agents and (text := sentence.head(hit.head)) is not None:
            verb = sentence.head(text)
            if (
                text.lemma.lower() in self._cues.documents
                and verb is not None
                and verb.lemma.lower() in _CARRY
            ):
                agents = list(sentence.children(verb, "nsubj", "obl:agent"))
        return [name for t in agents for name in self._named(sentence, t)][:1]

    def quoting(self, hit: Hit) -> tuple[Token, list[str]] | None:
        """Return who speaks, and through whom, in "Quoting officials, the station said …"."""
        sentence = hit.sentence
        beside = sentence.children(hit.head, "acl") if hit.head is not None else ()
        for clause in (*sentence.children(hit.word, "advcl"), *beside):
            quoted = sentence.children(clause, "obj", "nsubj")
            if clause.lemma.lower() in _QUOTE and clause.xpos == "VBG" and quoted and hit.head is not None:
                outlets = self._named(sentence, hit.head)
                if outlets and quoted[0].upos in ("NOUN", "PROPN"):
                    return quoted[0], outlets
        return None

    def leads(self, hit: Hit) -> bool:
        """Return whether the cue is the "Quoting" of "Quoting officials, the station said …"."""
        above = hit.sentence.head(hit.word)
        if hit.word.lemma.lower() not in _QUOTE or hit.word.xpos != "VBG" or above is None:
            return False
        if hit.word.dep == "acl" and above.dep == "nsubj":  # "The paper, quoting officials, said …"
            above = hit.sentence.head(above)
        elif hit.word.dep != "advcl":
            return False
        return above is not None and above.index > hit.word.index and bool(self._cues.verb(above.lemma))

    def handed_on(self, drafts: list[Statement]) -> Iterator[Statement]:
        """Yield the statements; one that goes on with the words of the same speaker keeps the outlet they came through.

        "Kim told Yonhap that X. He added that Y": Y came through Yonhap too.
        """
        last: Statement | None = None
        for draft in sorted(drafts, key=lambda d: d.evidence.start):
            if last is not None and last.via and not draft.via and self._goes_on(last, draft):
                draft = dataclasses.replace(draft, via=last.via)
            yield draft
            last = draft

    def _goes_on(self, last: Statement, draft: Statement) -> bool:
        """Return whether a statement has the speaker of the one right before it, named by a pronoun or not again."""
        if last.speaker is None or draft.speaker is None or last.speaker.id != draft.speaker.id:
            return False
        if draft.evidence.start - last.evidence.end > MAX_PAUSE:
            return False
        again = set(draft.source) <= set(last.source)
        words = " ".join(s.of(self._document.text) for s in draft.source).lower()
        return again or words in PRONOUNS or words.startswith("the ")

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
            return [self._fuller(name, span.start)]
        if head.lemma.lower() in self._cues.outlet_nouns and (
            apposed := sentence.children(head, "appos", "flat")
        ):
            return [apposed[0].text.strip(". ")]
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
                told = i != j and drafts[j].speaker is not None
                if told and (_passes(outer, drafts[j]) or self.tells(outer, drafts[j])):
                    teller_of[j] = outer
                    if outer.speaker is not None and self._is_outlet(outer.speaker):
                        gone.add(i)
        for j, draft in enumerate(drafts):
            if j not in gone:
                yield self._through(draft, teller_of.get(j))

    def _through(self, draft: Statement, teller: Statement | None) -> Statement:
        """Return the statement with its teller in front of its relays."""
        if teller is None or teller.speaker is None:
            return draft
        name = self._outlet(teller.speaker.name) or teller.speaker.name
        name = self._fuller(name, teller.evidence.start)
        return dataclasses.replace(draft, via=tuple(dict.fromkeys((*teller.via, name, *draft.via))))

    def tells(self, outer: Statement, inner: Statement) -> bool:
        """Return whether one statement is an outlet's that only tells another."""
        outlet = outer.speaker is not None and self._is_outlet(outer.speaker)
        return outlet and (_passes(outer, inner) or _between(outer, inner))

    def _is_outlet(self, actor: Actor) -> bool:
        return actor.id.startswith("outlet:") or self._outlet(actor.name) is not None


def _definite(sentence: Sentence, head: Token) -> bool:
    return any(t.text.lower() in ("the", "this") for t in sentence.children(head, "det"))


def _between(outer: Statement, inner: Statement) -> bool:
    """Return whether an outlet stands between speaker and verb: "Kim, according to KCNA, said that …"."""
    cue = outer.cue_span
    after = inner.cue_span
    if (
        cue is None
        or after is None
        or outer.cue.lower() != "according to"
        or len(outer.content) != LEFT_AND_RIGHT
    ):
        return False
    left, right = outer.content
    return left.end <= cue.start < right.start and after in right and any(s in left for s in inner.source)


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
