"""What a page's head says about it: JSON-LD, meta elements, links."""

from __future__ import annotations

import datetime
import html
import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

import lxml.html

from dateline.model import When
from dateline.readers._days import LAST_YEAR
from dateline.readers._publishers import publisher
from dateline.readers._votes import Vote, stamps
from dateline.readers._walk import clean

ARTICLE = re.compile(r"article|posting|report|review|page", re.IGNORECASE)
LD_LIMIT = 2_000_000
TITLE_KEYS = ("og:title", "twitter:title", "dc.title", "headline", "title")
AUTHOR_KEYS = ("author", "article:author", "dc.creator", "byl", "parsely-author", "sailthru.author")
SITE_KEYS = ("og:site_name", "application-name", "dc.publisher", "twitter:app:name:iphone")
SEPARATOR = re.compile(r"\s(?<!\s\s)\s*+(?:[|·•»:«]|[-–—]{1,2})\s+")
TAG = re.compile(r"<[^<>]*>")
MAX_NAME = 80
RIGHTS = re.compile(r"©|\(c\)|\bcopyright\b", re.IGNORECASE)
LANGUAGE = re.compile(r"[a-z]{2}(?=$|[-_])", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """An entry of a live blog, as a page's fields hold it."""

    time: str | None
    headline: str | None
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What the head of a page says."""

    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    stamps: tuple[Vote, ...] = ()
    updates: tuple[Update, ...] = ()


def metadata(root: Any, url: str | None) -> Metadata:
    """Return what a page says about itself; the tree is left as it is."""
    meta, objects = _meta(root), list(_objects(root))
    article = next((o for o in objects if ARTICLE.search(_kind(o)) and "headline" in o), {})
    site = _name(article.get("publisher")) or _first(meta, SITE_KEYS)
    address = _address(root, meta, url)
    return Metadata(
        title=_title(root, meta, article, site),
        byline=_byline(meta, article),
        publisher=site or publisher(address) or _owner(root),
        url=address,
        language=_language(root),
        updates=tuple(update for each in objects for update in _updates(each)),
        stamps=tuple(stamps(root, meta, objects, address)),
    )


def _owner(root: Any) -> str | None:
    """Return the last name of the page's title, if the page says that the rights are theirs: "Ghana votes | The Volta Post"."""
    title = next((clean(t.text_content()) for t in root.iter("title")), "")
    *before, name = SEPARATOR.split(title)
    if not before or not 0 < len(name) <= MAX_NAME:
        return None
    lines = (clean(text) for text in root.itertext() if name in text)
    return name if any(RIGHTS.search(line) for line in lines if line != title) else None


def searched(root: Any, url: str | None, *, wide: bool) -> When | None:
    """Return the day that htmldate finds on a page whose fields name none; the tree is left as it is.

    Args:
        root: the tree.
        url: its address, which may hold the day.
        wide: whether to take the likeliest day of the whole source, where no element seems to hold the publication's.
            htmldate's own wide search would also load a parser of dates in all languages, which takes longer than
            hundreds of pages.
    """
    import htmldate  # takes long to load, and most pages do not need it

    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        if wide:
            from htmldate.core import search_page  # no part of its promised interface: it may go
            from htmldate.settings import MIN_DATE
            from htmldate.utils import Extractor

            last = datetime.datetime(LAST_YEAR, 12, 31)
            options = Extractor(True, last, MIN_DATE, True, "%Y-%m-%d")
            found = search_page(lxml.html.tostring(root, encoding="unicode"), options)
        else:
            found = htmldate.find_date(root, url=url, original_date=True, extensive_search=False)
        day = datetime.date.fromisoformat(found) if found else None
    except (ValueError, TypeError, AttributeError, ImportError, RecursionError, OverflowError):
        return None  # htmldate stumbles over some broken pages; the day may still be found in the text
    return When(start=day, end=day, basis="metadata") if day else None


def _meta(root: Any) -> dict[str, str]:
    """Return the page's meta elements, the first of each name."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop")
        content = clean(element.get("content") or "")
        if key and content:
            found.setdefault(key.strip().lower(), content)
    return found


def _objects(root: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects of the page's JSON-LD, outer ones first."""
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "") or not script.text or len(script.text) > LD_LIMIT:
            continue
        try:
            waiting = [json.loads(script.text, strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            value = waiting.pop(0)
            if isinstance(value, list):
                waiting.extend(value)
            elif isinstance(value, dict):
                yield value
                waiting.extend(
                    value[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in value
                )


def _updates(value: dict[str, Any]) -> Iterator[Update]:
    """Yield the entries of a live blog's object."""
    entries = value.get("liveBlogUpdate")
    for entry in entries if isinstance(entries, list) else ():
        body = entry.get("articleBody") if isinstance(entry, dict) else None
        if not isinstance(body, str) or not body.strip():
            continue
        if "<" in body:
            body = html.unescape(TAG.sub("\n", body))
        time = entry.get("datePublished")
        yield Update(
            time=clean(time) if isinstance(time, str) else None,
            headline=_name(entry.get("headline")),
            paragraphs=tuple(part for part in map(clean, body.splitlines()) if part),
        )


def _kind(value: dict[str, Any]) -> str:
    """Return the type of a JSON-LD object as one string."""
    kind = value.get("@type")
    return " ".join(map(str, kind)) if isinstance(kind, list) else str(kind or "")


def _name(value: Any) -> str | None:
    """Return the name in a JSON-LD value: a string, an object with a name, or several."""
    if isinstance(value, list):
        names = [name for name in map(_name, value[:6]) if name]
        return ", ".join(names) or None
    if isinstance(value, dict):
        value = value.get("name")
    name = clean(value) if isinstance(value, str) else ""
    return name if name and len(name) <= MAX_NAME and "://" not in name else None


def _first(meta: dict[str, str], keys: tuple[str, ...]) -> str | None:
    """Return the first usable name among meta elements."""
    return next((name for key in keys if (name := _name(meta.get(key)))), None)


def _title(root: Any, meta: dict[str, str], article: dict[str, Any], site: str | None) -> str | None:
    """Return the headline without the name of the site."""
    headline = article.get("headline")
    given = (
        clean(headline) if isinstance(headline, str) else next((meta[k] for k in TITLE_KEYS if k in meta), "")
    )
    if not given:
        element = root.find(".//title")
        given = clean(element.text_content()) if element is not None else ""
    parts = SEPARATOR.split(given)
    if len(parts) > 1 and (parts[-1].lower() == (site or "").lower() or _is_heading(root, parts[0])):
        cut = given.rfind(parts[-1]) if not _is_heading(root, parts[0]) else len(parts[0])
        given = (
            SEPARATOR.sub("", given[:cut] + " ", count=0)
            if cut == len(parts[0])
            else given[:cut].rstrip(" |·•»:«-–—")
        )
    return given.strip() or None


def _is_heading(root: Any, text: str) -> bool:
    """Return whether the page's main headline is this text."""
    return any(clean(heading.text_content()) == text for heading in root.iter("h1"))


def _byline(meta: dict[str, str], article: dict[str, Any]) -> str | None:
    """Return the authors."""
    found = _name(article.get("author")) or _first(meta, AUTHOR_KEYS)
    return re.sub(r"^by\s+", "", found, flags=re.IGNORECASE) if found else None


def _address(root: Any, meta: dict[str, str], url: str | None) -> str | None:
    """Return the page's own address for itself, else the one it was fetched from."""
    links = (link.get("href") for link in root.iter("link") if "canonical" in (link.get("rel") or "").lower())
    named = next((link for link in links if link), None) or meta.get("og:url")
    try:
        full = urljoin(url or "", named.strip()) if named else url
        return full if full and (urlsplit(full).hostname or full == url) else url
    except ValueError:
        return url


def _language(root: Any) -> str | None:
    """Return the two letters of the language that the page declares."""
    match = LANGUAGE.match(
        (root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip()
    )
    return match[0].lower() if match else None
