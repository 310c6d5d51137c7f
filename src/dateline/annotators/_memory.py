"""Who has been named so far: short names, pronouns and nominal references lead back to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from dateline.codebook.gazetteer import fold
from dateline.model import Actor

RECENT = 40  # phrases that a pronoun can look back on
SUBJECT_WEIGHT = 1.2  # how many sentences nearer a subject counts
SPEAKER_RANGE = 3  # sentences over which "we" looks back for who spoke
NOBODY: frozenset[str] = frozenset()
INTERNATIONAL = frozenset(("UNO", "IGO", "NGO", "EUR", "IMG", "MNC", "ISM"))


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
        words: the words of the phrase, in lower case.
    """

    actor: Actor
    sentence: int
    subject: bool
    plural: bool
    located: bool
    human: bool
    words: frozenset[str]


class Memory:
    """The actors of one document, in the order of their mention."""

    def __init__(self) -> None:
        self._seen: list[Seen] = []
        self._by_word: dict[str, Actor] = {}
        self._countries: Counter[str] = Counter()
        self._together: list[tuple[int, tuple[Actor, ...]]] = []
        self._speaker: tuple[int, tuple[Actor, ...]] = (0, ())

    def add(
        self,
        actors: Iterable[Actor],
        names: Iterable[str],
        sentence: int,
        *,
        subject: bool,
        plural: bool,
        located: bool = False,
        human: bool = False,
        words: frozenset[str] = frozenset(),
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
            words: all words of the phrase, in lower case.
        """
        for actor in actors:
            kept = replace(actor, mention=None)
            self._seen.append(Seen(kept, sentence, subject, plural, located, human, words))
            if actor.country and actor.country not in INTERNATIONAL:
                self._countries[actor.country] += 1
            if actor.kind in ("person", "organisation", "group"):
                for name in names:
                    if len(name) > 1 and name[0].isupper():
                        self._by_word[fold(name)] = kept

    def count(self, country: str) -> None:
        """Count a country that is named without being an actor."""
        self._countries[country] += 1

    def short_name(self, word: str) -> Actor | None:
        """Return the actor whose longer name held this word."""
        return self._by_word.get(fold(word))

    def person(self, sentence: int, not_these: frozenset[str] = NOBODY) -> Actor | None:
        """Return whom "he" or "she" means: the latest person, a subject before others of its sentence."""
        return self._latest(lambda s: s.human and not s.plural, sentence, not_these)

    def thing(self, sentence: int, not_these: frozenset[str] = NOBODY) -> Actor | None:
        """Return what "it" means: the latest state or body."""
        return self._latest(
            lambda s: (
                not s.human and not s.plural and (s.actor.kind != "role" or s.actor.country is not None)
            ),
            sentence,
            not_these,
        )

    def people(self, sentence: int, not_these: frozenset[str] = NOBODY) -> tuple[Actor, ...]:
        """Return whom "they" means: the latest group, officials or the like, else the latest body or state."""
        for at, together in reversed(self._together):
            if sentence - at <= 1 and not any(a.id in not_these for a in together):
                return together
            break
        found = self._latest(
            lambda s: s.plural or s.actor.kind == "group", sentence, not_these
        ) or self.thing(sentence, not_these)
        return (found,) if found else ()

    def join(self, actors: Iterable[Actor], sentence: int) -> None:
        """Remember that actors are coordinated subjects: "they" can mean all of them."""
        self._together.append((sentence, tuple(replace(a, mention=None) for a in actors)))

    def spoke(self, actors: Iterable[Actor], sentence: int) -> None:
        """Remember who spoke."""
        self._speaker = sentence, tuple(replace(a, mention=None) for a in actors)

    def speaker(self, sentence: int) -> tuple[Actor, ...]:
        """Return who spoke last, nobody if that is long ago."""
        at, actors = self._speaker
        return actors if sentence - at <= SPEAKER_RANGE else ()

    def last(self, number: int, kinds: tuple[str, ...]) -> tuple[Actor, ...]:
        """Return the latest ``number`` different actors of these kinds, in the order of their mention; none if fewer."""
        found: dict[str, Actor] = {}
        for seen in reversed(self._seen):
            if seen.actor.kind in kinds and not seen.located and seen.actor.id not in found:
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

    def main_country(self) -> str | None:
        """Return the country named most so far, None before any."""
        return self._countries.most_common(1)[0][0] if self._countries else None

    def knows(self, country: str) -> bool:
        """Return whether a country has been named."""
        return self._countries[country] > 0

    def _latest(
        self, fits: Callable[[Seen], bool], sentence: int, not_these: frozenset[str] = NOBODY
    ) -> Actor | None:
        best, least = None, float("inf")
        for seen in self._seen[-RECENT:][::-1]:
            far = sentence - seen.sentence - (SUBJECT_WEIGHT if seen.subject else 0)
            if far < least and not seen.located and seen.actor.id not in not_these and fits(seen):
                best, least = seen.actor, far
        return best
