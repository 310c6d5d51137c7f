"""Cues: the words that attribute speech, writing and belief, with the frames that they take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateline.codebook.files import find, read_csv, read_yaml
from dateline.errors import CodebookError

FILE = "lexicons/en/cues.yaml"
OUTLETS = "gazetteers/outlets.csv"
STANCES = ("says", "claims", "denies", "warns", "promises", "asks", "believes")
FRAMES = {
    "clause": "a clause or a quotation: said that they agree; “…,” she said",
    "quote": "a quotation and nothing else: went on: “…”",
    "object": "a noun phrase: rejected the plan",
    "infinitive": "an infinitive: promised to leave",
    "ing": "a gerund: denied taking part",
    "predicate": "object and predicate: called the plan a mistake",
    "figure": "an object and a number: put the toll at 12",
    "agent": "works without a sayer: was accused of theft",
}
PREPOSITIONS = (
    "of",
    "for",
    "about",
    "on",
    "against",
    "as",
    "to",
    "at",
    "with",
    "over",
    "into",
    "out",
    "from",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One word that attributes.

    Attributes:
        lemma: base form, lower case.
        kind: ``verb``, ``noun`` or ``adjective``.
        stance: what it makes of its content.
        frames: what stands for the content, keys of FRAMES or prepositions.
        addressee: True if the object is the hearer ("told reporters"), not content.
        particle: the particle that must follow ("point *out*"), None if none.
        example: a sentence in which it attributes.
    """

    lemma: str
    kind: str
    stance: str = "says"
    frames: frozenset[str]
    addressee: bool = False
    particle: str | None = None
    example: str

    @property
    def prepositions(self) -> frozenset[str]:
        """The prepositions that lead to content."""
        return self.frames - FRAMES.keys()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """The cue words of a language.

    Attributes:
        verbs: by lemma; a lemma may have one entry with a particle and one without.
        nouns: by lemma.
        adjectives: by lemma.
        outlets: names of media, lower case, with their usual form.
        outlet_nouns: nouns that end such names.
        documents: nouns for things that say something ("statement", "report").
    """

    verbs: Mapping[str, tuple[Cue, ...]] = field(default_factory=dict)
    nouns: Mapping[str, tuple[Cue, ...]] = field(default_factory=dict)
    adjectives: Mapping[str, tuple[Cue, ...]] = field(default_factory=dict)
    outlets: Mapping[str, str] = field(default_factory=dict)
    outlet_nouns: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()

    def verb(self, lemma: str) -> tuple[Cue, ...]:
        """Return the entries of a verb; lemmatisers often miss a final e ("opin", "bemoane")."""
        key = lemma.lower()
        return self.verbs.get(key) or self.verbs.get(key + "e") or self.verbs.get(key.removesuffix("e")) or ()

    def all(self) -> Iterator[Cue]:
        """Yield every cue."""
        for table in (self.verbs, self.nouns, self.adjectives):
            for entries in table.values():
                yield from entries


def load(overlay: Path | None = None) -> Cues:
    """Return the cue words; a lemma in the overlay replaces the built-in one.

    Raises:
        CodebookError: an unknown stance or frame, or a cue without frames or example.
    """
    tables: dict[str, dict[str, tuple[Cue, ...]]] = {"verbs": {}, "nouns": {}, "adjectives": {}}
    words: dict[str, set[str]] = {"outlet_nouns": set(), "documents": set()}
    platforms: set[str] = set()
    for path in find(FILE, overlay):
        content = read_yaml(path)
        platforms.update(str(name) for name in content.get("platforms") or ())
        for section, table in tables.items():
            found: dict[str, tuple[Cue, ...]] = {}
            for row in content.get(section) or ():
                cue = _cue(row, section, path)
                found[cue.lemma] = (*found.get(cue.lemma, ()), cue)
            table.update(found)
        for section, known in words.items():
            known.update(str(word).lower() for word in content.get(section) or ())
    return Cues(
        verbs=tables["verbs"],
        nouns=tables["nouns"],
        adjectives=tables["adjectives"],
        outlets={**{name.lower(): name for name in sorted(platforms)}, **_outlets(overlay)},
        outlet_nouns=frozenset(words["outlet_nouns"]),
        documents=frozenset(words["documents"]),
    )


def _outlets(overlay: Path | None) -> dict[str, str]:
    """Return the names of media, lower case, with the usual form of each."""
    known: dict[str, str] = {}
    for path in find(OUTLETS, overlay):
        for row in read_csv(path):
            name = (row.text("name") or "").split(" (")[0]
            for alias in (name, *row.items("aliases")) if name else ():
                known.setdefault(str(alias).lower().removeprefix("the "), str(name))
    return known


def _cue(row: Mapping[str, Any], section: str, path: Path) -> Cue:
    """Return one checked row of the file."""
    lemma = str(row.get("cue") or "")
    stance, frames = row.get("stance", "says"), frozenset(map(str, row.get("frames") or ()))
    unknown = sorted(frames - FRAMES.keys() - set(PREPOSITIONS))
    if not lemma or not frames or not row.get("example"):
        raise CodebookError("a cue needs cue, frames and example", file=path.name, key=lemma or section)
    if stance not in STANCES:
        raise CodebookError(f"no stance {stance!r}; known: {', '.join(STANCES)}", file=path.name, key=lemma)
    if unknown:
        raise CodebookError(f"no frame {', '.join(unknown)}", file=path.name, key=lemma)
    return Cue(
        lemma=lemma,
        kind=section.removesuffix("s"),
        stance=stance,
        frames=frames,
        addressee=bool(row.get("addressee", False)),
        particle=row.get("particle"),
        example=str(row["example"]),
    )
