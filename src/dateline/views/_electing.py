"""How reports together choose a value of a field: the most specific that no more sources contradict than support."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from dateline.store import Stored

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One report, and from whom it is."""

    stored: Stored
    origin: str


@dataclass(slots=True, kw_only=True)
class Told(Generic[T]):
    """One value of a field with those who tell it.

    Attributes:
        value: as the best report has it.
        voice: that report.
        origins: independent sources.
        reports: how many.
    """

    value: T
    voice: Voice
    origins: set[str] = field(default_factory=set)
    reports: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Elected(Generic[T]):
    """The value chosen, the report it is from, and why."""

    value: T
    stored: Stored
    reason: str


def elect(
    options: Iterable[tuple[Voice, T]],
    *,
    key: Callable[[T], Hashable],
    against: Callable[[T, T], bool],
    vagueness: Callable[[T], int],
) -> Elected[T] | None:
    """Return the value that reports choose, None where none tells one.

    Args:
        options: reports with what each tells, the best report first.
        key: equal for values that are one.
        against: whether the second value says that the first is not so.
        vagueness: the less, the more specific.
    """
    told: dict[Hashable, Told[T]] = {}
    for voice, value in options:
        one = told.setdefault(key(value), Told(value=value, voice=voice))
        one.origins.add(voice.origin)
        one.reports += 1
    if not told:
        return None
    counted = [(one, *_counted(one, list(told.values()), against)) for one in told.values()]
    most = max(friends - foes for _, friends, foes in counted)
    held = [row for row in counted if row[1] - row[2] >= min(most, 0)]
    best, friends, foes = min(held, key=lambda row: (vagueness(row[0].value), -row[1]))
    vaguer = any(vagueness(one.value) > vagueness(best.value) for one in told.values())
    reason = _reason(best, len(told), friends, foes, vaguer=vaguer)
    return Elected(value=best.value, stored=best.voice.stored, reason=reason)


def _counted(one: Told[T], told: list[Told[T]], against: Callable[[T, T], bool]) -> tuple[int, int]:
    """Return how many independent sources bear a value out, and how many contradict it."""
    foes: set[str] = set()
    friends = set(one.origins)
    for other in told:
        if other is not one:
            (foes if against(one.value, other.value) else friends).update(other.origins)
    return len(one.origins | (friends - foes)), len(foes - one.origins)


def _reason(best: Told[T], values: int, friends: int, foes: int, *, vaguer: bool) -> str:
    if values == 1:
        return "all that tell it agree" if best.reports > 1 else "the only report that tells it"
    if foes == friends:
        return f"{friends} independent source{'s' * (friends > 1)} on either side; the better report"
    if foes:
        return f"{friends} independent source{'s' * (friends > 1)} against {foes}"
    return "the most specific; none contradicts it" if vaguer else "the best report; none contradicts it"
