"""The interval in which an undated article was written."""

from __future__ import annotations

import datetime

import pytest

from dateline.annotators.publication import Publication
from dateline.codebook.files import KNOWLEDGE, read_yaml
from dateline.model import Annotations, Block, Document, Span, When
from dateline.pipeline import Coder

ROWS = read_yaml(KNOWLEDGE / "lexicons/en/publication.yaml")["first_used"]


def told(coder: Coder, text: str, around: str = "") -> When | None:
    """Return the interval that a text tells, with something around the article that is not part of it."""
    blocks = (Block(span=Span(0, len(text))),)
    if around:
        blocks += (
            Block(
                span=Span(len(text) + 1, len(text) + 1 + len(around)), kind="furniture", reason="copyright"
            ),
        )
    return coder.inferred(Document(text=f"{text}\n{around}", blocks=blocks, language="en"))


def days(when: When | None) -> tuple[str, str] | None:
    """Return both ends."""
    return (when.start.isoformat(), when.end.isoformat()) if when else None


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["words"])
def test_each_word_bounds_its_example(row: dict[str, str]) -> None:
    """An article with the word was not written before it was there; it may have been written at any time since."""
    document = Document(text=row["example"], blocks=(Block(span=Span(0, len(row["example"]))),))
    found = Publication().infer(document, Annotations())
    assert found is not None
    assert found.start >= row["from"]
    assert found.end >= datetime.date(2026, 1, 1)


def test_looking_back_bounds_below_and_looking_forward_above(coder: Coder) -> None:
    """What was held is over, what is due is yet to come; both words are kept."""
    found = told(coder, "The mayor resigned in March 2017. Voters will choose a new one in June 2018.")
    assert days(found) == ("2017-03-01", "2018-06-30")
    assert found is not None
    assert found.text == "March 2017 … June 2018"


def test_a_year_that_nobody_looks_back_on_may_lie_ahead(coder: Coder) -> None:
    """A budget for 2024 is spoken of in 2023, so such a year only says that the article is not much older."""
    found = told(coder, "The plan for 2024 has a gap of two million.")
    assert found is not None
    assert found.start < datetime.date(2023, 6, 1)


def test_a_thing_of_a_date_is_there_already(coder: Coder) -> None:
    """What will be left of an agreement is ahead, the agreement is not."""
    found = told(coder, "If the army goes on, little will be left of the agreement of September 2018.")
    assert found is not None
    assert found.start == datetime.date(2018, 9, 1)


def test_a_year_beside_the_article_bounds_above(coder: Coder) -> None:
    """A page was not made before its article: its copyright line says by when it was there."""
    assert days(told(coder, "The ferry ran aground.", "© 2001-2019 The Lorne Courier")) == (
        "2014-01-01",
        "2019-12-31",
    )
    assert told(coder, "The ferry ran aground.", "Call 2019.50 or 555-2019") is None


def test_a_text_that_tells_nothing_has_no_interval(coder: Coder) -> None:
    """No day is made up."""
    assert told(coder, "The ferry ran aground on Monday.") is None
