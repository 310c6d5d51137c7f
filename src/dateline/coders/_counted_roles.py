"""What counted people do or suffer: the verbs, nouns and adjectives that a number stands with in a parsed sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.model import Quantity, Sentence, Token

LINKS = ("conj", "appos", "nmod:poss")
ROLES = {
    "nsubj": "subject",
    "nsubj:pass": "object",
    "obj": "object",
    "iobj": "object",
    "nsubj:outer": "subject",
}
BARE = ("obl:unmarked", "obl:npmod")
NONE_OF = ("none", "neither", "nobody")
REPORTED = frozenset(
    ("say", "report", "believe", "think", "fear", "know", "presume", "understand", "estimate")
)
CLASSIFIERS = frozenset(
    ("set", "box", "batch", "piece", "pair", "round", "series", "load", "truckload", "boatload")
)


def core_of(inside: list[Token]) -> Token:
    """Return the token of the number that the others hang on."""
    indices = {t.index for t in inside}
    tops = [t for t in inside if t.head not in indices]
    return next(
        (t for t in reversed(tops) if t.upos in ("NUM", "NOUN", "SYM")), tops[-1] if tops else inside[-1]
    )


def is_part(sentence: Sentence, quantity: Quantity, core: Token, noun: Token | None) -> bool:
    """Return whether the figure is only a part of speech: "one of the wounded", "two of the three"."""
    exact = quantity.qualifier is None
    if noun is not None and (of := sentence.head(noun)) is not None and of.lemma.lower() in NONE_OF:
        return True
    behind = noun is not None and noun.head == core.index
    if exact and quantity.value == 1 and (noun is None or behind):
        return True
    holder = sentence.head(noun) if noun is not None and not behind else None
    return (
        exact
        and holder is not None
        and noun is not None
        and noun.dep != "conj"
        and holder.upos == "NUM"
        and any(k.lemma.lower() == "of" for k in sentence.children(noun, "case"))
    )


def roles(sentence: Sentence, core: Token, noun: Token | None) -> Iterator[tuple[str, Token]]:
    """Yield (role, word) for all that the counted people do or suffer, nearest first."""
    top = noun if noun is not None and noun.head != core.index else core
    if top.dep == "conj" and any(k.xpos == "VBN" for k in sentence.children(top, "acl")):
        yield from _inside(sentence, top)  # "six were killed and eleven others wounded"
    yield from _outside(sentence, top)
    for word in {t.index: t for t in (noun, top) if t is not None}.values():
        yield from _inside(sentence, word)


def _outside(sentence: Sentence, word: Token) -> Iterator[tuple[str, Token]]:
    """Yield the verb or noun that governs the people, with their role in it."""
    top: Token | None = word
    seen = 0
    while top is not None and seen < 5:
        head = sentence.head(top)
        if head is None:
            yield from _predicate(sentence, top)
            return
        if top.dep in BARE and head.xpos == "VBN" and head.dep == "conj":
            yield from _of_verb(sentence, head, "object")  # "six were killed and 200 injured"
            return
        if top.dep in ROLES:
            yield from _of_verb(sentence, head, ROLES[top.dep])
            return
        if top.dep in ("nmod", "obl", "obl:agent", "nmod:poss") and head.upos in ("NOUN", "VERB", "PROPN"):
            cases = {c.lemma.lower() for c in sentence.children(top, "case")}
            if head.upos == "NOUN" and (cases & {"of", "for", "to", "on", "against", "by"} or not cases):
                yield "of", head
            if head.upos == "VERB" and cases & {
                "on",
                "against",
            }:  # "sanctions were imposed on five officials"
                for kid in sentence.children(head, "nsubj:pass", "obj"):
                    yield "of", kid
            if head.upos == "VERB" and cases & {"of", "to", "with", "on", "for"}:
                yield "object", head
            return
        if top.dep not in (*LINKS, "nummod", "compound", "nmod", "dep", "amod", "obl:npmod"):
            yield from _predicate(sentence, top)
            return
        top, seen = head, seen + 1


def _inside(sentence: Sentence, word: Token) -> Iterator[tuple[str, Token]]:
    """Yield what modifies the people: participles, relative clauses, adjectives, "in need"."""
    for kid in sentence.children(word, "amod"):
        yield "adjectives", kid
    for kid in sentence.children(word, "acl", "acl:relcl"):
        if kid.upos == "ADJ":
            yield "adjectives", kid
            continue
        passive = kid.xpos == "VBN" and not _has(sentence, kid, "aux", "have")
        passive = passive or bool(sentence.children(kid, "aux:pass", "nsubj:pass"))
        subject = sentence.children(kid, "nsubj")
        relative = any(s.lemma.lower() in ("who", "that", "which") for s in subject)
        yield ("object" if passive or (subject and not relative) else "subject"), kid
    for kid in sentence.children(word, "nmod", "obl"):
        if kid.lemma.lower() == "need" and any(
            c.lemma.lower() == "in" for c in sentence.children(kid, "case")
        ):
            yield "subject", kid


def _has(sentence: Sentence, token: Token, dep: str, lemma: str) -> bool:
    return any(k.lemma.lower() == lemma for k in sentence.children(token, dep))


def _of_verb(sentence: Sentence, verb: Token, role: str) -> Iterator[tuple[str, Token]]:
    """Yield the verb with the role, then its complements ("left 30 dead") and the verbs beside it."""
    if role == "subject" and (
        sentence.children(verb, "aux:pass")
        or (verb.xpos == "VBN" and not _has(sentence, verb, "aux", "have"))
    ):
        role = "object"
    for kid in sentence.children(verb, "xcomp", "advcl"):
        if kid.upos == "ADJ" or kid.xpos == "VBN":
            yield "adjectives", kid
    if verb.upos in ("ADJ", "NOUN") or verb.xpos in ("VBG", "VBN"):
        yield "adjectives", verb
    yield role, verb
    if verb.lemma.lower() in REPORTED and sentence.children(verb, "aux:pass"):
        for kid in sentence.children(verb, "xcomp", "ccomp"):
            yield ("object" if sentence.children(kid, "aux:pass") else "subject"), kid
    for kid in sentence.children(verb, "conj"):
        if not sentence.children(kid, "nsubj", "nsubj:pass"):
            passive = kid.xpos == "VBN" and not sentence.children(kid, "obj")
            yield ("object" if passive else role), kid
    if role == "subject":
        for kid in sentence.children(verb, "xcomp"):
            yield ("object" if sentence.children(kid, "aux:pass") else "subject"), kid


def _predicate(sentence: Sentence, top: Token) -> Iterable[tuple[str, Token]]:
    """Return the people as a headline's own predicate ("Three dead in clash")."""
    return [("adjectives", top)]


def classified(sentence: Sentence, noun: Token | None) -> Token | None:
    """Return what stands behind a word that only portions it: "20 sets of sanctions" are sanctions."""
    if noun is None or noun.lemma.lower() not in CLASSIFIERS:
        return noun
    for kid in sentence.children(noun, "nmod"):
        if any(c.lemma.lower() == "of" for c in sentence.children(kid, "case")):
            return kid
    return noun
