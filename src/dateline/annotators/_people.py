"""Names of people resolved to actors, with their office on the day, their title or their apposition."""

from __future__ import annotations

from dataclasses import replace

from dateline.annotators._names import EX, of_entry
from dateline.annotators._phrases import Phrase, Piece
from dateline.annotators._scene import Scene
from dateline.codebook.gazetteer import RANKS, Entry, Role, fold, slug, words_of
from dateline.model import Actor, Token

LONGEST_SURNAME = 2
LONGEST_REST = 3  # words between the halves of "research and advocacy director"
NOT_IN_TITLE = ("acl", "acl:relcl", "nmod", "appos", "conj", "punct", "cc")


def is_person(piece: Piece) -> bool:
    """Return whether a name is a person's."""
    if piece.match is not None and piece.label is None:
        return piece.match.entries[0].kind == "person"
    return piece.label == "PER"


def person(scene: Scene, phrase: Phrase, piece: Piece) -> Actor:
    """Return the person of a name, with what the phrase and its apposition say of country and office."""
    words = [t.text for t in scene.sentence.tokens[piece.start : piece.end] if t.text not in "-–"]
    own = _own_title(scene, words) if scene.entry(piece) is None else None
    words = words[1:] if own is not None else _without_participle(words)
    country = next(iter(scene.countries(phrase, skip=piece)), None)
    role, body = _title(scene, phrase, piece)
    role = own or role
    actor, entry = _identify(scene, words, scene.entry(piece, (country,) if country else ()), country, role)
    if scene.former(phrase):
        return replace(actor, country=actor.country or country, sector=EX)
    sector = _sector(scene, role, body)
    if country is None and actor.country is None and body is not None and (term := body.term(scene.day)):
        country = term.country
    news = actor.sector is None or (entry is not None and not entry.live(scene.day))
    if role is not None and sector and news:  # the gazetteer knows no office on the day, the text does
        actor = replace(actor, sector=sector, reason=f"{actor.reason}; {role.noun}")
    return replace(actor, country=actor.country or country)


def _identify(
    scene: Scene, words: list[str], entry: Entry | None, country: str | None, role: Role | None
) -> tuple[Actor, Entry | None]:
    """Return the person of a name, and the gazetteer's entry if it is from there.

    The gazetteer's full name goes first, then somebody named before, then a surname with title, other forms and
    spellings of a name, and the surname of a head of state; else it is a person whom only the text knows.
    """
    known = _known(scene, words) if entry is None else None
    if known is not None:
        return replace(known, reason=f"short name of {known.name}"), None
    entry = (
        entry
        or _by_title(scene, words, country, role)
        or _by_given_name(scene, words, country)
        or _by_sound(scene, words, country)
        or _famous(scene, words)
    )
    if entry is not None:
        return of_entry(scene, entry, "gazetteer"), entry
    return _unlisted(scene, words, country, role), None


def _without_participle(words: list[str]) -> list[str]:
    """Return the words of a name without what a hyphen ties to it: "Chavez-hosted"."""
    last, dash, tail = words[-1].rpartition("-")
    return [*words[:-1], last] if dash and tail.islower() and last[:1].isupper() else words


def bare_person(scene: Scene, piece: Piece) -> Actor | None:
    """Return the person of a name that stands before a noun ("the Chavez plan"), if it is a known one."""
    words = _without_participle([t.text for t in scene.tokens(piece)])
    known = _known(scene, words)
    if known is not None:
        return replace(known, reason=f"short name of {known.name}")
    entry = scene.entry(piece) or _by_given_name(scene, words, None) or _famous(scene, words)
    return of_entry(scene, entry, "gazetteer") if entry is not None else None


def _own_title(scene: Scene, words: list[str]) -> Role | None:
    """Return the role noun that the pipeline has taken for a part of a name: "Ambassador Volker"."""
    return scene.gazetteer.roles.get(words[0].casefold()) if len(words) > 1 else None


def unmarked(scene: Scene, phrase: Phrase) -> Actor | None:
    """Return the person that a bare surname means where the pipeline has not seen a name in it."""
    head = phrase.head
    if head.upos != "PROPN" or phrase.pieces or len(phrase.base) > 1 or not head.text[:1].isupper():
        return None
    known = _known(scene, [head.text])
    return replace(known, reason=f"short name of {known.name}") if known is not None else None


def _unlisted(scene: Scene, words: list[str], country: str | None, role: Role | None) -> Actor:
    name = " ".join(words)
    reason = "name in the text"
    if country is None and role is not None and scene.references.domestic(role, role.noun):
        country = scene.home()
        reason += f"; country of the article: {country}" if country else ""
    return Actor(id=f"person:{slug(name)}", name=name, kind="person", country=country, reason=reason)


def _known(scene: Scene, words: list[str]) -> Actor | None:
    """Return the person named before whose name these words are part of."""
    known = scene.memory.short_name(words[-1])
    if known is None or known.kind != "person":
        return None
    if len(words) == 1:
        return known
    given = [fold(w) for w in known.name.replace("-", " ").split()]
    titles = scene.references.honorifics
    rest = [w for w in words if fold(w) not in titles]
    return known if all(fold(w) in given for w in rest) else None


def _by_title(scene: Scene, words: list[str], country: str | None, role: Role | None) -> Entry | None:
    """Return the office-holder that "President Moon" can mean: the one in office on the day, else the only one ever."""
    if role is None or len(words) > LONGEST_SURNAME:
        return None
    wanted = _plain_office(role.noun)
    now: list[Entry] = []
    ever: list[Entry] = []
    for entry in scene.gazetteer.by_surname.get(fold(words[-1]), ()):
        if len(words) > 1 and fold(words[0]) not in [fold(w) for w in words_of(entry.name)]:
            continue
        held = [t for t in entry.terms if wanted in _plain_office(t.office) and country in (None, t.country)]
        if held:
            ever.append(entry)
            if scene.day is None or any(t.covers(scene.day) for t in held):
                now.append(entry)
    for found in (now, ever):
        if len(found) == 1:
            return found[0]
        near = [e for e in found if (term := e.term(scene.day)) and scene.memory.knows(term.country or "")]
        if len(near) == 1:
            return near[0]
    return None


def _plain_office(office: str) -> str:
    return office.casefold().replace("defence", "defense").replace("premier", "prime minister")


def _by_given_name(scene: Scene, words: list[str], country: str | None) -> Entry | None:
    """Return the one person whose name differs only by middle names, initials or honorifics: "William Burns"."""
    rest = [w for w in words if fold(w) not in scene.references.honorifics]
    if len(rest) < 2:
        return None
    found = []
    for entry in scene.gazetteer.by_surname.get(fold(rest[-1]), ()):
        name = [fold(w) for w in words_of(entry.name)]
        if name[-1] == fold(rest[-1]) and _same_given([fold(w) for w in rest[:-1]], name[:-1]):
            term = entry.term(scene.day)
            if country is None or term is None or term.country == country:
                found.append(entry)
    return found[0] if len(found) == 1 else None


def _by_sound(scene: Scene, words: list[str], country: str | None) -> Entry | None:
    """Return the one person whose name is spelt otherwise: "Andrei" for "Andrey"."""
    rest = [w for w in words if fold(w) not in scene.references.honorifics]
    found = scene.gazetteer.spelt_otherwise(rest, "person") if len(rest) > 1 else []
    fits = [e for e in found if country is None or any(t.country == country for t in e.terms)]
    return fits[0] if len(fits) == 1 else None


def _same_given(one: list[str], other: list[str]) -> bool:
    """Return whether given names agree: the first one or its initial, and no middle one contradicts."""
    if not one or not other:
        return False

    def agree(a: str, b: str) -> bool:
        return a == b or (len(a) == 1 and b.startswith(a)) or (len(b) == 1 and a.startswith(b))

    if not agree(one[0], other[0]) or (len(one[0]) == 1 and len(one) != len(other)):
        return False
    return all(agree(a, b) for a, b in zip(one[1:], other[1:], strict=False))


def _famous(scene: Scene, words: list[str]) -> Entry | None:
    """Return the only head of state or government on the day with this bare surname: "Museveni"."""
    if len(words) != 1:
        return None
    found = []
    for entry in scene.gazetteer.by_surname.get(fold(words[0]), ()):
        term = entry.term(scene.day)
        if term is None or not term.heads or not entry.live(scene.day):
            continue
        name = words_of(entry.name)
        surname = name[0] if term.country in scene.references.family_first else name[-1]
        if fold(surname) == fold(words[0]):
            found.append(entry)
    return found[0] if len(found) == 1 else None


def _title(scene: Scene, phrase: Phrase, piece: Piece) -> tuple[Role | None, Entry | None]:
    """Return the role noun before a person's name or in the apposition beside it, with the body it is held in."""
    before = tuple(t for t in phrase.base if t.index < piece.start)
    hits = (scene.role(before[:cut], before[cut - 1]) for cut in range(len(before), 0, -1))
    roles = [hit[1] for hit in hits if hit is not None]
    if roles:
        return min(roles, key=lambda r: RANKS.get(r.sector or "", len(RANKS))), scene.body(phrase)
    for apposed in scene.apposed(phrase.head):
        parted = (t for t in scene.sentence.children(phrase.head, "conj") if _is_rest(scene, apposed, t))
        for other in (apposed, *scene.sentence.children(apposed, "conj"), *parted):
            if (role := _apposition(scene, other)) is not None:
                beside = scene.phrase_at.get(other.index)
                return role, scene.body(beside) if beside is not None else None
    return None, None


def _is_rest(scene: Scene, apposed: Token, token: Token) -> bool:
    """Return whether a word coordinated with a name is the rest of its apposition: "Lau, research and press director"."""
    between = scene.sentence.tokens[apposed.index + 1 : token.index]
    return 0 < len(between) <= LONGEST_REST and token.upos == "NOUN" and between[0].upos == "CCONJ"


def _apposition(scene: Scene, head: Token) -> Role | None:
    hit = scene.role(scene.sentence.subtree(head, *NOT_IN_TITLE), head)
    return hit[1] if hit is not None else None


def _sector(scene: Scene, role: Role | None, body: Entry | None) -> str | None:
    """Return the sector of an office: that of its body where the noun tells little ("head", "director")."""
    if role is None:
        return None
    term = body.term(scene.day) if body is not None else None
    if term is not None and term.sector == "LEG" and role.sector == "PTY":
        return "LEG"  # "a Republican in the Senate"
    if term is not None and (role.takes or role.weak or role.noun.split()[-1] in scene.references.members):
        return term.sector or role.sector
    return role.sector
