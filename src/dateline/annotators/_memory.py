"""Who has been named so far: short names, pronouns and nominal references lead back to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from dateline.codebook.gazetteer import fold
from dateline.model import Actor

RECENT = 40  # phrases that a pronoun can look back on


@dataclass(frozen=True, slots=True)
class Seen:
    """An actor where it was mentioned: running number of the phrase, sentence, and whether it was a subject."""

    actor: Actor
    order: int
    sentence: int
    subject: bool
    plural: bool
    located: bool = False


class Memory:
    """The actors of one document, in the order of their mention."""

    def __init__(self) -> None:
        self._seen: list[Seen] = []
        self._by_word: dict[str, Actor] = {}
        self._countries: Counter[str] = Counter()

    def add(
        self,
        actors: Iterable[Actor],
        words: Iterable[str],
        sentence: int,
        *,
        subject: bool,
        plural: bool,
        located: bool = False,
    ) -> None:
        """Remember a mention; ``words`` are the words of a person's or body's name, ``located`` a mere place."""
        for actor in actors:
            self._seen.append(
                Seen(replace(actor, mention=None), len(self._seen), sentence, subject, plural, located)
            )
            if (
                actor.country
                and len(actor.country) == 3
                and actor.country not in ("UNO", "IGO", "NGO", "EUR", "IMG", "MNC", "ISM")
            ):
                self._countries[actor.country] += 1
            if actor.kind in ("person", "organisation", "group"):
                for word in words:
                    if len(word) > 1 and word[0].isupper():
                        self._by_word[fold(word)] = replace(actor, mention=None)

    def count(self, country: str) -> None:
        """Count a country that is named without being an actor."""
        self._countries[country] += 1

    def short_name(self, word: str) -> Actor | None:
        """Return the actor whose longer name held this word."""
        return self._by_word.get(fold(word))

    def person(self, sentence: int) -> Actor | None:
        """Return whom "he" or "she" means: the latest person, a subject before others of its sentence."""
        return self._latest(
            lambda s: s.actor.kind == "person" or (s.actor.kind == "role" and not s.plural), sentence
        )

    def thing(self, sentence: int) -> Actor | None:
        """Return what "it" means: the latest state or body."""
        return self._latest(lambda s: s.actor.kind in ("state", "organisation") and not s.plural, sentence)

    def people(self, sentence: int) -> tuple[Actor, ...]:
        """Return whom "they" means: the latest group, officials or the like, else the latest body or state."""
        found = self._latest(lambda s: s.plural or s.actor.kind == "group", sentence) or self.thing(sentence)
        return (found,) if found else ()

    def last(self, number: int, kinds: tuple[str, ...]) -> tuple[Actor, ...]:
        """Return the latest ``number`` different actors of these kinds, in the order of their mention; none if fewer."""
        found: dict[str, Actor] = {}
        for seen in reversed(self._seen):
            if seen.actor.kind in kinds and not seen.located and seen.actor.id not in found:
                found[seen.actor.id] = seen.actor
                if len(found) == number:
                    return tuple(reversed(found.values()))
        return ()

    def holder(self, country: str | None, sector: str) -> Actor | None:
        """Return the latest named person or body of a sector (and country, if given): "the president", "the ministry"."""
        for seen in reversed(self._seen):
            actor = seen.actor
            if actor.sector == sector and actor.kind == "person" and country in (None, actor.country):
                return actor
        return None

    def main_country(self) -> str | None:
        """Return the country named most so far, None before any."""
        return self._countries.most_common(1)[0][0] if self._countries else None

    def knows(self, country: str) -> bool:
        """Return whether a country has been named."""
        return self._countries[country] > 0

    def _latest(self, fits: Callable[[Seen], bool], sentence: int) -> Actor | None:
        best: Seen | None = None
        for seen in self._seen[-RECENT:][::-1]:
            if seen.located or not fits(seen):
                continue
            if best is None:
                best = seen
            elif seen.sentence < best.sentence:
                break
            if seen.subject:
                return seen.actor
        return best.actor if best else None
