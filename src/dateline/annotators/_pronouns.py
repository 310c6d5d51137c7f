"""Pronouns, "who" and "which", and "the North": words that lead back to actors."""

from __future__ import annotations

from dataclasses import replace

from dateline.annotators._phrases import Phrase
from dateline.annotators._scene import Scene
from dateline.model import Actor, Token

PERSON = frozenset(("he", "him", "his", "she", "her", "hers", "himself", "herself"))
THING = frozenset(("it", "its", "itself"))
PEOPLE = frozenset(("they", "them", "their", "theirs", "themselves"))
SPEAKERS = frozenset(("i", "we", "me", "us", "my", "our"))
RELATIVE = frozenset(("who", "which", "that", "whom", "whose"))
PRONOUNS = PERSON | THING | PEOPLE
REFLEXIVE = frozenset(("himself", "herself", "itself", "themselves"))
EXPLETIVE = "expl"


def is_pronoun(phrase: Phrase) -> bool:
    """Return whether a phrase is a pronoun; "US" and "IT" are names."""
    head = phrase.head
    if phrase.pieces or (head.text.isupper() and len(head.text) > 1):
        return False
    return head.upos == "PRON" or head.text.casefold() in PRONOUNS | SPEAKERS


def pronoun(scene: Scene, token: Token) -> tuple[Actor, ...]:
    """Return whom a pronoun stands for."""
    word, at = token.text.casefold(), scene.sentence.index
    if token.dep == EXPLETIVE or word not in PRONOUNS | RELATIVE | SPEAKERS:
        return ()
    if word in SPEAKERS:
        return _speaker(scene, token)
    if word in RELATIVE:
        return _antecedent(scene, token)
    not_these = scene.subjects(token) if word not in REFLEXIVE else frozenset()
    if word in PERSON:
        actor = scene.memory.person(at, not_these)
    elif word in THING:
        actor = scene.memory.thing(at, not_these)
    else:
        found = scene.memory.people(at, not_these)
        return tuple(replace(a, reason=f"pronoun {word} -> {a.name}") for a in found)
    return (replace(actor, reason=f"pronoun {word} -> {actor.name}"),) if actor else ()


def _antecedent(scene: Scene, token: Token) -> tuple[Actor, ...]:
    """Return the actors of the noun that a relative clause hangs on."""
    verb: Token | None = scene.sentence.head(token)
    for _ in range(2):
        if verb is not None and verb.dep == "acl:relcl":
            above = scene.sentence.head(verb)
            actors = scene.by_head.get(above.index, ()) if above is not None else ()
            return tuple(replace(a, reason=f"{token.text.casefold()} -> {a.name}") for a in actors)
        verb = scene.sentence.head(verb) if verb is not None else None
    return ()


def _speaker(scene: Scene, token: Token) -> tuple[Actor, ...]:
    """Return who says "we": the subject of the verb of speech above it, else the last speaker of the article."""
    word = token.text.casefold()
    above = scene.sentence.head(token)
    while above is not None:
        subject = speaker_of(scene, above)
        if subject is not None and not subject.start <= token.start < subject.end:
            actors = scene.by_head.get(subject.index)
            if actors:
                return tuple(replace(a, reason=f"{word} -> {a.name}") for a in actors)
        above = scene.sentence.head(above)
    return tuple(replace(a, reason=f"{word} -> {a.name}") for a in scene.memory.speaker(scene.sentence.index))


def speaker_of(scene: Scene, verb: Token) -> Token | None:
    """Return the subject of a verb of speech, None for other words."""
    if verb.upos != "VERB" or verb.lemma.casefold() not in scene.references.speech:
        return None
    subject = next(iter(scene.sentence.children(verb, "nsubj")), None)
    if subject is not None or verb.index == 0:
        return subject
    before = scene.piece_at(verb.index - 1)  # where the parser lost it: "...", Moon said
    return next((t for t in scene.tokens(before) if t.index in scene.by_head), None) if before else None
