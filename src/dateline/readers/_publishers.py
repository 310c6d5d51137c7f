"""Who publishes at an address."""

from __future__ import annotations

from functools import cache
from urllib.parse import urlsplit

from dateline.codebook.files import find, read_csv

TABLE = "publishers/hosts.csv"


@cache
def hosts() -> dict[str, str]:
    """Return the known hosts with the names of their publishers."""
    return {row.cells["host"]: row.cells["name"] for path in find(TABLE) for row in read_csv(path)}


def publisher(url: str | None) -> str | None:
    """Return the name of the outlet at an address, or its host where the name is not known.

    Example:
        >>> publisher("https://edition.cnn.com/2018/06/12/asia"), publisher("https://www.harbour.example/a")
        ('CNN', 'harbour.example')
    """
    try:
        host = urlsplit(url).hostname if url else None
    except ValueError:
        return None
    if not host:
        return None
    parts = host.lower().split(".")
    for i in range(len(parts) - 1):
        if name := hosts().get(".".join(parts[i:])):
            return name
    return host.lower().removeprefix("www.")
