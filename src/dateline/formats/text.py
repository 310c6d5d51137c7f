"""Text of 80 columns, for terminals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.formats import Item, _words
from dateline.formats.wrapping import WIDTH, wrapped
from dateline.model import Commitment, Document, Record, Report, Span, StateChange, Statement
from dateline.model.conflict import Conflict
from dateline.model.day import Day
from dateline.model.series import Series

BOLD, DIM, YELLOW, PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[33m", "\x1b[0m"


class Text:
    """Each record in a paragraph, each report with the words it rests on."""

    media_type = "text/plain"

    def __init__(self, *, colour: bool = False, width: int = WIDTH) -> None:
        self._colour = colour
        self._width = width

    def write(self, items: Iterable[Item], *, title: str = "") -> Iterator[str]:
        """Yield the paragraphs."""
        for item in items:
            yield "\n".join(self._lines(item)) + "\n\n"

    def _lines(self, item: Item) -> Iterator[str]:
        match item:
            case Conflict():
                return self._conflict(item)
            case Series():
                return self._series(item)
            case Day():
                return self._day(item)
            case Record():
                return self._record(item)

    def document(self, document: Document, found: Iterable[tuple[str, Span]]) -> Iterator[str]:
        """Yield a document's text with the evidence found in it between brackets.

        Args:
            document: whose text.
            found: label and span of each; a span that overlaps an earlier one is left out.
        """
        at = 0
        for label, span in sorted(found, key=lambda f: (f[1].start, -f[1].end)):
            if span.start >= at:
                yield _lines(document.text[at : span.start])
                yield self._mark(f"[{label}: {_lines(document.text[span.start : span.end])}]", YELLOW)
                at = span.end
        yield _lines(document.text[at:]) + "\n"

    def _record(self, record: Record) -> Iterator[str]:
        date, label = _words.head(record.value)
        if isinstance(record.value, Commitment) and record.value.due is None and record.first_reported:
            date = f"reported {_words.reported(record, record.first_reported)}"
        for head in self._wrapped(f"{date}  {label}", ""):
            yield self._mark(head, BOLD)
        yield from self._wrapped(_words.line(record.value), "  ")
        for mark in self._wrapped(", ".join(_words.marks(record.value)), "  "):
            yield self._mark(mark, YELLOW)
        yield self._mark(f"  {_words.origins(record)} · {record.record_id}", DIM)
        for disputed in self._wrapped(_words.disputes(record), "  "):
            yield self._mark(disputed, YELLOW)
        for line in self._wrapped(_words.taken(record), "  "):
            yield self._mark(line, DIM)
        if isinstance(record.value, Commitment):
            for step in record.value.history:
                yield from self._step(step)
        speaker = record.value.speaker if isinstance(record.value, Statement) else None
        for report in record.reports:
            yield from self._report(report, _words.clean(speaker.name) if speaker else "")

    def _step(self, step: StateChange) -> Iterator[str]:
        why = f": {_words.clean(step.reason)}" if step.reason else ""
        yield from self._wrapped(f"* {_words.since(step)} {step.state}{why}", "  ")
        if step.evidence is not None and step.state != "open":  # the making is quoted with its report
            yield from self._wrapped(_words.quote(step.evidence), "    ")
        if step.record is not None:
            yield self._mark(f"    {step.record}", DIM)

    def _report(self, report: Report, speaker: str = "") -> Iterator[str]:
        chain = _words.chain(report.attribution)
        if chain == speaker:  # who speaks stands above
            chain = ""
        yield from self._wrapped(
            f"- {_words.source(report)}" + (f" ({chain})" if chain else "") + _words.later(report), "  "
        )
        yield from self._wrapped(_words.quote(report.evidence), "    ")
        if report.differs:
            differs = "; ".join(
                f"{name}: {_words.clean(value)}" for name, value in sorted(report.differs.items())
            )
            yield from self._wrapped(f"differs in {differs}", "    ")

    def _conflict(self, conflict: Conflict) -> Iterator[str]:
        told = _words.sides(conflict)
        lines = list(dict.fromkeys(map(_words.clean, (told, conflict.matter, conflict.explanation))))
        quoted = not any(_words.own(side) for side in conflict.sides)
        if len(lines) > 1 and (quoted or len(told) > self._width):  # quotations stand below
            del lines[0]
        yield from self._wrapped(f"{_words.field(conflict.field)}: {lines[0]}", "")
        for line in lines[1:]:
            yield from self._wrapped(line, "  ")
        for side in conflict.sides:
            own = _words.own(side)
            chain = _words.chain(side.report.attribution)
            who = _words.source(side.report) + (f" ({chain})" if chain else "")
            yield from self._wrapped(f"- {own}: {who}" if own else f"- {who}", "  ")
            yield from self._wrapped(_words.quote(side.report.evidence), "    ")
            if side.record:
                yield self._mark(f"    {side.record}", DIM)

    def _series(self, series: Series) -> Iterator[str]:
        for head in self._wrapped(_words.counted(series), ""):
            yield self._mark(head, BOLD)
        for point in series.points:
            spread = _words.spread(point)
            yield f"  {_words.day(point.date)}  {self._mark(spread, YELLOW if '–' in spread else BOLD)}"
            for figure, who in _words.readings(point):
                yield from self._wrapped(f"- {figure}: {who}", "    ")

    def _day(self, day: Day) -> Iterator[str]:
        yield f"{self._mark(day.day.isoformat(), BOLD)}  {_words.attention(day)}"
        for report in day.lines:
            yield from self._report(report)

    def _wrapped(self, text: str, indent: str) -> list[str]:
        hanging = indent + "  " * text.startswith(("- ", "* "))
        return wrapped(text, indent, hanging, width=self._width)

    def _mark(self, text: str, style: str) -> str:
        return f"{style}{text}{PLAIN}" if self._colour else text


def _lines(text: str) -> str:
    """Return the text without control characters; line breaks stay where they are."""
    parts = [(_words.clean(part), part) for part in text.split("\n")]
    return "\n".join(
        " " * part[:1].isspace() + kept + " " * (part[-1:].isspace() and bool(kept)) for kept, part in parts
    )
