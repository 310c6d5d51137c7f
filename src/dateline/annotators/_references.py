"""The words by which actors are referred to without a name: from ``lexicons/en/references.yaml``."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateline.codebook.files import find, read_yaml
from dateline.codebook.gazetteer import Role

Words = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyNoun:
    """What "the agency" or "the group" can lead back to: by words of its name, sector, kind or country."""

    words: Words = frozenset()
    sectors: Words = frozenset()
    kinds: Words = frozenset()
    countries: Words = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class References:
    """Nominal references, each a set of lemmas; the file says what each is for."""

    contextual: dict[str, tuple[str, ...]]
    compass: dict[str, tuple[str, ...]]
    shared_adjectives: dict[str, tuple[str, ...]]
    students: Words
    serving: Words
    devoted: Words
    not_of: Words
    waters: Words
    suffixes: Words
    speech: Words
    one_party: Words
    state_nouns: Words
    pairs: dict[str, tuple[str, ...]]
    pair_words: Words
    bare_pairs: Words
    other_side: Words
    bureaus: Words
    plural_states: dict[str, tuple[str, ...]]
    leaders: Words
    former: Words
    domestic_sectors: Words
    domestic_nouns: Words
    not_domestic: Words
    counted: Words
    institutions: dict[str, tuple[str, ...]]
    foreign: Words
    international: Words
    members: Words
    ranks: Words
    envoys: Words
    bodies: dict[str, BodyNoun] = field(repr=False)
    family_first: Words
    honorifics: Words
    abbreviations: dict[str, str]

    def domestic(self, role: Role, noun: str, *, counted: bool = False) -> bool:
        """Return whether an unnamed actor of this role belongs to the country that the article is about."""
        if counted and noun in self.counted:
            return True
        if role.noun in self.not_domestic:
            return False
        return role.sector in self.domestic_sectors or noun in self.domestic_nouns


def load(overlay: Path | None = None) -> References:
    """Return the references; an overlay's lists replace ours."""
    rows: dict[str, Any] = {}
    for path in find("lexicons/en/references.yaml", overlay):
        rows.update(read_yaml(path))
    home = rows["domestic"]
    return References(
        contextual={row["words"].split()[-1]: tuple(row["states"]) for row in rows["contextual"]},
        compass={row["adjective"]: tuple(row["states"]) for row in rows["contextual"]},
        shared_adjectives={row["adjective"]: tuple(row["states"]) for row in rows["plural_states"]},
        students=frozenset(rows["students"]),
        serving=frozenset(rows["serving"]),
        devoted=frozenset(rows["devoted"]),
        not_of=frozenset(rows["not_of"]),
        waters=frozenset(rows["waters"]),
        suffixes=frozenset(rows["company_suffixes"]),
        speech=frozenset(rows["speech"]),
        one_party=frozenset(rows["one_party"]),
        state_nouns=frozenset(rows["state_nouns"]),
        pairs={noun: tuple(row["kinds"]) for row in rows["pair_nouns"] for noun in row["nouns"]},
        pair_words=frozenset(rows["pair_words"]),
        bare_pairs=frozenset(rows["bare_pairs"]),
        other_side=frozenset(rows["other_side"]),
        bureaus=frozenset(rows["bureaus"]),
        plural_states={row["words"]: tuple(row["states"]) for row in rows["plural_states"]},
        leaders=frozenset(rows["leaders"]),
        former=frozenset(rows["former"]),
        domestic_sectors=frozenset(home["sectors"]),
        domestic_nouns=frozenset(home["nouns"]),
        not_domestic=frozenset(home["not"]),
        counted=frozenset(home["counted"]),
        institutions={row["word"]: tuple(row["states"]) for row in rows["institutions"]},
        foreign=frozenset(rows["foreign"]),
        international=frozenset(rows["international"]),
        members=frozenset(rows["members"]),
        ranks=frozenset(rows["ranks"]),
        envoys=frozenset(rows["envoys"]),
        bodies={
            noun: BodyNoun(**{key: frozenset(words) for key, words in row.items()})
            for noun, row in rows["body_nouns"].items()
        },
        family_first=frozenset(rows["family_first"]),
        honorifics=frozenset(rows["honorifics"]),
        abbreviations=dict(rows["abbreviations"]),
    )
