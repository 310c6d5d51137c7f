"""Days that matter."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

import dateline
from dateline.annotators.times import Times
from dateline.model import Document
from dateline.model.day import Day
from dateline.views.story import Story, enough
from handmade import article, document, event

pytestmark = pytest.mark.usefixtures("each_database")

BREACH = "The dyke above the town of Lorne broke on March 3 and water filled the lower streets."
REPAIR = "Engineers in Lorne went on with the repair of the dyke and the pumps in the lower streets."


def told(*articles: tuple[str, str]) -> list[Document]:
    """Return documents from days and texts."""
    return [document(text, day) for day, text in articles]


def story(*articles: tuple[str, str], **limits: datetime.date) -> Story:
    """Return the story that articles tell."""
    return Story(told(*articles), times=Times(), **limits)


def test_the_day_that_articles_name_goes_before_those_on_which_they_appear() -> None:
    """One article appears on each of five days; all look back at one day, by its date."""
    found = story(*((f"2021-03-0{day}", BREACH) for day in range(4, 9)))
    first = found.ranked[0]
    assert (first.day, first.told, first.published) == (datetime.date(2021, 3, 3), 5, 0)
    assert first.weight == 12.5


def test_a_day_still_named_after_a_month_counts_more() -> None:
    """An article that looks back from afar adds to the weight of the day."""
    near = story(("2021-03-04", REPAIR), ("2021-03-05", BREACH)).ranked[0]
    far = story(("2021-03-04", REPAIR), ("2021-04-20", BREACH)).ranked[0]
    assert near.day == far.day == datetime.date(2021, 3, 3)
    assert far.weight == near.weight + 1


def test_days_far_before_or_after_the_articles_are_no_part_of_the_story() -> None:
    """What happened years ago, or will, is not told by these articles."""
    found = story(
        ("2021-03-04", f"{BREACH} The old dyke broke on May 2, 1954. A vote is due on June 9, 2021.")
    )
    assert {d.day.isoformat() for d in found.ranked} == {"2021-03-03", "2021-03-04"}


def test_the_lines_of_a_day_are_its_best_sentences_and_no_two_alike() -> None:
    """Reprints give one line; each line keeps its article."""
    found = story(("2021-03-04", BREACH), ("2021-03-05", BREACH), ("2021-03-05", REPAIR))
    (day,) = (d for d in found.chosen(most=3) if d.day.day == 3)
    assert [line.evidence.exact for line in day.lines] == [BREACH]
    assert day.lines[0].published is not None


def test_days_of_which_little_is_told_are_left_out() -> None:
    """The measure is what is told of a day on average."""
    found = story(*[("2021-03-04", BREACH)] * 6, ("2021-03-09", REPAIR))
    assert [d.day.day for d in found.chosen()] == [3]
    assert enough([]) == 0


def test_a_long_story_shows_a_smaller_part_of_its_days() -> None:
    """Of days told of equally much, four times the root of their number are enough."""
    start = datetime.date(2021, 1, 1)
    told_of = [
        Day(day=start + datetime.timedelta(days=n), weight=1.0, published=1, told=1) for n in range(100)
    ]
    assert [enough(told_of[:n]) for n in (1, 16, 25, 100)] == [1, 16, 20, 40]


def test_days_of_an_archive_are_those_of_articles_that_report_such_an_event(tmp_path: Path) -> None:
    """An actor takes only articles with an event of theirs; limits cut the days."""
    with dateline.open(str(tmp_path / "a.db")) as archive:
        met = document("Kim met Moon at the border on March 3 and signed nothing.", "2021-03-04")
        archive.add(article(met, event(met, "met")))
        archive.add(article(document(REPAIR, "2021-03-09"), issues=()))
        assert [d.day.day for d in archive.days(most=5)] == [3, 4, 9]
        assert [d.day.day for d in archive.days(actor="PRK", most=5)] == [3, 4]
        assert [d.day.day for d in archive.days(since="2021-03-04", most=1)] == [4]
        assert [d.day.day for d in archive.days(as_of="2021-03-05", most=5)] == [3, 4]
