"""Which records answer a question."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.answers import _words
from dateline.answers._matching import (
    around,
    by_role,
    concerns,
    days_of,
    days_told,
    is_asked,
    is_named,
    is_placed,
    section_of,
    together,
    told_in,
    touches,
    weight,
    words_of,
)
from dateline.answers._question import OUTLET
from dateline.answers._reading import LIMITS, RANKED, Reading, shown
from dateline.answers._wording import against, sentence
from dateline.archive import Archive
from dateline.model import Actor, Event, Indicator, Record
from dateline.model.answer import Answer, AnswerLine, Question, Section
from dateline.model.record import Value, sides

CHANGES = 12
DIFFERING = 8
LOOKED_UP = 60  # figures whose articles are read for a name
CHECKED = 20  # records whose contradictions are looked up in a large archive
FEW_REPORTS = 2_000  # events of an archive in which all accounts are compared with all
DEMANDS = ("demand", "ultimatum")
ANSWERED = {"accepted", "refused", "unanswered"}
AMOUNT = re.compile(  # of money or goods
    r"[$€£¥]\s?\d|\d[\d,.]{0,20}\s?(?:m|bn|tn|million|billion|trillion|euros?|dollars?|pounds?|yen|yuan|won|tonnes?|tons?)\b",
    re.I,
)


def choose(archive: Archive, question: Question, as_of: datetime.date | None) -> Answer:
    """Return the records that answer a question, as sentences by section."""
    search = _Search(archive, question, as_of)
    if question.aim == "differ":
        told = list(search.differing())
        left = {"contradicted": len(told) - DIFFERING} if len(told) > DIFFERING else {}
        return Answer(question=question, lines=tuple(told[:DIFFERING]), left_out=left)
    found = list(search.records())
    chosen: list[tuple[Section, Record]] = []
    left_out: dict[str, int] = {}
    for section in dict.fromkeys(section for section, _ in found):
        members = [record for known, record in found if known == section]
        limit = search.limit(section)
        kept = shown(members, limit)
        if len(members) > len(kept):
            left_out[section] = len(members) - len(kept)
        chosen += [(section, record) for record in kept]
    against = search.conflicts(list({r.record_id: r for _, r in (*chosen, *found)}.values()))
    disputed = {name for line in against if line.conflict for name in line.conflict.records}
    if question.order:
        chosen = _up_to_sure(chosen, disputed)
    lines = [
        AnswerLine(section=s, text=sentence(r, disputed=r.record_id in disputed), record=r) for s, r in chosen
    ]
    lines += against[: LIMITS["contradicted"]]
    return Answer(question=question, lines=tuple(lines), left_out=left_out)


def _up_to_sure(chosen: list[tuple[Section, Record]], disputed: set[str]) -> list[tuple[Section, Record]]:
    """Keep the last or first of those that were done; where accounts differ on it, the next ones down to a sure one."""
    done = [pair for pair in chosen if pair[0] == "done"]
    sure = next((i for i, (_, r) in enumerate(done) if r.record_id not in disputed), 0)
    return done[: sure + 1] + [pair for pair in chosen if pair[0] != "done"]


class _Search(Reading):
    """Looks for the answers to one question."""

    def records(self) -> Iterator[tuple[Section, Record]]:
        """Yield what answers, with its section, the best first within a section by date."""
        aim, question = self.question.aim, self.question
        asked_of = (*question.subjects, *question.others, *question.places, *question.types)
        if (
            aim == "acts"
            and not asked_of
            and not (question.since or question.until)
            and len(question.words) < 2
        ):
            return  # "what is love?"
        if aim == "count":
            counted = list(self._figures())
            yield from (("counted", r) for r in counted)
            if not counted and self.question.subjects:
                yield from self._with_amounts()
        elif aim == "said":
            yield from (("said", r) for r in self._statements())
        elif aim == "commitments":
            undertaken = list(self._commitments())
            yield from (("undertaken", r) for r in undertaken)
            if self.question.states:
                return
            events = [pair for pair in self._events() if pair[0] == "done"]
            yield from (pair for pair in events if not any(told_in(pair[1], r) for r in undertaken))
        else:
            asked = list(self._commitments()) if aim == "acts" and "REQUEST" in self.question.types else []
            yield from (
                pair
                for pair in self._events()
                if not any(pair[0] == "done" and told_in(pair[1], r) for r in asked)
            )
            yield from (("undertaken", r) for r in asked)
            if aim == "acts" and not self.question.types:
                yield from (("undertaken", r) for r in self._commitments())
                if self.question.subjects:
                    yield from (("said", r) for r in self._statements())

    def conflicts(self, chosen: Sequence[Record]) -> list[AnswerLine]:
        """Return what speaks against the records, those of the first records first."""
        found: list[tuple[int, AnswerLine]] = []
        few = not self.archive.is_larger("event", FEW_REPORTS)
        ids = None if few else tuple(r.record_id for r in chosen[:CHECKED])
        for conflict in self.archive.conflicts(records=ids, as_of=self.choice["as_of"]) if chosen else ():
            touched = next((i for i, r in enumerate(chosen) if touches(conflict, r)), None)
            if touched is not None:
                told = next((r for r in chosen if r.record_id in conflict.records), chosen[touched])
                line = AnswerLine(
                    section="contradicted", text=against(conflict), record=told, conflict=conflict
                )
                found.append((touched, line))
        return [line for _, line in sorted(found, key=lambda pair: pair[0])]

    def differing(self) -> Iterator[AnswerLine]:
        """Yield where accounts differ that concern everybody who is asked about, in the order of their days."""
        everybody = (*self.question.subjects, *self.question.others)
        outlets = {a.name.casefold() for a in everybody if a.sector == OUTLET}
        asked = [a for a in everybody if a.sector != OUTLET]
        kinds = ("event", "statement", "indicator")
        few = not self.archive.is_larger("event", FEW_REPORTS)
        records = [r for kind in kinds for r in self.all(kind)] if asked or not few else []
        taking_part = [{r.record_id for r in records if _in_it(a, r)} for a in asked]
        several = sorted(records, key=lambda r: -sum(r.record_id in part for part in taking_part))
        names = None if few else tuple(r.record_id for r in several[:CHECKED])
        for conflict in self.archive.conflicts(records=names, **self.choice):
            told = set(conflict.records)
            publishers = {(side.report.publisher or "").casefold() for side in conflict.sides}
            if not told or not outlets <= publishers or not all(told & part for part in taking_part):
                continue
            record = self.archive.show(conflict.records[0])
            if isinstance(record, Record) and (
                not self.question.places or is_placed(self.question.places, record)
            ):
                yield AnswerLine(
                    section="contradicted", text=against(conflict), record=record, conflict=conflict
                )

    def _events(self) -> Iterator[tuple[Section, Record]]:
        question = self.question
        taking_part = [r for r in self.all("event") if self._takes_part(r)]
        found = [r for r in taking_part if self._typed(r.value)] or [
            r for r in taking_part if _words.told(question.acts, words_of(r))
        ]
        found = self._about(self._dated(self._placed(found)))
        done = [r for r in found if section_of(r.value) == "done"]
        if question.order and done:
            dated = [r for r in done if days_of(r.value)[0] != datetime.date.max]
            told = [r for r in dated if days_told(r.value)]
            dated = told or dated
            dated.sort(key=lambda r: days_of(r.value), reverse=question.order == "last")
            found = dated[:RANKED]
        if question.aim == "where":
            found = [r for r in found if isinstance(r.value, Event) and r.value.place] or found
        if question.aim == "change":
            found = sorted(found, key=weight, reverse=True)[:CHANGES]
            found.sort(key=lambda r: days_of(r.value))
        for record in found:
            yield section_of(record.value), record

    def _commitments(self) -> Iterator[Record]:
        as_of, actor = self.choice["as_of"], self.actor()
        kinds = self.question.kinds
        asked = self.some("commitment") if self.large else self.archive.commitments(as_of=as_of, actor=actor)
        since, until = self.question.since, self.question.until
        found = []
        if self.question.types == ("REQUEST",) and not kinds:
            kinds = DEMANDS
        for record in self._about(self._placed([r for r in asked if self._takes_part(r)])):
            day = record.first_reported  # most have no day on which they are due
            early = since and (day is None or day < since)
            late = until and (day is None or day > until)
            if not (early or late) and (not kinds or getattr(record.value, "kind", None) in kinds):
                found.append(record)
        if self.question.states and self.large:
            found = list(self.archive.followed((r.record_id for r in found[:CHECKED]), as_of=as_of))
        if self.question.states:
            yield from (r for r in found if getattr(r.value, "state", None) in self.question.states)
            return
        yield from self.followed(found) if self.large else found

    def _placed(self, found: list[Record]) -> list[Record]:
        """Keep what was in the place asked for; of the seat of a state that is no place of theirs, what the state did."""
        places = self.question.places
        kept = [r for r in found if is_placed(places, r)]
        seat = any(actor.name in places for actor in (*self.question.subjects, *self.question.others))
        return kept if places and (kept or not seat) else found

    def _with_amounts(self) -> Iterator[tuple[Section, Record]]:
        """Yield the undertakings and acts that have an amount in their words: "how much did Britain give"."""
        plain = _Search(self.archive, replace(self.question, words=(), acts=()), self.choice["as_of"])
        undertaken = [r for r in plain._commitments() if AMOUNT.search(words_of(r))]
        yield from (("undertaken", r) for r in undertaken)
        for section, record in plain._events():
            if AMOUNT.search(words_of(record)) and not any(told_in(record, r) for r in undertaken):
                yield section, record

    def _statements(self) -> Iterator[Record]:
        found = [r for r in self.all("statement") if self._takes_part(r, loosely=True)]
        others = self.question.others
        about = [r for r in found if all(is_named(a, r) for a in others)]
        yield from self._about(about or [r for r in found[:LOOKED_UP] if self.in_article(others, r)])

    def _figures(self) -> Iterator[Record]:
        words = tuple(dict.fromkeys((*self.question.words, *self.question.acts)))
        figures = self._placed(list(self.all("indicator")))
        counted = tuple(w for w in (self.question.counted,) if w)
        figures = [r for r in figures if _words.told(counted, f"{_measure(r)} {words_of(r)}")] or figures
        words = tuple(w for w in words if w not in counted) or words
        counts = [(_words.told(words, _measure(r)), r) for r in figures]
        if not any(count for count, _ in counts):
            counts = [(_words.told(words, around(r)), r) for r in figures]
        best = max((count for count, _ in counts), default=0)
        found = [r for count, r in counts if count == best > 0]
        where = (*self.question.subjects, *self.question.others)
        theirs = [r for r in found if all(concerns(a, r) for a in where)]
        yield from theirs or (
            r for r in found[:LOOKED_UP] if self._of_nobody(r) and self.in_article(where, r)
        )

    def _of_nobody(self, record: Record) -> bool:
        figure = record.value
        return isinstance(figure, Indicator) and figure.place is None and figure.actor is None

    def _takes_part(self, record: Record, *, loosely: bool = False) -> bool:
        """Whether those who are asked about take part, each in the role that the question gives them.

        Others need only be named by the words or the headline of a report; not even that if ``loosely``.
        """
        value, question = record.value, self.question
        doers, others = sides(value)
        everybody = (*doers, *others)
        if ANSWERED & {*question.states}:  # who refused an offer did not make it
            return all(any(is_asked(s, a) for a in everybody) for s in (*question.subjects, *question.others))
        roles = everybody if question.aim in ("where", "when") or together(value) else doers
        if question.aim == "change":
            named = [any(is_asked(s, a) for a in everybody) for s in question.subjects]
            return any(named) and all(
                there or is_named(s, record) for there, s in zip(named, question.subjects, strict=True)
            )
        if not all(any(is_asked(s, a) for a in roles) or by_role(s, record) for s in question.subjects):
            return False
        place = getattr(value, "place", None)
        country = place.country if place is not None else None
        return loosely or all(
            any(is_asked(o, a) for a in everybody) or o.id == country or is_named(o, record)
            for o in question.others
        )

    def _dated(self, found: list[Record]) -> list[Record]:
        """Keep those that surely lie in the time asked for, if there are any."""
        since, until = self.question.since, self.question.until
        inside = [
            r
            for r in found
            if (since is None or days_of(r.value)[0] >= since)
            and (until is None or days_of(r.value)[1] <= until)
        ]
        return inside or found

    def _typed(self, value: Value) -> bool:
        types = self.question.types
        return not types or (isinstance(value, Event) and value.event_type in types)

    def _about(self, found: list[Record]) -> list[Record]:
        """Keep those that tell of most of the question's matter; of these, those that use its verbs, if any do."""
        words = tuple(w for w in self.question.words if w not in self.question.acts)
        counts = [_words.told(words, words_of(r)) for r in found]
        most = max(counts, default=0)
        if words and 2 * most <= len(words):  # what tells of half of it only tells of something else
            return []
        kept = [r for r, count in zip(found, counts, strict=True) if count == most]
        if self.question.order:
            return kept
        return [r for r in kept if _words.told(self.question.acts, words_of(r))] or kept


def _measure(record: Record) -> str:
    return record.value.measure if isinstance(record.value, Indicator) else ""


def _in_it(asked: Actor, record: Record) -> bool:
    """Whether somebody takes part in a record or is named by its words."""
    return any(is_asked(asked, a) for side in sides(record.value) for a in side) or is_named(asked, record)
