"""Who speaks: the word that names the sayer, and its whole phrase."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from dateline.model import Sentence, Token

RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
_DROPPED = ("acl:relcl", "parataxis", "ccomp", "advcl", "discourse", "case", "cc:preconj")
_SAME_SUBJECT = frozenset({"promise", "threaten", "vow", "use", "take"})  # "used the visit to warn"
MAX_CLIMB = 4  # verbs between a participle and the subject that it shares


def is_passive(sentence: Sentence, word: Token) -> bool:
    """Return whether the verb stands in the passive, bare participles behind a noun included."""
    if sentence.children(word, "nsubj:pass", "aux:pass", "obl:agent"):
        return True
    bare = word.dep == "acl" or (word.dep == "advcl" and not sentence.children(word, "aux", "nsubj"))
    return bare and word.xpos == "VBN"


def of_verb(
    sentence: Sentence, word: Token, passive: bool, people: Container[int] | None = None
) -> Token | None:
    """Return the head of the phrase that names who says it: subject, agent, or the subject of the verb above.

    Args:
        sentence: where the verb stands.
        word: the verb.
        passive: True if its agent is wanted.
        people: first characters of words that can speak; None when nothing is known of that.
    """
    if passive:
        return next(iter(sentence.children(word, "obl:agent")), None)
    first: Token | None = None
    for found, shared in _subjects(sentence, word):
        if not shared or people is None or found.upos in ("PROPN", "PRON") or found.start in people:
            return found
        first = first or found
    return first


def _subjects(sentence: Sentence, word: Token) -> Iterator[tuple[Token, bool]]:
    """Yield the subjects that the verb may have, the nearest first, and whether it shares them with another verb."""
    at: Token | None = word
    for _ in range(MAX_CLIMB):
        if at is None:
            return
        own = sentence.children(at, "nsubj")
        if own:
            before = [t for t in own if t.index < at.index]
            yield _antecedent(sentence, at, before[-1] if before else own[0]), at is not word
            if at is word:
                return
        elif at is not word and (quoted := sentence.children(at, "nsubj:pass")):
            yield _antecedent(sentence, at, quoted[-1]), True
        elif at is word and (made := _made_to(sentence, at)) is not None:
            yield made, False
            return
        elif at.dep in ("acl", "acl:relcl") and (noun := sentence.head(at)) is not None:
            yield noun, True
        elif at is word and (inverted := _inverted(sentence, at)) is not None:
            yield inverted, False
            return
        at = sentence.head(at)


def _made_to(sentence: Sentence, word: Token) -> Token | None:
    """Return who is brought to say it: "prompted an official to warn"."""
    above = sentence.head(word)
    if word.dep != "xcomp" or above is None or above.lemma.lower() in _SAME_SUBJECT:
        return None
    if not any(t.lemma.lower() == "to" for t in sentence.children(word, "mark")):
        return None
    objects = [t for t in sentence.children(above, "obj", "iobj") if above.index < t.index < word.index]
    return objects[0] if objects else None


def relative(sentence: Sentence, word: Token) -> Token | None:
    """Return the "who" that is the subject of the verb or of the one that it is joined to."""
    at: Token | None = word
    while at is not None:
        for token in sentence.children(at, "nsubj"):
            return token if token.text.lower() in RELATIVES else None
        at = sentence.head(at) if at.dep in ("conj", "xcomp") and _made_to(sentence, at) is None else None
    return None


def _antecedent(sentence: Sentence, verb: Token, subject: Token) -> Token:
    """Return what a relative pronoun stands for."""
    if subject.text.lower() not in RELATIVES:
        return subject
    at: Token | None = verb
    while at is not None and at.dep in ("conj", "xcomp", "ccomp"):
        at = sentence.head(at)
    if at is not None and at.dep in ("acl:relcl", "acl"):
        return sentence.head(at) or subject
    return subject


def _inverted(sentence: Sentence, word: Token) -> Token | None:
    """Return the name right behind the verb in "…," said Name, when the parser took it for an object."""
    after = [t for t in sentence.children(word, "obj", "iobj", "obl", "dep") if t.index > word.index]
    if word.dep != "parataxis" and not any(t.index < word.index for t in sentence.children(word, "ccomp")):
        return None
    return next(
        (t for t in after if t.upos in ("PROPN", "PRON", "NOUN") and not sentence.children(t, "case")), None
    )


def of_noun(sentence: Sentence, word: Token) -> Token | None:
    """Return who makes the claim, warning or promise that a noun names."""
    maker = owner(sentence, word)
    governor = sentence.head(word)
    if maker is None and governor is not None and governor.upos == "VERB" and word.dep in ("obj", "obl"):
        return of_verb(sentence, governor, is_passive(sentence, governor))
    return maker


def owner(sentence: Sentence, word: Token) -> Token | None:
    """Return whose a thing is: "KCNA's report", "the report by KCNA"."""
    for child in sentence.children(word, "nmod:poss"):
        return child
    for clause in sentence.children(word, "acl"):
        if clause.xpos == "VBN" and (made := _agents(sentence, clause)):
            return made[0]  # "a statement issued by the ministry"
    for child in sentence.children(word, "nmod"):
        if {t.lemma.lower() for t in sentence.children(child, "case")} & {"by", "from", "among"}:
            return child
    return None


def _doing(sentence: Sentence, head: Token) -> tuple[Token, ...]:
    """Return the participles behind a comma: "the president, seeking votes, said"."""
    later = [t for t in sentence.children(head, "acl") if t.xpos == "VBG" and t.index > head.index]
    return tuple(t for t in later if sentence.tokens[t.index - 1].text == ",")


def _agents(sentence: Sentence, clause: Token) -> list[Token]:
    marked = (
        (t, {c.lemma.lower() for c in sentence.children(t, "case")}) for t in sentence.children(clause, "obl")
    )
    return [*sentence.children(clause, "obl:agent"), *(t for t, cases in marked if "by" in cases)]


def phrase(sentence: Sentence, head: Token, without: Iterable[int] = ()) -> frozenset[int]:
    """Return the indices of the whole phrase of a speaker, appositions in it, relative clauses and content not."""
    barred = set(without) - {head.index}
    found = {t.index for t in sentence.subtree(head)} - barred
    for child in (*sentence.children(head, *_DROPPED), *_doing(sentence, head)):
        found -= {t.index for t in sentence.subtree(child)}
    first = last = head.index
    while first - 1 in found:
        first -= 1
    while last + 1 in found:
        last += 1
    while last > head.index and sentence.tokens[last].dep == "punct" and sentence.tokens[last].text != ")":
        last -= 1
    while first < head.index and (
        sentence.tokens[first].dep in ("punct", "cc") or sentence.tokens[first].upos in ("ADP", "SCONJ")
    ):
        first += 1
    return frozenset(range(first, last + 1))
