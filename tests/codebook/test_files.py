"""Knowledge files."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.codebook.files import KNOWLEDGE, digest, find, read_csv, read_yaml
from dateline.errors import CodebookError

TABLES = sorted(p for p in KNOWLEDGE.rglob("*.csv") if "samples" not in p.parts)
LEXICONS = sorted(p for p in KNOWLEDGE.rglob("*.yaml") if "samples" not in p.parts)


@pytest.mark.parametrize("path", TABLES, ids=lambda p: p.name)
def test_every_table_names_source_and_licence(path: Path) -> None:
    """CSV files begin with their source and licence, and every row has its cells."""
    head = path.read_text("utf-8")[:3000]
    assert "# source:" in head
    assert "# licence:" in head
    assert sum(1 for _ in read_csv(path)) > 0


@pytest.mark.parametrize("path", LEXICONS, ids=lambda p: p.name)
def test_every_lexicon_names_source_and_licence(path: Path) -> None:
    """YAML files begin with a block that says where they come from."""
    about = read_yaml(path)["about"]
    assert about["source"]
    assert about["licence"]


def test_error_in_yaml_names_file_and_line(tmp_path: Path) -> None:
    """A file that is not YAML is refused with its line."""
    bad = tmp_path / "bad.yaml"
    bad.write_text("a: 1\nb: [1, 2\nc: 3\n")
    with pytest.raises(CodebookError) as caught:
        read_yaml(bad)
    assert caught.value.line is not None
    assert str(bad) in str(caught.value)


def test_overlong_row_names_its_line(tmp_path: Path) -> None:
    """A row with more cells than the header is refused with its line."""
    bad = tmp_path / "bad.csv"
    bad.write_text("# source: x\na,b\n1,2\n1,2,3\n")
    with pytest.raises(CodebookError) as caught:
        list(read_csv(bad))
    assert caught.value.line == 4


def test_overlay_is_laid_after_ours_and_changes_the_digest(tmp_path: Path) -> None:
    """A user's own folder adds files of the same names."""
    (tmp_path / "gazetteers").mkdir()
    own = tmp_path / "gazetteers" / "states.csv"
    own.write_text("# source: me\n# licence: mine\nid,name\nXYZ,Xyland\n")
    assert find("gazetteers/states.csv", tmp_path)[-1] == own
    assert digest(tmp_path) != digest(None)


def test_unknown_file_is_named() -> None:
    """A missing knowledge file is an error that names it."""
    with pytest.raises(CodebookError, match="nothing"):
        find("lexicons/en/nothing.yaml")
