"""Pronouns, "who" and "which", and "the North": words that lead back to actors."""

from __future__ import annotations

from dataclasses import replace

from dateline.annotators._gender import is_woman
from dateline.annotators._phrases import Phrase
from dateline.annotators._scene import OBJECTS, SUBJECTS, Scene
from dateline.model import Actor, Token

PERSON = frozenset(("he", "him", "his", "she", "her", "hers", "himself", "herself"))
WOMAN = frozenset(("she", "her", "hers", "herself"))
THING = frozenset(("it", "its", "itself"))
PEOPLE = frozenset(("they", "them", "their", "theirs", "themselves"))
SPEAKERS = frozenset(("i", "we", "me", "us", "my", "our"))
RELATIVE = frozenset(("who", "which", "that", "whom", "whose"))
PRONOUNS = PERSON | THING | PEOPLE
REFLEXIVE = frozenset(("himself", "herself", "itself", "themselves"))
EXPLETIVE = "expl"
CLIMB = 6  # words above a possessive, up to the verb of its clause


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
    own = _owner(scene, token, word) or _client(scene, token, word)
    if own:
        return tuple(replace(a, reason=f"pronoun {word} -> {a.name}") for a in own)
    not_these = scene.subjects(token) if word not in REFLEXIVE else frozenset()
    if word in PERSON:
        woman = word in WOMAN
        actor = scene.memory.person(at, not_these, woman=woman, is_object=token.dep in OBJECTS)
    elif word in THING:
        actor = scene.memory.thing(at, not_these, is_object=token.dep in OBJECTS)
    else:
        found = scene.memory.people(at, not_these, is_object=token.dep in OBJECTS)
        return tuple(replace(a, reason=f"pronoun {word} -> {a.name}") for a in found)
    return (replace(actor, reason=f"pronoun {word} -> {actor.name}"),) if actor else ()


def _owner(scene: Scene, token: Token, word: str) -> tuple[Actor, ...]:
    """Return the subject of the clause that a possessive stands in, if it can mean it: "the South fired its first missile"."""
    if token.dep != "nmod:poss":
        return ()
    above = scene.sentence.head(token)
    for _ in range(CLIMB):
        if above is None:
            return ()
        if above.dep == "conj" and (first := scene.sentence.head(above)) is not None:
            own = _fitting(scene, first, word)
            if own:
                return own  # "the government and its opponents"
        for subject in scene.sentence.children(above, *SUBJECTS):
            if subject.index < token.index and token not in scene.sentence.subtree(subject):
                return _fitting(scene, subject, word)
        above = scene.sentence.head(above)
    return ()


def _client(scene: Scene, token: Token, word: str) -> tuple[Actor, ...]:
    """Return for whom somebody unnamed speaks, if that is of the pronoun's sex: "his lawyer said that he was not there"."""
    above = scene.sentence.head(token)
    while word in PERSON and above is not None:
        speaker = speaker_of(scene, above)
        known = scene.by_head.get(speaker.index, ()) if speaker is not None else ()
        if speaker is not None and speaker.index < token.index and all(a.kind == "role" for a in known):
            for owner in scene.sentence.children(speaker, "nmod:poss"):
                if owner is not token and (actors := _of_sex(scene, owner, word)):
                    return actors
        above = scene.sentence.head(above)
    return ()


def _of_sex(scene: Scene, owner: Token, word: str) -> tuple[Actor, ...]:
    """Return whom an owner stands for if it is one person of the sex that a pronoun says."""
    actors = scene.by_head.get(owner.index, ())
    if len(actors) != 1 or actors[0].kind != "person":
        return ()
    said = owner.text.casefold()
    if said in PERSON:
        return actors if (said in WOMAN) == (word in WOMAN) else ()
    phrase = scene.phrase_at.get(owner.index)
    woman = is_woman(scene, phrase, actors[0]) if phrase is not None else None
    return actors if woman is (word in WOMAN) else ()


def _fitting(scene: Scene, subject: Token, word: str) -> tuple[Actor, ...]:
    """Return the actors of a subject if number and kind are those of a pronoun."""
    actors, phrase = scene.by_head.get(subject.index, ()), scene.phrase_at.get(subject.index)
    if not actors or phrase is None:
        return ()
    plural = scene.plural(phrase) or len(actors) > 1 or bool(scene.sentence.children(subject, "conj"))
    if word in THING:
        return actors if not plural and actors[0].kind in ("state", "organisation", "group") else ()
    if word in PERSON:
        other = is_woman(scene, phrase, actors[0])
        fits = actors[0].kind == "person" and other in (None, word in WOMAN)
        return actors if fits and not plural else ()
    joined = tuple(
        a for t in scene.sentence.children(subject, "conj") for a in scene.by_head.get(t.index, ())
    )
    return (*actors, *joined) if plural or actors[0].kind == "group" else ()


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
