"""From phrases to actors: what mention a word heads, who hides inside a phrase, who is political at all."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import islice

from dateline.coders._clause import conjuncts
from dateline.model import Actor, Annotations, Document, Mention, Sentence, Span, Token
from dateline.model.actor import ActorKind

POLITICAL_KINDS = frozenset({"state", "organisation", "role", "group"})
POWERS = frozenset(
    {"GOV", "MIL", "COP", "JUD", "LEG", "PTY", "REB", "PRM", "SPY", "UAF", "OPP", "ELI", "IGO", "PRE", "REL"}
)
SUFFERERS = frozenset(
    {"CVL", "EDU", "MED", "REF", "JRN", "LAB", "AGR"}
)  # held by somebody they are not theirs
BODIES = frozenset({"SOC", "BUS"})  # named NGOs and firms act; unnamed activists and traders are just anybody
INSIDE = ("nmod:poss", "amod", "compound", "nmod", "flat", "appos")
CROWDS = frozenset({"ten", "dozen", "score", "hundred", "thousand", "million"})
NEAR_NOUNS = 2  # how many nouns back a pronoun may stand for
LABELS: dict[str, ActorKind] = {"PER": "person", "ORG": "organisation", "LOC": "state", "NORP": "group"}
THINGS = frozenset({"it", "its", "itself"})
PLACING = frozenset({"in", "at", "near", "on"})
BLASTS = frozenset(
    {"blast", "explosion", "bomb", "bombing", "attack", "shooting", "raid"}
)  # where they are is no doer
PREPOSITIONS_INSIDE = frozenset(
    {
        "of",
        "from",
        "in",
        "by",
        "at",
        "for",
        "with",
        "against",
        "between",
        "near",
        "across",
        "inside",
        "on",
        "around",
        "off",
    }
)


class Participants:
    """The actors of one document, looked up by the word that stands for them."""

    def __init__(
        self, document: Document, annotations: Annotations, agents: frozenset[str] = frozenset()
    ) -> None:
        self._document = document
        self._agents = agents
        self._without_mentions = annotations.mentions is None
        self._sentences = annotations.sentences or ()
        self._heads: dict[tuple[int, int], Mention] = {}
        self._covers: dict[tuple[int, int], Mention] = {}
        for mention in sorted(annotations.mentions or (), key=lambda m: m.start - m.end):
            self._heads[mention.sentence, mention.head] = mention
            for at in range(mention.start, mention.end):
                self._covers[mention.sentence, at] = mention
        self._place_starts = frozenset(p.span.start for p in annotations.places or () if p.place is not None)
        self._times = tuple(sorted((t.span.start, t.span.end) for t in annotations.times or ()))

    def mention(self, sentence: Sentence, token: Token) -> Mention | None:
        """Return the mention that the token heads, or stands in."""
        key = sentence.index, token.index
        found = self._heads.get(key)
        if found is None:
            found = self._covers.get(key)
            if found is not None and not self._same_phrase(sentence, token, found):
                return None
        return found

    def countries(self) -> frozenset[str]:
        """Return the countries that the document names."""
        return frozenset(a.country for m in self._heads.values() for a in m.actors if a.country)

    def is_person(self, sentence: Sentence, token: Token) -> bool:
        """Return whether the token stands for somebody (not for a thing or a country)."""
        mention = self.mention(sentence, token)
        if mention is not None:
            somebody = any(a.kind in ("person", "role", "group") for a in mention.actors)
            return somebody or (mention.kind == "pronoun" and token.text.lower() not in THINGS)
        return any(e.start <= token.index < e.end and e.label == "PER" for e in sentence.entities)

    def is_place(self, sentence: Sentence, token: Token) -> bool:
        """Return whether the token stands for a country or another named place."""
        mention = self.mention(sentence, token)
        if mention is not None and any(a.kind == "state" for a in mention.actors):
            return True
        if any(e.start <= token.index < e.end and e.label == "LOC" for e in sentence.entities):
            return True
        return token.upos == "PROPN" and token.start in self._place_starts

    def is_time(self, sentence: Sentence, token: Token) -> bool:
        """Return whether the token is part of a time expression: "on Thursday" is no place and no party."""
        at = bisect_right(self._times, (token.start, token.end)) - 1
        near = self._times[max(0, at) : at + 2]
        return any(start <= token.start and token.end <= end for start, end in near)

    def stands_for(self, sentence: Sentence, pronoun: Token, words: frozenset[str]) -> bool:
        """Return whether one of the last nouns before a pronoun that it agrees with is one of the words.

        A pronoun that stands for an actor stands for nothing else.
        """
        mention = self.mention(sentence, pronoun)
        if mention is not None and mention.actors:
            return False
        plural = pronoun.text.lower() != "it"
        before = sentence.tokens[: pronoun.index][::-1]
        if sentence.index:
            before += self._sentences[sentence.index - 1].tokens[::-1]
        nouns = (
            t for t in before if t.upos == "NOUN" and t.dep != "compound" and t.xpos.endswith("S") == plural
        )
        return any(t.lemma.lower() in words for t in islice(nouns, NEAR_NOUNS))

    def actors(
        self,
        sentence: Sentence,
        tokens: Iterable[Token],
        *,
        inside: bool = True,
        but: frozenset[str] = frozenset(),
    ) -> tuple[Actor, ...]:
        """Return the actors that the phrases of these heads stand for, each once.

        Args:
            sentence: where the phrases stand.
            tokens: their heads; nouns coordinated with them count too.
            inside: whether a phrase that is no actor may stand for one that it names ("Iran's plan").
            but: ids of actors that a phrase does not stand for: in "left its base in Syria" not the owner.
        """
        found: dict[str, Actor] = {}
        for token in tokens:
            for each in (*conjuncts(sentence, token), *self._listed(sentence, token)):
                for actor in self._of_phrase(sentence, each, inside, but):
                    found.setdefault(actor.id, actor)
            for each in _spelt_out(sentence, token):
                known = {a.country for a in found.values()}
                for actor in self._of_phrase(sentence, each, inside, but):
                    if actor.country not in known:
                        found.setdefault(actor.id, actor)
        return tuple(found.values())

    def _of_phrase(
        self, sentence: Sentence, token: Token, inside: bool, but: frozenset[str]
    ) -> tuple[Actor, ...]:
        here = self._direct(sentence, token)
        if here is None and inside:
            named = (found for found in self._inside(sentence, token, 0) if found)
            return next((found for found in named if not {a.id for a in found} <= but), ())
        if here and inside and not any(a.country or a.sector in SUFFERERS for a in here):
            return next(self._agents_of(sentence, token), here)  # "drones operated by the army"
        return here or ()

    def _direct(self, sentence: Sentence, token: Token) -> tuple[Actor, ...] | None:
        mention = self.mention(sentence, token)
        if mention is not None:
            return tuple(a if a.mention else a.at(mention.span) for a in mention.actors)
        if token.upos == "NOUN" and (
            token.lemma.lower() in self._agents or _are_many(sentence, token) or _work(token)
        ):
            return (self._unnamed(sentence, token),)
        if not self._without_mentions:
            return None
        for entity in sentence.entities:
            if entity.start <= token.index < entity.end:
                return (self._from_entity(sentence, entity.start, entity.end, entity.label),)
        return None

    def _unnamed(self, sentence: Sentence, token: Token) -> Actor:
        """A person-like noun that no gazetteer knows: its own words."""
        words = [t for t in sentence.children(token, "amod", "compound", "nummod") if t.index < token.index]
        span = sentence.span_of((*words, token))
        name = span.of(self._document.text)
        home = next((a.country for w in words for a in self._direct(sentence, w) or () if a.country), None)
        return Actor(
            id=f"role:{name.lower()}", name=name, kind="role", country=home, sector="LAB" if _work(token) else None,
            mention=span, reason="person-like noun",
        )  # fmt: skip

    def _from_entity(self, sentence: Sentence, start: int, end: int, label: str) -> Actor:
        """A name without the mentions layer: its words, and what the tagger takes it for."""
        span = Span(sentence.tokens[start].start, sentence.tokens[end - 1].end)
        name = span.of(self._document.text)
        return Actor(
            id=f"name:{name}", name=name, kind=LABELS[label], mention=span, reason="name without mentions"
        )

    def _inside(self, sentence: Sentence, token: Token, depth: int) -> Iterator[tuple[Actor, ...]]:
        """Actors named inside a phrase, the owner first."""
        kids = sentence.children(token, *INSIDE)
        for kid in sorted(kids, key=lambda k: INSIDE.index(k.dep)):
            if kid.dep == "nmod":
                cases = sentence.children(kid, "case")
                case = cases[0].lemma.lower() if cases else None
                if case not in PREPOSITIONS_INSIDE or (case in PLACING and token.lemma.lower() in BLASTS):
                    continue
            direct = self._direct(sentence, kid)
            if direct:
                yield direct
            elif depth < 2:
                yield from self._inside(sentence, kid, depth + 1)
        yield from self._agents_of(sentence, token)

    def _agents_of(self, sentence: Sentence, token: Token) -> Iterator[tuple[Actor, ...]]:
        """Actors that a participle behind a noun names: "shells fired by Russian troops"."""
        for participle in sentence.children(token, "acl"):
            for agent in sentence.children(participle, "obl:agent"):
                direct = self._direct(sentence, agent)
                if direct:
                    yield direct

    def _listed(self, sentence: Sentence, token: Token) -> tuple[Token, ...]:
        """States that a headline lists without a word between them: "Norway, Britain launch patrols"."""
        if token.upos != "PROPN":
            return ()
        own = {
            a.country for a in self._direct(sentence, token) or () if a.kind == "state" or a.sector == "GOV"
        }
        listed = (t for t in sentence.children(token, "appos") if t.upos == "PROPN" and own)
        return tuple(
            t for t in listed if own.isdisjoint({a.country for a in self._states(sentence, t)} or own)
        )

    def _states(self, sentence: Sentence, token: Token) -> tuple[Actor, ...]:
        found = self._direct(sentence, token) or ()
        return tuple(a for a in found if a.kind == "state" and a.country is not None)

    def _same_phrase(self, sentence: Sentence, token: Token, mention: Mention) -> bool:
        """Whether the token is part of the mention's own name, not an owner or modifier inside it."""
        at: Token | None = token
        while at is not None and mention.start <= at.index < mention.end:
            if at.index == mention.head:
                return True
            if at.dep not in ("flat", "compound", "appos", "det", "nummod", "goeswith", "fixed"):
                return False
            at = sentence.head(at)
        return False


def _are_many(sentence: Sentence, token: Token) -> bool:
    """Whether a number stands for people: "thousands marched", not "thousands of dollars were paid"."""
    many = token.lemma.lower() in CROWDS and token.xpos == "NNS" and token.dep.startswith("nsubj")
    return many and not sentence.children(token, "nmod")


def _work(token: Token) -> bool:
    """Whether a noun names people by their work: "dockworkers", "steelworkers"."""
    return token.xpos == "NNS" and token.text.lower().endswith("workers")


def _spelt_out(sentence: Sentence, token: Token) -> tuple[Token, ...]:
    """Those whom a phrase names one by one behind its noun: "two hostages, an American and an Australian"."""
    behind = (k for k in sentence.children(token, "amod", "appos") if k.index > token.index)
    return tuple(
        other
        for kid in behind
        if sentence.children(kid, "det")
        for other in sentence.children(kid, "conj")
        if sentence.children(other, "det") and other.upos in ("ADJ", "PROPN", "NOUN")
    )


def is_powerful(actor: Actor) -> bool:
    """Return whether the actor is a state, a body or somebody who holds or contests power: not just anybody."""
    if actor.kind == "state" or actor.sector in POWERS:
        return True
    if actor.kind == "organisation" and actor.sector in BODIES:
        return True
    return actor.sector is None and actor.country is not None


def is_political(actor: Actor) -> bool:
    """Return whether the actor may take part in a political event."""
    return actor.country is not None or actor.sector is not None or actor.kind in POLITICAL_KINDS
