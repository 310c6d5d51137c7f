"""Everything that people can name has an entry in the documentation, and the documentation names nothing else."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import click
import examples
import pytest
import reference

import dateline
from dateline import archive, config, errors, evaluation, formats, model, pipeline, readers
from dateline.cli.main import dateline as group
from dateline.sources import files

DOCS = examples.ROOT / "docs"
LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)")
PAGE_LIMIT = 300


def page(name: str) -> str:
    """The text of a page of the reference."""
    return (DOCS / "reference" / name).read_text("utf-8")


def options() -> Iterator[tuple[str, str]]:
    """Each option of each command, with the path of the command."""
    for command, own in reference.commands(click.Context(group, info_name="dateline"), {}):
        for param in command.params:
            if isinstance(param, click.Option):
                yield from ((own.command_path, written) for written in param.opts)


@pytest.mark.parametrize(("command", "option"), list(options()))
def test_each_option_stands_under_its_command(command: str, option: str) -> None:
    """The reference of the command line lists every option of every command."""
    section = page("cli.md").partition(f"\n## {command}\n")[2].partition("\n## ")[0]
    assert re.search(rf"^\s+(?:-\w, )?{re.escape(option)}\b", section, re.MULTILINE)


@pytest.mark.parametrize(
    "error", [e for e in vars(errors).values() if inspect.isclass(e) and issubclass(e, errors.DatelineError)]
)
def test_each_error_has_a_row(error: type[errors.DatelineError]) -> None:
    """Every error stands in the table with its code, and in the tree."""
    assert f"| `{error.__name__}` | `{error.code}` |" in page("errors.md")
    drawn = "code" if error is errors.DatelineError else error.code
    assert re.search(rf"\b{error.__name__}\b.* {drawn}$", page("errors.md"), re.MULTILINE)


@pytest.mark.parametrize("name", formats.FORMATS)
def test_each_format_has_a_row(name: str) -> None:
    """Every format is in the table."""
    assert f"\n| `{name}` |" in page("formats.md")


@pytest.mark.parametrize("suffix", [s for s in files.KINDS if s])
def test_each_kind_of_file_is_listed(suffix: str) -> None:
    """Every suffix that is read is named."""
    assert f"`{suffix}`" in page("sources-and-readers.md").partition("A folder is read")[0]


@pytest.mark.parametrize("kind", readers.READERS)
def test_each_media_type_is_listed(kind: str) -> None:
    """Every media type that has a reader is named."""
    assert f"\n| `{kind}` |" in page("sources-and-readers.md")


@pytest.mark.parametrize("folder", ["sources", "readers"])
def test_each_source_and_reader_is_listed(folder: str) -> None:
    """Every public module of the two folders has a row."""
    for path in (Path(dateline.__file__).parent / folder).glob("[!_]*.py"):
        assert f"\n| `{path.stem}` |" in page("sources-and-readers.md")


@pytest.mark.parametrize("task", evaluation.TASKS)
def test_each_task_of_evaluation_is_described(task: str) -> None:
    """The page on measuring has a row for every task."""
    assert f"\n| `{task}` |" in (DOCS / "how-to/measure.md").read_text("utf-8")


@pytest.mark.parametrize("name", [*dateline.__all__, *model.__all__])
def test_each_public_name_has_an_entry(name: str) -> None:
    """What the package and its model export is described."""
    assert f"### dateline.{name}\n" in page("python.md") or f"\n## {name}\n" in page("json.md")


@pytest.mark.parametrize("cls", [pipeline.Coder, archive.Archive])
def test_each_method_has_an_entry(cls: type) -> None:
    """The public methods of what `load` and `open` return are described."""
    for name, _ in reference.methods(cls):
        assert f"### {cls.__name__}.{name}\n" in page("python.md")


def test_each_environment_variable_is_documented() -> None:
    """Every variable that is read is named in a page for people."""
    text = "".join(p.read_text("utf-8") for p in DOCS.rglob("*.md") if p.parent.name != "why")
    found = set(re.findall(r"DATELINE_[A-Z]+", inspect.getsource(config)))
    assert found
    assert [name for name in found if name not in text] == []


@pytest.mark.parametrize(
    "path", [*DOCS.rglob("*.md"), *examples.ROOT.glob("*.md")], ids=lambda path: path.stem
)
def test_links_lead_somewhere(path: Path) -> None:
    """A link inside the project names a file that is there and a heading that it has."""
    for target, anchor in LINK.findall(path.read_text("utf-8")):
        found = (path.parent / target).resolve() if target else path
        assert found.exists(), target
        if anchor:
            assert anchor in anchors(found.read_text("utf-8")), f"{target}#{anchor}"


def anchors(text: str) -> set[str]:
    """The anchors of a page's headings."""
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize(
    "path", [*DOCS.glob("how-to/*.md"), *DOCS.glob("why/*.md")], ids=lambda path: path.stem
)
def test_pages_stay_short(path: Path) -> None:
    """A page for people has fewer than 300 lines."""
    assert len(path.read_text("utf-8").splitlines()) < PAGE_LIMIT


def test_readme_is_short() -> None:
    """The front page has fewer than 200 lines."""
    assert len((examples.ROOT / "README.md").read_text("utf-8").splitlines()) < 200
