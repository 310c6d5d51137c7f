"""The vote on the day of publication of a page."""

from __future__ import annotations

import datetime
import math

import pytest

from dateline.readers import html
from dateline.readers._days import Day
from dateline.readers._votes import Vote, elect, fields, weights

BODY = "".join(
    f"<p>The ferry company said in its statement number {i} that the boats would run again before the week ends, whatever the weather.</p>"
    for i in range(6)
)


def page(head: str = "", top: str = "", end: str = "", url: str | None = None) -> datetime.date | None:
    """Return the publication day of a page made of these parts."""
    source = f"<html><head><title>Boats run again</title>{head}</head><body><article><h1>Boats run again</h1>{top}{BODY}{end}</article></body></html>"
    published = html.document(source, url=url).published
    return published.start if published else None


def vote(day: str, source: str, hour: int | None = None) -> Vote:
    """Return a vote."""
    return Vote(day=Day(day=datetime.date.fromisoformat(day), hour=hour), source=source)


def test_without_votes_nobody_is_elected() -> None:
    """No source, no day."""
    assert elect([]) is None


def test_one_stamp_said_twice_does_not_outvote_two_witnesses() -> None:
    """A page renewed in all its fields still has its old address and the day that it shows."""
    votes = [
        vote("2021-03-09", "article"),
        vote("2021-03-09", "field"),
        vote("2021-03-04", "address"),
        vote("2021-03-04", "shown"),
    ]
    assert elect(votes) == datetime.date(2021, 3, 4)


def test_each_source_votes_once() -> None:
    """The first day that a source names is its vote; the teasers below do not add to it."""
    votes = [vote("2021-03-04", "shown"), vote("2021-03-01", "date"), *[vote("2021-03-01", "shown")] * 5]
    assert elect(votes) == datetime.date(2021, 3, 4)


def test_greenwich_stamp_counts_for_the_local_day() -> None:
    """An evening in America is the next day in Greenwich; the page's own day wins."""
    assert elect(
        [vote("2021-03-05", "article", 2), vote("2021-03-05", "page", 2), vote("2021-03-04", "address")]
    ) == datetime.date(2021, 3, 4)


def test_change_is_not_publication() -> None:
    """The field of publication wins over the day of an update that the page shows."""
    head = '<meta property="article:published_time" content="2021-03-04T10:00:00+01:00"><meta property="article:modified_time" content="2021-03-09">'
    assert page(head, "<p>Updated: 9 March 2021</p>") == datetime.date(2021, 3, 4)


@pytest.mark.parametrize(
    "top",
    [
        "<p>4 March 2021</p>",
        "<div><time datetime='2021-03-04T10:00'>last week</time></div>",
        "<span class='d'>Veröffentlicht am 04.03.2021</span>",
    ],
)
def test_day_beside_the_headline_outvotes_a_bare_date_field(top: str) -> None:
    """What the readers see beside the headline is more reliable than a field that only says date."""
    assert page('<meta name="date" content="2021-03-09">', top) == datetime.date(2021, 3, 4)


def test_day_in_the_address_counts() -> None:
    """An address with a day dates a page that says nothing else."""
    assert page(url="https://harbour.example/2021/03/04/boats") == datetime.date(2021, 3, 4)


def test_days_of_other_stories_do_not_count() -> None:
    """Teasers and comments have days of their own: even a weak stamp wins over them."""
    end = '<div class="related"><p>7 March 2021</p></div><div class="comments"><p>8 March 2021</p></div>'
    assert page('<meta name="created" content="2021-03-04">', end=end * 3) == datetime.date(2021, 3, 4)


def test_label_and_day_may_stand_apart() -> None:
    """A label in one cell and the day in the next belong together."""
    assert page(end="<div>First published</div><div>4 March 2021</div>") == datetime.date(2021, 3, 4)


def test_broken_json_still_tells_its_day() -> None:
    """Fields of JSON-LD that does not parse are read all the same."""
    head = '<script type="application/ld+json">{"headline": "Boats "run" again", "datePublished": "2021-03-04"}</script>'
    assert page(head) == datetime.date(2021, 3, 4)


def test_every_field_names_a_known_source() -> None:
    """The tables of fields and of reliabilities fit together, and no weight is infinite."""
    assert set(fields().values()) <= set(weights())
    assert all(math.isfinite(weight) and weight > 0 for weight in weights().values())
