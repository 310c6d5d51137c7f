"""Mentions of actors: found, and resolved to country and PLOVER sector at the day of publication."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from dateline.annotators._memory import Memory
from dateline.annotators._phrases import Phrase, Piece, phrases, pieces
from dateline.codebook import gazetteer as gazetteers
from dateline.codebook.files import find, read_yaml
from dateline.codebook.gazetteer import Entry, Match, Role, fold, slug
from dateline.model import Actor, Annotations, Document, Mention, Sentence, Span, Token

PERSON_PRONOUNS = frozenset(("he", "him", "his", "she", "her", "hers", "himself", "herself"))
THING_PRONOUNS = frozenset(("it", "its", "itself"))
PEOPLE_PRONOUNS = frozenset(("they", "them", "their", "theirs", "themselves"))
PRONOUNS = PERSON_PRONOUNS | THING_PRONOUNS | PEOPLE_PRONOUNS
SUBJECTS = ("nsubj", "nsubj:pass")
OF_WORDS = ("of", "in", "from", "for", "to", "at")
PLURAL = ("NNS", "NNPS")
EX = "ELI"  # PLOVER: former officials are elites


class Mentions:
    """Names, nominals and pronouns that stand for actors.

    Names come from the gazetteers by longest match and, for people and bodies that these lack, from the pipeline's
    names; a role noun gives the sector, the adjective, possessor or of-phrase beside it the country. Short names,
    pronouns and references such as "the two leaders" lead back to what was named before.
    """

    name = "mentions"
    requires: tuple[str, ...] = ("sentences",)
    provides: tuple[str, ...] = ("mentions",)

    def __init__(self, overlay: Path | None = None) -> None:
        self._gazetteer = gazetteers.load(overlay)
        references: dict[str, Any] = {}
        for path in find("lexicons/en/references.yaml", overlay):
            references.update(read_yaml(path))
        self._contextual = {
            row["words"].split()[-1]: tuple(row["states"]) for row in references["contextual"]
        }
        self._state_nouns = frozenset(references["state_nouns"])
        self._pairs = {noun: tuple(row["kinds"]) for row in references["pair_nouns"] for noun in row["nouns"]}
        self._pair_words = frozenset(references["pair_words"])
        self._former = frozenset(references["former"])

    def annotate(self, document: Document, annotations: Annotations) -> Annotations:
        """Return the annotations with the layer ``mentions``."""
        day = document.published.end.isoformat() if document.published else None
        memory = Memory()
        sentences = annotations.sentences or ()
        names = [pieces(sentence, self._gazetteer) for sentence in sentences]
        self._count_countries(names, memory)
        found: list[Mention] = []
        for sentence, named in zip(sentences, names, strict=True):
            found.extend(_Reader(self, sentence, named, memory, day).mentions())
        return annotations.add(mentions=tuple(found))

    def _count_countries(self, names: list[tuple[Piece, ...]], memory: Memory) -> None:
        for named in names:
            for piece in named:
                if piece.match and piece.match.entries[0].kind == "state":
                    country = piece.match.entries[0].terms[0].country
                    if country:
                        memory.count(country)

    # What the lexicon knows, for the reader of one sentence

    def contextual(self, word: str, memory: Memory) -> Entry | None:
        """Return the state that "the North" means in this article."""
        for code in self._contextual.get(word, ()):
            if memory.knows(code):
                return self._gazetteer.by_id.get(code)
        return None

    def is_contextual(self, word: str) -> bool:
        """Return whether a word such as "north" can stand for a state."""
        return word in self._contextual

    def pair_kinds(self, phrase: Phrase) -> tuple[str, ...] | None:
        """Return the kinds of actor that "the two leaders" or "both sides" means, None for other phrases."""
        words = {t.lemma.casefold() for t in phrase.base}
        return self._pairs.get(phrase.head.lemma.casefold()) if words & self._pair_words else None

    def is_state_noun(self, token: Token) -> bool:
        """Return whether a noun such as "country" refers to a state."""
        return token.lemma.casefold() in self._state_nouns

    def is_former(self, phrase: Phrase) -> bool:
        """Return whether a phrase says that an office is no longer held."""
        return any(t.lemma.casefold() in self._former for t in phrase.base)

    def role(self, tokens: tuple[Token, ...], head: Token) -> tuple[int, Role] | None:
        """Return the role phrase that ends with ``head``, with its number of words."""
        lemmas = [t.lemma.casefold() for t in tokens if t.index <= head.index and t.text not in "-–"]
        words = [t.text.casefold() for t in tokens if t.index <= head.index and t.text not in "-–"]
        return self._gazetteer.role(lemmas) or self._gazetteer.role(words)

    def surname(self, word: str) -> list[Entry]:
        """Return the people of the gazetteer with this surname."""
        return self._gazetteer.by_surname.get(fold(word), [])


class _Reader:
    """Reads the mentions of one sentence."""

    def __init__(
        self, lexicon: Mentions, sentence: Sentence, named: tuple[Piece, ...], memory: Memory, day: str | None
    ) -> None:
        self.lexicon, self.sentence, self.named = lexicon, sentence, named
        self.memory, self.day = memory, day
        self.by_head: dict[int, tuple[Actor, ...]] = {}

    def mentions(self) -> list[Mention]:
        """Return the mentions, in text order."""
        found: list[Mention] = []
        covered: set[int] = set()
        all_phrases = list(phrases(self.sentence, self.named))
        self.phrase_at = {p.head.index: p for p in all_phrases}
        for phrase in all_phrases:
            actors, kind = self.resolve(phrase)
            if not actors:
                continue
            span = Span(self.sentence.tokens[phrase.start].start, self.sentence.tokens[phrase.end - 1].end)
            actors = tuple(replace(a, mention=span) for a in actors)
            self.by_head[phrase.head.index] = actors
            covered.update(i for piece in phrase.pieces for i in range(piece.start, piece.end))
            found.append(
                Mention(
                    span=span,
                    sentence=self.sentence.index,
                    start=phrase.start,
                    end=phrase.end,
                    head=phrase.head.index,
                    kind=kind,
                    actors=actors,
                )
            )
            self.remember(phrase, actors)
        found.extend(
            self.bare(piece) for piece in self.named if piece.start not in covered and self.of_piece(piece)
        )
        return sorted(found, key=lambda m: (m.start, -m.end))

    def bare(self, piece: Piece) -> Mention:
        """Return the mention of a name that no resolved phrase holds: "Russian" in "Russian exports"."""
        tokens = self.sentence.tokens[piece.start : piece.end]
        head = next((t for t in tokens if not piece.start <= t.head < piece.end), tokens[-1])
        span = Span(tokens[0].start, tokens[-1].end)
        actor = self.of_piece(piece)
        assert actor is not None
        return Mention(
            span=span,
            sentence=self.sentence.index,
            start=piece.start,
            end=piece.end,
            head=head.index,
            kind="name",
            actors=(replace(actor, mention=span),),
        )

    def remember(self, phrase: Phrase, actors: tuple[Actor, ...]) -> None:
        """Keep the actors of a phrase for what follows."""
        words = [t.text for piece in phrase.pieces for t in self.sentence.tokens[piece.start : piece.end]]
        person = any(a.kind == "person" for a in actors)
        names = [w for w in words if w[:1].isupper()] if person else words[:1] if len(words) == 1 else []
        self.memory.add(
            actors,
            names,
            self.sentence.index,
            subject=phrase.head.dep in SUBJECTS,
            located=self.is_location(phrase),
            plural=phrase.head.xpos in PLURAL or len(actors) > 1,
        )

    def is_location(self, phrase: Phrase) -> bool:
        """Return whether a phrase only says where: "in Singapore"."""
        cases = self.sentence.children(phrase.head, "case")
        return any(c.text.casefold() in ("in", "at", "near", "across", "inside", "outside") for c in cases)

    def resolve(self, phrase: Phrase) -> tuple[tuple[Actor, ...], Any]:
        """Return whom a phrase stands for, with the kind of mention; no actors where it stands for none."""
        head = phrase.head
        word = head.text.casefold()
        if head.upos == "PRON" or word in PRONOUNS:
            return self.pronoun(word), "pronoun"
        if (
            word in ("north", "south", "peninsula")
            and self.lexicon.is_contextual(word)
            and self.only_article(phrase)
        ):
            entry = self.lexicon.contextual(word, self.memory)
            return ((self.of_entry(entry, f"context: the {head.text}"),) if entry else ()), "name"
        person = next((p for p in phrase.pieces if self.is_person(p)), None)
        if person is not None:
            return (self.person(phrase, person),), "name"
        body = next((p for p in reversed(phrase.pieces) if p.start <= head.index < p.end), None)
        if body is not None:
            actor = self.of_piece(body)
            return ((actor,) if actor else ()), "name"
        kinds = self.lexicon.pair_kinds(phrase)
        if kinds is not None:
            return self.memory.last(2, kinds) or self.memory.last(2, ("state",)), "nominal"
        return self.nominal(phrase), "nominal"

    def only_article(self, phrase: Phrase) -> bool:
        """Return whether a phrase is just "the" and its head."""
        return {t.text.casefold() for t in phrase.base} - {phrase.head.text.casefold()} <= {"the"} and len(
            phrase.base
        ) > 1

    def pronoun(self, word: str) -> tuple[Actor, ...]:
        """Return whom a pronoun stands for."""
        if word in PERSON_PRONOUNS:
            actor = self.memory.person(self.sentence.index)
        elif word in THING_PRONOUNS:
            actor = self.memory.thing(self.sentence.index)
        elif word in PEOPLE_PRONOUNS:
            return tuple(
                replace(a, reason=f"pronoun {word} -> {a.name}")
                for a in self.memory.people(self.sentence.index)
            )
        else:
            return ()
        return (replace(actor, reason=f"pronoun {word} -> {actor.name}"),) if actor else ()

    def is_person(self, piece: Piece) -> bool:
        """Return whether a name is a person's."""
        if piece.match is not None and piece.label is None:
            return piece.match.entries[0].kind == "person"
        return piece.label == "PER"

    def person(self, phrase: Phrase, piece: Piece) -> Actor:
        """Return the person of a name, with what the phrase and its apposition say of country and office."""
        words = [t.text for t in self.sentence.tokens[piece.start : piece.end]]
        country, role = self.country(phrase, skip=piece), self.title(phrase, piece)
        entry = (
            piece.match.entries[0]
            if piece.match and piece.label is None
            else self.by_title(words, country, role)
        )
        if entry is not None:
            actor = self.of_entry(entry, "gazetteer")
        else:
            known = self.memory.short_name(words[-1])
            if known is None and len(words) > 1:
                known = self.memory.short_name(" ".join(words))
            if (
                known is not None
                and known.kind == "person"
                and (len(words) == 1 or known.name.split()[-1:] == words[-1:])
            ):
                actor = replace(known, reason=f"short name of {known.name}")
            else:
                name = " ".join(words).replace(" - ", "-")
                actor = Actor(id=f"person:{slug(name)}", name=name, kind="person", reason="name in the text")
        if self.lexicon.is_former(phrase):
            return replace(actor, country=actor.country or country, sector=EX)
        if role is not None and (actor.sector is None or actor.sector == EX):
            actor = replace(actor, sector=role.sector, reason=f"{actor.reason}; {role.noun}")
        return replace(actor, country=actor.country or country)

    def by_title(self, words: list[str], country: str | None, role: Role | None) -> Entry | None:
        """Return the one office-holder that "President Moon" can mean on the day."""
        if role is None or len(words) > 2 or self.day is None:
            return None
        fits = []
        for entry in self.lexicon.surname(words[-1]):
            term = entry.term(self.day)
            in_office = term and term.covers(self.day) and role.noun.casefold() in term.office.casefold()
            if term and in_office and country in (None, term.country):
                fits.append(entry)
        return fits[0] if len(fits) == 1 else None

    def title(self, phrase: Phrase, piece: Piece) -> Role | None:
        """Return the role noun before a person's name, or in the apposition beside it."""
        before = tuple(t for t in phrase.base if t.index < piece.start)
        for cut in range(len(before), 0, -1):
            hit = self.lexicon.role(before[:cut], before[cut - 1])
            if hit is not None:
                return hit[1]
        for other in self.apposed(phrase.head):
            hit = self.lexicon.role(
                self.sentence.subtree(other, "acl", "acl:relcl", "nmod", "appos", "conj"), other
            )
            if hit is not None:
                return hit[1]
        return None

    def apposed(self, head: Token) -> tuple[Token, ...]:
        """Return the heads of the phrases in apposition to a head, on either side."""
        above = self.sentence.head(head)
        up = (above,) if head.dep == "appos" and above is not None else ()
        return (*self.sentence.children(head, "appos"), *up)

    def country(self, phrase: Phrase, skip: Piece | None = None) -> str | None:
        """Return the country that a phrase names beside its head: adjective, possessor, of-phrase, apposition."""
        for piece in phrase.pieces:
            if piece is not skip and (found := self.country_of(piece)):
                return found
        for possessor in self.sentence.children(phrase.head, "nmod:poss"):
            for actor in self.by_head.get(possessor.index, ()):
                if actor.country:
                    return actor.country
        for other in self.sentence.children(phrase.head, "nmod"):
            if any(c.text.casefold() in OF_WORDS for c in self.sentence.children(other, "case")):
                for piece in self.named:
                    if piece.start <= other.index < piece.end and (found := self.country_of(piece)):
                        return found
        if skip is not None:
            for other in self.apposed(phrase.head):
                beside = self.phrase_at.get(other.index)
                if beside is not None and (found := self.country(beside)):
                    return found
        return None

    def country_of(self, piece: Piece) -> str | None:
        """Return the country of a name."""
        if piece.match is None:
            return None
        term = piece.match.entries[0].term(self.day) or piece.match.entries[0].terms[-1]
        return term.country

    def nominal(self, phrase: Phrase) -> tuple[Actor, ...]:
        """Return the actor of a phrase whose head is a role noun, or that refers to a state."""
        head = phrase.head
        definite = any(t.text.casefold() in ("the", "this", "that") for t in phrase.base)
        hit = self.lexicon.role(phrase.base, head)
        country = self.country(phrase)
        if self.lexicon.is_state_noun(head) and definite and head.xpos not in PLURAL and country is None:
            actor = self.memory.last(1, ("state",))
            if actor and (hit is None or head.lemma.casefold() != "regime"):
                return (replace(actor[0], reason=f"the {head.text} -> {actor[0].name}"),)
        if hit is None:
            return self.unknown(phrase, country)
        length, role = hit
        if self.lexicon.is_former(phrase):
            role = replace(role, sector=EX)
        elif (
            definite and head.xpos not in PLURAL and role.kind == "person" and len(phrase.base) <= length + 1
        ):
            holder = self.memory.holder(country, role.sector)
            if holder is not None:
                return (replace(holder, reason=f"the {role.noun} -> {holder.name}"),)
        for name in self.apposed(head):
            beside = self.by_head.get(name.index)
            if beside and beside[0].kind == "person":
                return beside
        guessed = country or self.memory.main_country()
        words = " ".join(t.text for t in phrase.base if t.dep != "det")
        reason = f"role {role.noun}" + (
            "" if country else f"; country of the article: {guessed}" if guessed else ""
        )
        return (
            Actor(
                id=f"role:{guessed or '---'}:{slug(role.noun)}",
                name=words,
                kind="role",
                country=guessed,
                sector=role.sector or None,
                reason=reason,
            ),
        )

    def unknown(self, phrase: Phrase, country: str | None) -> tuple[Actor, ...]:
        """Return the actor of a name that is in no gazetteer, as far as the pipeline calls it a body."""
        return ()

    def of_piece(self, piece: Piece) -> Actor | None:
        """Return the actor of a name, None for names of places that are no states."""
        if piece.match is not None and piece.label is None:
            reason = "metonym" if piece.match.metonym else "gazetteer"
            return self.of_entry(_best(piece.match), reason)
        words = " ".join(t.text for t in self.sentence.tokens[piece.start : piece.end]).replace(" - ", "-")
        if piece.label == "PER":
            return Actor(id=f"person:{slug(words)}", name=words, kind="person", reason="name in the text")
        if piece.label != "ORG" or not slug(words):
            return None
        known = self.memory.short_name(words)
        if known is not None:
            return replace(known, reason=f"short name of {known.name}")
        hit = self.lexicon.role(
            self.sentence.tokens[piece.start : piece.end], self.sentence.tokens[piece.end - 1]
        )
        return Actor(
            id=f"org:{slug(words)}",
            name=words,
            kind="organisation",
            country=self.country_of(piece),
            sector=hit[1].sector if hit else None,
            reason="name in the text",
        )

    def of_entry(self, entry: Entry, how: str) -> Actor:
        """Return the actor of a gazetteer entry as it was on the day."""
        term = entry.term(self.day)
        last = term or (entry.terms[0] if entry.terms else None)
        sector = last.sector if last else None
        if (
            entry.kind == "person"
            and self.day
            and last is not None
            and not last.covers(self.day)
            and sector in ("GOV", "MIL", "LEG", "COP", "SPY", "JUD")
        ):
            sector = EX
        office = f" ({last.office})" if entry.kind == "person" and last and last.office else ""
        return Actor(
            id=entry.id,
            name=entry.name,
            kind=entry.kind,
            country=last.country if last else None,
            sector=sector,
            reason=f"{how}: {entry.name}{office}",
        )


def _best(match: Match) -> Entry:
    return match.entries[0]
