"""Dictionaries of PETRARCH as a codebook."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.codebook.petrarch import Import
from dateline.codebook.user import load
from dateline.errors import CodebookError

ACTORS = """\
<!-- harbour dictionary
LOST_FLEET [NOR] -->
BORGA_SKIPPERS_LEAGUE_ [NORAGRLAB] ; a league
+BSL_
+SKIPPERS_OF_BORGA

JORUN_TVEIT_
\t[NORELI <20190101]
\t[NORGOV 190102-231001]
\t[NORELI >231002]
NORWAY_ [NOR]
+NORWEGIAN_
+FJORDLAND_
Haaf Fishers [SHTAGR 350101-200101]
"""
AGENTS = """\
!PERSON! = MAN {MEN}, WOMAN {WOMEN}
CRAB_FISHER!PERSON! [~AGR]
FISHERY_DEPUTY {} [~LEG]
NET_FOLK_ [~AGR]
SEA_OX {SEA_OXEN} [~COP]
LATE_PILOT [ELI~]
"""


def imported(folder: Path, actors: str = "", agents: str = "") -> Import:
    """Return what is imported of two dictionaries."""
    found = Import()
    for name, text, read in (("a.txt", actors, found.read_actors), ("b.txt", agents, found.read_agents)):
        (folder / name).write_text(text, "utf-8")
        read(folder / name)
    return found


def test_actors_keep_names_codes_and_dates(tmp_path: Path) -> None:
    """Synonyms become aliases, codes country and sector, dated codes terms of a person, bounds open ends."""
    league, *terms, norway, haaf = imported(tmp_path, ACTORS).actors
    assert league == {
        "name": "Borga Skippers League",
        "aliases": ["BSL", "Skippers of Borga"],
        "kind": "organisation",
        "country": "NOR",
        "sector": "AGR",
    }
    assert [(t["kind"], t["sector"], t.get("from"), t.get("to")) for t in terms] == [
        ("person", "ELI", None, "2019-01-01"),
        ("person", "GOV", "2019-01-02", "2023-10-01"),
        ("person", "ELI", "2023-10-02", None),
    ]
    assert norway == {"name": "Norway", "aliases": ["Fjordland"], "kind": "state", "country": "NOR"}
    assert (haaf["name"], haaf["from"], haaf["to"]) == ("Haaf Fishers", "1935-01-01", "2020-01-01")


def test_names_that_we_know_keep_their_kind(tmp_path: Path) -> None:
    """A name of the gazetteers has the kind that it has there; NGO stands for a country, and in an agent for a role."""
    found = imported(
        tmp_path, "HEZBOLLAH [LBNREB]\nREUTERS [GBRMED]\nNET_AID [NGOHRI]\n", "NET_CHARITY [NGO~]\n"
    )
    assert [(a["kind"], a.get("country"), a.get("sector")) for a in found.actors] == [
        ("group", "LBN", "REB"),
        ("outlet", "GBR", "JRN"),
        ("organisation", "NGO", "SOC"),
    ]
    assert [r["sector"] for r in found.roles] == ["SOC"]


def test_agents_become_roles(tmp_path: Path) -> None:
    """Plurals are those in braces, none after a closing underscore, else regular; sets stand for each of their words."""
    roles = imported(tmp_path, agents=AGENTS).roles
    assert [(r["noun"], r["plural"], r["sector"]) for r in roles] == [
        ("crab fisherman", "crab fishermen", "AGR"),
        ("crab fisherwoman", "crab fisherwomen", "AGR"),
        ("fishery deputy", "fishery deputies", "LEG"),
        ("net folk", "net folk", "AGR"),
        ("sea ox", "sea oxen", "COP"),
        ("late pilot", "late pilots", "ELI"),
    ]


@pytest.mark.parametrize(
    ("actors", "agents", "note"),
    [
        ("MISTS_ [---XYZ]\n", "", "a.txt:1: Mists [---XYZ]: no code that PLOVER has"),
        ("MISTS_\n", "", "a.txt:1: Mists []: no code that PLOVER has"),
        ("+MISTS_\n", "", "a.txt:1: a synonym or code without a name before it"),
        ("MISTS_ [NORGOV 991301-000101]\n", "", "a.txt:1: [NORGOV 991301-000101] is not a code with dates"),
        ("", "\nHERMIT [~MOD]\n", "b.txt:2: hermit [~MOD]: no sector that PLOVER has"),
        ("", "HERMIT\n", "b.txt:1: HERMIT: no code such as [~GOV]"),
        ("", "SEA!FOLK! [~AGR]\n", "b.txt:1: sea!folk!: no such set of words"),
    ],
)
def test_what_is_left_out_is_told(tmp_path: Path, actors: str, agents: str, note: str) -> None:
    """A line that cannot become a row is named with file and line."""
    assert note in imported(tmp_path, actors, agents).notes


def test_the_import_is_a_codebook(tmp_path: Path) -> None:
    """What is written passes the checks of a codebook, and reads back as it was."""
    found = imported(tmp_path, ACTORS, AGENTS)
    path = tmp_path / "own.yaml"
    path.write_text(found.yaml(), "utf-8")
    assert load(path).content == found.content


def test_a_dictionary_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    """A dictionary in another encoding is named."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xff\xfe\xff")
    with pytest.raises(CodebookError, match=r"a\.txt"):
        Import().read_actors(path)
