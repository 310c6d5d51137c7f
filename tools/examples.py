"""Runs the examples of the documentation; the tests use it, and it renews the output that the pages show.

    python tools/examples.py [PAGE...]      runs the examples of all pages, or of these, and writes what they print into them

In a page, a block marked `sh` or `python` is run, in the order of the page, in one empty folder. A `text` block right after
it is what it printed. A comment right before a block says what differs: `<!-- not run: why -->`, `<!-- exits 1 -->`.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("README.md", "CONTRIBUTING.md", "docs/tutorial.md", "docs/how-to/*.md")
BLOCK = re.compile(
    r"(?:<!-- (?P<note>not run|exits (?P<exit>\d))[^\n]*-->\n+)?"
    r"```(?P<language>sh|python)\n(?P<code>.*?)^```\n(?:\n```text\n(?P<output>.*?)^```\n)?",
    re.MULTILINE | re.DOTALL,
)
SECONDS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One block of a page that is run.

    Attributes:
        language: `sh` or `python`.
        code: what is run.
        exit: the exit code that it should have.
        output: what the page says it prints, None if it does not say.
        place: where that stands in the page.
    """

    language: str
    code: str
    exit: int
    output: str | None
    place: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """An example with what it did."""

    example: Example
    exit: int
    printed: str
    errors: str


def pages() -> list[Path]:
    """Return the pages that have examples."""
    return [path for pattern in PAGES for path in sorted(ROOT.glob(pattern))]


def examples(text: str) -> Iterator[Example]:
    """Yield the examples of a page that are run."""
    for found in BLOCK.finditer(text):
        if found["note"] != "not run":
            yield Example(
                language=found["language"],
                code=found["code"],
                exit=int(found["exit"] or 0),
                output=found["output"],
                place=found.span("output"),
            )


def run(page: Path, folder: Path) -> list[Outcome]:
    """Return what the examples of a page did, run one after another in a folder."""
    return [_run(example, folder) for example in examples(page.read_text("utf-8"))]


def _run(example: Example, folder: Path) -> Outcome:
    commands = {"sh": ["bash", "-e", "-c"], "python": [sys.executable, "-c"]}
    done = subprocess.run(
        [*commands[example.language], example.code],
        cwd=folder,
        env=_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
    )
    return Outcome(example=example, exit=done.returncode, printed=done.stdout, errors=done.stderr)


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DATELINE_")}
    return kept | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{kept['PATH']}", "PYTHONUTF8": "1"}


def renew(page: Path) -> bool:
    """Write into a page what its examples print; return whether they did what they should, else leave the page."""
    text = page.read_text("utf-8")
    with tempfile.TemporaryDirectory() as folder:
        outcomes = run(page, Path(folder))
    wrong = [outcome for outcome in outcomes if outcome.exit != outcome.example.exit]
    for outcome in wrong:
        print(f"{page}: exit {outcome.exit}\n{outcome.example.code}\n{outcome.errors}", file=sys.stderr)
    if wrong:
        return False
    for outcome in reversed(outcomes):
        start, end = outcome.example.place
        if outcome.example.output is not None:
            text = text[:start] + outcome.printed.rstrip() + "\n" + text[end:]
    page.write_text(text, "utf-8")
    return True


if __name__ == "__main__":
    good = [renew(Path(named)) for named in sys.argv[1:] or pages()]
    raise SystemExit(0 if all(good) else 1)
