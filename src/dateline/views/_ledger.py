"""What later reports made of a commitment: its states, each with the report behind it."""

from __future__ import annotations

import dataclasses
import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from dateline.model import Commitment, Event, Record, StateChange, When
from dateline.resolvers import stem
from dateline.views import _ledger_fates as fates
from dateline.views._ledger_passages import Deed, Near, Neighbourhood, Passage, countries
from dateline.views._ledger_rules import Rule, adjectives, rules
from dateline.views._ledger_told import one_side, plausible
from dateline.views._ledger_words import WORD, Part, covered, parts, terms

VAGUE = datetime.timedelta(days=31)  # an act dated more vaguely is dated by its report
LATE = datetime.timedelta(days=180)  # after the day it was due, in which a deed still fulfils
SAME_VERB, SAME_ACT = 1.0, 0.8
ACT_SHARE = 0.4  # of the score; the rest is the share of the telling words
LEAD = 4  # words of a content in which stands who is to act
SHORT = 160  # characters of a sentence in which an act without a coded event has no other object
NAMED = 0.5  # share that "the offer" counts for
MUTUAL = frozenset({"meet", "phone", "sign"})  # acts that take two
MUCH = 0.6  # share of the telling words from which the words of a report alone tell what became of it
ASKING = ("demand", "ultimatum")
LEAST = 0.3  # share of the telling words without which nothing is linked
TWO = 2  # words at least, and
ALIKE = 0.5  # share of the telling words for a commitment told again


@dataclass(frozen=True, kw_only=True)
class Made:
    """A commitment with what is needed to find its reports.

    Attributes:
        record: its record.
        value: its canonical reading.
        day: when it was made, or else reported; None if unknown.
        makers: countries of those who made it.
        addressees: countries of those it is for, or of whom something is wanted.
        sure: whether its own sentence names the addressees; else those named before it stand for them.
        here: the sentence in which it stands.
        parts: what it undertakes.
        documents: articles that report it.
    """

    record: Record
    value: Commitment
    day: datetime.date | None
    makers: frozenset[str]
    addressees: frozenset[str]
    sure: bool
    here: Passage | None
    parts: tuple[Part, ...]
    documents: frozenset[str]

    @property
    def day_or_min(self) -> datetime.date:
        """The day of the making, the earliest there is if it is not known."""
        return self.day or datetime.date.min

    @property
    def short(self) -> frozenset[str]:
        """All telling words."""
        return frozenset(word for part in self.parts for word in part.own)


@dataclass(frozen=True, kw_only=True)
class Link:
    """A report that gives a commitment a state, with the score and the reason."""

    step: StateChange
    score: float
    newest: datetime.date


class Ledger:
    """Follows commitments through the reports of the countries that they bind."""

    def __init__(self, near: Neighbourhood, records: Iterable[Record]) -> None:
        self._near = near
        told = [(r, r.value) for r in records if isinstance(r.value, Commitment)]
        near.read(a.country for _, value in told for a in (*value.by, *value.to) if a.country)
        self._made = {record.record_id: self._read(record, value) for record, value in told}
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
        steps = _course(told, self._links(made))
        state = steps[-1].state if steps else "open"
        if state == "open":
            last = steps[-1] if steps else StateChange(state="open", date=made.day)
            steps = (*steps[:-1], dataclasses.replace(last, reason=self._why_open(made)))
        value = dataclasses.replace(made.value, state=state, history=steps)
        return dataclasses.replace(record, value=value)

    def _read(self, record: Record, value: Commitment) -> Made:
        makers = frozenset(a.country or a.id for a in value.by)
        passages = self._near.of(makers)
        here, before = passages.at(value.evidence), passages.before(value.evidence)
        to = frozenset(a.country for a in value.to if a.country) - makers
        lead = "" if value.content.startswith(("to ", "not ")) else " ".join(value.content.split()[:LEAD])
        to = to or countries(lead) - makers
        to = to or (here.countries - makers if here and not value.to else to)
        likely = frozenset(c for p in before for c in p.countries) - makers
        own = frozenset(word for a in value.by for word in terms(a.name)) | _own_names(value.content, makers)
        return Made(
            record=record,
            value=value,
            day=_day_made(here, record),
            makers=makers,
            addressees=to or likely,
            sure=bool(to),
            here=here,
            parts=parts(value, " ".join(p.text for p in before), own),
            documents=frozenset(r.document for r in record.reports),
        )

    def _links(self, made: Made) -> list[Link]:
        if made.day is None or not made.makers:
            return []
        passages = self._near_of(made)
        found = [
            *self._deeds(made, passages),
            *self._silences(made, passages),
            *self._told_again(made),
            *self._fates(made, passages),
        ]
        return sorted(found, key=lambda link: (link.newest, link.step.record is None, -link.score))

    def _near_of(self, made: Made) -> Near:
        return self._near.of(made.makers | made.addressees)

    def _deeds(self, made: Made, passages: Near) -> Iterator[Link]:
        """Yield what the parties did."""
        assert made.day is not None
        for rule in rules().rules:
            if made.value.kind not in rule.kinds:
                continue
            if rule.who == "addressee" and rule.same and not made.sure:
                continue  # who should do it is not told
            who = made.makers if rule.who == "maker" else made.addressees
            for part in made.parts:
                if rule.same and part.negative != rule.negative:
                    continue
                if rule.negative and _conditional(made.value):
                    continue
                if rule.same and (part.verb in rules().lasting and not rule.negative):
                    continue
                words = {*part.terms, *(rules().names[made.value.kind] if rule.named else ())}
                for passage in passages.sharing(words):
                    if passage.published is None or passage.published < made.day:
                        continue
                    yield from self._judged(made, rule, part, passage, who)

    def _judged(
        self, made: Made, rule: Rule, part: Part, passage: Passage, who: frozenset[str]
    ) -> Iterator[Link]:
        """Yield the link that a sentence makes, if it makes one."""
        for deed in _deeds_of(made, passage, rule, who):
            share = self._share(made, rule, part, passage, deed)
            like = _act(part, rule, deed) if share >= LEAST else 0.0
            if like == 0.0 or not _between(made, part, passage, deed):
                continue
            day = _when(made, passage, deed)
            score = ACT_SHARE * like + (1 - ACT_SHARE) * share
            if day is not None and _in_time(made, rule, day) and score >= rules().threshold:
                yield _link(rule.state, day, passage, deed.record, f"{rule.why} (score {score:.2f})", score)
                return

    def _share(self, made: Made, rule: Rule, part: Part, passage: Passage, deed: Deed) -> float:
        """Return how well a sentence names what was undertaken, 0 to 1."""
        near = self._near_of(made)
        if rule.same:
            share = covered(part, passage.terms, near.telling)
            named = part.thing is not None and part.thing in passage.own_terms and near.rare(part.thing)
            return max(share, NAMED) if named else share
        names, around = rules().names[made.value.kind], passage.around(deed)
        share = covered(part, (around & passage.own_terms) - names, near.telling)
        named = rule.named and bool(names & around) and _to_maker(made, deed)
        if passage.owners(deed) - made.makers - made.addressees:
            return 0.0  # "a plan by Peru"
        if named and (share >= LEAST or self._meant(made, passage)):
            return max(share, NAMED)
        return share if part.thing in around else 0.0

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
            if any(made.makers & _actors(deed) for deed in passage.coded):
                continue  # it is the maker who is silent there
            share = max((covered(part, passage.own_terms, near.telling) for part in made.parts), default=0.0)
            if share >= LEAST or self._meant(made, passage):
                record = next((s.record for s in passage.events), None)
                yield _link(rule.state, day, passage, record, rule.why, share)

    def _fates(self, made: Made, passages: Near) -> Iterator[Link]:
        """Yield what sentences say became of it, and deeds that only their words tell."""
        value, sides = made.value, fates.Sides.of(made.value, made.makers, made.addressees)
        names = rules().names[value.kind] | rules().verbs[value.kind]
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
            named = bool(names & passage.stems) and (share >= LEAST or self._meant(made, passage))
            held = part.acts if part is not None else frozenset()
            for fate in fates.fated(value, sides, passage, held, words, named=named, share=share, most=MUCH):
                if day <= made.day_or_min + datetime.timedelta(days=fate.days):
                    yield _link(fate.state, day, passage, None, fate.why, share)
            if (
                part is not None
                and share >= MUCH
                and len(part.terms.keys() & passage.terms) >= min(TWO, len(part.terms))
            ):
                yield from self._in_words(made, part, sides, passage, day, share)

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
                yield _link(state, day, passage, None, "it was not done, as the report says", share)
        elif fates.done(
            part, sides, passage, by="addressee" if asked else "maker", alone=len(part.own) >= TWO
        ):
            yield _link("kept", day, passage, None, "it was done, as the report says", share)

    def _later(self, made: Made, passage: Passage) -> datetime.date | None:
        """Return the day of a report that came after the making and tells of days after it; None for others."""
        published, when = passage.published, passage.when
        if published is None or made.day is None or passage.document.id in made.documents:
            return None
        if published < made.day or passage.looks_back or (when is not None and when.end < made.day):
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
            words = [w for w in told if terms(w) & part.terms.keys()]
            acted = [w for w in told if stem(w) == part.verb]
            large = [w for w in words[1:] if w[0].isupper()]
            others = dict.fromkeys((*words[1:2], *large[:1], *called, *acted[:1]))
            for other in others if words else ():
                if other != words[0]:
                    found += self._near.sought((words[0], other), made.day)
        return found

    def _told_again(self, made: Made) -> Iterator[Link]:
        """Yield the states that other articles tell of the same commitment, coded as another."""
        rule_days = datetime.timedelta(days=rules().silence.days)
        others = {o.record.record_id: o for maker in made.makers for o in self._by_maker[maker]}
        for other in others.values():
            if other is made or other.day is None or not _may_be_one(made, other):
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
        if _conditional(made.value):
            return f"it depends on a condition; nothing reported up to {newest} decides what became of it"
        return f"nothing reported up to {newest} tells what became of it"


def _once(passages: Iterable[Passage]) -> list[Passage]:
    """Return each sentence once."""
    return list({(p.document.id, p.span.start): p for p in passages}.values())


def _called(lands: frozenset[str]) -> Iterator[str]:
    """Yield the names and adjectives by which an article can be found that is about one of few countries."""
    for land in sorted(lands)[:TWO]:
        yield from adjectives().get(land, ())


def _own_names(text: str, makers: frozenset[str]) -> frozenset[str]:
    """Return the words of a text that name the makers' own country: "to move the American embassy"."""
    large = (word for word in WORD.findall(text) if word[0].isupper())
    return frozenset(t for word in large if countries(word) & makers for t in terms(word))


def _deeds_of(made: Made, passage: Passage, rule: Rule, who: frozenset[str]) -> Iterator[Deed]:
    """Yield the acts that a sentence lays to one of some countries."""
    for deed in passage.coded:
        assert deed.event is not None
        own = rule.who != "maker" or one_side(made.value.by, deed.event.actors)
        if own and who & _actors(deed) and (not rule.types or deed.event.event_type in rule.types):
            yield deed
    if rule.same or len(passage.text) <= SHORT:
        yield from passage.told(who)


def _act(part: Part, rule: Rule, deed: Deed) -> float:
    """Return how well an act fits what the rule asks for."""
    if not rule.same:
        return SAME_VERB if deed.acts & rule.acts else 0.0
    if part.verb is not None and part.verb in deed.stems:
        return SAME_VERB
    return SAME_ACT if deed.acts & part.acts else 0.0


def _to_maker(made: Made, deed: Deed) -> bool:
    """Return whether nobody else is named as the one who is answered."""
    to = frozenset(a.country for a in deed.event.recipients if a.country) if deed.event else frozenset()
    return not to or bool(to & (made.makers | made.addressees))


def _between(made: Made, part: Part, passage: Passage, deed: Deed) -> bool:
    """Return whether both sides are named where the act takes two, as talks do."""
    both = made.makers | made.addressees
    return (
        not (deed.acts & part.acts) <= MUTUAL
        or deed.acts.isdisjoint(part.acts)
        or len(both & passage.countries) >= TWO
    )


def _when(made: Made, passage: Passage, deed: Deed) -> datetime.date | None:
    """Return the day of an act that came after the making; None if it did not surely come after."""
    assert made.day is not None
    when = deed.event.date if deed.event else passage.when
    if deed.event is None and passage.looks_back:
        return None
    if when is not None and when.end - when.start <= VAGUE and when.basis != "inferred":
        later = when.start > made.day or (when.end > made.day and _out_later(made, passage))
        apart = (
            passage.document.id not in made.documents and not deed.acts & MUTUAL
        )  # they agreed on it when they met
        same_day = when.start == made.day and apart
        return when.end if later or same_day else None
    if when is not None or (deed.event is not None and deed.event.status == "historical"):
        return None
    return passage.published if _out_later(made, passage) else None


def _out_later(made: Made, passage: Passage) -> bool:
    assert made.day is not None
    return passage.published is not None and passage.published > made.day


def _in_time(made: Made, rule: Rule, day: datetime.date) -> bool:
    assert made.day is not None
    due = made.value.due
    last = made.day + datetime.timedelta(days=rule.days)
    return day <= (min(last, due.end + LATE) if due and rule.same and not rule.negative else last)


def _link(
    state: str, day: datetime.date, passage: Passage, record: str | None, why: str, score: float
) -> Link:
    published = passage.document.published
    step = StateChange(
        state=state,  # type: ignore[arg-type]
        date=day,
        record=record,
        evidence=passage.evidence,
        reason=why,
        latest=published is not None and not published.is_day and day == published.end,
    )
    return Link(step=step, score=score, newest=day)


def _course(told: Sequence[StateChange], links: Iterable[Link]) -> tuple[StateChange, ...]:
    """Return the steps that can follow each other; the article's own come first."""
    steps: list[StateChange] = []
    for step in told:
        if not steps or step.state != steps[-1].state:
            steps.append(step)
    for link in links:
        state = steps[-1].state if steps else "open"
        if link.step.state in rules().after[state]:
            steps.append(link.step)
    return tuple(steps)


def _actors(deed: Deed) -> frozenset[str]:
    return frozenset(a.country for a in deed.event.actors if a.country) if deed.event else frozenset()


def _conditional(value: Commitment) -> bool:
    return value.condition is not None or bool(rules().conditional.search(value.content))


def _may_be_one(left: Made, right: Made) -> bool:
    """Return whether two commitments are the same one, as far as a state of one can be that of the other."""
    kinds = {left.value.kind, right.value.kind}
    alike = len(kinds) == 1 or kinds in (
        {"offer", "promise"},
        {"promise", "agreement"},
        {"demand", "ultimatum"},
    )
    if not alike or not left.makers & right.makers or left.day is None or right.day is None:
        return False
    if left.here is not None and left.here == right.here and len(kinds) == 1:
        return True  # "offered vaccines and was prepared to send them": one answer to both
    soon = right.day - left.day <= datetime.timedelta(days=rules().soon)
    if len(kinds) == 1 and soon and _same_deed(left, right):
        return True
    ours, theirs = left.short, right.short
    shared = ours & theirs
    fewest = min(len(ours), len(theirs))
    if fewest == 1 and shared and soon:
        return len(kinds) == 1  # "the corridor" that was offered last week
    return len(shared) >= TWO and len(shared) / fewest >= ALIKE


def _same_deed(left: Made, right: Made) -> bool:
    """Return whether one of two tells no more than the verb of the other: "the offer to mediate"."""
    verbs = [
        {p.verb for p in made.parts if p.verb and p.verb not in rules().lasting} for made in (left, right)
    ]
    bare = any(not made.short or made.short <= {p.verb for p in made.parts} for made in (left, right))
    return bare and bool(verbs[0] & verbs[1])


def _day_made(here: Passage | None, record: Record) -> datetime.date | None:
    """Return the day on which the makers acted as the sentence tells it, else that of the first report."""
    dates = [e.date for e in _making(here) if e.date is not None and _told(e.date)]
    if dates:
        return min(d.end for d in dates)
    return record.first_reported


def _making(here: Passage | None) -> Iterator[Event]:
    for stored in here.events if here else ():
        event = stored.value
        if isinstance(event, Event) and event.event_type in (
            "AGREE",
            "CONCEDE",
            "THREATEN",
            "REQUEST",
            "SUPPORT",
        ):
            yield event


def _told(when: When) -> bool:
    return when.basis in ("stated", "relative") and when.end - when.start <= VAGUE
