"""What the words of questions ask for, and how events are said in a sentence."""

from __future__ import annotations

from functools import cache
from typing import Any

from dateline.codebook.files import find, read_csv, read_yaml

STEM = 5  # letters that two forms of a word must share


@cache
def words() -> dict[str, Any]:
    """Return the table of words."""
    found: dict[str, Any] = {}
    for path in find("answers/words.yaml"):
        found |= read_yaml(path)
    return found


@cache
def has(name: str) -> frozenset[str]:
    """Return the words of a class."""
    return frozenset(words()[name])


@cache
def phrases() -> dict[tuple[str, str], list[tuple[tuple[str, ...], dict[str, str]]]]:
    """Return the forms of each type and mode, with the beginnings of the words that they are for; those for any word last."""
    found: dict[tuple[str, str], list[tuple[tuple[str, ...], dict[str, str]]]] = {}
    for path in find("answers/phrases.csv"):
        for row in read_csv(path):
            known = found.setdefault((row.cells["type"], row.cells["mode"]), [])
            known.append((row.items("words"), row.cells))
    return {key: sorted(rows, key=lambda pair: not pair[0]) for key, rows in found.items()}


def phrase(event_type: str, mode: str | None, words: str, form: str) -> str:
    """Return what an event's type is called in a sentence, by the word that names the act where that is more telling."""
    known = phrases()
    rows = known.get((event_type, mode or "")) or known.get((event_type, ""), [])
    begins = words.casefold()
    cells = next((cells for starts, cells in rows if not starts or begins.startswith(starts)), None)
    return cells[form] if cells else event_type.lower()


def takes_the(name: str) -> bool:
    """Return whether a name has the article in a sentence.

    Example:
        >>> takes_the("United States"), takes_the("Ministry of Defence"), takes_the("South Korea")
        (True, True, False)
    """
    last = name.partition(" of ")[0].partition(" for ")[0].rpartition(" ")[2]
    ends = {word for row in words()["ends_with_the"] for word in row}
    return name in has("with_the") or (last != name and last.casefold() in ends)


@cache
def names_of(state: str) -> frozenset[str]:
    """Return the names, adjectives and seats of a state."""
    for path in find("gazetteers/states.csv"):
        for row in read_csv(path):
            if row.cells["id"] == state:
                told = (
                    row.cells["name"],
                    row.text("capital") or "",
                    *row.items("aliases"),
                    *row.items("adjectives"),
                )
                short = {name for name, codes in words()["short"].items() if state in codes}
                return frozenset(name for name in (*told, *short) if name)
    return frozenset()


def alike(one: str, other: str) -> bool:
    """Return whether two words are forms of one word, or kin.

    Example:
        >>> alike("missile", "missiles"), alike("offer", "often"), alike("talk", "negotiations")
        (True, False, True)
    """
    return any(_forms(word, other) for word in (one, *words()["kin"].get(one, ())))


def _forms(one: str, other: str) -> bool:
    """Whether two words share their beginning and differ only in a short ending."""
    if one == other:
        return True
    short = min(len(one), len(other))
    same = next((i for i in range(short) if one[i] != other[i]), short)
    return same >= min(STEM, len(one)) and abs(len(one) - len(other)) <= 4 and same >= short - 2


def told(asked: tuple[str, ...], text: str) -> int:
    """Return how many of the asked words a text tells of."""
    there = {word.strip(".,;:!?\"'“”‘’()").lower() for word in text.replace("-", " ").split()}
    there |= {word.removesuffix("'s").removesuffix("’s") for word in there}
    return sum(any(alike(word, other) for other in there if other) for word in asked)
