"""The pages of docs/reference, from the code: cog calls one function a page.

cog -r docs/reference/*.md        (make docs)
cog --check docs/reference/*.md   (make docs-check)
"""

from __future__ import annotations

import dataclasses
import inspect
import re
import typing
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import click
import sqlalchemy as sa

import dateline
from dateline import (
    archive,
    config,
    errors,
    evaluation,
    formats,
    importers,
    model,
    pipeline,
    readers,
    sources,
)
from dateline.cli.main import COMMANDS
from dateline.cli.main import dateline as group
from dateline.codebook import ontology
from dateline.codebook.files import KNOWLEDGE, read_csv, read_yaml
from dateline.formats.article import article_json
from dateline.formats.jsonl import record_json
from dateline.model import conflict, imported, overlap
from dateline.sources import files
from dateline.store import Query, migrations, tables

WIDTH = 100
SECTIONS = ("Args", "Attributes", "Returns", "Raises", "Example", "Source", "Yields")
VALUES = ("Event", "Statement", "Indicator", "Commitment")

# what `dateline code` writes beside the values, in words
LINE = {
    "id": "the `id` of the input line; the document's own id where the input has none",
    "document": "content id of the document (`doc1:…`); evidence names it",
    "text": "the text of record; every offset counts its Unicode code points, end exclusive",
    "title": "headline",
    "language": "two letters, null when the text is too short to tell",
    "published": "`{start, end, basis}`; basis `given`, `metadata`, `stated` or `inferred`; null when unknown",
    "publisher": "outlet",
    "url": "address",
    "furniture": "`[{start, end, kind}]`: what is not the article; it is kept and never coded",
    "events": "list of [Event](#event), each with `id` and `record_id` (the same for reports of one event)",
    "statements": "list of [Statement](#statement), each with `id`",
    "indicators": "list of [Indicator](#indicator), each with `id`",
    "commitments": "list of [Commitment](#commitment), each with `id`",
    "times": "`[{start, end, kind, value, when}]`: time expressions; `value` in the form of TIMEX3",
    "places": "`[{start, end, name, country, lat, lon, geonameid, kind}]`: places named",
    "actors": "actors, each once, with all `mentions [{start, end}]`",
    "issues": "list of [Issue](#issue): stages that failed on this document; the rest stands",
}


# --- cli.md


def cli() -> str:
    """Return the help of every command."""
    settings: dict[str, Any] = {"terminal_width": WIDTH, **group.context_settings}
    context = click.Context(group, info_name="dateline", **settings)
    parts = [fenced(group.get_help(context))]
    for command, own in commands(context, settings):
        parts.append(f"## {own.command_path}\n\n{fenced(command.get_help(own))}")
    return "\n\n".join(parts)


def commands(
    parent: click.Context, settings: dict[str, Any]
) -> Iterator[tuple[click.Command, click.Context]]:
    """Yield each command below a group, and those below it, with its context."""
    assert isinstance(parent.command, click.Group)
    for name in parent.command.list_commands(parent):
        command = parent.command.get_command(parent, name)
        assert command is not None
        own = click.Context(command, info_name=name, parent=parent, **settings)
        yield command, own
        if isinstance(command, click.Group):
            yield from commands(own, settings)


# --- python.md


def python() -> str:
    """Return the public names with their docstrings."""
    parts = ["## dateline"]
    parts += [entry(f"dateline.{name}", getattr(dateline, name)) for name in dateline.__all__]
    for title, cls in (
        ("Coder", pipeline.Coder),
        ("Archive", archive.Archive),
        ("Config", config.Config),
        ("Run", model.Run),
        ("Query", Query),
    ):
        parts.append(f"## {title}\n\n`{cls.__module__}.{title}`\n\n{prose(cls)}")
        if not dataclasses.is_dataclass(cls):
            parts += [entry(f"{title}.{name}", member) for name, member in methods(cls)]
    parts.append("## Functions of the stages")
    parts += [
        entry("dateline.sources.fetch", sources.fetch),
        entry("dateline.readers.read", readers.read),
        entry("dateline.config.from_environment", config.from_environment),
        entry("dateline.formats.load", formats.load),
        entry("dateline.evaluation.task", evaluation.task),
    ]
    names = ", ".join(f"[{name}](json.md#{name.lower()})" for name in model.__all__)
    parts.append(f"## Values\n\nFrozen dataclasses, all in `dateline.model`: {names}.")
    return "\n\n".join(parts)


def methods(cls: type) -> Iterator[tuple[str, Any]]:
    """Yield the public methods of a class, in the order of the code."""
    for name, member in vars(cls).items():
        if not name.startswith("_"):
            plain = member.__func__ if isinstance(member, classmethod) else member
            if inspect.isfunction(plain):
                yield name, getattr(cls, name)


def entry(name: str, member: Any) -> str:
    """Return the section of one function."""
    return f"### {name}\n\n```python\n{name.split('.')[-1]}{signature(member)}\n```\n\n{prose(member)}"


def signature(member: Any) -> str:
    """Return the parameters of a function as its code writes them."""
    found = inspect.signature(member)
    parts, starred = [], False
    for parameter in found.parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY and not starred:
            starred = parts.append("*") is None
        if parameter.name != "self":
            parts.append(written(parameter))
    listed = ", ".join(parts)
    if len(listed) > WIDTH - 30:
        listed = "\n    " + ",\n    ".join(parts) + ",\n"
    return f"({listed}) -> {found.return_annotation}"


def written(parameter: inspect.Parameter) -> str:
    """Return one parameter with its type and default."""
    stars = "**" * (parameter.kind is parameter.VAR_KEYWORD)
    text = f"{stars}{parameter.name}: {parameter.annotation}"
    if parameter.default is parameter.empty:
        return text
    return f"{text} = {getattr(parameter.default, '__name__', None) or repr(parameter.default)}"


# --- json.md


def json() -> str:
    """Return the fields of every type of the model."""
    empty = model.Article(document=model.Document(text="", blocks=()), annotations=model.Annotations())
    line = table(("field", "what"), [(f"`{key}`", LINE[key]) for key in article_json(empty)])
    parts = [f"## A line of dateline code\n\n{line}", record_line()]
    more = (
        conflict.Side,
        conflict.Conflict,
        imported.Imported,
        imported.ImportedMention,
        overlap.Match,
        overlap.Overlap,
    )
    for cls in (*(getattr(model, name) for name in model.__all__), *more):
        name = cls.__name__
        parts.append(f"## {name}\n\n{prose(cls, without='Attributes')}\n\n{fields(cls)}")
    return "\n\n".join(parts)


def record_line() -> str:
    """Return what a line of --format jsonl has."""
    document = model.Document(text="x", blocks=(model.Block(span=model.Span(0, 1)),))
    evidence = document.evidence(model.Span(0, 1))
    value = model.Indicator(measure="x", evidence=evidence)
    report = model.Report(id="x", document=document.id, evidence=evidence)
    keys = record_json(model.Record(record_id="x", kind="indicator", value=value, reports=(report,)))
    own = [key for key in keys if key not in {f.name for f in dataclasses.fields(model.Indicator)}]
    return (
        "## A line of --format jsonl\n\n"
        f"The fields of [Record](#record) ({', '.join(f'`{key}`' for key in own)}) beside those of its value, "
        f"which is one of {', '.join(f'[{v}](#{v.lower()})' for v in VALUES)}. "
        "`report_id` is the content id of the canonical report. A commitment's own `kind` is `commitment_kind`, "
        "because `kind` is the record's. `dateline conflicts` writes [Conflict](#conflict)."
    )


def fields(cls: type) -> str:
    """Return the table of a dataclass's fields."""
    known = attributes(inspect.getdoc(cls) or "")
    hints = {f.name: f for f in dataclasses.fields(cls) if not f.name.startswith("_")}
    rows = [(f"`{name}`", f"`{shown(f.type)}`", known.get(name, "")) for name, f in hints.items()]
    return table(("field", "type", "what"), rows)


def shown(hint: Any) -> str:
    """Return a type as its annotation says it, literal types with their values."""
    text = hint if isinstance(hint, str) else getattr(hint, "__name__", str(hint))
    for module in ("actor", "commitment", "document", "event", "when"):
        named = vars(import_module(f"dateline.model.{module}"))
        for name, value in named.items():
            if typing.get_origin(value) is typing.Literal:
                text = re.sub(rf"\b{name}\b", " | ".join(typing.get_args(value)), text)
    return text


# --- errors.md


def tree() -> str:
    """Return the errors as the module draws them."""
    drawn = (errors.__doc__ or "").partition("::\n\n")[2].rpartition("\n\n")[0]
    return fenced(inspect.cleandoc(drawn))


def error_table() -> str:
    """Return each error with its code."""
    own = [c for c in vars(errors).values() if isinstance(c, type) and issubclass(c, errors.DatelineError)]
    rows = [(f"`{c.__name__}`", f"`{c.code}`", str(exit_code(c)), prose(c), extras(c)) for c in own]
    return table(("error", "code", "exit", "when", "fields"), rows)


def exit_code(cls: type) -> int:
    """Return what the command line exits with."""
    return 2 if issubclass(cls, errors.ConfigError) else 1


def extras(cls: type) -> str:
    """Return the fields that an error has beside message and where."""
    names = inspect.signature(cls).parameters
    return ", ".join(f"`{name}`" for name in names if name not in ("message", "where"))


# --- database.md


def database() -> str:
    """Return the tables with their columns."""
    notes = column_notes(inspect.getsource(tables))
    parts = [f"Schema version `{migrations.HEAD}`, kept in the table `{migrations.VERSION_TABLE}`."]
    for found in tables.metadata.sorted_tables:
        rows = [
            (f"`{c.name}`", kind(c), notes.get((found.name, c.name)) or notes.get(("_reports", c.name)) or "")
            for c in found.columns
        ]
        parts.append(f"## {found.name}\n\n{table(('column', 'type', 'what'), rows)}")
    return "\n\n".join(parts)


def kind(column: sa.Column[Any]) -> str:
    """Return the type of a column with what binds it."""
    words = [str(column.type)]
    words += ["key"] * column.primary_key
    words += [f"→ {key.column.table.name}" for key in column.foreign_keys]
    words += ["indexed"] * bool(column.index) + ["unique"] * bool(column.unique)
    words += ["may be null"] * bool(column.nullable)
    return ", ".join(words)


def column_notes(source: str) -> dict[tuple[str, str], str]:
    """Return the comments beside the columns, by table and column."""
    found: dict[tuple[str, str], str] = {}
    owner = ""
    for row in source.splitlines():
        if started := re.match(r"(?:def )?(\w+)(?: = (?:sa\.Table|_reports))?\(", row):
            owner = started[1]
        if noted := re.search(r'sa\.Column\("(\w+)".*#\s*(.+)$', row):
            found[owner, noted[1]] = noted[2]
    return found


# --- formats.md, sources-and-readers.md


def format_table() -> str:
    """Return the formats, with the commands that write them."""
    rows = []
    for name, path in (formats.FORMATS | formats.EXPORTS | formats.FILES).items():
        module, _, member = path.partition(":")
        cls = getattr(import_module(module), member)
        users = ", ".join(f"`{command}`" for command in COMMANDS if name in choices(command))
        about = first_line(import_module(module))
        rows.append((f"`{name}`", f"`{cls.media_type}`", f"{about} {prose(cls)}", users))
    return table(("format", "media type", "what", "commands"), rows)


def import_table() -> str:
    """Return the forms of files of other data sets that are read."""
    rows = []
    for name in importers.IMPORTERS:
        member = type(importers.load(name))
        about = first_line(import_module(member.__module__))
        rows.append((f"`{name}`", f"{about} {prose(member)}"))
    return table(("format", "what"), rows)


def choices(command: str) -> tuple[str, ...]:
    """Return the formats that a command offers."""
    found = group.get_command(click.Context(group), command)
    assert found is not None
    options = [p for p in found.params if p.name == "form"]
    return tuple(options[0].type.choices) if options else ()  # type: ignore[attr-defined]


def suffix_table() -> str:
    """Return the kinds of files that are read."""
    grouped: dict[Any, list[str]] = {}
    for suffix, member in files.KINDS.items():
        grouped.setdefault(member, []).append(f"`{suffix}`" if suffix else "no suffix")
    rows = [(", ".join(names), first_line(member)) for member, names in grouped.items()]
    return table(("suffix", "what"), rows)


def passed_over() -> str:
    """Return the suffixes that a folder passes over."""
    return ", ".join(f"`{suffix}`" for suffix in sorted(files.PASSED_OVER))


def source_modules() -> str:
    """Return the modules of sources."""
    return member_table("sources")


def reader_table() -> str:
    """Return the readers by media type, then their modules."""
    rows = [(f"`{kind}`", f"`{member.__module__}`") for kind, member in readers.READERS.items()]
    return table(("media type", "reader"), rows) + "\n\n" + member_table("readers")


def member_table(folder: str) -> str:
    """Return the public modules of a folder with their first lines."""
    root = Path(str(dateline.__file__)).parent / folder
    names = sorted(path.stem for path in root.glob("*.py") if not path.stem.startswith("_"))
    rows = [(f"`{name}`", first_line(import_module(f"dateline.{folder}.{name}"))) for name in names]
    return table((folder.removesuffix("s"), "what"), rows)


# --- codebook.md, knowledge.md


def codebook() -> str:
    """Return PLOVER's types, modes and contexts."""
    raw = read_yaml(KNOWLEDGE / "ontologies/plover.yaml")
    known = ontology.load()
    parts = [f"Source: {raw['about']['source']}. Licence: {raw['about']['licence']}. {raw['about']['note']}"]
    parts.append("## Types")
    for name, row in raw["types"].items():
        text = f"### {name}\n\n{row['definition']} Quad {row['quad']} ({raw['quads'][row['quad']]}), intensity {row['score']}."
        text += "".join(
            f"\n- {rule}" if i else f"\n\n- {rule}" for i, rule in enumerate(row.get("rules", ()))
        )
        modes = [(f"`{m}`", str(v["score"]), v["definition"]) for m, v in row["modes"].items()]
        parts.append(text + ("\n\n" + table(("mode", "intensity", "what"), modes) if modes else ""))
    contexts = [(f"`{key}`", text) for key, text in raw["contexts"].items()]
    parts.append("## Contexts\n\n" + table(("context", "what"), contexts))
    mapped = sum(code.event_type is not None for code in known.cameo.values())
    parts.append(
        f"## CAMEO\n\n`ontologies/cameo.csv` has {len(known.cameo)} codes; {mapped} have a PLOVER type. "
        "Codes are text: `010` is not `10`."
    )
    return "\n\n".join(parts)


def knowledge() -> str:
    """Return each knowledge file with source, licence and size."""
    rows = []
    for path in sorted(KNOWLEDGE.rglob("*")):
        name = path.relative_to(KNOWLEDGE)
        if path.suffix in (".csv", ".yaml") and name.parts[0] not in ("pipelines", "samples"):
            about = header(path)
            size = about_rows(sum(1 for _ in read_csv(path))) if path.suffix == ".csv" else "lists"
            rows.append((f"`{name.as_posix()}`", size, str(about["source"]), str(about["licence"])))
    return table(("file", "size", "source", "licence"), rows)


def about_rows(count: int) -> str:
    """Return a number of rows in words that a new row seldom changes."""
    if count < 100:
        return "under 100 rows"
    return f"about {round(count, -2 if count < 10_000 else -3):,} rows"


def header(path: Path) -> dict[str, Any]:
    """Return what a file says about itself."""
    if path.suffix == ".yaml":
        found: dict[str, Any] = read_yaml(path)["about"]
        return found
    with path.open(encoding="utf-8") as file:
        heads = [row[1:].partition(":") for row in iter(file.readline, "") if row.startswith("#")]
    return {key.strip(): value.strip() for key, _, value in heads}


# --- Markdown


def fenced(text: str) -> str:
    """Return a text as a block of code."""
    return f"```text\n{text.rstrip()}\n```"


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Return a Markdown table."""
    cells = [" ".join(cell.replace("|", "\\|").split()) for row in (head, *rows) for cell in row]
    lines = ["| " + " | ".join(cells[i : i + len(head)]) + " |" for i in range(0, len(cells), len(head))]
    return "\n".join([lines[0], "| " + " | ".join(["---"] * len(head)) + " |", *lines[1:]])


def first_line(member: Any) -> str:
    """Return the first line of a docstring."""
    return marked((inspect.getdoc(member) or "").partition("\n\n")[0])


def marked(text: str) -> str:
    """Return text of a docstring as Markdown."""
    return text.replace("``", "`")


def attributes(doc: str) -> dict[str, str]:
    """Return the items of the section Attributes."""
    return dict(items(dict(split(doc)).get("Attributes", "")))


def split(doc: str) -> Iterator[tuple[str, str]]:
    """Yield the sections of a docstring in Google form; the text before them has no name."""
    name, lines = "", []
    for row in doc.splitlines():
        found = re.match(rf"({'|'.join(SECTIONS)}):\s*(.*)$", row)
        if found:
            yield name, "\n".join(lines)
            name, lines = found[1], [found[2]] * bool(found[2])
        else:
            lines.append(row)
    yield name, "\n".join(lines)


def items(section: str) -> Iterator[tuple[str, str]]:
    """Yield name and text of the items of a section."""
    for piece in re.split(r"\n(?=    \S)", "\n" + section):
        name, colon, text = piece.strip().partition(":")
        if colon:
            yield name, marked(" ".join(text.split()))


def prose(member: Any, without: str = "") -> str:
    """Return a docstring as Markdown."""
    out = []
    for name, text in split(inspect.getdoc(member) or ""):
        if name == without and name:
            continue
        body = inspect.cleandoc(text)
        if name in ("Args", "Attributes", "Raises"):
            out.append(f"{name}:\n\n" + "\n".join(f"- `{key}`: {what}" for key, what in items(text)))
        elif name == "Example" and ">>>" in body:
            out.append(f"Example:\n\n```python\n{re.sub(r'  # doctest.*', '', body)}\n```")
        elif name:
            out.append(f"{name}: {marked(' '.join(body.split()))}")
        else:
            out.append(marked(body.strip()))
    return "\n\n".join(part for part in out if part)
