"""Of a page, the article is told from what surrounds it, and both are kept."""

from __future__ import annotations

import datetime

import pytest

from dateline.model import Document
from dateline.readers.html import document

ONE = "The ferry company said on Monday that its boats would stay in the harbour until the strike of the crews is over."
TWO = "A spokesman for the union told reporters that the crews wanted eight per cent more pay and would not move before then."
THREE = "The mayor has called both sides to the town hall for talks on Friday, and a bus will take the place of the night boat."
LD = (
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ferries stay in the harbour",'
    ' "datePublished": "2018-06-12T23:10:00-04:00", "author": {"@type": "Person", "name": "Ann Example"},'
    ' "publisher": {"name": "Harbour Press"}}</script>'
)
PAGE = f"""<html lang="en"><head><title>Ferries stay in the harbour | Harbour Press</title>{LD}
<link rel="canonical" href="https://harbour.example/ferries"></head><body>
<nav><ul><li><a href="/w">World</a></li><li><a href="/s">Sport</a></li></ul></nav>
<article><h1>Ferries stay in the harbour</h1><div class="share"><a>Tweet</a> <a>Email</a></div>
<p>OSLO, June 12 (Harbour Wire) - {ONE}</p>
<figure><img src="a.jpg"><figcaption>Boats in the harbour of Oslo.</figcaption></figure>
<p>{TWO} It is the <a href="/x">third strike</a> of the year.</p><p>Read more: Why the bridge fell</p>
<h2>What comes next</h2><p>{THREE}</p></article>
<aside class="newsletter"><p>Sign up for our free newsletter.</p></aside>
<section class="related"><h3>Related</h3><ul><li><a href="/1">Museum opens its doors again</a></li></ul></section>
<div style="display:none">Hidden words.</div><noscript>No script words.</noscript>
<footer>© 2018 Harbour Press. All rights reserved.</footer></body></html>"""


def by_words(read: Document) -> dict[str, tuple[str, str | None]]:
    """Return kind and reason of each block by its words."""
    return {block.span.of(read.text): (block.kind, block.reason) for block in read.blocks}


def test_article_is_told_from_its_surroundings() -> None:
    """Paragraphs and subheadings are the article; everything else that is seen is kept as furniture with a reason."""
    found = by_words(document(PAGE))
    assert found["Ferries stay in the harbour"] == ("title", None)
    assert found["OSLO, June 12 (Harbour Wire) -"] == ("furniture", "dateline")
    assert found[ONE] == ("paragraph", None)
    assert found[f"{TWO} It is the third strike of the year."] == ("paragraph", None)
    assert found["What comes next"] == ("heading", None)
    assert found["Boats in the harbour of Oslo."] == ("furniture", "caption")
    assert found["Read more: Why the bridge fell"] == ("furniture", "related")
    assert found["Sign up for our free newsletter."] == ("furniture", "promo")
    assert found["Museum opens its doors again"] == ("furniture", "related")
    assert found["World"] == ("furniture", "nav")
    assert found["© 2018 Harbour Press. All rights reserved."][0] == "furniture"


def test_what_is_not_shown_is_dropped() -> None:
    """Scripts, styles, hidden elements and notes for old browsers are no text."""
    text = document(PAGE).text
    for words in ("Hidden words", "No script words", "NewsArticle"):
        assert words not in text


def test_page_tells_about_itself() -> None:
    """Title, author, publisher, address, language and day come from the page's head."""
    read = document(PAGE)
    assert (read.title, read.byline, read.publisher) == (
        "Ferries stay in the harbour",
        "Ann Example",
        "Harbour Press",
    )
    assert (read.url, read.language) == ("https://harbour.example/ferries", "en")
    assert read.published is not None
    assert (read.published.start, read.published.basis) == (datetime.date(2018, 6, 12), "metadata")


def test_what_the_user_tells_goes_first() -> None:
    """Given title, publisher and day stand before the page's own."""
    read = document(PAGE, title="T", publisher="P", published=datetime.date(2018, 6, 13))
    assert (read.title, read.publisher) == ("T", "P")
    assert read.published is not None
    assert (read.published.start.day, read.published.basis) == (13, "given")


def test_day_that_the_article_tells_of_is_not_its_own() -> None:
    """A page without a date does not take one from its sentences, nor a year from its footer."""
    page = f"<html><body><h1>A history</h1><p>On 12 June 2018 the boats stopped. {ONE}</p><p>{TWO}</p><p>© 2018</p></body></html>"
    assert document(page).published is None


def test_text_is_cleaned_once() -> None:
    """White space is one space inside a block, invisible characters are gone, letters are not recomposed."""
    page = f"<p>The cafe\u0301 of\n\n the  har\u00adbour\u200b opened. {ONE}</p><p>{TWO}</p>"
    read = document(page)
    assert read.text.startswith("The cafe\u0301 of the harbour opened.")


def test_second_container_of_the_article_is_kept() -> None:
    """Paragraphs set like those of the article belong to it where the page parts them by an advertisement."""
    paragraphs = "".join(
        f"<p>{words} Number {i} of them says so again.</p>" for i, words in enumerate((ONE, TWO, THREE) * 3)
    )
    part = f'<div class="grid body"><div class="inner">{paragraphs}</div></div>'
    page = f'<html><body><main>{part}<div class="ad">Advertisement</div>{part.replace("Number", "Figure")}</main></body></html>'
    found = by_words(document(page))
    assert found[f"{THREE} Figure 8 of them says so again."] == ("paragraph", None)
    assert found["Advertisement"][0] == "furniture"


def test_linked_list_items_are_other_pages() -> None:
    """A list item that is nothing but a link to another page is not the article."""
    items = "".join(f'<li><a href="/{i}">Museum opens its doors again, part {i}</a></li>' for i in range(3))
    page = (
        f"<html><body><article><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p><ul>{items}</ul></article></body></html>"
    )
    assert by_words(document(page))["Museum opens its doors again, part 1"][0] == "furniture"


def test_line_breaks_part_paragraphs() -> None:
    """Two line breaks in a row end a paragraph, one does not."""
    read = document(f"<div>{ONE}<br><br>{TWO}<br>{THREE}</div>")
    assert [block.span.of(read.text) for block in read.blocks] == [ONE, f"{TWO} {THREE}"]


def test_piece_of_a_page_is_a_page() -> None:
    """The content of a feed's entry, without head and body, is read."""
    assert by_words(document(f"<p>{ONE}</p><p>{TWO}</p>"))[TWO] == ("paragraph", None)


def test_title_that_is_not_in_the_page_is_only_known() -> None:
    """A title that no block shows is kept as the document's title."""
    read = document(f"<p>{ONE}</p><p>{TWO}</p>", title="Ferries stay")
    assert read.title == "Ferries stay"
    assert all(block.kind != "title" for block in read.blocks)


@pytest.mark.parametrize(
    ("footer", "name"),
    [("(c) 2023 The Volta Post. All rights reserved.", "The Volta Post"), ("Contact us", None)],
)
def test_publisher_of_a_title_is_who_has_the_rights(footer: str, name: str | None) -> None:
    """The last name of a title is the outlet's if the page's copyright line has it too."""
    page = (
        "<html><head><title>Ghana votes | The Volta Post</title></head><body><h1>Ghana votes</h1>"
        f"<p>Ghana held an election on Monday, and the count went on for three days.</p><p>{footer}</p></body></html>"
    )
    assert document(page).publisher == name
