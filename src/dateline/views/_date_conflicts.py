"""One happening that two articles put into two years."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from dateline.model import Event
from dateline.model.conflict import Conflict
from dateline.resolvers import telling
from dateline.store import Stored
from dateline.views import _merging
from dateline.views._claims import Claim, Claims, conflict
from dateline.views._phrasing import listed, pattern

MONTHS = tuple(month.lower() for month in listed("months"))
SHARED = 3  # telling words that two sentences on one happening share
DAY_SHARED = 4  # and those that differ in the day only
OWN = 2  # and that are no names
LIKE, LIKE_MONTH = 0.5, 0.3  # and the share of the shorter one's words; less where even the month is the same
LIKE_DAY = 0.6  # more where only days are named, of which there are many
_DATE = re.compile(
    rf"(?:\b(?:({'|'.join(MONTHS)})\w*(?: (\d{{1,2}}),)? |(?<=\bin ))|(?<=\bin the year ))((?:19|20)\d\d)\b(?![-–/]\d)",
    re.I,
)
_DAY = re.compile(
    rf"\b(?:(?P<month>{'|'.join(MONTHS)}) (?P<day>[0-3]?\d)|(?P<number>[0-3]?\d) (?P<name>{'|'.join(MONTHS)}))\b(?!\d|,? (?:19|20)\d\d|[-–/]\d)",
    re.I,
)  # of the year in which it is told
BEFORE = 30  # characters before a day that say of what it is
_SAME = re.compile(r"\b(?:that|the) same year\b", re.I)
_AGAIN = pattern("again")

_ORDINAL = pattern("ordinal")
_BEGIN = pattern("begin")
_END = pattern("end")

_OTHER = pattern("other_date")
_OTHER_DAY = pattern("other_day")

Told = tuple[int, int | None, int | None]


def dated_apart(claims: Claims, events: Iterable[Stored]) -> Iterator[Conflict]:
    """Yield sentences of two articles on one happening with another year."""
    known = _by_sentence(events)
    told = {id(claim): date for claim in claims.all() if (date := _date(claims, claim, known)) is not None}
    for claim in claims.all():
        if id(claim) not in told or _AGAIN.search(claim.text):
            continue
        for other in claims.elsewhere(claim, sorted(claim.words)):
            if id(other) in told and claim.document.id < other.document.id and not _AGAIN.search(other.text):
                a, b = told[id(claim)], told[id(other)]
                acts = [_acts(c, known) for c in (claim, other)]
                meant = all(not act or act & c.words for act, c in zip(acts, (other, claim), strict=True))
                if meant and _clash(a, b) and _alike(claim, other, a, b):
                    yield conflict("date", (claim, other), "one happening, two dates", (_words(a), _words(b)))


def _clash(a: Told, b: Told) -> bool:
    """Return whether years differ and months do not, or only days."""
    if a[0] == b[0]:
        return None not in (a[1], b[1], a[2], b[2]) and a[1] == b[1] and a[2] != b[2]
    if (a[1] is None) != (b[1] is None):
        return False  # a day of the news, and a year long ago
    return a[1] == b[1] and (a[2] == b[2] or None in (a[2], b[2]))


def _alike(left: Claim, right: Claim, a: Told, b: Told) -> bool:
    ours, theirs = ({w for w in c.words if not w.isdigit()} for c in (left, right))
    shared = ours & theirs
    if len(shared - left.names - right.names) < OWN or not _comparable(left, right, a, b):
        return False
    ordinals = [{m.lower() for m in _ORDINAL.findall(c.text)} for c in (left, right)]
    if all(ordinals) and not ordinals[0] & ordinals[1]:
        return False
    if any(
        _BEGIN.search(x.text) and _END.search(y.text) and not _END.search(x.text)
        for x, y in ((left, right), (right, left))
    ):
        return False
    if a[0] == b[0] and len(shared) < DAY_SHARED:
        return False
    named = _DATE.search(left.text) or _DATE.search(right.text)
    least = LIKE_DAY if not named else LIKE_MONTH if a[1] is not None and a[1] == b[1] else LIKE
    return len(shared) >= SHARED and len(shared) >= least * min(len(ours), len(theirs))


def _comparable(left: Claim, right: Claim, a: Told, b: Told) -> bool:
    """Return whether one of two sentences names its year, or both name their day in one year."""
    years = [_DATE.search(c.text) for c in (left, right)]
    days = [_DAY.search(c.text) for c in (left, right)]
    if a[0] == b[0]:
        return any(years) or (all(days) and left.document.publisher != right.document.publisher)
    return any(years) and all(year or not day for year, day in zip(years, days, strict=True))


def _date(claims: Claims, claim: Claim, known: Mapping[str, list[Stored]]) -> Told | None:
    """Return the one year and month that a claim names or its event has; "that same year" is that of the sentence before."""
    if _OTHER.search(claim.text):
        return None
    named = _named(claim.text)
    if len(named) == 1:
        return named[0]
    if named:
        return None
    days = _days(claim)
    if days:
        return days[0] if len(days) == 1 else None
    if _SAME.search(claim.text):
        before = claims.before(claim)
        years = _named(before.text) if before else []
        return (years[-1][0], None, None) if years else None
    dates = {
        (
            s.value.date.start.year,
            s.value.date.start.month,
            s.value.date.start.day if s.value.date.is_day else None,
        )
        for s in known.get(claim.document.id, ())
        if isinstance(s.value, Event) and s.value.date is not None and s.value.trigger.span in claim.span
    }
    return dates.pop() if len(dates) == 1 else None


def _acts(claim: Claim, known: Mapping[str, list[Stored]]) -> frozenset[str]:
    """Return the words for the acts by whose day a claim is dated; none where it names the day itself."""
    if _DATE.search(claim.text) or _SAME.search(claim.text):
        return frozenset()
    values = (s.value for s in known.get(claim.document.id, ()))
    return telling(
        " ".join(v.trigger.text for v in values if isinstance(v, Event) and v.trigger.span in claim.span)
    )


def _named(text: str) -> list[Told]:
    return [
        (int(year), MONTHS.index(month.lower()) + 1 if month else None, int(number) if number else None)
        for month, number, year in dict.fromkeys(_DATE.findall(text))
    ]


def _days(claim: Claim) -> list[Told]:
    """Return the days that a claim names without a year, of the last year before its publication; not those it reckons from."""
    printed = claim.document.published
    found = []
    for match in _DAY.finditer(claim.text) if printed is not None else ():
        if printed is None or _OTHER_DAY.search(claim.text[max(0, match.start() - BEFORE) : match.start()]):
            return []
        month = MONTHS.index((match["month"] or match["name"]).lower()) + 1
        year = printed.start.year - (month > printed.end.month)
        found.append((year, month, int(match["day"] or match["number"])))
    return list(dict.fromkeys(found))


def _by_sentence(events: Iterable[Stored]) -> dict[str, list[Stored]]:
    found: dict[str, list[Stored]] = defaultdict(list)
    for stored in events:
        value = stored.value
        firm = isinstance(value, Event) and value.date is not None and value.date.basis in _merging.FIRM
        if (
            firm
            and isinstance(value, Event)
            and value.date
            and (value.date.end - value.date.start).days <= _merging.VAGUE
        ):
            found[stored.document.id].append(stored)
    return found


def _words(date: Told) -> str:
    return "-".join(f"{n:02d}" for n in date if n is not None)
