"""What a question asks for: who, whom, which acts, when, and in which form the answer is wanted."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from dateline.answers import _words
from dateline.codebook import events as codebook
from dateline.errors import ConfigError
from dateline.model import Actor, Annotations, Mention, Sentence, Token
from dateline.model.answer import Aim, Question
from dateline.pipeline import Coder

ANYBODY = "Iceland"  # stands for "who" where the question is read as a plain sentence
_ASKING = frozenset({"many", "much", "which", "what", "who", "whose"})
MATTER = ("NOUN", "PROPN", "VERB", "ADJ")
OUTLET = "JRN"  # the sector of those who report
PLACED = ("in", "at", "near", "around", "outside", "inside")
SIDES = ("to", "with", "against", "in", "for", "at", "from", "on", "towards", "about", "of")


def understand(coder: Coder, text: str) -> Question:
    """Return a question as far as it can be understood.

    Raises:
        ConfigError: there is no question.
    """
    text = " ".join(text.split())
    if not any(c.isalpha() for c in text):
        raise ConfigError('no question; write one in quotation marks, such as "Who met Kim Jong Un?"')
    annotations = coder.annotate(coder.plain(text))
    sentences = annotations.sentences or ()
    subjects, others = _actors(text, annotations, sentences)
    lemmas = [t.lemma.lower() for s in sentences for t in s.tokens]
    since, until = _time(text, annotations)
    states = tuple(dict.fromkeys(_states(sentences)))
    fates = {word for state in states for word in _words.words()["states"][state]}
    acts = [(token, kind) for token, kind in _acts(sentences) if token.lemma.lower() not in fates]
    return Question(
        text=text,
        aim="commitments" if states else _aim(lemmas, sentences, subjects),
        subjects=subjects,
        others=others,
        types=tuple(sorted(_types(coder, text, sentences))) if acts and not states else (),
        kinds=tuple(k for k, named in _words.words()["commitments"].items() if set(named) & set(lemmas)),
        words=tuple(dict.fromkeys(_matter(annotations, sentences, _dull() | fates))),
        counted=next(_counted(annotations, sentences), None),
        acts=tuple(dict.fromkeys(t.lemma.lower() for t, _ in acts if t.upos == "VERB")),
        places=tuple(dict.fromkeys(_places(text, annotations, sentences))),
        states=states,
        since=since,
        until=until,
        order=_order({*lemmas, *text.lower().replace("?", " ").split()}),
        closed=bool(sentences) and sentences[0].tokens[0].upos in ("AUX", "VERB"),
    )


def _aim(lemmas: list[str], sentences: tuple[Sentence, ...], subjects: tuple[Actor, ...]) -> Aim:
    said = _words.has("say") & set(lemmas)
    kinds = _words.words()["commitments"]
    outlets = bool(subjects) and all(actor.sector == OUTLET for actor in subjects)
    if _words.has("differ") & set(lemmas) and (outlets or _words.has("accounts") & set(lemmas)):
        return "differ"
    asked = next((w for w in lemmas if w in ("when", "where", "who", "whom", "how", "what", "why")), None)
    if _words.has("figures") & set(lemmas) and asked in ("how", "what"):
        return "count"
    if _words.has("change") & {t.lemma.lower() for s in sentences for t in (s.root(),) if t}:
        return "change"
    if asked == "when":
        return "when"
    if asked == "where":
        return "where"
    if any(set(lemmas) & set(kinds[kind]) for kind in ("offer", "promise", "threat", "demand", "ultimatum")):
        return "commitments"
    if said:
        return "said"
    return "who" if asked in ("who", "whom") else "acts"


def _actors(
    text: str, annotations: Annotations, sentences: tuple[Sentence, ...]
) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Return who acts, and who else is named; what stands after a preposition does not act."""
    subjects: list[Actor] = []
    others: list[Actor] = []
    for mention in annotations.mentions or ():
        sentence = sentences[mention.sentence]
        told = {t.lemma.lower() for t in sentence.tokens[mention.start : mention.end]}
        if mention.kind == "pronoun" or _asks(mention, sentences) or told & _words.has("accounts"):
            continue
        side = others if _aside(sentence, sentence.tokens[mention.head]) else subjects
        side += _as_written(mention.actors, mention.span.of(text))
    for words, codes in _words.words()["short"].items():
        named = words in text.lower() and f"{words} korea" not in text.lower()
        if named and not any(a.country in codes for a in (*subjects, *others)):
            actors = [Actor(id=code, name=words, kind="state", country=code) for code in codes]
            side = others if f" {words}" in text.lower().partition(_verb(sentences))[2] else subjects
            side += actors
    return tuple(subjects), tuple(others)


def _asks(mention: Mention, sentences: tuple[Sentence, ...]) -> bool:
    """Whether a mention is what is asked for: "how many people", "which country"."""
    tokens = sentences[mention.sentence].tokens[mention.start : mention.end]
    return bool(_ASKING & {t.lemma.lower() for t in tokens})


def _counted(annotations: Annotations, sentences: tuple[Sentence, ...]) -> Iterator[str]:
    """Yield what "how many" counts: journalists, missiles."""
    for mention in annotations.mentions or ():
        tokens = sentences[mention.sentence].tokens
        lemma = tokens[mention.head].lemma.lower()
        if _asks(mention, sentences) and tokens[mention.head].upos == "NOUN" and lemma not in _dull():
            yield lemma


def _as_written(actors: tuple[Actor, ...], words: str) -> list[Actor]:
    """Return whom words mean; a state gets the words of the question: "Hanoi" may be looked for in texts."""
    if not actors:
        return [Actor(id=words, name=words)]
    return [replace(a, name=words) if a.kind == "state" and len(actors) == 1 else a for a in actors]


def _verb(sentences: tuple[Sentence, ...]) -> str:
    root = sentences[0].root() if sentences else None
    return root.text.lower() if root else ""


def _aside(sentence: Sentence, head: Token) -> bool:
    at: Token | None = head
    while at is not None:
        if at.dep.partition(":")[0] in ("obj", "iobj", "obl", "nmod", "ccomp", "xcomp", "advcl"):
            between = [t.text.lower() for t in sentence.children(at, "case")]
            return "between" not in between
        at = sentence.head(at)
    return False


def _types(coder: Coder, text: str, sentences: tuple[Sentence, ...]) -> set[str]:
    """Return the types that the question may mean: as the coder reads it as a plain sentence, or else by its words."""
    plain = " ".join(_plain(text, sentences)).rstrip(" ?") + "."
    return {e.event_type for e in coder.code(coder.plain(plain)).events} or {
        kind for _, kind in _acts(sentences)
    }


def _plain(text: str, sentences: tuple[Sentence, ...]) -> Iterator[str]:
    """Yield the words of a question as of a plain sentence: without "did", a country in the place of "who"."""
    for sentence in sentences:
        for token in sentence.tokens:
            lemma = token.lemma.lower()
            if lemma in ("who", "whom"):
                yield ANYBODY
            elif not (lemma == "do" and token.upos == "AUX") and token.text != "?":
                yield token.text


def _acts(sentences: tuple[Sentence, ...]) -> Iterator[tuple[Token, str]]:
    """Yield the verbs and nouns that name acts, with each type that they may mean."""
    book = codebook.load()
    plain = _words.has("do") | _words.has("say") | _words.has("change") | _words.has("report")
    for sentence in sentences:
        for token in sentence.tokens:
            lemma = token.lemma.lower()
            if lemma in plain or token.upos not in ("VERB", "NOUN"):
                continue
            frames = book.verbs.get(lemma, ()) if token.upos == "VERB" else book.nouns.get(lemma, ())
            known = [f for f in frames if not f.weak]
            for frame in [f for f in known if not f.needs] or known:
                yield token, frame.event_type


def _matter(annotations: Annotations, sentences: tuple[Sentence, ...], dull: set[str]) -> Iterator[str]:
    """Yield the words that tell what it is about: not the names, not the time, not the asking, not the act."""
    taken = [m.span for m in annotations.mentions or () if not _asks(m, sentences)] + [
        t.span for t in annotations.times or ()
    ]
    taken += [p.span for p in annotations.places or () if p.place is not None and p.place.lat is not None]
    for sentence in sentences:
        for token in sentence.tokens:
            lemma = token.lemma.lower()
            if (
                token.upos in MATTER
                and not {lemma, token.text.lower()} & dull
                and not any(token.span in s for s in taken)
            ):
                yield lemma


def _states(sentences: tuple[Sentence, ...]) -> Iterator[str]:
    """Yield what became of the commitments asked for: "which promises were broken", not "who promised to break"."""
    kinds = {word for named in _words.words()["commitments"].values() for word in named}
    for sentence in sentences:
        for token in sentence.tokens:
            head = sentence.head(token)
            if token.upos != "NOUN" or token.lemma.lower() not in kinds or head is None:
                continue
            told = [head, *(t for t in sentence.tokens if t.dep == "xcomp" and sentence.head(t) == head)]
            told_words = {word.lower() for t in told for word in (t.lemma, t.text)}
            yield from (state for state, words in _words.words()["states"].items() if told_words & set(words))


def _places(text: str, annotations: Annotations, sentences: tuple[Sentence, ...]) -> Iterator[str]:
    """Yield the towns and the like in which something was, as written and as known; countries are parties instead."""
    for found in annotations.places or ():
        if found.place is None or found.place.kind == "country" or found.place.lat is None:
            continue
        token = next((t for s in sentences for t in s.tokens if t.span in found.span), None)
        sentence = next((s for s in sentences if token in s.tokens), None)
        if token is None or sentence is None:
            continue
        cases = {t.text.lower() for t in sentence.children(token, "case")}
        if cases & set(PLACED) or (token.dep == "obj" and not cases):
            yield from (found.span.of(text), found.place.name)


def _dull() -> set[str]:
    """Return the words that do not tell what it is about."""
    classes = ("do", "say", "report", "empty", "last", "first", "figures", "change")
    kinds = {named for words in _words.words()["commitments"].values() for named in words}
    short = {w for words in _words.words()["short"] for w in words.split()}
    return {w for name in classes for w in _words.has(name)} | kinds | short


def _time(text: str, annotations: Annotations) -> tuple[datetime.date | None, datetime.date | None]:
    """Return the first and last day asked for: "since 2019" has no last one."""
    found = [(t.when, text[: t.span.start].lower().split()[-1:]) for t in annotations.times or () if t.when]
    since: datetime.date | None = None
    until: datetime.date | None = None
    for when, before in found:
        word = before[0] if before else ""
        if word in ("since", "from"):
            since = when.start
        elif word == "after":
            since = when.end + datetime.timedelta(days=1)
        elif word in ("until", "till", "to", "by"):
            until = when.end
        elif word == "before":
            until = when.start - datetime.timedelta(days=1)
        else:
            since, until = min(since or when.start, when.start), max(until or when.end, when.end)
    return since, until


def _order(words: set[str]) -> Any:
    if _words.has("last") & words:
        return "last"
    return "first" if _words.has("first") & words else None
