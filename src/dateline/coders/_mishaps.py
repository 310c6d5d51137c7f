"""Harm that nobody does: earthquakes, storms, accidents and diseases kill, but attack nobody."""

from __future__ import annotations

from dateline.codebook.events import EventCodebook
from dateline.coders._clause import Clause
from dateline.model import Sentence, Token

EXPLOSIONS = frozenset({"explosion", "blast"})
BURSTING = frozenset({"explode", "burst", "rupture", "burn"})
CAUSES = frozenset({"by", "in", "from", "after", "amid", "during", "of", "to"})


def struck_by_mishap(book: EventCodebook, sentence: Sentence, clause: Clause) -> bool:
    """Return whether what a verb tells was done by nature, disease or accident: "killed in an earthquake"."""
    if _after_mishap(book, sentence, clause.verb):
        return True
    if not clause.passive:
        works = clause.verb.lemma in BURSTING and not sentence.children(clause.verb, "obj")
        return bool(clause.subjects) and all(
            is_mishap(book, sentence, t) or (works and _is_works(book, sentence, t)) for t in clause.subjects
        )
    causes = (*clause.subjects, *(token for case, token in clause.obliques if case in CAUSES))
    return any(is_mishap(book, sentence, t) for t in causes) or _as_things_fell(book, sentence, clause.verb)


def is_mishap(book: EventCodebook, sentence: Sentence, token: Token) -> bool:
    """Return whether a noun names one.

    Fire that is somebody's or something's is shooting ("Israeli fire", "tank fire"), and what explodes may be a rig.
    """
    if token.lemma.lower() in EXPLOSIONS:
        return any(t.lemma.lower() in book.classes["industrial"] for t in _parts(sentence, token))
    if token.lemma.lower() not in book.classes["mishap"]:
        return False
    return token.lemma != "fire" or not sentence.children(token, "amod", "compound", "nmod:poss")


def _is_works(book: EventCodebook, sentence: Sentence, noun: Token) -> bool:
    """Whether a noun names works that may blow up by themselves: "the drilling rig", "a gas pipeline"."""
    words = (noun, *sentence.children(noun, "compound", "amod"))
    return any(t.lemma.lower() in book.classes["industrial"] for t in words)


def _after_mishap(book: EventCodebook, sentence: Sentence, verb: Token) -> bool:
    """Whether it was done by what the verb above tells: "the ferry sank, drowning ten", "the rig exploded, killing five"."""
    head = sentence.head(verb)
    if head is None or verb.dep not in ("advcl", "conj") or verb.xpos != "VBG":
        return False
    told = (head, *sentence.children(head, "conj"))
    subjects = sentence.children(head, "nsubj", "nsubj:pass")
    return any(t.lemma.lower() in book.classes["mishap_verbs"] for t in told) or (
        head.lemma in BURSTING and any(_is_works(book, sentence, s) for s in subjects)
    )


def _parts(sentence: Sentence, noun: Token) -> tuple[Token, ...]:
    """Return what is compounded with a noun or stands under it, two deep: "explosion of the company's oil rig"."""
    near = sentence.children(noun, "compound", "amod", "nmod", "nmod:poss")
    return (*near, *(t for kid in near for t in sentence.children(kid, "compound", "amod", "nmod")))


def of_mishap(book: EventCodebook, sentence: Sentence, noun: Token) -> bool:
    """Return whether a noun names one, or what one did: "deaths from cholera", "coronavirus deaths"."""
    if is_mishap(book, sentence, noun):
        return True
    beside = sentence.children(noun, "nmod", "compound", "nmod:poss")
    return any(is_mishap(book, sentence, t) for t in beside)


def _as_things_fell(book: EventCodebook, sentence: Sentence, verb: Token) -> bool:
    """Whether it was done when something fell or sank: "were killed when a bridge collapsed"."""
    return any(
        kid.lemma.lower() in book.classes["mishap_verbs"]
        and any(m.lemma.lower() in ("when", "as", "after") for m in sentence.children(kid, "mark", "advmod"))
        for kid in sentence.children(verb, "advcl")
    )
