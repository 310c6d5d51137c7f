"""Records in sentences."""

from __future__ import annotations

import calendar
import datetime
from functools import partial

from dateline.answers import _words
from dateline.formats import _words as said
from dateline.model import Actor, Attribution, Commitment, Event, Evidence, Indicator, Record, Statement, When
from dateline.model.conflict import Conflict

MONTHS = tuple(calendar.month_name)
DOUBT = {"unconfirmed": "It is not confirmed that", "disputed": "It is disputed that"}
STATES = {
    "open": "no answer or outcome is known",
    "accepted": "it was accepted",
    "refused": "it was refused",
    "unanswered": "it was left without an answer",
    "kept": "it was kept",
    "broken": "it was broken",
    "withdrawn": "it was withdrawn",
    "disputed": "accounts of its outcome differ",
}
ARTICLES = ("the", "a", "an")
SAID = {"denies": "denied", "warns": "warned", "promises": "promised", "asks": "asked"}
OPEN = frozenset(
    {"may", "might", "could", "would", "should", "can", "will", "to", "not", "is", "are", "was", "were"}
)
ENDED = tuple(
    f"{sign}{marks}" for sign in ".!?" for marks in ("”", "””")
)  # a quotation with its own full stop
MADE = {
    "offer": "offered",
    "promise": "promised",
    "agreement": "agreed",
    "threat": "threatened",
    "demand": "demanded",
    "ultimatum": "set an ultimatum",
}
TO = {"demand": "of", "threat": "", "agreement": "with"}  # before those to whom it was made


def sentence(record: Record, *, disputed: bool = False) -> str:
    """Return a record as one sentence, which says so where accounts differ on it."""
    value = record.value
    match value:
        case Event():
            told = _event(value)
        case Statement():
            told = _statement(value)
        case Indicator():
            told = _figure(value, record)
        case Commitment():
            told = _commitment(value, record)
    stop = "" if told.endswith(ENDED) else "."
    return told[0].upper() + told[1:] + stop + " Accounts differ on this." * disputed


def against(conflict: Conflict) -> str:
    """Return in words that accounts contradict each other."""
    told = said.clean(conflict.explanation)
    return f"Accounts differ in {said.field(conflict.field)}: {told}."


def date(when: When | None) -> str:
    """Return a date as words that may begin a sentence.

    Example: ``on 12 June 2018``, ``in June 2018``, ``between 1 and 7 June 2018``.
    """
    if when is None:
        return "at a time that is not told"
    if when.basis == "published" and not when.is_day:  # told by then; it may have been long before
        return f"by {_day(when.end)}"
    return _span(when)


def _span(when: When) -> str:
    start, end = when.start, when.end
    if when.is_day:
        return f"on {_day(start)}"
    if when.precision == "month" and (start.year, start.month) == (end.year, end.month):
        return f"in {MONTHS[start.month]} {start.year}"
    if when.precision == "year" and start.year == end.year:
        return f"in {start.year}"
    return f"between {_day(start)} and {_day(end)}"


def _day(day: datetime.date) -> str:
    return f"{day.day} {MONTHS[day.month]} {day.year}"


def people(actors: tuple[Actor, ...], evidence: Evidence) -> str:
    """Return names in a row, with the articles that sentences want: ``A, the B and a C``."""
    names = list(dict.fromkeys(_named(actor, evidence) for actor in actors))
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def _named(actor: Actor, evidence: Evidence) -> str:
    """Return a name with its article, as the text has it before just these words, or as known names want it."""
    name, where = said.clean(actor.name), actor.mention
    if where is not None and evidence.start <= where.start <= where.end <= evidence.end:
        article, _, rest = evidence.exact[
            where.start - evidence.start : where.end - evidence.start
        ].partition(" ")
        if article.casefold() in ARTICLES and rest.casefold() == name.casefold():
            return f"{article.casefold()} {name}"
    return _the(name)


def _the(name: str) -> str:
    return f"the {name}" if _words.takes_the(name) else name


def _by(links: tuple[Attribution, ...], evidence: Evidence) -> str:
    """Return who says so, as it stands after "according to"."""
    return said.chain(links, partial(_named, evidence=evidence)).removeprefix("via ")


def _event(event: Event) -> str:
    who, whom = people(event.actors, event.evidence), people(event.recipients, event.evidence)
    side = "towards" if whom else "alone"
    form = side if event.status in ("actual", "historical") else f"bare_{side}"
    act = _words.phrase(event.event_type, event.mode, event.trigger.text, form)
    helper = {"planned": "planned to ", "negated": "did not ", "hypothetical": "might "}.get(event.status, "")
    place = f" in {_the(said.clean(event.place.name))}" if event.place else ""
    told = f"{who or 'somebody not named'} {helper}{act}{f' {whom}' if whom else ''}{place}"
    if event.status == "hypothetical" and event.condition:
        told += f", {said.clean(event.condition).lstrip(', ')}"
    doubt = "It was denied that" if event.certainty == "denied" else DOUBT.get(event.certainty)
    if event.status == "hypothetical" and event.certainty == "unconfirmed":
        doubt = None  # "might" says so already
    by = _by(event.attribution, event.evidence)
    lead = f"{doubt} {told}" if doubt else told
    source = f", according to {by}" if by and not doubt else ""
    reported = event.date is not None and event.date.basis == "published"
    basis = (
        (" (dated by its report)" if event.date and event.date.is_day else " (day not told)")
        if reported
        else ""
    )
    when = f"{date(event.date)}, " if event.status in ("actual", "historical") else ""
    lead = f"{lead[0].lower()}{lead[1:]}" if when and doubt else lead
    return f"{when}{lead}{source}{basis}"


def _statement(statement: Statement) -> str:
    evidence = statement.evidence
    who = _named(statement.speaker, evidence) if statement.speaker else "somebody not named"
    content = " … ".join(
        evidence.exact[s.start - evidence.start : s.end - evidence.start] for s in statement.content
    )
    via = f", as {' and '.join(map(said.clean, statement.via))} passed it on" if statement.via else ""
    return f"{date(statement.date)}, {who} {_verb(statement)}{via}: {said.quoted(said.clean(content))}"


def _verb(statement: Statement) -> str:
    """Return how it was said, by the article's own verb where that is in the past or perfect tense."""
    *before, verb = (statement.cue or "said").casefold().split()
    if verb.endswith("ed") and verb.isalpha() and not set(before) & OPEN:
        return verb
    return SAID.get(statement.stance, "said")


def _figure(figure: Indicator, record: Record) -> str:
    by = _by(record.reports[0].attribution, figure.evidence)
    where = figure.place.name if figure.place else figure.actor.name if figure.actor else ""
    where = "" if where.casefold() in figure.measure.casefold().split() else where  # "people killed, people"
    place = f", {said.clean(where)}" if where else ""
    source = f", according to {by}" if by else ""
    return f"{date(figure.date)}: {said.clean(figure.measure)}{place}: {said.figure(figure)}{source}"


def _commitment(commitment: Commitment, record: Record) -> str:
    who, whom = (people(side, commitment.evidence) for side in (commitment.by, commitment.to))
    published = record.reports[0].published
    when = f"reported {_span(published)}: " if published else ""
    condition = f" ({said.clean(commitment.condition).lstrip(', ')})" if commitment.condition else ""
    due = f", due {date(commitment.due)}" if commitment.due else ""
    last = commitment.history[-1] if commitment.history else None
    known = last is not None and (last.record is not None or published is None or published.is_day)
    since = (
        f" (since {_day(last.date)})" if last and last.date and known and commitment.state != "open" else ""
    )
    to = f" {TO.get(commitment.kind, 'to')}".rstrip() + f" {whom}" if whom else ""
    content = said.quoted(said.clean(commitment.content))
    return f"{when}{who or 'somebody not named'} {MADE[commitment.kind]}{to}: {content}{condition}{due}; {STATES[commitment.state]}{since}"
