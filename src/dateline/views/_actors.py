"""Whom the words of the user mean."""

from __future__ import annotations

import re
from functools import cache

from dateline.codebook.files import find, read_csv
from dateline.codebook.gazetteer import slug
from dateline.resolvers import telling
from dateline.store import ActorMatch

KINDS = {"persons": "person", "organisations": "org", "groups": "group"}  # table -> what ids begin with
_CODE = re.compile(r"[A-Z]{3}(?:[A-Z]{3})*")


@cache
def states() -> dict[str, str]:
    """Return the code of each state by its names, in lower case."""
    found: dict[str, str] = {}
    for path in find("gazetteers/states.csv"):
        for row in read_csv(path):
            for name in (row.text("name"), *row.items("aliases")):
                if name:
                    found.setdefault(name.casefold(), row.cells["id"])
    return found


@cache
def lands() -> frozenset[str]:
    """Return the telling words of the names of states."""
    return telling(" ".join(states()))


@cache
def names_of_states() -> dict[str, str]:
    """Return the usual name of each state by its code."""
    rows = (row for path in find("gazetteers/states.csv") for row in read_csv(path))
    return {row.cells["id"]: row.cells["name"] for row in rows if row.text("kind") == "state"}


@cache
def _known() -> dict[str, tuple[str, ...]]:
    """Return the ids of people, bodies and groups by each of their names, in lower case."""
    found: dict[str, dict[str, None]] = {}
    for table, kind in KINDS.items():
        for path in find(f"gazetteers/{table}.csv"):
            for row in read_csv(path):
                name = row.cells["name"]
                for form in (name, *row.items("aliases")):
                    found.setdefault(form.casefold(), {})[f"{kind}:{slug(name)}"] = None
    return {form: tuple(ids) for form, ids in found.items()}


def match(words: str) -> ActorMatch:
    """Return whom the words may mean: a code ("PRK", "PRKGOV"), the name of a state, a name by which the gazetteer knows somebody, or part of any name.

    Example:
        >>> match("North Korea").countries
        ('PRK',)
        >>> match("Gadhafi").ids
        ('Gadhafi', 'person:muammar-gaddafi')
    """
    words = words.strip()
    if _CODE.fullmatch(words):
        return ActorMatch(ids=(words,), prefix=words)
    state = states().get(words.casefold())
    if state is not None:
        return ActorMatch(ids=(state,), countries=(state,))
    return ActorMatch(ids=(words, *_known().get(words.casefold(), ())), name=words.casefold())
