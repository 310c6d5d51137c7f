"""The gazetteer of places."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.codebook import places
from dateline.codebook.files import KNOWLEDGE, read_csv

GAZETTEER = places.load()


@pytest.mark.parametrize(
    ("one", "other"),
    [("Saint-Étienne", "St. Etienne"), ("W. Va.", "w va"), ("Punggye-ri", "Punggye ri"), ("Mount Kumgang", "Mt. Kumgang")],
)  # fmt: skip
def test_spellings_of_a_place_share_a_key(one: str, other: str) -> None:
    """Accents, hyphens, dots, case and the usual short forms do not matter."""
    assert places.key(one) == places.key(other)


@pytest.mark.parametrize(
    ("name", "country", "kind"),
    [
        ("Iraq", "IRQ", "country"),
        ("U.K.", "GBR", "country"),
        ("Kentucky", "USA", "state"),
        ("Darfur", "SDN", "region"),
        ("Panmunjom", "KOR", "other"),
        ("Kabul", "AFG", "city"),
        ("Bombay", "IND", "city"),
    ],
)
def test_names_lead_to_places(name: str, country: str, kind: str) -> None:
    """Countries, divisions, regions and cities are found, the larger cities by their other names too."""
    assert any((s.country, s.kind) == (country, kind) for s in GAZETTEER.find(places.key(name)))


def test_every_sorted_city_is_found() -> None:
    """The look-up by halves finds first, last and middle lines, and nothing that is not there."""
    lines = (KNOWLEDGE / places.CITIES).read_text("utf-8").splitlines()
    cities = [line for line in lines if not line.startswith("#")]
    assert [line.encode() for line in cities] == sorted(line.encode() for line in cities)
    for line in (cities[0], cities[-1], *cities[:: len(cities) // 50]):
        ident = int(line.split(",")[-1])
        assert ident in {s.geonameid for s in GAZETTEER.find(line.split(",")[0])}
    assert GAZETTEER.find("zzyzx nowhere") == ()
    assert GAZETTEER.find("") == ()


def test_adjectives_are_marked() -> None:
    """An adjective leads to its country and says that it is one."""
    assert [(s.country, s.adjective) for s in GAZETTEER.find("iraqi")] == [("IRQ", True)]


def test_a_country_is_not_its_capital() -> None:
    """A city that foreign texts call by the country's name does not compete with the country."""
    assert not any(s.name == "Mexico City" for s in GAZETTEER.find("mexico"))


def test_counties_say_when_their_point_is_rough() -> None:
    """A large county has its own point, others stand at that of their state."""
    found = {s.admin1: s for s in GAZETTEER.find("orange county")}
    assert not found["CA"].rough
    assert found["VT"].rough


def test_a_newspaper_has_a_home() -> None:
    """The domain of a newspaper leads to its city, a subdomain too; others lead nowhere."""
    home = GAZETTEER.home("news.dispatch.com")
    assert home is not None
    assert (home.name, home.admin1) == ("Columbus", "OH")
    assert GAZETTEER.home("example.org") is None


def test_a_country_domain_tells_the_country() -> None:
    """Where the newspaper is not known, the country of its domain is; domains sold to anybody tell nothing."""
    home = GAZETTEER.home("www.example.co.za")
    assert home is not None
    assert home.country == "ZAF"
    assert GAZETTEER.home("example.tv") is None


def test_points_are_on_the_globe_and_every_country_has_one() -> None:
    """Every row has coordinates that exist, every country one point."""
    rows = list(read_csv(KNOWLEDGE / places.NAMES))
    assert all(abs(float(r.cells["lat"])) <= 90 and abs(float(r.cells["lon"])) <= 180 for r in rows)
    countries = [r.cells["country"] for r in rows if r.cells["kind"] == "country"]
    assert len(countries) == len(set(countries))
    assert {r.cells["kind"] for r in rows} <= set(places.WEIGHTS)


def test_every_newspaper_home_is_in_the_gazetteer() -> None:
    """No row of the table of newspapers names a city that cannot be found."""
    lost = [
        r.cells["domain"] for r in read_csv(KNOWLEDGE / places.HOMES) if not GAZETTEER.home(r.cells["domain"])
    ]
    assert lost == []


def test_an_overlay_adds_points(tmp_path: Path) -> None:
    """A user's own table of points is read beside the built-in one."""
    folder = tmp_path / "gazetteers"
    folder.mkdir()
    (folder / "points.csv").write_text(
        "name,kind,country,lat,lon\nCamp Sparrow,other,KEN,1.5,36.5\n", encoding="utf-8"
    )
    (spot,) = places.load(tmp_path).find("camp sparrow")
    assert (spot.country, spot.lat) == ("KEN", 1.5)
