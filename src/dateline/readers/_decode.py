"""Bytes to characters: byte-order mark, then the named set, then UTF-8, then the likeliest."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from dateline.errors import DocumentError

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
META = re.compile(rb"<meta[^>]{0,300}?charset\s*+=\s*+(?:[\"']\s*+)?([\w.:-]{2,40})", re.IGNORECASE)
XML = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
MAGIC = (
    b"%PDF", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"PK\x03\x04", b"\x1f\x8b", b"\x7fELF", b"BZh", b"Rar!",
    b"7z\xbc\xaf", b"RIFF", b"OggS", b"ID3", b"SQLite format 3", b"\xd0\xcf\x11\xe0", b"\x00\x00\x01\x00", b"MZ\x90",
)  # fmt: skip
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
SAMPLE = 65536
CONTROLS = bytes(byte for byte in range(32) if byte not in (9, 10, 11, 12, 13, 27))
CONTROL_SHARE = 0.02
JUNK_SHARE = 0.3  # in a string of the caller's, who took it for text
HIGH = bytes(range(128, 256))
MOSTLY_ASCII = 0.9  # English, whatever it is encoded in: only the dashes and quotation marks are in question
NEARLY = 0.01  # of broken sequences in text that is UTF-8 otherwise
WINDOWS = {"iso-8859-1": "cp1252", "ascii": "cp1252", "iso8859-1": "cp1252"}  # as browsers read them


def decode(
    content: bytes,
    *,
    where: str | None = None,
    named: str | None = None,
    markup: bool = False,
    exact: bool = False,
) -> str:
    """Return the characters of an item's bytes.

    Args:
        content: the bytes.
        where: the item, for messages.
        named: character set that the transport names.
        markup: whether to look for one that the page names.
        exact: whether the bytes are a string of the caller's, in UTF-8: nothing of it is taken for a mark.

    Raises:
        DocumentError: they are no text (reason ``binary``).
    """
    if exact and (text := _exact(content)) is not None and _share(content, CONTROLS) <= JUNK_SHARE:
        return text
    for mark, name in MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(name, "replace")
    if wide := _wide(content):
        return content.decode(wide, "replace")
    if is_binary(content):
        raise DocumentError("is not text; convert it to text or HTML first", where=where, reason="binary")
    names = (named, _declared(content) if markup else None)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    for each in names:
        told = _decoded(content, each)
        if told is not None:
            return told
    text = content.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if (
        broken <= NEARLY * len(text) and len(text.encode()) - len(text) > 2 * broken
    ):  # some of it is real UTF-8
        return text
    if _ascii_share(content) >= MOSTLY_ASCII:
        return content.decode("cp1252", "replace")
    best = from_bytes(content[:SAMPLE]).best()
    return content.decode(best.encoding if best is not None else "cp1252", "replace")


def _exact(content: bytes) -> str | None:
    """Return a string of the caller's, half surrogate pairs replaced one by one so that offsets hold."""
    try:
        return LONE_SURROGATE.sub("\ufffd", content.decode("utf-8", "surrogatepass"))
    except UnicodeDecodeError:
        return None


def _ascii_share(content: bytes) -> float:
    """Return the share of bytes that are ASCII."""
    sample = content[:SAMPLE]
    return len(sample.translate(None, HIGH)) / len(sample)


def is_binary(content: bytes) -> bool:
    """Return whether bytes are no text: a known kind of file, or full of control characters."""
    if content.startswith(MAGIC):
        return True
    return _share(content, CONTROLS) > CONTROL_SHARE


def _share(content: bytes, of: bytes) -> float:
    """Return the share of some bytes at the beginning of the content."""
    sample = content[:SAMPLE]
    return 1 - len(sample.translate(None, of)) / len(sample)


def _wide(content: bytes) -> str | None:
    """Return which UTF-16 bytes are that lack a mark: every second byte of Western text is then zero."""
    sample = content[:2000]
    if len(sample) < 8 or b"\x00" not in sample:
        return None
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _declared(content: bytes) -> str | None:
    """Return the character set that a page names in its head."""
    match = XML.match(content[:1000]) or META.search(content[:8192])
    return match[1].decode("ascii", "replace") if match else None


def _decoded(content: bytes, name: str | None) -> str | None:
    """Return the text in a character set, None if there is no such set or it does not fit."""
    if not name or "utf-8" in name.lower():
        return None
    try:
        codec = codecs.lookup(WINDOWS.get(name.lower(), name))
        if not codec._is_text_encoding:
            return None
        text = content.decode(codec.name, "replace")
    except (LookupError, UnicodeError, ValueError):
        return None
    return text if text.count("\ufffd") <= NEARLY * max(1, len(text)) else None
