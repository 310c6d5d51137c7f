"""The world's actors by name: states, bodies, groups, outlets, people with their terms of office, and role nouns."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path

from dateline.codebook._sound import alike, skeleton, sound
from dateline.codebook.files import Row, find, read_csv
from dateline.model.actor import ActorKind

POSSESSIVE = re.compile(r"(?<=\w)(['’]s?)(?=\s|$)")  # a word of its own, as the parser has it
DASHES = re.compile(r"[\s\-‐‑–]+")
SLUG = re.compile(r"[^a-z0-9]+")
ACRONYM_LENGTH = 5
LONGEST_ROLE = 6
REGION_SEPARATOR = "-"
STEPPED_OVER = frozenset(("-", "–", "‐", "‑", "'", "’"))
USUAL_SECTORS = {"company": "BUS", "ngo": "SOC"}
NO_COUNTRY = "MNC"
HOME = re.compile(r"\bhome ([A-Z]{3})\b")  # of a company, in its note
LATEST = "9999-12-31"  # a day on which only what has no end holds
LEAST_SURNAME = 5  # letters, of which a slip may change one or two
SOUNDING, LIKE = 0.7, 0.83  # likeness of two spellings that have the same consonants, and of others
PLOVER_CODES = {"KOS": "XKX"}  # PLOVER's own spellings of ISO codes
# Of several offices at once, the one of the state goes before the party's. Source: PLOVER manual, primary role.
RANKS = {
    s: i for i, s in enumerate(("GOV", "MIL", "SPY", "COP", "JUD", "LEG", "REB", "OPP", "PTY", "ELI", "CVL"))
}
HEADS = re.compile(
    r"^(?:\w+ )?(?:president|prime minister|premier|chancellor|supreme leader|king|emir|sultan|secretary-general"
    r"|general secretary|taoiseach|chief executive)\b", re.IGNORECASE
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """What somebody was, and from when to when; bounds are ISO dates of any precision, inclusive, None if open."""

    office: str
    country: str | None
    sector: str | None
    start: str | None = None
    end: str | None = None

    def covers(self, day: str) -> bool:
        """Return whether the term holds on a day (ISO date)."""
        begun = self.start is None or day[: len(self.start)] >= self.start
        return begun and (self.end is None or day[: len(self.end)] <= self.end)

    @property
    def heads(self) -> bool:
        """Whether it is the office of a head of state or government, so well known that a surname will do."""
        return HEADS.match(self.office) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One actor of the world.

    Attributes:
        id: ``PRK``, ``person:kim-jong-un``, ``org:united-nations``, ``group:hamas``.
        name: canonical name.
        kind: ``state``, ``organisation``, ``person`` or ``group``.
        terms: offices of a person; one entry for the others.
        outlet: True for news agencies and media.
    """

    id: str
    name: str
    kind: ActorKind
    terms: tuple[Term, ...]
    outlet: bool = False

    def term(self, day: str | None) -> Term | None:
        """Return the term that holds on a day, the last begun one if none does, the first if none has begun.

        Of several that hold, an office of the state goes before one of a party, then the later begun one. Without a
        day it is the term that holds today, as far as the gazetteer knows, else the last one.
        """
        day = day or LATEST
        held = [t for t in self.terms if t.covers(day)]
        if held:
            return min(held, key=lambda t: RANKS.get(t.sector or "", len(RANKS)))
        begun = [t for t in self.terms if t.start is None or t.start <= day]
        return begun[-1] if begun else self.terms[0] if self.terms else None

    def live(self, day: str | None) -> bool:
        """Return whether it existed, or held an office, on a day."""
        return any(t.covers(day or LATEST) for t in self.terms)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A name found in a row of words: ``length`` words from where the search began."""

    length: int
    entries: tuple[Entry, ...]
    adjective: bool = False
    metonym: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A role noun or phrase with its PLOVER sector.

    Attributes:
        noun: the singular.
        sector: PLOVER sector, None where the noun does not tell.
        kind: ``person``, ``group`` or ``body``.
        weak: the noun alone is poor evidence of an actor.
        takes: its sector is that of what is led, headed or spoken for.
        home: the one country or body that has it, None for most: a congressman is of the USA.
    """

    noun: str
    sector: str | None
    kind: str = "person"
    weak: bool = False
    takes: bool = False
    home: str | None = None


@dataclass(slots=True)
class _Form:
    words: tuple[str, ...]
    upper: bool
    entries: list[Entry] = field(default_factory=list)
    adjective: bool = False
    metonym: bool = False


def fold(word: str) -> str:
    """Return a word without accents, dots and case, for comparison.

    Example:
        >>> fold("U.S."), fold("Élysée")
        ('us', 'elysee')
    """
    if word.isascii():
        return word.replace(".", "").casefold()
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return plain.replace(".", "").replace("’", "'").casefold()


def words_of(name: str) -> list[str]:
    """Return the words of a name; hyphens separate words, so that Kim Jong-un and Kim Jong Un are one.

    Labels in brackets that only keep names apart are left out, and so is "the" in front.
    """
    plain = POSSESSIVE.sub(r" \1", _unlabelled(name).strip())
    words = [w for w in DASHES.split(plain) if w.strip(".,'’")]
    return words[1:] if len(words) > 1 and words[0] in ("the", "The") else words


def _unlabelled(name: str) -> str:
    """Return a name without the label in brackets that it ends with."""
    start = name.find("(", name.rfind(")", 0, -1) + 1) if name.endswith(")") else -1
    return name if start < 0 else name[:start].rstrip()


def slug(name: str) -> str:
    """Return a name in lower-case letters, digits and hyphens."""
    return SLUG.sub("-", fold(name)).strip("-")


class Gazetteer:
    """Longest-match look-up of names, and look-up of role nouns.

    The cost of a look-up does not grow with the number of names: words lead through a dict by first word.
    """

    def __init__(self, overlay: Path | None = None) -> None:
        self._forms: dict[str, dict[tuple[str, ...], _Form]] = defaultdict(dict)
        self._longest: dict[str, int] = defaultdict(int)
        self.roles: dict[str, Role] = {}
        self.by_surname: dict[str, list[Entry]] = defaultdict(list)
        self.by_id: dict[str, Entry] = {}
        self._by_sound: dict[tuple[str, ...], list[tuple[tuple[str, ...], Entry]]] = defaultdict(list)
        for path in _tables("states.csv", overlay):
            for row in read_csv(path):
                self._state(row)
        for table, prefix in (
            ("organisations.csv", "org"),
            ("groups.csv", "group"),
            ("outlets.csv", "outlet"),
        ):
            for path in _tables(table, overlay):
                replaced = frozenset(self.by_id)  # by the user's rows of the same name, which go first
                for row in read_csv(path):
                    self._body(row, prefix, replaced)
        for path in _tables("persons.csv", overlay):
            self._people(read_csv(path), frozenset(self.by_id))
        for path in _tables("roles.csv", overlay):
            for row in read_csv(path):
                self._role(row)

    def spelt_like(self, name: str) -> list[Entry]:
        """Return people whose surname is written much like a name of one word, the likest first."""
        words = [fold(word) for word in words_of(name)]
        if len(words) != 1 or len(words[0]) < LEAST_SURNAME:
            return []
        heard = skeleton(words[0])
        likeness = {
            known: SequenceMatcher(None, words[0], known).ratio()
            for known in self.by_surname
            if known[0] == words[0][0]
        }
        near = sorted(
            (
                known
                for known, ratio in likeness.items()
                if ratio >= (SOUNDING if skeleton(known) == heard else LIKE)
            ),
            key=lambda known: -likeness[known],
        )
        return list(dict.fromkeys(entry for known in near for entry in self.by_surname[known]))

    def find(self, words: Sequence[str], at: int) -> Match | None:
        """Return the longest name that begins at a position of a row of words, None if there is none.

        Args:
            words: the words as written; words that are only hyphens are stepped over.
            at: index of the first word.
        """
        first = fold(words[at])
        forms = self._forms.get(first)
        if forms is None:
            return None
        best: Match | None = None
        key: tuple[str, ...] = ()
        for end in range(at, min(len(words), at + 2 * self._longest[first])):
            if words[end] in STEPPED_OVER and end > at:
                continue
            key = (*key, fold(words[end]))
            form = forms.get(key)
            if form is not None and _case_fits(form, words[at : end + 1]):
                best = Match(
                    length=end + 1 - at,
                    entries=tuple(form.entries),
                    adjective=form.adjective,
                    metonym=form.metonym,
                )
            if len(key) >= self._longest[first]:
                break
        return best

    def spelt_otherwise(self, words: Sequence[str], *kinds: ActorKind) -> list[Entry]:
        """Return the entries of these kinds whose name is another spelling of a row of words."""
        name = tuple(fold(w) for w in words)
        near = self._by_sound.get(sound(name) or (), ())
        found = {e.id: e for other, e in near if e.kind in kinds and alike(name, other)}
        return list(found.values())

    def long_role(self, words: Sequence[str]) -> Role | None:
        """Return the role that a row of lower-case words begins with and that has a preposition: "member of parliament"."""
        for length in range(min(LONGEST_ROLE, len(words)), 2, -1):
            role = self.roles.get(" ".join(words[:length]))
            if role is not None:
                return role
        return None

    def role(self, lemmas: Sequence[str]) -> tuple[int, Role] | None:
        """Return the longest role phrase that ends a row of lower-case lemmas, with its number of words."""
        for length in range(min(4, len(lemmas)), 0, -1):
            role = self.roles.get(" ".join(lemmas[-length:]))
            if role is not None:
                return length, role
        return None

    def _add(self, alias: str, entry: Entry, *, adjective: bool = False, metonym: bool = False) -> None:
        words = words_of(alias)
        if not words:
            return
        key = tuple(fold(w) for w in words)
        bare = alias.replace(".", "")
        upper = bare.isupper() and len(bare) <= ACRONYM_LENGTH
        form = self._forms[key[0]].setdefault(key, _Form(key, upper, adjective=adjective, metonym=metonym))
        form.upper = form.upper and upper
        if entry not in form.entries:
            form.entries.append(entry)
            heard = sound(key) if entry.kind != "state" else None
            if heard is not None:
                self._by_sound[heard].append((key, entry))
        self._longest[key[0]] = max(self._longest[key[0]], len(key))

    def _state(self, row: Row) -> None:
        code = row.text("id") or ""
        country = (
            (row.text("parent") or code.split(REGION_SEPARATOR)[0]) if row.text("kind") == "region" else code
        )
        sector = (
            "PRE" if row.text("kind") == "region" and (row.text("note") or "").startswith("PRE") else None
        )
        term = Term(office="", country=country, sector=sector, start=row.text("from"), end=row.text("to"))
        name = row.text("name") or code
        entry = self.by_id.setdefault(code, Entry(id=code, name=name, kind="state", terms=(term,)))
        for alias in (name, *row.items("aliases")):
            self._add(alias, entry)
        for alias in row.items("adjectives"):
            self._add(alias, entry, adjective=True)
        for alias in row.items("metonyms"):
            self._add(alias, entry, metonym=True)

    def _body(self, row: Row, prefix: str, replaced: frozenset[str]) -> None:
        name = row.text("name") or ""
        outlet = prefix == "outlet"
        home = HOME.search(row.text("note") or "")
        country = home.group(1) if home and row.text("country") == NO_COUNTRY else row.text("country")
        term = Term(
            office=row.text("kind") or "",
            country=PLOVER_CODES.get(country or "", country),
            sector="JRN" if outlet else row.text("sector") or USUAL_SECTORS.get(row.text("kind") or ""),
            start=row.text("from"),
            end=row.text("to"),
        )
        kind: ActorKind = "group" if prefix == "group" else "organisation"
        entry = Entry(id=f"{prefix}:{slug(name)}", name=name, kind=kind, terms=(term,), outlet=outlet)
        if entry.id in replaced:
            return
        self.by_id.setdefault(entry.id, entry)
        for alias in (name, *row.items("aliases")):
            self._add(alias, entry)

    def _people(self, rows: Iterable[Row], replaced: frozenset[str]) -> None:
        terms: dict[str, list[Term]] = defaultdict(list)
        aliases: dict[str, dict[str, None]] = defaultdict(dict)
        for row in rows:
            name = row.text("name") or ""
            terms[name].append(
                Term(
                    office=row.text("office") or "",
                    country=PLOVER_CODES.get(row.text("country") or "", row.text("country")),
                    sector=row.text("sector"),
                    start=row.text("from"),
                    end=row.text("to"),
                )
            )
            aliases[name].update(dict.fromkeys(row.items("aliases")))
        for name, held in terms.items():
            ordered = tuple(sorted(held, key=lambda t: t.start or ""))
            entry = Entry(id=f"person:{slug(name)}", name=name, kind="person", terms=ordered)
            if entry.id in replaced:
                continue
            self.by_id.setdefault(entry.id, entry)
            for alias in (name, *aliases[name]):
                self._add(alias, entry)
            words = words_of(name)
            for word in {words[0], words[-1]} if words else ():
                self.by_surname[fold(word)].append(entry)

    def _role(self, row: Row) -> None:
        note, sector = row.text("note") or "", row.text("sector")
        home = HOME.search(note)
        role = Role(
            noun=row.text("noun") or "",
            sector=None if sector == "UNK" else sector,
            kind=row.text("kind") or "person",
            weak=note.startswith("weak") and note != "weak as adjective",
            takes=note.startswith(("takes the sector", "bare leader")),
            home=home.group(1) if home else None,
        )
        for form in (role.noun, row.text("plural")):
            if form:
                self.roles.setdefault(" ".join(words_of(form.casefold())), role)


@lru_cache(maxsize=4)
def load(overlay: Path | None = None) -> Gazetteer:
    """Return the gazetteer, built once for each overlay."""
    return Gazetteer(overlay)


def _tables(name: str, overlay: Path | None) -> tuple[Path, ...]:
    return tuple(reversed(find(f"gazetteers/{name}", overlay)))


def _case_fits(form: _Form, words: Sequence[str]) -> bool:
    first = words[0]
    if form.upper:
        return first.replace(".", "").isupper()
    return first[:1].isupper() or not first[:1].isalpha()
