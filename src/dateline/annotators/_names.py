"""Names of states, bodies and groups resolved to actors."""

from __future__ import annotations

from dataclasses import replace

from dateline.annotators._memory import INTERNATIONAL
from dateline.annotators._phrases import Phrase, Piece
from dateline.annotators._scene import Scene
from dateline.codebook.gazetteer import Entry, slug
from dateline.model import Actor

EX = "ELI"  # PLOVER: former officials are elites
OFFICIAL = ("GOV", "MIL", "LEG", "COP", "SPY", "JUD")
# Bodies whose bare name is that of one country, and that other countries have too: "Congress", "the National Guard"
SHARED_KINDS = ("parliament", "military", "police", "court", "ministry", "agency", "bank")
PORTFOLIO_END = ("ministry", "department", "ministries", "departments")
PORTFOLIO_START = ("ministry of", "department of", "ministry for", "department for")
ONE_OF = frozenset(("a", "an", "another"))
PORTFOLIOS = {
    "defence": "defense",
    "foreign": "foreign affairs",
    "home": "interior",
    "home affairs": "interior",
}


def of_entry(scene: Scene, entry: Entry, how: str) -> Actor:
    """Return the actor of a gazetteer entry as it was on the day."""
    term = entry.term(scene.day)
    sector = term.sector if term else None
    day = scene.day
    if entry.kind == "person" and day and term and not term.covers(day) and sector in OFFICIAL:
        before = term.start is not None and day < term.start
        sector = sector if before else EX
    if entry.kind == "person" and sector == "PTY" and term and term.country in scene.references.one_party:
        sector = "GOV"
    office = f" ({term.office})" if entry.kind == "person" and term and term.office else ""
    return Actor(
        id=entry.id,
        name=entry.name,
        kind=entry.kind,
        country=term.country if term else None,
        sector=sector,
        reason=f"{how}: {entry.name}{office}",
    )


def of_piece(scene: Scene, piece: Piece, phrase: Phrase | None = None) -> Actor | None:
    """Return the actor of a name, None for names of places that are no states.

    Args:
        scene: the sentence.
        piece: the name.
        phrase: the phrase that it heads, where it heads one.
    """
    beside = tuple(
        c
        for c in (scene.countries(phrase, skip=piece) if phrase is not None else ())
        if c not in INTERNATIONAL
    )
    entry = scene.entry(piece, beside)
    if entry is not None and piece.match is not None:
        if entry.kind == "group":
            return _group(scene, entry, beside)
        if entry.kind == "organisation":
            return _other_country(scene, piece, entry, beside) or of_entry(scene, entry, "gazetteer")
        if piece.match.metonym:
            actor = of_entry(scene, entry, "metonym")
            where = phrase is None or scene.located(phrase) or not scene.acts(phrase)
            return actor if where else replace(actor, sector=actor.sector or "GOV")
        actor = of_entry(scene, entry, "gazetteer")
        if piece.match.adjective:
            return _people_of(scene, piece, replace(actor, sector=None))
        return actor
    words = scene.text(piece)
    if piece.label == "PER":
        return Actor(id=f"person:{slug(words)}", name=words, kind="person", reason="name in the text")
    if piece.label != "ORG" or not slug(words):
        return None
    return _unlisted(scene, piece, words, beside)


def _group(scene: Scene, entry: Entry, beside: tuple[str, ...]) -> Actor:
    """Return a group; one of many countries, or of none, belongs to the country that the text gives it."""
    actor = of_entry(scene, entry, "gazetteer")
    if actor.country is None:
        return replace(actor, country=next(iter(beside), None) or scene.place())
    if actor.country == "IMG" and beside:
        scene.memory.belong(entry.id, beside[:1])
    if actor.country == "IMG":
        return replace(actor, country=next(iter(scene.memory.owners(entry.id)), actor.country))
    return actor


def _people_of(scene: Scene, piece: Piece, actor: Actor) -> Actor:
    """Return the people of a state for a demonym in the plural ("Palestinians"), the state for an adjective."""
    last = scene.sentence.tokens[piece.end - 1]
    if (last.xpos in ("NNS", "NNPS") and last.text.endswith("s")) or _is_one(scene, piece):
        return replace(
            actor, id=f"role:{actor.country}:people", name=scene.text(piece), kind="role", sector="CVL"
        )
    return actor


def _is_one(scene: Scene, piece: Piece) -> bool:
    """Whether a demonym stands for one of a people: "an Australian", "another Syrian"."""
    tokens = scene.sentence.tokens
    before = tokens[piece.start - 1].text.casefold() if piece.start else ""
    after = tokens[piece.end] if piece.end < len(tokens) else None
    alone = after is None or (after.upos not in ("NOUN", "PROPN", "ADJ", "NUM") and after.text != "-")
    return before in ONE_OF and alone and tokens[piece.end - 1].dep not in ("amod", "compound")


def _other_country(scene: Scene, piece: Piece, entry: Entry, beside: tuple[str, ...]) -> Actor | None:
    """Return the body of the country beside a name that is only by default another's: "the Philippine Congress"."""
    term = entry.term(scene.day)
    if term is None or term.office not in SHARED_KINDS or term.country in INTERNATIONAL:
        return None
    tokens = scene.sentence.tokens[piece.start : piece.end]
    words = [t.text for t in tokens]
    if scene.role(tokens, tokens[-1]) is None and words[-1].casefold() not in scene.references.bodies:
        return None
    if any(_is_state(scene, words[at:end]) for at in range(len(words)) for end in (at + 1, at + 2)):
        return None
    country = next(iter(beside), None)
    if country is None and term.country and not scene.memory.knows(term.country):
        country = scene.home()
    if country in (None, term.country):
        return None
    name = " ".join(words)
    ministry = portfolio(name)
    if ministry is not None:
        return ministry_of(scene, ministry, name, country)
    return Actor(
        id=f"org:{str(country).lower()}-{slug(name)}",
        name=name,
        kind="organisation",
        country=country,
        sector=term.sector,
        reason=f"name of a body of {country}",
    )


def _is_state(scene: Scene, words: list[str]) -> bool:
    match = scene.gazetteer.find(words, 0) if words else None
    return match is not None and match.entries[0].kind == "state"


def _unlisted(scene: Scene, piece: Piece, words: str, beside: tuple[str, ...]) -> Actor | None:
    """Return a body that no gazetteer has: one named before, the long form of an acronym, a ministry, or a new one."""
    known = scene.memory.short_name(words) or _bracketed(scene, piece) or _noun_alone(scene, words)
    if known is not None:
        return replace(known, reason=f"short name of {known.name}")
    otherwise = scene.gazetteer.spelt_otherwise(words.replace("-", " ").split(), "group", "organisation")
    if len(otherwise) == 1:
        return of_entry(scene, otherwise[0], "gazetteer")
    tokens = scene.sentence.tokens[piece.start : piece.end]
    hit = scene.role(tokens, tokens[-1]) or scene.role(tokens[:1], tokens[0])
    country = scene.country_of(piece) or next(iter(beside), None)
    ministry = portfolio(words)
    if ministry is not None:
        return ministry_of(scene, ministry, words, country)
    official = hit is not None and hit[1].sector in ("GOV", "MIL", "COP", "LEG", "JUD")
    if country is None and official and words.casefold() not in scene.references.not_domestic:
        country = scene.home()
    return Actor(
        id=f"org:{slug(words)}",
        name=words,
        kind="organisation",
        country=country,
        sector=hit[1].sector if hit else None,
        reason="name in the text",
    )


def _noun_alone(scene: Scene, words: str) -> Actor | None:
    """Return the body named before that a bare noun with a capital means: "the League", "the Commission"."""
    noun = scene.references.bodies.get(words.casefold())
    if noun is None:
        return None
    return scene.memory.body(noun.words, noun.sectors, noun.kinds, noun.countries)


def portfolio(words: str) -> str | None:
    """Return what a ministry is for, None for other names.

    Example:
        >>> portfolio("Ministry of Foreign Affairs"), portfolio("Defence Ministry"), portfolio("Red Cross")
        ('foreign affairs', 'defense', None)
    """
    plain = words.casefold().removeprefix("the ")
    for start in PORTFOLIO_START:
        if start in plain:
            rest = plain.split(start, 1)[1].strip().removeprefix("the ")
            return PORTFOLIOS.get(rest, rest) or None
    parts = plain.split()
    if len(parts) > 1 and parts[-1] in PORTFOLIO_END:
        rest = " ".join(parts[:-1])
        return PORTFOLIOS.get(rest, rest)
    return None


def ministry_of(scene: Scene, what: str, words: str, country: str | None) -> Actor:
    """Return the ministry of a country for a portfolio, the same one however it is written."""
    state = country or scene.home()
    entry = scene.gazetteer.find([*words.split()], 0)
    adjective = entry is not None and entry.entries[0].kind == "state" and entry.adjective
    what = " ".join(what.split()[entry.length :]) if adjective and entry is not None else what
    what = PORTFOLIOS.get(what, what)
    reason = "ministry" if country else f"ministry; country of the article: {state}" if state else "ministry"
    return Actor(
        id=f"org:{(state or 'xxx').lower()}-{slug(what) or 'ministry'}-ministry",
        name=words,
        kind="organisation",
        country=state,
        sector="GOV",
        reason=reason,
    )


def _bracketed(scene: Scene, piece: Piece) -> Actor | None:
    """Return the actor whose acronym stands in brackets behind its name: "the Ruritanian Farmers' League (RFL)"."""
    tokens = scene.sentence.tokens
    if piece.start < 2 or tokens[piece.start - 1].text not in ("(", "-LRB-") or piece.end - piece.start > 1:
        return None
    before = next((p for p in scene.named if p.end == piece.start - 1), None)
    if before is None or not tokens[piece.start].text.replace(".", "").isupper():
        return None
    actors = next((a for i, a in scene.by_head.items() if before.start <= i < before.end), None)
    return actors[0] if actors else None
