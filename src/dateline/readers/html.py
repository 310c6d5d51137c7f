"""HTML pages: visible text in reading order, the article told from what surrounds it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import Any

import lxml.etree
import lxml.html

from dateline.errors import DocumentError
from dateline.model import Block, Document, Span, When
from dateline.readers import _cues, _extract, _furniture, _liveblog, _published, _repair, _votes
from dateline.readers._judge import Line, judge_end, judge_tail, line
from dateline.readers._language import language
from dateline.readers._metadata import Metadata, metadata, searched
from dateline.readers._walk import HEADINGS, Piece, clean, pieces
from dateline.readers.text import byline, cut

MAX_NODES = 80_000  # text nodes of a page: twenty times a long one; more would take trafilatura minutes
MAX_DEPTH = 400
KEPT_SHARE = 0.5
LINKING = HEADINGS | {"li"}
BARS = frozenset({"td", "div", "section", "p", "ul"})
LINKED = 0.9  # of a heading or list item that is nothing but a link
MANY = 4  # words: a link this long is the headline of another page
MOST = 60  # words of a headline
ALIKE = 60  # letters by which an entry is found on the page
SEPARATOR = "\n\n"
ELEMENTS = lxml.etree.ElementDefaultClassLookup(
    element=lxml.html.HtmlElement
)  # in C, where lxml.html's is in Python


def document(
    html: str,
    *,
    title: str | None = None,
    published: datetime.date | None = None,
    published_basis: str = "given",
    publisher: str | None = None,
    url: str | None = None,
    where: str | None = None,
    source_id: str | None = None,
) -> Document:
    """Return a page as a document.

    Raises:
        DocumentError: it cannot be parsed (``unreadable``) or holds no text (``empty``).
    """
    root = parse(html, where)
    about = metadata(root, url)
    found = pieces(root)
    if sum(len(piece.nodes) for piece in found) > MAX_NODES:
        raise DocumentError(f"page of more than {MAX_NODES} pieces of text", where=where, reason="too-large")
    day = _published.given(published, published_basis) or _elected(about, found)
    lost = _extract.keep(root, found, favor_precision=True)
    _repair.repair(found)
    lines = _lines(found, lost, title or about.title)
    lines.extend(_updates(about, lines))
    text, blocks = _joined(lines, publisher or about.publisher)
    if not blocks:
        raise DocumentError("no text in it", where=where, reason="empty")
    body = " ".join(item.text for item in lines if item.kind != "furniture")
    headline = next((item.text for item in lines if item.kind == "title"), None)
    return Document(
        text=text,
        blocks=blocks,
        title=title or headline or about.title,
        byline=about.byline or byline(text, blocks),
        language=language(body) or about.language,
        published=day or _searched(html, about.url, lines, _published.stated(text, blocks)),
        publisher=publisher or about.publisher,
        url=about.url,
        where=where,
        source_id=source_id,
    )


def parse(html: str, where: str | None = None) -> Any:
    """Return the tree of a page, without comments.

    Raises:
        DocumentError: nothing can be made of it, or it nests deeper than any page that people read.
    """
    parser = lxml.etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    parser.set_element_class_lookup(ELEMENTS)
    try:
        root = lxml.html.document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.LxmlError, ValueError, AssertionError) as error:
        reason = "empty" if not html.strip() or "empty" in str(error) else "unreadable"
        raise DocumentError(f"not a page: {error}", where=where, reason=reason) from error
    if _depth(root) > MAX_DEPTH:
        raise DocumentError(f"elements nested deeper than {MAX_DEPTH}", where=where, reason="unreadable")
    return root


def _depth(root: Any) -> int:
    """Return how deep the elements nest."""
    depth = deepest = 0
    for event, _ in lxml.etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _elected(about: Metadata, found: Sequence[Piece]) -> When | None:
    """Return the publication day that the fields of a page, its address and the lines beside its headline agree on."""
    day = _votes.elect((*about.stamps, *_votes.shown(found, about.title)))
    return When(start=day, end=day, basis="metadata") if day else None


def _searched(html: str, url: str | None, lines: Sequence[Line], stated: When | None) -> When | None:
    """Return the day that a search of the whole page finds, or the text itself states."""
    root = parse(html)
    return searched(root, url, wide=False) or stated or _likely(searched(root, url, wide=True), lines)


def _likely(guess: When | None, lines: Sequence[Line]) -> When | None:
    """Return a guessed publication day unless it is only a day that the article tells of, or the year of a notice."""
    if guess is None or (guess.start.month, guess.start.day) == (1, 1):
        return None
    told = any(
        guess.start in _published.days_in(item.text)
        for item in lines
        if item.kind != "furniture" and item.is_long
    )
    return None if told else guess


def _lines(found: Sequence[Piece], lost: Sequence[str], title: str | None) -> list[Line]:
    """Return the pieces of a page as judged lines, with what only a script of the page holds after them."""
    shown = [piece for piece in found if not piece.hidden or piece.kept]
    lines = [line(piece.text) for piece in shown]
    for piece, item in zip(shown, lines, strict=True):
        _judge(piece, item)
    seen = {item.text for item in lines}
    lines.extend(line(text) for text in lost if text not in seen)
    if not _headline(lines, title):
        _first_heading(shown, lines)
    pairs = zip(shown, lines, strict=False)
    main = [item for piece, item in pairs if is_main(piece) and not _repair.is_post(piece)]
    judge_tail(main, judge_end(main), strict=True)
    _bars(shown, lines)
    return lines


def is_main(piece: Piece) -> bool:
    """Return whether a piece belongs to the main text."""
    return piece.kept >= KEPT_SHARE * piece.size


def _bars(shown: Sequence[Piece], lines: Sequence[Line]) -> None:
    """Mark rows of links before the first paragraph."""
    for piece, item in zip(shown, lines, strict=False):
        if item.is_long and item.kind == "paragraph":
            return
        if item.kind == "paragraph" and piece.tag in BARS and piece.link >= LINKED * piece.size:
            item.mark("nav")


def _judge(piece: Piece, item: Line) -> None:
    """Say what a piece is."""
    if not is_main(piece):
        item.mark(_cues.reason(piece.path) or _furniture.reason(item.text) or "boilerplate")
    elif by_words := _furniture.reason(item.text):
        item.mark(by_words)
    elif piece.tag in LINKING and piece.link >= LINKED * piece.size and item.words >= MANY:
        item.mark("related")
    elif piece.tag in HEADINGS:
        item.kind = "heading"
    elif piece.tag in ("li", "dd", "dt"):
        item.kind = "list"


def _headline(lines: Sequence[Line], title: str | None) -> bool:
    """Find the headline: the first block that is the title, wherever the page puts it; return whether there is one."""
    wanted = _letters(title or "")
    for item in lines if wanted else ():
        if item.words <= MOST and _letters(item.text) == wanted:
            item.kind, item.reason = "title", None
            return True
    return False


def _first_heading(shown: Sequence[Piece], lines: Sequence[Line]) -> None:
    """Take the page's main heading before the first paragraph for the headline."""
    for piece, item in zip(shown, lines, strict=False):
        if item.kind == "paragraph" and item.is_long:
            return
        if piece.tag == "h1" and item.kind == "heading":
            item.kind = "title"
            return


def _letters(text: str) -> str:
    """Return the letters and digits of a text, for comparing."""
    return "".join(filter(str.isalnum, text.lower()))


def _updates(about: Metadata, lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the entries of a live blog that its fields hold and the page does not show, each under its time."""
    shown = _letters(" ".join(item.text for item in lines)) if about.updates else ""
    for update in about.updates:
        paragraphs = [each for each in update.paragraphs if _letters(each)[:ALIKE] not in shown]
        if not paragraphs:
            continue
        if update.time:
            time = line(update.time)
            time.mark("liveblog")
            yield time
        if update.headline:
            headline = line(update.headline)
            headline.kind = "heading"
            yield headline
        yield from map(line, paragraphs)


def _joined(lines: Sequence[Line], publisher: str | None) -> tuple[str, tuple[Block, ...]]:
    """Return the text of record and its blocks."""
    texts, blocks, at, started = [], [], 0, False
    live = _liveblog.is_live(
        item.text for item in lines if item.kind != "furniture" or item.reason == "byline"
    )
    for item in lines:
        if live and (item.kind != "furniture" or item.reason == "byline"):
            _time(item)
        for span, reason in _parts(item, publisher, started=started, live=live):
            place = Span(at + span.start, at + span.end)
            if reason is None:
                blocks.append(Block(span=place, kind=item.kind, reason=item.reason))
            else:
                blocks.append(Block(span=place, kind="furniture", reason=reason))
        started = started or (item.kind == "paragraph" and item.is_long)
        texts.append(item.text)
        at += len(item.text) + len(SEPARATOR)
    return SEPARATOR.join(texts), tuple(blocks)


def _time(item: Line) -> None:
    """Mark a line that is nothing but the time of a live blog's entry."""
    time = _liveblog.stamp(item.text)
    if time is not None and len(time) == len(item.text):
        item.mark("liveblog")


def _parts(
    item: Line, publisher: str | None, *, started: bool, live: bool
) -> Iterator[tuple[Span, str | None]]:
    """Yield the parts of a line: of a paragraph what stands before its first sentence is set off."""
    time = _liveblog.stamp(item.text) if live and item.kind != "furniture" else None
    if time is not None:
        yield time, "liveblog"
        at = len(item.text) - len(item.text[time.end :].lstrip())
        if at < len(item.text):
            yield Span(at, len(item.text)), None
    elif item.kind == "paragraph":
        yield from cut(item.text, publisher, started=started)
    else:
        yield Span(0, len(item.text)), None


__all__ = ["clean", "document", "parse"]
