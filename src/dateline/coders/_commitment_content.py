"""What a word of commitment undertakes, and whether it undertakes at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.codebook.commitments import CommitmentLexicon, Undertaking
from dateline.coders._commitment_people import marks_of_adjectives, related
from dateline.model import Sentence, Span, Token

NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "nor", "without", "nobody", "neither"})
_NOMINAL = re.compile(r".{5}(?:ation|ament)$")
COMMAS = frozenset({",", ";"})
RELATIVES = frozenset({"which", "that"})
MOST_WORDS = 60  # a longer content is a parse gone wrong
FUTURE = frozenset({"will", "would", "wo", "'ll", "’ll", "'d", "’d", "shall", "going"})
DEGREES = frozenset({"too", "better", "less", "least"})
HARDLY = frozenset({"no", "few", "little", "scant"})
MAKE = frozenset({"make", "extend", "give", "renew", "issue", "send", "receive", "hear"})
MARKED = frozenset({"xcomp", "advcl", "acl"})  # these complements are infinitives or gerunds
FOR_INFINITIVES = ("demand", "threat")
DOUBTS = frozenset({"if", "whether", "unless"})


def content(
    sentence: Sentence, token: Token, word: Undertaking, lexicon: CommitmentLexicon
) -> tuple[Token, Span] | None:
    """Return the head and the words of what is undertaken, without the preposition before and the marks after it."""
    for relation in word.content:
        for child in _complements(sentence, token, relation, lexicon):
            if relation in MARKED and word.kind in FOR_INFINITIVES and not infinitive(sentence, child):
                continue  # "calls seeking comment", "a threat hanging over the city"
            lemma = child.lemma.casefold()
            if lemma in lexicon.calendar:
                continue
            if (word.heads and lemma not in word.heads) or lemma in word.not_heads or _none(sentence, child):
                continue
            if child.dep == "ccomp" and not _fits(sentence, child, word):
                continue
            if token.upos == "NOUN" and relation == "nmod:to" and child.upos == "PROPN":
                continue  # "commitments to the Gulf" are visits and calls
            words = _words(sentence, token, child, relation)
            if words and len(words) <= MOST_WORDS:
                return child, sentence.span_of(words)
    return None


def _none(sentence: Sentence, thing: Token) -> bool:
    """Return whether nothing, or hardly anything, is undertaken: "offered no plan", "few answers"."""
    before = sentence.children(thing, "det", "amod")
    return thing.upos == "NOUN" and any(t.text.casefold() in HARDLY for t in before)


def _words(sentence: Sentence, token: Token, child: Token, relation: str) -> tuple[Token, ...]:
    """Return the words of a complement in text order."""
    tokens = sentence.subtree(child, "parataxis")
    prepositions = sentence.children(child, "case") if ":" in relation else ()
    if _NOMINAL.search(child.text):  # "to denuclearization", which the parser takes for an infinitive
        prepositions = (*prepositions, *sentence.children(child, "mark"))
    prepositions = (*prepositions, *marks_of_adjectives(sentence, child))
    if relation == "self":
        return strip(tuple(t for t in tokens if t.index >= sentence.subtree(child)[0].index))
    before = child.index < token.index
    own = {t.index for t in sentence.subtree(token)} if token.head == child.index else set()
    words = (
        t
        for t in tokens
        if (before or t.index > token.index) and t not in prepositions and t.index not in own
    )
    return strip(tuple(words))


def parts(sentence: Sentence, head: Token, span: Span) -> tuple[Span, ...]:
    """Return the words of each of several infinitives of one undertaking: "to clear the mines, to open a bridge and to …"."""
    heads = [head, *_joined(sentence, head)]
    if len(heads) == 1:
        return (span,)
    starts = [t.index for t in sentence.tokens if t.start == span.start]
    starts += sorted(sentence.children(h, "mark")[0].index for h in heads[1:])
    ends = [*starts[1:], 1 + max(t.index for t in sentence.tokens if t.end <= span.end)]
    return tuple(
        sentence.span_of(_without_and(sentence.tokens[start:end]))
        for start, end in zip(starts, ends, strict=True)
    )


def _without_and(words: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return the words without punctuation and conjunction at their end."""
    words = strip(words)
    return strip(words[:-1]) if words[-1].upos == "CCONJ" else words


def _joined(sentence: Sentence, head: Token) -> Iterator[Token]:
    """Yield the infinitives with a "to" of their own that follow another one behind a comma or an "and"."""
    for child in sentence.children(head, "conj", "advcl"):
        first = sentence.subtree(child)[0]
        listed = (
            child.dep == "conj" or first.text in COMMAS or sentence.tokens[first.index - 1].text in COMMAS
        )
        if listed and child.index > head.index and infinitive(sentence, child):
            yield child
            yield from _joined(sentence, child)


def _behind_day(sentence: Sentence, token: Token, lexicon: CommitmentLexicon) -> Iterator[Token]:
    """Yield the infinitive from which a day parts a word: "agreed on Sunday to …", "an accord on Monday to …"."""
    above = sentence.head(token) if token.upos == "NOUN" else token
    for clause in sentence.children(above, "advcl") if above is not None else ():
        between = sentence.tokens[token.index + 1 : clause.index]
        parted = any(t.lemma.casefold() in lexicon.calendar for t in between)
        if parted and infinitive(sentence, clause) and not any(t.text == "," for t in between):
            yield clause


def _complements(
    sentence: Sentence, token: Token, relation: str, lexicon: CommitmentLexicon
) -> Iterator[Token]:
    """Yield the heads of what may be undertaken in one relation."""
    if relation == "self":
        yield from _itself(sentence, token)
        return
    if relation == "rel":
        yield from (c for c in sentence.children(token, "acl:relcl") if _of_itself(sentence, c))
        return
    for child in related(sentence, token, relation):
        if relation in MARKED and not (infinitive(sentence, child) or child.xpos == "VBG"):
            continue
        if relation == "obj" and child.text.casefold() in RELATIVES and token.dep == "acl:relcl":
            antecedent = sentence.head(token)
            if antecedent is not None:
                yield antecedent
        elif relation == "obj" and child.upos == "PRON":
            continue
        elif child.index > token.index or relation in ("obj", "nsubj:pass"):
            yield child
    if relation in ("xcomp", "acl"):
        yield from _behind_day(sentence, token, lexicon)


def _itself(sentence: Sentence, token: Token) -> Iterator[Token]:
    """Yield the noun itself where somebody made it: "had made an offer", "the promise that they gave"."""
    above = sentence.head(token)
    clauses = sentence.children(token, "acl:relcl")
    made = above is not None and token.dep == "obj" and above.lemma.casefold() in MAKE
    if made or any(c.lemma.casefold() in MAKE for c in clauses):
        yield token


def _of_itself(sentence: Sentence, clause: Token) -> bool:
    """Return whether a relative clause tells what an accord holds: "that bans …", "under which …"."""
    if any(t.text.casefold() in RELATIVES for t in sentence.children(clause, "nsubj")):
        return not sentence.children(clause, "aux")
    return any(t.text.casefold() == "which" for t in sentence.children(clause, "obl"))


def infinitive(sentence: Sentence, clause: Token) -> bool:
    """Return whether a clause is an infinitive with "to"."""
    return any(t.lemma.casefold() == "to" for t in sentence.children(clause, "mark", "aux"))


def _fits(sentence: Sentence, clause: Token, word: Undertaking) -> bool:
    """Return whether a that-clause has the form that a word of commitment wants: future, or subjunctive."""
    if word.kind == "demand":
        return not word.mandative or subjunctive(sentence, clause)
    return word.kind == "offer" or any(
        t.text.casefold() in FUTURE for t in (*sentence.children(clause, "aux"), clause)
    )


def subjunctive(sentence: Sentence, clause: Token) -> bool:
    """Return whether a that-clause wants something done: "that they leave", "that it be sent"."""
    helpers = sentence.children(clause, "aux", "aux:pass", "cop")
    if helpers:
        return helpers[0].text.casefold() in ("be", "must", "should")
    subjects = sentence.children(clause, "nsubj")
    singular = bool(subjects) and subjects[0].xpos in ("NN", "NNP")
    bare = clause.xpos == "VBP" or (clause.upos == "VERB" and clause.text == clause.lemma)
    return clause.xpos == "VB" or (singular and bare)


def strip(words: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return the words without the punctuation at both ends."""
    while words and words[-1].upos == "PUNCT":
        words = words[:-1]
    while words and words[0].upos == "PUNCT":
        words = words[1:]
    return words


def negated(sentence: Sentence, token: Token) -> bool:
    """Return whether a word is denied."""
    below = (t for t in sentence.children(token, "advmod", "det") if t.index < token.index or t.upos == "DET")
    if any(t.text.casefold() in NEGATIONS for t in below):
        return True
    subjects = sentence.children(token, "nsubj")
    return any(
        s.text.casefold() in NEGATIONS
        or any(t.text.casefold() in NEGATIONS for t in sentence.children(s, "det"))
        for s in subjects
    )


def _inverted(sentence: Sentence, token: Token) -> bool:
    """Return whether a clause tells what would have been: "Had Kenya offered rice, …"."""
    had = [t for t in sentence.children(token, "aux") if t.text.casefold() == "had"]
    subjects = sentence.children(token, "nsubj")
    return bool(had and subjects) and had[0].index < subjects[0].index


def _any_of_them(sentence: Sentence, noun: Token) -> bool:
    """Return whether a noun means none that there is: "any deal", "a deal that ends the war would be a defeat"."""
    if any(t.text.casefold() in ("any", "every") for t in sentence.children(noun, "det")):
        return True
    above = sentence.head(noun)
    return (
        above is not None
        and noun.dep in ("nsubj", "nsubj:pass")
        and any(t.text.casefold() in ("a", "an") for t in sentence.children(noun, "det"))
        and any(t.xpos == "MD" for t in sentence.children(above, "aux"))
    )


def unreal(sentence: Sentence, token: Token, lexicon: CommitmentLexicon) -> bool:
    """Return whether an undertaking is only wished, expected, refused, possible or conditional."""
    if token.upos == "NOUN":
        return _any_of_them(sentence, token)
    if _inverted(sentence, token):
        return True
    if any(t.text.casefold() in DEGREES for t in sentence.children(token, "advmod")):
        return True  # "too willing to cut corners", "better prepared to fight"
    if any(t.xpos == "MD" for t in sentence.children(token, "aux")):
        return True
    if any(t.text.casefold() in DOUBTS for t in sentence.children(token, "mark")):
        return True
    above = sentence.head(token)
    if above is not None and token.dep == "ccomp" and negated(sentence, above):
        return True  # "did not think the North was ready to talk"
    wished = above is not None and above.lemma.casefold() in lexicon.unreal
    return wished and token.dep in ("xcomp", "ccomp", "advcl", "obl") and token.xpos in ("VB", "VBG", "JJ")
