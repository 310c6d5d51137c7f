"""Sets the date of an event: the one stage that decides when an act took place.

The order is: a time expression that the grammar ties to the act; one of the clause that reports it; any other of the
sentence; the day of publication for acts told as new. Plans and possibilities get a date only when one is stated.
"""

from __future__ import annotations

import dataclasses
import datetime
from dataclasses import dataclass

from dateline.coders._acts import Act
from dateline.model import Annotations, Document, Event, Sentence, TimeExpression, Token, When
from dateline.model.event import Status

HISTORICAL_AFTER = datetime.timedelta(days=90)
VERBAL = ("VERB", "AUX")
PREMODIFIERS = ("compound", "amod", "nmod:poss")
OWN, REPORTING, NEARBY, ELSEWHERE = 3, 2, 1, 0


@dataclass(frozen=True, slots=True)
class _Timed:
    expression: TimeExpression
    head: Token


class EventDates:
    """Dates the acts of one document."""

    def __init__(self, document: Document, annotations: Annotations) -> None:
        self._published = document.published
        self._times: dict[int, list[TimeExpression]] = {}
        starts = [(s.span.start, s.span.end, s.index) for s in annotations.sentences or ()]
        at = 0
        for time in sorted(annotations.times or (), key=lambda t: t.span.start):
            while at < len(starts) and starts[at][1] <= time.span.start:
                at += 1
            if at < len(starts) and time.when is not None and time.kind in ("DATE", "TIME"):
                self._times.setdefault(starts[at][2], []).append(time)

    def of(self, sentence: Sentence, act: Act) -> When | None:
        """Return when the act took or takes place, None when nothing tells."""
        status = act.status or "actual"
        timed = [t for e in self._times.get(sentence.index, ()) if (t := _timed(sentence, e))]
        ranked = [
            (_tie(sentence, act.trigger, t.head), t) for t in timed if self._possible(status, t.expression)
        ]
        ranked.sort(key=lambda r: (-r[0], abs(r[1].head.index - act.trigger.index)))
        if ranked and (status == "actual" or ranked[0][0] >= OWN):
            return ranked[0][1].expression.when
        if (
            status in ("actual", "negated")
            and self._published is not None
            and not _is_background(sentence, act.trigger)
        ):
            return When(
                start=self._published.start, end=self._published.end, precision=self._published.precision,
                basis="published",
            )  # fmt: skip
        return None

    def status(self, act: Act, date: When | None) -> Status:
        """Return the act's status; actual ones that ended long before publication are historical."""
        status = act.status or "actual"
        if status == "actual" and date is not None and self._published is not None:
            if date.end < self._published.start - HISTORICAL_AFTER:
                return "historical"
            if date.start > self._published.end:
                return "planned"
        return status

    def _possible(self, status: Status, time: TimeExpression) -> bool:
        """Plans lie ahead."""
        if time.when is None or status not in ("planned", "hypothetical") or self._published is None:
            return time.when is not None
        return time.when.end >= self._published.start


def inherit(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """Return the events with undated ones dated like an earlier telling of the same act.

    The same act: same type, no party that the earlier has not, and the earlier one has a time of its own. Acts told in the
    pluperfect or named by a noun are the ones that were told before.
    """
    done: list[Event] = []
    for event in events:
        if event.date is None and event.status in ("actual", "historical"):
            earlier = next((e for e in reversed(done) if _same_act(e, event)), None)
            if earlier is not None and earlier.date is not None:
                date = dataclasses.replace(earlier.date, basis="inferred", text=None, span=None)
                event = dataclasses.replace(event, date=date, status=earlier.status)
        done.append(event)
    return tuple(done)


def _same_act(earlier: Event, event: Event) -> bool:
    if (
        earlier.event_type != event.event_type
        or earlier.date is None
        or earlier.status not in ("actual", "historical")
    ):
        return False
    parties = {a.id for a in (*earlier.actors, *earlier.recipients)}
    mine = {a.id for a in (*event.actors, *event.recipients)}
    return earlier.date.basis in ("stated", "relative") and bool(mine) and mine <= parties


def _timed(sentence: Sentence, expression: TimeExpression) -> _Timed | None:
    """The expression with its topmost word."""
    inside = [t for t in sentence.tokens if expression.span.start <= t.start and t.end <= expression.span.end]
    within = {t.index for t in inside}
    top = next((t for t in inside if t.head not in within), None)
    return _Timed(expression, top) if top is not None else None


def _tie(sentence: Sentence, trigger: Token, time: Token) -> int:
    """How closely the grammar ties a time to the act."""
    chain = _chain(sentence, trigger)
    at: Token | None = sentence.head(time)
    carried = trigger.upos != "VERB" or trigger.dep == "xcomp"
    own = {trigger.index, *(t.index for t in chain[:1] if carried)}
    if (
        at is not None
        and at.index != trigger.index
        and time.dep in PREMODIFIERS
        and at.upos in ("NOUN", "PROPN")
    ):
        return ELSEWHERE
    while at is not None:
        if at.index in own:
            return OWN
        if at.index in {t.index for t in chain}:
            return REPORTING
        if at.upos in VERBAL and at.index != trigger.index:
            return NEARBY if any(t.index == trigger.index for t in _chain(sentence, at)) else ELSEWHERE
        at = sentence.head(at)
    return ELSEWHERE


def _chain(sentence: Sentence, token: Token) -> list[Token]:
    """The verbs above a word, nearest first."""
    found = []
    at = sentence.head(token)
    while at is not None:
        if at.upos in VERBAL or sentence.children(at, "cop", "nsubj"):
            found.append(at)
        at = sentence.head(at)
    return found


def _is_background(sentence: Sentence, trigger: Token) -> bool:
    """Whether the act is told in the pluperfect: it happened before the story."""
    verbs = [trigger, *_chain(sentence, trigger)[:1]] if trigger.upos != "VERB" else [trigger]
    return any(aux.text.lower() in ("had", "'d") for verb in verbs for aux in sentence.children(verb, "aux"))
