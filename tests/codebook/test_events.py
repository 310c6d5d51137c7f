"""The event codebook: sizes, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.codebook import events as codebook
from dateline.errors import CodebookError

HEADER = "verbs,needs,actor,recipient,type,mode,cameo,weak,example\n"


def overlay(folder: Path, row: str) -> Path:
    """Return an overlay with one more verb."""
    file = folder / "lexicons" / "en" / "events_verbs.csv"
    file.parent.mkdir(parents=True)
    file.write_text(HEADER + row, "utf-8")
    return folder


def test_all_types_have_frames() -> None:
    """Verbs cover the sixteen types with more than six hundred words."""
    book = codebook.load()
    assert {f.event_type for f in book.frames()} == set(book.ontology.types)
    assert len(book.verbs) > 600


def test_overlay_adds_a_frame(tmp_path: Path) -> None:
    """A user's row is laid over ours."""
    book = codebook.load(overlay(tmp_path, "zap,,subj,obj,ASSAULT,,190,,Syria zapped Iraq.\n"))
    assert book.verbs["zap"][0].event_type == "ASSAULT"
    assert "kill" in book.verbs


def test_own_rows_with_conditions_go_first(tmp_path: Path) -> None:
    """A user's row whose conditions hold counts before ours; one without conditions is one among others."""
    rows = "seize,obj:@ship,subj,obj,COERCE,,172,,Iran seized a ship.\nseize,,subj,obj,COERCE,,172,,Iran seized it.\n"
    frames = codebook.load(overlay(tmp_path, rows)).verbs["seize"]
    assert [f.own for f in frames][:2] == [True, False]
    assert not any(f.own for f in frames[2:])


@pytest.mark.parametrize(
    "row",
    [
        "zap,,subj,obj,ZAP,,190,,Syria zapped Iraq.\n",
        "zap,,subj,obj,ASSAULT,zapping,190,,Syria zapped Iraq.\n",
        "zap,,subj,obj,ASSAULT,,999,,Syria zapped Iraq.\n",
        "zap,obj:@zaps,subj,obj,ASSAULT,,190,,Syria zapped Iraq.\n",
    ],
)
def test_unknown_names_are_refused(tmp_path: Path, row: str) -> None:
    """A row that names a type, mode, code or noun class that does not exist is an error with file and line."""
    with pytest.raises(CodebookError, match=r"events_verbs\.csv:2"):
        codebook.load(overlay(tmp_path, row))
