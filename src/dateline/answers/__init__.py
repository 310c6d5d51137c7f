"""Answers to questions, in sentences that each rest on a record."""

from __future__ import annotations

import datetime

from dateline.answers._choosing import choose
from dateline.answers._question import understand
from dateline.archive import Archive
from dateline.model.answer import Answer
from dateline.pipeline import Coder

__all__ = ["ask", "understand"]


def ask(archive: Archive, coder: Coder, text: str, *, as_of: datetime.date | None = None) -> Answer:
    """Return what the record knows about a question.

    Args:
        archive: the record.
        coder: it reads the question as it reads articles.
        text: the question, in English.
        as_of: answer with what was known on this day.

    Raises:
        ConfigError: there is no question.
    """
    return choose(archive, understand(coder, text), as_of)
