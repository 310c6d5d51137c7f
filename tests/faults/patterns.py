"""Looks for patterns whose cost grows faster than the text.

python tests/faults/patterns.py
python tests/faults/patterns.py --pattern '(a+)+$'

All patterns that dateline compiles on its way through some articles are collected, and those of its JSON Schemas. Each is searched
in texts made to make it try again and again: what stands before one of its repeats, then what is repeated, many times, then
something that fits nothing. What takes long at all is measured again, in the processor's time over many searches, so that a busy
machine changes nothing: only the ratio between a text and one four times as long counts, which is four where the cost grows with the
text and sixteen where it grows with the square.
"""

from __future__ import annotations

import argparse
import importlib
import itertools
import json
import pkgutil
import re
import re._compiler as compiler  # type: ignore[import-not-found]
import re._constants as sre  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import dateline
from dateline.formats.article import article_json

SOURCE = "/dateline/"
LONGEST = 6000  # characters; the last length tried
SLOW = 0.012  # seconds; few linear searches of so short a text take that long, and all quadratic ones do
GROWTH = 8.0
ENDLESS = 1.0  # seconds of the processor, after which a search is given up
MEASURED = 0.06  # seconds of the processor, whose clock may tick but every few thousandths
RUNS = 3
PUMPS = 12  # repeats that are tried for each pattern and way to fill what stands before them
DEEPEST = 6
WIDE = 50  # a repeat that ends before costs no more than so much for each character
REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)
COMMON = (" ", "a", "A ", "1,", "1", "“", "<", "\n", "(", ". ", "-", "A-", "|  ", '." ')
ENDS = ("\x01", "\n|<\x01")  # the first fits nothing but what is not something else, the second not even that
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
Found = dict[tuple[Any, int], str]


class EndlessError(Exception):
    """A search took too long."""


def collected() -> Found:
    """Return the patterns that dateline compiles, each with the file that did."""
    found: Found = {}
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
            article_json(coder.read(text))
    finally:
        compiler.compile = compiled
    return {key: name for key, name in found.items() if isinstance(key[0], str | bytes)} | in_schemas()


def in_schemas() -> Found:
    """Return the patterns that files of users are compared with."""
    found: Found = {}

    def walk(value: Any, name: str) -> None:
        if isinstance(value, dict) and isinstance(pattern := value.get("pattern"), str):
            found[pattern, 0] = name
        for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            walk(each, name)

    for path in Path(dateline.__file__).parent.glob("knowledge/schemas/*.json"):
        walk(json.loads(path.read_text("utf-8")), f"knowledge/schemas/{path.name}")
    return found


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
        elif op in REPEATS:
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
        if op in REPEATS:
            unit = sample(value[2], pick) or sample(value[2], 1)
            if value[1] > 1 and unit:
                yield before, unit
            yield from pumps(value[2], before, pick)
        elif op is sre.SUBPATTERN:
            yield from pumps(value[3], before, pick)
        elif op is sre.ATOMIC_GROUP:
            yield from pumps(value, before, pick)
        elif op is sre.BRANCH:
            for branch in value[1][:20]:
                yield from pumps(branch, before, pick)
        elif op in (sre.ASSERT, sre.ASSERT_NOT):
            yield from pumps(value[1], before, pick)
        before += sample([item], pick)


def widest(tree: Any) -> int:
    """Return how often a part of a pattern may repeat what it repeats most."""
    if isinstance(tree, tuple) and tree and any(tree[0] is op for op in REPEATS):
        return int(tree[1][1]) * widest(tree[1][2])
    inner = tree if isinstance(tree, tuple | list | parser.SubPattern) else ()
    return max(map(widest, inner), default=1)


def hostile(pattern: re.Pattern[Any]) -> dict[tuple[str, str], None]:
    """Return starts and repeats of texts for a pattern, none when no text can be hostile to it."""
    flags = pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags
    tree = parser.parse(pattern.pattern, flags)
    if widest(tree) <= WIDE:
        return {}
    found = {("", unit): None for unit in COMMON}
    for pick in (0, 1, 2):
        found |= dict.fromkeys(itertools.islice(pumps(tree, "", pick), PUMPS))
    return found


def give_up(*_: object) -> NoReturn:
    """End a search."""
    raise EndlessError


def search(pattern: re.Pattern[Any], text: Any) -> None:
    """Search a text.

    Raises:
        EndlessError: it takes too long; the engine looks for signals while it searches.
    """
    signal.setitimer(signal.ITIMER_VIRTUAL, ENDLESS)
    try:
        pattern.search(text)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def is_long(pattern: re.Pattern[Any], text: Any) -> bool:
    """Return whether a search takes long, each time.

    Raises:
        EndlessError: it takes too long.
    """
    for _ in range(RUNS):
        begun = time.perf_counter()
        search(pattern, text)
        if time.perf_counter() - begun < SLOW:
            return False
    return True


def cost(pattern: re.Pattern[Any], text: Any) -> float:
    """Return the processor's time for a search, in seconds.

    Raises:
        EndlessError: it takes too long.
    """
    begun, runs = time.process_time(), 0
    while (spent := time.process_time() - begun) < MEASURED:
        search(pattern, text)
        runs += 1
    return spent / runs


def made(pattern: re.Pattern[Any], start: str, unit: str, times: int, end: str) -> Any:
    """Return a text of the kind that a pattern searches."""
    text = start + unit * times + end
    return text.encode("utf-8", "replace") if isinstance(pattern.pattern, bytes) else text


def is_slow(pattern: re.Pattern[Any], start: str, unit: str, end: str) -> bool:
    """Return whether a search grows faster than the text."""
    times, longest = 2, max(2, LONGEST // len(unit))
    try:
        while not is_long(pattern, made(pattern, start, unit, times, end)):
            if times == longest:
                return False
            times = min(times * 3, longest)  # what takes long in a short text would never end in a long one
        short, long = (cost(pattern, made(pattern, start, unit, n, end)) for n in (times, 4 * times))
        return long > GROWTH * short
    except EndlessError:
        return True


def slow(pattern: re.Pattern[Any]) -> tuple[int, list[str]]:
    """Return how many texts were tried, and the start, repeat and end of the first that is slow, or nothing."""
    tried = 0
    for start, unit in hostile(pattern):
        for end in ENDS:
            tried += 1
            if is_slow(pattern, start, unit, end):
                return tried, [start[:40], unit[:40], end]
    return tried, []


def main() -> None:
    """Print what was found as JSON; exit with 1 when a pattern is slow."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--pattern", action="append", help="look at this one; may be given again")
    given = arguments.parse_args().pattern
    signal.signal(signal.SIGVTALRM, give_up)
    found: Found = {(pattern, 0): "given" for pattern in given} if given else collected()
    texts, bad = 0, []
    for (source, flags), where in found.items():
        tried, text = slow(re.compile(source, flags))
        texts += tried
        bad += [[where, str(source)[:200], *text]] if text else []
    json.dump({"patterns": len(found), "texts": texts, "slow": bad}, sys.stdout, ensure_ascii=False)
    sys.stdout.write("\n")
    sys.exit(bool(bad))


if __name__ == "__main__":
    main()
