"""What the tests of coders share."""

from __future__ import annotations

import pytest
from tests.coders.statement_words import document

from dateline.coders.statements import Statements
from dateline.model import Statement
from dateline.pipeline import Coder


@pytest.fixture(scope="module")
def read(coder: Coder):  # type: ignore[no-untyped-def]
    """A function from text to its statements."""
    member = Statements()

    def code(text: str) -> tuple[Statement, ...]:
        made = document(text)
        return member.code(made, coder.annotate(made))

    return code
