"""Nobody hurt against a number of people, and counts that another source calls wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dateline.model import Indicator
from dateline.model.conflict import Conflict
from dateline.resolvers import telling
from dateline.store import Stored
from dateline.views import _figures, _scope, _sides
from dateline.views._actors import lands
from dateline.views._claims import (
    DAYS,
    Claim,
    Claims,
    conflict,
    days_apart,
    names_of,
    one_subject,
    sentence,
    set_apart,
)
from dateline.views._figure_conflicts import COUNTED
from dateline.views._phrasing import pattern, words

NEAR = 700  # characters between two sources of one article
SOON = 7  # days between two articles on one happening
ALIKE, OWN = 4, 3  # telling words that two accounts share, so many of them no names
BESIDES = 2  # and where one calls the other wrong
BEFORE = 2  # claims before "nobody was hurt" that say where
_NOBODY = pattern("nobody_hurt")
_SOME = pattern("some_hurt")
_HEDGED = pattern("not_known_yet")
_LONG = pattern("long_count")
_WRONG = pattern("figure_wrong")
_STOP = re.compile(r"[,.;:]")
_HURT, _DEAD, _HELD = words("hurt"), words("dead"), words("held")
_HARM = telling(" ".join(_HURT | _DEAD | _HELD))


def nobody_hurt(claims: Claims) -> Iterator[Conflict]:
    """Yield accounts of which one has nobody hurt, dead or arrested and the other has some."""
    for none in claims.all():
        found = _NOBODY.search(none.whole)
        if found is None or _HEDGED.search(_clause(found)):
            continue
        context = _context(claims, none)
        for some in (*_beside(claims, none), *claims.elsewhere(none, sorted(context))):
            told = _SOME.search(some.text)
            if (
                told
                and not _LONG.search(_clause(told))
                and _against(found, told)
                and _of_one(none, some, context)
            ):
                yield conflict("value", (none, some), _WHY, (found.group().strip(), told.group().strip()))
                break


_WHY = "nobody and a number cannot both be right"


def _whole(claim: Claim) -> str:
    return sentence(claim.document, claim.span).of(claim.document.text)


def _clause(found: re.Match[str]) -> str:
    """Return the words around a find up to the next comma or stop."""
    before, after = found.string[: found.start()], found.string[found.end() :]
    return f"{_STOP.split(before)[-1]}{found.group()}{_STOP.split(after)[0]}"


def _context(claims: Claims, claim: Claim) -> frozenset[str]:
    """Return the telling words of a claim and of those right before it, without those for being hurt."""
    before = [c for c in claims.by_document[claim.document.id] if c.span.end <= claim.span.start]
    near = (*before[-BEFORE:], claim)
    return telling(" ".join(_whole(c) for c in near)) - _HARM


def _beside(claims: Claims, claim: Claim) -> Iterator[Claim]:
    """Yield what others say in the same article not far away."""
    for other in claims.by_document[claim.document.id]:
        far = max(other.span.start - claim.span.end, claim.span.start - other.span.end)
        if 0 <= far <= NEAR and claim.answers(other):
            yield other


def _against(none: re.Match[str], some: re.Match[str]) -> bool:
    """Return whether what happened to nobody is told of some, of the same people as far as they are called."""
    ours, theirs = (_tokens(m.group()) for m in (none, some))
    groups = [{_scope.population(w) for w in told} - {None, "all"} for told in (ours, theirs)]
    if groups[0] and not groups[0] & groups[1]:
        return False
    held, dead = bool(ours & _HELD), bool(ours & (_DEAD | _HURT))  # who is not hurt is not dead either
    return bool((held and theirs & _HELD) or (dead and theirs & _DEAD) or (ours & _HURT and theirs & _HURT))


def _tokens(text: str) -> set[str]:
    return set(re.findall(r"[\w-]+", text.lower()))


def _of_one(none: Claim, some: Claim, context: frozenset[str]) -> bool:
    """Return whether two accounts tell of one happening."""
    if none.document.id != some.document.id:
        near = days_apart(none, some) <= SOON and None not in (
            none.document.published,
            some.document.published,
        )
        known = _towns(some) & context or one_subject(none.document, some.document)
        if not near or not known or set_apart(none, some) or none.voiced_by(some):
            return False
    told = telling(_whole(some))
    shared = context & told
    days = [DAYS & _tokens(text) for text in (_whole(none), _whole(some))]
    apart = all(days) and not days[0] & days[1]
    if not _near_names(none) <= told:
        return False  # nobody was hurt in that town
    towns = _towns(some) & context
    return (
        not apart
        and len(shared) >= ALIKE
        and len(shared - towns) >= OWN
        and (bool(towns) or not _towns(some))
    )


def _near_names(claim: Claim) -> frozenset[str]:
    """Return the telling words of names right behind "nobody was hurt"."""
    found = _NOBODY.search(claim.whole)
    behind = _STOP.split(claim.whole[found.end() :])[0] if found else ""
    return names_of(f" {behind}") - claim.voice


def _towns(claim: Claim) -> frozenset[str]:
    """Return the telling words of names in a sentence that are of no state, nor of who speaks."""
    return names_of(_whole(claim)) - lands() - claim.voice


def called_wrong(figures: Iterable[Stored]) -> Iterator[Conflict]:
    """Yield counts of people with the count of another source whose sentence calls theirs wrong."""
    counted = [s for s in figures if isinstance(s.value, Indicator) and s.value.measure.startswith(COUNTED)]
    for right in counted:
        told = sentence(right.document, right.value.evidence.span).of(right.document.text)
        if not _WRONG.search(told):
            continue
        meant = [s for s in counted if _differs(s, right) and _meant(s, right, told)]
        if meant:
            yield _sides.conflict("value", (min(meant, key=lambda s: _far(s, right)), right))


def _differs(left: Stored, right: Stored) -> bool:
    """Return whether two sources count the same people otherwise."""
    a, b = left.value, right.value
    assert isinstance(a, Indicator)
    assert isinstance(b, Indicator)
    ours, theirs = (_scope.scope(s.document, s.value.evidence.span) for s in (left, right))
    groups = {ours.group, theirs.group} - {None, *_scope.ANYBODY}
    apart = _voices(a) != _voices(b) or left.document.publisher != right.document.publisher
    same = a.measure == b.measure and len(groups) <= 1 and not (ours.part or theirs.part)
    return same and apart and bool(a.value and b.value) and _figures.disagree(a, b)


def _voices(value: Indicator) -> frozenset[str]:
    return frozenset(a.speaker.name if a.speaker else a.via or "" for a in value.attribution)


def _far(left: Stored, right: Stored) -> tuple[bool, int]:
    """Return whether two reports stand in two articles, and the characters between them."""
    away = abs(left.value.evidence.start - right.value.evidence.start)
    return left.document.id != right.document.id, away


def _meant(left: Stored, right: Stored, told: str) -> bool:
    """Return whether what is called wrong can be this count: its source is named, or two words of it."""
    apart, away = _far(left, right)
    days = [s.document.published for s in (left, right)]
    if not apart and away > NEAR:
        return False
    if apart and (days[0] is None or days[1] is None or abs((days[0].start - days[1].start).days) > SOON):
        return False
    assert isinstance(left.value, Indicator)
    own = telling(" ".join(_voices(left.value)))
    before = telling(sentence(left.document, left.value.evidence.span).of(left.document.text))
    shared = telling(told) & before - own
    return len(shared) >= BESIDES or (not apart and bool(own & telling(told)))
