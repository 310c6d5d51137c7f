"""Plain text as blocks: paragraphs, whether they are set with blank lines, one a line, or wrapped."""

from __future__ import annotations

import re

from dateline.model import Span

LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
STRIPPED = re.compile(r"\S(?:.*\S)?", re.DOTALL)
CLOSED = re.compile(r"[.!?:;…][\s\"'”’»)\]*]*$")
WRAPPED_SHARE = 0.3  # of the lines below a line: this many start in lower case in wrapped text
WRAPPED_WIDTH = 130


def is_closed(text: str) -> bool:
    """Return whether a text ends as a sentence does."""
    return CLOSED.search(text[-12:]) is not None


def paragraphs(text: str) -> list[Span]:
    """Return the paragraphs of a text in order, without the white space around them.

    Lines are paragraphs of their own unless the text is wrapped, or a line plainly goes on in the next one.
    """
    groups = _groups(text)
    wrapped = _is_wrapped(text, groups)
    found: list[Span] = []
    for group in groups:
        start = 0
        for i in range(1, len(group) + 1):
            if i < len(group) and (wrapped or _goes_on(text, group[i - 1], group[i])):
                continue
            found.append(group[start].cover(group[i - 1]))
            start = i
    return found


def _groups(text: str) -> list[list[Span]]:
    """Return the lines of a text, those with no empty line between them together."""
    groups: list[list[Span]] = []
    end = None
    for match in LINE.finditer(text):
        inner = STRIPPED.search(match[0])
        if inner is None:
            continue
        line = Span(match.start() + inner.start(), match.start() + inner.end())
        gap = "" if end is None else text[end : line.start].replace("\r\n", "\n")
        if end is None or sum(gap.count(c) for c in "\n\r\v\f\x85\u2028\u2029") > 1:
            groups.append([])
        groups[-1].append(line)
        end = line.end
    return groups


def _is_wrapped(text: str, groups: list[list[Span]]) -> bool:
    """Return whether the lines of a text were broken at a width."""
    below = [line for group in groups for line in group[1:]]
    if len(below) < 3 or any(len(line) > WRAPPED_WIDTH for group in groups for line in group):
        return False
    return sum(text[line.start].islower() for line in below) >= WRAPPED_SHARE * len(below)


def _goes_on(text: str, line: Span, following: Span) -> bool:
    """Return whether a sentence runs from one line into the next."""
    return text[following.start].islower() and not is_closed(line.of(text))
