"""Accounts of events that cannot both hold."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from dateline.model import Event, When
from dateline.model.conflict import Conflict
from dateline.resolvers import telling
from dateline.store import Reader, Stored
from dateline.views import _merging, _sides
from dateline.views._denials import NAME
from dateline.views._phrasing import pattern, words

LINKED = 0.6  # score of a judgement from which two records tell of one matter
DAYS_APART = 7  # the same parties hardly meet twice in one town within this time
_MEETING = pattern("meeting")
SHARED = 3  # telling words of a denial and of what it denies
FLAT = 4  # and of a flat "it did not happen" that nobody says
ACCOUNTS = 6  # that are shown against one denial
WORDED = ("date", "place", "actors")  # fields that are compared where the sentences are alike
MODAL = 60  # characters before an act that is said not to be planned, allowed or wished
NOT_SAID_TO_BE = pattern("not_said_to_be")
VOICED = frozenset(
    {"ACCUSE", "AGREE", "CONSULT", "REJECT", "REQUEST", "SUPPORT", "THREATEN"}
)  # many can say or do the same
DAILY = VOICED - {"AGREE", "CONSULT", "REJECT"} | {"PROTEST"}
MANY = re.compile(r"[^s]s$")  # "attacks" go on for days
BESIDES = pattern("besides")
SO_FAR = pattern("so_far")
NEAR_DAYS = words("near_days")
SAID_THEN = pattern("said_then")
FEW = 40  # reports of one type, place and parties that are compared with each other


def within(events: list[Stored]) -> Iterator[Conflict]:
    """Yield the fields in which reports of one record cannot both be right."""
    groups: dict[str, list[Stored]] = defaultdict(list)
    for stored in events:
        groups[stored.record].append(stored)
    for group in groups.values():
        for field in _merging.record(group).conflicts:
            told: dict[str, Stored] = {}
            for stored in group:  # the first to say so stands for all who do
                told.setdefault(_sides.word(stored.value, field) or "", stored)
            told.pop("", None)
            if len(told) > 1 and _of_one_thing(field, tuple(told.values())):
                yield _sides.conflict(field, told.values(), told.keys())


def _of_one_thing(field: str, reports: Sequence[Stored]) -> bool:
    """Return whether reports can be compared in a field, as far as their sentences tell, whatever their record."""
    if field == "status":
        no = [s for s in reports if _sides.word(s.value, field) == _sides.DENIED]
        return any(_speaks_against(denial, s) for denial in no for s in reports if s not in no)
    if field == "date":
        return all(map(_dated_here, reports)) and _told_alike(reports)
    if field == "actors":
        voiced = any(isinstance(s.value, Event) and s.value.event_type in VOICED for s in reports)
        return not voiced and _others(reports) and _told_alike(reports)
    return field not in WORDED or _told_alike(reports)


def _others(reports: Iterable[Stored]) -> bool:
    """Return whether the people that reports name are not one by a longer and a shorter name."""
    called = [telling(_sides.word(s.value, "actors") or "") for s in reports]
    return not any(a & b for a, b in combinations(called, 2))


def _dated_here(stored: Stored) -> bool:
    """Return whether the sentence itself names the day of one act: not the day of saying so, nor one of many acts."""
    event = stored.value
    if not isinstance(event, Event) or event.date is None:
        return False
    if event.event_type in DAILY:
        return False  # there is one every day
    if MANY.search(event.trigger.text):
        return False
    if event.date.span is None:
        return event.date.basis == "stated"  # who coded it does not say where the day stands
    if event.date.span not in event.evidence.span:
        return False
    if event.date.span.of(stored.document.text).lower() in NEAR_DAYS:
        return False
    return SAID_THEN.search(stored.document.text[event.evidence.start : event.date.span.start]) is None


def _told_alike(reports: Iterable[Stored]) -> bool:
    """Return whether the sentences of reports share so many words that they are of one thing."""
    texts = [s.value.evidence.exact for s in reports]
    return all(len(telling(a) & telling(b)) >= SHARED for a, b in combinations(texts, 2))


def denied(reader: Reader, events: list[Stored]) -> Iterator[Conflict]:
    """Yield denials with the events that they deny: other records with a judgement between them; one conflict each."""
    by_id = {stored.value.id: stored for stored in events}
    against: dict[str, list[Stored]] = defaultdict(list)
    for judgement in reader.judgements(by_id):
        a, b = by_id.get(judgement.left), by_id.get(judgement.right)
        if judgement.same or judgement.score < LINKED or a is None or b is None or a.record == b.record:
            continue
        if a.document.id == b.document.id and not _is_denied(a, b):
            continue  # one article that has "no agreement" and "agreed" tells of two acts
        denials = [s for s in (a, b) if _sides.word(s.value, "status") == _sides.DENIED]
        if len(denials) == 1 and _done(a, b):
            denial, told = denials[0], b if denials[0] is a else a
            if _speaks_against(denial, told):
                against[denial.value.id].append(told)
    for name, told_by in against.items():
        documents: dict[str, Stored] = {}
        for stored in sorted(told_by, key=_sides.order):
            documents.setdefault(stored.document.id, stored)
        sides = (*list(documents.values())[:ACCOUNTS], by_id[name])
        yield _sides.conflict("status", sides)


def _speaks_against(denial: Stored, told: Stored) -> bool:
    """Return whether a denial means this account: what is denied, by whom it was done, and when, do not differ."""
    no, yes = denial.value, told.value
    assert isinstance(no, Event)
    assert isinstance(yes, Event)
    speakers = {a.speaker.id for a in no.attribution if a.speaker}
    others = {a.speaker.id for a in yes.attribution if a.speaker}
    if speakers & others or no.event_type != yes.event_type:
        return False
    before = denial.document.text[max(no.evidence.start, no.trigger.start - MODAL) : no.trigger.start]
    if BESIDES.search(denial.document.text, no.evidence.start, no.trigger.start):
        return False  # "denied it in the town where crowds demand …"
    if NOT_SAID_TO_BE.search(before) or (SO_FAR.search(before) and not _told_before(told, denial)):
        return False
    doers, blamed = ({(a.country, a.sector) for a in e.actors} for e in (no, yes))
    if doers and blamed and not {c for c, _ in doers} & {c for c, _ in blamed}:
        return False
    if no.date is None or yes.date is None or not no.date.overlaps(yes.date):
        return False
    names = telling(" ".join(NAME.findall(no.evidence.exact)))
    shared = telling(no.evidence.exact) & telling(yes.evidence.exact)
    return len(shared) >= (SHARED if speakers else FLAT) and bool(shared - names)


def _told_before(told: Stored, denial: Stored) -> bool:
    """Return whether an account was out before it was said that it "has not" happened; what came later is news."""
    first, later = told.document.published, denial.document.published
    same = told.document.id == denial.document.id
    return same or (first is not None and later is not None and first.end < later.start)


def _is_denied(*reports: Stored) -> bool:
    return any(isinstance(s.value, Event) and s.value.certainty == "denied" for s in reports)


def _done(*reports: Stored) -> bool:
    return all(
        isinstance(s.value, Event) and s.value.status in (*_merging.HAPPENED, "negated") for s in reports
    )


def dates_apart(events: list[Stored]) -> Iterator[Conflict]:
    """Yield meetings of the same parties in the same town that are told for two dates close by or a year apart."""
    groups: dict[tuple[object, ...], list[tuple[Stored, When]]] = defaultdict(list)
    for stored in events:
        event = stored.value
        if isinstance(event, Event) and event.event_type == "CONSULT" and event.status in _merging.HAPPENED:
            countries = frozenset(a.country for a in event.actors + event.recipients if a.country)
            firm = event.date is not None and event.date.basis in _merging.FIRM
            if event.date and firm and len(countries) > 1 and event.place and event.place.kind == "city":
                groups[event.mode, countries, event.place.name.casefold()].append((stored, event.date))
    for group in groups.values():
        for (a, left), (b, right) in combinations(group[:FEW], 2):
            if a.record != b.record and a.document.id != b.document.id and _one_date(left, right):
                yield _sides.conflict("date", (a, b))


def refused(events: list[Stored]) -> Iterator[Conflict]:
    """Yield meetings that one article alone has, for a time at which one of the two refused the other a meeting."""
    refusals = [s for s in events if isinstance(s.value, Event) and _refuses(s.value)]
    sources: dict[str, set[str]] = defaultdict(set)
    for stored in events:
        sources[stored.record].add(stored.document.id)
    for stored in events if refusals else ():
        event = stored.value
        if not isinstance(event, Event) or len(sources[stored.record]) > 1 or not _met(event):
            continue
        against = [
            s for s in refusals if s.document.id != stored.document.id and _between_them(event, s.value)
        ]
        if against:
            told = (
                f"met in {event.date.iso() if event.date else ''}, told by one article only",
                "refused to meet",
            )
            yield _sides.conflict("status", (stored, against[0]), told)


def _met(event: Event) -> bool:
    date = event.date
    told = date is not None and date.basis in _merging.FIRM and (date.end - date.start).days <= _merging.VAGUE
    return (
        told
        and event.event_type == "CONSULT"
        and event.status in _merging.HAPPENED
        and len(_lands(event)) > 1
    )


def _refuses(event: Event) -> bool:
    happened = event.event_type == "REJECT" and event.status in _merging.HAPPENED
    return (
        happened
        and event.date is not None
        and (event.mode == "meet" or _MEETING.search(event.evidence.exact) is not None)
    )


def _between_them(meeting: Event, refusal: object) -> bool:
    """Return whether a refusal is by one side of a meeting to the other, at that time."""
    if not isinstance(refusal, Event) or meeting.date is None or refusal.date is None:
        return False
    by = {a.country for a in refusal.actors if a.country}
    to = {a.country for a in refusal.recipients if a.country}
    return (
        bool(by and to) and by | to <= _lands(meeting) and not by & to and meeting.date.overlaps(refusal.date)
    )


def _lands(event: Event) -> set[str]:
    return {a.country for a in event.actors + event.recipients if a.country}


def _one_date(a: When, b: When) -> bool:
    """Return whether two dates that do not meet look like one that somebody got wrong."""
    if (
        a is None
        or b is None
        or a.overlaps(b)
        or max((d.end - d.start).days for d in (a, b)) > _merging.VAGUE
    ):
        return False
    if a.is_day and b.is_day and abs((a.start - b.start).days) <= DAYS_APART:
        return True
    same_day = a.start.day == b.start.day if a.is_day and b.is_day else True
    return a.start.month == b.start.month and same_day
