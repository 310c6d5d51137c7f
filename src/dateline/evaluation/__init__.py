"""Predictions and scores on gold data.

Each task is a module with two functions: ``predict(gold, coder)`` yields the predictions in the form that the task's
gold data describe, and never looks at a gold field; ``score(gold, predictions)`` returns the figures.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from dateline.errors import UnknownName

TASKS = {
    "events": "dateline.evaluation.events",
    "relation": "dateline.evaluation.relation",
    "actors": "dateline.evaluation.actors",
    "coactors": "dateline.evaluation.coactors",
    "geo": "dateline.evaluation.geo",
    "maintext": "dateline.evaluation.maintext",
    "pubdate": "dateline.evaluation.pubdate",
    "timex": "dateline.evaluation.timex",
    "quotes": "dateline.evaluation.quotes",
    "places": "dateline.evaluation.places",
    "stories-docs": "dateline.evaluation.stories_docs",
    "stories-mentions": "dateline.evaluation.stories_mentions",
    "timeline": "dateline.evaluation.timeline",
    "articles": "dateline.evaluation.articles",
}


def task(name: str) -> Any:
    """Return the module of a task.

    Raises:
        UnknownName: there is no such task.
    """
    if name not in TASKS:
        raise UnknownName("task", name, TASKS)
    return import_module(TASKS[name])
