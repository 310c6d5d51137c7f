"""Values in words, for the formats that people read."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

from dateline.model import (
    Actor,
    Attribution,
    Commitment,
    Event,
    Evidence,
    Indicator,
    Record,
    Report,
    StateChange,
    Statement,
    When,
)
from dateline.model.conflict import Conflict, Side
from dateline.model.day import Day
from dateline.model.evidence import CONTEXT
from dateline.model.record import Value
from dateline.model.series import Point, Series

SHORT = 60  # characters
ALL_AGREE = "all reports agree"
TYPES = {  # PLOVER's names are terms; these say them in plain words
    "AGREE": "will cooperate",
    "CONSULT": "talks",
    "SUPPORT": "backing",
    "CONCEDE": "giving way",
    "COOPERATE": "working together",
    "AID": "help",
    "RETREAT": "pulling back",
    "REQUEST": "asking",
    "ACCUSE": "blame",
    "REJECT": "refusal",
    "THREATEN": "threat",
    "PROTEST": "protest",
    "SANCTION": "cutting ties",
    "MOBILIZE": "show of force",
    "COERCE": "repression",
    "ASSAULT": "attack",
}
MARKS = {  # of status, certainty and the date's basis
    "planned": "planned",
    "hypothetical": "hypothetical",
    "negated": "did not happen",
    "historical": "history",
    "reported": "as reported",
    "unconfirmed": "unconfirmed",
    "disputed": "disputed",
    "denied": "denied",
    "published": "dated by its report",
    "inferred": "date inferred",
}
FIELDS = {  # in which accounts differ
    "status": "whether it happened", "content": "what happened", "value": "figure", "date": "day", "actors": "who", "event_type": "type",
    "magnitude": "how many",
}  # fmt: skip

OWN = re.compile("“[^“”]*(?:”|$)")  # what brings its quotation marks
_IF = re.compile(
    r"(?:only |even |but )?(?:if|unless|when|whenever|once|until|till|as|provided|providing|should|in|on|after|before|without|while|with"
    r"|by|for|so|assuming|given|subject|depending|except|had|were|or|and|pending|following|upon)\b",
    re.I,
)
_VAGUE = re.compile(r"\b(?:dozens|scores|tens|hundreds|thousands|millions|billions|trillions)\b", re.I)
_WORD = re.compile(r"\w+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


def clean(text: str) -> str:
    """Return the text on one line, without characters that steer terminals or turn the direction of writing."""
    return " ".join(_CONTROL.sub(" ", text).split())


def names(actors: tuple[Actor, ...]) -> str:
    """Return the actors with their codes.

    Example: ``Kim Jong Un [PRKGOV], Moon Jae-in [KORGOV]``.
    """
    return ", ".join(f"{clean(a.name)} [{a.code}]" if a.code else clean(a.name) for a in actors)


def day(when: When | None) -> str:
    """Return the date as precisely as it is known, ``undated`` if there is none.

    Example: ``2018-06-12``, ``2019-02``, ``week of 2018-05-07``, ``between 2020-02-11 and 2021-01-20``.
    """
    if when is None:
        return "undated"
    if "/" not in when.iso():
        return when.iso()
    if when.precision == "week" and (when.end - when.start).days == 6:
        return f"week of {when.start.isoformat()}"
    return f"between {when.start.isoformat()} and {when.end.isoformat()}"


def kind(event: Event) -> str:
    """Return type and mode, with plain words for the type.

    Example: ``COERCE (repression: restrict)``.
    """
    told = ": ".join(part for part in (TYPES.get(event.event_type), event.mode) if part)
    return event.event_type + (f" ({told})" if told else "")


def marks(value: Value) -> tuple[str, ...]:
    """Return in words what keeps an event or its date from being a plain fact."""
    told = [value.status, value.certainty] if isinstance(value, Event) else []
    date = None if isinstance(value, Commitment) else value.date
    return tuple(MARKS[mark] for mark in (*told, date.basis if date else "") if mark in MARKS)


def figure(indicator: Indicator) -> str:
    """Return qualifier, number and unit.

    Example: ``more than 27 people``, ``tens of thousands (10,000 people or more)``.
    """
    known = [n for n in (indicator.low, indicator.high) if n is not None]
    told = number(indicator.value) if indicator.value is not None else "–".join(map(number, known))
    bent = clean(indicator.qualifier or "")
    counted = " ".join(clean(p) for p in (told or "?", indicator.counted_in) if p)
    if _VAGUE.search(bent):  # the words are a number themselves
        return f"{bent} ({counted}{' or more' * (len(known) < 2)})"
    return f"{bent} {counted}".strip()


def number(value: float) -> str:
    """Return a number with all its digits, in groups of three."""
    return f"{value:,.15g}"


def counted(series: Series) -> str:
    """Return what a series counts, where, in which unit."""
    measure, where, unit = (clean(words or "") for words in (series.measure, series.where, series.unit))
    told = f" ({unit})" if unit and unit.casefold() not in measure.casefold() else ""
    return ", ".join(part for part in (measure, where) if part) + told


def spread(point: Point) -> str:
    """Return the lowest and the highest number that is named for a date; one number where all agree."""
    numbers = dict.fromkeys(n for n in (point.low, point.high) if n is not None)
    return "–".join(map(number, numbers)) or "?"


def readings(point: Point) -> list[tuple[str, str]]:
    """Return the figures of a date, each with all who give it."""
    told: dict[str, dict[str, None]] = {}
    for reading in point.readings:
        by = chain(reading.report.attribution)
        who = source(reading.report) + (f" ({by})" if by else "")
        told.setdefault(figure(reading.figure), {})[who] = None
    return [(words, "; ".join(who)) for words, who in told.items()]


def head(value: Value) -> tuple[str, str]:
    """Return date and label of a value."""
    match value:
        case Event():
            return day(value.date), kind(value)
        case Statement():
            return day(value.date), value.stance
        case Indicator():
            return day(value.date), clean(value.measure)
        case Commitment():
            return (f"due {day(value.due)}" if value.due else "no due date"), f"{value.kind}, {value.state}"


def line(value: Value) -> str:
    """Return who did, said, counted or promised what to whom, where."""
    match value:
        case Event():
            whom = f" → {names(value.recipients)}" if value.recipients else ""
            who = (names(value.actors) or "nobody named") + whom
            place = f", at {clean(value.place.name)}" if value.place else ""
            figures = "".join(f"; {clean(m.measure)}: {figure(m)}" for m in value.magnitude)
            return who + place + figures
        case Statement():
            speaker = names((value.speaker,)) if value.speaker else "nobody named"
            to = f" → {names((value.addressee,))}" if value.addressee else ""
            via = f", via {', '.join(map(clean, value.via))}" if value.via else ""
            return speaker + to + via
        case Indicator():
            counted = value.measure.casefold().split()
            actor = value.actor if value.actor and value.actor.name.casefold() not in counted else None
            whose = clean(value.place.name) if value.place else names((actor,)) if actor else ""
            return f"{figure(value)}, {whose}".rstrip(", ")
        case Commitment():
            who = (names(value.by) or "nobody named") + (f" → {names(value.to)}" if value.to else "")
            content, under = clean(value.content), clean(value.condition or "")
            return f"{who}: {content}" + (f" ({condition(under)})" if under and under not in content else "")


def source(report: Report) -> str:
    """Return outlet and day of publication; where the outlet is unknown, the headline tells which article it is."""
    headline = f" (“{clean(report.title)}”)" if report.title else ""
    outlet = clean(report.publisher or report.url or "") or f"unknown outlet{headline}"
    if report.published is None:
        return f"{outlet}, publication date unknown"
    told = day(report.published)
    return f"{outlet}, {'published ' * told.startswith('between')}{told}"


def attention(day: Day) -> str:
    """Return how much is told of a day."""
    articles = f"{day.told} article{'s' * (day.told != 1)}"
    return f"told of in {articles}, {day.published} published on it"


def field(name: str) -> str:
    """Return in what accounts differ, for people."""
    return FIELDS.get(name, name.replace("_", " "))


def disputes(record: Record) -> str:
    """Return in which fields accounts differ, and which records contradict this one."""
    fields = ", ".join(field(c) for c in record.conflicts if ":" not in c)
    others = ", ".join(c for c in record.conflicts if ":" in c)
    return "; ".join(
        part
        for part in (fields and f"accounts differ in: {fields}", others and f"contradicted by {others}")
        if part
    )


def passage(evidence: Evidence) -> tuple[str, str, str]:
    """Return what stands before the words of the evidence, the words, and what stands after; few words get company."""
    if len(evidence.exact) >= SHORT:
        return "", clean(evidence.exact), ""
    before = evidence.prefix.rpartition("\n")[2]  # company of the same block only
    after = evidence.suffix.partition("\n")[0]
    if len(before) == CONTEXT:  # begins inside the text, often inside a word
        before = "…" + before.partition(" ")[2]
    if len(after) == CONTEXT:
        after = after.rpartition(" ")[0] + "…"
    words = clean(evidence.exact)
    return (
        clean(before) + " " * before[-1:].isspace() if clean(before) else "",
        words,
        " " * after[:1].isspace() + clean(after) if clean(after) else "",
    )


def quote(evidence: Evidence) -> str:
    """Return the words of the evidence in quotation marks; few words come with what stands around them."""
    return quoted("".join(passage(evidence)))


def quoted(words: str) -> str:
    """Return words in quotation marks, unless they bring their own; no character of them is changed.

    Example:
        >>> quoted("“Never again.”"), quoted("“Never,” … “not once.")
        ('“Never again.”', '“Never,” … “not once.”')
    """
    if words[:1] == "“" and not OWN.sub("", words).strip(" …"):
        return words.removesuffix("”") + "”"
    return f"“{words}”"


def chain(links: tuple[Attribution, ...], named: Callable[[Actor], str] = lambda a: clean(a.name)) -> str:
    """Return who says so, outermost first; empty when the article itself does."""
    said = {named(a.speaker) for a in links if a.speaker}
    told = [
        ("" if clean(a.via) in said else f"via {clean(a.via)}")
        if a.via
        else named(a.speaker)
        if a.speaker
        else ""
        for a in links
    ]
    return ", ".join(part for part in dict.fromkeys(told) if part)


def origins(record: Record) -> str:
    """Return how many reports and independent sources a record has."""
    count, sources = len(record.reports), record.independent_sources
    reports = "1 report" if count == 1 else f"{count} reports"
    return reports if count == 1 else f"{reports}, {sources} independent source{'s' * (sources != 1)}"


def taken(record: Record) -> str:
    """Return which fields of a record are from another report than the best one, and why; empty where none is.

    Example: ``actors, place from Courier, 2018-04-28 (the most specific; none contradicts it)``.
    """
    sources = {report.id: source(report) for report in record.reports}
    found: dict[tuple[str, str], list[str]] = {}
    for field, choice in record.chosen.items():
        if choice.report != record.report_id and choice.reason != ALL_AGREE:
            found.setdefault((choice.report, clean(choice.reason)), []).append(field)
    return "; ".join(
        f"{', '.join(fields)} from {sources.get(report, report)} ({why})"
        for (report, why), fields in found.items()
    )


def since(step: StateChange) -> str:
    """Return the day of a state, with "by" where it can have been earlier."""
    if step.date is None:
        return "undated"
    return f"by {step.date.isoformat()}" if step.latest else step.date.isoformat()


def reported(record: Record, day: datetime.date | None) -> str:
    """Return a day on which a record was reported, with "by" where no report is known to be of that very day."""
    if day is None:
        return "undated"
    days = [report.published for report in record.reports if report.published]
    sure = any(when.is_day for when in days if when.end == day)
    return day.isoformat() if sure else f"by {day.isoformat()}"


def condition(text: str) -> str:
    """Return a condition so that it begins with the word that makes it one.

    Example:
        >>> condition("talks go on"), condition(", unless Seoul pays")
        ('if talks go on', 'unless Seoul pays')
    """
    words = clean(text).lstrip(" ,;:–-")
    return words if _IF.match(words) else f"if {words}"


def later(report: Report) -> str:
    """Return that a newer text stands at the address of a report, nothing otherwise."""
    return ", superseded by a newer text" if report.superseded else ""


def own(side: Side) -> str:
    """Return what an account says, nothing where the quotation says it in these words."""
    words, exact = clean(side.value).removesuffix(" …"), clean(side.report.evidence.exact)
    spread = len(words) >= SHORT and {*_WORD.findall(words.lower())} <= {*_WORD.findall(exact.lower())}
    told = words in exact or spread  # "Sanctions, he said, would remain"
    return "" if told else clean(side.value)


def sides(conflict: Conflict) -> str:
    """Return the values that stand against each other."""
    return " / ".join(clean(side.value) for side in conflict.sides)
