"""Base forms by a lexicon of irregular forms and suffix rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from dateline.codebook.files import find, read_csv

VOWELS = "aeiou"
SILENT_E = re.compile(r"(at|iz|v|uc|as|us|rg|ng|nc|rs|ir|ur|or|id|ud|dg|ag|lg)$")
NO_E = re.compile(r"(er|en|on|it|in|ow|ay|ey|oy|aw|ew|x)$")
CACHED = 50_000  # words with their tags


class Lemmas:
    """Lemmas of English words by their Penn tags.

    Args:
        lexicon: ``form/TAG`` to lemma, for irregular forms.
        known: lemmas that are words; candidates among them win.
    """

    def __init__(self, lexicon: Mapping[str, str], known: Sequence[str]) -> None:
        self._lexicon = dict(lexicon)
        self._known = frozenset(known)
        self._cache: dict[tuple[str, str], str] = {}

    def __call__(self, form: str, upos: str, xpos: str) -> str:
        """Return the lemma of a word; proper nouns keep their case."""
        key = (form, xpos if upos != "PROPN" else "^" + xpos)
        if key not in self._cache:
            if len(self._cache) >= CACHED:
                self._cache.clear()
            self._cache[key] = self._lemma(form, upos, xpos)
        return self._cache[key]

    def _lemma(self, form: str, upos: str, xpos: str) -> str:
        word = form.lower()
        listed = self._lexicon.get(f"{word}/{xpos}")
        if listed is not None:
            return listed
        if upos == "PROPN":
            plural = xpos == "NNPS" and form.endswith("s") and not form.endswith("ss")
            return form[:-1] if plural else form
        candidates = list(_candidates(word, xpos))
        return next((c for c in candidates if c in self._known), candidates[0] if candidates else word)


def _candidates(word: str, xpos: str) -> Iterator[str]:
    if xpos in ("NNS", "NNPS", "VBZ"):
        yield from _without_s(word)
    elif xpos in ("VBD", "VBN", "VBG"):
        yield from _without_ending(word, "ing" if xpos == "VBG" else "ed")
    elif xpos in ("JJR", "RBR", "JJS", "RBS"):
        yield from _without_degree(word, "er" if xpos in ("JJR", "RBR") else "est")


def _without_s(word: str) -> Iterator[str]:
    if word.endswith("ies") and len(word) > 4:
        yield from (word[:-3] + "y", word[:-1])
    if word.endswith(("sses", "shes", "ches", "xes", "zes", "oes")):
        yield from (word[:-2], word[:-1])
    if word.endswith("ves"):
        yield from (word[:-3] + "f", word[:-3] + "fe", word[:-1])
    if word.endswith("es"):
        yield from (word[:-1], word[:-2])
    if word.endswith("men"):
        yield word[:-3] + "man"
    if word.endswith("s") and not word.endswith("ss"):
        yield word[:-1]


def _without_ending(word: str, ending: str) -> Iterator[str]:
    if not word.endswith(ending) or len(word) <= len(ending) + 2:
        return
    base = word[: -len(ending)]
    if len(base) > 2 and base[-1] == base[-2] and base[-1] not in VOWELS:
        yield from (base, base[:-1]) if base[-1] in "lsfz" else (base[:-1], base)
    if ending == "ed" and base.endswith("i"):
        yield base[:-1] + "y"
    short = len(base) > 1 and base[-1] not in VOWELS and base[-2] in VOWELS and not NO_E.search(base)
    yield from (base + "e", base) if SILENT_E.search(base) or short else (base, base + "e")


def _without_degree(word: str, ending: str) -> Iterator[str]:
    if not word.endswith(ending) or len(word) <= len(ending) + 2:
        return
    base = word[: -len(ending)]
    if base.endswith("i"):
        yield base[:-1] + "y"
    if len(base) > 2 and base[-1] == base[-2]:
        yield base[:-1]
    yield from (base, base + "e")


def irregular() -> dict[str, str]:
    """Return the irregular forms of the knowledge folder, as ``form/TAG`` to lemma."""
    (path,) = find("lexicons/en/irregular_verbs.csv")
    return {f"{row.cells['form']}/{row.cells['tag']}": row.cells["lemma"] for row in read_csv(path)}
