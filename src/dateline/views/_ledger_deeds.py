"""Deeds of the parties that give a commitment a state: it was done, or undone, answered or refused."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

from dateline.views._ledger_links import Link, link
from dateline.views._ledger_made import TWO, VAGUE, Made
from dateline.views._ledger_near import Near
from dateline.views._ledger_passages import Deed, Passage
from dateline.views._ledger_rules import Rule, rules
from dateline.views._ledger_told import one_side
from dateline.views._ledger_words import Part, alike, covered, several

LATE = datetime.timedelta(days=180)  # after the day it was due, in which a deed still fulfils
SAME_VERB, SAME_ACT, USUAL_ACT = 1.0, 0.8, 0.7
ACT_SHARE = 0.4  # of the score; the rest is the share of the telling words
SHORT = 160  # characters of a sentence in which an act without a coded event has no other object
NEXT = 0.75  # what words of the next sentences count for
NAMED = 0.5  # share that "the offer" counts for
MUTUAL = frozenset({"meet", "phone", "sign"})  # acts that take two
LEAST = 0.3  # share of the telling words without which nothing is linked


class Deeds:
    """Judges what the parties of one commitment did.

    Args:
        made: the commitment.
        near: the sentences that are about its parties.
        meant: whether a sentence that names no matter can only mean this commitment.
    """

    def __init__(self, made: Made, near: Near, meant: Callable[[Passage], bool]) -> None:
        self._made, self._near, self._meant = made, near, meant

    def links(self) -> Iterator[Link]:
        """Yield what the parties did."""
        made = self._made
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
                if rule.negative and made.conditional:
                    continue
                if rule.same and (part.verb in rules().lasting and not rule.negative):
                    continue
                words = {*part.terms, *(rules().names[made.value.kind] if rule.named else ())}
                for passage in self._near.sharing(words):
                    if passage.published is None or passage.published < made.day:
                        continue
                    yield from self._judged(rule, part, passage, who)

    def _judged(self, rule: Rule, part: Part, passage: Passage, who: frozenset[str]) -> Iterator[Link]:
        """Yield the link that a sentence makes, if it makes one."""
        made = self._made
        for deed in _deeds_of(made, passage, rule, who):
            share = self._share(rule, part, passage, deed)
            like = _act(part, rule, deed) if share >= LEAST else 0.0
            if like == 0.0 or not _between(made, part, passage, deed):
                continue
            day = _when(made, passage, deed)
            score = ACT_SHARE * like + (1 - ACT_SHARE) * share
            if day is not None and _in_time(made, rule, day) and score >= rules().threshold:
                yield link(rule.state, day, passage, deed.record, f"{rule.why} (score {score:.2f})", score)
                return

    def _share(self, rule: Rule, part: Part, passage: Passage, deed: Deed) -> float:
        """Return how well a sentence names what was undertaken, 0 to 1."""
        made, near = self._made, self._near
        if rule.same:
            share = covered(part, passage.terms, near.telling)
            if not part.own and self._bare(rule, part, passage, deed):
                share = max(share, NAMED)  # "to step down" names nothing else
            named = part.thing is not None and part.thing in passage.own_terms and near.rare(part.thing)
            if 0.0 < share < LEAST or (named and share < NAMED):
                wide = covered(part, passage.terms | near.beside(passage), near.telling)
                share += NEXT * (wide - share)
            return max(share, NAMED) if named else share
        names, around = rules().names[made.value.kind], passage.around(deed)
        share = covered(part, (around & passage.own_terms) - names, near.telling)
        named = rule.named and bool(names & around) and _to_maker(made, deed)
        if passage.owners(deed) - made.makers - made.addressees:
            return 0.0  # "a plan by Peru"
        if part.named_by(around) and made.makers & passage.countries:
            return max(share, NAMED)  # "accepted Japan's mediation", which it had offered
        more = several(part, (around & passage.own_terms) - names, frozenset())
        about = share >= LEAST and (more or bool(made.makers & passage.countries))
        if named and (about or self._meant(passage)):
            return max(share, NAMED)
        return share if part.thing in around and more else 0.0

    def _bare(self, rule: Rule, part: Part, passage: Passage, deed: Deed) -> bool:
        """Return whether the very ones who are to do it soon did what a verb without an object says."""
        if deed.event is None or part.verb is None or not self._soon(passage):
            return False
        ours = self._made.value.by if rule.who == "maker" else self._made.value.to
        return one_side(ours, deed.event.actors, closely=True) and (
            part.verb in deed.stems or _usual(part, deed)
        )

    def _soon(self, passage: Passage) -> bool:
        """Return whether a sentence was out shortly after the making, or the day by which it was due."""
        made, soon = self._made, datetime.timedelta(days=rules().soon)
        assert made.day is not None
        last = max(made.day, made.value.due.end) if made.value.due else made.day
        return passage.published is not None and passage.published <= last + soon


def _deeds_of(made: Made, passage: Passage, rule: Rule, who: frozenset[str]) -> Iterator[Deed]:
    """Yield the acts that a sentence lays to one of some countries."""
    for deed in passage.coded:
        assert deed.event is not None
        ours = made.value.by if rule.who == "maker" else made.value.to
        home = bool(made.makers & made.addressees)  # both sides are of one country
        own = (rule.who != "maker" and not home) or one_side(ours, deed.event.actors, closely=home)
        if own and who & actors(deed) and (not rule.types or deed.event.event_type in rule.types):
            yield deed
    if made.makers.isdisjoint(made.addressees) and (rule.same or len(passage.text) <= SHORT):
        yield from passage.told(who)


def _act(part: Part, rule: Rule, deed: Deed) -> float:
    """Return how well an act fits what the rule asks for."""
    if not rule.same:
        return SAME_VERB if deed.acts & rule.acts else 0.0
    if part.verb is not None and part.verb in deed.stems:
        return SAME_VERB
    if deed.acts & part.acts:
        return SAME_ACT
    return USUAL_ACT if _usual(part, deed) else 0.0


def _usual(part: Part, deed: Deed) -> bool:
    """Return whether the news uses the words of a deed for what was undertaken."""
    words = deed.event.trigger.text.split() if deed.event else sorted(deed.stems)
    return bool(words) and alike(part, words[0], words[1] if len(words) > 1 else "")


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
    if deed.event is None and passage.looks_back(made.years):
        return None
    if when is not None and when.end - when.start <= VAGUE and when.basis != "inferred":
        later = when.start > made.day or (when.end > made.day and _out_later(made, passage))
        apart = (
            passage.document.id not in made.documents and not deed.acts & MUTUAL
        )  # they agreed on it when they met
        same_day = when.start == made.day and apart
        return when.end if later or same_day else None
    if when is not None and when.basis == "inferred" and when.end - when.start <= VAGUE:
        return when.end if when.start > made.day and _out_later(made, passage) else None
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


def actors(deed: Deed) -> frozenset[str]:
    """Return the countries of those who act."""
    return frozenset(a.country for a in deed.event.actors if a.country) if deed.event else frozenset()
