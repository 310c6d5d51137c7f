"""One self-contained web page: no scripts, nothing from elsewhere, all text escaped."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from itertools import groupby

from dateline.formats import Item, _pieces, _words
from dateline.model import Commitment, Event, Evidence, Record, Report
from dateline.model.conflict import Conflict
from dateline.model.day import Day
from dateline.model.series import Series

STYLE = """
:root { color-scheme: light dark; --line: #8885; --soft: light-dark(#595959, #aaa); --mark: light-dark(#8a3b00, #ffb86b);
  --q1: light-dark(#1a6a3a, #7fd6a0); --q2: light-dark(#0b5a8a, #86c8f5); --q3: light-dark(#8a5300, #f0bd6a); --q4: light-dark(#a01c1c, #ff9a92); }
* { box-sizing: border-box; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 54rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0; } h2 { font-size: 1.15rem; margin: 2.2rem 0 .2rem; } h3 { font-size: 1rem; margin: 0; }
p { margin: .15rem 0; } a { color: inherit; } :target { scroll-margin-top: 1rem; outline: 2px solid var(--mark); outline-offset: .4rem; }
.soft { color: var(--soft); font-size: .875rem; } nav { margin: .8rem 0; } nav a { margin-right: .8rem; white-space: nowrap; }
.day { white-space: nowrap; } ol, ul { list-style: none; padding: 0; margin: 0; }
article { display: grid; grid-template-columns: 8.5rem 1fr; gap: 0 1rem; border-top: 1px solid var(--line); padding: .9rem 0; overflow-wrap: anywhere; }
time { font-variant-numeric: tabular-nums; font-weight: 600; }
.label { font-size: .8rem; font-weight: 600; } .q1 { color: var(--q1); } .q2 { color: var(--q2); } .q3 { color: var(--q3); } .q4 { color: var(--q4); }
.flag { font-size: .8rem; color: var(--mark); border: 1px solid; border-radius: .25rem; padding: 0 .35rem; margin-left: .4rem; white-space: nowrap; }
.differs { color: var(--mark); font-size: .875rem; }
.reports > li { margin-top: .5rem; } blockquote { margin: .1rem 0 0; border-left: 3px solid var(--line); padding-left: .7rem; }
mark { color: inherit; background: light-dark(#fff0b3, #5a4a00); }
@media (max-width: 36rem) { article { grid-template-columns: 1fr; gap: .15rem; } }
@media print { body { max-width: none; padding: 0; font-size: 10pt; } nav { display: none; } article, li { break-inside: avoid; } h2 { break-after: avoid; } a { text-decoration: none; } a[href^="http"]::after { content: " (" attr(href) ")"; font-size: .8em; color: var(--soft); } :root { color-scheme: light; } @page { margin: 16mm 14mm; } }
"""
DAY = re.compile(r"\d{4}-\d\d-\d\d")  # breaks at its hyphens otherwise
POLICY = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'sha256-"
    + base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    + "'"
)


class Html:
    """A page with one entry for each record, by kind and year; printed, entries are not torn apart.

    Loss: offsets, CAMEO codes, coordinates and histories of commitments; it is to be read, not to be read back.
    """

    media_type = "text/html"

    def write(self, items: Iterable[Item], *, title: str = "") -> Iterator[str]:
        """Yield the pieces of the page."""
        name = escape(_words.clean(title) or "Timeline")
        with _pieces.Later() as sections:
            counted = _Counted()
            for number, (heading, found) in enumerate(groupby(items, _heading)):
                counted.headings.append(heading)
                sections.add(f'<section id="s{number}">\n<h2>{escape(heading)}</h2>\n<ol>\n')
                for item in found:
                    counted.add(item)
                    sections.add(f"<li>{_entry(item)}</li>\n")
                sections.add("</ol>\n</section>\n")
            yield _head(name)
            yield f"{_contents(counted)}</header>\n"
            yield from sections
        yield ("" if counted.headings else "<p>Nothing found.</p>\n") + "</main>\n</body>\n</html>\n"


def _head(name: str) -> str:
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{name}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<header>\n<h1>{name}</h1>\n"
    )


def _heading(item: Item) -> str:
    """Return the heading under which an item stands: its year, with its kind unless it is an event."""
    if isinstance(item, Conflict):
        return "Accounts that cannot both hold"
    if isinstance(item, Series):
        return "Figures"
    if isinstance(item, Day):
        return f"{item.day.year:04d}"
    value = item.value
    date = value.due if isinstance(value, Commitment) else value.date
    year = f"{date.start.year:04d}" if date else "undated"
    return year.capitalize() if item.kind == "event" else f"{item.kind.capitalize()}s, {year}"


@dataclass(slots=True)
class _Counted:
    """How much is on a page."""

    headings: list[str] = field(default_factory=list)
    records: int = 0
    reports: int = 0
    outlets: set[str] = field(default_factory=set)

    def add(self, item: Item) -> None:
        """Count an item."""
        if isinstance(item, Record):
            self.records += 1
            self.reports += len(item.reports)
            self.outlets |= {report.publisher for report in item.reports if report.publisher}


def _contents(counted: _Counted) -> str:
    """Return how much is on the page, and links to its sections."""
    numbers = (
        (counted.records, "record"),
        (counted.reports, "report"),
        (len(counted.outlets), "named outlet"),
    )
    told = ", ".join(f"{n} {noun}{'s' * (n != 1)}" for n, noun in numbers)
    links = "".join(f'<a href="#s{n}">{escape(heading)}</a>\n' for n, heading in enumerate(counted.headings))
    shown = f'<p class="soft">{told}. The quoted words are the evidence.</p>\n' if counted.records else ""
    return shown + (f'<nav aria-label="Sections">\n{links}</nav>\n' if len(counted.headings) > 1 else "")


def _entry(item: Item) -> str:
    match item:
        case Conflict():
            return _conflict(item)
        case Series():
            return _series(item)
        case Day():
            return _day(item)
        case Record():
            return _record(item)


def _series(series: Series) -> str:
    lines = (
        f"<li>{escape(_words.day(point.date))}: {escape(_words.spread(point))} "
        f'<span class="soft">{escape("; ".join(f"{figure}: {who}" for figure, who in _words.readings(point)))}</span></li>'
        for point in series.points
    )
    return f"<strong>{escape(_words.counted(series))}</strong>\n<ul>{''.join(lines)}</ul>"


def _day(day: Day) -> str:
    return (
        f"<article>\n<time>{_days(day.day.isoformat())}</time>\n<div>\n<p>{escape(_words.attention(day))}</p>\n"
        f'<ul class="reports">\n{"".join(map(_report, day.lines))}</ul>\n</div>\n</article>'
    )


def _record(record: Record) -> str:
    date, label = _words.head(record.value)
    quad = f" q{record.value.quad}" if isinstance(record.value, Event) and record.value.quad else ""
    flags = "".join(f' <span class="flag">{escape(mark)}</span>' for mark in _words.marks(record.value))
    disputes = _words.disputes(record)
    return (
        f'<article id="{escape(record.record_id)}">\n<time>{_days(escape(date))}</time>\n<div>\n'
        f"<h3>{escape(_words.line(record.value))}</h3>\n"
        f'<p><span class="label{quad}">{escape(label)}</span>{flags}'
        f' <span class="soft">· {escape(_words.origins(record))}</span></p>\n'
        + (f'<p class="differs">{escape(disputes[:1].upper() + disputes[1:])}</p>\n' if disputes else "")
        + f'<ul class="reports">\n{"".join(map(_report, record.reports))}</ul>\n</div>\n</article>'
    )


def _report(report: Report) -> str:
    chain = _words.chain(report.attribution)
    said = f" ({escape(chain)})" if chain else ""
    differs = "; ".join(f"{k}: {_words.clean(v)}" for k, v in sorted(report.differs.items()))
    note = f'<p class="differs">Differs in {escape(differs)}</p>' if differs else ""
    return f'<li><span class="soft">{_linked(report)}{said}</span>{_quote(report.evidence)}{note}</li>\n'


def _quote(evidence: Evidence) -> str:
    """Return the words of the evidence, marked where others stand around them."""
    before, words, after = map(escape, _words.passage(evidence))
    if before or after:
        return f"<blockquote>{before}<mark>{words}</mark>{after}</blockquote>"
    return f"<blockquote>{_words.quoted(words)}</blockquote>"


def _conflict(conflict: Conflict) -> str:
    sides = "".join(
        f'<li><strong>{escape(_words.own(side))}</strong> <span class="soft">{_linked(side.report)}</span>'
        f"{_quote(side.report.evidence)}</li>\n"
        for side in conflict.sides
    )
    return (
        f'<article id="{escape(conflict.id)}">\n<p class="label">{escape(conflict.field)}</p>\n<div>\n'
        f'<h3>{escape(_words.clean(conflict.matter))}</h3>\n<ul class="reports">\n{sides}</ul>\n</div>\n</article>'
    )


def _linked(report: Report) -> str:
    words, url = _days(escape(_words.source(report))), report.url or ""
    safe = url.lower().startswith(("http://", "https://"))  # never javascript: or data:
    return f'<a href="{escape(url)}" rel="noopener noreferrer nofollow">{words}</a>' if safe else words


def _days(words: str) -> str:
    return DAY.sub(r'<span class="day">\g<0></span>', words)
