"""Who has been named so far: short names, pronouns and nominal references lead back to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dateline.codebook.gazetteer import fold
from dateline.model import Actor

RECENT = 40  # phrases that a pronoun can look back on
SUBJECT_WEIGHT = 1.2  # how many sentences nearer the subject of a main clause counts
CLAUSE_WEIGHT = 0.8  # the same for the subject of a subordinate clause
OBJECT_WEIGHT = 0.3  # the same for a subject, where an object leads back: objects follow objects
SPEAKER_RANGE = 3  # sentences over which "we" looks back for who spoke
ON_THE_SPOT = 0.5  # of the mentions of the country named most, where an article is sent from another
NEAR = 2  # sentences over which an article speaks of one country
NOT_OF_THE_PLACE = frozenset(("BUS", "JRN"))
SELDOM = 3  # times
EVEN = 2  # the same for countries that are named about as often
TOPIC = 3  # mentions that the subject of a main clause counts
TOLD_ELSEWHERE = ("pronoun", "name in the text", "short name")
GUESSED = "country of the article"  # in the reasons of actors whose country nothing near them tells
NOBODY: frozenset[str] = frozenset()
INTERNATIONAL = frozenset(("UNO", "IGO", "NGO", "EUR", "IMG", "MNC", "ISM"))
FIRMS = "BUS"  # they work anywhere: their home says little of where things happen
AGAINST_THE_STATE = frozenset(("REB", "OPP"))  # whoever is named so next is of the same land


@dataclass(frozen=True, slots=True)
class Seen:
    """An actor where it was mentioned.

    Attributes:
        actor: whom the words stand for.
        sentence: index of the sentence.
        subject: whether it was a subject.
        plural: whether it stands for several.
        located: whether it only says where.
        human: whether it is one person, by name or by role.
        woman: whether that person is a woman, None if unknown.
        main: whether it is a subject of a main clause.
        words: the words of the phrase, in lower case.
        together: all the actors of the phrase.
    """

    actor: Actor
    sentence: int
    subject: bool
    plural: bool
    located: bool
    human: bool
    woman: bool | None
    main: bool
    words: frozenset[str]
    together: tuple[Actor, ...]


class Memory:
    """The actors of one document, in the order of their mention.

    Args:
        armed: how many armed groups there are in a country.

    Attributes:
        sent_from: the country of the town in the dateline, None if unknown.
    """

    def __init__(self, armed: Mapping[str, int] = MappingProxyType({})) -> None:
        self._armed = armed
        self.sent_from: str | None = None
        self._seen: list[Seen] = []
        self._by_word: dict[str, Actor] = {}
        self._countries: Counter[str] = Counter()
        self._hinted: set[str] = set()
        self._homes: dict[str, Counter[str]] = {}
        self._nouns: dict[str, tuple[str, ...]] = {}
        self._together: list[tuple[int, bool, tuple[Actor, ...]]] = []
        self._speaker: tuple[int, tuple[Actor, ...]] = (0, ())

    def add(
        self,
        actors: tuple[Actor, ...],
        names: Iterable[str],
        sentence: int,
        *,
        subject: bool,
        plural: bool,
        located: bool = False,
        human: bool = False,
        woman: bool | None = None,
        main: bool = False,
        words: frozenset[str] = frozenset(),
        about: bool = True,
    ) -> None:
        """Remember a mention.

        Args:
            actors: whom it stands for.
            names: words that can stand for a person or body alone later.
            sentence: index of its sentence.
            subject: whether it is a subject.
            plural: whether it stands for several.
            located: whether it only says where.
            human: whether it is one person, by name or by role.
            woman: whether that person is a woman, None if unknown.
            main: whether it is a subject of a main clause.
            words: all words of the phrase, in lower case.
            about: whether its country tells what the document is about.
        """
        together = tuple(a.at(None) for a in actors)
        for actor, kept in zip(actors, together, strict=True):
            self._seen.append(
                Seen(kept, sentence, subject, plural, located, human, woman, main, words, together)
            )
            if actor.country and actor.country not in INTERNATIONAL:
                if about and not (actor.kind == "organisation" and actor.sector == FIRMS):
                    self._countries[actor.country] += 1
                if actor.sector in AGAINST_THE_STATE:
                    self._homes.setdefault(actor.sector, Counter())[actor.country] += 1
            if actor.kind in ("person", "organisation", "group"):
                for name in names:
                    if len(name) > 1 and name[0].isupper():
                        self._by_word[fold(name)] = kept

    def count(self, country: str) -> None:
        """Count a country that is named without being an actor."""
        self._countries[country] += 1

    def hint(self, country: str) -> None:
        """Note that somebody or some body of a country is named somewhere in the document."""
        self._hinted.add(country)

    def hinted(self, country: str) -> bool:
        """Return whether a country, or somebody of it, is named anywhere in the document."""
        return country in self._hinted or self.knows(country)

    def short_name(self, word: str) -> Actor | None:
        """Return the actor whose longer name held this word."""
        return self._by_word.get(fold(word))

    def person(
        self,
        sentence: int,
        not_these: frozenset[str] = NOBODY,
        *,
        woman: bool | None = None,
        is_object: bool = False,
    ) -> Actor | None:
        """Return whom "he" or "she" means: the latest person, a subject before others of its sentence.

        Args:
            sentence: index of the sentence of the pronoun.
            not_these: ids of actors that it cannot be.
            woman: whether it says that it is a woman; those of the other sex come last.
            is_object: whether the pronoun is an object.
        """

        def fits(seen: Seen) -> bool:
            return seen.human and not seen.plural

        def fits_well(seen: Seen) -> bool:
            return fits(seen) and (woman is None or seen.woman is not (not woman))

        found = self._latest(fits_well, sentence, not_these, is_object=is_object)
        found = found or self._latest(fits, sentence, not_these, is_object=is_object)
        return found.actor if found else None

    def thing(
        self, sentence: int, not_these: frozenset[str] = NOBODY, *, is_object: bool = False
    ) -> Actor | None:
        """Return what "it" means: the latest state or body."""
        found = self._latest(
            lambda s: (
                not s.human and not s.plural and (s.actor.kind != "role" or s.actor.country is not None)
            ),
            sentence,
            not_these,
            is_object=is_object,
        )
        return found.actor if found else None

    def people(
        self, sentence: int, not_these: frozenset[str] = NOBODY, *, is_object: bool = False
    ) -> tuple[Actor, ...]:
        """Return whom "they" means: the latest group, officials or the like, else the latest body or state.

        Coordinated subjects go before them, and for an object ("threatened them") what is coordinated in its own sentence.
        """
        for at, subject, together in reversed(self._together):
            if not subject and not (is_object and at == sentence):
                continue
            if sentence - at <= 1 and not any(a.id in not_these for a in together):
                return together
            break
        found = self._latest(lambda s: s.plural or s.actor.kind == "group", sentence, not_these)
        if found is not None:
            return found.together
        thing = self.thing(sentence, not_these)
        return (thing,) if thing else ()

    def join(self, actors: Iterable[Actor], sentence: int, *, subject: bool) -> None:
        """Remember that actors are coordinated: "they", or only "them", can mean all of them."""
        self._together.append((sentence, subject, tuple(a.at(None) for a in actors)))

    def joined(self, actors: Iterable[Actor]) -> bool:
        """Return whether actors have been named together: "France and Germany"."""
        ids = {a.id for a in actors}
        return any(ids <= {a.id for a in together} for _, _, together in self._together)

    def spoke(self, actors: Iterable[Actor], sentence: int) -> None:
        """Remember who spoke."""
        self._speaker = sentence, tuple(a.at(None) for a in actors)

    def speaker(self, sentence: int) -> tuple[Actor, ...]:
        """Return who spoke last, nobody if that is long ago."""
        at, actors = self._speaker
        return actors if sentence - at <= SPEAKER_RANGE else ()

    def last(
        self, number: int, kinds: tuple[str, ...], not_these: frozenset[str] = NOBODY
    ) -> tuple[Actor, ...]:
        """Return the latest ``number`` different actors of these kinds, in the order of their mention; none if fewer."""
        found: dict[str, Actor] = {}
        for seen in reversed(self._seen):
            new = seen.actor.id not in found and seen.actor.id not in not_these
            if seen.actor.kind in kinds and not seen.located and new:
                found[seen.actor.id] = seen.actor
                if len(found) == number:
                    return tuple(reversed(found.values()))
        return ()

    def holder(self, country: str | None, sector: str | None, noun: str) -> Actor | None:
        """Return the latest person named with an office ("the president"), or of its sector and country."""
        latest = None
        for seen in reversed(self._seen):
            actor = seen.actor
            if actor.kind != "person" or country not in (None, actor.country):
                continue
            if noun in seen.words or noun in (actor.reason or "").casefold():
                return actor
            if latest is None and sector is not None and actor.sector == sector:
                latest = actor
        return latest

    def body(
        self,
        words: frozenset[str],
        sectors: frozenset[str],
        kinds: frozenset[str],
        countries: frozenset[str],
    ) -> Actor | None:
        """Return the latest body or group named with one of these words, else of a sector, kind or country of these."""
        latest = None
        for seen in reversed(self._seen):
            actor = seen.actor
            if actor.kind not in ("organisation", "group"):
                continue
            if words & seen.words or words & set(actor.name.casefold().split()):
                return actor
            fits = actor.sector in sectors or actor.kind in kinds or actor.country in countries
            latest = latest or (actor if fits else None)
        return latest

    def latest_sector(self, sectors: tuple[str, ...]) -> str | None:
        """Return which of these sectors was named last, None if none was."""
        return next((s.actor.sector for s in reversed(self._seen) if s.actor.sector in sectors), None)

    def last_countries(self, number: int) -> tuple[str, ...]:
        """Return the countries of the latest actors, in the order of their mention; none if fewer than ``number``."""
        found: dict[str, None] = {}
        for seen in reversed(self._seen):
            country = seen.actor.country
            if country and country not in INTERNATIONAL and not seen.located:
                found[country] = None
            if len(found) == number:
                return tuple(reversed(found))
        return ()

    def belong(self, noun: str, countries: tuple[str, ...]) -> None:
        """Remember whose the unnamed ones of a noun are: "Dutch marines"."""
        self._nouns[noun] = countries

    def owners(self, noun: str) -> tuple[str, ...]:
        """Return whose "the marines" are, if that has been said."""
        return self._nouns.get(noun, ())

    def near_country(self, sentence: int, *, official: bool = True) -> str | None:
        """Return the country that the last sentences name most; that of the document where they name it too.

        A country that the document hardly names is not what its sentences are about; of two that it names about as often
        it is the one that acts, for an official: protesters and soldiers are spoken of by others.
        """
        near: Counter[str] = Counter()
        for seen in reversed(self._seen):
            if sentence - seen.sentence > NEAR:
                break
            country, reason = seen.actor.country, seen.actor.reason or ""
            told = GUESSED not in reason and not reason.startswith(TOLD_ELSEWHERE)
            if (
                country
                and country not in INTERNATIONAL
                and told
                and seen.actor.sector not in NOT_OF_THE_PLACE
            ):
                near[country] += TOPIC if seen.subject and seen.main else 1
        main = self.main_country()
        if main is None or not near or main == self.sent_from:
            return main
        other = near.most_common(1)[0][0]
        if near[main]:
            even = official and near[other] > near[main] and EVEN * self.weight(other) >= self.weight(main)
            return other if even else main
        return other if SELDOM * self.weight(other) >= self.weight(main) else main

    def main_country(self) -> str | None:
        """Return the country named most so far, or that it is sent from if that is named nearly as often; None before any."""
        if not self._countries:
            return None
        most, times = self._countries.most_common(1)[0]
        here = self.sent_from
        return here if here is not None and self._countries[here] >= ON_THE_SPOT * times else most

    def home_of(self, sector: str | None) -> str | None:
        """Return the country of most rebels, or opponents, named so far; None for other sectors, or before any.

        The first rebels are of the country that is named often and has armed groups.
        """
        homes = self._homes.get(sector or "")
        if homes:
            return homes.most_common(1)[0][0]
        if sector != "REB":
            return None
        fights = {country: self._armed.get(country, 0) * named for country, named in self._countries.items()}
        return max((c for c, weight in fights.items() if weight), key=fights.__getitem__, default=None)

    def most_named(self, countries: Iterable[str]) -> str | None:
        """Return which of these countries is named most often in the document, None if it names none of them."""
        known = [c for c in countries if self.hinted(c)]
        return max(known, key=self.weight, default=None)

    def knows(self, country: str) -> bool:
        """Return whether a country has been named."""
        return self._countries[country] > 0

    def weight(self, country: str) -> int:
        """Return how often a country has been named."""
        return self._countries[country]

    def sides(self) -> tuple[str, ...]:
        """Return the two countries that the document is about, none if a third is named nearly as often."""
        first = self._countries.most_common(3)
        two, third = first[:2], first[2][1] if len(first) > 2 else 0
        return tuple(c for c, _ in two) if len(two) == 2 and two[1][1] >= 2 * max(third, 1) else ()

    def _latest(
        self,
        fits: Callable[[Seen], bool],
        sentence: int,
        not_these: frozenset[str] = NOBODY,
        *,
        is_object: bool = False,
    ) -> Seen | None:
        best, least = None, float("inf")
        for seen in self._seen[-RECENT:][::-1]:
            weight = OBJECT_WEIGHT if is_object else SUBJECT_WEIGHT if seen.main else CLAUSE_WEIGHT
            far = sentence - seen.sentence - (weight if seen.subject else 0)
            if far < least and not seen.located and seen.actor.id not in not_these and fits(seen):
                best, least = seen, far
        return best
