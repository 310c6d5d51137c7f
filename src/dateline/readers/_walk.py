"""A page's tree as pieces of visible text, in reading order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import lxml.etree

INLINE = frozenset(
    (  # noqa: SIM905
        "a abbr acronym b bdi bdo big cite code data del dfn em font g-emoji i ins kbd label mark nobr q rp rt ruby s "
        "samp small span strike strong sub sup time tt u var wbr"
    ).split()
)
DROPPED = frozenset(
    (  # noqa: SIM905
        "script style noscript template svg head iframe object embed canvas audio video map math select datalist "
        "input textarea progress meter noframes frameset applet"
    ).split()
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff\ufffc\x00-\x08\x0e-\x1f\x7f]")
SPACE = re.compile(r"\s+")
HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


@dataclass(slots=True)
class Piece:
    """One block of text of a page.

    Attributes:
        parts: its text nodes as they stand.
        nodes: where they come from: an element and whether it is the element's text or its tail.
        path: the elements around it, outermost first.
        link: characters of it inside links.
        kept: characters of it that the extraction kept.
    """

    path: tuple[Any, ...]
    parts: list[str] = field(default_factory=list)
    nodes: list[tuple[Any, bool]] = field(default_factory=list)
    link: int = 0
    kept: int = 0
    text: str = ""
    hidden: bool = False

    @property
    def tag(self) -> str:
        """Tag of the element that holds it."""
        return str(self.path[-1].tag) if self.path else ""

    @property
    def size(self) -> int:
        """Characters of its text nodes."""
        return sum(len(part.strip()) for part in self.parts)

    def keep(self) -> None:
        """Take all of it for main text."""
        self.kept = self.size


def clean(text: str) -> str:
    """Return text with single spaces and without characters that cannot be seen."""
    return SPACE.sub(" ", INVISIBLE.sub("", text)).strip()


def is_hidden(element: Any) -> bool:
    """Return whether an element says that it is not shown."""
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and HIDDEN_STYLE.search(style) is not None


def pieces(root: Any) -> list[Piece]:
    """Return the pieces of a tree, which loses what never holds text.

    Inline elements do not end a piece, all others do; so do two line breaks in a row.
    """
    lxml.etree.strip_elements(root, *(DROPPED - {"head", "noscript"}), with_tail=False)
    walker = _Walker()
    walker.walk(root)
    return walker.found


class _Walker:
    """Walks a tree once, without recursion: pages nest deeper than Python does."""

    def __init__(self) -> None:
        self.found: list[Piece] = []
        self.path: list[Any] = []
        self.links = 0
        self.hidden = 0
        self.breaks = 0
        self.piece: Piece | None = None

    def walk(self, root: Any) -> None:
        """Visit every element that is shown, or may be."""
        stack: list[tuple[Any, bool]] = [(root, False)]
        while stack:
            element, leaving = stack.pop()
            if leaving:
                self.leave(element)
                self.text(element, element.tail, tail=True)
                continue
            if not isinstance(element.tag, str) or element.tag in DROPPED:
                self.text(element, element.tail, tail=True)
                continue
            self.enter(element)
            stack.append((element, True))
            stack.extend((child, False) for child in reversed(element))
        self.flush()

    def enter(self, element: Any) -> None:
        """Open an element."""
        tag = element.tag
        if tag == "a":
            self.links += 1
        if tag == "br":
            self.breaks += 1
            if self.breaks > 1:
                self.flush()
            elif self.piece is not None:
                self.piece.parts.append(" ")
        elif tag not in INLINE:
            self.flush()
            self.path.append(element)
        if self.hidden or is_hidden(element):
            self.hidden += 1
        self.text(element, element.text, tail=False)

    def leave(self, element: Any) -> None:
        """Close an element."""
        tag = element.tag
        if self.hidden:
            self.hidden -= 1
        if tag == "a":
            self.links -= 1
        elif tag != "br" and tag not in INLINE:
            self.flush()
            self.path.pop()

    def text(self, element: Any, text: str | None, *, tail: bool) -> None:
        """Add a text node to the piece that is open."""
        if not text:
            return
        if text.isspace():
            if self.piece is not None:
                self.piece.parts.append(" ")
            return
        self.breaks = 0
        if self.piece is None:
            self.piece = Piece(path=tuple(self.path))
        self.piece.hidden = self.hidden > 0
        self.piece.parts.append(text)
        self.piece.nodes.append((element, tail))
        if self.links:
            self.piece.link += len(text)

    def flush(self) -> None:
        """Close the open piece."""
        self.breaks = 0
        piece, self.piece = self.piece, None
        if piece is None:
            return
        piece.text = clean("".join(piece.parts))
        if piece.text:
            self.found.append(piece)
