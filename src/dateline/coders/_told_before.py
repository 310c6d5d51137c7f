"""Dates that one event takes over from another: acts told again, and what somebody adds on the day that he spoke."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable

from dateline.model import Event, When

VERBAL = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONCEDE"})
NEAR = 700  # code points: about four sentences
MONTH = datetime.timedelta(days=31)
RECENT = datetime.timedelta(days=7)


@dataclasses.dataclass(frozen=True, slots=True)
class SpokenOn:
    """A day on which somebody spoke, and where the text says so."""

    actor: str
    at: int
    date: When


def inherit(
    events: tuple[Event, ...], spoken: Iterable[SpokenOn] = (), published: When | None = None
) -> tuple[Event, ...]:
    """Return the events with undated ones dated like an earlier telling of the same act.

    The same act: same type, no party that the earlier has not, and the earlier one has a time of its own. Acts told in the
    pluperfect or named by a noun are the ones that were told before. Words without a day of their own were spoken on the
    day that the text gave last for the same speaker, a few sentences up at most.
    """
    done: list[Event] = []
    days = list(spoken)
    for event in events:
        if event.date is None and event.status in ("actual", "historical"):
            earlier = next((e for e in reversed(done) if _same_act(e, event)), None)
            if earlier is not None and earlier.date is not None:
                date = dataclasses.replace(earlier.date, basis="inferred", text=None, span=None)
                event = dataclasses.replace(event, date=date, status=earlier.status)
        elif event.date is not None and event.date.basis == "published":
            day = (
                _spoken(event, days, published)
                if event.event_type in VERBAL
                else _told(event, done, published)
            )
            if day is not None:
                event = dataclasses.replace(
                    event, date=dataclasses.replace(day, basis="inferred", text=None, span=None)
                )
        told = event.date is not None and event.date.text is not None and event.event_type in VERBAL
        if told and event.date is not None and event.status == "actual":
            days.extend(SpokenOn(a.id, event.trigger.start, event.date) for a in event.actors)
        done.append(event)
    return tuple(done)


def _told(event: Event, done: list[Event], published: When | None) -> When | None:
    """The day of the same act, told before with the same parties: nothing says that it took place once more."""
    sides = {a.id for a in event.actors}, {a.id for a in event.recipients}
    for earlier in reversed(done):
        if (
            (earlier.event_type, earlier.mode, earlier.status) == (event.event_type, event.mode, event.status)
            and sides == ({a.id for a in earlier.actors}, {a.id for a in earlier.recipients})
            and (sides[1] or len(sides[0]) > 1)
            and earlier.date is not None
            and earlier.date.basis in ("stated", "relative", "inferred")
            and published is not None
            and published.start - MONTH <= earlier.date.start <= published.end
        ):
            return earlier.date
    return None


def _spoken(event: Event, days: list[SpokenOn], published: When | None) -> When | None:
    mine = {a.id for a in event.actors}
    near = [d for d in days if d.actor in mine and 0 < event.trigger.start - d.at < NEAR and d.date.is_day]
    if not near or published is None:
        return None
    last = max(near, key=lambda d: d.at).date
    return last if published.start - RECENT <= last.start <= published.end else None


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
