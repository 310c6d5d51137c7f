"""Sets the date of an event: the one stage that decides when an act took place.

The order is: a time expression that the grammar ties to the act; a distance to another act of the sentence ("three
days after"); a time of the clause that reports it; the day of which the paragraph tells, for acts told in the simple past
like it; the day of publication for acts told as new. Plans and possibilities
get a date only when one is stated.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from dateline.coders import _distances
from dateline.coders._acts import Act
from dateline.coders._distances import Distance
from dateline.model import Annotations, Document, Sentence, TimeExpression, Token, When
from dateline.model.event import Status

HISTORICAL_AFTER = datetime.timedelta(days=90)
NEWS = datetime.timedelta(days=2)  # so long before a report may be what it reports as new
VERBAL = ("VERB", "AUX")
PREMODIFIERS = ("compound", "amod", "nmod:poss")
SHARED = ("advcl", "conj", "parataxis", "xcomp")  # clauses below an act that take place when it does
SAME_TIME = frozenset({"when", "as", "while", "where", "by", "in"})
FINITE = ("VBD", "VBN", "VBZ", "VBP")
OWN, CARRIED, REPORTING, NEARBY, ELSEWHERE = 4, 3, 2, 1, 0


@dataclass(frozen=True, slots=True)
class _Timed:
    expression: TimeExpression
    head: Token


class EventDates:
    """Dates the acts of one document.

    Args:
        document: what the acts stand in.
        annotations: its layers.
        acts: nouns that name acts: their times are theirs alone.
        carriers: verbs that carry such a noun ("hold talks"): their times are the noun's too.
    """

    def __init__(
        self,
        document: Document,
        annotations: Annotations,
        acts: frozenset[str] = frozenset(),
        carriers: frozenset[str] = frozenset(),
    ) -> None:
        self._published = document.published
        self._acts, self._carriers = acts, carriers
        self._sentences = annotations.sentences or ()
        self._times: dict[int, list[TimeExpression]] = {}
        starts = [(s.span.start, s.span.end, s.index) for s in annotations.sentences or ()]
        at = 0
        for time in sorted(annotations.times or (), key=lambda t: t.span.start):
            while at < len(starts) and starts[at][1] <= time.span.start:
                at += 1
            if at < len(starts):
                self._times.setdefault(starts[at][2], []).append(time)

    def of(self, sentence: Sentence, act: Act) -> When | None:
        """Return when the act took or takes place, None when nothing tells."""
        status = act.status or "actual"
        rank, tied = self._tied(
            sentence, act.trigger, status, named=act.trigger.xpos not in FINITE and not act.announced
        )
        if tied is not None and (rank == OWN or (rank == CARRIED and status == "actual")):
            return tied
        distance = self._distance(sentence, act.trigger)
        shifted = self._shifted(sentence, distance) if distance is not None else None
        if shifted is not None:
            return shifted
        if tied is not None and (status == "actual" or rank >= CARRIED):
            return tied
        if status in ("actual", "negated") and not is_background(sentence, act.trigger):
            return self._going_on(sentence, act.trigger) or self._today()
        return None

    def own(self, sentence: Sentence, verb: Token) -> When | None:
        """Return the time that stands in the verb's own clause, None if there is none."""
        rank, tied = self._tied(sentence, verb, "actual", named=False)
        return tied if rank == OWN else None

    def named(self, sentence: Sentence, noun: Token) -> When | None:
        """Return the time of the act that a noun names, its own or that of the verb that carries it ("held in May")."""
        rank, tied = self._tied(sentence, noun, "actual", named=True)
        return tied if rank >= CARRIED else None

    def status(self, act: Act, date: When | None) -> Status:
        """Return the act's status; actual ones that ended long before publication are historical."""
        status = act.status or "actual"
        if status == "actual" and date is not None and self._published is not None:
            if self._published.start - date.end > HISTORICAL_AFTER:  # the other way round leaves the calendar
                return "historical"
            if date.start > self._published.end:
                return "planned"
        return status

    def _going_on(self, sentence: Sentence, trigger: Token) -> When | None:
        """Return the day of which the paragraph tells, for a simple past that goes on with the story.

        In "On Monday they struck. He called it an outrage." that is Monday, and over paragraphs too if that is the day
        of the news. None where it is the day of publication, or where nothing tells.
        """
        if self._published is None or not _is_told(sentence, trigger):
            return None
        for earlier, when in reversed(self._story):
            if earlier.index >= sentence.index:
                continue
            if not when.is_day or when.end >= self._published.start:
                return None
            if earlier.block == sentence.block or self._published.start - when.end <= NEWS:
                return replace(when, basis="inferred")
        return None

    @cached_property
    def _story(self) -> tuple[tuple[Sentence, When], ...]:
        """The times at which sentences tell that something happened, in their order."""
        found = []
        for sentence in self._sentences:
            for time in self._times.get(sentence.index, ()):
                timed, when = _timed(sentence, time), time.when
                if timed is None or when is None or time.kind not in ("DATE", "TIME"):
                    continue
                verb = next(iter(_chain(sentence, timed.head)), None)
                if (
                    timed.head.dep not in PREMODIFIERS
                    and verb is not None
                    and _tells_the_story(sentence, verb)
                ):
                    found.append((sentence, when))
        return tuple(found)

    def _today(self) -> When | None:
        day = self._published
        if day is None:
            return None
        return When(start=day.start, end=day.end, precision=day.precision, basis="published")

    def _tied(
        self, sentence: Sentence, trigger: Token, status: Status, *, named: bool
    ) -> tuple[int, When | None]:
        """The time that the grammar ties to a word best, and how well it does."""
        ranked = [
            (self._tie(sentence, trigger, t.head), t)
            for e in self._times.get(sentence.index, ())
            if self._possible(status, e, named) and (t := _timed(sentence, e))
        ]
        ranked.sort(key=lambda r: (-r[0], abs(r[1].head.index - trigger.index)))
        if not ranked or ranked[0][0] == ELSEWHERE:
            return ELSEWHERE, None
        rank, best = ranked[0]
        if status == "planned" and _is_limit(sentence, best.head):
            return rank, self._from_now(best.expression.when)
        if _is_since(sentence, best.head) and not _describes(sentence, trigger, best.head):
            return self._begun(sentence, trigger, rank, best.expression.when)
        return rank, best.expression.when

    def _from_now(self, when: When | None) -> When | None:
        """Return the time that is left: "by early June" is any day after the report up to then."""
        if when is None or self._published is None or when.end <= self._published.end:
            return when
        tomorrow = self._published.end + datetime.timedelta(days=1)
        return replace(when, start=min(when.start, tomorrow), precision="range")

    def _begun(
        self, sentence: Sentence, trigger: Token, rank: int, when: When | None
    ) -> tuple[int, When | None]:
        """Return what "since" dates: only what has lasted ("has been shut since May"), from then to the report."""
        lasted = any(t.lemma.lower() == "have" for t in sentence.children(trigger, "aux"))
        if not lasted or when is None or self._published is None or when.start > self._published.end:
            return ELSEWHERE, None
        return rank, replace(when, end=max(when.end, self._published.end), precision="range")

    def _possible(self, status: Status, time: TimeExpression, named: bool) -> bool:
        """Plans lie ahead, what a verb tells as done does not: a later time is that of what was agreed or said."""
        if time.when is None or time.kind not in ("DATE", "TIME"):
            return False
        if self._published is None:
            return True
        if status not in ("planned", "hypothetical"):
            return named or time.when.start <= self._published.end
        return time.when.end >= self._published.start

    def _tie(self, sentence: Sentence, trigger: Token, time: Token) -> int:
        """How closely the grammar ties a time to a word."""
        chain = _chain(sentence, trigger)
        above = {t.index for t in chain}
        carried = {t.index for t in chain[:1] if self._carries(sentence, trigger, t)}
        path = [time, *_above(sentence, time)]
        if _describes(sentence, trigger, time):
            return OWN
        for before, at in pairwise(path):
            if at.index == trigger.index:
                return OWN
            if at.upos in ("NOUN", "PROPN") and (
                before.dep in PREMODIFIERS or self._dates_thing(sentence, before, at)
            ):
                return ELSEWHERE
            if at.index in carried:
                return CARRIED
            if at.index in above:
                reported = trigger.upos in VERBAL and is_background(sentence, trigger)
                return ELSEWHERE if reported and _is_reported(sentence, trigger, at) else REPORTING
            if at.upos in VERBAL:
                return NEARBY if _shares_time(sentence, at, trigger) else ELSEWHERE
            named = at.lemma.lower() in self._acts and not self._is_light(trigger)
            if at.dep == "appos" or (named and not _is_setting(sentence, at)):
                return ELSEWHERE
        return ELSEWHERE

    def _dates_thing(self, sentence: Sentence, time: Token, noun: Token) -> bool:
        """Whether a time says from when a thing is: "a pine tree from 1953"."""
        cases = {c.lemma.lower() for c in sentence.children(time, "case")}
        return time.dep == "nmod" and "from" in cases and noun.lemma.lower() not in self._acts

    def _is_light(self, verb: Token) -> bool:
        return verb.lemma.lower() in self._carriers

    def _carries(self, sentence: Sentence, trigger: Token, verb: Token) -> bool:
        """Whether the verb only carries the act: "to visit" under "plans", "talks" under "held"."""
        if trigger.upos in VERBAL:
            return trigger.dep == "xcomp" and sentence.head(trigger) == verb
        return self._is_light(verb) or trigger.dep == "nsubj"

    def _distance(self, sentence: Sentence, trigger: Token) -> Distance | None:
        """The distance in time that ties the act's clause to another one."""
        spans = [e for e in self._times.get(sentence.index, ()) if e.kind == "DURATION"]
        for distance in _distances.find(sentence, spans) if spans else ():
            clause = list(_clause(sentence, trigger))
            heads = [t.index for t in clause]
            if distance.later.index in heads or distance.earlier.index in heads:
                return distance.seen_from(clause)
        return None

    def _shifted(self, sentence: Sentence, distance: Distance) -> When | None:
        """The date at a distance from another clause: of its own time, or of that above it, if not in the future."""
        for verb in (distance.base, *_chain(sentence, distance.base)):
            tied = self.own(sentence, verb)
            if tied is None and verb.dep == "root" and not is_background(sentence, verb):
                tied = self._today()
            if tied is not None:
                found = distance.applied(tied)
                if self._published is None or found.start <= self._published.end:
                    return found
        return None


def _is_told(sentence: Sentence, word: Token) -> bool:
    """Whether the clause of a word tells in the simple past what happened: not a perfect, a present, a thing that is."""
    at: Token | None = word
    while at is not None:
        if at.upos in VERBAL and at.xpos in ("VBD", "VBN"):
            helpers = {c.lemma.lower() for c in sentence.children(at, "aux")}
            return at.dep in ("root", "conj", "ccomp", "parataxis") and not helpers and at.xpos == "VBD"
        at = sentence.head(at)
    return False


def _tells_the_story(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb tells what happened in the main clause, or right before or beside it: "after the hearing ended"."""
    if verb.dep == "advcl" and verb.xpos == "VBD" and not sentence.children(verb, "aux"):
        head = sentence.head(verb)
        return head is not None and head.dep == "root" and _is_told(sentence, head)
    return verb.dep == "root" and _is_told(sentence, verb)


def _is_setting(sentence: Sentence, noun: Token) -> bool:
    """Whether the act that the noun names is where the other one took place: "at the summit on Monday"."""
    return any(
        c.lemma.lower() in ("at", "during", "in", "on", "amid") for c in sentence.children(noun, "case")
    )


def _is_since(sentence: Sentence, time: Token) -> bool:
    return any(c.lemma.lower() == "since" for c in sentence.children(time, "case", "mark", "advmod"))


def _describes(sentence: Sentence, trigger: Token, time: Token) -> bool:
    """Whether the act's clause tells of the time what happened then: "since 2010, when shells fell on the island"."""
    for at in _clause(sentence, trigger):
        if at.dep == "acl:relcl" and at.head == time.index:
            return True
        whens = [m for m in sentence.children(at, "mark", "advmod") if m.lemma.lower() == "when"]
        if at.dep == "advcl" and any(_follows(sentence, when, time) for when in whens):
            return True
    return False


def _follows(sentence: Sentence, word: Token, time: Token) -> bool:
    """Whether nothing but a comma stands between a time and a word."""
    return word.index > time.index and all(
        t.upos == "PUNCT" for t in sentence.tokens[time.index + 1 : word.index]
    )


def _is_limit(sentence: Sentence, time: Token) -> bool:
    return any(
        c.lemma.lower() in ("by", "before", "until", "within") for c in sentence.children(time, "case")
    )


def _timed(sentence: Sentence, expression: TimeExpression) -> _Timed | None:
    """The expression with its topmost word."""
    inside = [t for t in sentence.tokens if expression.span.start <= t.start and t.end <= expression.span.end]
    within = {t.index for t in inside}
    top = next((t for t in inside if t.head not in within), None)
    return _Timed(expression, top) if top is not None else None


def _clause(sentence: Sentence, token: Token) -> Iterator[Token]:
    """The word and those above it in the same clause, or in one that is coordinated with it."""
    at: Token | None = token
    while at is not None:
        yield at
        same = at.dep in ("xcomp", "conj") or (at.upos in ("NOUN", "PROPN") and at.dep != "root")
        at = sentence.head(at) if same else None


def _above(sentence: Sentence, token: Token) -> Iterator[Token]:
    at = sentence.head(token)
    while at is not None:
        yield at
        at = sentence.head(at)


def _chain(sentence: Sentence, token: Token) -> list[Token]:
    """The verbs above a word, nearest first."""
    return [
        at for at in _above(sentence, token) if at.upos in VERBAL or sentence.children(at, "cop", "nsubj")
    ]


def _shares_time(sentence: Sentence, verb: Token, trigger: Token) -> bool:
    """Whether a clause below the act takes place when it does: "arriving on Monday", "when he visited in May"."""
    at: Token | None = verb
    past = verb.xpos in (
        "VBD",
        "VBG",
        "VB",
    )  # an infinitive with a time gone by: "offered to resign on Monday"
    while at is not None and at.index != trigger.index:
        marks = {m.lemma.lower() for m in sentence.children(at, "mark", "advmod")}
        timed = at.dep != "advcl" or (at.xpos == "VBG" and not marks) or marks & SAME_TIME
        if at.dep not in SHARED or not timed or (at.dep == "xcomp" and not past):
            return False
        at = sentence.head(at)
    return at is not None


def _is_reported(sentence: Sentence, trigger: Token, verb: Token) -> bool:
    """Whether what one says stands between an act and the verb above it."""
    at: Token | None = trigger
    while at is not None and at.index != verb.index:
        if at.dep in ("ccomp", "parataxis"):
            return True
        at = sentence.head(at)
    return False


def is_background(sentence: Sentence, trigger: Token) -> bool:
    """Return whether the act is told in the pluperfect: it happened before the story."""
    verbs = [trigger, *_chain(sentence, trigger)[:1]] if trigger.upos != "VERB" else [trigger]
    if trigger.dep == "acl" and trigger.xpos == "VBN":
        verbs += _chain(sentence, trigger)[:1]
    if trigger.upos == "VERB" and trigger.dep == "conj" and not sentence.children(trigger, "aux", "nsubj"):
        verbs += [v for v in _chain(sentence, trigger)[:1] if v.xpos == "VBN" and trigger.xpos == "VBN"]
    return any(
        aux.text.lower() in ("had", "'d", "’d") for verb in verbs for aux in sentence.children(verb, "aux")
    )
