"""Cues: the file of reporting words and its checks."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.codebook import cues
from dateline.codebook.cues import FILE
from dateline.errors import CodebookError


def overlay(folder: Path, rows: str) -> Path:
    """Return a folder of the user's own with these rows."""
    path = folder / FILE
    path.parent.mkdir(parents=True)
    path.write_text(rows, "utf-8")
    return folder


def test_one_lemma_may_have_entries_with_and_without_particle() -> None:
    """Both "point out" and "point to" are two entries of one lemma."""
    assert {entry.particle for entry in cues.load().verbs["point"]} == {"out", None}


def test_missing_final_e_is_forgiven() -> None:
    """A lemma that lacks its final e, or has one too many, finds its entry."""
    known = cues.load()
    assert [known.verb(word)[0].lemma for word in ("underlin", "bemoane", "say")] == [
        "underline",
        "bemoan",
        "say",
    ]


def test_aliases_lead_to_the_usual_name_of_an_outlet() -> None:
    """Outlets come from the gazetteer, whatever the article writes."""
    assert cues.load().outlets["korean central news agency"] == "KCNA"


def test_own_entry_replaces_ours(tmp_path: Path) -> None:
    """A user's row for a lemma replaces the built-in one."""
    rows = "verbs:\n  - {cue: say, frames: [quote], stance: claims, example: “No,” he said.}\n"
    assert [cue.stance for cue in cues.load(overlay(tmp_path, rows)).verbs["say"]] == ["claims"]


@pytest.mark.parametrize(
    "row",
    [
        "{cue: say, frames: [clause]}",
        "{cue: say, frames: [claws], example: He said no.}",
        "{cue: say, frames: [clause], stance: shouts, example: He said no.}",
        "{cue: call, frames: [on], example: He called on us.}",
    ],
)
def test_bad_row_is_named(tmp_path: Path, row: str) -> None:
    """A row without example, with an unknown frame or stance (YAML reads a bare "on" as true) is refused."""
    with pytest.raises(CodebookError):
        cues.load(overlay(tmp_path, f"verbs:\n  - {row}\n"))
