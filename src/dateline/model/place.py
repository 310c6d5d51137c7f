"""Places."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place on the map.

    Attributes:
        name: canonical name.
        country: ISO 3166 alpha-3, or None.
        lat: degrees north, None when only the name is known.
        lon: degrees east.
        geonameid: GeoNames id.
        kind: ``country``, ``region``, ``city`` or ``other``.
        span: where the text names it.
    """

    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None
    kind: str = "other"
    span: Span | None = None
