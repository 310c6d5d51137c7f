"""One self-contained web page: no scripts, nothing from elsewhere, all text escaped."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from html import escape

from dateline.formats import Item, _words
from dateline.model import Record, Report
from dateline.model.conflict import Conflict

STYLE = """
:root { color-scheme: light dark; --line: #8886; --soft: light-dark(#555, #aaa); --mark: light-dark(#8a3b00, #ffb86b); }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1rem; margin: 0; }
ol { list-style: none; padding: 0; } article { border-top: 1px solid var(--line); padding: .8rem 0; }
time { font-variant-numeric: tabular-nums; margin-right: .6rem; } p { margin: .2rem 0; }
.label { font-weight: normal; color: var(--soft); } .soft { color: var(--soft); font-size: .85rem; }
.differs { color: var(--mark); } blockquote { margin: .2rem 0 .2rem 1rem; border-left: 3px solid var(--line); padding-left: .7rem; }
ul { padding-left: 1.2rem; margin: .3rem 0; } a { color: inherit; overflow-wrap: anywhere; }
@media print { body { max-width: none; margin: 0; font-size: 10pt; } article { break-inside: avoid; } }
"""
POLICY = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'sha256-"
    + base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    + "'"
)


class Html:
    """A page with one entry for each record."""

    media_type = "text/html"

    def write(self, items: Iterable[Item], *, title: str = "") -> Iterator[str]:
        """Yield the pieces of the page."""
        name = escape(_words.clean(title) or "Timeline")
        yield (
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta name="referrer" content="no-referrer">\n'
            f"<title>{name}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{name}</h1>\n<ol>\n"
        )
        found = False
        for item in items:
            found = True
            yield f"<li>{_conflict(item) if isinstance(item, Conflict) else _record(item)}</li>\n"
        yield "</ol>\n" + ("" if found else "<p>Nothing found.</p>\n") + "</main>\n</body>\n</html>\n"


def _record(record: Record) -> str:
    date, label = _words.head(record.value)
    dispute = ""
    if record.conflicts:
        dispute = f'<p class="differs">Accounts differ in: {escape(", ".join(record.conflicts))}</p>'
    return (
        f'<article id="{escape(record.record_id)}">\n'
        f'<h2><time>{escape(date)}</time><span class="label">{escape(label)}</span></h2>\n'
        f"<p>{escape(_words.line(record.value))}</p>\n{dispute}"
        f'<p class="soft">{escape(_words.origins(record))}</p>\n'
        f"<ul>\n{''.join(map(_report, record.reports))}</ul>\n</article>"
    )


def _report(report: Report) -> str:
    chain = _words.chain(report.attribution)
    said = f" ({escape(chain)})" if chain else ""
    differs = "; ".join(f"{k}: {_words.clean(v)}" for k, v in sorted(report.differs.items()))
    note = f'<p class="differs">Differs in {escape(differs)}</p>' if differs else ""
    return (
        f"<li>{_linked(report)}{said}"
        f"<blockquote>{escape(_words.quote(report.evidence))}</blockquote>{note}</li>\n"
    )


def _conflict(conflict: Conflict) -> str:
    sides = "".join(
        f"<li><strong>{escape(_words.clean(side.value))}</strong>: {_linked(side.report)}"
        f"<blockquote>{escape(_words.quote(side.report.evidence))}</blockquote></li>\n"
        for side in conflict.sides
    )
    matter = escape(_words.clean(conflict.matter))
    return f'<article id="{conflict.id}">\n<h2>{matter} <span class="label">{escape(conflict.field)}</span></h2>\n<ul>\n{sides}</ul>\n</article>'


def _linked(report: Report) -> str:
    words, url = escape(_words.source(report)), report.url or ""
    safe = url.lower().startswith(("http://", "https://"))  # never javascript: or data:
    return f'<a href="{escape(url)}" rel="noopener noreferrer nofollow">{words}</a>' if safe else words
