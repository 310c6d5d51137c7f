"""The pages in a browser: nothing breaks, nothing is fetched from elsewhere, and keys are enough."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_core_python.sync_playwright import Axe
from fastapi import FastAPI
from playwright.sync_api import Browser, Page

from browsing import CHROMIUM, running
from dateline.server import app
from dateline.server._rendering import PAGES
from served import TOKEN

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: apt-get install chromium")
MORE = (
    "/timeline?actor=PRK&since=2018&all=1",
    "/pair?left=PRK&right=USA&by=year",
    "/actors?name=Kim+Jong+Un",
    "/timeline?since=soon&min-score=x&actor=PRK",
    "/timeline?actor=Nobody",
    "/documents?q=rice",
    "/ask?question=When+did+Trump+meet+Kim+Jong+Un+in+2018%3F",
    "/records/none",
    "/edit",
)
RULES = {  # the colours are all that differs in the dark
    "light": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "dark": {"type": "rule", "values": ["color-contrast"]},
}


@pytest.fixture(scope="module")
def address(served: FastAPI) -> Iterator[str]:
    """Where the application is served."""
    with running(served) as found:
        yield found


@contextmanager
def opened(browser: Browser, address: str, **settings: Any) -> Iterator[Page]:
    """Give a page that notes its troubles, which must be none."""
    context = browser.new_context(base_url=address, **settings)
    page, troubles = context.new_page(), list[str]()
    page.on("console", lambda message: troubles.append(message.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("request", lambda r: None if r.url.startswith((address, "data:")) else troubles.append(r.url))
    yield page
    context.close()
    assert [t for t in troubles if "404" not in t and "400" not in t] == []


def addresses(page: Page) -> tuple[str, ...]:
    """Return the addresses of every kind of page."""
    record = page.request.get("/api/records?source=wire").json()["items"][0]["record_id"]
    rice, harm = (
        page.request.get(f"/api/documents?q={q}").json()["items"][0]["id"] for q in ("rice", "Title")
    )
    fixed = tuple(path for path, _ in PAGES)
    return (*fixed, *MORE, f"/records/{record}", f"/documents/{rice}", f"/documents/{harm}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_sound_and_accessible(browser: Browser, address: str, scheme: Any) -> None:
    """No console message, no request off the machine, and nothing that axe finds, in light and dark."""
    with opened(browser, address, color_scheme=scheme) as page:
        axe, found = Axe(), list[str]()
        options = {"runOnly": RULES[scheme], "resultTypes": ["violations"]}
        for path in addresses(page):
            page.goto(path)
            for one in axe.run(page, options=options)["violations"]:
                found += [f"{path}: {one['id']}: {node['html'][:160]}" for node in one["nodes"][:3]]
    assert found == []


def test_every_page_fits_a_phone(browser: Browser, address: str) -> None:
    """Nothing is wider than a small phone."""
    with opened(browser, address, viewport={"width": 340, "height": 700}) as page:
        for path in addresses(page):
            page.goto(path)
            assert page.evaluate("document.documentElement.scrollWidth") <= 340, path


def press_to(page: Page, wanted: str) -> None:
    """Press Tab until what is wanted has the focus, and see that this is visible."""
    for _ in range(400):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            style = "getComputedStyle(document.activeElement)"
            assert page.evaluate(f"{style}.outlineStyle") != "none" or page.evaluate(f"{style}.top") == "8px"
            return
    raise AssertionError(f"no key leads to {wanted}")


def test_keys_are_enough(browser: Browser, address: str) -> None:
    """One can skip to the content, filter, and open a record without a mouse."""
    with opened(browser, address) as page:
        page.goto("/timeline")
        press_to(page, ".skip")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        press_to(page, "#f-actor")
        page.keyboard.type("USA")
        press_to(page, "#f-since")
        page.keyboard.type("2018")
        page.keyboard.press("Enter")
        page.wait_for_url("**actor=USA**")
        assert "since=2018" in page.url
        press_to(page, '.meta a[href^="/records/"]')
        page.keyboard.press("Enter")
        page.wait_for_url("**/records/**")
        assert page.locator("h1").count() == 1


def test_keys_zoom_from_years_to_a_day_and_back(browser: Browser, address: str) -> None:
    """Each bar is a link that the keyboard reaches; the address holds the view, the wider times lead back."""
    with opened(browser, address, java_script_enabled=False) as page:
        page.goto("/timeline?since=2018&until=2018&all=1")
        for length in (7, 10):
            bar = page.locator("nav.bars a").first
            bar.focus()
            page.keyboard.press("Enter")
            page.wait_for_url(re.compile(rf"since=2018[-0-9]{{{length - 4}}}&"))
            assert "all=1" in page.url
        assert page.locator("article.entry").count() > 0
        page.get_by_role("link", name="2018", exact=True).click()
        assert "since=2018&until=2018" in page.url
        page.get_by_role("link", name="week", exact=True).click()
        assert "zoom=week" in page.url


def test_the_filter_is_open_where_there_is_room(browser: Browser, address: str) -> None:
    """On a wide screen the filter stands beside the list; on a phone it is folded."""
    for width, visible in ((1200, True), (400, False)):
        with opened(browser, address, viewport={"width": width, "height": 800}) as page:
            page.goto("/timeline")
            assert page.locator("#f-actor").is_visible() is visible


def test_an_editor_judges(browser: Browser, filled: Path, tmp_path: Path) -> None:
    """With the token a record is divided by its button, and made whole again."""
    shutil.copy(filled, tmp_path / "own.db")
    with running(app(tmp_path / "own.db", editor_token=TOKEN)) as own, opened(browser, own) as page:
        record = page.request.get("/api/records?source=wire").json()["items"][0]["record_id"]
        page.goto("/edit")
        page.get_by_label("Editor's token").fill(TOKEN)
        page.get_by_role("button", name="Edit", exact=True).click()
        page.goto(f"/records/{record}")
        reports = page.locator('[id^="report-"]').count()
        page.get_by_role("button", name="Not the same as report 1").last.click()
        page.wait_for_url("**#judgements")
        assert page.locator('[id^="report-"]').count() < reports
        assert "different by editor" in page.locator("main").inner_text()
        page.get_by_role("button", name="Take back").first.click()
        page.wait_for_url("**/edit")
        page.goto(f"/records/{record}")
        assert page.locator('[id^="report-"]').count() == reports
