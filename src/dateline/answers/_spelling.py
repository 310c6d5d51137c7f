"""Names that nobody on record bears, and whom they may mean."""

from __future__ import annotations

from dateline.archive import Archive
from dateline.codebook import gazetteer
from dateline.model import Actor
from dateline.model.answer import Question

KINDS = ("event", "statement", "commitment")
MOST = 12  # people whom a misspelt name may mean


def respelt(archive: Archive, question: Question) -> tuple[str, str] | None:
    """Return a name of the question that no record has, and the name of somebody on record that is spelt much like it."""
    for actor in (*question.subjects, *question.others):
        if not _known(actor) and not _on_record(archive, actor.name):
            for entry in gazetteer.load().spelt_like(actor.name)[:MOST]:
                if _on_record(archive, entry.id):
                    return actor.name, entry.name
    return None


def _known(actor: Actor) -> bool:
    return actor.kind not in ("person", "unknown") or actor.id in gazetteer.load().by_id


def _on_record(archive: Archive, name: str) -> bool:
    return any(archive.found(kind, actor=name, most=1) for kind in KINDS)
