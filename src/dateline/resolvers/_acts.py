"""Which words can name one act."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from dateline.codebook.files import find, read_csv
from dateline.model import Event
from dateline.resolvers._vectors import nearness

_LETTERS = re.compile(r"[^\W\d_]+")
_ENDING = re.compile(r"(?:ings?|ed|es|s)$")
_DOUBLED = re.compile(r"([^aeiou])\1$")
SHORTEST = 3  # letters that an ending leaves
LIGHT_VERBS = (
    "make",
    "made",
    "give",
    "gave",
    "given",
    "take",
    "took",
    "taken",
    "have",
    "had",
    "issue",
    "put",
)
NOUN_NEAR = 60  # characters from a light verb to the noun that says what was made or given
NEAR = 0.6  # cosine of two words that can name one act
SAME_WORD, SAME_ACT, OTHER, UNKNOWN = 1.0, 0.8, 0.0, 0.4


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return a word in lower case without its ending, so that forms of one word are alike.

    Example:
        >>> stem("Cancelled") == stem("cancels")
        True
    """
    word = word.lower()
    bare = _ENDING.sub("", word)
    word = bare if len(bare) >= SHORTEST else word
    word = _DOUBLED.sub(r"\1", word)
    if word.endswith("y"):
        return word[:-1] + "i"
    return word.removesuffix("e") if len(word) > SHORTEST else word


@cache
def _light() -> frozenset[str]:
    return frozenset(stem(verb) for verb in LIGHT_VERBS)


@cache
def _groups() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for path in find("resolution/acts.csv"):
        for row in read_csv(path):
            for words in row.items("words"):
                head, *rest = words.split("_")
                found.setdefault("_".join((stem(head), *rest)), set()).add(row.cells["group"])
    return {word: frozenset(groups) for word, groups in found.items()}


@lru_cache(maxsize=20_000)
def _readings(trigger: str, after: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the stems of a trigger's words and the acts that they can name, a particle behind them included."""
    words = _LETTERS.findall(trigger)
    stems = frozenset(stem(w) for w in words)
    following = words[1:2] or _LETTERS.findall(after)[:1]
    if words and following:
        phrase = f"{stem(words[0])}_{following[0].lower()}"
        if phrase in _groups():
            return frozenset((phrase,)), _groups()[phrase]
    return stems, frozenset().union(*(_groups().get(s, frozenset()) for s in stems))


def named(stem_: str) -> frozenset[str]:
    """Return the acts that a word can name, given by its stem."""
    return _groups().get(stem_, frozenset())


def readings(event: Event) -> tuple[frozenset[str], frozenset[str]]:
    """Return the stems of an event's trigger and the acts that it can name; of "made an offer", those of the offer."""
    return _readings_in(event.evidence.exact, event.trigger.text, event.trigger.end - event.evidence.start)


@lru_cache(maxsize=20_000)
def _readings_in(text: str, trigger: str, at: int) -> tuple[frozenset[str], frozenset[str]]:
    """Return the same for a trigger that ends at an offset of a sentence; asked again for each report it is held against."""
    stems, acts = _readings(trigger, text[at : at + 16].split(",")[0])
    if not stems & _light():
        return stems, acts
    before = at - len(trigger)
    near = text[max(0, before - NOUN_NEAR) : before] + " " + text[at : at + NOUN_NEAR]
    nouns = frozenset(stem(w) for w in _LETTERS.findall(near) if stem(w) in _groups())
    return stems | nouns, acts.union(*(_groups()[noun] for noun in nouns))


def likeness(a: Event, b: Event) -> float:
    """Return how well two triggers can name one act: 1 for one word, 0 for known acts of other kinds."""
    (left, acts), (right, others) = readings(a), readings(b)
    if left & right:
        return SAME_WORD
    if acts & others:
        return SAME_ACT
    if acts and others:
        return OTHER
    near = nearness(a.trigger.text.lower(), b.trigger.text.lower())
    return SAME_ACT if near is not None and near >= NEAR else UNKNOWN
