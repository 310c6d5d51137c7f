"""Answers to questions, in sentences that each rest on a record."""

from __future__ import annotations

import datetime
from dataclasses import replace

from dateline.answers._choosing import choose
from dateline.answers._question import understand
from dateline.answers._spelling import respelt
from dateline.archive import Archive
from dateline.model.answer import Answer
from dateline.pipeline import Coder

__all__ = ["ask", "understand"]


def ask(archive: Archive, coder: Coder, text: str, *, as_of: datetime.date | None = None) -> Answer:
    """Return what the record knows about a question; where that is nothing, also by a name spelt much like one in it.

    Args:
        archive: the record.
        coder: it reads the question as it reads articles.
        text: the question, in English.
        as_of: answer with what was known on this day.

    Raises:
        ConfigError: there is no question.
    """
    question = understand(coder, text)
    found = choose(archive, question, as_of)
    other = None if found.found else respelt(archive, question)
    if other is None:
        return found
    again = replace(understand(coder, question.text.replace(*other)), text=question.text, respelt=(other,))
    return choose(archive, again, as_of)
