"""Commitments: offers, promises, agreements, threats, demands and ultimatums, with what the article says became of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dateline.codebook import commitments as codebook
from dateline.codebook.commitments import Undertaking
from dateline.coders._commitment_clauses import Clause, ClauseReader, Said
from dateline.coders._commitment_content import content as content_of
from dateline.coders._commitment_content import negated, parts, unreal
from dateline.coders._commitment_people import Participants, subject_of
from dateline.coders._commitment_states import Reply, answers, applied, changed, day, replies
from dateline.model import (
    Actor,
    Annotations,
    Commitment,
    Document,
    Event,
    Sentence,
    Span,
    StateChange,
    Statement,
    Token,
    When,
)
from dateline.model.commitment import CommitmentKind

SEVERAL = ("agreement", "promise")  # in which each of several infinitives is followed on its own
IN_CONTENT = (
    "iobj",
    "obl:to",
    "obl:against",
    "obj",
    "nmod:to",
    "nmod:against",
)  # who is meant, if the word itself names nobody


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
        people = Participants(annotations, self._lexicon)
        clauses = ClauseReader(self._lexicon.clauses, people, Said(statements))
        found: list[Commitment] = []
        earlier: list[Reply] = []
        for sentence in annotations.sentences or ():
            if document.blocks[sentence.block].kind == "title":
                continue  # a headline says what the article says again, and better
            for token in sentence.tokens:
                made = self._commitment(document, annotations, sentence, token, people)
                in_words = clauses.read(sentence, token) if not made else None
                if in_words is not None:
                    made = (self._of_clause(document, annotations, sentence, in_words),)
                new = [c for c in made if not _inside(c, found, any_kind=in_words is not None)]
                found += (self._answered_before(document, sentence, token, c, earlier) for c in new)
            told = tuple(replies(sentence, people, self._lexicon))
            for reply in told:
                found = applied(found, reply, document, self._lexicon)
            earlier.extend(r for r in told if r.about)
        return tuple(found)

    def _commitment(
        self,
        document: Document,
        annotations: Annotations,
        sentence: Sentence,
        token: Token,
        people: Participants,
    ) -> tuple[Commitment, ...]:
        """Return what a word undertakes: one commitment for each of several infinitives."""
        word = self._word(sentence, token)
        if word is None or negated(sentence, token) or unreal(sentence, token, self._lexicon):
            return ()
        content = content_of(sentence, token, word, self._lexicon)
        if content is None:
            return ()
        head, span = content
        answered = self._answered(sentence, token)
        if word.answered and answered is None:
            return ()
        by = people.beside(sentence, token) if answered is not None else people.subject(sentence, token)
        named = people.arguments(sentence, token, word.to) or people.arguments(sentence, head, IN_CONTENT)
        document_says = self._document_says(sentence, token)
        if word.aimed and not (by or document_says):
            return ()
        if word.aimed and not _aimed(sentence, head, people.arguments(sentence, token, word.to), people, by):
            return ()
        if answered is not None:
            named = people.subject(sentence, answered)
        kind = self._kind(word, token, head)
        if token.upos == "ADJ" and by and not any(a.country or a.kind != "person" for a in by):
            return ()  # what an unknown man is ready for
        if document_says:
            by, named = people.arguments(sentence, token, ("obj", "iobj")), ()
            kind = "agreement" if by else kind
        to = tuple(a for a in named if a.id not in {b.id for b in by})
        loose = word.answered or token.dep == "acl"  # "resources committed to …" are nobody's promise
        if not by and (loose or not (to or document_says)):
            return ()
        condition = self._condition(document, sentence, token)
        kind = "ultimatum" if kind == "demand" and condition is not None else kind
        spans = parts(sentence, head, span) if kind in SEVERAL else (span,)
        return tuple(self._made(document, annotations, sentence, kind, by, to, s, condition) for s in spans)

    def _kind(self, word: Undertaking, token: Token, head: Token) -> CommitmentKind:
        """Return what a word makes: who is ready to strike threatens."""
        hostile = head.upos == "VERB" and head.lemma.casefold() in self._lexicon.clauses.hostile
        return "threat" if token.upos == "ADJ" and word.kind == "offer" and hostile else word.kind

    def _document_says(self, sentence: Sentence, token: Token) -> bool:
        """Return whether a treaty or joint text is the subject: "a declaration that commits both sides to …"."""
        subject = subject_of(sentence, token) if token.upos == "VERB" else None
        if subject is not None and subject.text.casefold() in ("that", "which") and token.dep == "acl:relcl":
            subject = sentence.head(token)
        return subject is not None and subject.lemma.casefold() in self._lexicon.clauses.documents

    def _word(self, sentence: Sentence, token: Token) -> Undertaking | None:
        """Return the entry of a word; "prepared" is an adjective in the passive too."""
        words = self._lexicon.words
        found = words.get((token.lemma.casefold(), token.upos))
        if found is None and token.xpos in ("VBN", "JJ") and sentence.children(token, "aux:pass"):
            found = words.get((token.text.casefold(), "ADJ"))
        return found

    def _of_clause(
        self, document: Document, annotations: Annotations, sentence: Sentence, clause: Clause
    ) -> Commitment:
        """Return the commitment that a clause makes."""
        condition = self._condition(document, sentence, clause.verb)
        return self._made(
            document, annotations, sentence, clause.kind, clause.by, clause.to, clause.span, condition
        )

    def _made(
        self,
        document: Document,
        annotations: Annotations,
        sentence: Sentence,
        kind: CommitmentKind,
        by: tuple[Actor, ...],
        to: tuple[Actor, ...],
        span: Span,
        condition: Span | None,
    ) -> Commitment:
        """Return an open commitment."""
        step = StateChange(state="open", date=day(document), evidence=document.evidence(sentence.span))
        return Commitment(
            kind=kind,
            by=by,
            to=to,
            content=span.of(document.text),
            condition=condition.of(document.text) if condition else None,
            due=_due(annotations, span, document),
            evidence=document.evidence(span),
            history=(step,),
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

    def _answered_before(
        self,
        document: Document,
        sentence: Sentence,
        token: Token,
        commitment: Commitment,
        earlier: Sequence[Reply],
    ) -> Commitment:
        """Return the commitment, answered already where it "had been made" before what the article told first."""
        if not any(t.lemma.casefold() == "have" for t in sentence.children(token, "aux")):
            return commitment
        for reply in reversed(earlier):
            if answers(commitment, reply, self._lexicon, named=True):
                return changed(commitment, reply, document)
        return commitment

    def _answered(self, sentence: Sentence, token: Token) -> Token | None:
        """Return the verb by which somebody else answers a noun of commitment: "refused offers of vaccines"."""
        above = sentence.head(token)
        if token.upos != "NOUN" or above is None:
            return None
        lemma = above.lemma.casefold()
        answers_it = any(lemma in a.verbs and a.alone + a.own + a.whether == 0 for a in self._lexicon.answers)
        return above if answers_it else None


def _aimed(
    sentence: Sentence, head: Token, named: tuple[Actor, ...], people: Participants, by: tuple[Actor, ...]
) -> bool:
    """Return whether somebody else, with a name or a country, is to do what is asked."""
    who = named or (people.of_clause(sentence, head) if head.dep == "ccomp" else ())
    home = {a.country for a in by if a.country}
    return any(a.kind != "group" and (a.country or a.kind == "state") and a.country not in home for a in who)


def _inside(commitment: Commitment, found: Sequence[Commitment], *, any_kind: bool) -> bool:
    """Return whether a commitment of the same kind, or of any, already covers these words."""
    span = commitment.evidence.span
    return any((any_kind or c.kind == commitment.kind) and span in c.evidence.span for c in found)


def _due(annotations: Annotations, span: Span, document: Document) -> When | None:
    published = document.published.end if document.published else None
    for time in annotations.times or ():
        if time.when is not None and time.span in span and (published is None or time.when.end >= published):
            return time.when
    return None
