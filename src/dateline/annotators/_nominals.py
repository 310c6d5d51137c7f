"""Phrases without a name of their own: role nouns, "the country", "the agency", "the two leaders"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dateline.annotators._names import EX, of_entry
from dateline.annotators._people import is_person, person
from dateline.annotators._phrases import Phrase
from dateline.annotators._scene import Scene
from dateline.codebook.gazetteer import Entry, Role, slug
from dateline.model import Actor, Token

Actors = tuple[Actor, ...]
IGO = "IGO"
WORLDWIDE = frozenset(("UNO", "IGO", "NGO"))
LEFT_OUT = ("DET", "PUNCT", "PART")
HYPHEN = "-"
OF = "of"


def nominal(scene: Scene, phrase: Phrase) -> Actors:
    """Return the actors of a phrase whose head is a role noun, or that refers to a state or body; none for others."""
    together = pair(scene, phrase) or _other_side(scene, phrase)
    if together is not None:
        return together
    hit = scene.role(phrase.base, phrase.head)
    if hit is not None and hit[1].sector == "OPP" and any(scene.attached(phrase.head, ("to",))):
        return ()  # "the cabinet's opposition to the dam" is a view, not people
    countries = scene.countries(phrase)
    listed = _listed(scene, hit[1], countries) if hit and hit[1].kind == "body" else None
    if listed is not None:
        return (listed,)
    state = _state(scene, phrase, hit[1] if hit else None) if not countries else ()
    if state:
        return state
    if hit is None:
        back = _body_before(scene, phrase) if not countries and scene.stands_alone(phrase, 1) else None
        return (back,) if back is not None else ()
    return _role(scene, phrase, *hit, countries)


def pair(scene: Scene, phrase: Phrase) -> Actors | None:
    """Return the two actors that "the two leaders" or "both sides" means, None for other phrases."""
    noun = phrase.head.lemma.casefold()
    states = scene.references.plural_states.get(phrase.head.text.casefold())
    if states is not None:
        entries = (scene.gazetteer.by_id.get(code) for code in states)
        return tuple(of_entry(scene, e, "the pair") for e in entries if e is not None)
    if not scene.is_pair(phrase):
        return _sides(scene, phrase, noun)
    if scene.countries(phrase):
        return None
    kinds = scene.references.pairs[noun]
    found = scene.memory.last(2, kinds) or scene.memory.last(2, ("state",))
    if not found:
        found = _states(scene, scene.memory.last_countries(2))
    elif "state" in kinds and _mixed(scene, found):
        found = _states(scene, scene.memory.sides())
    words = " ".join(t.text for t in phrase.base)
    return tuple(replace(a, reason=f"{words} -> {a.name}") for a in found)


def _states(scene: Scene, countries: Iterable[str]) -> Actors:
    entries = (scene.gazetteer.by_id.get(c) for c in countries)
    return tuple(of_entry(scene, e, "gazetteer") for e in entries if e is not None)


def _mixed(scene: Scene, states: Actors) -> bool:
    """Return whether states are one of the two that the article is about and a third, not named together."""
    ours = set(scene.memory.sides()) & {a.country for a in states}
    return len(ours) == 1 and not scene.memory.joined(states)


def _other_side(scene: Scene, phrase: Phrase) -> Actors | None:
    """Return the other of the two countries of the article: "its southern neighbour"; None for other phrases."""
    sides = scene.memory.sides()
    if noun_of(phrase) not in scene.references.other_side or scene.plural(phrase) or not sides:
        return None
    owners = scene.sentence.children(phrase.head, "nmod:poss")
    own = {a.country for t in owners for a in scene.by_head.get(t.index, ())}
    found = _states(scene, (c for c in sides if c not in own)) if own & set(sides) else ()
    return tuple(replace(a, reason=f"the {phrase.head.text} -> {a.name}") for a in found) or None


def _sides(scene: Scene, phrase: Phrase, noun: str) -> Actors | None:
    """Return those of the two countries of the article that "the delegations" or "the leaders" means."""
    bare = noun in scene.references.bare_pairs and scene.plural(phrase)
    if not bare or [t.text.casefold() for t in phrase.base[:-1]] != ["the"] or scene.countries(phrase):
        return None
    hit = scene.role(phrase.base, phrase.head)
    sector = hit[1].sector if hit is not None else None
    found = tuple(
        Actor(
            id=f"role:{country}:{slug(noun)}",
            name=phrase.head.text,
            kind="role",
            country=country,
            sector=sector,
            reason=f"the {phrase.head.text}: the two countries of the article",
        )
        for country in scene.memory.sides()
    )
    return found or None


def _listed(scene: Scene, role: Role, countries: tuple[str, ...]) -> Actor | None:
    """Return the body of the gazetteer whose name the role is, in lower case: "the state department"."""
    words = role.noun.title().split()
    match = scene.gazetteer.find(words, 0) if len(words) > 1 else None
    if match is None or match.length < len(words):
        return None
    if not countries:
        countries = tuple(c for e in match.entries if (c := scene.known_home(e)))
    fits = [e for e in match.entries if (term := e.term(scene.day)) and term.country in countries]
    return of_entry(scene, fits[0], "gazetteer") if len(fits) == 1 else None


def _state(scene: Scene, phrase: Phrase, role: Role | None) -> Actors:
    """Return the state that "the country" means."""
    head = phrase.head
    if head.lemma.casefold() not in scene.references.state_nouns or scene.plural(phrase):
        return ()
    if not any(t.text.casefold() in ("the", "this", "that") for t in phrase.base):
        return ()
    if any(t.text.casefold() in ("other", "only", "first", "last") for t in phrase.base):
        return ()
    found = scene.memory.last(1, ("state",), scene.subjects(head))
    return tuple(replace(a, reason=f"the {head.text} -> {a.name}") for a in found)


def _role(scene: Scene, phrase: Phrase, length: int, role: Role, countries: tuple[str, ...]) -> Actors:
    """Return the actors of a role noun: somebody named before or beside it, else unnamed ones of each country."""
    body = scene.body(phrase)
    if scene.former(phrase):
        role = replace(role, sector=EX)
    elif role.noun == "officer" and scene.memory.latest_sector(("MIL", "COP")) == "COP":
        role = replace(role, sector="COP")
    elif (sector := _fights_for(scene, phrase, role)) is not None:
        role = replace(role, sector=sector)
    else:
        back = _named_before(scene, phrase, length, role, countries)
        if back is not None:
            return (back,)
    beside = _apposed_person(scene, phrase)
    if beside:
        return beside
    if role.noun.endswith("leader") and role.sector in ("CVL", "GOV") and scene.is_religious(phrase):
        role = replace(role, sector="REL")
    if len(countries) > 1 and role.kind == "person" and not scene.former(phrase):
        holders = [_holder(scene, c, role, noun_of(phrase)) for c in countries]
        if all(holders):
            return tuple(replace(h, reason=f"the {role.noun}s -> {h.name}") for h in holders if h is not None)
    if body is not None and _is_member(scene, phrase, role, body):
        return (_member(scene, phrase, body, role),)
    if role.weak and not countries and not phrase.pieces and not scene.definite(phrase):
        return ()
    if role.sector is None and not countries and not scene.definite(phrase):
        return ()
    return tuple(_unnamed(scene, phrase, length, role, countries))


def _fights_for(scene: Scene, phrase: Phrase, role: Role) -> str | None:
    """Return the sector of those whose forces they are: "the rebels moved their troops"."""
    if role.sector != "MIL":
        return None
    owners = scene.sentence.children(phrase.head, "nmod:poss")
    sectors = {a.sector for t in owners for a in scene.by_head.get(t.index, ())}
    return next((s for s in ("REB", "PRM") if s in sectors), None)


def noun_of(phrase: Phrase) -> str:
    """Return the lemma of the head of a phrase."""
    return phrase.head.lemma.casefold()


def _apposed_person(scene: Scene, phrase: Phrase) -> Actors:
    """Return the people whose names stand beside an office: "the foreign minister, Ana Quispe"."""
    for name in scene.apposed(phrase.head):
        found = _person_at(scene, phrase, name)
        if found is not None:
            several = scene.sentence.children(name, "conj") if scene.plural(phrase) else ()
            others = (_person_at(scene, phrase, t) for t in several)
            return (found, *(p for p in others if p is not None))
    return ()


def _person_at(scene: Scene, phrase: Phrase, name: Token) -> Actor | None:
    """Return the person whose name a word heads, read before or not."""
    actors = scene.by_head.get(name.index)
    if actors and actors[0].kind == "person":
        return actors[0]
    other = scene.phrase_at.get(name.index)
    piece = next((p for p in other.pieces if is_person(p)), None) if other is not None else None
    if other is not None and piece is not None and name.index > phrase.head.index:
        return person(scene, other, piece)
    return None


def _is_member(scene: Scene, phrase: Phrase, role: Role, body: Entry) -> bool:
    if body.kind == "group" and role.kind == "person" and any(t.sector == "REB" for t in body.terms):
        return True
    nouns = (phrase.head.lemma.casefold(), role.noun.split()[-1].casefold())
    return role.takes or any(noun in scene.references.members | scene.references.ranks for noun in nouns)


def _member(scene: Scene, phrase: Phrase, body: Entry, role: Role) -> Actor:
    """Return somebody of a body, with its country and sector; its fighters in the plural are the body itself."""
    actor = of_entry(scene, body, "gazetteer")
    noun = phrase.head.lemma.casefold()
    if noun in scene.references.ranks and scene.plural(phrase) and role.sector != EX:
        country = actor.country
        if country == "IMG":
            country = next(iter(scene.memory.owners(body.id)), country)
        return replace(actor, country=country, reason=f"{role.noun} of {actor.name}")
    sector = EX if role.sector == EX else actor.sector or role.sector
    if noun == "spokesman" or role.takes or actor.sector is None:
        sector = EX if role.sector == EX else actor.sector or role.sector
    return Actor(
        id=f"role:{body.id}:{slug(role.noun)}",
        name=_words(scene, phrase),
        kind="role",
        country=_home_of(scene, phrase, actor),
        sector=sector,
        reason=f"role {role.noun} of {actor.name}",
    )


def _home_of(scene: Scene, phrase: Phrase, body: Actor) -> str | None:
    """Return the country of somebody of a body: an adjective before the noun goes before the body's own."""
    for piece in phrase.pieces:
        entry = scene.entry(piece)
        if entry is not None and entry.kind == "state" and (country := scene.country_of(piece)):
            return country
    if body.country == "IMG":
        return next(iter(scene.memory.owners(body.id)), body.country)
    return body.country


def _named_before(
    scene: Scene, phrase: Phrase, length: int, role: Role, countries: tuple[str, ...]
) -> Actor | None:
    """Return the person, body or group named before that "the president" or "the agency" leads back to."""
    if not scene.stands_alone(phrase, 1 if role.kind != "person" else length):
        return None
    if scene.plural(phrase):
        if countries:
            return None
        return _members_before(scene, phrase, role) or _rebels_before(scene, role)
    noun = phrase.head.lemma.casefold()
    if role.kind == "person":
        country = next(iter(countries), None)
        holder = _holder(scene, country, role, noun)
        return replace(holder, reason=f"the {role.noun} -> {holder.name}") if holder is not None else None
    return _body_before(scene, phrase) if not countries else None


def _holder(scene: Scene, country: str | None, role: Role, noun: str) -> Actor | None:
    """Return who was named with an office before; any of the sector will do only for "the leader"."""
    return scene.memory.holder(country, role.sector if noun in scene.references.leaders else None, noun)


def _members_before(scene: Scene, phrase: Phrase, role: Role) -> Actor | None:
    """Return who "the members" are: those of the body or group named last."""
    if role.noun != "member":
        return None
    kinds = frozenset(("organisation", "group"))
    found = scene.memory.body(frozenset(), frozenset(), kinds, frozenset())
    if found is None:
        return None
    return replace(
        found,
        id=f"role:{found.id}:member",
        name=_words(scene, phrase),
        kind="role",
        reason=f"the members of {found.name}",
    )


def _rebels_before(scene: Scene, role: Role) -> Actor | None:
    """Return the armed group named before that "the militants" are."""
    if role.sector != "REB" or role.noun not in scene.references.ranks:
        return None
    found = scene.memory.body(frozenset(), frozenset(("REB",)), frozenset(), frozenset())
    return replace(found, reason=f"the {role.noun}s -> {found.name}") if found is not None else None


def _body_before(scene: Scene, phrase: Phrase) -> Actor | None:
    """Return the body named before that "the agency" or "the league" leads back to."""
    noun = noun_of(phrase)
    body = scene.references.bodies.get(noun)
    if body is None or scene.plural(phrase):
        return None
    found = scene.memory.body(body.words, body.sectors, body.kinds, body.countries)
    return replace(found, reason=f"the {noun} -> {found.name}") if found is not None else None


def _unnamed(
    scene: Scene, phrase: Phrase, length: int, role: Role, countries: tuple[str, ...]
) -> Iterator[Actor]:
    """Yield the unnamed actors of a role, one for each country; without one, that of the article if the role is domestic."""
    noun = phrase.head.lemma.casefold()
    before = phrase.base[: max(len(phrase.base) - length, 0)]
    beside = {t.lemma.casefold() for t in before} | {"international"} & {
        t.lemma.casefold() for t in phrase.base
    }
    reason = f"role {role.noun}"
    if role.sector == "CVL" and any(w.startswith("anti") for w in beside):
        role = replace(role, sector="OPP")  # "antiwar protesters"
    if countries:
        scene.memory.belong(noun, countries)
    elif scene.definite(phrase) and not beside & scene.references.foreign:
        countries = scene.memory.owners(noun)
    if not countries:
        home = role.home
        counted = any(t.upos == "NUM" for t in before)
        if home is not None:
            pass
        elif role.noun in scene.references.counted and not counted:
            home = scene.place()
        elif "international" in beside and noun in scene.references.international:
            home = IGO
        elif not beside & scene.references.foreign and (
            scene.references.domestic(role, noun, counted=counted) or _owned(scene, phrase)
        ):
            home = scene.home(phrase, role.sector)
            reason += f"; country of the article: {home}" if home else ""
        countries = (home,) if home else ()
    if role.kind == "body" and role.sector == "GOV" and set(countries) & WORLDWIDE:
        role = replace(role, sector=None)
    for country in countries or (None,):
        yield Actor(
            id=f"role:{country or '---'}:{slug(role.noun)}",
            name=_words(scene, phrase) if len(countries) < 2 else _words_of_one(scene, phrase, str(country)),
            kind="role",
            country=country,
            sector=role.sector,
            reason=reason,
        )


def _owned(scene: Scene, phrase: Phrase) -> bool:
    """Return whether somebody unnamed of the article's country has them: "the ousted leader's supporters"."""
    owners = scene.sentence.children(phrase.head, "nmod:poss")
    return any(a.kind == "role" and a.sector for t in owners for a in scene.by_head.get(t.index, ()))


def _words(scene: Scene, phrase: Phrase) -> str:
    """Return the words of a phrase without articles."""
    return _joined(scene, phrase.base).replace("]", "")


def _joined(scene: Scene, tokens: Sequence[Token]) -> str:
    """Return words without articles and marks; a hyphen stays between what it joins: "anti-government protesters"."""
    words = ""
    for token in tokens:
        if token.upos not in LEFT_OUT:
            before = scene.sentence.tokens[token.index - 1] if words else token
            if before.text == OF and before not in tokens:
                words = f"{words} {OF}"  # "three of five pupils"
            joined = before.text == HYPHEN and before.end == token.start
            words = f"{words}{HYPHEN if joined else ' '}{token.text}".lstrip()
    return words


def _words_of_one(scene: Scene, phrase: Phrase, country: str) -> str:
    """Return the words of a coordinated phrase as they are for one country: "Russian soldiers"."""
    first = phrase.pieces[0] if phrase.pieces else None
    rest = [t for t in phrase.base if first is None or not first.start <= t.index < first.end]
    tail = _joined(scene, rest)
    for piece in scene.named:
        if phrase.start <= piece.start and piece.end <= phrase.end and scene.country_of(piece) == country:
            return f"{scene.text(piece)} {tail}"
    return tail
