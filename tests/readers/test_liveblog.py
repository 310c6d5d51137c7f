"""Live blogs: entries kept apart, their times set off."""

from __future__ import annotations

import json

import pytest

from dateline.readers import html, text
from dateline.readers._liveblog import is_live, stamp

SENTENCE = "The harbour master said that boat number {} had left with all of its crew on board and was expected by noon."


@pytest.mark.parametrize(
    "time",
    [
        "10:45 a.m.",
        "3.12pm",
        "Updated 14:05 GMT",
        "[5:31 p.m. Cairo, 10:31 a.m. ET]",
        "( 8:59 p.m. Monday ET , 2:59 a.m. Tuesday in Libya )",
        "( Updated 7:40 p.m. ( 0240 in Egypt ) )",
        "12.00 pm :",
        "1405 GMT:",
        "9:00 am ET -",
    ],
)
def test_times_of_entries_are_known(time: str) -> None:
    """A time at the start of an entry is found whole, with its zones, brackets and colon."""
    found = stamp(f"{time} The boats left") if time[-1] not in "T" else stamp(time)
    assert found is not None
    assert found.end == len(time)


@pytest.mark.parametrize(
    "words",
    [
        "12.5 million people fled",
        "1914 was a year of war",
        "10:30 is late",
        "At 10 a.m. he left",
        "$22.95 a copy",
    ],
)
def test_numbers_are_no_times_of_entries(words: str) -> None:
    """Amounts, years and times within a sentence open no entry."""
    assert stamp(words) is None


def test_two_times_make_no_live_blog() -> None:
    """A text with a time or two is an article like any other."""
    assert not is_live(["10:45 a.m.", "Words.", "11 a.m."])
    assert is_live(["10:45 a.m.", "Words.", "11 a.m.", "Words.", "12.10pm: Words."])


def test_entries_of_a_text_are_kept_apart() -> None:
    """A text stays one document; each time is furniture and each entry a paragraph."""
    given = "\n\n".join(f"1{i}:15 a.m.: {SENTENCE.format(i)}" for i in range(3))
    document = text.document(given)
    assert document.text == given
    assert [block.reason for block in document.furniture()] == ["liveblog"] * 3
    assert [block.span.of(given) for block in document.body()] == [SENTENCE.format(i) for i in range(3)]


def test_entries_of_a_page_are_kept_apart() -> None:
    """Times that stand alone on a page are furniture of a live blog."""
    entries = "".join(
        f"<div class='post'><h3>1{i}:15 GMT</h3><p>{SENTENCE.format(i)}</p></div>" for i in range(5)
    )
    document = html.document(
        f"<html><body><article><h1>The storm as it happened</h1>{entries}</article></body></html>"
    )
    times = [block.span.of(document.text) for block in document.furniture() if block.reason == "liveblog"]
    assert times == [f"1{i}:15 GMT" for i in range(5)]
    assert all(
        any(block.span.of(document.text) == SENTENCE.format(i) for block in document.body()) for i in range(5)
    )


def test_entries_in_the_fields_are_added() -> None:
    """Entries that only the page's JSON-LD holds are read, those that the page shows are not doubled."""
    updates = [
        {
            "@type": "BlogPosting",
            "headline": f"Boat {i}",
            "datePublished": f"2021-03-04T1{i}:15:00Z",
            "articleBody": f"<p>{SENTENCE.format(i)}</p>",
        }
        for i in range(3)
    ]
    blog = json.dumps(
        {
            "@type": "LiveBlogPosting",
            "headline": "The storm",
            "datePublished": "2021-03-04",
            "liveBlogUpdate": updates,
        }
    )
    document = html.document(
        f'<html><head><script type="application/ld+json">{blog}</script></head><body><article><h1>The storm</h1>'
        f"<p>{SENTENCE.format(0)}</p><p>{SENTENCE.format(7)}</p></article></body></html>"
    )
    bodies = [block.span.of(document.text) for block in document.body()]
    assert [bodies.count(SENTENCE.format(i)) for i in range(3)] == [1, 1, 1]
    assert "2021-03-04T12:15:00Z" in [block.span.of(document.text) for block in document.furniture()]
