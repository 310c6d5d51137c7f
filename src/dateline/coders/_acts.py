"""Acts: what the codebook finds in a sentence, before participants, status and date are settled."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.codebook.events import Frame
from dateline.model import Token
from dateline.model.event import Status


@dataclass(slots=True, kw_only=True)
class Act:
    """One act in the making; later steps settle its fields.

    Attributes:
        trigger: the word that names it.
        frame: the row that found it, None for one that an operator made.
        event_type: PLOVER type.
        mode: PLOVER mode.
        cameo: CAMEO code.
        actors: heads of the phrases that name who acts.
        recipients: heads of the phrases that name to whom.
        reciprocal: all parties are actors.
        weak: needs two known parties.
        passive: told in the passive, so that the actor may be left out.
        carried: whether a verb says that the act that a noun names took place ("protests erupted").
        status: as far as an operator settles it.
        embedded: heads of complements that this act has eaten.
        settled: whether its status needs no look at the grammar any more.
        announced: whether it is a yielding act that is only promised so far.
        eaten: True when another act stands for it.
        strength: how well the frame fits; the best one wins.
        reasons: for people.
    """

    trigger: Token
    frame: Frame | None = None
    event_type: str
    mode: str | None = None
    cameo: str | None = None
    actors: tuple[Token, ...] = ()
    recipients: tuple[Token, ...] = ()
    reciprocal: bool = False
    weak: bool = False
    passive: bool = False
    carried: bool = False
    status: Status | None = None
    embedded: tuple[Token, ...] = ()
    settled: bool = False
    announced: bool = False
    eaten: bool = False
    strength: float = 0.0
    reasons: tuple[str, ...] = ()

    @property
    def noun(self) -> bool:
        """Whether a noun names it."""
        return self.frame is not None and self.frame.noun
