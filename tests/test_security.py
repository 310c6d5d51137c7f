"""Promises of the threat model that hold for the whole code."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import dateline
from dateline.cli.main import dateline as group
from handmade import article, document, event

SOURCE = Path(dateline.__file__).parent
FORBIDDEN_MODULES = {"pickle", "cPickle", "dill", "marshal", "shelve", "cloudpickle", "joblib"}
FORBIDDEN_CALLS = {
    "eval",
    "exec",
    "yaml.load",
    "yaml.unsafe_load",
    "yaml.full_load",
    "os.system",
    "tempfile.mktemp",
}
SAFE_LOADERS = {
    "yaml.SafeLoader",
    "yaml.CSafeLoader",
    "loader",
}  # "loader" is one of the two, see codebook/files.py
RAW_SQL = {"exec_driver_sql", "text", "execute", "executemany", "executescript", "literal_column"}
# SQL that is put together, of constants of our own: file -> the names that may stand in it
OF_OURS = {
    "formats/sqlite.py": {"table", "', '.join('?' * len(rows[0]))"},
    "store/_dialect.py": {"CACHE_KILOBYTES"},
    "store/_schema.py": {"VERSION_TABLE"},
    "store/health.py": {"SHOWN"},
    "store/search.py": {"weight"},
    "store/migrations/versions/0003_search.py": {"table", "changes", "name", "vector", "numbered", "body"},
    "store/migrations/versions/0005_dealings.py": {"place", "score", "LONGEST", "CHUNK"},
}


def trees() -> Iterator[tuple[str, ast.AST]]:
    """Yield all modules."""
    for path in sorted(SOURCE.rglob("*.py")):
        yield str(path.relative_to(SOURCE)), ast.parse(path.read_text("utf-8"))


def called(node: ast.Call) -> str:
    """Return the name of what is called."""
    return ast.unparse(node.func)


def test_nothing_foreign_is_unpickled_or_evaluated() -> None:
    """No module that makes objects of bytes is imported, and no text is run as code."""
    found = []
    for name, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                found += [(name, a.name) for a in node.names if a.name.partition(".")[0] in FORBIDDEN_MODULES]
            elif (
                isinstance(node, ast.ImportFrom)
                and (node.module or "").partition(".")[0] in FORBIDDEN_MODULES
            ):
                found.append((name, str(node.module)))
            elif isinstance(node, ast.Call) and called(node) in FORBIDDEN_CALLS:
                safe = any(ast.unparse(k.value) in SAFE_LOADERS for k in node.keywords if k.arg == "Loader")
                found += [] if safe else [(name, called(node))]
            elif isinstance(node, ast.keyword) and node.arg in ("shell", "allow_pickle"):
                found += [(name, node.arg)] if getattr(node.value, "value", True) else []
    assert found == []


def unbound(tree: ast.AST, allowed: set[str]) -> Iterator[str]:
    """Yield calls that give a database words put together from values."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or called(node).rpartition(".")[2] not in RAW_SQL or not node.args:
            continue
        words = node.args[0]
        if isinstance(words, ast.BinOp) and isinstance(words.op, ast.Mod | ast.Add):
            yield ast.unparse(node)
        if isinstance(words, ast.Call) and called(words).endswith(".format"):
            yield ast.unparse(node)
        for part in ast.walk(words):
            if isinstance(part, ast.FormattedValue) and ast.unparse(part.value) not in allowed:
                yield ast.unparse(node)


def test_sql_has_bound_values_only() -> None:
    """No statement is put together from values, apart from a few constants of our own that are named here."""
    found = [(name, words) for name, tree in trees() for words in unbound(tree, OF_OURS.get(name, set()))]
    assert found == []


@pytest.mark.parametrize(
    "code",
    [
        'c.exec_driver_sql(f"SELECT * FROM events WHERE type = {kind}")',
        'c.execute(sa.text("SELECT * FROM events WHERE type = " + kind))',
        'c.execute(sa.text("SELECT * FROM events WHERE type = %s" % kind))',
        'c.execute("SELECT * FROM events WHERE type = {}".format(kind))',
    ],
)
def test_the_scan_finds_values_in_sql(code: str) -> None:
    """The test above can fail."""
    assert list(unbound(ast.parse(code), set()))


def test_articles_name_no_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Titles, publishers, addresses and ids that look like paths make no file anywhere but at the path that was given."""
    from dateline import formats

    inside = tmp_path / "work"
    inside.mkdir()
    monkeypatch.chdir(inside)
    evil = "../../escaped/..\\evil\x00.txt"
    told = document(
        "Kim Jong Un and Moon Jae-in met at Panmunjom.",
        title=evil.replace("\x00", ""),
        publisher="/etc/../tmp/evil",
        url="file:///etc/passwd",
        source_id="../../../evil",
    )
    with dateline.open("a.db") as archive:
        archive.add(article(told, event(told)))
    names = ("jsonl", "timelinejs", "html", *formats.EXPORTS, *formats.FILES)
    for name in names:
        done = CliRunner().invoke(group, ["export", name, "--db", "a.db", "-o", f"out-{name}"])
        assert done.exit_code == 0, done.output
    outside = {str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*") if inside not in p.parents}
    assert outside == {"work"}
    assert {p.name for p in inside.iterdir()} - {"a.db", "a.db-wal", "a.db-shm"} == {
        f"out-{name}" for name in names
    }


def test_no_package_reports_on_us(tmp_path: Path) -> None:
    """ONNX Runtime notes a number for this machine in the home folder when it may report on its use: it does not."""
    code = (
        "import dateline, os, sys\n"
        "assert 'onnxruntime' not in sys.modules\n"
        "dateline.load()\n"
        "assert 'onnxruntime' in sys.modules\n"
        "assert os.environ['ORT_DISABLE_TELEMETRY'] == '1'\n"
    )
    (tmp_path / "home").mkdir()
    env = {**os.environ, "HOME": str(tmp_path / "home"), "XDG_CACHE_HOME": "", "ORT_DISABLE_TELEMETRY": "0"}
    env = {name: value for name, value in env.items() if value and name != "CI"}
    subprocess.run([sys.executable, "-c", code], env=env, check=True, cwd=tmp_path)
    assert list((tmp_path / "home").rglob("*")) == []
