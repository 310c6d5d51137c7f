"""A GeoNames file laid over the built-in cities."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from dateline.cli.main import dateline as group
from dateline.codebook import geonames
from dateline.codebook.places import Places
from dateline.errors import CodebookError


def line(**cells: str) -> str:
    """Return a row of GeoNames' columns for a village that nobody else knows."""
    names = [
        "geonameid",
        "name",
        "asciiname",
        "alternatenames",
        "latitude",
        "longitude",
        "class",
        "code",
        "country",
    ]
    names += [
        "cc2",
        "admin1",
        "admin2",
        "admin3",
        "admin4",
        "population",
        "elevation",
        "dem",
        "timezone",
        "changed",
    ]
    usual = {
        "geonameid": "99000001",
        "name": "Quölmsted",
        "asciiname": "Quolmsted",
        "latitude": "54.5",
        "longitude": "-3.25",
        "class": "P",
        "code": "PPL",
        "country": "GB",
        "admin1": "ENG",
        "population": "812",
    }
    return "\t".join({**usual, **cells}.get(name, "") for name in names) + "\n"


def load(tmp_path: Path, *lines: str, smallest: int = 0) -> geonames.Loaded:
    """Load a file of these lines."""
    file = tmp_path / "XX.txt"
    file.write_text("".join(lines), "utf-8")
    return geonames.load(file, tmp_path / "own", smallest=smallest)


def test_a_loaded_village_is_found_beside_the_built_in_cities(tmp_path: Path) -> None:
    """By its name without accents, with country and point; the large cities are still there."""
    done = load(tmp_path, line())
    assert (done.places, done.wrong) == (1, [])
    places = Places(tmp_path / "own")
    (spot,) = places.find("quolmsted")
    assert (spot.name, spot.country, spot.admin1, spot.lat, spot.geonameid) == (
        "Quölmsted",
        "GBR",
        "ENG",
        54.5,
        99000001,
    )
    assert places.find("hamburg")
    assert not Places().find("quolmsted")


def test_the_file_wins_over_the_built_in_row_of_the_same_place(tmp_path: Path) -> None:
    """One place stays one place, with what the newer file says."""
    old = next(s for s in Places().find("hamburg") if s.country == "DEU")
    load(
        tmp_path,
        line(geonameid=str(old.geonameid), name="Hamburg", asciiname="Hamburg", country="DE", latitude="50"),
    )
    found = [s for s in Places(tmp_path / "own").find("hamburg") if s.geonameid == old.geonameid]
    assert [s.lat for s in found] == [50]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"latitude": "x"}, "could not convert"),
        ({"latitude": "91"}, "no place on earth"),
        ({"longitude": "nan"}, "no place on earth"),
        ({"country": "ZZ"}, "'ZZ' is no country"),
        ({"population": "many"}, "invalid literal"),
        ({"geonameid": "a1"}, "no GeoNames id"),
        ({"name": "..."}, "no name"),
    ],
)
def test_a_bad_line_is_named_by_its_number_and_the_others_are_kept(
    tmp_path: Path, cells: dict[str, str], reason: str
) -> None:
    """Number and reason; the good line is there."""
    done = load(tmp_path, line(), line(**cells))
    assert done.places == 1
    ((number, told),) = done.wrong
    assert number == 2
    assert reason in told


def test_other_features_ruins_and_small_places_are_passed_over(tmp_path: Path) -> None:
    """Hills are no cities, destroyed towns neither; what is too small is asked for."""
    done = load(
        tmp_path,
        line(),
        line(**{"class": "T", "code": "HLL"}),
        line(code="PPLW"),
        line(geonameid="99000002", population="5"),
        smallest=100,
    )
    assert (done.places, done.wrong) == (1, [])


def test_a_name_cannot_break_the_table(tmp_path: Path) -> None:
    """Commas separate its cells; a name with one has none in the table."""
    load(tmp_path, line(name="Upper, Lower Quolm", asciiname="Quolm Both"))
    (spot,) = Places(tmp_path / "own").find("quolm both")
    assert spot.name == "Upper Lower Quolm"


def test_a_zip_is_read_and_what_is_no_gazetteer_is_refused(tmp_path: Path) -> None:
    """The zip of the download is taken as it is; other files leave the folder as it was."""
    packed = tmp_path / "XX.zip"
    with zipfile.ZipFile(packed, "w") as out:
        out.writestr("readme.txt", "about")
        out.writestr("XX.txt", line())
    assert geonames.load(packed, tmp_path / "own").places == 1
    before = (tmp_path / "own/gazetteers/cities.csv").read_bytes()
    for content in (b"no columns\n", b"\xff\xfe\x00", b""):
        (tmp_path / "bad.txt").write_bytes(content)
        with pytest.raises(CodebookError, match=r"bad\.txt"):
            geonames.load(tmp_path / "bad.txt", tmp_path / "own")
    assert (tmp_path / "own/gazetteers/cities.csv").read_bytes() == before
    assert len(list((tmp_path / "own/gazetteers").iterdir())) == 1


def test_the_command_says_what_it_did_and_fails_on_bad_lines(tmp_path: Path) -> None:
    """Exit 0 when all is read, 1 with the numbers of bad lines, 2 without a folder."""
    file = tmp_path / "XX.txt"
    file.write_text(line(), "utf-8")
    run = CliRunner().invoke
    good = run(group, ["gazetteer", "load", str(file), "--into", str(tmp_path / "own")])
    assert (good.exit_code, good.output.startswith("1 places from XX.txt; ")) == (0, True)
    file.write_text(line() + "half a line\n", "utf-8")
    bad = run(group, ["gazetteer", "load", str(file), "--into", str(tmp_path / "own")])
    assert bad.exit_code == 1
    assert "XX.txt:2: 1 columns, not 19" in bad.output
    assert run(group, ["gazetteer", "load", str(file)], env={"DATELINE_KNOWLEDGE": ""}).exit_code == 2
