"""Whether a person is a woman, by the words beside the name or the name: "he" and "she" lead back by it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dateline.annotators._phrases import Phrase
from dateline.annotators._scene import Scene
from dateline.codebook.files import find, read_yaml
from dateline.codebook.gazetteer import fold
from dateline.model import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Words and names that tell men from women."""

    female_words: frozenset[str]
    male_words: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]
    women: frozenset[str]


@lru_cache(maxsize=1)
def names() -> Names:
    """Return the words and names of the lexicon."""
    (path,) = find("lexicons/en/gender.yaml")[:1]
    rows = read_yaml(path)
    return Names(
        female_words=frozenset(rows["female_words"]),
        male_words=frozenset(rows["male_words"]),
        female=frozenset(map(fold, rows["female_names"])),
        male=frozenset(map(fold, rows["male_names"])),
        women=frozenset(map(fold, rows["women"])),
    )


def is_woman(scene: Scene, phrase: Phrase, actor: Actor) -> bool | None:
    """Return whether the person of a phrase is a woman, None if nothing tells."""
    known = names()
    words = {t.lemma.casefold().rstrip(".") for t in phrase.base}
    if words & known.female_words:
        return True
    if words & known.male_words:
        return False
    if actor.kind != "person":
        return None
    name = fold(actor.name)
    given = name.replace("-", " ").split()[0]
    if name in known.women or given in known.female:
        return True
    listed = actor.id in scene.gazetteer.by_id  # women are listed by name, so that the others are men
    return False if given in known.male or listed else None
