"""Puts back what the extraction loses: paragraphs set just like those that it kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from dateline.readers import _cues
from dateline.readers._lines import is_closed
from dateline.readers._walk import HEADINGS, Piece

DEPTH = 4  # elements that must agree, from the innermost outwards
SHARE = 0.25  # of a setting's text that was kept, so that the rest of it belongs to the article too
WORDS = 8
LINKED = 0.3  # of a paragraph in links, at most
GAP = 6  # pieces between two kept ones, at most
NEAR = 4  # elements around a piece that its neighbours must share
FILLING = HEADINGS | {"p", "blockquote", "li"}
LEAD = re.compile(r"(?:^|[\s_-])(?:summary|lead|lede|intro(?:duction)?)(?:$|[\s_-])")
POST = re.compile(r"\b(?:twitter-tweet|instagram-media)\b")

Setting = tuple[tuple[str, str], ...]


def repair(pieces: Sequence[Piece]) -> None:
    """Keep the pieces that the extraction wrongly left out.

    A page often sets the parts of one article in several containers of the same make; the extraction takes the best
    one. Paragraphs of the same make are taken too, and pieces that stand between two kept neighbours of theirs.
    """
    if not any(piece.kept for piece in pieces):
        _take_all(pieces)
        return
    total: Counter[Setting] = Counter()
    kept: Counter[Setting] = Counter()
    settings = [setting(piece) for piece in pieces]
    for piece, made in zip(pieces, settings, strict=True):
        total[made] += len(piece.text)
        kept[made] += min(piece.kept, len(piece.text))
    for piece, made in zip(pieces, settings, strict=True):
        if (
            not piece.kept
            and kept[made] >= SHARE * total[made]
            and _is_prose(piece)
            and not _is_marked(piece)
        ):
            piece.keep()
    _fill(pieces)
    _embed(pieces)


def _take_all(pieces: Sequence[Piece]) -> None:
    """Keep all that nothing speaks against, where the extraction found the page too short or too strange."""
    for piece in pieces:
        if _fits(piece):
            piece.keep()


def setting(piece: Piece) -> Setting:
    """Return the make of a piece: tags and classes of the elements around it."""
    return tuple((str(e.tag), e.get("class") or "") for e in piece.path[-DEPTH:])


def _is_prose(piece: Piece) -> bool:
    """Return whether a piece reads like a paragraph."""
    words = piece.text.count(" ") + 1
    return (
        words >= WORDS
        and not piece.hidden
        and is_closed(piece.text)
        and piece.link <= LINKED * len(piece.text)
    )


def _is_marked(piece: Piece) -> bool:
    """Return whether the page marks a piece as something else than text."""
    return _cues.reason(piece.path) is not None


def _fill(pieces: Sequence[Piece]) -> None:
    """Keep short runs between two kept pieces that stand close by in the tree: subheadings, quotations."""
    last: int | None = None
    for i, piece in enumerate(pieces):
        if not piece.kept:
            continue
        if last is not None and 1 < i - last <= GAP + 1:
            around = set(pieces[last].path[-NEAR:-1]) & set(piece.path[-NEAR:-1])
            for between in pieces[last + 1 : i]:
                if between.tag in FILLING and around.intersection(between.path[-NEAR:-1]) and _fits(between):
                    between.keep()
        last = i


def _fits(piece: Piece) -> bool:
    """Return whether a piece between two kept ones may be part of the article."""
    return not piece.hidden and not _is_marked(piece) and piece.link <= LINKED * len(piece.text)


def _embed(pieces: Sequence[Piece]) -> None:
    """Keep the summary that leads the article, and the posts of others that it shows."""
    kept = [i for i, piece in enumerate(pieces) if piece.kept]
    if not kept:
        return
    for i, piece in enumerate(pieces[: kept[-1]]):
        if piece.kept or piece.hidden:
            continue
        if i < kept[0]:
            lead = _has_class(piece, LEAD) or (i >= kept[0] - GAP and _leads(piece, pieces[kept[0]]))
            if lead and piece.tag not in HEADINGS and _is_prose(piece):
                piece.keep()
        elif is_post(piece):
            piece.keep()


def _leads(piece: Piece, first: Piece) -> bool:
    """Return whether a piece is an opening paragraph: unmarked, and in the page's article with the first one kept."""
    around = [element for element in piece.path if element.tag == "article"]
    return piece.tag == "p" and bool(around) and around[-1] in first.path and not _is_marked(piece)


def is_post(piece: Piece) -> bool:
    """Return whether a piece belongs to somebody's post that the article shows."""
    return _has_class(piece, POST)


def _has_class(piece: Piece, names: re.Pattern[str]) -> bool:
    """Return whether an element close around a piece has such a class."""
    return any(names.search(element.get("class") or "") for element in piece.path[-NEAR:])
