"""One happening that two articles put into two places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dateline.model.conflict import Conflict
from dateline.resolvers import stem, telling
from dateline.views._actors import lands
from dateline.views._claims import DAYS, Claim, Claims, conflict, days_apart, named_in, names_of
from dateline.views._phrasing import pattern, words

SOON = 3  # days between two articles
OWN, SHARE = (
    4,
    0.75,
)  # telling words, no names, that two sentences share, and their share of the shorter one's
OWN_NAMED, SHARE_NAMED = 2, 0.5  # less where both name who or what it happened to
BEHIND = 90  # characters behind a verb in which stands where
STEM = 3  # letters that the spellings of a name share
ONCE = frozenset(map(stem, words("once")))
AGAIN = pattern("again")
_PLACE = re.compile(
    r"\b(?:in|at|near|off|outside|over|from)\s+(?:the\s+)?(?P<where>(?:[A-Z][\w’'-]+\s?){1,3})"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """What happened but once, with the places behind its verb and the other words."""

    verb: str
    where: str
    places: frozenset[str]
    words: frozenset[str]
    names: frozenset[str]


def placed_apart(claims: Claims) -> Iterator[Conflict]:
    """Yield what two articles tell of one happening with another place."""
    placed = {id(claim): found for claim in claims.all() if (found := _placed(claim)) is not None}
    for left in claims.all():
        ours = placed.get(id(left))
        for right in claims.elsewhere(left, sorted(ours.words)) if ours else ():
            theirs = placed.get(id(right))
            if ours and theirs and left.document.id < right.document.id and _one(left, right, ours, theirs):
                yield conflict(
                    "place", (left, right), "one happening, two places", (ours.where, theirs.where)
                )


def _one(left: Claim, right: Claim, ours: _Placed, theirs: _Placed) -> bool:
    """Return whether two sentences are of one happening, and neither article knows of the other's place."""
    printed = None not in (left.document.published, right.document.published)
    known = ours.places & named_in(right.document.text) or theirs.places & named_in(left.document.text)
    if ours.verb != theirs.verb or known or not printed or days_apart(left, right) > SOON:
        return False
    days = [DAYS & set(c.tokens) for c in (left, right)]
    if all(days) and not days[0] & days[1]:
        return False
    shared = ours.words & theirs.words
    own, share = (
        len(shared - ours.names - theirs.names),
        len(shared) / min(len(ours.words), len(theirs.words)),
    )
    if ours.names & theirs.names - lands():
        return own >= OWN_NAMED and share >= SHARE_NAMED
    return all(days) and own >= OWN and share >= SHARE


@lru_cache(maxsize=20_000)
def _once(word: str) -> bool:
    return stem(word) in ONCE


def _placed(claim: Claim) -> _Placed | None:
    """Return the one act of a claim that is done but once, with where it was done; None if there is none."""
    if (
        not any(map(_once, claim.tokens))
        or "?" in claim.text
        or not claim.asserts
        or AGAIN.search(claim.text)
    ):
        return None
    verbs = [m for m in re.finditer(r"[a-z]\w+", claim.text) if _once(m.group())]
    if len(verbs) != 1:
        return None
    (verb,) = verbs
    behind = re.split(r"[,;.]", claim.text[verb.end() : verb.end() + BEHIND])[0]
    found = list(_PLACE.finditer(behind))
    where = telling(" ".join(m["where"] for m in found))
    if not where:
        return None
    names = names_of(claim.text) - where - claim.voice
    return _Placed(
        verb=stem(verb.group()),
        where=" ".join(found[0].group().split()),
        places=frozenset(w[:STEM] for w in where),
        words=claim.words - where,
        names=names,
    )
