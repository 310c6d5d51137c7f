"""Whether two reports tell of one event."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path

from dateline.codebook.files import find, read_csv
from dateline.model import Event, Judgement, When
from dateline.resolvers import _event_pairs as pairs
from dateline.resolvers import _plans
from dateline.resolvers._event_pairs import NEVER, Part
from dateline.resolvers._placing import Search, Told, verdict

# Fitted by logistic regression on pairs of coded events with hand-annotated identity, then rounded.
WEIGHTS = {"type": 0.17, "mode": 0.03, "date": 0.19, "who": 0.17, "place": 0.08, "act": 0.17, "content": 0.19}
THRESHOLD = 0.66
ONE_DOCUMENT = 0.03  # writers come back to what they told
ONE_SENTENCE = 0.12  # but one sentence would hardly tell of one act twice
ANCHORED = 0.06  # the same states in the same town
STRANGERS = 0.12  # other people of the same country
VETOED = 0.3  # score of a pair with a field that cannot be reconciled
SPOKEN = {
    "AGREE",
    "SUPPORT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "CONCEDE",
}  # many on one day: content tells
ONCE = {"CONSULT", "PROTEST"}  # hardly two of the same parties on one day
SURE_DATE = 0.8
LITTLE = 0.12  # content of two spoken acts that tell of other things
SURE_ACT = 0.8
SURE_PARTIES = 0.6
PLANNED = 0.6  # how well the date of a plan fits that of its deed
RETOLD = 0.2  # content that a verb in the same article shares with an earlier telling
ALIKE = 0.25  # and a plan with its deed
TOGETHER = datetime.timedelta(days=7)  # between two articles on the news of one day
CLEAR = 0.6  # content that two reports share of which one hardly says when
TOLD_TOGETHER = 0.2  # and two that were printed in one week
MEETINGS = {"CONSULT", "AGREE"}
SLACK = datetime.timedelta(days=3)
WIDE = datetime.timedelta(days=62)  # longer intervals need a place to be matched by
MAX_YEARS = 4
MAX_PARTIES = 5  # countries of an event by which it is found
PHASES = {"actual": "done", "historical": "done"}


@cache
def type_groups(overlay: Path | None = None) -> dict[str, dict[str, float]]:
    """Return the groups that each event type is in, with their weights."""
    found: dict[str, dict[str, float]] = {}
    for path in find("resolution/event_types.csv", overlay):
        for row in read_csv(path):
            for kind in row.items("types"):
                found.setdefault(kind, {})[row.cells["group"]] = float(row.cells["weight"])
    return found


class Events:
    """Judges events by type, act, date, participants, place and words.

    Source: blocking and pairwise scoring as in Christen (2012), Data Matching, chapters 4 to 6.
    """

    author = "resolver:events/3"

    def __init__(self, overlay: Path | None = None) -> None:
        self._groups = type_groups(overlay)

    def keys(self, told: Told) -> tuple[str, ...]:
        """Return countries with months or with place and years, pairs of countries, and the document."""
        event = _event(told)
        countries = _parties(event)
        alone = (f"only/{countries[0]}",) if len(countries) == 1 else ()
        parties = (*alone, *countries, *_pairs(countries))
        return (
            *_timed(told, parties),
            *_placed(event, parties),
            *_nobody(event, "all"),
            f"event/{told.document.id}",
        )

    def search(self, told: Told) -> Search:
        """Return where events of fitting parties, types and days are.

        A report of one country can match any with that country in it; a report of several can match those of one of
        them alone, and those of two of them. A report that names no country is found by its day.
        """
        event = _event(told)
        countries = _parties(event)
        who = countries if len(countries) == 1 else (*(f"only/{c}" for c in countries), *_pairs(countries))
        date = event.date
        slack = _plans.HORIZON if event.event_type in MEETINGS else SLACK
        return Search(
            keys=(
                *_timed(told, who),
                *_placed(event, who),
                *_nobody(event, "none" if pairs.countries(pairs.everybody(event)) else "all"),
                f"event/{told.document.id}",
            ),
            types=self._fitting(event),
            since=_shift(date.start, -slack) if date else None,
            until=_shift(date.end, slack) if date else None,
        )

    def _fitting(self, event: Event) -> tuple[str, ...]:
        groups = self._groups.get(event.event_type, {}).keys()
        found = {event.event_type} | {t for t, known in self._groups.items() if known.keys() & groups}
        return tuple(sorted(found))

    def judge(self, left: Told, right: Told) -> Judgement:
        """Return whether the two tell of one event; a field that cannot be reconciled settles it."""
        a, b = _event(left), _event(right)
        one_document = a.evidence.document == b.evidence.document
        parts: dict[str, Part] = {
            "type": self._type(a, b),
            "date": pairs.date(a.date, b.date, one_document=one_document),
            "who": pairs.who(a, b),
            "place": pairs.place(a.place, b.place),
        }
        planned = _plans.fit(left, right)
        if planned:
            parts["date"] = (max(parts["date"][0], PLANNED), f"{parts['date'][1]}, planned and come")
        if any(part[0] == NEVER for part in parts.values()):  # most pairs: spare them the words
            return self._verdict(left, right, parts, same=False, score=VETOED)
        parts["mode"] = (
            float(a.mode == b.mode),
            f"{a.mode} and {b.mode}" if a.mode and b.mode else "not told by both",
        )
        parts["act"] = pairs.act(a, b)
        parts["content"] = pairs.content(a, b)
        scores = {name: part[0] for name, part in parts.items()}
        pair = _Pair(left=left, right=right, scores=scores, planned=planned)
        if not pair.compatible:
            told = f"{a.status} and {b.status}: reports of one matter, linked and kept apart"
            parts["status"] = (0.0, told)
        return self._verdict(left, right, parts, same=pair.same(), score=pair.score())

    def _verdict(
        self, left: Told, right: Told, parts: Mapping[str, Part], *, same: bool, score: float
    ) -> Judgement:
        reasons = (f"{name}: {part[1]}" for name, part in parts.items())
        return verdict(left, right, same=same, score=score, reasons=reasons, author=self.author)

    def _type(self, a: Event, b: Event) -> Part:
        if a.event_type == b.event_type:
            return 1.0, f"both {a.event_type}"
        shared = self._groups.get(a.event_type, {}).keys() & self._groups.get(b.event_type, {}).keys()
        weight = max((self._groups[a.event_type][name] for name in shared), default=NEVER)
        return weight, f"{a.event_type} and {b.event_type}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """Two reports with the scores of their fields.

    Attributes:
        left: one report.
        right: the other.
        scores: of each field.
        planned: whether the two are a meeting of the same people and its announcement.
    """

    left: Told
    right: Told
    scores: Mapping[str, float]
    planned: bool

    @property
    def one_document(self) -> bool:
        return _event(self.left).evidence.document == _event(self.right).evidence.document

    @property
    def one_sentence(self) -> bool:
        return self.one_document and _event(self.left).evidence.span == _event(self.right).evidence.span

    @property
    def compatible(self) -> bool:
        """Whether both happened, or both are planned, or one is the plan of the other."""
        return self.planned or _phase(_event(self.left)) == _phase(_event(self.right)) or self.came_true()

    @property
    def one_act(self) -> bool:
        return self.scores["act"] >= SURE_ACT

    def score(self) -> float:
        found = sum(weight * max(self.scores[name], 0.0) for name, weight in WEIGHTS.items())
        found += ONE_DOCUMENT * self.one_document - ONE_SENTENCE * self.one_sentence
        found += ANCHORED * pairs.anchored(_event(self.left), _event(self.right))
        found -= STRANGERS * pairs.strangers(_event(self.left), _event(self.right))
        sure = self._talks() if self.one_sentence else self.planned or self._visit()
        return max(found, THRESHOLD) if sure else found

    def same(self) -> bool:
        """Whether the two tell of one event."""
        if not self.compatible or self.score() < THRESHOLD:
            return False
        return self._talks() if self.one_sentence else self._known() and self._told_again()

    def _talks(self) -> bool:
        """Whether one sentence tells of a meeting and what was spoken of there."""
        a, b = _event(self.left), _event(self.right)
        return (
            self.one_act
            and a.event_type == b.event_type == "CONSULT"
            and self.scores["who"] == 1.0
            and a.date == b.date
        )

    def _known(self) -> bool:
        """Whether the two share what their kind of event is known by."""
        a, b = _event(self.left), _event(self.right)
        if a.event_type != b.event_type and not self.one_act:
            return False
        if self.planned or self._visit():
            return True
        if _vague(a.date, b.date):
            there = self.scores["place"] == 1.0 and None not in (a.date, b.date)
            return self.one_act and (self.one_document or there or self._clear())
        if {a.event_type, b.event_type} & SPOKEN and self.scores["content"] < LITTLE:
            exact = a.mode == b.mode is not None and self.scores["date"] == 1.0
            return exact and self.one_act and self.scores["who"] >= SURE_PARTIES
        return True

    def _clear(self) -> bool:
        """Whether two reports of which one hardly says when tell of one thing all the same."""
        a, b = _event(self.left), _event(self.right)
        if a.date is not None and b.date is not None:
            return self.scores["content"] >= CLEAR and self.scores["who"] >= SURE_PARTIES / 2
        printed = [told.document.published for told in (self.left, self.right)]
        first, second = printed
        if first is None or second is None:
            return False
        near = max(first.start - second.end, second.start - first.end) <= TOGETHER
        sure = len(pairs.countries(pairs.everybody(a))) > 1 and self.scores["who"] == 1.0
        return near and sure and self.scores["content"] >= TOLD_TOGETHER

    def _visit(self) -> bool:
        """Whether one report has as done the visit to a place that the other has a person plan for that time."""
        return self.came_true() and bool(
            pairs.people(_event(self.left).actors) & pairs.people(_event(self.right).actors)
        )

    def _told_again(self) -> bool:
        """Whether, inside one document, the later report can be a second telling: of the headline, a noun or shared content."""
        if not self.one_document:
            return True
        later = max(_event(self.left), _event(self.right), key=lambda e: e.trigger.start)
        if pairs.repeated(_event(self.left)) != pairs.repeated(_event(self.right)):
            return False
        if later.event_type in ONCE and self.one_act and self.scores["date"] >= SURE_DATE:
            return True
        if self.one_act and self.scores["who"] == 1.0 and _of_headline(self.left) != _of_headline(self.right):
            return True  # a headline tells nothing of its own
        return self.scores["content"] >= RETOLD or (self.one_act and pairs.nominal(later))

    def _goes_there(self) -> bool:
        """Whether one person is said to go to, and to have been in, a place of one name."""
        a, b = _event(self.left), _event(self.right)
        same = pairs.people(a.actors) & pairs.people(b.actors)
        return bool(same) and pairs.content(a, b)[0] >= RETOLD / 2

    def came_true(self) -> bool:
        """Whether one report has as done what the other, written no later, has as planned for that time."""
        phases = {_phase(_event(told)): told for told in (self.left, self.right)}
        if phases.keys() != {"planned", "done"}:
            return False
        plan, deed, written = (
            _event(phases["planned"]),
            _event(phases["done"]),
            phases["planned"].document.published,
        )
        if (
            pairs.repeated(plan) != pairs.repeated(deed)
            or not self.one_act
            or not (self.scores["who"] >= SURE_PARTIES or self._goes_there())
        ):
            return False
        if plan.date is None or plan.date.basis == "published":
            return self.one_document and self.scores["content"] >= ALIKE
        in_time = written is None or deed.date is None or written.start <= deed.date.end
        return in_time and deed.date is not None and plan.date.overlaps(deed.date)


def _of_headline(told: Told) -> bool:
    span = told.value.evidence.span
    return any(b.kind == "title" and span in b.span for b in told.document.blocks)


def _vague(a: When | None, b: When | None) -> bool:
    """Return whether the dates hardly say that it was at one time."""
    if a is None or b is None:
        return True
    told_alike = a.basis != "published" and (a.start, a.end) == (b.start, b.end)
    return max(a.end - a.start, b.end - b.start) > WIDE and not told_alike


def _event(told: Told) -> Event:
    assert isinstance(told.value, Event)
    return told.value


def _phase(event: Event) -> str:
    return "planned" if _plans.announced(event) else PHASES.get(event.status, event.status)


def _parties(event: Event) -> tuple[str, ...]:
    """Return the countries that take part; where none is known, that of the place."""
    found = sorted(pairs.countries(pairs.everybody(event)))[:MAX_PARTIES]
    return tuple(found) or ((event.place.country if event.place else None) or "-",)


def _pairs(countries: tuple[str, ...]) -> tuple[str, ...]:
    return tuple("+".join(pair) for pair in combinations(countries, 2))


def _timed(told: Told, parties: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"event/{party}/{month}" for month in _when(told) for party in parties)


def _nobody(event: Event, whose: str) -> Iterator[str]:
    """Yield keys by day, for reports that name no country: ``all`` finds any, ``none`` only such."""
    if event.date is None or not event.date.is_day:
        return
    named = bool(pairs.countries(pairs.everybody(event)))
    kind = f"{event.event_type}/{event.date.start.isoformat()}"
    yield f"event/{whose}/{kind}"
    if whose == "all" and not named:
        yield f"event/none/{kind}"


def _placed(event: Event, parties: tuple[str, ...]) -> Iterator[str]:
    """Yield keys by place and year, for events that are known for where they were: "met in Singapore in 2018"."""
    if event.place is None or event.date is None:
        return
    years = range(event.date.start.year, event.date.end.year + 1)[:MAX_YEARS]
    for year in years:
        yield from (f"event/{party}/{event.place.name.casefold()}/{year}" for party in parties)


def _when(told: Told) -> Iterator[str]:
    """Yield the months of an event, and of a meeting to come those for which it is planned."""
    event, published = _event(told), told.document.published
    planned = _plans.days(told) if _plans.announced(event) else None
    found = dict.fromkeys(_months(event.date.start, event.date.end) if event.date else ())
    if planned:
        found |= dict.fromkeys(_months(*planned, most=_plans.HORIZON))
    if not found and published is not None:  # an undated act is sought among those of the days of its report
        found |= dict.fromkeys(_months(published.start, published.end))
    yield from found or ("undated",)


def _months(start: datetime.date, end: datetime.date, most: datetime.timedelta = WIDE) -> Iterator[str]:
    first, last = _shift(start, -SLACK), _shift(end, SLACK)
    if last - first > most + 3 * SLACK:
        yield from (f"{year:04d}" for year in range(first.year, last.year + 1)[:MAX_YEARS])
        yield from (_month(start), _month(end))
        return
    for index in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield f"{index // 12:04d}-{index % 12 + 1:02d}"


def _month(day: datetime.date) -> str:
    return f"{day.year:04d}-{day.month:02d}"


def _shift(day: datetime.date, by: datetime.timedelta) -> datetime.date:
    try:
        return day + by
    except OverflowError:
        return day
