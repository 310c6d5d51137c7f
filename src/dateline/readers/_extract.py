"""Which pieces of a page are its main text, as trafilatura sees it.

Every text node is marked with two symbols that no rule of trafilatura reads as a word; the marks that come out
tell exactly which nodes it kept, where matching by text could not tell a headline from its teaser.
"""

from __future__ import annotations

import logging
import re
from typing import Any

import lxml.etree
import trafilatura

from dateline.readers._walk import Piece, clean

FIRST, COUNT = 0x1D800, 512  # Sutton SignWriting: printable, no word characters, in no news page
MARK = re.compile(f"[{chr(FIRST)}-{chr(FIRST + COUNT - 1)}]{{2}}")
NOT_XML = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
)  # that lxml takes from a page but not from us
LOST = 60  # characters of extracted text outside all pieces that are worth a second look
PROSE = 20  # words of a paragraph
LINKED = 0.3  # of a paragraph in links, at most
ENOUGH = 0.4  # of a page's prose: less than that, and the extraction also asks its two slower rivals

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def keep(root: Any, pieces: list[Piece], **options: Any) -> list[str]:
    """Count in every piece the characters that belong to the main text; the tree is spoilt by it.

    Args:
        root: the tree that the pieces come from.
        pieces: its pieces; ``kept`` is set.
        options: for trafilatura.

    Returns:
        Extracted paragraphs that stand in no piece: text that the page carries in a script.
    """
    owners = _mark(pieces)
    lost = _extracted(root, owners, fast=True, **options)
    if _held(pieces) >= ENOUGH:
        return lost
    for piece in pieces:
        piece.kept = 0
    return _extracted(root, owners, **options)


def _held(pieces: list[Piece]) -> float:
    """Return the share of a page's prose that was kept."""
    prose = [piece for piece in pieces if not piece.hidden and _is_prose(piece)]
    whole = sum(piece.size for piece in prose)
    return sum(piece.kept for piece in prose) / whole if whole else 0.0


def _is_prose(piece: Piece) -> bool:
    """Return whether a piece is long and not made of links."""
    return piece.text.count(" ") >= PROSE and piece.link < LINKED * len(piece.text)


def _extracted(root: Any, owners: list[tuple[Piece, int]], **options: Any) -> list[str]:
    """Run the extraction once and count what it kept; return what stands in no piece."""
    try:
        found = trafilatura.bare_extraction(root, include_comments=False, **options)
    except (ValueError, TypeError, AttributeError, IndexError, KeyError, lxml.etree.LxmlError):
        return []  # it stumbles over some broken pages; the caller then goes by the make of the pieces
    body = getattr(found, "body", None)
    if body is None:
        return []
    lost = []
    for element in body.iter():
        for text in (element.text, element.tail):
            rest = _count(text, owners) if text else ""
            if len(rest) >= LOST:
                lost.append(rest)
    return lost


def _mark(pieces: list[Piece]) -> list[tuple[Piece, int]]:
    """Put marks into the text nodes; return the piece and length of each."""
    owners: list[tuple[Piece, int]] = []
    for piece in pieces:
        for element, tail in piece.nodes:
            number = len(owners)
            if number >= COUNT * COUNT:
                return owners
            text = element.tail if tail else element.text
            start = len(text) - len(text.lstrip())
            mark = chr(FIRST + number // COUNT) + chr(FIRST + number % COUNT)
            marked = text[:start] + mark + NOT_XML.sub("", text[start:])
            if tail:
                element.tail = marked
            else:
                element.text = marked
            owners.append((piece, len(text.strip())))
    return owners


def _count(text: str, owners: list[tuple[Piece, int]]) -> str:
    """Add the nodes that a text comes from to their pieces; return what stands before the first mark."""
    at = None
    for match in MARK.finditer(text):
        at = match.start() if at is None else at
        number = (ord(match[0][0]) - FIRST) * COUNT + ord(match[0][1]) - FIRST
        if number < len(owners):
            piece, length = owners[number]
            piece.kept += length
    return clean(text[:at] if at is not None else text)
