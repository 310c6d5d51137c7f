"""Values as notebooks and consoles show them: small tables, all text escaped, nothing that runs or is fetched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from dateline.formats import _words
from dateline.formats.overlap import parties
from dateline.model import Article, Commitment, Event, Evidence, Indicator, Record, Statement
from dateline.model.conflict import Conflict
from dateline.model.day import Day
from dateline.model.imported import Imported
from dateline.model.overlap import Overlap
from dateline.model.record import Value
from dateline.model.series import Series
from dateline.model.tension import Tension

NOTHING = "nothing found"
SHOWN = 20  # rows
PERIODS = 60
QUOTE = 240  # characters of a quotation
LEFT = ' style="text-align:left;vertical-align:top"'
QUIET = ' style="opacity:.7"'

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What is shown of a value.

    Attributes:
        title: in bold.
        lines: below it.
        head: names of the columns.
        rows: of the table, the first ones.
        total: how many rows there are.
        foot: the last line.
    """

    title: str = ""
    lines: tuple[str, ...] = ()
    head: Row = ()
    rows: tuple[Row, ...] = ()
    total: int = 0
    foot: str = ""


def html(value: object) -> str:
    """Return a value as a piece of HTML."""
    view = _view(value)
    title = f"<p><strong>{_escaped(view.title)}</strong></p>" if view.title else ""
    lines = "".join(f"<p>{_escaped(line)}</p>" for line in view.lines)
    foot = f"<p{QUIET}>{_escaped(view.foot)}</p>" if view.foot else ""
    return title + lines + _table(view) + foot


def text(value: object) -> str:
    """Return a value as lines, for consoles without HTML."""
    view = _view(value)
    rows = [" | ".join(filter(None, map(_words.clean, row))) for row in view.rows]
    more = f"{view.total - len(rows)} more" if view.total > len(rows) else ""
    told = (_words.clean(view.title), *map(_words.clean, view.lines), *rows, more, _words.clean(view.foot))
    return "\n".join(filter(None, told)) or NOTHING


def _view(value: object) -> View:
    match value:
        case Article():
            return _article(value)
        case Record():
            return _record(value)
        case Tension():
            return _tension(value)
        case Overlap():
            counts = tuple((name.replace("_", " "), str(count)) for name, count in value.counts.items())
            title = "Our records beside imported events"
            return View(title=title, head=("", "count"), rows=counts, total=len(counts))
        case tuple():
            return _results(value)
        case Event() | Statement() | Indicator() | Commitment():
            return View(head=("when", "what", "who", "words"), rows=(_value(value),), total=1)
    return View(lines=(repr(value),))


def _article(article: Article) -> View:
    document = article.document
    published = _words.day(document.published) if document.published else "publication date unknown"
    outlet = document.publisher or document.url or "unknown outlet"
    values: tuple[Value, ...] = (
        *article.events,
        *article.statements,
        *article.indicators,
        *article.commitments,
    )
    return View(
        title=document.title or "Article without a headline",
        lines=(f"{outlet}, {published}",),
        head=("kind", "when", "what", "who", "words"),
        rows=tuple((type(value).__name__.lower(), *_value(value)) for value in values[:SHOWN]),
        total=len(values),
        foot="; ".join(issue.message for issue in article.issues),
    )


def _record(record: Record) -> View:
    date, label = _words.head(record.value)
    lines = (_words.line(record.value), *_words.marks(record.value), _words.disputes(record))
    return View(
        title=f"{date}, {label}",
        lines=tuple(line for line in lines if line),
        head=("source", "who says so", "words"),
        rows=tuple(
            (_words.source(report), _words.chain(report.attribution), _quote(report.evidence))
            for report in record.reports[:SHOWN]
        ),
        total=len(record.reports),
        foot=f"{_words.origins(record)} · {record.record_id}",
    )


def _tension(found: Tension) -> View:
    return View(
        title=f"{found.left} and {found.right} by {found.by}",
        head=("period", "events", "planned", "intensity", "smoothed"),
        rows=tuple(
            (p.label, str(p.actual), str(p.planned), f"{p.intensity:g}", f"{p.smooth:.2f}")
            for p in found.periods[:PERIODS]
        ),
        total=len(found.periods),
    )


def _results(found: Sequence[object]) -> View:
    rows = tuple(_row(item) for item in found[:SHOWN])
    head: Row = ("when", "what", "who", "reports")
    match found[0] if found else None:
        case Conflict():
            head = ("field", "matter", "accounts", "why both cannot hold")
        case Series():
            head = ("figures of", "dates", "first", "last")
        case Day():
            head = ("day", "told of", "sentence", "source")
        case Imported():
            head = ("when", "what", "who", "data set")
    return View(head=head, rows=rows, total=len(found))


def _row(item: object) -> Row:
    match item:
        case Record():
            return (*_words.head(item.value), _words.line(item.value), _words.origins(item))
        case Conflict():
            return item.field, item.matter, _words.sides(item), item.explanation
        case Series():
            dates = [_words.day(point.date) for point in item.points]
            spreads = [_words.spread(point) for point in item.points]
            return _words.counted(item), f"{dates[0]} – {dates[-1]}", spreads[0], spreads[-1]
        case Day():
            first = item.lines[0] if item.lines else None
            told = (_quote(first.evidence), _words.source(first)) if first else ("", "")
            return item.day.isoformat(), _words.attention(item), *told
        case Imported():
            kind = item.event_type or item.cameo or ""
            return _words.day(item.date), kind, parties(item), f"{item.system} {item.source_id}"
    return (repr(item),)


def _value(value: Value) -> Row:
    return (*_words.head(value), _words.line(value), _quote(value.evidence))


def _quote(evidence: Evidence) -> str:
    words = _words.clean(evidence.exact)
    return _words.quoted(words if len(words) <= QUOTE else f"{words[:QUOTE]}…")


def _table(view: View) -> str:
    if not view.rows:
        return f"<p>{NOTHING}</p>" if view.head else ""
    names = "".join(f'<th scope="col"{LEFT}>{_escaped(name)}</th>' for name in view.head)
    lines = "".join(
        "<tr>" + "".join(f"<td{LEFT}>{_escaped(cell)}</td>" for cell in row) + "</tr>" for row in view.rows
    )
    left = view.total - len(view.rows)
    more = f"<p{QUIET}>{left} more</p>" if left > 0 else ""
    return f"<table><thead><tr>{names}</tr></thead><tbody>{lines}</tbody></table>{more}"


def _escaped(words: str) -> str:
    return escape(_words.clean(words))
