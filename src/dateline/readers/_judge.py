"""Which blocks of a text are not the article, seen from their words, their shape and their neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.model.document import BlockKind
from dateline.readers import _furniture, _thread
from dateline.readers._lines import is_closed

LONG = 20  # words: a paragraph
SHORT = 25  # words: a headline at most
HEADING = (
    9  # words: a longer open line between paragraphs is a heading only if it is set in capitals like one
)
MANY = 3  # lines in a row that make a list of headlines
HEADLINE = 5  # words that the headline of another page has at least
DATED = re.compile(
    r"\b(?:\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,? \d{4}|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}(?:[snrt][tdh])?,? \d{4}|\d{4}-\d\d-\d\d|"
    r"\d{1,2}[/.]\d{1,2}[/.]\d{4})\b",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W\d_][\w'’.-]*")
BULLET = re.compile(r"\A\s*+(?:[•·▪●◦‣*–-]|\\\*|\(?\d{1,2}[.)])\s+\S")
ITEM = r"(?=[^|»>•·]{2})\s*+[^|»>•·]{0,30}+\s*+"  # 2 to 30 characters and spaces around; can be read in one way only
NAVIGATION = re.compile(rf"\A{ITEM}(?:[|»>•·]++{ITEM}){{2,}}+$")
NAME = re.compile(r"\A(?:(?:Dr|Prof|Mr|Ms|Mrs)\.? )?([A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+)+)")
FOLLOWED = frozenset({"related", "comments", "promo"})


@dataclass(slots=True)
class Line:
    """A block on its way to being judged.

    Attributes:
        text: its words.
        words: how many.
        closed: whether it ends as a sentence does.
        kind: what it is taken for.
        reason: for furniture, why.
    """

    text: str
    words: int
    closed: bool
    kind: BlockKind = "paragraph"
    reason: str | None = None

    @property
    def is_long(self) -> bool:
        """True if it looks like a paragraph of an article."""
        return self.words >= LONG and self.closed

    @property
    def is_open_short(self) -> bool:
        """True if it looks like a headline: short and without a full stop."""
        return self.words <= SHORT and not self.closed and not self.text.endswith((",", "-"))

    def mark(self, reason: str) -> None:
        """Take it for furniture."""
        self.kind, self.reason = "furniture", reason


def line(text: str) -> Line:
    """Return a text as a line to be judged."""
    return Line(text=text, words=len(text.split()), closed=is_closed(text))


def judge(lines: Sequence[Line], title: str | None = None) -> None:
    """Set kind and reason of the blocks of a plain text.

    Args:
        lines: all blocks in order.
        title: headline, when given.
    """
    _words(lines)
    _below(lines)
    body = [i for i, item in enumerate(lines) if item.is_long and item.kind != "furniture"]
    if not body:
        _title(lines, title, len(lines))
        return
    last = judge_end(lines)
    _start(lines[: body[0] + (len(body) >= MANY)])
    _title(lines, title, body[0])
    _middle(lines[: last + 1])
    judge_tail(lines, last)


def _words(lines: Sequence[Line]) -> None:
    """Mark what the words of a block alone tell, and all below a heading that opens the readers' part."""
    paragraphs, opened = 0, None
    for item in lines:
        if item.kind == "furniture":
            continue
        if rule := _furniture.rule(item.text):
            item.mark(rule.reason)
            if rule.opens and paragraphs >= MANY:
                opened = rule.reason
        elif opened is not None:
            item.mark(opened)
        elif BULLET.match(item.text):
            item.kind = "list"
        paragraphs += item.kind == "paragraph" and item.closed


def _below(lines: Sequence[Line]) -> None:
    """Mark the thread of comments below a report."""
    left = [item for item in lines if item.kind != "furniture"]
    begin = _thread.start([item.text for item in left])
    for item in left[begin:] if begin is not None else ():
        item.mark("comments")


def judge_end(lines: Sequence[Line]) -> int:
    """Mark what only counts at the end: biographies, credits; return the index of the last block of the article."""
    for i in range(len(lines) - 1, -1, -1):
        item = lines[i]
        if item.kind == "furniture":
            continue
        reason = _furniture.reason(item.text, "end")
        if reason is None or (reason == "bio" and _is_known(item.text, lines[:i])):
            if item.is_long or item.closed:
                return i
        else:
            item.mark(reason)
    return -1


def _is_known(text: str, before: Sequence[Line]) -> bool:
    """Return whether the person that a text opens with is one that the article speaks of."""
    match = NAME.match(text)
    if match is None:
        return False
    surname = match[1].split()[-1].removesuffix("'s").removesuffix("’s")
    return any(surname in item.text for item in before if item.is_long and item.kind != "furniture")


def _start(lines: Sequence[Line]) -> None:
    """Mark what only counts before the article: date lines, navigation, captions."""
    for item in lines:
        if item.kind == "furniture":
            continue
        if NAVIGATION.match(item.text):
            item.mark("nav")
        elif item.words <= 14 and not item.closed and DATED.search(item.text):
            item.mark("byline")
        elif reason := _furniture.reason(item.text, "start"):
            item.mark(reason)


def _title(lines: Sequence[Line], title: str | None, end: int) -> None:
    """Find the headline among the blocks before the article."""
    wanted = _key(title) if title else None
    for item in lines[:end]:
        if item.kind == "furniture":
            continue
        if wanted is not None and _key(item.text) == wanted:
            item.kind = "title"
            return
    first = next((item for item in lines[:end] if item.kind != "furniture"), None)
    if wanted is None and first is not None and first is not lines[-1]:
        ends = first.text.rstrip("\"'”’)")[-1:]
        if 2 <= first.words <= SHORT and ends not in ".!:;," and first.kind != "list":
            first.kind = "title"


def _middle(lines: Sequence[Line]) -> None:
    """Tell headings between paragraphs from links and lists of headlines."""
    i = 0
    while i < len(lines):
        run = i
        while run < len(lines) and lines[run].kind == lines[i].kind and _is_open(lines[run]):
            run += 1
        if _is_links(lines, i, run):
            for item in lines[i:run]:
                item.mark("related")
        else:
            for item in lines[i:run]:
                if item.kind == "paragraph" and (item.words <= HEADING or i == 0 or _titled([item])):
                    item.kind = "heading"
        i = max(run, i + 1)


def _is_open(item: Line) -> bool:
    """Return whether a line may be a heading or the headline of another page."""
    return item.kind in ("paragraph", "list") and item.is_open_short


def _is_links(lines: Sequence[Line], start: int, end: int) -> bool:
    """Return whether a run of open lines is a list of headlines.

    Headings do not follow one another, and a list of the article's own is announced by a colon or a heading.
    """
    run = lines[start:end]
    if len(run) < MANY or any(item.words < 4 for item in run):
        return False
    if run[0].kind == "paragraph" and _titled(run):
        return True
    before = next((item for item in reversed(lines[:start]) if item.kind != "furniture"), None)
    told = before is not None and before.is_long and not before.text.rstrip().endswith(":")
    return told and all(item.words >= HEADLINE for item in run)


def judge_tail(lines: Sequence[Line], last: int, *, strict: bool = False) -> None:
    """Mark headlines and other open lines after the last block of the article.

    Args:
        lines: all blocks.
        last: index of the last block of the article.
        strict: only where furniture stands among them: a page may well end in a list.
    """
    if last < 0:
        return
    rest = [item for item in lines[last + 1 :] if item.kind != "title"]
    opened = [item for item in rest if item.kind != "furniture" and item.is_open_short]
    announced = lines[last].text.rstrip().endswith(":")
    follows = any(item.reason in FOLLOWED for item in rest)
    if strict and (not follows or len(opened) < MANY):
        return
    for item in opened:
        if (len(opened) >= MANY and not announced) or follows or _titled([item]):
            item.mark("related" if item.words >= 4 else "boilerplate")


def _titled(lines: Sequence[Line]) -> bool:
    """Return whether most words of lines are set in capitals, as in a headline."""
    words = [word for item in lines for word in WORD.findall(item.text) if len(word) > 3]
    return bool(words) and sum(word[0].isupper() for word in words) >= 0.6 * len(words)


def _key(text: str) -> str:
    """Return the letters and digits of a text, for comparing."""
    return "".join(WORD.findall(text.lower()))
