"""Runs the examples of a user's codebook: what each row says it finds, and what it says it leaves alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dateline.codebook._tables import items
from dateline.codebook._yaml_lines import Steps, written
from dateline.codebook.gazetteer import fold
from dateline.codebook.user import UserCodebook
from dateline.model import Actor, Article

Read = Callable[[str], Article]
Found = Callable[[Article], bool]
NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An example that is not coded as its row says.

    Attributes:
        line: where the row's example stands.
        key: the steps to it, ``verbs[2].example``.
        sentence: the example.
        wanted: what should have been found, or left alone.
        found: what was found instead.
    """

    line: int
    key: str
    sentence: str
    wanted: str
    found: str

    def __str__(self) -> str:
        return f"[{self.key}] “{self.sentence}”: wanted {self.wanted}, found {self.found}"


def count(book: UserCodebook) -> int:
    """Return how many sentences the rows give as examples, and as examples of what they are not."""
    return sum(len(items(row.get(key))) for row, *_ in _rows(book.content) for key in ("example", "not"))


def failures(book: UserCodebook, read: Read) -> Iterator[Failure]:
    """Yield the examples that are not coded as their rows say.

    Args:
        book: the codebook.
        read: reads and codes a text with that codebook.
    """
    for row, steps, wanted, holds, told in _rows(book.content):
        for key, right in (("example", True), ("not", False)):
            for sentence in items(row.get(key)):
                article = read(sentence)
                if holds(article) is not right:
                    yield Failure(
                        line=book.line(*steps, key),
                        key=written((*steps, key)),
                        sentence=sentence,
                        wanted=wanted if right else f"no {wanted}",
                        found=told(article) or NOTHING,
                    )


Told = Callable[[Article], str]


def _rows(content: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], Steps, str, Found, Told]]:
    """Yield each row that may have examples: the steps to it, what it finds, whether an article has that, and all it has."""
    for name, row in content.get("event_types", {}).items():
        steps: Steps = ("event_types", name)
        yield row, steps, name, _coded(name), _events
        for mode, inner in row.get("modes", {}).items():
            yield inner, (*steps, "modes", mode), f"{name}/{mode}", _coded(name, mode), _events
    for section in ("verbs", "nouns"):
        for number, row in enumerate(content.get(section, ())):
            act = f"{row['type']}/{row['mode']}" if "mode" in row else row["type"]
            yield row, (section, number), act, _coded(row["type"], row.get("mode"), exact=True), _events
    for section, named in (("actors", _named), ("roles", _played)):
        for number, row in enumerate(content.get(section, ())):
            wanted, found = named(row)
            yield row, (section, number), wanted, found, _actors


def _coded(event_type: str, mode: str | None = None, *, exact: bool = False) -> Found:
    def found(article: Article) -> bool:
        return any(
            e.event_type == event_type and (e.mode == mode or (mode is None and not exact))
            for e in article.events
        )

    return found


def _named(row: Mapping[str, Any]) -> tuple[str, Found]:
    country, sector = row.get("country"), row.get("sector")

    def found(article: Article) -> bool:
        return any(
            a.name == row["name"] and country in (None, a.country) and sector in (None, a.sector)
            for a, _ in _mentioned(article)
        )

    return f"{row['name']} ({(country or '') + (sector or '') or 'no code'})", found


def _played(row: Mapping[str, Any]) -> tuple[str, Found]:
    forms = {fold(str(row[key])) for key in ("noun", "plural") if key in row}

    def found(article: Article) -> bool:
        return any(
            a.sector == row["sector"] and any(form in words for form in forms)
            for a, words in _mentioned(article)
        )

    return f"{row['noun']} ({row['sector']})", found


def _mentioned(article: Article) -> Iterator[tuple[Actor, str]]:
    """Yield each actor with the words that stand for it."""
    for mention in article.annotations.mentions or ():
        for actor in mention.actors:
            yield actor, fold(mention.span.of(article.document.text))


def _events(article: Article) -> str:
    return ", ".join(f"{e.event_type}/{e.mode}" if e.mode else e.event_type for e in article.events)


def _actors(article: Article) -> str:
    return ", ".join(dict.fromkeys(f"{a.name} ({a.code or 'no code'})" for a, _ in _mentioned(article)))
