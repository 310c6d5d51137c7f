"""What requests give: the database behind the application, the filters, words."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query, Request

from dateline.server._choice import Filters
from dateline.server._desk import Desk


def _desk(request: Request) -> Desk:
    found: Desk = request.app.state.desk
    return found


Desks = Annotated[Desk, Depends(_desk)]
Filtered = Annotated[Filters, Depends()]
Cursor = Annotated[str, Query(max_length=400)]
Text = Annotated[str, Query(max_length=200)]


def plain(words: str) -> str:
    """Return the words without characters that no database takes."""
    return "".join(c for c in words if c >= " " and not 0xD800 <= ord(c) <= 0xDFFF).strip()
