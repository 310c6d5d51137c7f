"""The whole coder on odd but valid input: an answer without an issue, and offsets that hold."""

from __future__ import annotations

import pytest

from dateline.formats.article import article_json
from dateline.pipeline import Coder

FAR = "North Korea met China two thousand years ago, 99999 days ago, in 500000 years, in the 31st century."
SOON = "North Korea will meet China tomorrow, next week, next year and next century."


@pytest.mark.parametrize("published", ["0001-01-01", "2020-06-12", "9999-12-31", None])
@pytest.mark.parametrize("text", [FAR, SOON])
def test_no_date_leaves_the_calendar(text: str, published: str | None, coder: Coder) -> None:
    """Times before the first and after the last day that can be written stop no stage."""
    assert coder.read(text, published=published).issues == ()


@pytest.mark.parametrize(
    "text",
    [
        "?!",
        "a",
        "\ufeffIran met Iraq in Basra.",
        " \n Iran met Iraq in Basra. \n",
        "Iran met\r\nIraq in Basra.\r\n\r\nIt was\u2028cold.\u0085 \f Yes.",
        "Iran 😀 met “Iraq” in Basra\u200b, cafe\u0301 owners said.",
        "Iran and Iraq and " * 200 + "Oman met.",
        "%PDF-1.4 said <b>Iran</b> met Iraq &amp; Oman.",
    ],
)
def test_plain_text_is_kept_and_offsets_hold(text: str, coder: Coder) -> None:
    """The text comes back as it was given, and each evidence stands in it."""
    found = article_json(coder.code(coder.plain(text)))
    assert found["issues"] == []
    assert found["text"] == text
    for kind in ("events", "statements", "indicators", "commitments"):
        for value in found[kind]:
            evidence = value["evidence"]
            assert text[evidence["start"] : evidence["end"]] == evidence["exact"]
