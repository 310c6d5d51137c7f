"""Bytes to documents."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from dateline.config import MAX_DOCUMENT_BYTES
from dateline.errors import DocumentError
from dateline.model import Document, RawDocument
from dateline.readers import html, text
from dateline.readers._decode import decode

__all__ = ["LANGUAGES", "looks_like_html", "read"]

LANGUAGES = ("en",)
READERS: dict[str, Callable[..., Document]] = {
    "text/plain": text.document,
    "text/markdown": text.document,
    "text/html": html.document,
    "application/xhtml+xml": html.document,
}
SUFFIXES = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/plain",
}
MARKUP = re.compile(
    r"^\s*<(?:!doctype\b|\?xml\b|!--|(?:html|head|body|frameset)\b)|<(?:p|div|article|section|span|h[1-6]|br|a href|ul|table|meta|title)\b[^<>]*>",
    re.IGNORECASE,
)
SNIFFED = 4000


def read(
    raw: RawDocument,
    *,
    max_bytes: int = MAX_DOCUMENT_BYTES,
    languages: Collection[str] = LANGUAGES,
) -> tuple[Document, ...]:
    """Return the documents in an item; most hold one.

    Args:
        raw: the item.
        max_bytes: larger items are refused.
        languages: two-letter codes of those that are read; empty for any. A text too short to tell is read.

    Raises:
        DocumentError: there is no article in it; ``reason`` is ``empty``, ``binary``, ``too-large``, ``language`` or
            ``unreadable``.
    """
    if len(raw.content) > max_bytes:
        raise DocumentError(f"larger than {max_bytes} bytes", where=raw.where, reason="too-large")
    if not raw.content.strip():
        raise DocumentError("is empty", where=raw.where, reason="empty")
    exact = raw.encoding == "utf-8" and raw.media_type in (None, "text/plain")
    words = decode(raw.content, where=raw.where, named=raw.encoding, markup=True, exact=exact).replace(
        "\x00", "\ufffd"
    )
    if not words.strip():
        raise DocumentError("is empty", where=raw.where, reason="empty")
    try:
        document = READERS[_media_type(raw, words)](
            words,
            title=raw.title,
            published=raw.published,
            published_basis=raw.published_basis,
            publisher=raw.publisher,
            url=raw.url,
            where=raw.where,
            source_id=raw.source_id,
        )
    except RecursionError as error:
        raise DocumentError("nested too deeply", where=raw.where, reason="unreadable") from error
    if languages and document.language is not None and document.language not in languages:
        message = f"in language {document.language!r}; only {', '.join(languages)} is read"
        raise DocumentError(message, where=raw.where, reason="language")
    return (document,)


def _media_type(raw: RawDocument, words: str) -> str:
    """Return the media type that is told, that the name tells, or that the content looks like."""
    if raw.media_type in READERS:
        return raw.media_type
    name = raw.where.partition("#")[0].lower().removesuffix(".gz")
    suffix = name[name.rfind(".") :] if "." in name else ""
    if raw.media_type is None and suffix in SUFFIXES:
        return SUFFIXES[suffix]
    return "text/html" if looks_like_html(words) else "text/plain"


def looks_like_html(words: str) -> bool:
    """Return whether a text is a page or a piece of one.

    Example:
        >>> looks_like_html("<p>One.</p>"), looks_like_html("a < b and c > d")
        (True, False)
    """
    return MARKUP.search(words[:SNIFFED]) is not None
