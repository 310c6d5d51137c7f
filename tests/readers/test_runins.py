"""Lines that run into the first sentence of a paragraph."""

from __future__ import annotations

import pytest

from dateline.readers import text
from dateline.readers._runins import run_in


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Gallery : Boats of the north", "related"),
        ("Harbour strike : Raw and online Crews count their losses", "related"),
        ("Photograph : Ann Example/Harbour Press", "credit"),
        ("NEW : Crews of three more boats join the strike", "highlights"),
    ],
)
def test_line_is_set_off(line: str, reason: str) -> None:
    """A labelled line without an end that is followed by a sentence is not part of it."""
    found = run_in(f"{line} The minister said on Monday that all ferries would stop .")
    assert found is not None
    assert (found[0].end, found[1]) == (len(line), reason)


@pytest.mark.parametrize(
    "sentence",
    [
        "The minister said: We will not move. The crews did not believe him for a moment.",
        "Asked for a comment : He obtained the letter from The Associated Press on Friday .",
        "BROOK : We heard the boats leave The harbour was empty by noon on that day .",
        "The minister said on Monday that The Hague would hear the case in spring.",
    ],
)
def test_sentence_is_left_whole(sentence: str) -> None:
    """Colons within sentences, names with an article and speakers of a transcript are no run-ins."""
    assert run_in(sentence) is None


def test_run_in_is_furniture_of_the_paragraph() -> None:
    """In a text, the line is a block of its own; no character is lost."""
    opening = "The crews of the northern line went on strike on Monday over pay and hours, the union said in a statement ."
    given = f"{opening}\nGallery : Boats of the north The minister said on Tuesday that the line would not give in to the crews ."
    found = [(block.kind, block.reason) for block in text.document(given).blocks]
    assert found == [("paragraph", None), ("furniture", "related"), ("paragraph", None)]
