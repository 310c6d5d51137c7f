"""Pages and reports on paper: what is said and what it rests on is printed, what one clicks is not."""

from __future__ import annotations

import io
import re
import unicodedata
from pathlib import Path

import pypdf
import pytest
from fastapi import FastAPI
from playwright.sync_api import Browser

import dateline
from browsing import CHROMIUM, running
from dateline import formats

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: apt-get install chromium")


def squeezed(words: str) -> str:
    """Return words without spaces and without letters joined in print."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", words))


def printed(browser: Browser, address: str, *, cookie: dict[str, str] | None = None) -> tuple[str, set[str]]:
    """Return the words of a page's PDF without spaces, which lines break, and the addresses that it links to."""
    context = browser.new_context()
    if cookie:
        context.add_cookies([cookie])  # type: ignore[list-item]
    page = context.new_page()
    page.goto(address)
    reader = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4")))
    context.close()
    words = " ".join(sheet.extract_text() for sheet in reader.pages)
    notes = [note.get_object() for sheet in reader.pages for note in sheet.get("/Annots") or ()]
    links = {str(note["/A"]["/URI"]) for note in notes if "/URI" in note.get("/A", {})}
    return squeezed(words), links


def test_a_record_is_printed_with_its_evidence(browser: Browser, served: FastAPI) -> None:
    """Reports, quotations, reasons and addresses of sources are on paper; menus, forms and buttons are not."""
    with running(served) as address:
        context = browser.new_context(base_url=address)
        found = context.request.get("/api/records?source=wire").json()["items"][0]
        context.close()
        editor = served.state.editors
        cookie = {"name": "dateline_editor", "value": editor.cookie(), "url": address}
        words, links = printed(browser, f"{address}/records/{found['record_id']}", cookie=cookie)
    for report in found["reports"]:
        assert squeezed(report["evidence"]["exact"]) in words
        assert squeezed(report["publisher"]) in words
        if report["url"]:
            assert report["url"] in links
            assert report["url"] in words
    assert "Whytheyareone" in words
    assert "Whereeachfieldisfrom" in words
    for clicked in ("Timeline", "Contradictions", "Skip to", "Not the same as", "Your name", "Editing is on"):
        assert squeezed(clicked) not in words


def test_folded_parts_are_printed(browser: Browser, served: FastAPI) -> None:
    """A curve is printed with its numbers, which the screen folds away."""
    with running(served) as address:
        words, _ = printed(browser, f"{address}/pair?left=PRK&right=USA&by=year")
    assert "2018" in words
    assert "smoothed" in words
    assert "Oneside" not in words


def test_the_report_is_printed_whole(browser: Browser, filled: Path, tmp_path: Path) -> None:
    """The self-contained page has all records and quotations on paper, with its links, and without its menu."""
    with dateline.open(filled) as archive:
        found = tuple(archive.timeline())
    path = tmp_path / "report.html"
    path.write_text("".join(formats.load("html").write(found, title="A report")), "utf-8")
    words, links = printed(browser, path.as_uri())
    assert "Areport" in words
    assert words.count("June12,") == 40
    for record in found:
        for report in record.reports:
            assert squeezed(report.evidence.exact) in words
            assert not report.url or not report.url.startswith("http") or report.url in links
    assert not [link for link in links if "javascript" in link]
    assert "199019911992" not in words  # the menu of years
