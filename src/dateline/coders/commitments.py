"""Commitments: offers, promises, agreements, threats, demands and ultimatums, with what the article says became of them."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path

from dateline.codebook import commitments as codebook
from dateline.codebook.commitments import Answer, Undertaking
from dateline.model import (
    Actor,
    Annotations,
    Commitment,
    Document,
    Event,
    Mention,
    Sentence,
    Span,
    StateChange,
    Statement,
    Token,
    When,
)
from dateline.model.commitment import CommitmentState

SUBJECTS = ("nsubj", "nsubj:pass")
CLAUSES = ("xcomp", "ccomp", "acl", "advcl", "acl:relcl", "conj", "parataxis")
NEGATIONS = ("not", "n't", "n’t", "never", "no", "nor", "without")
ASKING = ("demand", "ultimatum")
IN_CONTENT = (
    "iobj",
    "obl:to",
    "obl:against",
    "obj",
    "nmod:to",
    "nmod:against",
)  # who is meant, if the word itself names nobody
MOST_WORDS = 60  # a longer content is a parse gone wrong


class Commitments:
    """Finds words of commitment and their content; a state of an earlier one changes when an answer to it is told."""

    def __init__(self, overlay: Path | None = None) -> None:
        self._lexicon = codebook.load(overlay)

    def code(
        self,
        document: Document,
        annotations: Annotations,
        statements: Sequence[Statement],
        events: Sequence[Event],
    ) -> tuple[Commitment, ...]:
        """Return the commitments of a document, in text order."""
        people = _Participants(annotations)
        found: list[Commitment] = []
        for sentence in annotations.sentences or ():
            for token in sentence.tokens:
                commitment = self._commitment(document, annotations, sentence, token, people)
                if commitment is not None and not _inside(commitment, found):
                    found.append(commitment)
            for answer in self._answers(sentence, people):
                found = _apply(found, answer, document)
        return tuple(found)

    def _commitment(
        self,
        document: Document,
        annotations: Annotations,
        sentence: Sentence,
        token: Token,
        people: _Participants,
    ) -> Commitment | None:
        word = self._lexicon.words.get((token.lemma.casefold(), token.upos))
        if word is None or _negated(sentence, token):
            return None
        content = _content(sentence, token, word)
        if content is None:
            return None
        head, span = content
        answered = self._answered(sentence, token)
        by = people.beside(sentence, token) if answered else people.subject(sentence, token)
        named = people.arguments(sentence, token, word.to) or people.arguments(sentence, head, IN_CONTENT)
        if answered:
            named = people.subject(sentence, token)
        to = tuple(a for a in named if a.id not in {b.id for b in by})
        if not by and not to:
            return None
        condition = self._condition(document, sentence, token)
        kind = "ultimatum" if word.kind == "demand" and condition is not None else word.kind
        return Commitment(
            kind=kind,
            by=by,
            to=to,
            content=span.of(document.text),
            condition=condition.of(document.text) if condition else None,
            due=_due(annotations, span, document),
            evidence=document.evidence(span),
            history=(
                StateChange(
                    state="open", date=_published(document), evidence=document.evidence(sentence.span)
                ),
            ),
        )

    def _condition(self, document: Document, sentence: Sentence, token: Token) -> Span | None:
        """Return the clause that a commitment depends on."""
        clauses = [
            c
            for t in (token, *sentence.children(token, "xcomp", "ccomp"))
            for c in sentence.children(t, "advcl")
        ]
        for clause in clauses:
            marks = {m.text.casefold() for m in sentence.children(clause, "mark")}
            if marks & self._lexicon.condition_marks:
                return sentence.span_of(sentence.subtree(clause))
        return None

    def _answered(self, sentence: Sentence, token: Token) -> bool:
        """Return whether a noun of commitment is what somebody else answers: "refused offers of vaccines"."""
        above = sentence.head(token)
        return (
            token.upos == "NOUN"
            and above is not None
            and any(_is_answer(above, a) for a in self._lexicon.answers)
        )

    def _answers(self, sentence: Sentence, people: _Participants) -> Iterator[_Reply]:
        """Yield the answers to earlier commitments that a sentence tells."""
        for token in sentence.tokens:
            answer = next((a for a in self._lexicon.answers if _is_answer(token, a)), None)
            if (
                answer is None
                or _negated(sentence, token) != answer.negated
                or self._refused_itself(sentence, token)
            ):
                continue
            objects = sentence.children(token, "obj", "obl", "nsubj:pass", "xcomp")
            if answer.negated or any(o.lemma.casefold() in self._lexicon.answerable for o in objects):
                yield _Reply(answer.state, people.subject(sentence, token), sentence.span)

    def _refused_itself(self, sentence: Sentence, token: Token) -> bool:
        """Return whether the answering word stands under a refusal: "its refusal to accept help"."""
        above = sentence.head(token)
        refusals = (a for a in self._lexicon.answers if a.state == "refused")
        return above is not None and any(above.lemma.casefold() in a.verbs | a.nouns for a in refusals)


@dataclasses.dataclass(frozen=True, slots=True)
class _Reply:
    """A state that somebody gives to an earlier commitment, and where."""

    state: CommitmentState
    by: tuple[Actor, ...]
    where: Span


def _is_answer(token: Token, answer: Answer) -> bool:
    return token.upos == "VERB" and token.lemma.casefold() in answer.verbs


class _Participants:
    """The actors of a document by the token that heads their phrase."""

    def __init__(self, annotations: Annotations) -> None:
        self._at: dict[tuple[int, int], Mention] = {}
        for mention in annotations.mentions or ():
            self._at.setdefault((mention.sentence, mention.head), mention)

    def at(self, sentence: Sentence, token: Token) -> tuple[Actor, ...]:
        """Return the actors of a phrase and of those coordinated with it."""
        heads = (token, *sentence.children(token, "conj"))
        return tuple(a for t in heads if (m := self._at.get((sentence.index, t.index))) for a in m.actors)

    def beside(self, sentence: Sentence, token: Token) -> tuple[Actor, ...]:
        """Return the actors that a noun itself names as its authors: "Seoul's offer", "offers from Japan"."""
        for child in sentence.children(token, "nmod:poss", "compound", "amod"):
            if actors := self.at(sentence, child):
                return actors
        return self.arguments(sentence, token, ("nmod:from", "nmod:by"))

    def subject(self, sentence: Sentence, token: Token) -> tuple[Actor, ...]:
        """Return who does what a verb or noun says: subject, by-agent, possessor, or the subject of the clause above."""
        current: Token | None = token
        while current is not None:
            passive = bool(sentence.children(current, "nsubj:pass", "aux:pass"))
            agents = sentence.children(current, "obl:agent")
            for candidate in agents if passive else (*sentence.children(current, "nsubj"), *agents):
                if actors := self.at(sentence, candidate):
                    return actors
            for possessor in sentence.children(current, "nmod:poss", "compound", "amod"):
                if actors := self.at(sentence, possessor):
                    return actors
            climbing = current.dep in CLAUSES or current.upos != "VERB"
            current = sentence.head(current) if climbing and not (passive and current is token) else None
        return ()

    def arguments(self, sentence: Sentence, token: Token, relations: Sequence[str]) -> tuple[Actor, ...]:
        """Return the actors of the first filled relation."""
        for relation in relations:
            for child in _related(sentence, token, relation):
                if actors := self.at(sentence, child):
                    return actors
        return ()


def _related(sentence: Sentence, token: Token, relation: str) -> Iterator[Token]:
    """Yield the children in a relation; ``obl:to`` and ``nmod:to`` name the preposition."""
    dep, _, preposition = relation.partition(":")
    for child in sentence.children(token):
        if not preposition:
            if child.dep == dep or (dep == "acl" and child.dep == "acl:relcl"):
                yield child
        elif child.dep in ("obl", "nmod") and preposition in {
            c.text.casefold() for c in sentence.children(child, "case")
        }:
            yield child


def _content(sentence: Sentence, token: Token, word: Undertaking) -> tuple[Token, Span] | None:
    """Return the head and the words of what is undertaken, without the preposition before and the marks after it."""
    for relation in word.content:
        for child in _related(sentence, token, relation):
            if child.index < token.index and relation != "obj":
                continue
            tokens = sentence.subtree(child, "parataxis")
            prepositions = sentence.children(child, "case") if ":" in relation else ()
            words = tuple(t for t in tokens if t.index > token.index and t not in prepositions)
            while words and words[-1].upos == "PUNCT":
                words = words[:-1]
            if words and len(words) <= MOST_WORDS:
                return child, sentence.span_of(words)
    return None


def _negated(sentence: Sentence, token: Token) -> bool:
    below = (t for t in sentence.children(token, "advmod", "det") if t.index < token.index or t.upos == "DET")
    return any(t.text.casefold() in NEGATIONS for t in below)


def _inside(commitment: Commitment, found: Sequence[Commitment]) -> bool:
    """Return whether a commitment of the same kind already covers these words."""
    span = commitment.evidence.span
    return any(c.kind == commitment.kind and span in c.evidence.span for c in found)


def _due(annotations: Annotations, span: Span, document: Document) -> When | None:
    published = document.published.end if document.published else None
    for time in annotations.times or ():
        if time.when is not None and time.span in span and (published is None or time.when.end >= published):
            return time.when
    return None


def _published(document: Document) -> datetime.date | None:
    return document.published.end if document.published else None


def _apply(found: list[Commitment], reply: _Reply, document: Document) -> list[Commitment]:
    """Return the commitments with the latest one that these actors can answer, or made themselves, in its new state."""
    own = reply.state in ("kept", "broken", "withdrawn")
    countries = {a.country or a.id for a in reply.by}
    for i in range(len(found) - 1, -1, -1):
        commitment = found[i]
        party = commitment.by if own else commitment.to
        made_by = {a.country or a.id for a in commitment.by}
        if not countries & {a.country or a.id for a in party} or (not own and countries & made_by):
            continue
        step = StateChange(
            state=reply.state, date=_published(document), evidence=document.evidence(reply.where)
        )
        changed = dataclasses.replace(commitment, state=reply.state, history=(*commitment.history, step))
        return [*found[:i], changed, *found[i + 1 :]]
    return found
