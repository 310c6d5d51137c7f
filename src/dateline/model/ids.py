"""Ids are hashes of content, with the recipe's version in front."""

from __future__ import annotations

import hashlib
import json


def content_id(prefix: str, *parts: object) -> str:
    """Return ``prefix:`` and 20 hex digits of the SHA-256 of the parts.

    Args:
        prefix: recipe and its version, such as ``event1``.
        parts: values that JSON can hold; their order matters.

    Example:
        >>> content_id("event1", "a", 1) == content_id("event1", "a", 1)
        True
    """
    payload = json.dumps(parts, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    return f"{prefix}:{hashlib.sha256(payload.encode()).hexdigest()[:20]}"
