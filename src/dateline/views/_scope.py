"""What a figure counts: whom, where, and whether the whole or a part."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from dateline.codebook.files import find, read_csv
from dateline.model import Document, Span
from dateline.resolvers import telling
from dateline.views._claims import names_of, sentence
from dateline.views._phrasing import pattern, words

BEHIND, BEFORE = 60, 40  # characters around a figure that say what it counts
NUMBERS = words("large_numbers")
ANYBODY = ("all", "marchers", "civilians")  # whom a number without noun can count
_HERE = pattern("said_here")
_FRESH = pattern("fresh")
_WHOLE = pattern("whole")
_OF_THEM = pattern("of_them")
_PART = pattern("part")
_EARLIER = pattern("earlier")
_VAGUE = pattern("vague_number")
_ONE = pattern("one")
_BARE = pattern("bare_before")
_VERB = pattern("bare_behind")
_LAST = re.compile(r"^\s*[.;]")
_CLOCK = pattern("clock")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a figure counts, as its sentence tells.

    Attributes:
        group: whom: the name of a group of people, the noun itself, None where no noun stands with the number.
        fresh: those that came to the others ("eight more", "new cases").
        whole: all so far ("the total").
        part: some of another count, of another place, or by the day.
        earlier: those of an earlier happening that the sentence sets apart.
        here: the places named with the figure.
        names: all names of its sentence.
        words: telling words of its sentence.
        sure: whether number and noun belong together, and the number is one.
        clock: the hour above its paragraph, in reports that grow by the hour.
    """

    group: str | None
    fresh: bool
    whole: bool
    part: bool
    earlier: bool
    here: frozenset[str]
    names: frozenset[str]
    words: frozenset[str]
    sure: bool
    clock: str | None


@cache
def _groups() -> dict[str, str]:
    rows = (row for path in find("resolution/populations.csv") for row in read_csv(path))
    return {word: row.cells["group"] for row in rows for word in row.items("words")}


def population(noun: str) -> str | None:
    """Return the group of people that a noun names, None if it names none."""
    return _groups().get(noun)


def scope(document: Document, span: Span) -> Scope:
    """Return what the figure at a place of a document counts."""
    return _scope(document, span.start, span.end)


@lru_cache(maxsize=5_000)
def _scope(document: Document, start: int, end: int) -> Scope:
    told = sentence(document, Span(start, end))
    text, figure = told.of(document.text), document.text[start:end]
    before = document.text[max(told.start, start - BEFORE) : start]
    behind = document.text[end : min(told.end, end + BEHIND)]
    near = f"{figure} {re.split(r'[;:]', behind)[0]}"
    group = _group(figure)
    return Scope(
        group=group,
        fresh=_FRESH.search(f"{before[-12:]}{figure}") is not None,
        whole=_WHOLE.search(f"{before}{near}") is not None,
        part=any((_OF_THEM.search(before), _PART.search(f"{before} {near}"), _ONE.search(figure))),
        earlier=_EARLIER.search(f"{before} {near}") is not None,
        here=telling(" ".join(_HERE.findall(near))),
        names=names_of(text),
        words=frozenset(w for w in telling(text) if not w[0].isdigit()),
        sure=_VAGUE.search(figure) is None and (group is not None or _stands(before, behind)),
        clock=_hour(document, start),
    )


def _stands(before: str, behind: str) -> bool:
    """Return whether a number without noun can be a count: "the dead at 50", "200 were killed"."""
    if _BARE.search(before) or _VERB.search(behind):
        return True
    return _LAST.search(behind) is not None and not before.rstrip().endswith(("and", ","))


def _hour(document: Document, at: int) -> str | None:
    """Return the clock time at the head of the paragraph."""
    head = document.text.rfind("\n", 0, at) + 1
    found = _CLOCK.search(document.text, head, min(at, head + BEHIND))
    return found.group() if found else None


def _group(figure: str) -> str | None:
    """Return whom a figure counts: "at least 12 members" counts members."""
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", figure)
    last = words[-1].lower() if words else ""
    if last in NUMBERS:
        return None
    if not telling(last) and last not in _groups():
        return None
    return _groups().get(last, last)


def comparable(left: Scope, right: Scope) -> bool:
    """Return whether nothing says that two figures count different people, places or stretches of time."""
    if not (left.sure and right.sure) or left.part or right.part or left.earlier != right.earlier:
        return False
    if left.fresh != right.fresh or (left.fresh and right.whole) or (left.whole and right.fresh):
        return False
    groups = {left.group, right.group}
    if len(groups) > 1 and (None not in groups or not groups & set(ANYBODY)):
        return False
    if left.here and right.here and not left.here & right.here:
        return False
    return left.clock == right.clock


def whole(left: Scope, right: Scope) -> bool:
    """Return whether neither of two figures set against each other is a part, new ones, or of another happening."""
    return not (left.part or right.part) and left.fresh == right.fresh and left.earlier == right.earlier


def together(left: Scope, right: Scope, least: int) -> bool:
    """Return whether the sentences of two figures tell of one matter: shared telling words, and no other names."""
    names = left.names & right.names
    apart = bool(left.names and right.names) and not names
    placed = all(
        here <= other.names | other.words for here, other in ((left.here, right), (right.here, left))
    )
    return not apart and placed and len(left.words & right.words) >= least
