"""Plain text is kept as given, and what is not the article is marked."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model import Document
from dateline.readers.text import document

ONE = "The ferry company said on Monday that its boats would stay in the harbour until the strike of the crews is over."
TWO = "A spokesman for the union told reporters that the crews wanted eight per cent more pay and would not move before then."
THREE = "The mayor has called both sides to the town hall for talks on Friday, and a bus will take the place of the night boat."
BODY = f"{ONE}\n\n{TWO}\n\n{THREE}\n\n"


def kinds(read: Document) -> list[tuple[str, str | None, str]]:
    """Return kind, reason and words of each block."""
    return [(block.kind, block.reason, block.span.of(read.text)) for block in read.blocks]


def furniture(text: str) -> list[tuple[str | None, str]]:
    """Return reason and words of the furniture of a text."""
    return [(reason, words) for kind, reason, words in kinds(document(text)) if kind == "furniture"]


@given(st.text(alphabet=st.sampled_from(list("aA. \n\r\t\x0b\u2028\x85“-|()•1,:"))))
def test_text_is_never_changed(text: str) -> None:
    """Whatever the text, it is stored as it is and every word stands in a block."""
    read = document(text)
    assert read.text == text
    covered = "".join(block.span.of(text) for block in read.blocks)
    assert "".join(covered.split()) == "".join(text.split())


def test_blank_lines_part_paragraphs() -> None:
    """Paragraphs are parted by blank lines, of either line ending."""
    assert [words for _, _, words in kinds(document(BODY.replace("\n", "\r\n")))] == [ONE, TWO, THREE]


def test_lines_are_paragraphs_of_their_own() -> None:
    """Where one line is one paragraph, each is a block."""
    assert len(document(f"{ONE}\n{TWO}\n{THREE}").blocks) == 3


def test_wrapped_lines_are_one_paragraph() -> None:
    """Lines broken at a width belong together."""
    words = (ONE + " " + TWO + " " + THREE).split()
    wrapped = "\n".join(" ".join(words[i : i + 9]) for i in range(0, len(words), 9))
    assert len(document(wrapped).blocks) == 1


def test_title_byline_and_date_line_are_found() -> None:
    """A first open line is the title; a byline names the author, a date line the day of publication."""
    read = document(
        f"Ferries stay in the harbour\n\nBy Ann Example\n\nFriday, 4 March 2011, 10:15 am\n\n{BODY}"
    )
    assert (read.title, read.byline) == ("Ferries stay in the harbour", "Ann Example")
    assert read.published is not None
    assert (read.published.start, read.published.basis) == (datetime.date(2011, 3, 4), "stated")
    assert read.published.text == "4 March 2011"
    assert [block.kind for block in read.blocks[:3]] == ["title", "furniture", "furniture"]


def test_given_day_goes_before_the_stated_one() -> None:
    """What the user says about publication wins over the text."""
    read = document(f"Published on 4 March 2011\n\n{BODY}", published=datetime.date(2011, 3, 5))
    assert read.published is not None
    assert (read.published.start.day, read.published.basis) == (5, "given")


@pytest.mark.parametrize(
    ("line", "wanted"), [("Updated: 30/03/2022 18:20", "2022-03-30"), ("Posted 03/04/2022", None)]
)
def test_dates_in_numbers_count_when_one_reading_is_possible(line: str, wanted: str | None) -> None:
    """A date in numbers that could be two days is not used."""
    published = document(f"Ferries stay\n\n{line}\n\n{BODY}").published
    assert (published.iso() if published else None) == wanted


def test_event_days_are_not_publication_days() -> None:
    """A day that the article tells of is not the day of its publication."""
    assert document(f"On 4 March 2011 the boats stopped. {ONE}\n\n{TWO}").published is None


def test_subheadings_are_headings() -> None:
    """A short open line between paragraphs is a heading and belongs to the article."""
    assert ("heading", None, "What Comes Next") in kinds(
        document(f"{ONE}\n\n{TWO}\n\nWhat Comes Next\n\n{THREE}")
    )


def test_list_of_headlines_below_is_related() -> None:
    """A run of headlines after the last paragraph is no part of the article."""
    lines = [
        "Museum Opens Its Doors Again",
        "Bus fares to rise from next week",
        "Chess Club Wins Cup in Final Game",
    ]
    assert furniture(BODY + "\n".join(lines)) == [("related", line) for line in lines]


def test_list_that_the_article_announces_stays() -> None:
    """Open lines after a colon are the article's own list."""
    text = f"{ONE}\n\n{TWO}\n\n{THREE[:-1]}:\n\nthe night boat to the islands\n\nthe day boat to the town\n\nthe boat of the mayor"
    assert furniture(text) == []


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Donations are tax deductible\nto the full extent allowed by law.", "donation"),
        ("Leave a Comment", "comments"),
        ("Ann Example is a journalist who lives in Oslo and has written on ships since 2003.", "bio"),
        ("SHARE  Facebook  Twitter  Email", "share"),
        ("We use cookies to make this site better.", "cookie"),
        ("(c) 2018 Harbour Press", "copyright"),
        ("Tags: ferries, strikes", "tags"),
        ("Read more: Why the bridge fell", "related"),
        ("Sign up for our weekly newsletter", "promo"),
        ("Click here to see all pictures", "promo"),
        ("Follow us on Twitter", "promo"),
        ("(Reporting by Ann Example; Editing by Bob Sample)", "credit"),
        ("Ann Example in Oslo contributed to this report.", "credit"),
    ],
)
def test_lines_below_the_article_are_known(line: str, reason: str) -> None:
    """Usual leftovers below an article are furniture, each with its reason."""
    assert furniture(BODY + line) == [(reason, line)]


def test_person_of_the_article_is_no_author() -> None:
    """A last paragraph about somebody of whom the article speaks is not a biography."""
    text = f"{ONE}\n\nThe report was written by Carl Pattern, who told the mayor of it on the evening before the strike of the crews.\n\n{TWO}\n\n"
    assert furniture(text + "Carl Pattern is a professor of law who has written on ships since 2003.") == []


def test_dateline_is_set_off_from_the_first_sentence() -> None:
    """The dateline is a block of its own, so that the sentence starts where its words do."""
    read = document(f"OSLO, March 4 (Harbour Wire) - {ONE}\n\n{TWO}")
    assert kinds(read)[:2] == [
        ("furniture", "dateline", "OSLO, March 4 (Harbour Wire) -"),
        ("paragraph", None, ONE),
    ]


def test_highlights_before_the_dateline_are_set_off() -> None:
    """Story highlights and a question to readers in front of an agency's dateline are no sentences of the article."""
    text = f"NEW : Boats stay in harbour Crews want more pay Are you in Oslo ? ( CNN ) -- {ONE}\n{TWO}"
    assert [reason for reason, _ in furniture(text)] == ["highlights", "form", "dateline"]


def test_words_after_the_credit_are_no_article() -> None:
    """What runs on behind the reporters' credit is an advertisement."""
    found = furniture(
        f"{ONE}\n{TWO}\n{THREE} ( Reporting by Ann Example ; Editing by Bob Sample ) Our next platform for lawyers"
    )
    assert [reason for reason, _ in found] == ["credit", "promo"]


def test_readers_comments_end_the_article() -> None:
    """All below the line that opens the comments is theirs."""
    found = furniture(
        f"{BODY}3 comments\n\nThe crews are right to ask for more.\n\nNobody asks the passengers."
    )
    assert [reason for reason, _ in found] == ["comments"] * 3


def test_publisher_in_front_is_set_off() -> None:
    """The outlet's name with a dash in front of the first sentence is no part of it."""
    read = document(f"Harbour.Net - {ONE}\n\n{TWO}", publisher="Harbour.Net")
    assert kinds(read)[0] == ("furniture", "byline", "Harbour.Net -")


def test_publisher_comes_from_the_address() -> None:
    """Without a name, the address tells the publisher."""
    assert document(BODY, url="https://www.reuters.com/world/x").publisher == "Reuters"
    assert document(BODY, url="https://www.harbour.example/x").publisher == "harbour.example"


def test_lists_of_links_between_paragraphs_are_furniture() -> None:
    """Open lines of a headline's length that follow one another, unannounced, are links; a list after a colon is not."""
    first = "The dock workers went back to work on Monday after a night of talks with the harbour board, the union said."
    last = "The vote is due on Friday and its result will be announced on Saturday morning, the chairwoman said in the hall."
    links = [
        "Ministers to decide on tolls next week",
        "Union leaders call for calm",
        "Fishing fleet returns after a month",
    ]
    bullets = [f"* {each}" for each in links]
    for lines in (links, bullets):
        found = document("\n\n".join((first, *lines, last)))
        assert [block.reason for block in found.blocks] == [None, "related", "related", "related", None]
        announced = document("\n\n".join((f"{first[:-1]}, and listed:", *lines, last)))
        assert not announced.furniture()
