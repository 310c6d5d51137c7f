"""Who did one thing, as two sources have it: "the raid was ordered by Sylla" / "Keita ordered the raid"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dateline.model.conflict import Conflict
from dateline.resolvers import telling
from dateline.views._claims import Claim, Claims, another_time, conflict, days_apart, set_apart
from dateline.views._phrasing import listed, words

NEAR = 700  # characters between two claims of one article on one matter
SOON = 7  # days between two articles
FAR = 2  # telling words for what was done that two articles share
HALF = 0.5  # and the share of the shorter one's
STEM = 4  # letters that a land and its people share
BLAME = "blame"
ACTS = ("ordering", "doing", BLAME)  # lists of verbs; of one thing each has one doer
UNSURE = words("unsure") | words("shared_doing")
WHAT = 100  # characters that say what was done
_NAMED = r"(?:(?:[A-Z][\w’'-]{0,30}|of|the|bin|van|de|al) ){0,4}[A-Z][\w’'-]{1,30}"

_WHO = re.compile(rf"(?P<who>{_NAMED}),? $")
_BY = re.compile(rf" by (?:the )?(?P<who>(?:[a-z]+ ){{0,3}}{_NAMED})")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Deed:
    """Telling words for who did it and what was done, with the kind of act."""

    act: str
    who: frozenset[str]
    what: frozenset[str]
    told: str


def laid_to_others(claims: Claims) -> Iterator[Conflict]:
    """Yield two sources that name two doers of one deed."""
    deeds = {id(claim): deed for claim in claims.all() if (deed := _deed(claim)) is not None}
    for left, right in claims.near(NEAR, deeds):
        if left.answers(right) and not another_time(left, right):
            yield from _compared(left, right, deeds[id(left)], deeds[id(right)], 1)
    for left in claims.all():
        ours = deeds.get(id(left))
        for right in claims.elsewhere(left, sorted(ours.what)) if ours else ():
            if (
                ours
                and id(right) in deeds
                and left.document.id < right.document.id
                and _one_time(left, right)
            ):
                yield from _compared(left, right, ours, deeds[id(right)], FAR)


def _one_time(left: Claim, right: Claim) -> bool:
    printed = None not in (left.document.published, right.document.published)
    apart = set_apart(left, right) or another_time(left, right)
    return printed and days_apart(left, right) <= SOON and not apart and not left.voiced_by(right)


def _compared(left: Claim, right: Claim, ours: _Deed, theirs: _Deed, least: int) -> Iterator[Conflict]:
    stems = [{w[:STEM] for w in deed.who} for deed in (ours, theirs)]
    shared = ours.what & theirs.what
    enough = len(shared) >= max(least, HALF * min(len(ours.what), len(theirs.what)))
    if ours.act == theirs.act and not stems[0] & stems[1] and enough:
        yield conflict("actors", (left, right), "one deed, two who did it", (ours.told, theirs.told))


def _deed(claim: Claim) -> _Deed | None:
    """Return the one deed that a claim lays to somebody whom it names, and to nobody else."""
    tokens = set(claim.tokens)
    if not _first_words() & tokens or UNSURE & tokens or "?" in claim.text or not claim.asserts:
        return None
    found = [(act, *told) for act in ACTS for told in _told(act, claim.text)]
    if len(found) != 1:
        return None
    ((act, doer, done),) = found
    who, what = telling(doer), telling(done)
    return _Deed(act=act, who=who, what=what - who, told=doer) if who and what - who else None


def _told(act: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield who did an act and what was done: "X ordered it", "it was ordered by X"."""
    for verb in _verbs(act).finditer(text):
        before, behind = text[: verb.start()], text[verb.end() :]
        by = _BY.match(behind)
        if by and verb["be"]:
            yield by["who"], re.split(r"[.;]", before)[-1][-WHAT:]
        elif not by and bool(verb["be"]) == (act == BLAME) and (who := _WHO.search(before[-WHAT:])):
            yield who["who"], re.split(r"[.;,]", behind)[0][:WHAT]


@cache
def _first_words() -> frozenset[str]:
    return frozenset(verb.split()[0] for act in ACTS for verb in listed(act))


@cache
def _verbs(act: str) -> re.Pattern[str]:
    be, have = "(?P<be>(?:had been|has been|was|were|is|are) )?", "(?:(?:had|has|have) )?"
    return re.compile(rf"\b{be}{have}(?:\w+ly )?(?:{'|'.join(listed(act))})(?= )")
