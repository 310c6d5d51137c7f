"""Actors: states, bodies, people and groups with PLOVER country and sector."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.model.span import Span

ActorKind = Literal["state", "organisation", "person", "group", "role", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody who acts, suffers or speaks.

    Attributes:
        id: stable key of the world's actor: ``PRK`` for a state, ``person:kim-jong-un``, ``org:united-nations``,
            ``role:KOR:officials`` for an unnamed one.
        name: canonical name ("Kim Jong Un"), or the words of the text for an unnamed one ("officials").
        kind: what it is.
        country: ISO 3166 alpha-3, PLOVER's UNO, EUR, IGO, NGO, IMG, MNC, ISM, or None.
        sector: PLOVER sector (GOV, MIL, ...), or None.
        mention: where the text names it.
        reason: how it was resolved, for people ("gazetteer: South Korea", "pronoun he -> Ri Son Gwon").

    Source: PLOVER manual, draft 0.8, chapter on actors.
    """

    id: str
    name: str
    kind: ActorKind = "unknown"
    country: str | None = None
    sector: str | None = None
    mention: Span | None = None
    reason: str | None = None

    @property
    def code(self) -> str | None:
        """Country and sector in one, such as ``USAGOV``; None when neither is known."""
        return (self.country or "---" * bool(self.sector)) + (self.sector or "") or None

    def at(self, mention: Span | None) -> Actor:
        """Return the actor as named elsewhere, or nowhere; this is done often, and ``dataclasses.replace`` takes four times as long."""
        return self if mention is self.mention else Actor(
            id=self.id, name=self.name, kind=self.kind, country=self.country, sector=self.sector, mention=mention,
            reason=self.reason,
        )  # fmt: skip
