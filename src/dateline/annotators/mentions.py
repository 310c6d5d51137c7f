"""Mentions of actors: found, and resolved to country and PLOVER sector at the day of publication."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

from dateline.annotators import _references
from dateline.annotators._gender import is_woman
from dateline.annotators._memory import Memory
from dateline.annotators._names import of_entry, of_piece
from dateline.annotators._nominals import nominal, pair
from dateline.annotators._people import bare_person, is_person, person, unmarked
from dateline.annotators._phrases import Phrase, Piece, phrases, pieces
from dateline.annotators._pronouns import PEOPLE, RELATIVE, SPEAKERS, is_pronoun, pronoun, speaker_of
from dateline.annotators._scene import SUBJECTS, Scene
from dateline.codebook import gazetteer as gazetteers
from dateline.codebook import places
from dateline.model import Actor, Annotations, Document, Mention, Sentence, Span, Token

Kind = Literal["name", "nominal", "pronoun"]


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
        self._references = _references.load(overlay)
        self._places = places.load(overlay)
        self._armed_in: dict[str | None, Counter[str]] = {}

    def annotate(self, document: Document, annotations: Annotations) -> Annotations:
        """Return the annotations with the layer ``mentions``."""
        published = document.published
        day = None
        if published is not None:
            day = (published.start if published.basis == "inferred" else published.end).isoformat()
        memory = Memory(self._armed(day))
        sentences = annotations.sentences or ()
        known = self._references
        names = [pieces(s, self._gazetteer, known.not_of, known.waters, known.suffixes) for s in sentences]
        _count_countries(sentences, names, memory, day)
        memory.sent_from = self._dateline(document)
        found: list[Mention] = []
        for sentence, named in zip(sentences, names, strict=True):
            found.extend(_read(self._scene(sentence, named, memory, day)))
        return annotations.add(mentions=tuple(found))

    def _dateline(self, document: Document) -> str | None:
        """Return the country of the town from which an article is sent: whoever goes there writes about it.

        None for a capital, or a town of news bureaus: much is written there about elsewhere.
        """
        lines = (b.span.of(document.text) for b in document.blocks if b.reason == "dateline")
        parts = [re.split(r" ?[(|—–]| -", part)[0].strip() for part in next(lines, "").split(",")]
        town = parts[0].casefold()
        if not town or town in self._references.bureaus or self._state(parts[0]):
            return None
        if len(parts) > 1 and (state := self._state(parts[1])):
            return state
        spots = [s for s in self._places.find(places.key(town)) if s.country]
        return max(spots, key=lambda s: s.weight).country if spots else None

    def _state(self, name: str) -> str | None:
        """Return the state that a name means, also by its capital."""
        words = name.title().split()
        match = self._gazetteer.find(words, 0) if words else None
        whole = match is not None and match.length == len(words) and match.entries[0].kind == "state"
        return match.entries[0].id if match is not None and whole else None

    def _armed(self, day: str | None) -> Mapping[str, int]:
        """Return how many armed groups each country has at the end of the year of a day, whichever day of it comes first."""
        year = day and day[:4]
        if year not in self._armed_in:
            end = f"{year}-12-31" if year else gazetteers.LATEST
            groups = (e for e in self._gazetteer.by_id.values() if e.kind == "group")
            terms = (
                t
                for group in groups
                for t in group.terms
                if t.sector == "REB" and t.covers(end) and t.country
            )
            self._armed_in[year] = Counter(str(t.country) for t in terms)
        return self._armed_in[year]

    def _scene(self, sentence: Sentence, named: tuple[Piece, ...], memory: Memory, day: str | None) -> Scene:
        scene = Scene(
            sentence=sentence,
            named=named,
            memory=memory,
            day=day,
            gazetteer=self._gazetteer,
            references=self._references,
            places=self._places,
        )
        scene.phrase_at.update((p.head.index, p) for p in phrases(sentence, named))
        return scene


def _count_countries(
    sentences: Sequence[Sentence], names: list[tuple[Piece, ...]], memory: Memory, day: str | None
) -> None:
    """Count the states that a document names, before it is read: they tell what it is about."""
    for sentence, named in zip(sentences, names, strict=True):
        for piece in named:
            after = [t.text.casefold() for t in sentence.tokens[piece.end : piece.end + 2]]
            if after[1:] == ["based"]:
                continue  # where somebody sits is not what the document is about
            term = piece.match.entries[0].term(day) if piece.match and piece.label is None else None
            if term is None or not term.country or piece.match is None:
                continue
            if piece.match.entries[0].kind == "state":
                memory.count(term.country)
            elif len(piece.match.entries) == 1:
                memory.hint(term.country)


def _read(scene: Scene) -> list[Mention]:
    """Return the mentions of one sentence, in text order."""
    found: list[Mention] = []
    covered: set[int] = set()
    late = [p for p in scene.phrase_at.values() if p.head.text.casefold() in SPEAKERS and is_pronoun(p)]
    for phrase in (*(p for p in scene.phrase_at.values() if p not in late), *late):
        actors, kind = _resolve(scene, phrase)
        if not actors:
            continue
        mention = _mention(scene, phrase.start, phrase.end, phrase.head.index, kind, actors)
        scene.by_head[phrase.head.index] = mention.actors
        covered.update(i for piece in phrase.pieces for i in range(piece.start, piece.end))
        found.append(mention)
        if not (is_pronoun(phrase) and phrase.head.text.casefold() in RELATIVE | SPEAKERS):
            _remember(scene, phrase, actors)
    _hear(scene)
    found.extend(_bare(scene, covered))
    return sorted(found, key=lambda m: (m.start, -m.end))


def _resolve(scene: Scene, phrase: Phrase) -> tuple[tuple[Actor, ...], Kind]:
    """Return whom a phrase stands for, with the kind of mention; no actors where it stands for none."""
    head = phrase.head
    if is_pronoun(phrase):
        return pronoun(scene, head), "pronoun"
    state = scene.contextual(phrase)
    if state is not None:
        return (of_entry(scene, state, f"context: the {head.text}"),), "name"
    if head.text.casefold() in scene.references.plural_states:
        return pair(scene, phrase) or (), "name"
    someone = next((p for p in phrase.pieces if is_person(p) and _is_core(scene, phrase, p)), None)
    if someone is not None:
        return (person(scene, phrase, someone),), "name"
    name = next((p for p in reversed(phrase.pieces) if p.start <= head.index < p.end), None)
    if name is not None:
        actor = of_piece(scene, name, phrase)
        return ((actor, *_allies(scene, phrase, name, actor)) if actor else ()), "name"
    known = unmarked(scene, phrase)
    if known is not None:
        return (known,), "name"
    return nominal(scene, phrase), "nominal"


def _allies(scene: Scene, phrase: Phrase, name: Piece, actor: Actor) -> Iterator[Actor]:
    """Yield the others in a phrase whose last body only is listed: the South Koreans in "South Korean and U.S. forces"."""
    if actor.kind != "organisation":
        return
    for piece in phrase.pieces:
        match = piece.match
        if piece is name or match is None or not match.adjective or piece.start > name.start:
            continue
        country = scene.country_of(piece)
        between = {t.text.casefold() for t in scene.sentence.tokens[piece.end : name.start]}
        if country != actor.country and between & {"and", ","}:
            words = f"{scene.text(piece)} {phrase.head.text}"
            yield Actor(
                id=f"role:{country}:{phrase.head.lemma.casefold()}",
                name=words,
                kind="role",
                country=country,
                sector=actor.sector,
                reason=f"beside {actor.name}",
            )


def _is_core(scene: Scene, phrase: Phrase, piece: Piece) -> bool:
    """Return whether a person's name is what a phrase is about: "President Lee", not "the Trump administration"."""
    return piece.end > phrase.head.index


def _hear(scene: Scene) -> None:
    """Remember who speaks."""
    for index, actors in scene.by_head.items():
        token = scene.sentence.tokens[index]
        verb = scene.sentence.head(token)
        if verb is not None and token.dep in SUBJECTS and speaker_of(scene, verb) is token:
            scene.memory.spoke(actors, scene.sentence.index)


def _join(scene: Scene, token: Token) -> None:
    """Remember coordinated names together, when the last of them is read."""
    first = token
    while first.dep == "conj" and (above := scene.sentence.head(first)) is not None:
        first = above
    if first is token:
        return
    others = (scene.by_head.get(t.index, ()) for t in (first, *scene.sentence.children(first, "conj")))
    several = tuple(a for each in others for a in each)
    if len(several) > 1:
        scene.memory.join(several, scene.sentence.index, subject=first.dep in SUBJECTS)


def _bare(scene: Scene, covered: set[int]) -> Iterator[Mention]:
    """Yield the mentions of names that no resolved phrase holds: "Russian" in "Russian exports"."""
    for piece in scene.named:
        if piece.start in covered:
            continue
        actor = (bare_person(scene, piece) if is_person(piece) else None) or of_piece(scene, piece)
        if actor is not None:
            tokens = scene.sentence.tokens[piece.start : piece.end]
            head = next((t for t in tokens if not piece.start <= t.head < piece.end), tokens[-1])
            yield _mention(scene, piece.start, piece.end, head.index, "name", (actor,))


def _mention(scene: Scene, start: int, end: int, head: int, kind: Kind, actors: tuple[Actor, ...]) -> Mention:
    tokens = scene.sentence.tokens
    span = Span(tokens[start].start, tokens[end - 1].end)
    return Mention(
        span=span,
        sentence=scene.sentence.index,
        start=start,
        end=end,
        head=head,
        kind=kind,
        actors=tuple(a.at(span) for a in actors),
    )


def _remember(scene: Scene, phrase: Phrase, actors: tuple[Actor, ...]) -> None:
    """Keep the actors of a phrase for what follows."""
    _join(scene, phrase.head)
    tokens = scene.sentence.tokens
    words = [t.text for piece in phrase.pieces for t in tokens[piece.start : piece.end]]
    person = any(a.kind == "person" for a in actors)
    human = person or (actors[0].kind == "role" and _is_human(scene, phrase))
    names = [w for w in words if w[:1].isupper()] if person else words[:1] if len(words) == 1 else []
    low = frozenset(t.text.casefold() for t in phrase.base)
    scene.memory.add(
        actors,
        names,
        scene.sentence.index,
        subject=phrase.head.dep in SUBJECTS,
        located=scene.located(phrase),
        plural=scene.plural(phrase) or len(actors) > 1 or phrase.head.text.casefold() in PEOPLE,
        human=human,
        woman=is_woman(scene, phrase, actors[0]) if human else None,
        main=_is_main(scene, phrase.head),
        words=low,
        about="based" not in low,
    )


def _is_main(scene: Scene, token: Token) -> bool:
    """Return whether a subject is that of the main clause, or of one coordinated with it."""
    while token.dep == "conj" and (above := scene.sentence.head(token)) is not None:
        token = above
    verb = scene.sentence.head(token)
    while verb is not None and verb.dep in ("conj", "cop", "aux"):
        verb = scene.sentence.head(verb)
    return verb is not None and verb.head < 0


def _is_human(scene: Scene, phrase: Phrase) -> bool:
    hit = scene.role(phrase.base, phrase.head)
    return hit is not None and hit[1].kind == "person"
