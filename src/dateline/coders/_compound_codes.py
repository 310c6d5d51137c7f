"""CAMEO codes of words about another act: to promise, demand, refuse or threaten what has a code of its own.

Source: the code list of the CAMEO manual, whose categories 02, 03, 10, 12 and 13 follow 06, 07, 08 and 14 to 20.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

DEMANDING = frozenset(
    {"demand", "insist", "order", "require", "instruct", "command", "tell", "must", "ultimatum", "say"}
)  # other words of asking are appeals
COOPERATION = {"06": "1", "061": "11", "062": "12", "063": "13", "064": "14"}
AID = {"07": "3", "071": "31", "072": "32", "073": "33", "074": "34", "075": "33"}
REFORM = {"083": "4", "0831": "41", "0832": "42", "0833": "43", "0834": "44"}
YIELDING = {"08": "5", "081": "51", "0811": "51", "0812": "51", "0813": "51", "0814": "51", "082": "52", "084": "53", "085": "54", "086": "55", "087": "56"}  # fmt: skip
ASKED = {
    **COOPERATION,
    "05": "2",
    **AID,
    **REFORM,
    **YIELDING,
    "04": "6",
    "057": "7",
    "037": "7",
    "045": "8",
    "038": "8",
}


def _family(first: str, parts: Mapping[str, str]) -> dict[str, str]:
    return {inner: first + code for inner, code in parts.items()}


COMPOUND: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "AGREE": {
            **_family("03", {**COOPERATION, "05": "2", **AID, **REFORM, **YIELDING}), "04": "036", "045": "039", "038": "038", "037": "037",
        },
        "appeal": _family("02", ASKED),
        "demand": _family("10", ASKED),
        "REJECT": {
            **_family("12", COOPERATION), "07": "122", "071": "1221", "072": "1222", "073": "1223", "074": "1224", "075": "1223",
            "083": "123", "0831": "1231", "0832": "1232", "0833": "1233", "0834": "1234",
            "08": "124", "081": "1241", "082": "1242", "084": "1243", "085": "1244", "086": "1245", "087": "1246",
            "04": "125", "045": "126", "037": "127",
        },
        "THREATEN": {
            "16": "131", "162": "1311", "163": "1312", "161": "1313", "164": "134", "165": "135", "166": "136",
            "17": "132", "172": "132", "1721": "1321", "1722": "1322", "1723": "1323", "1724": "1324", "175": "137",
            "14": "133", "15": "138", "18": "1383", "19": "138", "191": "1381", "192": "1382", "193": "1384", "194": "1384", "195": "1384",
            "20": "1385",
        },
    }
)  # fmt: skip


def compound(event_type: str, inner: str | None, word: str = "") -> str | None:
    """Return the code of a word about an act with a code, by the longest beginning of that code that is known.

    Args:
        event_type: of the word: AGREE, REQUEST, REJECT or THREATEN.
        inner: code of the act that it is about.
        word: what it asks with; an appeal unless it demands.
    """
    family = event_type if event_type != "REQUEST" else "demand" if word in DEMANDING else "appeal"
    known = COMPOUND.get(family, {})
    for end in range(len(inner or ""), 1, -1):
        if (inner or "")[:end] in known:
            return known[(inner or "")[:end]]
    return None
