"""Who stands where in a clause: the actors of subjects, agents and arguments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.codebook.commitments import CommitmentLexicon
from dateline.model import Actor, Annotations, Mention, Sentence, Token

CLAUSES = ("xcomp", "ccomp", "acl", "advcl", "acl:relcl", "conj", "parataxis")
ADJECTIVAL = frozenset({"committed", "pledged", "prepared"})  # who "is committed" commits himself
PARTICIPLES = frozenset({"acl", "acl:relcl"})
NAMING = frozenset({"NOUN", "PROPN"})
UNDER = "obl:under"  # "doses were offered under COVAX"


class Participants:
    """The actors of a document by the token that heads their phrase."""

    def __init__(self, annotations: Annotations, lexicon: CommitmentLexicon) -> None:
        self._lexicon = lexicon
        self._nouns = {word for word in lexicon.words if word[1] == "NOUN"}
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

    def of_clause(self, sentence: Sentence, verb: Token) -> tuple[Actor, ...]:
        """Return the subject of a verb itself, or of the verb that it is joined to."""
        subject = subject_of(sentence, verb)
        return self.at(sentence, subject) if subject is not None else ()

    def subject(self, sentence: Sentence, token: Token) -> tuple[Actor, ...]:
        """Return who does what a verb or noun says: subject, by-agent, possessor, or the subject of the clause above."""
        if close := self._close_before(sentence, token):
            return close
        current: Token | None = token
        while current is not None:
            passive = bool(sentence.children(current, "nsubj:pass", "aux:pass")) and current.upos == "VERB"
            told = sentence.children(current, "xcomp") or current.text.casefold() in ADJECTIVAL
            passive = passive and not (current is token and told)
            agents = sentence.children(current, "obl:agent")
            subjects = (*sentence.children(current, "nsubj", "nsubj:pass"), *agents)
            for candidate in agents if passive else subjects:
                if actors := self.at(sentence, candidate):
                    return actors
            if passive and (actors := self.arguments(sentence, current, (UNDER,))):
                return actors
            if actors := self.beside(sentence, current):
                return actors
            if current.upos == "VERB" and any(t.upos in NAMING for t in subjects if not passive):
                return ()  # somebody else than the one above does it, and is no known actor
            if current is token and current.dep in PARTICIPLES and not self._of_text(sentence, current):
                return self._described(sentence, current)
            climbing = current.dep in CLAUSES or current.upos != "VERB"
            if (
                current is token
                and (token.lemma.casefold(), token.upos) in self._nouns
                and not self._made(sentence, token)
            ):
                return ()
            current = sentence.head(current) if climbing and not (passive and current is token) else None
        return ()

    def _described(self, sentence: Sentence, verb: Token) -> tuple[Actor, ...]:
        """Return whom a participle or relative clause describes: "students demanding …", "rebels who vowed …"."""
        noun = sentence.head(verb)
        return self.at(sentence, noun) if noun is not None else ()

    def _close_before(self, sentence: Sentence, token: Token) -> tuple[Actor, ...]:
        """Return the people right before a participle, to whom it belongs: "police held students demanding …"."""
        if token.xpos != "VBG" or token.dep != "advcl" or not token.index:
            return ()
        noun = sentence.tokens[token.index - 1]
        return tuple(a for a in self.at(sentence, noun) if a.kind in ("person", "group", "role"))

    def _made(self, sentence: Sentence, noun: Token) -> bool:
        """Return whether the one above a noun can be its author: who makes or keeps a promise, not who survives a call."""
        verb = sentence.head(noun)
        if verb is None or verb.upos != "VERB" or noun.dep not in ("obj", "nsubj:pass", "obl"):
            return True
        joint = self._lexicon.words[noun.lemma.casefold(), "NOUN"].kind == "agreement"
        return joint or verb.lemma.casefold() in self._lexicon.authors

    def _of_text(self, sentence: Sentence, verb: Token) -> bool:
        """Return whether a text says what a participle tells, for which its author stands: "a letter urging …"."""
        noun = sentence.head(verb)
        return verb.upos != "VERB" or noun is None or noun.lemma.casefold() in self._lexicon.texts

    def arguments(self, sentence: Sentence, token: Token, relations: Sequence[str]) -> tuple[Actor, ...]:
        """Return the actors of the first filled relation."""
        for relation in relations:
            for child in related(sentence, token, relation):
                if actors := self.at(sentence, child):
                    return actors
        return ()


def subject_of(sentence: Sentence, verb: Token) -> Token | None:
    """Return the subject of a verb, that of the verb it is joined to if it has none of its own."""
    at: Token | None = verb
    while at is not None:
        found = sentence.children(at, "nsubj", "nsubj:pass")
        if found:
            before = [t for t in found if t.index < at.index]
            return before[-1] if before else found[0]
        at = sentence.head(at) if at.dep == "conj" else None
    return None


def related(sentence: Sentence, token: Token, relation: str) -> Iterator[Token]:
    """Yield the children in a relation; ``obl:to`` and ``nmod:to`` name the preposition."""
    _, _, preposition = relation.partition(":")
    for child in sentence.children(token):
        if not preposition or preposition == "pass":
            if child.dep == relation:
                yield child
        elif (
            child.dep in ("obl", "nmod")
            and preposition in {c.text.casefold() for c in sentence.children(child, "case", "mark")}
        ) or preposition in {c.text.casefold() for c in marks_of_adjectives(sentence, child)}:
            yield child


def marks_of_adjectives(sentence: Sentence, noun: Token) -> tuple[Token, ...]:
    """Return the "to" of "committed to complete disarmament", where the adjective is taken for a verb."""
    if noun.upos != "NOUN":
        return ()
    return tuple(m for a in sentence.children(noun, "amod") for m in sentence.children(a, "mark"))
