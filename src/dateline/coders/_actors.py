"""Speakers as actors: whom the words name, with light coreference."""

from __future__ import annotations

import bisect
import dataclasses
import re

from dateline.model import Actor, Annotations, Document, Entity, Mention, Sentence, Span, Token

_SLUG = re.compile(r"[^a-z0-9]+")
_SINGULAR = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself", "i", "me", "my"})
_GROUP = frozenset({"they", "them", "their", "theirs", "we", "our", "us", "it", "its"})
FIRST_OR_SECOND = frozenset({"i", "we", "you", "me", "us", "my", "our", "your"})
PRONOUNS = _SINGULAR | _GROUP | {"who", "which", "that"}
_ARTICLES = re.compile(r"^(?:the|a|an|this|that|these|those)\s+", re.IGNORECASE)
_KINDS = {"PER": "person", "ORG": "organisation", "LOC": "state", "NORP": "group"}
SPOKESMEN = frozenset({"spokesman", "spokeswoman", "spokesperson", "spokespeople", "spokesmen"})
_CALLED = frozenset({"name", "identify", "call"})  # "a man identified only as Yusuf"
SHORT = 3  # letters of an abbreviation
_PAPERS = ("paper", "newspaper")
NEAR = 300  # characters within which the same pronoun names the same speaker
NAMED = frozenset({"person", "organisation", "state"})


def slug(words: str) -> str:
    """Return the words as a key: ``Kim Jong Un`` is ``kim-jong-un``."""
    return _SLUG.sub("-", words.lower()).strip("-") or "unknown"


class Cast:
    """The people and bodies of one document, in the order in which it names them."""

    def __init__(
        self, document: Document, annotations: Annotations, documents: frozenset[str] = frozenset()
    ) -> None:
        self._document = document
        self._mentions = sorted(annotations.mentions or (), key=lambda m: m.span.start)
        self._starts = [m.span.start for m in self._mentions]
        self.people = _can_speak(annotations)
        self._people: list[tuple[int, str, Span]] = []
        self._full: dict[str, str] = {}
        for sentence in annotations.sentences or ():
            for entity in sentence.entities:
                self._learn(sentence, entity)
        self._speakers: list[tuple[int, Actor]] = []
        self._last: tuple[str, Span, Actor] | None = None
        self._quoted = [q.span for q in annotations.quotations or ()]
        self._plural: Actor | None = None
        self._called_so: dict[str, Actor] = {}
        self._documents = documents

    def _learn(self, sentence: Sentence, entity: Entity) -> None:
        span = sentence.span_of(sentence.tokens[entity.start : entity.end])
        name = _plain(span.of(self._document.text))
        if entity.label == "PER" and name:
            full = self._full.get(name.split()[-1].lower(), name)
            if len(name.split()) > 1 or name.lower() not in self._full:
                self._full[name.split()[-1].lower()] = full = name
            self._people.append((span.start, full, span))

    def actor(self, sentence: Sentence, head: Token, source: Span) -> Actor:
        """Return the actor that a speaker phrase names; its mention is the phrase."""
        found = (
            self._same_pronoun(head, source)
            or self._same_noun(sentence, head, source)
            or self._spoken_for(sentence, head, source)
            or self._called(sentence, head, source)
            or self._many(head, source)
            or self._mentioned(head, source)
            or self._built(sentence, head, source)
        )
        found = self._fuller(found, source)
        self._note(sentence, head, source, found)
        self._speakers.append((source.start, found))
        if head.xpos in ("NNS", "NNPS"):
            self._plural = found
        self._last = (head.text.lower(), source, found)
        return found

    def _same_pronoun(self, head: Token, source: Span) -> Actor | None:
        """Return the last speaker for the pronoun that named him before: "she says … if he …, she adds"."""
        if self._last is None or head.text.lower() not in ("he", "she", "it"):
            return None
        words, where, actor = self._last
        near = 0 < source.start - where.end < NEAR
        if head.text.lower() == "it":
            return _at(actor, source, "it") if near and words in self._documents else None
        return _at(actor, source, words) if near and words == head.text.lower() else None

    def _fuller(self, found: Actor, source: Span) -> Actor:
        """Return the outlet whose longer name the text gave before: "the Times" behind the Korea Times."""
        if not found.id.startswith("outlet:") or not found.name.startswith("The "):
            return found
        ending = found.name.removeprefix("The")
        before = self._mentions[: bisect.bisect_left(self._starts, source.start)]
        named = (a for m in reversed(before) for a in m.actors if a.id.startswith("outlet:"))
        longer = next((a for a in named if a.id != found.id and a.name.endswith(ending)), None)
        return found if longer is None else _at(longer, source, found.name, whole=True)

    def _note(self, sentence: Sentence, head: Token, source: Span, found: Actor) -> None:
        """Remember the nouns that a speaker was introduced by: "an opposition spokesman", "a report by the ministry"."""
        beside = sentence.children(head, "compound", "appos", "flat") if head.upos == "PROPN" else ()
        titles = [t for t in beside if t.upos == "NOUN"]
        titles += [t for t in sentence.tokens if t.span in source and t.lemma.lower() in self._documents]
        if found.id.startswith("outlet:"):
            self._called_so |= dict.fromkeys(_PAPERS, found)
        for noun in (head, *titles):
            if noun.upos == "NOUN" and noun.xpos == "NN":
                self._called_so[noun.lemma.lower()] = found

    def _same_noun(self, sentence: Sentence, head: Token, source: Span) -> Actor | None:
        """Return the speaker whom the same noun named before: "an opposition spokesman said … the spokesman added"."""
        if head.xpos != "NN" or source.of(self._document.text).lower() != f"the {head.text.lower()}":
            return None
        known = self._called_so.get(head.lemma.lower())
        return _at(known, source, f"the {head.lemma.lower()}") if known is not None else None

    def _many(self, head: Token, source: Span) -> Actor | None:
        """Return those who spoke last for "they", where the text has whom it seems to mean in quotations only."""
        if head.text.lower() != "they" or self._plural is None or self._in_quotation(source.start):
            return None
        meant = self._mentioned(head, source)
        at = [
            m.span.start
            for m in self._mentions
            if meant is not None and any(a.id == meant.id for a in m.actors)
        ]
        before = [start for start in at if start < source.start]
        return _at(self._plural, source, "they") if before and all(map(self._in_quotation, before)) else None

    def _in_quotation(self, offset: int) -> bool:
        index = bisect.bisect_right(self._quoted, offset, key=lambda span: span.start) - 1
        return index >= 0 and offset < self._quoted[index].end

    def _spoken_for(self, sentence: Sentence, head: Token, source: Span) -> Actor | None:
        """Return the body that an unnamed spokesman speaks for: "a spokeswoman for the ministry"."""
        if head.lemma.lower() not in SPOKESMEN or _apposed(sentence, head) is not None:
            return None
        for child in sentence.children(head, "nmod", "nmod:poss", "compound"):
            cases = {t.lemma.lower() for t in sentence.children(child, "case")}
            if child.dep == "nmod" and not cases & {"for", "of"}:
                continue
            body = self._mentioned(child, source)
            if body is not None and body.kind in ("organisation", "state"):
                return _at(body, source, f"{head.text} of {body.name}", whole=True)
        return None

    def _called(self, sentence: Sentence, head: Token, source: Span) -> Actor | None:
        """Return the person of "a man identified as Ivo Lund"."""
        for clause in sentence.children(head, "acl"):
            if clause.lemma.lower() in _CALLED and clause.xpos == "VBN":
                for name in sentence.children(clause):
                    if any(e.label == "PER" and e.start <= name.index < e.end for e in sentence.entities):
                        return self.other(sentence, name, source)
        return None

    def other(self, sentence: Sentence, head: Token, source: Span) -> Actor:
        """Return the actor of a phrase that does not speak, such as the hearer."""
        return self._mentioned(head, source) or self._built(sentence, head, source)

    def _mentioned(self, head: Token, source: Span) -> Actor | None:
        """Return the actor of the mention at the head."""
        index = bisect.bisect_right(self._starts, head.start)
        for mention in reversed(self._mentions[max(0, index - 4) : index]):
            if (
                head.span in mention.span
                and len(mention.actors) >= 1
                and _headed(mention, head, self._document)
            ):
                actor = mention.actors[0]
                return Actor(
                    id=actor.id,
                    name=actor.name,
                    kind=actor.kind,
                    country=actor.country,
                    sector=actor.sector,
                    mention=source,
                    reason=actor.reason,
                )
        return None

    def _built(self, sentence: Sentence, head: Token, source: Span) -> Actor:
        words = head.text.lower()
        if head.upos == "PRON" or words in PRONOUNS:
            return self._pronoun(words, source)
        entity = next((e for e in sentence.entities if e.start <= head.index < e.end), None)
        entity = entity or _apposed(sentence, head)
        if entity is not None:
            span = sentence.span_of(sentence.tokens[entity.start : entity.end])
            name = _plain(span.of(self._document.text))
            if entity.label == "PER":
                name = self._full.get(name.split()[-1].lower(), name) if name else name
                if name.isupper() and len(name) > SHORT:
                    return self._in_capitals(name, source)
            kind = _KINDS.get(entity.label, "unknown")
            return Actor(id=f"name:{slug(name)}", name=name, kind=kind, mention=source)  # type: ignore[arg-type]
        name = _ARTICLES.sub("", source.of(self._document.text))
        if head.upos == "PROPN":
            return Actor(id=f"name:{slug(name)}", name=name, kind="organisation", mention=source)
        return Actor(id=f"role:{slug(name)}", name=name, kind="role", mention=source)

    def _in_capitals(self, name: str, source: Span) -> Actor:
        """Return the person named in capitals, as the speakers of transcripts are: "ANA RUIZ" is Ana Ruiz."""
        folded, last = name.casefold(), name.casefold().split()[-1]
        people = {a.id: a for m in self._mentions for a in m.actors if a.kind == "person"}
        same = [a for a in people.values() if a.name.casefold() == folded]
        same = same or [a for a in people.values() if a.name.casefold().split()[-1] == last]
        if len(same) == 1:
            return dataclasses.replace(same[0], mention=source)
        name = name.title()
        return Actor(id=f"name:{slug(name)}", name=name, kind="person", mention=source)

    def _pronoun(self, words: str, source: Span) -> Actor:
        """Return the last fitting speaker or person before a pronoun, else an actor for the word itself."""
        fits = ("person",) if words in _SINGULAR else ("group", "role", "organisation", "state")
        for start, actor in reversed(self._speakers[-4:]):
            if start < source.start and actor.kind in fits:
                return Actor(
                    id=actor.id,
                    name=actor.name,
                    kind=actor.kind,
                    country=actor.country,
                    sector=actor.sector,
                    mention=source,
                    reason=f"pronoun {words} -> {actor.name}",
                )
        if words in _SINGULAR:
            index = bisect.bisect_left(self._people, (source.start,))
            if index:
                name = self._people[index - 1][1]
                why = f"pronoun {words} -> {name}"
                return Actor(id=f"name:{slug(name)}", name=name, kind="person", mention=source, reason=why)
        return Actor(id=f"role:{slug(words)}", name=words, kind="unknown", mention=source)


def _at(actor: Actor, source: Span, words: str, *, whole: bool = False) -> Actor:
    """Return the actor as mentioned in another place."""
    reason = words if whole else f"pronoun {words} -> {actor.name}"
    return dataclasses.replace(actor, mention=source, reason=reason)


def _can_speak(annotations: Annotations) -> frozenset[int] | None:
    """Return the first characters of the words that head a mention or stand in a name; None without mentions."""
    if not annotations.mentions or annotations.sentences is None:
        return None
    found = {annotations.sentences[m.sentence].tokens[m.head].start for m in annotations.mentions}
    for sentence in annotations.sentences:
        found |= {t.start for e in sentence.entities for t in sentence.tokens[e.start : e.end]}
    return frozenset(found)


def _headed(mention: Mention, head: Token, document: Document) -> bool:
    """Return whether the mention's own head is the word, so that "aides of X" is not X."""
    return mention.head == head.index or mention.span == head.span


def _apposed(sentence: Sentence, head: Token) -> Entity | None:
    """Return the name beside a nominal head: "the president, Moon Jae-in" or "spokesman Lee"."""
    for child in sentence.children(head, "appos", "flat", "compound"):
        for entity in sentence.entities:
            if entity.label == "PER" and entity.start <= child.index < entity.end:
                return entity
    return None


def _plain(name: str) -> str:
    """Return a name without possessive ending and with single spaces."""
    return re.sub(r"(?<!\s)\s*+['’]s?$", "", " ".join(name.split()))
