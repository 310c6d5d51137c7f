"""What later reports made of a commitment: its states, each with the report behind it."""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import product

from dateline.model import Commitment, Record, StateChange
from dateline.resolvers import stem
from dateline.views import _ledger_fates as fates
from dateline.views._ledger_deeds import LATE, LEAST, Deeds, actors
from dateline.views._ledger_links import Link, course, link
from dateline.views._ledger_made import ALIKE, TWO, VAGUE, Made, may_be_one, read
from dateline.views._ledger_near import Near, Neighbourhood
from dateline.views._ledger_passages import Passage
from dateline.views._ledger_rules import adjectives, rules
from dateline.views._ledger_told import plausible
from dateline.views._ledger_words import WORD, Part, covered, several, terms

MUCH = 0.6  # share of the telling words from which the words of a report alone tell what became of it
THINGS = 4  # telling words of an undertaking that are looked for beside the country of its maker
MONEY = re.compile(r"[$€£¥]|\b(?:euros?|dollars?|pounds?|yen|yuan)\b")
ASKING = ("demand", "ultimatum")


class Ledger:
    """Follows commitments through the reports of the countries that they bind."""

    def __init__(self, near: Neighbourhood, records: Iterable[Record]) -> None:
        self._near = near
        told = [(r, r.value) for r in records if isinstance(r.value, Commitment)]
        near.read(a.country for _, value in told for a in (*value.by, *value.to) if a.country)
        self._made = {record.record_id: read(record, value, near) for record, value in told}
        near.read(country for made in self._made.values() for country in made.addressees)
        self._by_maker: dict[str, list[Made]] = defaultdict(list)
        self._read_besides: dict[str, list[Passage]] = {}
        for made in self._made.values():
            for maker in made.makers:
                self._by_maker[maker].append(made)

    def followed(self, record: Record) -> Record:
        """Return the record of a commitment with its state and history as the later reports tell them."""
        made = self._made.get(record.record_id)
        if made is None:
            return record
        told = [step for step in made.value.history if plausible(step, made.value, made.parts)]
        steps = course(told, self._links(made))
        state = steps[-1].state if steps else "open"
        if state == "open":
            last = steps[-1] if steps else StateChange(state="open", date=made.day)
            steps = (*steps[:-1], dataclasses.replace(last, reason=self._why_open(made)))
        value = dataclasses.replace(made.value, state=state, history=steps)
        return dataclasses.replace(record, value=value)

    def _links(self, made: Made) -> list[Link]:
        if made.day is None or not made.makers:
            return []
        passages = self._near_of(made)
        links = [
            *Deeds(made, passages, partial(self._meant, made)).links(),
            *self._silences(made, passages),
            *self._told_again(made),
            *self._fates(made, passages),
            *(link for other in self._told_with(made) for link in self._fates(other, passages, whole=True)),
        ]
        return sorted(links, key=lambda found: (found.newest, found.step.record is None, -found.score))

    def _near_of(self, made: Made) -> Near:
        return self._near.of(made.makers | made.addressees)

    def _meant(self, made: Made, passage: Passage) -> bool:
        """Return whether a sentence that names no matter can only mean this commitment."""
        soon = datetime.timedelta(days=rules().soon)
        assert made.day is not None
        day = passage.published
        in_time = day is not None and day <= made.day + soon
        two = len(made.makers) > 1 or (made.sure and not made.makers & made.addressees)
        return in_time and two and bool(made.makers & passage.countries) and self._only(made, passage)

    def _only(self, made: Made, passage: Passage) -> bool:
        """Return whether no other commitment of the kind by the same makers was made since, before the report."""
        until = passage.published
        assert made.day is not None
        return until is not None and not any(
            other.value.kind == made.value.kind and other.day is not None and made.day < other.day <= until
            for maker in made.makers
            for other in self._by_maker[maker]
            if other is not made
        )

    def _silences(self, made: Made, passages: Near) -> Iterator[Link]:
        """Yield reports that no answer came."""
        rule = rules().silence
        if made.value.kind not in rule.kinds or made.day is None:
            return
        near = passages
        for passage in _once((*passages.silent, *(p for p in self._sought(made) if p.silent))):
            day = passage.published
            if day is None or not made.day <= day <= made.day + datetime.timedelta(days=rule.days):
                continue
            if not made.addressees & passage.countries or passage.document.id in made.documents:
                continue
            if any(made.makers & actors(deed) for deed in passage.coded):
                continue  # it is the maker who is silent there
            share = max((covered(part, passage.own_terms, near.telling) for part in made.parts), default=0.0)
            if share >= LEAST or self._meant(made, passage):
                record = next((s.record for s in passage.events), None)
                yield link(rule.state, day, passage, record, rule.why, share)

    def _told_with(self, made: Made) -> Iterator[Made]:
        """Yield the other undertakings of one agreement: what is said of the whole of it is said of each."""
        others = {o.record.record_id: o for maker in made.makers for o in self._by_maker[maker]}
        for other in others.values():
            if (
                other is not made
                and other.value.kind == made.value.kind
                and other.here == made.here is not None
            ):
                yield other

    def _fates(self, made: Made, passages: Near, *, whole: bool = False) -> Iterator[Link]:
        """Yield what sentences say became of it, and deeds that only their words tell; or only what is said of all of it."""
        value, sides = made.value, fates.Sides.of(made.value, made.makers, made.addressees)
        names = rules().names[value.kind] | rules().verbs[value.kind]
        names |= rules().money if MONEY.search(value.content) else frozenset()
        words = frozenset(word for part in made.parts for word in part.terms) | names
        seen: set[tuple[str, int]] = set()
        for passage in (*passages.sharing(words), *self._sought(made)):
            place = (passage.document.id, passage.span.start)
            day = self._later(made, passage)
            if place in seen or day is None:
                continue
            seen.add(place)
            share, part = max(
                ((covered(p, passage.terms, passages.telling), p) for p in made.parts),
                key=lambda pair: pair[0],
                default=(0.0, None),
            )
            if share < LEAST and not names & passage.stems:
                continue
            named = bool(names & passage.stems) and (
                (share >= LEAST and _about(made, part, passage)) or self._meant(made, passage)
            )
            held = part.acts if part is not None else frozenset()
            much = share if part and several(part, passage.terms, passage.stems) else min(share, LEAST)
            told = fates.fated(
                value, sides, passage, held, words, sure=made.sure, named=named, share=much, most=MUCH
            )
            for fate in told:
                if (fate.whole or not whole) and day <= self._last(made, fate.days):
                    yield link(fate.state, day, passage, None, fate.why, share)
            if part is not None and not whole and much >= MUCH:
                yield from self._in_words(made, part, sides, passage, day, share)

    def _last(self, made: Made, days: int) -> datetime.date:
        """Return the last day on which a report can mean it, a while after the day by which it was due at least."""
        last = made.day_or_min + datetime.timedelta(days=days)
        return max(last, made.value.due.end + LATE) if made.value.due else last

    def _in_words(
        self, made: Made, part: Part, sides: fates.Sides, passage: Passage, day: datetime.date, share: float
    ) -> Iterator[Link]:
        """Yield that it was done, or was not, as far as the words of a sentence tell."""
        value = made.value
        asked = value.kind in ("demand", "ultimatum")
        if part.negative or part.verb is None or (part.verb in rules().lasting and not part.acts):
            return
        if fates.undone(part, passage):
            if value.kind in ("promise", "agreement", *ASKING) and fates.overdue(
                value, made.day_or_min, passage
            ):
                state = "unanswered" if asked else "broken"
                yield link(state, day, passage, None, "it was not done, as the report says", share)
        elif fates.done(
            part, sides, passage, by="addressee" if asked else "maker", alone=len(part.own) >= TWO
        ):
            yield link("kept", day, passage, None, "it was done, as the report says", share)
        elif value.kind == "offer" and fates.done(part, sides, passage, by="addressee", alone=False):
            yield link(
                "accepted", day, passage, None, "whom it was made to did it, as the report says", share
            )

    def _later(self, made: Made, passage: Passage) -> datetime.date | None:
        """Return the day of a report that came after the making and tells of days after it; None for others."""
        published, when = passage.published, passage.when
        if published is None or made.day is None:
            return None
        first = made.record.first_reported
        if passage.document.id in made.documents and (first is None or published <= first):
            return None
        if (
            published < made.day
            or passage.looks_back(made.years)
            or (when is not None and when.end < made.day)
        ):
            return None
        return max(when.end, made.day) if when is not None and when.end - when.start <= VAGUE else published

    def _sought(self, made: Made) -> list[Passage]:
        """Return the sentences of articles that are found by the words of the undertaking, whoever acts in them."""
        name = made.record.record_id
        if name not in self._read_besides:
            self._read_besides[name] = _once(self._besides(made))
        return self._read_besides[name]

    def _besides(self, made: Made) -> list[Passage]:
        if made.day is None:
            return []
        found: list[Passage] = []
        if made.value.kind in rules().silence.kinds:
            for ours, theirs in product(_called(made.makers), _called(made.addressees)):
                found += self._near.sought((ours, theirs), made.day)
        parties = (*made.value.by[:1], *made.value.to[:1])
        called = [w for actor in parties for w in WORD.findall(actor.name)[-1:]]
        for part in made.parts:
            told = WORD.findall(part.text)
            words = [w for w in told if terms(w) & part.terms.keys()] or sorted(part.terms)[:1]
            acted = [w for w in told if stem(w) == part.verb]
            large = [w for w in words[1:] if w[0].isupper()]
            others = dict.fromkeys((*words[1:2], *large[:1], *called, *acted[:1]))
            pairs = [(words[0], other) for other in others if other != words[0]] if words else []
            pairs += product(words[1:2], called[:1])  # what it is done to, where the report has another verb
            pairs += product(words[1:THINGS], _called(made.makers))
            for pair in pairs:
                found += self._near.sought(pair, made.day)
        return found

    def _told_again(self, made: Made) -> Iterator[Link]:
        """Yield the states that other articles tell of the same commitment, coded as another."""
        rule_days = datetime.timedelta(days=rules().silence.days)
        others = {o.record.record_id: o for maker in made.makers for o in self._by_maker[maker]}
        for other in others.values():
            if other is made or other.day is None or not may_be_one(made, other):
                continue
            assert made.day is not None
            if not made.day <= other.day <= made.day + rule_days:
                continue
            for step in other.value.history:
                if (
                    step.state != "open"
                    and step.date is not None
                    and plausible(step, other.value, other.parts)
                ):
                    why = f"as another article tells of it ({other.value.kind})"
                    told = dataclasses.replace(step, record=other.record.record_id, reason=why)
                    yield Link(step=told, score=ALIKE, newest=step.date)

    def _why_open(self, made: Made) -> str:
        if not made.makers:
            return "who made it is not known, so nothing later can be laid to it"
        if made.day is None:
            return "when it was made is not known, so no report can be said to be later"
        newest = self._near_of(made).newest
        due = made.value.due
        if newest is None or newest <= made.day:
            return "nothing was reported of the parties since"
        if due is not None and due.end < newest:
            return f"it was due by {due.end}; nothing reported up to {newest} tells what became of it"
        if made.parts and all(part.verb in rules().lasting for part in made.parts):
            return (
                f"no single deed shows whether it is kept; nothing reported up to {newest} says that it ended"
            )
        if made.conditional:
            return f"it depends on a condition; nothing reported up to {newest} decides what became of it"
        return f"nothing reported up to {newest} tells what became of it"


def _about(made: Made, part: Part | None, passage: Passage) -> bool:
    """Return whether a sentence shares more than a word with an undertaking, or names who made it, if he has a country."""
    if part is not None and several(part, passage.terms, passage.stems):
        return True
    return bool(made.makers & passage.countries) or not any(a.country for a in made.value.by)


def _once(passages: Iterable[Passage]) -> list[Passage]:
    """Return each sentence once."""
    return list({(p.document.id, p.span.start): p for p in passages}.values())


def _called(lands: frozenset[str]) -> Iterator[str]:
    """Yield the names and adjectives by which an article can be found that is about one of few countries."""
    for land in sorted(lands)[:TWO]:
        yield from adjectives().get(land, ())
