"""The ontology: PLOVER's types and the CAMEO codes that lead to them."""

from __future__ import annotations

from dateline.codebook import ontology


def test_sixteen_types_in_four_quads() -> None:
    """PLOVER has sixteen types, each in one of four classes."""
    types = ontology.load().types
    assert len(types) == 16
    assert {t.quad for t in types.values()} == {1, 2, 3, 4}


def test_every_mapped_code_has_a_known_mode_and_contexts() -> None:
    """What a CAMEO code maps to exists."""
    known = ontology.load()
    for code in known.cameo.values():
        assert code.event_type is None or known.has(code.event_type, code.mode), code
        assert set(code.contexts) <= set(known.contexts), code


def test_codes_are_text() -> None:
    """The leading zero of a code is kept."""
    cameo = ontology.load().cameo
    assert cameo["057"].event_type == "SUPPORT"
    assert "57" not in cameo


def test_intensity_falls_back_to_the_type() -> None:
    """A mode without a score takes that of its type."""
    known = ontology.load()
    assert known.intensity("ASSAULT", "drone") == -9.5
    assert known.intensity("PROTEST", "vandalize") == known.intensity("PROTEST") == -5
