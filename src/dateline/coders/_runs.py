"""Stretches of a sentence that content makes up."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.model import Sentence, Token

QUOTE_MARKS = frozenset("\"“”‘’'«»„`") | {"''", "``"}


def runs(sentence: Sentence, content: Iterable[int], keep_out: Iterable[int]) -> list[tuple[int, int]]:
    """Return the stretches (first, last index) of content; gaps are closed unless ``keep_out`` words lie in them."""
    barred, found = set(keep_out), list[tuple[int, int]]()
    for index in sorted(set(content) - barred):
        if found and not any(i in barred for i in range(found[-1][1] + 1, index)):
            found[-1] = (found[-1][0], index)
        else:
            found.append((index, index))
    found = _to_semicolon(sentence, found)
    trimmed = (_trim(sentence, first, last) for first, last in found)
    return [run for run in trimmed if run is not None]


def _to_semicolon(sentence: Sentence, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the stretches, the last one cut at a single semicolon: what follows is the writer's."""
    if not found:
        return found
    first, last = found[-1]
    at = [i for i in range(first + 3, last) if sentence.tokens[i].text == ";"]
    return [*found[:-1], (first, at[0] - 1)] if len(at) == 1 else found


def _trim(sentence: Sentence, first: int, last: int) -> tuple[int, int] | None:
    """Return the stretch without the punctuation at its ends; quotation marks stay."""
    while first <= last and _loose(sentence.tokens[first]):
        first += 1
    while last >= first and _loose(sentence.tokens[last]):
        last -= 1
    return (first, last) if first <= last else None


def _loose(token: Token) -> bool:
    return token.upos == "PUNCT" and token.text not in QUOTE_MARKS and token.text not in ("(", ")", "[", "]")
