"""What went wrong with one item."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One bad item or stage; the run goes on.

    Attributes:
        stage: ``source``, ``reader``, or the name of an annotator or coder.
        where: path or URL of the item, or id of the document.
        code: the error's stable code, or its reason (``empty``, ``binary``, ``language``).
        message: what is wrong and what to do.
    """

    stage: str
    where: str
    code: str
    message: str
