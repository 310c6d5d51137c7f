"""Looks for patterns whose cost grows faster than the text.

python tests/faults/patterns.py

All patterns that dateline compiles on its way through some articles are collected. Each is searched in texts made to make it
try again and again: what stands before one of its repeats, then what is repeated, many times, then something that fits nothing.
A search that is slow at all is done again with twice the text; what then takes more than three times as long is told.
"""

from __future__ import annotations

import importlib
import itertools
import json
import pkgutil
import re
import re._compiler as compiler  # type: ignore[import-not-found]
import re._constants as sre  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
import sys
import time
from collections.abc import Iterator
from typing import Any

import dateline

SOURCE = "/dateline/"
LENGTH = 2000
SLOW = 0.003  # seconds; a linear search of so short a text takes far less
GROWTH = 3.0
DEEPEST = 6
TOUCHSTONES = (20, 200, LENGTH)
COMMON = (" ", "a", "A ", "1,", "“", "<", "\n")
FOR_CLASS = {
    sre.CATEGORY_DIGIT: "1",
    sre.CATEGORY_NOT_DIGIT: "a",
    sre.CATEGORY_SPACE: " ",
    sre.CATEGORY_NOT_SPACE: "a",
    sre.CATEGORY_WORD: "a",
    sre.CATEGORY_NOT_WORD: " ",
}
ARTICLES = (
    "Iran met Iraq in Basra on Friday. “We will close it,” Kim said. More than 200 people died on 12 June 2018.",
    "<html><head><title>x</title></head><body><article><p>Iran met Iraq in Basra on Friday, 12 June 2018.</p></article>",
)


def collected() -> dict[tuple[Any, int], str]:
    """Return the patterns that dateline compiles, each with the file that did."""
    found: dict[tuple[Any, int], str] = {}
    compiled = compiler.compile

    def spy(pattern: Any, flags: int = 0) -> Any:
        frame = sys._getframe(1)
        for _ in range(DEEPEST):
            name = frame.f_code.co_filename
            if SOURCE in name and "site-packages" not in name:
                found.setdefault((pattern, int(flags)), name.rpartition(SOURCE)[2])
            if frame.f_back is None or "site-packages" in name:
                break
            frame = frame.f_back
        return compiled(pattern, flags)

    re.purge()
    compiler.compile = spy
    try:
        coder = dateline.load("fast")
        for module in pkgutil.walk_packages(dateline.__path__, "dateline."):
            if not re.search(r"__main__|server|migrations", module.name):
                importlib.import_module(module.name)
        for text in ARTICLES:
            coder.read(text)
    finally:
        compiler.compile = compiled
    return {key: name for key, name in found.items() if isinstance(key[0], str | bytes)}


def sample(tree: Any, pick: int) -> str:
    """Return a text that a part of a pattern fits, by its first or another alternative."""
    out = []
    for op, value in tree:
        if op is sre.LITERAL:
            out.append(chr(value))
        elif op is sre.IN:
            out.append(member(value, pick))
        elif op in (sre.ANY, sre.NOT_LITERAL):
            out.append("a")
        elif op is sre.BRANCH:
            out.append(sample(value[1][pick % len(value[1])], pick))
        elif op is sre.SUBPATTERN:
            out.append(sample(value[3], pick))
        elif op is sre.ATOMIC_GROUP:
            out.append(sample(value, pick))
        elif op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            out.append(sample(value[2], pick) * max(value[0], min(pick, 1)))
    return "".join(out)


def member(items: Any, pick: int) -> str:
    """Return a character of a set."""
    if items[0][0] is sre.NEGATE:
        banned = {chr(v) for op, v in items if op is sre.LITERAL}
        return next((c for c in "a 1A.,-" if c not in banned), "世")
    made = {
        sre.LITERAL: lambda v: chr(v),
        sre.RANGE: lambda v: chr(v[0]),
        sre.CATEGORY: FOR_CLASS.__getitem__,
    }
    found = [made[op](value) for op, value in items if op in made]
    return str(found[pick % len(found)]) if found else "a"


def pumps(tree: Any, before: str, pick: int) -> Iterator[tuple[str, str]]:
    """Yield what leads to each repeat of a pattern, with what is repeated."""
    for item in tree:
        op, value = item
        if op in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            unit = sample(value[2], pick) or sample(value[2], 1)
            if value[1] > 1 and unit:
                yield before, unit
            yield from pumps(value[2], before, pick)
        elif op is sre.SUBPATTERN:
            yield from pumps(value[3], before, pick)
        elif op is sre.BRANCH:
            for branch in value[1][:20]:
                yield from pumps(branch, before, pick)
        elif op in (sre.ASSERT, sre.ASSERT_NOT):
            yield from pumps(value[1], before, pick)
        before += sample([item], pick)


def hostile(pattern: re.Pattern[Any]) -> dict[tuple[str, str], None]:
    """Return starts and repeats of texts for a pattern."""
    tree = parser.parse(
        pattern.pattern, pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags
    )
    found = {("", unit): None for unit in COMMON}
    for pick in (0, 1):
        found |= dict.fromkeys(itertools.islice(pumps(tree, "", pick), 8))
    return found


def seconds(pattern: re.Pattern[Any], start: str, unit: str, length: int) -> float:
    """Return how long a pattern searches in a text of a length."""
    text: Any = start + unit * max(1, length // len(unit)) + "\x01"
    text = text.encode("utf-8", "replace") if isinstance(pattern.pattern, bytes) else text
    begun = time.process_time()
    pattern.search(text)
    return time.process_time() - begun


def is_slow(pattern: re.Pattern[Any], start: str, unit: str) -> bool:
    """Return whether a search grows faster than the text."""
    for length in TOUCHSTONES:  # what takes long in a short text would never end in a long one
        if seconds(pattern, start, unit, length) > SLOW:
            ratios = (
                seconds(pattern, start, unit, 2 * length) / max(1e-9, seconds(pattern, start, unit, length))
                for _ in range(3)
            )
            return all(ratio > GROWTH for ratio in ratios)
    return False


def main() -> None:
    """Print what was found as JSON."""
    found, texts = collected(), 0
    slow = []
    for (source, flags), where in found.items():
        pattern = re.compile(source, flags)
        for start, unit in hostile(pattern):
            texts += 1
            if is_slow(pattern, start, unit):
                slow.append([where, str(source)[:120], start[:40], unit[:40]])
                break
    json.dump({"patterns": len(found), "texts": texts, "slow": slow}, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
