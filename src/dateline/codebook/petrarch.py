"""Dictionaries of PETRARCH and TABARI, actors and agents, as a codebook of the user's own.

Actors: ``NAME_ [CODE]``, below it ``+SYNONYM_`` and lines of dated codes, ``[CODE 930101-010120]``, ``[CODE <930101]``,
``[CODE >010120]``. Agents: ``PHRASE {PLURAL} [~CODE]``; ``!SET! = ONE, OTHER`` lists what stands for ``!SET!``.
``_`` joins words, ``#`` and ``;`` begin a comment, ``<!-- -->`` encloses one. CAMEO's code is country, then three letters for each role.

Source: PETRARCH documentation, formats of the dictionaries; CAMEO manual 1.1b3, chapter 3.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from dateline.codebook import gazetteer
from dateline.codebook.files import find, read_csv
from dateline.errors import CodebookError

ROLES = "ontologies/cameo_roles.csv"
COMMENT = re.compile(r"[#;].*$")
LONG_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
INTERNATIONAL = frozenset(("NGO", "IGO", "IMG", "MNC"))  # in the place of a country; of an agent, a role
CODE = re.compile(r"\[\s*+((?:[^\[\]\s]|\s++(?!\]))*+)\s*+\]")
DATED = re.compile(
    r"^(?P<code>[A-Z0-9-]*)(?:\s++(?:(?P<bound>[<>])\s*+)?(?P<one>\d{6}|\d{8})(?:\s*+-\s*+(?P<other>\d{6}|\d{8}))?)?$"
)
SET = re.compile(r"^(!\w+!)\s*=\s*(.+)$")
WORDS = re.compile(r"[\s_]+")
SMALL = frozenset(("a", "an", "and", "at", "by", "de", "del", "der", "des", "di", "for", "in", "la", "le", "of", "on", "the", "to", "van", "von"))  # fmt: skip
ACRONYM = 3  # letters at most; longer names in capitals are written as words
PIVOT = 30  # two-digit years: 30 is 1930, 29 is 2029
EPOCHS = ("1900", "2000")


@dataclass(slots=True)
class _Actor:
    line: int
    names: list[str] = field(default_factory=list)
    codes: list[tuple[str, str | None, str | None]] = field(default_factory=list)


class Import:
    """What became of dictionaries: ``content`` of a codebook, and ``notes`` on lines that it leaves out."""

    def __init__(self, overlay: Path | None = None) -> None:
        self.actors: list[dict[str, Any]] = []
        self.roles: list[dict[str, Any]] = []
        self.notes: list[str] = []
        self._known = gazetteer.load(overlay)
        self._sectors: Mapping[str, str | None] = {
            row.cells["role"]: row.text("sector") for path in find(ROLES, overlay) for row in read_csv(path)
        }
        self._files: list[str] = []

    @property
    def content(self) -> dict[str, Any]:
        """The sections of a codebook."""
        about = {
            "source": f"PETRARCH dictionaries: {', '.join(self._files)}",
            "licence": "as that of the dictionaries",
            "note": "imported; check the kinds of actors (the dictionaries do not tell) and capitals of short names",
        }
        sections = {"actors": self.actors, "roles": self.roles}
        return {"about": about, **{name: rows for name, rows in sections.items() if rows}}

    def yaml(self) -> str:
        """Return the codebook as a YAML text."""
        dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
        text: str = yaml.dump(self.content, Dumper=dumper, allow_unicode=True, sort_keys=False, width=110)
        return text

    def read_actors(self, path: Path) -> None:
        """Add the actors of a dictionary.

        Raises:
            CodebookError: it cannot be read.
        """
        self._files.append(path.name)
        for actor in self._blocks(path):
            for code, start, end in actor.codes or [("", None, None)]:
                self._add(actor, code, start, end, path)

    def _add(self, actor: _Actor, code: str, start: str | None, end: str | None, path: Path) -> None:
        country, sector = self._split(code)
        if not country and not sector:
            self._note(path, actor.line, f"{actor.names[0]} [{code}]: no code that PLOVER has")
            return
        dated = any(first or last for _, first, last in actor.codes)
        state = self._known.by_id.get(code) if not dated else None
        names = actor.names
        kind = "person" if dated else self._kind(names[0]) or "organisation"
        if state is not None and state.kind == "state":
            names, kind = [state.name, *(n for n in names if not self._has(n, code))], "state"
            if len(names) == 1:
                return  # we know all that it is called
        name, *aliases = dict.fromkeys(names)
        row = {"name": name, "aliases": aliases, "kind": kind, "country": country, "sector": sector}
        row |= {"from": start, "to": end}
        self.actors.append({key: value for key, value in row.items() if value})

    def _has(self, name: str, country: str) -> bool:
        words = gazetteer.words_of(name)
        match = self._known.find(words, 0) if words else None
        return match is not None and match.length == len(words) and country in (e.id for e in match.entries)

    def _kind(self, name: str) -> str | None:
        """Return the kind of the one of ours that has this name, None when none has."""
        words = gazetteer.words_of(name)
        match = self._known.find(words, 0) if words else None
        if match is None or match.length < len(words) or match.entries[0].kind == "state":
            return None
        return "outlet" if match.entries[0].outlet else match.entries[0].kind

    def _split(self, code: str) -> tuple[str | None, str | None]:
        """Return country and PLOVER sector of the CAMEO code of an actor."""
        first = code[:3]
        if first in self._sectors and first not in INTERNATIONAL:
            return None, self._sector(code)
        return first if len(first) == len("USA") and first.isalpha() else None, self._sector(code[3:])

    def _sector(self, roles: str) -> str | None:
        """Return the sector of the first of some roles that PLOVER has."""
        parts = (roles[i : i + 3] for i in range(0, len(roles), 3))
        return next((s for p in parts if (s := self._sectors.get(p))), None)

    def read_agents(self, path: Path) -> None:
        """Add the roles of a dictionary of agents.

        Raises:
            CodebookError: it cannot be read.
        """
        self._files.append(path.name)
        sets: dict[str, list[tuple[str, str | None]]] = {}
        for number, line in _lines(path):
            text = line.strip()
            if (listed := SET.match(text)) is not None:
                sets[listed[1]] = [_with_plural(part) for part in listed[2].split(",") if part.strip()]
                continue
            code = CODE.search(text)
            if code is None or "~" not in code[1]:
                self._note(path, number, f"{text}: no code such as [~GOV]")
                continue
            phrase, plural = _with_plural(text[: code.start()])
            sector = self._sector(code[1].replace("~", ""))
            if sector is None:
                self._note(path, number, f"{phrase} [{code[1]}]: no sector that PLOVER has")
                continue
            forms = list(_forms(phrase, plural, sets))
            if not forms:
                self._note(path, number, f"{phrase}: no such set of words")
            for one, many in forms:
                self.roles.append({"noun": one, "plural": many, "sector": sector, "kind": "person"})

    def _blocks(self, path: Path) -> Iterator[_Actor]:
        """Yield each name with its synonyms and codes."""
        actor: _Actor | None = None
        for number, line in _lines(path):
            text, codes = CODE.sub("", line).strip(), CODE.findall(line)
            if text and not text.startswith("+"):
                if actor is not None:
                    yield actor
                actor = _Actor(number)
            if actor is None:
                self._note(path, number, "a synonym or code without a name before it")
                continue
            if text:
                actor.names.append(name_of(text.removeprefix("+")))
            for code in codes:
                if (dated := _dated(code)) is None:
                    self._note(path, number, f"[{code}] is not a code with dates")
                else:
                    actor.codes.append(dated)
        if actor is not None:
            yield actor

    def _note(self, path: Path, line: int, message: str) -> None:
        self.notes.append(f"{path.name}:{line}: {message}")


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CodebookError(f"cannot read: {error}", file=str(path)) from error
    text = LONG_COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)
    for number, line in enumerate(text.splitlines(), 1):
        kept = COMMENT.sub("", line)
        if kept.strip():
            yield number, kept


def _dated(text: str) -> tuple[str, str | None, str | None] | None:
    """Return a code with its first and last day, None when it has not that form."""
    found = DATED.match(text)
    if found is None:
        return None
    try:
        one, other = (_day(found[end]) if found[end] else None for end in ("one", "other"))
    except ValueError:
        return None
    if found["bound"] == "<":
        return found["code"], None, one
    return found["code"], one, other


def _day(digits: str) -> str:
    """Return the ISO day of YYMMDD or YYYYMMDD.

    Raises:
        ValueError: there is no such day.

    Example:
        >>> _day("331108"), _day("010120")
        ('1933-11-08', '2001-01-20')
    """
    year = digits[:-4]
    if len(year) == 2:
        year = str(int(year) + int(EPOCHS[int(year) < PIVOT]))
    return datetime.date.fromisoformat(f"{year}-{digits[-4:-2]}-{digits[-2:]}").isoformat()


def name_of(text: str) -> str:
    """Return a name of a dictionary as news writes it.

    Example:
        >>> name_of("UNION_OF_NET_MENDERS_"), name_of("EU_"), name_of("J._B._BRANT")
        ('Union of Net Menders', 'EU', 'J. B. Brant')
    """
    words = [word for word in WORDS.split(text.strip()) if word]
    if not text.isupper() or (len(words) == 1 and len(words[0]) <= ACRONYM):
        return " ".join(words)
    return " ".join(w.lower() if i and w.lower() in SMALL else _capital(w) for i, w in enumerate(words))


def _capital(word: str) -> str:
    return "-".join(part[:1] + part[1:].lower() for part in word.split("-"))


def _with_plural(text: str) -> tuple[str, str | None]:
    """Return a phrase and what its braces say of the plural: None for the regular one, "" for none."""
    phrase, brace, rest = text.partition("{")
    words = " ".join(word for word in WORDS.split(phrase.strip()) if word).lower()
    plural = " ".join(rest.partition("}")[0].replace("_", " ").split()).lower() if brace else None
    return words, "" if phrase.strip().endswith("_") and not plural else plural or None


def _forms(
    phrase: str, plural: str | None, sets: Mapping[str, Iterable[tuple[str, str | None]]]
) -> Iterator[tuple[str, str]]:
    """Yield singular and plural of a phrase, one pair for each word that its set allows, none when there is no set."""
    named = re.search(r"!\w+!", phrase)
    if named is None:
        yield phrase, phrase if plural == "" else plural or regular_plural(phrase)
        return
    for word, words in sets.get(named[0].upper(), ()):
        one = phrase.replace(named[0], word)
        yield one, phrase.replace(named[0], words or (word if words == "" else regular_plural(word)))


def regular_plural(word: str) -> str:
    """Return the regular plural of a noun.

    Example:
        >>> regular_plural("deputy"), regular_plural("coach"), regular_plural("skipper")
        ('deputies', 'coaches', 'skippers')
    """
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + ("es" if re.search(r"(?:s|x|z|ch|sh)$", word) else "s")
