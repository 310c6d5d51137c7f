"""What a request asks for: the filters of lists, and places in them."""

from __future__ import annotations

import base64
import binascii
import datetime
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Annotated, Literal, TypeVar
from urllib.parse import urlencode

from fastapi import Query

from dateline import views
from dateline.errors import ConfigError
from dateline.model.when import stretch
from dateline.store.pages import At, Choice

T = TypeVar("T")
MOST = 200  # records of one page
USUAL = 25
STATUSES = ("actual", "planned", "hypothetical", "negated", "historical")
CERTAINTIES = ("asserted", "reported", "unconfirmed", "disputed", "denied")
STATES = ("open", "accepted", "refused", "unanswered", "kept", "broken", "withdrawn", "disputed")
KINDS = ("event", "statement", "indicator", "commitment")
Kind = Literal["event", "statement", "indicator", "commitment"]
NAME = 200  # characters


def _words(about: str, **more: str) -> object:
    return Query(description=about, max_length=NAME, **more)  # type: ignore[arg-type]


class WrongFilters(ConfigError):  # noqa: N818 - as UnknownName
    """Filters that cannot be read: by the name that links have, what is wrong with each."""

    def __init__(self, problems: dict[str, str]) -> None:
        name, words = next(iter(problems.items()))
        super().__init__(words, where=name)
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters of a list; an empty one chooses all."""

    actor: Annotated[str, _words("Code (PRK, PRKGOV) or name of one who takes part.")] = ""
    with_: Annotated[str, _words("Another who takes part.", alias="with")] = ""
    type: Annotated[str, _words("Event type, stance, measure or kind of commitment.")] = ""
    since: Annotated[str, _words("On this day or later: 2018-06-12, 2018-06 or 2018.")] = ""
    until: Annotated[str, _words("On this day or earlier: 2018-06-12, 2018-06 or 2018.")] = ""
    as_of: Annotated[str, _words("As it was known on this day.", alias="as-of")] = ""
    status: Annotated[str, _words("Of an event: actual, planned, ...; of a commitment: open, kept, ...")] = ""
    certainty: Annotated[str, _words("Of an event: asserted, reported, unconfirmed, disputed, denied.")] = ""
    min_score: Annotated[
        str, _words("Of an event: as likely right as this at least, 0 to 1.", alias="min-score")
    ] = ""
    place: Annotated[str, _words("Country code (PRK) or part of the name of the place.")] = ""
    source: Annotated[str, _words("Part of the name of a publisher.")] = ""
    q: Annotated[str, _words("Words of the quotation, names or figures; each must be there.")] = ""
    order: Annotated[Literal["newest", "oldest"], Query(description="Order of the list.")] = "newest"

    def choice(self, kind: str) -> Choice:
        """Return the store's choice.

        Raises:
            WrongFilters: a day or a word cannot be read.
        """
        problems = dict[str, str]()

        def told(name: str, read: Callable[[], T]) -> T | None:
            try:
                return read()
            except ConfigError as error:
                problems[name] = error.message
                return None

        known = STATES if kind == "commitment" else STATUSES
        event = kind == "event"
        since = told("since", lambda: day(self.since))
        until = told("until", lambda: day(self.until, last=True))
        as_of = told("as-of", lambda: day(self.as_of, last=True))
        statuses = told("status", lambda: _one_of("status", self.status, known))
        certainties = told("certainty", lambda: _one_of("certainty", self.certainty, CERTAINTIES))
        min_score = told("min-score", lambda: _share(self.min_score))
        for name in (
            () if event else ("certainty", "min-score", *(("status",) if kind != "commitment" else ()))
        ):
            problems.pop(name, None)  # lists of other kinds have no such filter
        if problems:
            raise WrongFilters(problems)
        place = self.place.strip()
        is_code = len(place) == 3 and place.isupper()
        return Choice(
            kind=kind,
            query=views.query(
                actor=_plain(self.actor),
                with_=_plain(self.with_),
                type=_plain(self.type),
                since=since,
                until=until,
                as_of=as_of,
            ),
            statuses=(statuses or ()) if event or kind == "commitment" else (),
            certainties=(certainties or ()) if event else (),
            countries=(place,) if is_code else (),
            place=None if is_code or not place else _plain(place),
            source=_plain(self.source),
            min_score=min_score if event else None,
            words=tuple((_plain(self.q) or "").split()[:8]),
            axis="reported" if kind in ("commitment", "statement") else "date",
            newest_first=self.order == "newest",
        )

    def link(self, **changed: str) -> str:
        """Return the query string of this view with some parts changed."""
        return urlencode({name: value for name, value in (self.shown() | changed).items() if value})

    def shown(self) -> dict[str, str]:
        """Return the filters under the names that links have."""
        found = {
            "actor": self.actor, "with": self.with_, "type": self.type, "since": self.since, "until": self.until,
            "as-of": self.as_of, "status": self.status, "certainty": self.certainty, "min-score": self.min_score, "place": self.place,
            "source": self.source, "q": self.q, "order": self.order if self.order != "newest" else "",
        }  # fmt: skip
        return {name: value.strip() for name, value in found.items() if value.strip()}

    def but(self, **changed: str) -> Filters:
        """Return these filters with some changed."""
        return replace(self, **changed)  # type: ignore[arg-type]


def day(words: str, *, last: bool = False) -> datetime.date | None:
    """Return the first (or last) day that some words name, None for none.

    Raises:
        ConfigError: they name no day.
    """
    text = words.strip()
    if not text:
        return None
    try:
        return stretch(text)[-1 if last else 0]
    except (ValueError, OverflowError) as error:
        raise ConfigError("not a day: write it as 2018-06-12, 2018-06 or 2018", where=text) from error


def cursor(at: At | None) -> str | None:
    """Return a place in a list as one word."""
    if at is None:
        return None
    packed = json.dumps([at.day.isoformat() if at.day else None, at.record]).encode()
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def place(word: str) -> At | None:
    """Return the place that a word names, None for the beginning.

    Raises:
        ConfigError: it names none.
    """
    if not word:
        return None
    try:
        told, record = json.loads(base64.urlsafe_b64decode(word + "=" * (-len(word) % 4)))
        return At(datetime.date.fromisoformat(told) if told is not None else None, _text(record))
    except (ValueError, TypeError, binascii.Error) as error:
        raise ConfigError(
            "not a place in a list: take it from 'next' of the page before", where="cursor"
        ) from error


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _plain(words: str) -> str | None:
    """Return the words without what no database takes; None for none."""
    found = "".join(c for c in words if c >= " " and not 0xD800 <= ord(c) <= 0xDFFF).strip()
    return found or None


def _share(words: str) -> float | None:
    """Return a number from 0 to 1, None for none."""
    text = words.strip()
    if not text:
        return None
    if not re.fullmatch(r"[01](?:\.\d{1,9})?|\.\d{1,9}", text, re.ASCII) or float(text) > 1:
        raise ConfigError("not a number from 0 to 1: write it as 0.8", where="min-score")
    return float(text)


def _one_of(name: str, words: str, known: tuple[str, ...]) -> tuple[str, ...]:
    found = tuple(w.strip() for w in words.split(",") if w.strip())
    for word in found:
        if word not in known:
            raise ConfigError(f"no {name} {word[:40]!r} (known: {', '.join(known)})", where=name)
    return found
