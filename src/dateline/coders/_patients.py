"""What an act is done to: some verbs are acts of force only when people suffer them ("freed the crew", not "the saw")."""

from __future__ import annotations

import re

from dateline.codebook.events import EventCodebook, Frame
from dateline.coders._clause import PAPERS, Clause, conjuncts
from dateline.coders._participants import Participants
from dateline.model import Sentence, Token

SUFFERED = frozenset(
    {
        ("COERCE", "arrest"),
        ("COERCE", "deport"),
        ("RETREAT", "release"),
        ("SANCTION", "expel"),
        ("SANCTION", "convict"),
    }
    | {("ASSAULT", mode) for mode in ("targeted", "primitive", "abduct", "torture", "sexual", "beat")}
)
ASKED_BY_PEOPLE = frozenset({"REQUEST", "THREATEN"})
VOICES = PAPERS | frozenset(
    {
        "report",
        "editorial",
        "document",
        "draft",
        "text",
        "article",
        "newspaper",
        "paper",
        "tweet",
        "post",
        "lawsuit",
        "slogan",
    }
    | {
        "banner",
        "caller",
        "voice",
        "website",
        "group",
        "family",
        "crowd",
        "majority",
        "public",
        "talks",
        "protest",
        "campaign",
    }
)  # things that speak for people
DONE_TO_OTHERS = frozenset({"AID", "SUPPORT", "COERCE", "ASSAULT", "SANCTION"})
REFLEXIVE = frozenset({"reflexive", "itself"})
REFLEXIVES = frozenset({"himself", "herself", "itself", "themselves", "themself", "oneself"})
HARM = frozenset({"180"})  # killing and wounding
OF_PEOPLE = re.compile(r"(er|or|ist|ian|ee|man|men|eer|ess|ster|folk|kin|boy|girl|child|children|mate)s?$")


def suits(book: EventCodebook, who: Participants, sentence: Sentence, clause: Clause, frame: Frame) -> bool:
    """Return whether what a verb is done to can suffer it; a frame that asks for its object knows better."""
    speaks = () if clause.passive or frame.actor != "subj" else clause.subjects
    if frame.event_type in ASKED_BY_PEOPLE and speaks:
        voices = (VOICES, book.classes["protest"])
        if all(not any(t.lemma in v for v in voices) and _is_thing(book, who, sentence, t) for t in speaks):
            return False  # "the advert appealed to the senator"
    hit = clause.objects if clause.passive and not clause.subjects else ()
    if (
        frame.event_type == "THREATEN"
        and hit
        and all(_is_thing(book, who, sentence, t, owned=True) for t in hit)
    ):
        return False  # "our culture is threatened"
    if frame.event_type == "ASSAULT" and clause.objects:
        figures = book.classes["figurative"]
        if all(t.lemma.lower() in figures and t.upos == "NOUN" for t in clause.objects):
            return False  # "shares were hit"
    if frame.event_type in DONE_TO_OTHERS:
        asked = {(c.words or "").removeprefix("@") for alternatives in frame.needs for c in alternatives}
        if not asked & REFLEXIVE and any(t.lemma.lower() in REFLEXIVES for t in clause.objects):
            return False  # "armed themselves with bats"
        if clause.passive and clause.subjects and frame.event_type != "ASSAULT":
            return any(not _is_thing(book, who, sentence, t) for t in clause.subjects)  # "helped by exports"
    if (frame.event_type, frame.mode) not in SUFFERED and frame.cameo not in HARM:
        return True
    if any(c.slot == "obj" and c.words for alternatives in frame.needs for c in alternatives):
        return True
    nouns = tuple(n for o in clause.objects for n in conjuncts(sentence, o))
    return not nouns or any(not _is_thing(book, who, sentence, n) for n in nouns)


def _is_thing(
    book: EventCodebook, who: Participants, sentence: Sentence, noun: Token, *, owned: bool = False
) -> bool:
    """Whether a common noun is no word for people, and its phrase names nobody; it may be somebody's if ``owned``."""
    words = {noun.lemma.lower(), noun.text.lower()}
    people = (book.agents, book.classes["captive"], book.classes["quantity"])
    if noun.upos != "NOUN" or not all(words.isdisjoint(nouns) for nouns in people):
        return False
    if any(OF_PEOPLE.search(word) for word in words):
        return False
    return not who.actors(sentence, (noun,), inside=not owned)
