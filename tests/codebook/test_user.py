"""Codebooks of the user's own: what they may hold, how they are laid over ours, and what is said of wrong ones."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from dateline.codebook import _tables, events, files, gazetteer, ontology, user
from dateline.codebook.files import KNOWLEDGE, read_csv
from dateline.codebook.user import laid_over, load, problems
from dateline.errors import CodebookError

Write = Callable[[str], Path]
ABOUT = "about: {source: our desk, licence: CC0-1.0}\n"
GOOD = """
event_types:
  COERCE:
    modes:
      seize-vessel: {score: -6, definition: A ship is taken or held in port.}
  HINDER: {quad: 4, score: -3, definition: Ships are kept from their work.}
classes:
  hulls: [trawler, longliner]
verbs:
  - {verbs: [seize, hold], needs: "obj:@hulls", recipient: [obj, from], type: COERCE, mode: seize-vessel, cameo: 171}
nouns:
  - {nouns: obstruction, of: recipient, recipient: by, type: HINDER, bare: true}
actors:
  - {name: Skarvik Patrol, aliases: [SKP], kind: military, country: NOR, sector: COP, from: 2001-05-17}
  - {name: Tora Vik, kind: person, country: NOR, sector: GOV, office: Envoy, from: 2020, to: 2022-06}
  - {name: Tora Vik, kind: person, country: NOR, sector: BUS, office: Director, from: 2022-07}
  - {name: Norway, aliases: Skarvland, kind: state, country: NOR}
roles:
  - {noun: net tender, plural: net tenders, sector: AGR}
"""


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a codebook with these sections."""

    def written(sections: str) -> Path:
        path = tmp_path / "own.yaml"
        path.write_text(ABOUT + sections, "utf-8")
        return path

    return written


def test_the_schema_is_one() -> None:
    """The schema of codebooks is a valid JSON Schema."""
    schema = json.loads((KNOWLEDGE / user.SCHEMA).read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("name", _tables.TABLES)
def test_tables_have_our_columns(name: str) -> None:
    """What a codebook becomes has no column that our own table lacks; "weak" of a noun is the one exception."""
    ours = next(read_csv(KNOWLEDGE / name)).cells.keys()
    assert set(_tables.TABLES[name].split()) - ours <= {"weak"}


def test_rows_are_laid_over_ours(write: Write) -> None:
    """Types, modes, frames, names with their terms, and roles of a codebook are known beside ours."""
    folder = laid_over(write(GOOD))
    known = ontology.load(folder)
    assert known.intensity("COERCE", "seize-vessel") == -6
    assert (known.quad("HINDER"), known.intensity("HINDER")) == (4, -3)
    assert known.has("COERCE", "arrest")
    book = events.load(folder)
    assert (book.verbs["hold"][0].mode, book.verbs["hold"][0].cameo) == ("seize-vessel", "171")
    assert book.nouns["obstruction"][0].bare
    names = gazetteer.load(folder)
    (patrol,) = names.by_id["org:skarvik-patrol"].terms
    assert (patrol.country, patrol.sector, patrol.start) == ("NOR", "COP", "2001-05-17")
    terms = names.by_id["person:tora-vik"].terms
    assert [(t.office, t.start, t.end) for t in terms] == [
        ("Envoy", "2020", "2022-06"),
        ("Director", "2022-07", None),
    ]
    assert names.roles["net tenders"].sector == "AGR"


def test_a_state_keeps_our_names(write: Write) -> None:
    """A row for a state adds names to those that we know."""
    names = gazetteer.load(laid_over(write(GOOD)))
    found = [names.find(words, 0) for words in (["Skarvland"], ["Norwegian"])]
    assert [m.entries[0].id for m in found if m] == ["NOR", "NOR"]
    assert len({e for m in found if m for e in m.entries}) == 1


def test_a_frame_with_the_same_conditions_replaces_ours(write: Write) -> None:
    """A row for the same word and conditions stands instead of ours; rows with other conditions stay."""
    ours = events.load().verbs["condemn"]
    assert any(frame.needs == () for frame in ours)
    row = "verbs: [{verbs: condemn, type: REJECT}]\n"
    theirs = events.load(laid_over(write(row))).verbs["condemn"]
    assert len(theirs) == len(ours)
    assert [f.event_type for f in theirs if f.needs == ()] == ["REJECT"]


@pytest.mark.parametrize("kind", ["organisation", "group", "person", "outlet"])
def test_an_actor_of_the_same_name_replaces_ours(write: Write, kind: str) -> None:
    """A row with the name of one of ours stands instead of it: its codes, and only its aliases."""
    prefix, table = {
        "organisation": ("org", "organisations"),
        "group": ("group", "groups"),
        "person": ("person", "persons"),
        "outlet": ("outlet", "outlets"),
    }[kind]
    ours = next(row for row in read_csv(KNOWLEDGE / f"gazetteers/{table}.csv")).cells["name"]
    own = f"actors: [{{name: {ours}, kind: {kind}, country: NOR, from: 1999}}]\n"
    entries = gazetteer.load(laid_over(write(own)))
    (term,) = entries.by_id[f"{prefix}:{gazetteer.slug(ours)}"].terms
    assert (term.country, term.start) == ("NOR", None if kind == "outlet" else "1999")
    found = entries.find(gazetteer.words_of(ours), 0)
    assert found is not None
    assert [e.terms[0].country for e in found.entries if e.kind in (kind, "organisation")] == ["NOR"]


def test_a_codebook_is_laid_over_a_folder(write: Write, tmp_path: Path) -> None:
    """Rows of the user's own folder stay, those of the codebook go before them, and other files are kept."""
    folder = tmp_path / "mine"
    (folder / "gazetteers").mkdir(parents=True)
    (folder / "lexicons/en").mkdir(parents=True)
    head = "# source: x\nname,aliases,country,sector,kind,from,to,note\n"
    (folder / "gazetteers/organisations.csv").write_text(
        head + "Skarvik Patrol,,DNK,,,,,\nNet Union,,DNK,LAB,,,,ours\n"
    )
    (folder / "lexicons/en/events.yaml").write_text("classes: {buoys: [buoy]}\n")
    verbs = '  - {verbs: sink, needs: "obj:@buoys", type: HINDER}\n'
    both = laid_over(write(GOOD.replace("nouns:\n", verbs + "nouns:\n", 1)), folder)
    names = gazetteer.load(both)
    assert names.by_id["org:skarvik-patrol"].terms[0].country == "NOR"
    assert names.by_id["org:net-union"].terms[0].sector == "LAB"
    assert {"hulls", "buoys", "arms"} <= events.load(both).classes.keys()


def test_no_codebook_is_the_folder_alone(tmp_path: Path) -> None:
    """Without a codebook nothing is made."""
    assert laid_over(None) is None
    assert laid_over(None, tmp_path) is tmp_path


def test_the_digest_changes_with_the_file(write: Write) -> None:
    """Any change of a codebook is another knowledge; the same file is the same, wherever it is laid out."""
    first = laid_over(write(GOOD))
    again = laid_over(write(GOOD))
    other = laid_over(write(GOOD + "# a comment\n"))
    digests = [files.digest(folder) for folder in (None, first, again, other)]
    assert digests[1] == digests[2]
    assert len(set(digests)) == 3


@pytest.mark.parametrize(
    ("sections", "line", "key", "message"),
    [
        ("verbz: []\n", 2, "verbz", "did you mean 'verbs'"),
        ("verbs:\n  - {verbs: zap}\n", 3, "verbs[0]", "'type' is missing"),
        ("verbs:\n  - {verbs: Zap, type: ASSAULT}\n", 3, "verbs[0].verbs", "lower case"),
        ("verbs:\n  - verbs: zap\n    type: ASSALT\n", 4, "verbs[0].type", "did you mean 'ASSAULT'"),
        ("verbs:\n  - {verbs: zap, type: COERCE,\n     mode: seizes}\n", 4, "verbs[0].mode", "'seize'"),
        ("verbs:\n  - {verbs: zap, type: COERCE, cameo: 999}\n", 3, "verbs[0].cameo", "codes are text"),
        (
            "verbs:\n  - verbs: zap\n    type: COERCE\n    needs: obj:@zaps\n",
            5,
            "verbs[0].needs",
            "noun class",
        ),
        ("verbs:\n  - {verbs: zap, type: COERCE, needs: 'xcomp:@any'}\n", 3, "verbs[0].needs", "noun class"),
        ("verbs:\n  - {verbs: zap, type: COERCE, needs: 'ccomp:go'}\n", 3, "verbs[0].needs", "takes a class"),
        ("verbs:\n  - {verbs: zap, type: COERCE, needs: '; by'}\n", 3, "verbs[0].needs", "a condition"),
        ("event_types:\n  ZAP: {quad: 4, score: -2}\n", 3, "event_types.ZAP", "needs 'definition'"),
        ("event_types:\n  zap: {quad: 4}\n", 3, "event_types.zap", "in capitals"),
        ("event_types:\n  ZAP:\n    quad: 7\n", 4, "event_types.ZAP.quad", "not one of"),
        ("actors:\n  - name: Zed\n    kind: persn\n", 4, "actors[0].kind", "not one of"),
        ("actors:\n  - name: Z|d\n    kind: person\n", 3, "actors[0].name", "without |"),
        ("actors:\n  - {name: Zed, kind: group, from: 2024-13}\n", 3, "actors[0].from", "2024-02-11"),
        (
            "actors:\n  - {name: Z, kind: group, from: 2024, to: 2023}\n",
            3,
            "actors[0].to",
            "before it begins",
        ),
        ("actors:\n  - {name: Zed, kind: state}\n", 3, "actors[0].name", "needs 'country'"),
        ("actors:\n  - {name: Z, kind: group, office: King}\n", 3, "actors[0].office", "person"),
        ("roles:\n  - {noun: zed}\n", 3, "roles[0]", "'sector' is missing"),
        ("roles: []\nroles: []\n", 3, "roles", "stands twice"),
        ("roles:\n  - &a {noun: zed, sector: GOV}\n  - *a\n", 3, "roles", "alias"),
        ("roles:\n  - !zed {noun: zed, sector: GOV}\n", 3, "roles", "tag"),
        ("roles:\n  - ? [a]\n    : zed\n", 3, "roles[0]", "no word"),
        ("---\nroles: []\n", 2, None, "second document"),
        ("roles: " + "[" * 50000 + "]" * 50000, 2, "roles" + "[0]" * 18, "levels"),
        ("roles: [\n", 3, None, "expected"),
    ],
)
def test_errors_name_file_line_and_key(
    write: Write, sections: str, line: int, key: str | None, message: str
) -> None:
    """Each kind of error says what is wrong, and where."""
    path = write(sections)
    with pytest.raises(CodebookError) as caught:
        load(path)
    error = caught.value
    assert (error.file, error.line, error.key) == (str(path), line, key)
    assert message in error.message


def test_all_errors_are_listed_by_line(write: Write) -> None:
    """A check lists every error of shape, in the order of the file."""
    path = write("actors:\n  - {name: Zed, kind: x}\nroles:\n  - {noun: zed}\nverbz: []\n")
    assert [e.line for e in problems(path)] == [3, 5, 6]


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"", b"- a\n", b"42\n", b"about: {source: x}\n"])
def test_other_files_are_refused(tmp_path: Path, content: bytes) -> None:
    """What is not UTF-8, empty, no mapping, or has no licence is a CodebookError."""
    path = tmp_path / "own.yaml"
    path.write_bytes(content)
    with pytest.raises(CodebookError):
        laid_over(path)


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    """A codebook that is not there is named."""
    with pytest.raises(CodebookError, match=r"gone\.yaml"):
        laid_over(tmp_path / "gone.yaml")


def test_codes_and_days_are_text(write: Write) -> None:
    """YAML's own readings of codes and days (octal numbers, dates, NO for false) are not ours."""
    rows = "verbs: [{verbs: zap, type: CONSULT, cameo: 046}]\nactors: [{name: NO, kind: group, from: 2024-02-11}]\n"
    content = load(write(rows)).content
    assert content["verbs"][0]["cameo"] == "046"
    assert (content["actors"][0]["name"], content["actors"][0]["from"]) == ("NO", "2024-02-11")
