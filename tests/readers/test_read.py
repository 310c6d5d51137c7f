"""Bytes become documents, or an error that says why not."""

from __future__ import annotations

import random

import pytest

from dateline.errors import DocumentError
from dateline.model import Document, RawDocument
from dateline.readers import looks_like_html, read
from dateline.readers._language import language

WORDS = "The minister of the city said on Monday that the talks had been a success and would go on. "
GERMAN = (
    "Der Minister der Stadt sagte am Montag, dass die Gespräche ein Erfolg gewesen seien und weitergehen. "
)


def item(content: bytes, **known: object) -> RawDocument:
    """Return bytes as an item without a telling name."""
    return RawDocument(content=content, where="item", **known)  # type: ignore[arg-type]


def text_of(content: bytes, **known: object) -> str:
    """Return the text that is read from bytes."""
    return read(item(content, **known))[0].text


def reason_of(content: bytes, **known: object) -> str:
    """Return why bytes cannot be read."""
    with pytest.raises(DocumentError) as caught:
        read(item(content, **known))
    return caught.value.reason


def test_empty_items_are_refused() -> None:
    """Nothing, white space, and a page without words are empty."""
    assert reason_of(b"") == "empty"
    assert reason_of(b" \n\t ") == "empty"
    assert reason_of(b"<html><script>var a = 1;</script></html>") == "empty"
    assert reason_of(b"\xef\xbb\xbf\n") == "empty"


@pytest.mark.parametrize(
    "junk", [b"\x00" * 500, b"%PDF-1.4 words", b"\x89PNG\r\n", b"PK\x03\x04abc", bytes(range(256)) * 9]
)
def test_binary_items_are_refused(junk: bytes) -> None:
    """Files that are no text are refused whatever their media type says."""
    assert reason_of(junk) == "binary"
    assert reason_of(junk, media_type="text/html") == "binary"


def refusal(content: bytes, media_type: str | None) -> str | None:
    """Return why bytes are refused, None if they are read; blocks of what is read are sound."""
    try:
        check_blocks(read(item(content, media_type=media_type))[0])
    except DocumentError as error:
        return error.reason
    return None


@pytest.mark.parametrize("media_type", ["text/html", "text/plain", None])
@pytest.mark.parametrize("seed", range(8))
def test_noise_never_crashes(seed: int, media_type: str | None) -> None:
    """Random bytes end in a document or an item error."""
    noise = random.Random(seed).randbytes(10 ** (seed % 4))
    assert refusal(noise, media_type) in {None, "binary", "empty", "language", "unreadable"}


def test_control_characters_do_no_harm() -> None:
    """Control characters, also those written as entities, are dropped from pages."""
    page = f"<p>One &#1;two \x02three &#xFFFE; {WORDS * 2}</p>"
    assert text_of(page.encode(), media_type="text/html").startswith("One two three ")


def test_short_page_is_an_article() -> None:
    """A page with one short sentence is read as one."""
    (block,) = read(item(b"<p>Peace now.</p>", media_type="text/html"))[0].blocks
    assert block.kind == "paragraph"


def test_large_items_are_refused() -> None:
    """An item over the limit is refused by its size."""
    with pytest.raises(DocumentError) as caught:
        read(item(b"x" * 11), max_bytes=10)
    assert caught.value.reason == "too-large"


def test_page_with_too_many_pieces_is_refused() -> None:
    """A page of a hundred thousand links ends in an error, not in minutes of work."""
    assert reason_of(b"<p>" + b"<a href=x>word</a> " * 100_000, media_type="text/html") == "too-large"


@pytest.mark.parametrize("tag", [b"<div>", b"<b>", b"<table><tr><td>", b"<blockquote>", b"<span>"])
def test_deeply_nested_pages_do_not_crash(tag: bytes) -> None:
    """A hundred thousand open elements end in an error."""
    assert reason_of(tag * 100_000 + WORDS.encode(), media_type="text/html") == "unreadable"


def test_page_nested_a_few_hundred_deep_is_read() -> None:
    """Unclosed elements as real pages have them lose no text."""
    assert WORDS.strip() in text_of(b"<html><body>" + b"<div>" * 280 + f"<p>{WORDS * 3}</p>".encode())


def test_other_languages_are_refused() -> None:
    """A text that is plainly not English is refused, unless other languages are asked for."""
    assert reason_of((GERMAN * 4).encode()) == "language"
    assert read(item((GERMAN * 4).encode()), languages=())[0].language == "de"


def test_short_text_is_read_in_any_language() -> None:
    """A text too short to tell its language is read."""
    assert read(item(b"Frieden jetzt."))[0].language is None


def test_names_alone_tell_no_language() -> None:
    """A list of names is not taken for a foreign text."""
    names = (
        "Oslo Quay, Harbour Bridge, Ann Example, Bob Sample, Cy Pattern, Dee Model, Flo Instance, Gil Token, "
    )
    assert language(names * 3) in (None, "en")


@pytest.mark.parametrize("name", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings_are_found_without_being_named(name: str) -> None:
    """A byte-order mark, the zeros of UTF-16, or the likeliest set give the words back."""
    words = WORDS * 2 + "“Café”"
    assert text_of(words.encode(name)) == words


def test_named_encodings_are_used() -> None:
    """The transport's and the page's character set are honoured where the bytes are not UTF-8."""
    assert "Łódź" in text_of((WORDS + "Łódź").encode("iso-8859-2"), encoding="iso-8859-2")
    page = f'<html><meta charset="iso-8859-2"><p>{WORDS * 2} Łódź'
    assert "Łódź" in text_of(page.encode("iso-8859-2"))


def test_wrongly_named_encodings_do_no_harm() -> None:
    """UTF-8 that calls itself something else is read as UTF-8; a set that does not exist is passed over."""
    page = f'<html><meta charset="koi8-r"><p>{WORDS * 2} café'
    assert "café" in text_of(page.encode())
    assert "café" in text_of(page.replace("koi8-r", "no-such-set").encode("cp1252"))
    assert "café" in text_of(page.replace("koi8-r", "hex").encode("cp1252"))


def test_few_broken_bytes_do_not_change_the_encoding() -> None:
    """A stray byte in UTF-8 costs one character."""
    content = (WORDS * 4 + "“Łódź” ").encode() + b"\xff" + WORDS.encode()
    assert "“Łódź” \ufffd" in text_of(content)


def test_nul_characters_keep_their_place() -> None:
    """A NUL in a text becomes one replacement character: databases cannot hold it and offsets must hold."""
    assert text_of(b"Peace\x00now. " + WORDS.encode()).startswith("Peace\ufffdnow.")


def test_markup_is_told_from_text() -> None:
    """Pages and pieces of pages are markup; text with angle brackets is not."""
    assert looks_like_html("  <!DOCTYPE html><html>")
    assert looks_like_html("One <br/> two")
    assert not looks_like_html("a < b and c > d, <sic>")


def test_names_tell_the_reader() -> None:
    """A text file is text even if it quotes markup."""
    document = read(RawDocument(content=b"He wrote <p>hello</p>.", where="a/b.TXT"))[0]
    assert document.text == "He wrote <p>hello</p>."


def check_blocks(document: Document) -> None:
    """Blocks do not overlap and only white space lies between them."""
    at = 0
    for block in document.blocks:
        assert not document.text[at : block.span.start].strip()
        assert document.text[block.span.start : block.span.end].strip()
        at = block.span.end
    assert not document.text[at:].strip()


@pytest.mark.parametrize("kind", ["text/plain", "text/html"])
def test_blocks_cover_all_words(kind: str) -> None:
    """Every word of the text of record stands in one block."""
    content = f"<h1>A title</h1>\r\n\r\n<p>{WORDS * 2}</p>\r\n<p>OSLO, March 4 (Wire) - {WORDS}</p> Leave a comment\n"
    check_blocks(read(item(content.encode(), media_type=kind))[0])


@pytest.mark.parametrize(
    "junk", ["<<<<>>>>", "<p", "<!-- ", "<![CDATA[x", "</html>", "<a href='", "&#xFFFFFFFF;&#0;&bogus; words"]
)
def test_junk_markup_is_no_crash(junk: str) -> None:
    """Broken markup is read or refused."""
    assert refusal(junk.encode() * 50, "text/html") in {None, "empty", "unreadable"}


def test_strings_of_the_caller_keep_every_character() -> None:
    """What a program hands over as a string is not taken for marked or broken bytes: offsets must hold."""
    given = "\ufeffPeace \ud800 now. " + WORDS
    read_text = text_of(given.encode("utf-8", "surrogatepass"), encoding="utf-8")
    assert read_text == given.replace("\ud800", "\ufffd")


@pytest.mark.parametrize(
    "words", ["North\x00 Korea\x00 met", "a \x01\x02\x1b[31m met", "%PDF-1.4 it said", "GIF8 talks"]
)
def test_strings_of_the_caller_are_text(words: str) -> None:
    """A string that came as a string is no binary file; its characters keep their places."""
    known = {"media_type": "text/plain", "encoding": "utf-8"}
    assert text_of(words.encode(), **known) == words.replace("\x00", "\ufffd")
    assert reason_of(bytes(range(20)), **known) == "binary"


def test_one_sentence_in_another_script_is_not_english() -> None:
    """Where the letters tell, a sentence is enough; foreign names within an English one are not."""
    assert language("북한 외무상은 월요일 베이징에서 중국 외교부장을 만났다.") == "ko"
    assert reason_of("Министр встретился с президентом в Пекине.".encode()) == "language"
    assert language("The 노동신문 said so.") is None
