"""From a plan to its deed: what is announced for some day, and whether it is what then took place."""

from __future__ import annotations

import datetime
import re

from dateline.model import Event
from dateline.resolvers import _acts
from dateline.resolvers import _event_pairs as pairs
from dateline.resolvers._placing import Told

HORIZON = datetime.timedelta(days=92)  # an undated plan of two leaders to meet is for the next months
SLIP = datetime.timedelta(days=14)  # by which a meeting that is expected "by early June" can come late
SHIFT = datetime.timedelta(days=3)  # and one for which a day was named
MEETINGS = {"meet", "visit"}
AFTER = 90  # characters behind a trigger in which the day of the act is named
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_DAY = re.compile(
    rf"\b(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)? (?P<m1>{'|'.join(MONTHS)})|(?P<m2>{'|'.join(MONTHS)}) (?P<d2>\d{{1,2}}))\b"
    r"(?:,? (?P<year>\d{4}))?",
    re.I,
)

Days = tuple[datetime.date, datetime.date]


def announced(event: Event) -> bool:
    """Return whether a report has a meeting or visit as still to come: planned, or agreed ("said that he would meet him")."""
    meeting = bool(_acts.readings(event)[1] & MEETINGS)
    return meeting and (event.status == "planned" or event.event_type == "AGREE")


def days(told: Told) -> Days | None:
    """Return the days in which an event of a report lies: of a plan, those for which it is planned."""
    event, published = told.value, told.document.published
    assert isinstance(event, Event)
    if not announced(event):
        return (event.date.start, event.date.end) if event.date else None
    if event.status == "planned" and event.date is not None and event.date.basis != "published":
        return event.date.start, event.date.end
    if published is None:
        return None
    named = _named(event, published.start)
    return (named, named) if named else (published.start, published.end + HORIZON)


def undated(told: Told) -> bool:
    """Return whether a plan names no day, so that its days are but a guess."""
    found = days(told)
    return found is None or found[1] - found[0] >= HORIZON


def _named(event: Event, since: datetime.date) -> datetime.date | None:
    """Return the first day named behind the trigger, in the year that makes it one to come."""
    at = event.trigger.end - event.evidence.start
    match = _DAY.search(event.evidence.exact, at, at + AFTER)
    if match is None:
        return None
    month = MONTHS.index((match["m1"] or match["m2"]).lower()) + 1
    for year in (int(match["year"]),) if match["year"] else (since.year, since.year + 1):
        try:
            found = datetime.date(year, month, int(match["d1"] or match["d2"]))
        except ValueError:
            return None
        if found >= since:
            return found
    return None


def fit(left: Told, right: Told) -> bool:
    """Return whether a plan and its deed, or two tellings of one plan, are of the same two people at about one time."""
    a, b = left.value, right.value
    assert isinstance(a, Event)
    assert isinstance(b, Event)
    if not (announced(a) or announced(b)) or not (_acts.readings(a)[1] & _acts.readings(b)[1] & MEETINGS):
        return False
    if pairs.repeated(a) != pairs.repeated(b) or not _one_meeting(a, b) or not _written_before(left, right):
        return False
    ours, theirs = days(left), days(right)
    if ours is None or theirs is None:
        return False
    gap = max(theirs[0] - ours[1], ours[0] - theirs[1], datetime.timedelta())
    exact = any(first == last for told, (first, last) in ((a, ours), (b, theirs)) if announced(told))
    return gap <= (SHIFT if exact else SLIP) and not (undated(left) and undated(right) and gap)


def _one_meeting(a: Event, b: Event) -> bool:
    """Return whether the same people of two countries meet; where one is named by office only, at the same place."""
    ours, theirs = pairs.people(pairs.everybody(a)), pairs.people(pairs.everybody(b))
    lands, others = pairs.countries(pairs.everybody(a)), pairs.countries(pairs.everybody(b))
    if len(lands & others) < 2:
        return False
    if len(ours) > 1 and ours == theirs:
        return True
    named = ours < theirs or theirs < ours
    return bool(ours & theirs) and named and lands == others and pairs.place(a.place, b.place)[0] == 1.0


def _written_before(left: Told, right: Told) -> bool:
    """Return whether a plan was written no later than its deed was done."""
    for plan, deed in ((left, right), (right, left)):
        a, b = plan.value, deed.value
        assert isinstance(a, Event)
        assert isinstance(b, Event)
        written = plan.document.published
        if announced(a) and not announced(b) and written and b.date and written.start > b.date.end:
            return False
    return True
